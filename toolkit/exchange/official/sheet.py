"""Worksheets that are quicker than XlsxWriter's own, for what this summary writes."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.domain.text import clean

_DAY_NOUGHT = date(1899, 12, 30).toordinal()


@lru_cache(maxsize=4096)
def cell_text(text: str) -> str:
    """Text as a cell can hold it: no control characters, nothing taken for rich-text markup."""
    text = clean(text)
    return f" {text}" if text.startswith("<r>") else text


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """XlsxWriter searches each formula for 90 newer functions, which takes half of the time here.

    Ours are SUM, IF, COUNTIF and HYPERLINK, so that only the leading sign needs to go.
    `packed` is called when the sheet has been packed: the library tells nothing meanwhile."""

    packed: Callable[[], None] | None = None

    def _assemble_xml_file(self) -> None:
        super()._assemble_xml_file()
        if self.packed:
            self.packed()

    def _prepare_formula(
        self,
        formula: str,
        expand_future_functions: Any = None,  # noqa: ARG002 -- its signature
    ) -> str:
        return formula.removeprefix("=")


class LongSheet(Sheet):
    """A sheet whose rows go straight to disk: a row in memory, and a tenth of the time.

    Heads are written as on any sheet; then `rows_begin`, then each row once, downwards; lines
    between and under them again as on any sheet, with `rows_begin` after them.
    The workbook must be in its constant-memory mode while the sheet is added."""

    def rows_begin(self, row: int, last_row: int, last_column: int) -> None:
        """Nothing more will be written above `row`, counted from 0."""
        self._check_dimensions(max(last_row, row), last_column)
        self._write_single_row(row)

    def release(self) -> None:
        """Let go of the file that holds the rows, whether or not they were packed."""
        self._opt_close()

    def write_cells(self, row: int, cells: str, points: float = 0) -> None:
        """Cells made by the functions below, as row `row`, counted from 1; `points` high."""
        high = f' ht="{points}" customHeight="1"' if points else ""
        self.row_data_fh.write(f'<row r="{row}"{high}>{cells}</row>')


def style(look: Format) -> str:
    """A format as cells name it."""
    return f's="{look._get_xf_index()}"'  # noqa: SLF001 -- the number is told nowhere else


def text_cell(place: str, look: str, text: str) -> str:
    return f'<c r="{place}" {look} t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def number_cell(place: str, look: str, number: float) -> str:
    return f'<c r="{place}" {look}><v>{number}</v></c>'


def day_cell(place: str, look: str, day: date | None) -> str:
    return number_cell(place, look, day.toordinal() - _DAY_NOUGHT) if day else blank(place, look)


def blank(place: str, look: str) -> str:
    return f'<c r="{place}" {look}/>'


def formula_cell(place: str, look: str, formula: str, value: float | str) -> str:
    kind = ' t="str"' if isinstance(value, str) else ""
    formula = escape(formula)
    return f'<c r="{place}" {look}{kind}><f>{formula}</f><v>{escape(str(value))}</v></c>'
