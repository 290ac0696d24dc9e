"""The cells of a row of somebody's list: what stands in each field, and what it means."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.actions.foreign_answers import Answers
from toolkit.domain.blocker import Blocker
from toolkit.domain.plan import Plan
from toolkit.domain.text import clean
from toolkit.errors import Problem
from toolkit.exchange.cells import Value, cell_name, is_past_true_digits
from toolkit.exchange.foreign import Body, ForeignList
from toolkit.rules.days import read_day
from toolkit.rules.list_columns import ListKind

Meanings = Mapping[tuple[str, str], str | None]
"""(field, words as they stand) → code, "" for nothing, None where nobody has decided."""
Say = Callable[..., str]
CALLED = re.compile(r"(?:(ông)|(bà))\s+(?=\S)", re.IGNORECASE)
SHOWN = 60
_DAYS = frozenset({"birth", "birth_male", "birth_female", "found_on", "paper_date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """How rows of one list are read: field → column, what its values mean, what the user answers.

    `units` are the codes whose rows the user may bring, None for all; `are_called` says that names
    begin with Ông or Bà, `names` is unit code → name."""

    kind: ListKind
    its: ForeignList
    places: Mapping[str, int]
    meanings: Meanings
    answers: Answers
    plan: Plan
    today: date
    units: frozenset[str] | None
    names: Mapping[str, str]
    say: Say
    headings: Mapping[int, str]
    are_called: bool

    @property
    def has_decision(self) -> bool:
        return "paper" in self.places or "paper_number" in self.places

    def cell(self, place: int, line: int) -> str:
        return cell_name(place, line) if self.its.is_sheet and place >= 0 else ""


def understood(
    kind: ListKind, its: ForeignList, places: Mapping[str, int], **more: Any
) -> Understood:
    """All that reading a row goes by."""
    return Understood(
        kind=kind,
        its=its,
        places=places,
        headings={column.place: column.heading for column in its.columns},
        are_called=are_called_so(its.rows, places.get("name", -1)),
        **more,
    )


class Cells:
    """The cells of one row by field; what is wrong with them is noted."""

    def __init__(self, by: Understood, body: Body) -> None:
        self.by, self.body = by, body
        self.problems: list[Problem] = []
        self.notes: list[Blocker] = []
        self.faults: list[Blocker] = []
        self._texts: dict[str, str] = {}

    def day(self, name: str) -> date | None:
        value = self.value(name)
        if isinstance(value, date) or value in (None, ""):
            return value if isinstance(value, date) else None
        day, faults = read_day(written(value), name)
        for fault in faults:
            if fault not in self.faults:
                self.faults.append(fault)
        return day

    def meant(self, name: str) -> str:
        told = self.text(name)
        return self.meaning(name, told) if told else ""

    def meaning(self, name: str, told: str) -> str:
        meant = self.by.meanings.get((name, told), "")
        if meant is None:
            fault = self.fault("foreign.value_undecided", name, value=told[:SHOWN])
            if fault not in self.problems:
                self.problems.append(fault)
        return meant or ""

    def text(self, name: str) -> str:
        """What stands in the field, tidy; "" where the list has no such column."""
        if name not in self._texts:
            self._texts[name] = self._text(name) if name in self.by.places else ""
        return self._texts[name]

    def _text(self, name: str) -> str:
        value = self.value(name)
        if isinstance(value, date) and name not in _DAYS:
            self._note_fault("foreign.date_in_text", name, value=value)
            return ""
        return written(value)

    def value(self, name: str) -> Value:
        place = self.by.places.get(name, -1)
        row = self.body.row
        if not 0 <= place < len(row.values):
            return None
        value = row.values[place]
        if place in row.errors:
            self._note_fault("foreign.error_cell", name, value=str(value or "#N/A"))
            return None
        if place in row.unvalued:
            self._note_fault("foreign.uncalculated", name)
            return None
        if is_past_true_digits(value):
            self._note_fault("foreign.long_number", name, value=str(value))
        return value

    def _note_fault(self, key: str, name: str, /, **values: object) -> None:
        fault = self.fault(key, name, **values)
        if fault not in self.problems:
            self.problems.append(fault)

    def fault(self, key: str, name: str, /, **values: object) -> Problem:
        place = self.by.places.get(name, -1)
        heading = self.by.headings.get(place, "")
        line = self.body.row.line
        return Problem(key, line, heading, self.by.cell(place, line), {**values, "column": heading})


def parts(told: str) -> list[str]:
    """Fields that one cell tells, each for itself."""
    return [part.strip() for part in re.split(r"[;\n]", told) if part.strip()]


def written(value: Value) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace(".", ",")


def are_called_so(rows: Sequence[Body], place: int) -> bool:
    """Whether names of the list begin with Ông or Bà, which may be a family name in one."""
    names = [str(each.row.values[place]) for each in rows if 0 <= place < len(each.row.values)]
    called = sum(bool(CALLED.match(name)) for name in names)
    return called * 3 >= len(names) > 1


def meanings_asked(rows: Iterable[Body], place: int, name: str) -> dict[str, int]:
    """Words under a column of codes → how many rows say so."""
    counts: dict[str, int] = {}
    for each in rows:
        values = each.row.values
        value = values[place] if place < len(values) and place not in each.row.errors else None
        if value is None or isinstance(value, date):
            continue
        told = written(value)
        for part in parts(told) if name == "field" else ([told] if told else []):
            counts[part] = counts.get(part, 0) + 1
    return counts
