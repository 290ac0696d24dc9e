"""What somebody's list says, held against the plan, the units and what was said of lists before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from toolkit.actions.foreign_answers import (
    Answers,
    ColumnSeen,
    Question,
    RowSeen,
    RowState,
    ValueSeen,
)
from toolkit.actions.foreign_cells import Meanings, Understood, meanings_asked
from toolkit.actions.foreign_rows import Read
from toolkit.domain.plan import Plan
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.errors import Problem
from toolkit.exchange.foreign import ForeignList
from toolkit.rules.list_columns import FIELDS, ListKind, Matched
from toolkit.rules.list_values import Remembered, UnitNames, value_choices
from toolkit.rules.matching import Choices, Proposal

_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SAMPLES = 3
_MOST_UNKNOWN = 500
_OF_AWARDS = ("award", "award_title", "award_type")
_FREE = frozenset({"title"})
"""Fields whose words may as well mean nothing that is kept: Đồng chí tells no sex."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What a list is held against; `remembered` is what was said of earlier ones.

    `codes` are the units whose rows the user may bring, None for all; `home` their own unit."""

    plan: Plan
    units: tuple[Unit, ...]
    today: date
    remembered: Remembered
    codes: frozenset[str] | None
    home: str

    @cached_property
    def headings(self) -> dict[str, str]:
        """Folded heading → field."""
        return {told: meant for (what, told), meant in self.remembered.items() if what == "column"}

    @cached_property
    def choices(self) -> dict[str, Choices]:
        return value_choices(self.plan, self.units, self.remembered)


def columns_seen(its: ForeignList, matched: Sequence[Matched]) -> tuple[ColumnSeen, ...]:
    """The headings as they are understood, each with the first words under it."""
    return tuple(
        ColumnSeen(
            column.letter,
            column.heading,
            found.field,
            found.score,
            found.reason,
            found.is_sure,
            found.others,
            tuple(_samples(its, column.place)),
        )
        for column, found in zip(its.columns, matched, strict=True)
    )


def values_seen(
    its: ForeignList, places: Mapping[str, int], answers: Answers, around: Around
) -> tuple[ValueSeen, ...]:
    """Every different word under the columns of codes, with what it is held to mean."""
    known_units = UnitNames(around.choices["unit"], around.units, around.today)
    decided = "paper" in places or "paper_number" in places
    seen: list[ValueSeen] = []
    for name, choices in around.choices.items():
        if name not in places or (name in _OF_AWARDS and not decided):
            continue
        asked: UnitNames | Choices = known_units if name == "unit" else choices
        told = meanings_asked(its.rows, places[name], name)
        seen += _values(name, told, asked, answers)
    return tuple(seen)


def answer_problems(answers: Answers, kind: ListKind, around: Around) -> Iterator[Problem]:
    """Answers that name nothing there is: a browser may send anything."""
    for field in answers.columns.values():
        if field and field not in FIELDS[kind]:
            yield Problem("foreign.answer_unknown", values={"value": field[:60]})
    codes = {(field, code) for (field, _), code in answers.values.items()}
    codes |= {(each, getattr(answers, each)) for each in ("unit", "field", "award_type")}
    for field, code in sorted(codes):
        known = around.choices[field].codes if field in around.choices else frozenset()
        if code and code not in known:
            yield Problem("foreign.answer_unknown", values={"value": code[:60]})


def _values(
    name: str, told: Mapping[str, int], asked: UnitNames | Choices, answers: Answers
) -> Iterator[ValueSeen]:
    """Each different word; where hundreds are unknown, the column is no list of such codes."""
    unknown = 0
    for words, rows in told.items():
        proposals = asked.proposals(words, nearly=unknown < _MOST_UNKNOWN)
        value = _value(name, words, rows, proposals, answers)
        unknown += not value.is_sure
        yield value


def _value(
    name: str, told: str, rows: int, proposals: tuple[Proposal, ...], answers: Answers
) -> ValueSeen:
    said = answers.values.get((name, told))
    if said is not None:
        return ValueSeen(name, told, said, "matching.told", True, proposals, rows)
    if proposals and proposals[0].is_sure:
        first = proposals[0]
        return ValueSeen(name, told, first.meant, first.reason, True, proposals, rows)
    reason = proposals[0].reason if proposals else "matching.unknown"
    return ValueSeen(name, told, "", reason, name in _FREE, proposals, rows)


def meanings(seen: Sequence[ValueSeen]) -> Meanings:
    """(field, words) → code, None where nobody has decided."""
    return {(each.field, each.told): each.meant if each.is_sure else None for each in seen}


def questions(
    by: Understood, read: Sequence[Read], rows: Sequence[RowSeen], around: Around
) -> tuple[Question, ...]:
    """What many rows do not tell and one answer could, with what the list itself suggests."""
    needed = {
        "unit": _count(read, "foreign.lacks_unit"),
        "found_on": _count(read, "foreign.lacks_found_on"),
        "award_type": _count(read, "foreign.lacks_award_type"),
        "hidden": sum(body.is_hidden for body in by.its.rows),
        "likely": sum(row.state is RowState.LIKELY for row in rows),
    }
    proposals = {
        "unit": around.home or _unit_above(by.its, around.units),
        "found_on": _day_told(by.its),
    }
    asked = [
        Question(what, count, is_needed=True, proposal=proposals.get(what, ""))
        for what, count in needed.items()
        if count and not getattr(by.answers, what)
    ]
    without = sum(not each.exemplar.scope for each in read)
    if without and not by.answers.field:
        asked.append(Question("field", without, is_needed=False))
    return tuple(asked)


def _count(read: Sequence[Read], key: str) -> int:
    return sum(any(problem.key == key for problem in each.problems) for each in read)


def _unit_above(its: ForeignList, units: Sequence[Unit]) -> str:
    """The code of the one unit that the texts above the head name, in full."""
    told = {fold(text) for text in its.above}
    named = [unit.code for unit in units if fold(unit.name) in told and unit.parent]
    return named[-1] if len(set(named)) == 1 else ""


def _day_told(its: ForeignList) -> str:
    """The day that stands over or under the list ("Hà Nội, ngày 12 tháng 10 năm 2017")."""
    texts = [*its.above, *(left.text for left in its.left)]
    days = {found.groups() for text in texts for found in _DAY.finditer(text)}
    if len(days) != 1:
        return ""
    day, month, year = map(int, days.pop())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _samples(its: ForeignList, place: int) -> Iterator[str]:
    met = 0
    for body in its.rows[: _SAMPLES * 10]:
        value = body.row.values[place] if place < len(body.row.values) else None
        if value not in (None, "") and met < _SAMPLES:
            met += 1
            yield str(value)[:60]
