"""Sheets of a workbook as plain rows; runs in the child process only (exchange/child.py).

Each reader gives a list of sheets as JSON carries them: {"title", "rows": [[line, values, columns
of dates]], "hidden": [line], "merges": [[first line, first column, last line, last column]],
"errors": [[line, column, text]], "unvalued": [[line, column]], "legacy": [[line, column, script,
text in Unicode]]}; lines count from 1, columns from 0."""

import gc
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from toolkit.exchange.legacy import legacy_font, legacy_script, unicode_text
from toolkit.exchange.ods_marks import ods_marks
from toolkit.exchange.xlsx_marks import Marks, XlsxParts

MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_SHEETS = 20
RawRow = list[Any]
RawSheet = dict[str, Any]


def sheets_of_xlsx(data: bytes) -> list[RawSheet]:
    """The visible sheets of an .xlsx or .xlsm file."""
    parts = XlsxParts(data)
    titles = parts.visible_sheets()[:MOST_SHEETS]
    return [_with_marks(sheet, parts.marks(sheet["title"])) for sheet in _values(data, titles)]


def sheets_of_ods(data: bytes) -> list[RawSheet]:
    """The visible sheets of an .ods file."""
    marks = ods_marks(data)
    return [
        _with_marks(sheet, marks.get(sheet["title"], Marks(may_hold_legacy=True)))
        for sheet in _values(data, _visible(data)[:MOST_SHEETS])
    ]


def sheets_of_xlsb(data: bytes) -> list[RawSheet]:
    """The visible sheets of an .xlsb file, which tells neither fonts nor errors nor merges."""
    sheets = _values(data, _visible(data)[:MOST_SHEETS])
    return [_with_marks(sheet, Marks(may_hold_legacy=True)) for sheet in sheets]


def _values(data: bytes, titles: list[str]) -> Iterator[RawSheet]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 -- the child loads one reader

    # Millions of cells and not one circle among them: looking for circles costs a third.
    gc.disable()
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for title in titles:
        yield {"title": title, "rows": list(_rows(book.get_sheet_by_name(title)))}


def _visible(data: bytes) -> list[str]:
    from python_calamine import (  # noqa: PLC0415 -- as above
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]


def _rows(sheet: Any) -> Iterator[RawRow]:
    for line, row in enumerate(sheet.iter_rows(), start=1):
        # Most cells are texts and numbers: a call for each of millions costs as much as reading.
        values = [
            (cell or None)
            if (kind := type(cell)) is str
            else (int(cell) if cell.is_integer() else cell)
            if kind is float
            else plain(cell)
            for cell in row
        ]
        trim(values)
        if values:
            check_size(line, values)
            yield [line, values, list(dates_out(values)) if date in map(type, values) else []]


def trim(values: list[Any]) -> None:
    """Without the empty cells at the end."""
    while values and values[-1] is None:
        values.pop()


class Unreadable(Exception):
    """Why the workbook cannot be read, by the key of its sentence."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def check_size(line: int, values: list[Any]) -> None:
    if line > MOST_ROWS or len(values) > MOST_COLUMNS:
        raise Unreadable("table_file.too_heavy")


def dates_out(values: list[Any]) -> Iterator[int]:
    """The columns of dates, which become text for the way."""
    for column, value in enumerate(values):
        if type(value) is date:
            values[column] = value.isoformat()
            yield column


def plain(value: Any) -> Any:
    """A cell's value as a number, a text or a date; the hour of a day is not told."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value).upper()
    if value is None or isinstance(value, str | int | date):
        return value
    return str(value)


def _with_marks(sheet: RawSheet, marks: Marks) -> RawSheet:
    rows: list[RawRow] = sheet["rows"]
    is_marked = marks.errors or marks.unvalued or marks.fonts or marks.runs
    by_line = {row[0]: row for row in rows} if is_marked else {}
    # A row of nothing but such cells has no values, and is a row all the same.
    for line, column, text in (*marks.errors, *((*at, None) for at in marks.unvalued)):
        if line <= MOST_ROWS and column < MOST_COLUMNS:
            _put(by_line.setdefault(line, [line, [], []]), column, text)
    sheet["rows"] = sorted(by_line.values()) if len(by_line) > len(rows) else rows
    sheet |= {"hidden": marks.hidden, "merges": marks.merges}
    sheet |= {"errors": marks.errors, "unvalued": marks.unvalued}
    sheet["legacy"] = list(_legacy(by_line, sheet["rows"], marks))
    return sheet


def _put(row: RawRow, column: int, value: str | None) -> None:
    values = row[1]
    values.extend([None] * (column + 1 - len(values)))
    values[column] = value


def _legacy(by_line: dict[int, RawRow], rows: list[RawRow], marks: Marks) -> Iterator[RawRow]:
    told = set()
    for (line, column), after in marks.runs.items():
        told.add((line, column))
        yield [line, column, *after]
    for line, column, font in marks.fonts:
        values = by_line[line][1] if line in by_line else []
        text = values[column] if column < len(values) else None
        told.add((line, column))
        if isinstance(text, str) and (after_text := unicode_text(text, font)) != text:
            yield [line, column, legacy_font(font), after_text]
    if marks.may_hold_legacy:
        yield from (one for one in sniffed(rows) if (one[0], one[1]) not in told)


def sniffed(rows: list[RawRow]) -> Iterator[RawRow]:
    """Texts that can be nothing but legacy, whatever their font."""
    for line, values, dates in rows:
        for column, text in enumerate(values):
            if type(text) is str and column not in dates and (script := legacy_script(text)):
                yield [line, column, script, unicode_text(text)]
