"""Sheets of a workbook as plain rows; runs in the child process only (exchange/child.py)."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from toolkit.exchange.cells import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from toolkit.exchange.legacy import legacy_font

RawRow = tuple[int, list[Any], dict[int, str], list[int]]


def sheets_by_openpyxl(data: bytes) -> list[list[RawRow]]:
    """The visible sheets of an .xlsx file: per row its line, values, legacy fonts and errors."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- the child loads one reader, not both

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [list(_openpyxl_rows(sheet)) for sheet in sheets[:MOST_SHEETS]]


def sheets_by_calamine(data: bytes) -> list[list[RawRow]]:
    """The sheets of an .xls, .xlsb or .ods file; they tell no fonts and no error cells."""
    from python_calamine import (  # noqa: PLC0415 -- as above
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]
    return [list(_calamine_rows(book.get_sheet_by_name(name))) for name in names[:MOST_SHEETS]]


def _openpyxl_rows(sheet: Any) -> Iterator[RawRow]:
    # A wrong <dimension> would otherwise hide the rows beyond it.
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        values = _trimmed([_plain(cell.value) for cell in cells])
        if values:
            _check_size(line, values)
            fonts = dict(_fonts(cells))
            errors = [place for place, cell in enumerate(cells) if cell.data_type == "e"]
            yield line, values, fonts, errors


def _fonts(cells: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(cells):
        if isinstance(cell.value, str):
            script = legacy_font(cell.font.name or "")
            if script:
                yield place, script


def _calamine_rows(sheet: Any) -> Iterator[RawRow]:
    for line, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        values = _trimmed([_plain(value) for value in row])
        if values:
            _check_size(line, values)
            yield line, values, {}, []


def _trimmed(values: list[Any]) -> list[Any]:
    """Without the empty cells at the end."""
    while values and values[-1] in (None, ""):
        values.pop()
    return values


def _check_size(line: int, values: list[Any]) -> None:
    if line > MOST_ROWS or len(values) > MOST_COLUMNS:
        raise ValueError("a cell too far out")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float) else None
