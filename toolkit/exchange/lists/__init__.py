"""Lists as workbooks: the Ministry's of persons, collectives, models, activities; any filtered."""

from toolkit.exchange.lists.activities import ACTIVITIES, activity_line
from toolkit.exchange.lists.exemplars import (
    CHOICES,
    COLLECTIVES,
    MODELS,
    PERSONS,
    Known,
    exemplar_line,
    filtered,
    summary_of,
)
from toolkit.exchange.lists.form import Form, Line, Section, Stamp
from toolkit.exchange.lists.write import list_name, write_list

__all__ = [
    "ACTIVITIES",
    "CHOICES",
    "COLLECTIVES",
    "MODELS",
    "PERSONS",
    "Form",
    "Known",
    "Line",
    "Section",
    "Stamp",
    "activity_line",
    "exemplar_line",
    "filtered",
    "list_name",
    "summary_of",
    "write_list",
]
