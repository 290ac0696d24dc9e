"""The head of a list: one row or several, below its titles, above a row of column numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.domain.text import clean
from toolkit.exchange.cells import Row, Value
from toolkit.rules.list_columns import LEFT, LEVELS, SERIAL, ListKind, match_columns

MOST_ROWS_ABOVE = 40
MOST_LEVELS = 3
_LONGEST = 150
_FEWEST_KNOWN = 2
_FEWEST_TEXTS = 3
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Head:
    """`place` is that of its first row among the table's rows, `rows` how many it takes.

    `headings` maps columns (from 0) to their headings, those of several levels joined by " / ";
    `known` is how much of it was recognised."""

    place: int
    rows: int
    headings: Mapping[int, str]
    known: int


def find_head(rows: Sequence[Row], kind: ListKind, remembered: Mapping[str, str]) -> Head | None:
    """The head that knows the most headings; else the first row that looks like one."""
    found = list(_heads(rows, kind, remembered))
    best = max(found, key=lambda head: head.known, default=None)
    if best is not None and best.known >= _FEWEST_KNOWN * 100:
        return best
    return next((head for head in found if len(head.headings) >= _FEWEST_TEXTS), None)


def is_numbering(row: Row) -> bool:
    """A row such as A, B, 1, 2, 3=(2:1) under the head."""
    told = [value for value in row.values if value not in (None, "")]
    return len(told) >= _FEWEST_TEXTS and all(
        _NUMBER.fullmatch(str(value).strip()) for value in told
    )


def _heads(rows: Sequence[Row], kind: ListKind, remembered: Mapping[str, str]) -> Iterator[Head]:
    for place, row in enumerate(rows[:MOST_ROWS_ABOVE]):
        if len(_texts(row)) < _FEWEST_KNOWN or is_numbering(row):
            continue
        levels = [row]
        for below in rows[place + 1 : place + MOST_LEVELS]:
            if not _is_level_below(levels[-1], below):
                break
            levels.append(below)
        headings = _joined(levels)
        yield Head(place, len(levels), headings, _known(headings, kind, remembered))


def _known(headings: Mapping[int, str], kind: ListKind, remembered: Mapping[str, str]) -> int:
    """Points for what is recognised, the serial number's column less than others."""
    matched = match_columns(list(headings.values()), kind, remembered, {})
    known = (each for each in matched if each.field != LEFT)
    return sum(each.score // (4 if each.field == SERIAL else 1) for each in known)


def _is_level_below(above: Row, below: Row) -> bool:
    """Whether the second row divides headings of the first, which leaves room for that."""
    upper, lower = _texts(above), _texts(below)
    told = [place for place, value in enumerate(below.values) if value not in (None, "")]
    if not lower or len(lower) < len(told) or min(lower) <= min(upper) or is_numbering(below):
        return False
    divides = any(place not in upper for place in lower)
    return divides and all(
        place not in upper or (place + 1 not in upper and place + 1 in lower) for place in lower
    )


def _joined(levels: Sequence[Row]) -> dict[int, str]:
    headings = _texts(levels[0])
    for level in levels[1:]:
        lower = _texts(level)
        above = ""
        for place in range(max((*headings, *lower), default=-1) + 1):
            above = headings.get(place, above if place in lower else "")
            if place in lower:
                headings[place] = f"{above.split(LEVELS)[0]}{LEVELS}{lower[place]}"
                above = headings[place]
    return dict(sorted(headings.items()))


def _texts(row: Row) -> dict[int, str]:
    """Column → short text, on one line."""
    return {
        place: " ".join(clean(str(value)).split())
        for place, value in enumerate(row.values)
        if _is_heading(place, value, row)
    }


def _is_heading(place: int, value: Value, row: Row) -> bool:
    is_text = isinstance(value, str) and bool(value.strip()) and place not in row.errors
    return is_text and len(str(value)) <= _LONGEST
