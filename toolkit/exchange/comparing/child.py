"""What runs in the child process only: two of our workbooks read and held against each other."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from toolkit.exchange.comparing.tables import Tables, changes_between
from toolkit.exchange.comparing.workbook import Workbook, plain, same

_LENGTH = 8
MOST_CELLS = 300


def properties(data: bytes) -> dict[str, str]:
    """The file's own properties, by name."""
    return Workbook(data).properties


def differences(data: bytes) -> dict[str, Any]:
    """Cells of the second file that do not say what the first one does, and sheets."""
    ours, theirs = map(Workbook, _unpacked(data))
    found: list[tuple[str, str, Any, Any]] = []
    for sheet in ours.sheets:
        if sheet in theirs.sheets:
            found += _of_sheet(ours, theirs, sheet)
    return {
        "count": len(found),
        "cells": [(sheet, cell, plain(one), plain(other)) for sheet, cell, one, other in found][
            :MOST_CELLS
        ],
        "lacking": [sheet for sheet in ours.sheets if sheet not in theirs.sheets],
        "added": [sheet for sheet in theirs.sheets if sheet not in ours.sheets],
    }


def changes(data: bytes) -> dict[str, Any]:
    """What changed in the data of the second file against the first."""
    books = [Workbook(each) for each in _unpacked(data)]
    tables = []
    for place, book in enumerate(books):
        found = Tables.of(book)
        if found is None:
            return {"problem": "comparing.no_data", "file": place}
        tables.append(found)
    if books[0].properties.get("kind") != books[1].properties.get("kind"):
        return {"problem": "comparing.other_kind", "file": 1}
    return {
        "before": books[0].properties,
        "after": books[1].properties,
        **changes_between(*tables),
    }


def _unpacked(data: bytes) -> tuple[bytes, bytes]:
    end = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    return data[_LENGTH:end], data[end:]


def _of_sheet(ours: Workbook, theirs: Workbook, sheet: str) -> list[tuple[str, str, Any, Any]]:
    found = list(_cells(ours, theirs, sheet))
    # Some programs save formulas without what they come to; the same formula comes to the same.
    if any(other in (None, "") for _, _, _, other in found):
        mine, others = ours.formulas(sheet), theirs.formulas(sheet)
        found = [
            each
            for each in found
            if each[3] not in (None, "")
            or each[1] not in others
            or mine.get(each[1]) != others[each[1]]
        ]
    return found


def _cells(ours: Workbook, theirs: Workbook, sheet: str) -> Iterator[tuple[str, str, Any, Any]]:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- only here

    empty: list[Any] = []
    rows = zip_longest(ours.rows(sheet), theirs.rows(sheet), fillvalue=empty)
    for line, (mine, others) in enumerate(rows, 1):
        if mine == others:
            continue
        for column, (one, other) in enumerate(zip_longest(mine, others), 1):
            if not same(one, other):
                yield sheet, f"{get_column_letter(column)}{line}", one, other
