"""Long sheets behind the tables: their heads, how their cells look, links to other rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.exchange.official.book import Book
from toolkit.exchange.official.page import columns, footer, page, quiet
from toolkit.exchange.official.sheet import LongSheet, cell_text, formula_cell, style, text_cell

SIZE = 10.0
TOP = 4  # rows above the first row, heads included
_LINK = "#0B57D0"


@dataclass(frozen=True, slots=True)
class Listed:
    """Title, note, heads of the columns with their widths in mm, and the last row, from 0.

    `above` writes the line that stands right above the heads, where there is one."""

    title: str
    note: str
    heads: Sequence[str]
    widths: Sequence[float]
    last: int
    above: Callable[[LongSheet], None] | None = None

    def head(self, book: Book[Any], sheet: LongSheet) -> None:
        """Write what stands above the rows; rows come next, each once, downwards."""
        styles, width = book.styles, len(self.heads) - 1
        page(sheet)
        footer(sheet, book.words, table=sheet.get_name(), fingerprint=book.figures.fingerprint)
        sheet.fit_to_pages(1, 0)
        columns(sheet, self.widths)
        sheet.set_row(0, 21)
        sheet.write_string(0, 0, self.title, styles.plain(14, bold=True))
        sheet.write_string(1, 0, self.note, styles.plain(11, italic=True))
        if self.above:
            self.above(sheet)
        sheet.set_row(TOP - 1, 42)
        for column, label in enumerate(self.heads):
            sheet.write_string(TOP - 1, column, cell_text(label), styles.head(SIZE, bold=True))
        sheet.repeat_rows(TOP - 1)
        sheet.freeze_panes(TOP, 2)
        if self.last >= TOP:
            sheet.autofilter(TOP - 1, 0, self.last, width)
        quiet(sheet, self.last, width)
        sheet.rows_begin(TOP, self.last, width)


class Looks:
    """How cells of long sheets look, as their XML names it."""

    def __init__(self, book: Book[Any]) -> None:
        styles = book.styles
        self.text = style(styles.plain(SIZE, border=1))
        self.middle = style(styles.plain(SIZE, border=1, align="center"))
        self.count, self.day = style(styles.count(SIZE)), style(styles.day(SIZE))
        link = styles.plain(SIZE, border=1, align="center", font_color=_LINK)
        self._linked = style(link)

    def link(self, place: str, sheet: str, first: int, last: int) -> str:
        """A cell that leads to rows of another sheet."""
        span = f"{first}–{last}" if last > first else f"{first}"
        formula = f'HYPERLINK("#\'{sheet}\'!A{first}:A{last}","{span}")'
        return formula_cell(place, self._linked, formula, span)


def row_of_texts(row: int, letters: Sequence[str], look: str, texts: Sequence[str]) -> list[str]:
    """Cells of texts in these columns."""
    return [
        text_cell(f"{letter}{row}", look, cell_text(text))
        for letter, text in zip(letters, texts, strict=True)
    ]
