"""The printed tables of summary 6: by kind of unit, by bloc, and unit by unit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from toolkit.exchange.official import paper
from toolkit.exchange.official.layout import Laid, paginate, together
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, footer, page, roman
from toolkit.exchange.official.sheet import (
    LongSheet,
    blank,
    cell_text,
    formula_cell,
    number_cell,
    style,
    text_cell,
)
from toolkit.exchange.official.styles import HEAD_FILL, KIND_FILL
from toolkit.exchange.overall.book import BLOC, OverallBook, Shown, quoted, summed
from toolkit.exchange.overall.grid import FIRST, RULE, SIZE, Grid

Formula = Callable[[int, Shown], str]
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its formula for each printed column, as XML holds it, and its counts."""

    name: str
    formula: Formula
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under a head of their own, or under none."""

    head: Row | None
    rows: Iterable[Row]
    size: int


def by_kind(book: OverallBook) -> list[Part]:
    """A row a kind: the sum of its rows of data."""
    rows = [
        Row(book.kind_of(kind), _block(book, *span), kind.counts)
        for kind, span in zip(book.figures.kinds, book.kind_rows, strict=True)
    ]
    return [Part(None, rows, len(rows))]


def by_bloc(book: OverallBook) -> list[Part]:
    """A row a bloc: the sum of the rows of data that name it."""
    rows = [
        Row(book.blocs[bloc.label.code], _named(book, bloc.label.code), bloc.counts)
        for bloc in book.figures.blocs
    ]
    return [Part(None, rows, len(rows))]


def by_unit(book: OverallBook) -> list[Part]:
    """A row a unit under its kind."""
    letters = [[book.letter(each) for each in shown.places] for shown in book.shown]
    return [
        Part(
            Row(book.kind_of(kind), _no_formula, kind.counts),
            (
                Row(each.unit.name, _line(book.data, letters, row), each.counts)
                for row, each in enumerate(kind.units, first)
            ),
            len(kind.units),
        )
        for kind, (first, _) in zip(book.figures.kinds, book.kind_rows, strict=True)
    ]


def printed(
    book: OverallBook,
    sheet: LongSheet,
    parts: Sequence[Part],
    *,
    number: str,
    title: str,
    whose: str,
) -> Laid:
    """One table with its heads, the total and the note."""
    say, grid = book.words.say, Grid(book)
    page(sheet)
    table = say("summary.table", number=number)
    footer(sheet, book.words, table=table, fingerprint=book.figures.fingerprint)
    sheet.set_print_scale(grid.scale)
    sheet.center_horizontally()
    columns(sheet, grid.widths)
    lines = Paper(sheet, grid, book.styles, book.words)
    day = say("summary.as_known_on", on=book.figures.as_known_on)
    row, above = lines.annex(title, f"{say('overall.attached')} {day}")
    row, more = lines.measured_in(row, say("overall.measured_in"))
    laid = _Table(book, sheet, grid, whose).write(row, parts)
    sheet.rows_begin(laid.total + 1, laid.total + 1, grid.last)
    foot = [lines.note(laid.total + 1, say("overall.note"))]
    paginate(sheet, grid, laid, above=above + more, foot=foot)
    return laid


def _no_formula(_place: int, _shown: Shown) -> str:
    return ""


def _block(book: OverallBook, first: int, last: int) -> Formula:
    def formula(_place: int, shown: Shown) -> str:
        letters = map(book.letter, shown.places)
        cells = (f"'{book.data}'!{letter}{first}:{letter}{last}" for letter in letters)
        return f"SUM({','.join(cells)})"

    return formula


def _named(book: OverallBook, bloc: str) -> Formula:
    first, last = book.whole
    name = escape(quoted(book.blocs[bloc]))
    asked = f"'{book.data}'!${BLOC}${first}:${BLOC}${last},{name}"

    def formula(_place: int, shown: Shown) -> str:
        spans = (f"{book.letter(each)}${first}:{book.letter(each)}${last}" for each in shown.places)
        return summed(f"SUMIFS('{book.data}'!{span},{asked})" for span in spans)

    return formula


def _line(sheet: str, letters: Sequence[Sequence[str]], row: int) -> Formula:
    """One row of data, cell by cell; `letters` are its columns that each printed one adds up."""

    def formula(place: int, _shown: Shown) -> str:
        return "+".join([f"'{sheet}'!{letter}{row}" for letter in letters[place]])

    return formula


class _Table:
    def __init__(self, book: OverallBook, sheet: LongSheet, grid: Grid, whose: str) -> None:
        self._book, self._sheet, self._grid, self._whose = book, sheet, grid, whose
        self._heights: list[float] = []
        self._letters = [Grid.letter(place) for place in range(len(book.shown))]
        self._looks = {fill: self._look(fill) for fill in ("", KIND_FILL, HEAD_FILL)}

    def write(self, top: int, parts: Sequence[Part]) -> Laid:
        body, head_height = self._head(top)
        size = sum(part.size + (part.head is not None) for part in parts)
        self._sheet.rows_begin(body, body + size, self._grid.last)
        row, heads, tops = body, [], []
        for order, part in enumerate(parts, 1):
            tops.append(row)
            if part.head:
                heads.append(row)
                self._group(row, order, part)
                row += 1
            for number, each in enumerate(part.rows, 1):
                self._row(row, str(number), each, "")
                row += 1
        self._total(row, heads or range(body, row))
        headed = bool(heads)
        blocks = together(self._heights, [part.size for part in parts]) if headed else self._flat()
        return Laid(top, body, tuple(tops), row, head_height, blocks)

    def _flat(self) -> tuple[tuple[float, ...], ...]:
        """Rows that may part anywhere, but for the last two and the total."""
        return (*((each,) for each in self._heights[:-3]), tuple(self._heights[-3:]))

    def _head(self, top: int) -> tuple[int, float]:
        """Row after row with its height first, as rows that go straight to disk must be written."""
        sheet, grid, styles = self._sheet, self._grid, self._book.styles
        head = styles.head(SIZE, bold=True)
        upright = styles.head(SIZE - 0.5, rotation=90)
        rule = styles.centred(RULE, italic=True, border=1)
        names = (self._book.words.say("summary.row_number"), self._whose)
        labels = [shown.label for shown in self._book.shown]
        heights = self._head_heights(labels)
        sheet.set_row(top, heights[0])
        for column, name in enumerate(names):
            sheet.write_string(top, column, name, head)
            sheet.merge.append([top, column, top + 1, column])
        for title, first, last in self._parts():
            sheet.merge_range(top, first, top, last, title, head)
        sheet.set_row(top + 1, heights[1])
        for column in range(FIRST):
            sheet.write_blank(top + 1, column, None, head)
        for place, label in enumerate(labels, FIRST):
            sheet.write_string(top + 1, place, label, upright)
        sheet.set_row(top + 2, heights[2])
        for column, told in enumerate((*"AB", *map(grid.rule, range(len(labels))))):
            sheet.write_string(top + 2, column, told, rule)
        return top + len(heights), sum(heights)

    def _parts(self) -> Iterator[tuple[str, int, int]]:
        for part, first, last in self._grid.parts:
            yield self._book.words.say(f"overall.part.{part}"), first, last

    def _head_heights(self, labels: Sequence[str]) -> tuple[float, float, float]:
        most = 1
        for title, first, last in self._parts():
            room = sum(self._grid.widths[first : last + 1]) - paper.PADDING
            most = max(most, paper.lines(title, room, SIZE, bold=True))
        longest = max(paper.text_width(label, SIZE) for label in labels)
        turned = min(longest + 3, 27.0) / 25.4 * 72
        return max(18.0, paper.height(most, SIZE)), turned, paper.height(2, RULE)

    def _look(self, fill: str) -> tuple[str, str, str, str]:
        """How number, name, counts and rates of a row look."""
        more: dict[str, Any] = {"bold": True, "bg_color": fill} if fill else {}
        styles = self._book.styles
        looks = (
            styles.centred(SIZE, border=1, **more),
            styles.plain(SIZE, border=1, text_wrap=True, indent=1, **more),
            styles.count(SIZE, "center", **more),
            styles.rate(SIZE, "center", **more),
        )
        return (style(looks[0]), style(looks[1]), style(looks[2]), style(looks[3]))

    def _group(self, row: int, order: int, part: Part) -> None:
        first, last = row + 2, row + 1 + part.size
        head = part.head

        def subtotal(place: int, _shown: Shown) -> str:
            letter = self._letters[place]
            return f"SUM({letter}{first}:{letter}{last})"

        if head:
            self._row(row, roman(order), Row(head.name, subtotal, head.counts), KIND_FILL)

    def _total(self, row: int, rows: Sequence[int]) -> None:
        def total(place: int, _shown: Shown) -> str:
            letter = self._letters[place]
            if isinstance(rows, range):
                return f"SUM({letter}{rows.start + 1}:{letter}{rows.stop})" if rows else "0"
            return f"SUM({','.join(f'{letter}{each + 1}' for each in rows)})"

        name = self._book.words.say("summary.total")
        self._row(row, "", Row(name, total, self._book.figures.total), HEAD_FILL)

    def _row(self, row: int, number: str, told: Row, fill: str) -> None:
        middle, left, count, rate = self._looks[fill]
        at = row + 1
        cells = [text_cell(f"A{at}", middle, number) if number else blank(f"A{at}", middle)]
        if number.isdigit():
            cells = [number_cell(f"A{at}", middle, int(number))]
        cells.append(text_cell(f"B{at}", left, cell_text(told.name)))
        for place, value in enumerate(self._book.values(told.counts)):
            shown, letter = self._book.shown[place], self._letters[place]
            if shown.rate:
                cells.append(self._rate(at, f"{letter}{at}", rate, value))
            else:
                formula = told.formula(place, shown)
                cells.append(f'<c r="{letter}{at}" {count}><f>{formula}</f><v>{value}</v></c>')
        points = paper.height(paper.lines(told.name, self._grid.room, SIZE, bold=bool(fill)), SIZE)
        self._heights.append(points)
        self._sheet.write_cells(at, "".join(cells), points)
        self._book.steps.done(len(self._letters))

    def _rate(self, at: int, place: str, look: str, value: float | None) -> str:
        expected, on_time, late = self._letters[:3]
        formula = f'IF({expected}{at}=0,"{_NONE}",({on_time}{at}+{late}{at})/{expected}{at}*100)'
        return formula_cell(place, look, formula, _NONE if value is None else value)
