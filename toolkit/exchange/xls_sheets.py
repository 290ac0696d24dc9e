"""Sheets of an old .xls file with fonts and errors; runs in the child process only."""

import io
from collections.abc import Iterator
from typing import Any

from toolkit.exchange.legacy import legacy_font, legacy_script, unicode_text
from toolkit.exchange.sheets import (
    MOST_SHEETS,
    RawRow,
    RawSheet,
    Unreadable,
    check_size,
    dates_out,
    plain,
    sheets_of_xlsb,
    sniffed,
    trim,
)
from toolkit.exchange.xlsx_marks import MOST_MERGES


def sheets_of_xls(data: bytes) -> list[RawSheet]:
    """The visible sheets, as exchange/sheets.py tells them.

    What xlrd cannot open (written by half-right programs) is read by the other reader, without
    fonts."""
    import xlrd  # noqa: PLC0415 -- the child loads one reader

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise Unreadable("table_file.encrypted") from error
        return sheets_of_xlsb(data)
    sheets = (book.sheet_by_index(number) for number in range(book.nsheets))
    return [_sheet(book, one) for one in sheets if one.visibility == 0][:MOST_SHEETS]


def _sheet(book: Any, sheet: Any) -> RawSheet:
    rows: list[RawRow] = []
    legacy: list[RawRow] = []
    for line in range(1, sheet.nrows + 1):
        values = [
            _value(book, sheet, line - 1, column) for column in range(sheet.row_len(line - 1))
        ]
        legacy += _legacy(book, sheet, line, values)
        trim(values)
        if values:
            check_size(line, values)
            rows.append([line, values, list(dates_out(values))])
    told = {(line, column) for line, column, *_ in legacy}
    return {
        "title": sheet.name,
        "rows": rows,
        "hidden": sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        "merges": [
            [top + 1, left, bottom, right - 1]
            for top, bottom, left, right in sheet.merged_cells[:MOST_MERGES]
        ],
        "errors": list(_errors(sheet)),
        "unvalued": [],
        "legacy": [*legacy, *(one for one in sniffed(rows) if (one[0], one[1]) not in told)],
    }


def _value(book: Any, sheet: Any, row: int, column: int) -> Any:
    import xlrd  # noqa: PLC0415 -- as above

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#N/A")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return plain(bool(value))
    if kind == xlrd.XL_CELL_DATE and value >= 1:
        try:
            return plain(xlrd.xldate_as_datetime(value, book.datemode))
        except (ValueError, OverflowError):
            return plain(value)
    return None if value == "" else plain(value)


def _errors(sheet: Any) -> Iterator[list[int | str]]:
    import xlrd  # noqa: PLC0415 -- as above

    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                yield [row + 1, column, xlrd.error_text_from_code.get(code, "#N/A")]


def _legacy(book: Any, sheet: Any, line: int, values: list[Any]) -> Iterator[RawRow]:
    for column, text in enumerate(values):
        if isinstance(text, str):
            runs = list(_runs(book, sheet, line - 1, column, text))
            after = "".join(unicode_text(part, font) for font, part in runs)
            scripts = {
                legacy_script(part, legacy_font(font)) or legacy_font(font) for font, part in runs
            }
            if after != text:
                yield [line, column, "/".join(sorted(scripts - {""})), after]


def _runs(book: Any, sheet: Any, row: int, column: int, text: str) -> Iterator[tuple[str, str]]:
    """(font, text) of each run; without any, the whole text in the cell's font."""
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    told = sheet.rich_text_runlist_map.get((row, column), [])
    starts = [(0, style.font_index), *told, (len(text), 0)]
    for number, (start, font) in enumerate(starts[:-1]):
        part = text[start : starts[number + 1][0]]
        if part:
            yield book.font_list[font].name, part
