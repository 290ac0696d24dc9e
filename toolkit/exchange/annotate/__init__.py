"""A faulty workbook on its way back: bad cells coloured, a note in each, a first sheet of them."""

from toolkit.exchange.annotate.asking import annotated, can_be_marked
from toolkit.exchange.annotate.names import SHEETS

__all__ = ["SHEETS", "annotated", "can_be_marked"]
