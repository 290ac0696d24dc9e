"""A table of a round on paper: two-level heads, rows of values and live formulas, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official import paper
from toolkit.exchange.official.book import Book
from toolkit.exchange.official.layout import Laid, paginate
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, footer, page
from toolkit.exchange.official.sheet import Sheet, cell_text
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.styles import HEAD_FILL

NONE = "–"
FIRST_UNSIGNED = 7
"""The first row, from 1, of a table that is not signed: title, line, gap and heads above it."""
_RULE = 8.0
_SIDES = 2.2
_TALLEST_HEAD = 34.0  # mm of heads that stand on end


@dataclass(frozen=True, slots=True)
class Live:
    """A formula with what it comes to."""

    formula: str
    value: float | str


Cell = str | float | Live | None


class Look(Enum):
    """How the cells of a column stand: text, text or a whole number in the middle, a score."""

    TEXT = "text"
    MIDDLE = "middle"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Col:
    """A column `width` mm wide; neighbours share the head they are `under`; `upright`: on end."""

    head: str
    width: float
    look: Look = Look.TEXT
    under: str = ""
    upright: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """One printed sheet. The last `sums` rows stand out; a `signed` one has head and signatures.

    `lines` stand below the title; `note` under the table."""

    sheet: str
    title: str
    cols: Sequence[Col]
    rows: Sequence[Sequence[Cell]]
    note: str
    lines: Sequence[str] = ()
    sums: int = 0
    signed: bool = False
    measured_in: str = ""
    size: float = 10.0
    scale: int = 100

    @cached_property
    def widths(self) -> tuple[float, ...]:
        return tuple(col.width for col in self.cols)

    @property
    def last(self) -> int:
        return len(self.cols) - 1


@dataclass(frozen=True, slots=True)
class Put:
    """Where a table's rows came to stand: its sheet, and its first row counted from 1."""

    sheet: str
    first: int

    def cell(self, letter: str, place: int) -> str:
        """The cell of the row at `place` (from 0) as another sheet names it."""
        return f"'{self.sheet}'!${letter}${self.first + place}"


def put(book: Book[Any], table: Table) -> Put:
    """Add the sheet to the workbook."""
    sheet = book.workbook.add_worksheet(table.sheet, Sheet)
    page(sheet)
    footer(sheet, book.words, table=table.sheet, fingerprint=book.figures.fingerprint)
    sheet.set_print_scale(table.scale)
    sheet.center_horizontally()
    columns(sheet, table.widths)
    lines = Paper(sheet, table, book.styles, book.words)
    row, above = _title(book, lines, table)
    if table.measured_in:
        row, more = lines.measured_in(row, table.measured_in)
    else:
        row, more = row + 1, lines.gap(row, 6)
    laid = _Body(book, sheet, table).write(row)
    foot = [lines.note(laid.total + 1, table.note)]
    if table.signed:
        foot += lines.signatures(laid.total + 2, book.figures)
    paginate(sheet, table, laid, above=above + more, foot=foot)
    return Put(table.sheet, laid.body + 1)


def _title(book: Book[Any], lines: Paper, table: Table) -> tuple[int, float]:
    if table.signed:
        row, above = lines.head(book.figures)
        row, more = lines.title(row, book.figures, table.title, *table.lines)
        return row, above + more
    return lines.annex(table.title, " – ".join(table.lines))


class _Body:
    def __init__(self, book: Book[Any], sheet: Worksheet, table: Table) -> None:
        self._book, self._sheet, self._table = book, sheet, table

    def write(self, top: int) -> Laid:
        table = self._table
        head_height = sum(self._heads(top))
        body = top + 3
        plain = len(table.rows) - table.sums
        heights = [
            self._row(body + place, cells, stands_out=place >= plain)
            for place, cells in enumerate(table.rows)
        ]
        tail = max(len(heights) - table.sums - 2, 0)
        blocks = (*((points,) for points in heights[:tail]), (*heights[tail:],))
        last = body + max(len(heights), 1) - 1
        return Laid(top, body, (), last, head_height, blocks)

    def _heads(self, top: int) -> Iterator[float]:
        table, styles = self._table, self._book.styles
        bold, thin = styles.head(table.size, bold=True), styles.head(table.size - 0.5)
        upright = styles.head(table.size - 0.5, rotation=90)
        for under, alike in groupby(enumerate(table.cols), key=lambda each: each[1].under):
            places = [place for place, _ in alike]
            if under:
                self._merge(top, places[0], top, places[-1], under, bold)
            for place in places:
                col = table.cols[place]
                if under:
                    self._sheet.write_string(
                        top + 1, place, cell_text(col.head), upright if col.upright else thin
                    )
                else:
                    self._merge(top, place, top + 1, place, col.head, bold)
        heights = self._head_heights()
        for place, points in enumerate(heights):
            self._sheet.set_row(top + place, points)
        self._numbers(top + 2)
        yield from heights

    def _head_heights(self) -> tuple[float, float, float]:
        """Of the common heads, of the single ones, of the row of numbers."""
        size = self._table.size
        single, whole, common = 18.0, 0.0, 18.0
        for under, alike in groupby(self._table.cols, key=lambda col: col.under):
            cols = [*alike]
            if under:
                room = sum(col.width for col in cols) - _SIDES
                common = max(common, _tall(under, room, size))
            for col in cols:
                if not under:
                    whole = max(whole, _tall(col.head, col.width - _SIDES, size))
                elif col.upright:
                    single = max(single, _on_end(col, size - 0.5))
                else:
                    single = max(single, _tall(col.head, col.width - _SIDES, size - 0.5))
        return common, max(single, whole - common), paper.height(1, _RULE)

    def _numbers(self, row: int) -> None:
        rule = self._book.styles.centred(_RULE, italic=True, border=1)
        letters, number = iter(ascii_uppercase), 0
        for place, col in enumerate(self._table.cols):
            if col.look is Look.SCORE:
                number += 1
            text = str(number) if col.look is Look.SCORE else next(letters)
            self._sheet.write_string(row, place, text, rule)

    def _row(self, row: int, cells: Sequence[Cell], *, stands_out: bool) -> float:
        table, needs = self._table, 1
        for place, (col, cell) in enumerate(zip(table.cols, cells, strict=True)):
            self._cell(row, place, cell, self._format(col.look, stands_out=stands_out))
            if isinstance(cell, str):
                room = col.width - _SIDES
                needs = max(
                    needs, paper.paragraphs(cell_text(cell), room, table.size, bold=stands_out)
                )
        points = paper.height(needs, table.size) + 1.5
        self._sheet.set_row(row, points)
        self._book.steps.done(PRINTED * len(cells))
        return points

    def _cell(self, row: int, place: int, cell: Cell, look: Format) -> None:
        if isinstance(cell, Live):
            self._sheet.write_formula(row, place, f"={cell.formula}", look, cell.value)
        elif isinstance(cell, str):
            self._sheet.write_string(row, place, cell_text(cell), look)
        elif cell is None:
            self._sheet.write_blank(row, place, None, look)
        else:
            self._sheet.write_number(row, place, cell, look)

    def _format(self, look: Look, *, stands_out: bool) -> Format:
        styles, size = self._book.styles, self._table.size
        more: dict[str, Any] = {"bold": True, "bg_color": HEAD_FILL} if stands_out else {}
        if look is Look.SCORE:
            return styles.score(size, **more)
        if look is Look.MIDDLE:
            return styles.given(size, **more)
        return styles.plain(size, border=1, text_wrap=True, **more)

    def _merge(self, top: int, left: int, bottom: int, right: int, text: str, look: Format) -> None:  # noqa: PLR0917 -- a range, what is in it and how it looks
        if (top, left) != (bottom, right):
            self._sheet.merge_range(top, left, bottom, right, "", look)
        self._sheet.write_string(top, left, cell_text(text), look)


def _tall(text: str, room: float, size: float) -> float:
    return paper.height(paper.lines(text, room, size, bold=True), size) + 3


def _on_end(col: Col, size: float) -> float:
    """Points that a head on end needs in as many lines as its column is wide."""
    most = max(1, int((col.width - _SIDES) / 25.4 * 72 / (size * 1.19)))
    long = 12.0
    while paper.lines(col.head, long, size) > most and long < _TALLEST_HEAD:
        long += 1
    return (long + 2 * paper.PADDING) / 25.4 * 72
