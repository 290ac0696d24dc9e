"""Find in a returned workbook what is ours: its stamps, its sheets, their columns and rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from toolkit.domain.text import fold
from toolkit.domain.workbook import TEMPLATE, Sheet
from toolkit.errors import Problem
from toolkit.exchange.annotate.names import SHEETS
from toolkit.exchange.cells import cell_name
from toolkit.exchange.workbook.form import FORMS, HIDDEN, KEPT, KEY, STAMPS, SheetForm
from toolkit.words import LANGUAGES, Words

_HEAD_WITHIN = 60
"""Rows from the top among which the head is looked for."""
_LEAST_HEADS = 3
Row = tuple[int, list[Any]]
"""Line from 1, and the cells as raw.py tells them."""


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet that was recognised: each column's name and its place from 0, and the data rows.

    `extra` are cells that stand beside the known columns, with their heading."""

    sheet: Sheet
    title: str
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    rows: tuple[Row, ...]
    extra: tuple[tuple[str, str], ...] = ()

    def at(self, name: str, line: int) -> str:
        """The name of the cell, as "F12"."""
        return cell_name(self.columns[name], line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A workbook of ours: what its very-hidden sheet says, and its sheets.

    `kept` maps (sheet, key) to id and version as given out."""

    stamps: Mapping[str, str]
    kept: Mapping[tuple[Sheet, str], tuple[str, int]]
    sheets: tuple[FoundSheet, ...]
    notes: tuple[Problem, ...] = ()
    modified: datetime | None = None

    @property
    def made_at(self) -> datetime | None:
        return _moment(self.stamps.get("made_at", ""))

    def whole(self, name: str) -> int:
        """A stamp that is a number; 0 where it is none."""
        told = self.stamps.get(name, "")
        return int(told) if told.isdecimal() else 0


def found_in(answer: Mapping[str, Any]) -> tuple[Found | None, tuple[Problem, ...]]:
    """What is ours in the child's answer, or why nothing is."""
    problems = tuple(Problem(key, values=values) for key, values in answer["problems"])
    if problems:
        return None, problems
    sheets: dict[str, list[Row]] = dict(answer["sheets"])
    stamps = _stamps(sheets.get(HIDDEN, []))
    if stamps.get("template") != TEMPLATE:
        return None, (Problem("intake.not_ours"),)
    told = ((title, rows) for title, rows in sheets.items() if title not in _beside())
    known = [(title, rows, _head(rows)) for title, rows in told if title != HIDDEN]
    found = [_sheet(title, rows, head) for title, rows, head in known if head]
    doubled = [each for each in found if sum(1 for one in found if one.sheet is each.sheet) > 1]
    if doubled:
        names = ", ".join(f"“{each.title}”" for each in doubled)
        return None, (Problem("intake.sheet_twice", values={"sheets": names}),)
    notes = (Problem(key, values=values) for key, values in answer["notes"])
    odd = (title for title, rows, head in known if rows and not head)
    return Found(
        stamps=stamps,
        kept=_kept(sheets.get(HIDDEN, [])),
        sheets=tuple(found),
        notes=(
            *notes,
            *(Problem("intake.note_odd_sheet", values={"sheet": title}) for title in odd),
            *(note for each in found for note in _left_out(each)),
        ),
        modified=_moment(answer["modified"]),
    ), ()


def _stamps(rows: Sequence[Row]) -> dict[str, str]:
    told = (values for _, values in rows if len(values) > 1 and values[0] in STAMPS)
    return {values[0]: str(values[1] or "") for values in told}


def _kept(rows: Sequence[Row]) -> dict[tuple[Sheet, str], tuple[str, int]]:
    kept: dict[tuple[Sheet, str], tuple[str, int]] = {}
    for _, values in rows:
        told = [*values, *[None] * len(KEPT)][: len(KEPT)]
        sheet, key, record, version = told
        if sheet in [*Sheet] and key is not None:
            number = int(version) if str(version or "0").isdecimal() else 0
            kept[Sheet(sheet), str(key)] = (str(record or ""), number)
    return kept


@dataclass(frozen=True, slots=True)
class _Head:
    """Which sheet it is, the head's line, and the place of each column."""

    sheet: Sheet
    line: int
    columns: Mapping[str, int]


def _head(rows: Sequence[Row]) -> _Head | None:
    """The row of field names, or where that is gone the headings, in either language."""
    top = [row for row in rows if row[0] <= _HEAD_WITHIN]
    heads = [head for row in top if (head := _by_names(row))]
    if heads:
        return heads[0]
    heads = [head for row in top if (head := _by_headings(row))]
    return max(heads, key=lambda head: len(head.columns)) if heads else None


def _by_names(row: Row) -> _Head | None:
    line, values = row
    if KEY not in values:
        return None
    places = {value: place for place, value in enumerate(values) if isinstance(value, str)}
    form = max(FORMS.values(), key=lambda form: len(_names(form) & places.keys()))
    names = _names(form) | {KEY}
    return _Head(form.sheet, line, {name: places[name] for name in names if name in places})


def _by_headings(row: Row) -> _Head | None:
    line, values = row
    places: dict[str, int] = {}
    for place, value in enumerate(values):
        if isinstance(value, str):
            places.setdefault(fold(value), place)
    best: tuple[Sheet, dict[str, int]] | None = None
    for sheet in FORMS:
        told = {n: places[h] for h, n in _headings(sheet).items() if h in places}
        if len(told) >= _LEAST_HEADS and (best is None or len(told) > len(best[1])):
            best = sheet, told
    return _Head(best[0], line, best[1]) if best else None


def _sheet(title: str, rows: Sequence[Row], head: _Head) -> FoundSheet:
    places = set(head.columns.values())
    body: list[Row] = []
    heads: dict[int, str] = {}
    extra: dict[int, str] = {}
    for line, values in rows:
        if line == head.line or (line > head.line and not body and _is_head(head.sheet, values)):
            heads |= {place: value for place, value in enumerate(values) if isinstance(value, str)}
        elif line > head.line and (body or not _is_numbered(values)):
            if any(place in places and value is not None for place, value in enumerate(values)):
                body.append((line, values))
            beside = (p for p, value in enumerate(values) if value is not None and p not in places)
            for place in beside:
                extra.setdefault(place, cell_name(place, line))
    shown = {name: heads.get(place, "") for name, place in head.columns.items()}
    beside_told = tuple((cell, heads.get(place, "")) for place, cell in sorted(extra.items()))
    return FoundSheet(head.sheet, title, head.columns, shown, tuple(body), beside_told)


def _left_out(found: FoundSheet) -> Iterator[Problem]:
    """Cells beside our columns are not read, and columns that are gone keep what is here."""
    for cell, heading in found.extra:
        values = {"sheet": found.title, "heading": heading or cell}
        yield Problem("intake.note_extra_column", cell=cell, values=values)
    gone = [
        column.name
        for column in FORMS[found.sheet].columns
        if not column.ours and column.name not in found.columns
    ]
    if gone:
        said = ", ".join(f"“{_heading(found.sheet, name)}”" for name in gone)
        yield Problem("intake.note_column_gone", values={"sheet": found.title, "columns": said})


def _is_head(sheet: Sheet, values: Sequence[Any]) -> bool:
    """Whether most of what stands in the row are headings of the sheet."""
    told = [fold(value) for value in values if isinstance(value, str)]
    return sum(1 for each in told if each in _headings(sheet)) > len(told) / 2


def _is_numbered(values: Sequence[Any]) -> bool:
    """Whether the row numbers the columns: 1, 2, 3 …"""
    told = [str(value).strip("()") for value in values if value is not None]
    return len(told) > 1 and all(each.isdecimal() for each in told)


def _names(form: SheetForm) -> set[str]:
    return {column.name for column in form.columns}


@cache
def _headings(sheet: Sheet) -> dict[str, str]:
    """Folded heading → name of the column, in every language."""
    return {
        fold(_said(sheet, column.name, Words(language))): column.name
        for language in LANGUAGES
        for column in FORMS[sheet].columns
    }


def _heading(sheet: Sheet, name: str) -> str:
    return _said(sheet, name, Words())


def _said(sheet: Sheet, name: str, words: Words) -> str:
    return words.say(f"workbook.col.{sheet}.{name}")


@cache
def _beside() -> frozenset[str]:
    """Sheets that only tell: how to fill in, the lists, what is to be mended."""
    told = (
        Words(language).say(key)
        for language in LANGUAGES
        for key in ("workbook.sheet.guide", "workbook.sheet.lists")
    )
    return frozenset({*told, *SHEETS})


def _moment(told: str) -> datetime | None:
    with suppress(ValueError):
        found = datetime.fromisoformat(told)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
