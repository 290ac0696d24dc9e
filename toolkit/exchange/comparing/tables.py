"""The data and sources of a summary as tables, and what changed from one to the other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from toolkit.exchange.comparing.workbook import Area, Workbook, plain, same
from toolkit.exchange.official.marked import (
    BETWEEN,
    FIGURES,
    KEYS,
    ONCE,
    RECORDS,
    SEVERAL,
    SOURCES,
)

MOST_ROWS, MOST_SOURCES = 2_000, 100
_Key = tuple[Any, ...]


@dataclass(frozen=True)
class Row:
    """`line` counts from 1 as people see it; values by heading."""

    line: int
    values: Mapping[str, Any]


class Tables:
    """Rows of data by key, and sources by record."""

    def __init__(self, book: Workbook, keys: Area, figures: Area) -> None:
        self._book = book
        rows = list(book.rows(keys.sheet))
        heads = rows[keys.top] if keys.top < len(rows) else []
        self.keys = _labels(heads, keys)
        self.figures = _labels(heads, figures)
        self.rows: dict[_Key, Row] = {}
        for line, cells in enumerate(rows[keys.top + 1 : keys.bottom + 1], keys.top + 2):
            key = tuple(_hashed(each) for each in _cut(cells, keys))
            if any(each is not None for each in key):
                told = zip(self.figures, _cut(cells, figures), strict=False)
                self.rows[key] = Row(line, dict(told))

    @classmethod
    def of(cls, book: Workbook) -> "Tables | None":
        """None where the file does not say where its data stand."""
        keys, figures = book.names.get(KEYS), book.names.get(FIGURES)
        if keys is None or figures is None or keys.sheet not in book.sheets:
            return None
        return cls(book, keys, figures)

    @cached_property
    def counted_once(self) -> list[Row]:
        """The rows that count everything once: all, unless the file says which."""
        place, _, text = self._book.properties.get(ONCE, "").partition("|")
        if not place.isdigit() or int(place) >= len(self.keys):
            return list(self.rows.values())
        return [row for key, row in self.rows.items() if key[int(place)] == text]

    @cached_property
    def sources(self) -> dict[str, Row]:
        """Every record of the sheet of sources; the heading of its id is left out."""
        area, ids = self._book.names.get(SOURCES), self._book.names.get(RECORDS)
        if area is None or ids is None or area.sheet not in self._book.sheets:
            return {}
        rows = list(self._book.rows(area.sheet))
        labels = _labels(rows[area.top], area)
        place, found = ids.left - area.left, {}
        for line, cells in enumerate(rows[area.top + 1 : area.bottom + 1], area.top + 2):
            values = _cut(cells, area)
            told = dict(zip(labels, values, strict=False))
            record = plain(told.pop(labels[place], None))
            if record is not None:
                found[str(record)] = Row(line, told)
        return found

    @cached_property
    def _several(self) -> frozenset[str]:
        """The headings under which a source says more than one thing."""
        area = self._book.names.get(SOURCES)
        places = self._book.properties.get(SEVERAL, "").split("|")
        if area is None or area.sheet not in self._book.sheets:
            return frozenset()
        rows = list(self._book.rows(area.sheet))
        labels = _labels(rows[area.top], area) if area.top < len(rows) else []
        return frozenset(
            labels[int(place)] for place in places if place.isdigit() and int(place) < len(labels)
        )

    def joined(self, row: Row, key: Sequence[str]) -> Iterator[_Key]:
        """What the row says under these headings: each of what it says."""
        told = (
            str(value).split(BETWEEN) if label in self._several else (_hashed(value),)
            for label, value in ((label, row.values.get(label)) for label in key)
        )
        return product(*told)


def changes_between(before: Tables, after: Tables) -> dict[str, Any]:
    """Totals of every figure; the rows in which one changed, with the records behind each."""
    labels = list(dict.fromkeys((*before.figures, *after.figures)))
    keys = list(dict.fromkeys((*before.rows, *after.rows)))
    behind = _Behind(before, after)
    rows: list[dict[str, Any]] = []
    count = 0
    changed_in: defaultdict[str, int] = defaultdict(int)
    for key in keys:
        one, other = before.rows.get(key), after.rows.get(key)
        cells = _cells(one, other, labels)
        for label, *_ in cells:
            changed_in[label] += 1
        count += bool(cells)
        if cells and len(rows) < MOST_ROWS:
            sources = behind.of(key)
            rows.append(
                {
                    "key": [_carried(each) for each in key],
                    "lines": [one and one.line, other and other.line],
                    "cells": cells,
                    "sources": sources[:MOST_SOURCES],
                    "source_count": len(sources),
                }
            )
    return {
        "keys": after.keys,
        "totals": [
            (label, _total(before, label), _total(after, label), changed_in[label])
            for label in labels
        ],
        "rows": rows,
        "count": count,
    }


class _Behind:
    """The records that changed, by what they say under the headings that data and sources share."""

    def __init__(self, before: Tables, after: Tables) -> None:
        shared = _shared(before) & _shared(after)
        self._places = [place for place, label in enumerate(after.keys) if label in shared]
        labels = [after.keys[place] for place in self._places]
        self._found: defaultdict[_Key, list[Any]] = defaultdict(list)
        if not labels:
            return
        for record in dict.fromkeys((*before.sources, *after.sources)):
            one, other = before.sources.get(record), after.sources.get(record)
            names = list(
                dict.fromkeys((*(one.values if one else ()), *(other.values if other else ())))
            )
            cells = _cells(one, other, names)
            if cells:
                told = (record, cells, one is None, other is None)
                where = {
                    key
                    for tables, row in ((before, one), (after, other))
                    if row
                    for key in tables.joined(row, labels)
                }
                for key in where:
                    self._found[key].append(told)

    def of(self, key: _Key) -> list[Any]:
        if not self._found:
            return []
        return self._found.get(tuple(key[place] for place in self._places), [])


def _shared(tables: Tables) -> set[str]:
    """Headings that stand on both sheets."""
    first = next(iter(tables.sources.values()), None)
    # Where one of the files has no sources at all, the other's headings are as good.
    return set(tables.keys) & set(first.values) if first else set(tables.keys)


def _cells(one: Row | None, other: Row | None, labels: Sequence[str]) -> list[Any]:
    """(heading, before, after) of what differs."""
    pairs = (
        (label, one.values.get(label) if one else None, other.values.get(label) if other else None)
        for label in labels
    )
    return [
        (label, plain(mine), plain(theirs))
        for label, mine, theirs in pairs
        if not same(mine or None, theirs or None)
    ]


def _total(tables: Tables, label: str) -> float | None:
    values = [row.values.get(label) for row in tables.counted_once]
    numbers = [each for each in values if isinstance(each, int | float)]
    total = sum(numbers)
    texts = any(isinstance(each, str) and each.strip() for each in values)
    return None if texts and not numbers else plain(total)


def _labels(heads: Sequence[Any], area: Area) -> list[str]:
    """What stands over the columns; one that stands twice has its place behind it."""
    found: list[str] = []
    for place, head in enumerate(_cut(heads, area), 1):
        label = str(plain(head) or place)
        found.append(f"{label} ({place})" if label in found else label)
    return found


def _cut(cells: Sequence[Any], area: Area) -> list[Any]:
    found = list(cells[area.left : area.right + 1])
    return found + [None] * (area.right + 1 - area.left - len(found))


def _hashed(value: Any) -> Any:
    told = plain(value)
    return ("day", told["day"]) if isinstance(told, dict) else told


def _carried(value: Any) -> Any:
    return {"day": value[1]} if isinstance(value, tuple) else value
