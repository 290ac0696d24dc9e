"""Tables to be printed: rows under groups, sub-totals and a total that are live formulas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official import paper
from toolkit.exchange.official.book import Book
from toolkit.exchange.official.grid import FIRST, NONE, Grid
from toolkit.exchange.official.layout import Laid, paginate, together
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, footer, page, roman
from toolkit.exchange.official.sheet import Sheet, cell_text
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.styles import HEAD_FILL, KIND_FILL

_RULES, _SHORTEST = (8.0, 7.0, 6.5, 6.0, 5.5), 12
Formula = Callable[[int], str]  # by the place of a told column among those that are told


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its formulas and what they come to, of the columns that are told."""

    name: str
    formula: Formula
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Group:
    """A head row with the rows under it; without a formula of its own it adds those up."""

    name: str
    rows: Sequence[Row]
    values: Sequence[int]
    formula: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One sheet to be printed: "Biểu `number`"; a `signed` one has the official head and foot.

    `whose` heads the column of names; `below` stands under the title of one that is not signed."""

    number: str
    title: str
    measured_in: str
    whose: str
    note: str
    grid: Grid
    groups: Sequence[Group]
    below: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed sheet's name, and where its rows stand."""

    name: str
    grid: Grid
    laid: Laid


def put(book: Book[Any], printed: Printed) -> Placed:
    """Add the sheet to the workbook."""
    say, figures, grid = book.words.say, book.figures, printed.grid
    name = say("summary.sheet.main", number=printed.number)
    sheet = book.workbook.add_worksheet(name, Sheet)
    page(sheet)
    table = say("summary.table", number=printed.number)
    footer(sheet, book.words, table=table, fingerprint=figures.fingerprint)
    sheet.set_print_scale(grid.scale)
    sheet.center_horizontally()
    columns(sheet, grid.widths)
    lines = Paper(sheet, grid, book.styles, book.words)
    if printed.signed:
        row, above = lines.head(figures)
        row, more = lines.title(row, figures, printed.title)
        above += more
    else:
        day = say("summary.as_known_on", on=figures.as_known_on)
        row, above = lines.annex(printed.title, f"{printed.below} {day}")
    row, more = lines.measured_in(row, printed.measured_in)
    laid = _Table(book, sheet, printed).write(row)
    foot = [lines.note(laid.total + 1, printed.note)]
    if printed.signed:
        foot += lines.signatures(laid.total + 2, figures)
    paginate(sheet, grid, laid, above=above + more, foot=foot)
    return Placed(name, grid, laid)


class _Table:
    def __init__(self, book: Book[Any], sheet: Worksheet, printed: Printed) -> None:
        self._book, self._sheet, self._printed = book, sheet, printed
        self._grid = printed.grid
        self._order = {place: at for at, place in enumerate(self._grid.told)}
        self._heights: list[float] = []

    def write(self, top: int) -> Laid:
        body, head_height = self._head(top)
        groups = self._printed.groups
        row, heads = body, []
        for order, group in enumerate(groups, 1):
            heads.append(row)
            row = self._group(row, order, group)
        self._total(row, heads)
        blocks = together(self._heights, [len(group.rows) for group in groups])
        return Laid(top, body, tuple(heads), row, head_height, blocks)

    def _head(self, top: int) -> tuple[int, float]:
        sheet, grid = self._sheet, self._grid
        head = self._book.styles.head(grid.size, bold=True)
        names = (self._book.words.say("summary.row_number"), self._printed.whose)
        for column, name in enumerate(names):
            sheet.merge_range(top, column, top + 1, column, name, head)
        for first, block in grid.firsts():
            if block.title:
                last = first + len(block.columns) - 1
                sheet.merge_range(top, first, top, last, block.title, head)
        heights = (self._block_height(), self._labels(top + 1), self._rules(top + 2))
        for place, points in enumerate(heights):
            sheet.set_row(top + place, points)
        return top + len(heights), sum(heights)

    def _block_height(self) -> float:
        grid, needs = self._grid, 1
        for first, block in grid.firsts():
            room = sum(grid.widths[first : first + len(block.columns)]) - paper.PADDING
            needs = max(needs, paper.lines(block.title, room, grid.size, bold=True))
        return max(18.0, paper.height(needs, grid.size))

    def _labels(self, row: int) -> float:
        """The heads of single columns; returns the points that they need."""
        grid, size = self._grid, self._grid.size - 0.5
        turned: dict[str, Any] = {"rotation": 90} if grid.upright else {}
        thin = self._book.styles.head(size, **turned)
        for first, block in grid.firsts():
            for place, column in enumerate(block.columns, first):
                if block.title:
                    self._sheet.write_string(row, place, column.label, thin)
                else:
                    self._sheet.merge_range(row - 1, place, row, place, column.label, thin)
        labels = [column.label for column in grid.columns]
        room = min(grid.widths[FIRST:]) - paper.PADDING
        if grid.upright:
            most = max(1, int(room / 25.4 * 72 / (size * 1.19)))
            tall = _SHORTEST
            while any(paper.lines(each, tall, size) > most for each in labels):
                tall += 1
            return (tall + 2 * paper.PADDING) / 25.4 * 72
        return paper.height(max(paper.lines(each, room, size) for each in labels), size) + 3

    def _rules(self, row: int) -> float:
        """The numbers of the columns; returns the points that they need."""
        size, needs = self._rule_size(), 1
        rule = self._book.styles.centred(size, italic=True, border=1)
        for column, text in enumerate(self._grid.rules()):
            self._sheet.write_string(row, column, text, rule)
            room = self._grid.widths[column] - paper.PADDING
            needs = max(needs, paper.lines(text, room, size))
        return paper.height(needs, size)

    def _rule_size(self) -> float:
        """The largest letters in which no share's rule is broken, as sums may be."""
        rules = [
            (rule, width - paper.PADDING / 2)
            for rule, width in zip(self._grid.rules(), self._grid.widths, strict=True)
            if "(" in rule
        ]
        fitting = (
            size
            for size in _RULES
            if all(paper.text_width(rule, size) * 1.05 <= room for rule, room in rules)
        )
        return next(fitting, _RULES[-1])

    def _group(self, row: int, order: int, group: Group) -> int:
        first, last = row + 2, row + 1 + len(group.rows)

        def subtotal(at: int) -> str:
            letter = self._grid.letters[self._grid.told[at]]
            return f"=SUM({letter}{first}:{letter}{last})" if group.rows else "=0"

        formula = group.formula or subtotal
        self._row(row, roman(order), Row(group.name, formula, group.values), fill=KIND_FILL)
        for number, each in enumerate(group.rows, 1):
            self._row(row + number, number, each)
            self._book.steps.done(PRINTED * self._grid.last)
        return last

    def _total(self, row: int, heads: Sequence[int]) -> None:
        def total(at: int) -> str:
            letter = self._grid.letters[self._grid.told[at]]
            cells = ",".join(f"{letter}{head + 1}" for head in heads)
            return f"=SUM({cells})" if cells else "=0"

        by_column = zip(*(group.values for group in self._printed.groups), strict=True)
        values = [sum(column) for column in by_column] or [0] * len(self._grid.told)
        name = self._book.words.say("summary.total")
        self._row(row, "", Row(name, total, values), fill=HEAD_FILL)

    def _row(self, row: int, number: int | str, told: Row, fill: str = "") -> None:
        look: dict[str, Any] = {"bold": True, "bg_color": fill} if fill else {}
        styles, sheet, grid = self._book.styles, self._sheet, self._grid
        sheet.write(row, 0, number, styles.centred(grid.size, border=1, **look))
        style = styles.plain(grid.size, border=1, text_wrap=True, indent=1, **look)
        sheet.write_string(row, 1, cell_text(told.name), style)
        self._numbers(row, told, look)
        room = grid.name - paper.PADDING - paper.INDENT
        needs = paper.lines(told.name, room, grid.size, bold=bool(look))
        points = paper.height(needs, grid.size)
        self._heights.append(points)
        sheet.set_row(row, points)

    def _numbers(self, row: int, told: Row, look: dict[str, Any]) -> None:
        styles, grid = self._book.styles, self._grid
        align = "center" if grid.upright else "right"
        count = styles.count(grid.size, align, **look)
        rate = styles.rate(grid.size, align, **look)
        for place, value in enumerate(grid.values(told.values)):
            formula = grid.formula(place, row + 1, lambda at: told.formula(self._order[at]))
            style = rate if grid.columns[place].share else count
            shown = NONE if value is None else value
            self._sheet.write_formula(row, FIRST + place, formula, style, shown)
