"""The sheet of charts: each page of them with the small table that they are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official.book import Book
from toolkit.exchange.official.page import footer, page
from toolkit.exchange.official.paper import FONT, HEIGHT, PADDING, WIDTH, height, lines, pixels
from toolkit.exchange.official.sheet import Sheet, cell_text
from toolkit.exchange.official.styles import HEAD_FILL

GOOD, FAIR, BAD, CHIEF, FAINT = "#2E7D32", "#F9A825", "#B3261E", "#1F5A99", "#8FB8DE"
COLOURS = (CHIEF, GOOD, FAIR, FAINT, "#6A4C93", "#00838F", "#C77700", "#5D6D7E")
_TABLE, _CHART_ROWS = 246.0, 26
_SMALL, _ABOVE = 8, 57 + 33  # lines of a small table; points of a page above the charts and lines
_THIN = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as a formula, with what it comes to; a `rate` has a decimal, or is a text."""

    formula: str
    value: float | str
    rate: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a small table."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of bars of some columns (places from 0), each in its colour.

    `kind` is "clustered", "stacked" or "percent_stacked"; `most` ends the axis where told."""

    title: str
    columns: Sequence[int]
    kind: str = "clustered"
    colours: Sequence[str] = COLOURS
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A page of charts and their table: `what` heads its names, `total` ends it where told."""

    title: str
    what: str
    heads: Sequence[str]
    lines: Sequence[Line]
    drawings: Sequence[Drawing]
    total: Line | None = None


def put_charts(book: Book[Any], title: str, parts: Sequence[Part], name: float = 72.0) -> None:
    """Add the sheet to the workbook; `name` is the width in mm of the column of names."""
    label = book.words.say("summary.sheet.charts")
    sheet = book.workbook.add_worksheet(label, Sheet)
    page(sheet)
    footer(sheet, book.words, table=label, fingerprint=book.figures.fingerprint)
    sheet.center_horizontally()
    columns = max((len(part.heads) for part in parts), default=1)
    number = (_TABLE - name) / columns
    sheet.set_column_pixels(0, 0, pixels(name))
    sheet.set_column_pixels(1, columns, pixels(number))
    told = _Page(book, sheet, title, columns, number)
    for part in parts:
        if part.lines:
            told.part(part)
    told.finish()


class _Page:
    """Writes the parts one under another."""

    def __init__(
        self, book: Book[Any], sheet: Worksheet, title: str, columns: int, number: float
    ) -> None:
        self._book, self._sheet, self._title = book, sheet, title
        self._name = sheet.get_name()
        self._columns, self._number = columns, number
        self._row = 0
        self._breaks: list[int] = []

    def part(self, part: Part) -> None:
        if self._row:
            self._breaks.append(self._row)
        self._heading(part.title)
        rows = _chart_rows(part)
        top = self._row + rows
        for place, drawing in enumerate(part.drawings):
            self._chart(drawing, part, top, place)
        if rows == _CHART_ROWS:
            self._breaks.append(top)
        self._table(top, part)
        self._row = top + len(part.lines) + 3

    def finish(self) -> None:
        sheet = self._sheet
        sheet.set_h_pagebreaks(self._breaks)
        sheet.print_area(0, 0, max(self._row - 1, 0), self._columns)
        sheet.set_print_scale(int(100 * min(1, WIDTH / _TABLE)))

    def _heading(self, title: str) -> None:
        styles, say = self._book.styles, self._book.words.say
        day = say("summary.as_known_on", on=self._book.figures.as_known_on)
        heads = (
            (self._title, styles.centred(14, bold=True), 21),
            (title, styles.centred(12, bold=True), 18),
            (day, styles.centred(11, italic=True), 18),
        )
        for text, style, points in heads:
            self._sheet.merge_range(self._row, 0, self._row, self._columns, text, style)
            self._sheet.set_row(self._row, points)
            self._row += 1

    def _table(self, top: int, part: Part) -> None:
        sheet, styles = self._sheet, self._book.styles
        head = styles.head(11, bold=True)
        room = (self._number - PADDING, 11)
        needs = max(lines(each, *room, bold=True) for each in part.heads)
        sheet.set_row(top, max(33, height(needs, 11)))
        for column, text in enumerate((part.what, *part.heads)):
            sheet.write_string(top, column, text, head)
        total = (part.total,) if part.total else ()
        for row, line in enumerate((*part.lines, *total), top + 1):
            bold: dict[str, Any] = {"bold": True, "bg_color": HEAD_FILL}
            look = bold if line is part.total else {}
            sheet.set_row(row, 16.5)
            name = styles.plain(11, border=1, indent=1, **look)
            sheet.write_string(row, 0, cell_text(line.name), name)
            for column, cell in enumerate(line.cells, 1):
                style = styles.rate(11, **look) if cell.rate else styles.count(11, **look)
                formula = cell.formula.replace("{row}", str(row + 1))
                sheet.write_formula(row, column, formula, style, cell.value)

    def _chart(self, drawing: Drawing, part: Part, top: int, place: int) -> None:
        chart = self._book.workbook.add_chart({"type": "bar", "subtype": drawing.kind})
        count = len(part.lines)
        for colour, at in zip(drawing.colours, drawing.columns, strict=False):
            series = {
                "name": [self._name, top, at + 1],
                "categories": [self._name, top + 1, 0, top + count, 0],
                "values": [self._name, top + 1, at + 1, top + count, at + 1],
                "fill": {"color": colour},
                "gap": 45,
            }
            chart.add_series(series)
        _dress(chart, drawing)
        each = _TABLE / len(part.drawings)
        high = (top - self._row) * 21 - 8
        chart.set_size({"width": pixels(each - 2), "height": high})
        where = {"x_offset": pixels(place * each + 1), "y_offset": 6, "object_position": 2}
        self._sheet.insert_chart(self._row, 0, chart, where)


def _chart_rows(part: Part) -> int:
    """How many rows charts take: what a small table leaves of the page, else a page."""
    if len(part.lines) > _SMALL:
        return _CHART_ROWS
    return int((HEIGHT - _ABOVE - 16.5 * (len(part.lines) + 2)) / 15.75)


def _dress(chart: Any, drawing: Drawing) -> None:
    """Letters, axes and legend; a legend of one colour would only say the title again."""
    letters = {"name": FONT, "size": 8.5}
    title = {"name": FONT, "size": 11, "bold": True}
    chart.set_title({"name": drawing.title, "name_font": title})
    if len(drawing.columns) > 1:
        chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 10}})
    else:
        chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": letters, "interval_unit": 1, "crossing": "max"})
    form = "0%" if drawing.kind == "percent_stacked" else "0"
    axis = {"num_font": letters, "num_format": form, "major_gridlines": _THIN, "min": 0}
    chart.set_x_axis({**axis, **({"max": drawing.most} if drawing.most else {})})
    chart.set_chartarea({"border": {"none": True}})
