"""What a cell of a unit's workbook says: text, number, day, choice; or what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from toolkit.domain.text import clean, fold
from toolkit.domain.workbook import Cell
from toolkit.exchange.workbook.choices import Choices
from toolkit.exchange.workbook.form import CALLED, TEMPORARY, Column, Sort
from toolkit.rules.days import read_day
from toolkit.rules.numbers import read_figure
from toolkit.rules.workbook_lines import several, split

MOST_DIGITS = 15
"""A sheet keeps no more of a number: what follows is noughts."""
_LAST_YEAR = 2100
"""Whole numbers up to here are years, beyond it they count days as sheets do."""
_FIRST_DAY, _LAST_DAY = 15_000, 73_000
_EPOCH = date(1899, 12, 30)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TEMPORARY = re.compile(rf"{TEMPORARY}\d+", re.IGNORECASE)
_GUESTS = re.compile(r"(.+?)[\s:(=–-]+(\d+)\s*(?:người|khách|people)?\s*\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Got:
    """A value; or the key of what is wrong and what that speaks of. `note` is worth telling though
    the value was read; `typed` says that a day was written as text."""

    value: Cell = None
    wrong: str = ""
    note: str = ""
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    typed: bool = False


NOTHING = Got()


def read_cell(told: Any, column: Column, lists: "Lists", kind: str = "") -> Got:
    """What the cell of a column says; `kind` is that of the row's exemplar or activity."""
    if isinstance(told, list):
        return _special(told, column, lists, kind)
    if isinstance(told, int | float) and abs(told) >= 10**MOST_DIGITS:
        return Got(wrong="intake.many_digits", values={"value": f"{told:.0f}"})
    if told is None or (isinstance(told, str) and not _text(told)):
        return NOTHING
    return _READERS[column.sort](told, column, lists, kind)


@dataclass(frozen=True, slots=True)
class Lists:
    """The choices of all workbooks, and the exemplars of this one by their codes."""

    choices: Choices
    exemplars: Choices

    def code(self, name: str, typed: str, kind: str) -> str | None:
        """The code of what was typed in a column of the list, or nothing."""
        if name == "exemplar":
            return self._exemplar(typed)
        own = self.choices.of_choice(kind) if name == "detail" else name
        return self.choices.code(own, typed) if own else None

    def names(self, name: str, kind: str) -> Mapping[str, str]:
        """Code → name of what may be chosen there."""
        own = self.choices.of_choice(kind) if name == "detail" else name
        return {} if own == "exemplar" or not own else self.choices.lists[own]

    def _exemplar(self, typed: str) -> str:
        """Any code will do here: whether there is such a one is asked when it is taken in."""
        known = self.exemplars.code("exemplar", typed)
        return known or clean(typed.partition(CALLED)[0]).upper()


def is_temporary(typed: object) -> bool:
    """Whether a unit gave a new exemplar this name for the time being: "M1"."""
    return isinstance(typed, str) and bool(_TEMPORARY.fullmatch(typed.strip()))


def _special(told: list[Any], column: Column, lists: Lists, kind: str) -> Got:
    sort, first = told[0], told[1] if len(told) > 1 else ""
    if sort == "d":
        return _real_day(date.fromisoformat(first), column)
    if sort != "t":
        return Got(wrong=_BROKEN[sort], values={"value": first} if first else {})
    got = read_cell(told[2], column, lists, kind)
    if got.wrong:
        return got
    values = {"before": first, "after": told[2]}
    return Got(got.value, note="intake.note_converted", values=values, typed=got.typed)


_BROKEN = {"e": "intake.error_cell", "f": "intake.formula"}


def _real_day(day: date, column: Column) -> Got:
    if column.sort in (Sort.DAY, Sort.BIRTH):
        return Got(day)
    if column.sort in (Sort.LINE, Sort.TEXT):
        return Got(_written(day))
    return Got(wrong="intake.day_here", values={"value": _written(day)})


def _line(told: Any, _column: Column, _lists: Lists, _kind: str) -> Got:
    return Got(" ".join(_text(told).split()))


def _long(told: Any, _column: Column, _lists: Lists, _kind: str) -> Got:
    return Got(_text(told))


def _number(told: Any, column: Column, _lists: Lists, _kind: str) -> Got:
    typed = _text(told) if isinstance(told, str) else told
    value, faults = read_figure(typed, column.field, whole=column.sort is Sort.WHOLE)
    if faults:
        return Got(wrong=faults[0].key, values=faults[0].values)
    return Got(value)


def _day(told: Any, column: Column, _lists: Lists, _kind: str) -> Got:
    if isinstance(told, str):
        day, faults = read_day(_text(told), column.field)
        if faults:
            return Got(wrong=faults[0].key, values=faults[0].values)
        return Got(day, typed=True)
    if _FIRST_DAY < told < _LAST_DAY:
        day = _EPOCH + timedelta(days=int(told))
        return Got(day, note="intake.note_counted_day", values={"value": told, "on": day})
    return Got(wrong="blocker.date_unreadable", values={"value": str(told)})


def _birth(told: Any, column: Column, lists: Lists, kind: str) -> Got:
    text = _text(told)
    if _YEAR.fullmatch(text):
        return Got(int(text))
    if isinstance(told, int | float) and told > _LAST_YEAR:
        return Got(_day(told, column, lists, kind).value) if told < _LAST_DAY else _odd_birth(text)
    return _day(told, column, lists, kind) if isinstance(told, str) else _odd_birth(text)


def _odd_birth(text: str) -> Got:
    return Got(wrong="blocker.date_unreadable", values={"value": text})


def _choice(told: Any, column: Column, lists: Lists, kind: str) -> Got:
    text = _text(told)
    if column.part:
        return _several(told, column, lists, kind)
    code = lists.code(column.choices, text, kind)
    return Got(code) if code else _not_in_list(text, column, lists, kind)


def _several(told: Any, column: Column, lists: Lists, kind: str) -> Got:
    codes: list[str] = []
    whole = lists.code(column.choices, _text(told), kind) if column.part else None
    for each in [_text(told)] if whole and column.choices != "exemplar" else split(_text(told)):
        code = lists.code(column.choices, each, kind)
        if code is None:
            return _not_in_list(each, column, lists, kind)
        codes.append(code)
    return Got(several(dict.fromkeys(codes)))


def _guests(told: Any, column: Column, lists: Lists, kind: str) -> Got:
    guests: dict[str, int] = {}
    for each in split(_text(told).replace(",", ";") if ";" not in _text(told) else _text(told)):
        read = _GUESTS.fullmatch(each)
        if read is None:
            return Got(wrong="intake.guests_unreadable", values={"value": each})
        code = lists.code(column.choices, read[1].strip(), kind)
        if code is None:
            return _not_in_list(read[1].strip(), column, lists, kind)
        guests[code] = guests.get(code, 0) + int(read[2])
    return Got(several(f"{unit}: {count}" for unit, count in guests.items()))


def _not_in_list(text: str, column: Column, lists: Lists, kind: str) -> Got:
    names = {fold(label): label for label in lists.names(column.choices, kind).values()}
    near = get_close_matches(fold(text), names, n=1, cutoff=0.6)
    if near:
        values = {"value": text[:80], "guess": names[near[0]]}
        return Got(wrong="intake.not_in_list_guess", values=values)
    return Got(wrong="intake.not_in_list", values={"value": text[:80]})


_READERS: Mapping[Sort, Callable[[Any, Column, Lists, str], Got]] = {
    Sort.LINE: _line,
    Sort.TEXT: _long,
    Sort.WHOLE: _number,
    Sort.NUMBER: _number,
    Sort.DAY: _day,
    Sort.BIRTH: _birth,
    Sort.CHOICE: _choice,
    Sort.SEVERAL: _several,
    Sort.GUESTS: _guests,
}


def _text(told: Any) -> str:
    """What a cell says as text: numbers as people here write them."""
    if isinstance(told, float):
        return str(told).replace(".", ",")
    return clean(str(told).replace("_x000D_", ""))


def _written(day: date) -> str:
    return day.strftime("%d/%m/%Y")
