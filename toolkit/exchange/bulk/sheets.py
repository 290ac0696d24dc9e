"""Tables as sheets of one workbook, a row in memory at a time."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, count, islice
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from toolkit.domain.zone import VIETNAM
from toolkit.exchange.bulk.table import Cell, Kind, Row, Table
from toolkit.exchange.official.sheet import LongSheet, style
from toolkit.exchange.official.steps import Steps
from toolkit.exchange.official.styles import HEAD_FILL, Styles

MOST_ROWS = 1_048_576
MOST_SIGNS = 32_767
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
# Workbooks count a 29/02/1900 that never was, and know no day before that year.
_NO_DAY_BEFORE = 60
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LIKE_A_SIGN = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {Kind.TEXT: 24, Kind.DAY: 12, Kind.MOMENT: 18}
_LOOKS = {
    Kind.WHOLE: {"num_format": "0"},
    Kind.DAY: {"num_format": "dd/mm/yyyy", "align": "center"},
    Kind.MOMENT: {"num_format": "dd/mm/yyyy hh:mm:ss", "align": "center"},
}


@dataclass(slots=True)
class Filled:
    """How many texts were longer than a cell of a workbook can be, and were cut there."""

    cut: int = 0


class TableSheets:
    """One table on as many sheets as its rows need."""

    def __init__(
        self, workbook: Workbook, table: Table, styles: Styles, steps: Steps, filled: Filled
    ) -> None:
        self._workbook, self._table, self._styles = workbook, table, styles
        self._steps, self._filled = steps, filled

    def write(self, rows: Iterable[Row]) -> Iterator[LongSheet]:
        """The sheets, each filled; the first is there even where the table has no row."""
        waiting = iter(rows)
        for number in count(1):
            begun = list(islice(waiting, 1))
            if number > 1 and not begun:
                return
            name = self._table.name if number == 1 else f"{self._table.name} {number}"
            sheet = self._sheet(name)
            yield sheet
            self._fill(sheet, chain(begun, islice(waiting, MOST_ROWS - 2)))

    def _sheet(self, name: str) -> LongSheet:
        workbook, table = self._workbook, self._table
        workbook.constant_memory = True
        sheet: LongSheet = workbook.add_worksheet(name, LongSheet)
        workbook.constant_memory = False
        head = self._styles.plain(10, bold=True, bg_color=HEAD_FILL, bottom=1)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, max(_WIDTHS.get(column.kind, 11), len(column.name) + 2))
            sheet.write_string(0, place, column.name, head)
        sheet.freeze_panes(1, 0)
        sheet.rows_begin(1, 0, len(table.columns) - 1)
        return sheet

    def _fill(self, sheet: LongSheet, rows: Iterable[Row]) -> None:
        columns = self._columns()
        write = sheet.row_data_fh.write
        number = 1
        for number, row in enumerate(rows, 2):
            cells = [
                made(f'<c r="{letter}{number}" {look}', cell)
                for cell, (letter, look, made) in zip(row, columns, strict=True)
                if cell is not None and cell != ""
            ]
            write(f'<row r="{number}">{"".join(cells)}</row>')
            self._steps.done()
        last = len(columns) - 1
        sheet.dim_rowmax, sheet.dim_colmax = max(number - 1, 0), last
        sheet.autofilter(0, 0, max(number - 1, 0), last)

    def _columns(self) -> Sequence[tuple[str, str, Callable[[str, Cell], str]]]:
        makers: dict[Kind, Callable[[str, Cell], str]] = {
            Kind.TEXT: self._text,
            Kind.DAY: _day,
            Kind.MOMENT: _moment,
            Kind.TRUTH: _truth,
        }
        return [
            (
                xl_col_to_name(place),
                style(self._styles.plain(10, **_LOOKS.get(column.kind, {}))),
                makers.get(column.kind, _number),
            )
            for place, column in enumerate(self._table.columns)
        ]

    def _text(self, begun: str, cell: Cell) -> str:
        text = str(cell)
        if len(text) > MOST_SIGNS:
            self._filled.cut += 1
            text = text[: MOST_SIGNS - 1] + "…"
        return f'{begun} t="inlineStr"><is>{_inline(text)}</is></c>'


@lru_cache(maxsize=8192)
def _inline(text: str) -> str:
    """Text as XML: no sign that XML can't hold, and nothing that Excel takes for one."""
    text = _LIKE_A_SIGN.sub("_x005F_", _NOT_IN_XML.sub("", text))
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{kept}>{escape(text)}</t>"


def _number(begun: str, cell: Cell) -> str:
    return f"{begun}><v>{cell}</v></c>"


def _truth(begun: str, cell: Cell) -> str:
    return f'{begun} t="b"><v>{int(bool(cell))}</v></c>'


@lru_cache(maxsize=8192)
def _serial(day: date) -> int:
    return day.toordinal() - _DAY_NOUGHT


def _day(begun: str, cell: Cell) -> str:
    if not isinstance(cell, date):
        return ""
    serial = _serial(cell)
    if serial <= _NO_DAY_BEFORE:
        return f'{begun} t="inlineStr"><is><t>{cell:%d/%m/%Y}</t></is></c>'
    return f"{begun}><v>{serial}</v></c>"


def _moment(begun: str, cell: Cell) -> str:
    if not isinstance(cell, datetime):
        return ""
    here = cell.astimezone(VIETNAM)
    seconds = here.hour * 3600 + here.minute * 60 + here.second
    return f"{begun}><v>{here.date().toordinal() - _DAY_NOUGHT + seconds / 86400:.9f}</v></c>"
