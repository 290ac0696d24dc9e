"""What a quick reader of .ods does not tell: errors, hidden rows, merged cells."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from toolkit.exchange.xlsx_marks import MOST_MERGES, Marks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_LAST_LINE = 1_048_576
_MOST_HIDDEN = 200_000


def ods_marks(data: bytes) -> dict[str, Marks]:
    """Title of each sheet → its marks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    tables = ET.fromstring(content).iter(_TABLE + "table")  # noqa: S314 -- guarded
    return {table.get(_TABLE + "name", ""): _marks(table) for table in tables}


def _marks(table: ET.Element) -> Marks:
    marks = Marks(may_hold_legacy=True)
    line = 1
    for row in table.iter(_TABLE + "table-row"):
        times = _times(row, "number-rows-repeated")
        if row.get(_TABLE + "visibility") in ("collapse", "filter"):
            room = max(_MOST_HIDDEN - len(marks.hidden), 0)
            marks.hidden.extend(range(line, line + min(times, room)))
        for column, cell in _cells(row):
            if cell.get(_ERROR) == "error":
                marks.errors.append((line, column, cell.findtext(_TEXT, "#N/A")))
            _note_merge(marks, line, column, cell)
        line += times
    return marks


def _cells(row: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    column = 0
    for cell in (cell for cell in row if cell.tag in _CELLS):
        yield column, cell
        column += _times(cell, "number-columns-repeated")


def _times(element: ET.Element, attribute: str) -> int:
    told = element.get(_TABLE + attribute, "1")
    return min(int(told), _LAST_LINE) if told.isdigit() else 1


def _note_merge(marks: Marks, line: int, column: int, cell: ET.Element) -> None:
    lines, columns = (_times(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
    if (lines > 1 or columns > 1) and len(marks.merges) < MOST_MERGES:
        marks.merges.append([line, column, line + lines - 1, column + columns - 1])
