"""What stands in the cells of a unit's workbook; runs in the child process only (child.py)."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from toolkit.exchange.guard import Format, guard
from toolkit.exchange.legacy import legacy_font, unicode_text
from toolkit.exchange.workbook.form import LISTS

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SHEETS = 60
RawRow = tuple[int, list[Any]]
"""Line from 1, and the cells: text, number, None, or a list that begins with what it is: "d" and a
day as ISO has it; "e" and an error; "f" for a formula that was never worked out; "t", text of the
time before Unicode and what it says in Unicode."""


def raw(data: bytes) -> dict[str, Any]:
    """Every sheet's name and rows that hold something, as JSON can carry them.

    `problems` (key, values) say why it was not opened, `notes` what is to be told though it was;
    `modified` is when it was saved last, as the file says, or empty."""
    guarded = guard(data)
    if guarded.problems:
        return _not_opened([(problem.key, problem.values) for problem in guarded.problems])
    if guarded.format is Format.TEXT:
        return _not_opened([("intake.not_a_workbook", {})])
    try:
        sheets = _by_openpyxl(data) if guarded.format is Format.XLSX else _by_calamine(data)
        read = [[title, list(rows)] for title, rows in sheets]
    except _TooHeavy:
        return _not_opened([("table_file.too_heavy", {})])
    told = [(note.key, note.values) for note in guarded.notes]
    return {"problems": [], "notes": told, "modified": _modified(data), "sheets": read}


class _TooHeavy(Exception):
    """More rows, columns or sheets than any workbook of ours has."""


def _not_opened(problems: list[Any]) -> dict[str, Any]:
    return {"problems": problems, "notes": [], "modified": "", "sheets": []}


def _by_openpyxl(data: bytes) -> Iterator[tuple[str, Iterator[RawRow]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- the child loads the reader it needs
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # noqa: PLC0415 -- as above

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    _check(len(sheets) <= MOST_SHEETS)
    for sheet in sheets:
        if sheet.title != LISTS:
            yield sheet.title, _rows(_cells(book, sheet))


def _cells(book: Any, sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Rows as openpyxl's parser tells them, without what stands beside the cells.

    Its own way through a sheet builds every drop-down and conditional format as an object, and
    does not tell a formula that was never worked out from an empty cell."""
    from openpyxl.cell.read_only import ReadOnlyCell  # noqa: PLC0415 -- see above
    from openpyxl.worksheet import _reader as reader  # noqa: PLC0415 -- see above

    class Rows(reader.WorkSheetParser):  # type: ignore[misc]  # openpyxl is not typed
        def parse_cell(self, element: Any) -> dict[str, Any]:
            if len(element) == 0:  # a cell that is only formatted
                return {"column": 0, "value": None}
            cell: dict[str, Any] = super().parse_cell(element)
            is_text = element.get("t") == "str"  # worked out, to no text
            if (
                cell["value"] is None
                and not is_text
                and element.find(reader.FORMULA_TAG) is not None
            ):
                cell["data_type"] = "f"
            return cell

    fonts: dict[int, str] = {}

    def font(style: int) -> str:
        """The font of a cell's style, if it is one of the time before Unicode."""
        if style not in fonts:
            name = ReadOnlyCell(sheet, 1, 1, None, style_id=style).font.name or ""
            fonts[style] = name if legacy_font(name) else ""
        return fonts[style]

    with book._archive.open(sheet._worksheet_path) as source:  # noqa: SLF001 -- as ReadOnlyWorksheet does
        parser = Rows(
            source,
            sheet._shared_strings,  # noqa: SLF001 -- as above
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001 -- as above
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001 -- as above
        )
        for _, element in reader.iterparse(source):
            if element.tag == reader.ROW_TAG:
                line, cells = parser.parse_row(element)
                element.clear()
                yield line, _placed(cells, font)
            elif element.tag == reader.DATA_TAG:
                return


def _placed(cells: list[dict[str, Any]], font: Callable[[int], str]) -> list[Any]:
    """The cells of a row, each at the place of its column."""
    values: list[Any] = []
    for cell in cells:
        value, kind = cell["value"], cell.get("data_type")
        if value is None and kind != "f":
            continue
        place = cell["column"] - 1
        _check(0 <= place < MOST_COLUMNS)
        values += [None] * (place + 1 - len(values))
        if kind == "f":
            values[place] = ["f"]
        elif kind == "e":
            values[place] = ["e", str(value)]
        elif isinstance(value, str):
            values[place] = _text(value, font(cell["style_id"]))
        else:
            values[place] = _plain(value)
    return values


def _text(text: str, font: str) -> Any:
    if not font and text.isascii():
        return text
    meant = unicode_text(text, font)
    return text if meant == text else ["t", text, meant]


def _by_calamine(data: bytes) -> Iterator[tuple[str, Iterator[RawRow]]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 -- see above

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    _check(len(book.sheet_names) <= MOST_SHEETS)
    for title in book.sheet_names:
        if title != LISTS:
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            yield title, _rows((line, [*map(_unicode, row)]) for line, row in enumerate(rows, 1))


def _unicode(value: Any) -> Any:
    if value == "":  # an empty cell
        return None
    return _text(value, "") if isinstance(value, str) else _plain(value)


def _rows(rows: Iterable[tuple[int, list[Any]]]) -> Iterator[RawRow]:
    """Those that hold something, without the empty cells at their end."""
    count = 0
    for line, values in rows:
        while values and values[-1] in (None, ""):
            values.pop()
        if values:
            count += 1
            _check(count <= MOST_ROWS and len(values) <= MOST_COLUMNS)
            yield line, values


def _check(is_so: bool) -> None:  # noqa: FBT001 -- says what must hold
    if not is_so:
        raise _TooHeavy


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return ["d", value.isoformat()[:10]]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _modified(data: bytes) -> str:
    with suppress(zipfile.BadZipFile, KeyError):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.read("docProps/core.xml").decode("utf-8", "replace")
        return part.partition("<dcterms:modified")[2].partition(">")[2].partition("<")[0].strip()
    return ""
