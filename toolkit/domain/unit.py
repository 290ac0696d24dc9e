"""A unit that takes part in the plan: department, institute, provincial department."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """`valid_from` is the first day and `valid_to` the day after the last; None leaves it open.

    `parent` and `successor` are unit codes or empty. `id` is the record's, `code` the people's."""

    code: str
    name: str
    kind: str
    bloc: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    id: str = ""
    version: int = 0
