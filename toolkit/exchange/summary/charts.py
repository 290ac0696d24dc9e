"""The sheet of charts: progress by kind of unit and by task, each with its small table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official.paper import FONT, WIDTH, pixels
from toolkit.exchange.official.sheet import Sheet
from toolkit.exchange.official.styles import HEAD_FILL
from toolkit.exchange.summary.grid import COUNTS, FIVE, Block, Measure
from toolkit.exchange.summary.printed import Printed, SummaryBook, set_up
from toolkit.rules.timeliness import Tally

_MEASURES = (*FIVE, Measure.ON_TIME_RATE)
_COLOURS = {
    Measure.ON_TIME: "#2E7D32",
    Measure.LATE: "#F9A825",
    Measure.MISSING: "#B3261E",
    Measure.RATE: "#1F5A99",
    Measure.ON_TIME_RATE: "#8FB8DE",
}
_NAME, _NUMBER = 72.0, 29.0
_CHART_ROWS = 26
_FAINT = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a small table: a name, where its counts stand on another sheet, its tally."""

    name: str
    sheet: str
    block: Block
    row: int
    tally: Tally


def chart_sheet(book: SummaryBook, main: Printed, tasks: Sequence[Printed]) -> None:
    """By kind, then by task: a page of charts and the table they are drawn from."""
    name = book.words.say("summary.sheet.charts")
    sheet = book.workbook.add_worksheet(name, Sheet)
    set_up(sheet, book, name)
    sheet.center_horizontally()
    sheet.set_column_pixels(0, 0, pixels(_NAME))
    sheet.set_column_pixels(1, len(_MEASURES), pixels(_NUMBER))
    page = _Page(book, sheet, name, _total(book, main))
    kind, task = book.words.say("summary.chart.kind"), book.words.say("summary.data.task")
    page.part(book.words.say("summary.chart.by_kind"), kind, list(_kinds(book, main)))
    page.part(book.words.say("summary.chart.by_task"), task, list(_tasks(book, tasks)))
    page.finish()


def _total(book: SummaryBook, main: Printed) -> _Line:
    label, row = book.words.say("summary.total"), main.laid.total + 1
    return _Line(label, main.name, main.grid.blocks[0], row, book.figures.tally())


def _kinds(book: SummaryBook, main: Printed) -> Iterator[_Line]:
    whole = main.grid.blocks[0]
    for kind, row in zip(book.figures.kinds, main.laid.kinds, strict=True):
        name = book.words.named(kind.kind) or book.words.say("summary.other_kind")
        yield _Line(name, main.name, whole, row + 1, kind.tally())


def _tasks(book: SummaryBook, tasks: Sequence[Printed]) -> Iterator[_Line]:
    for printed in tasks:
        for block in printed.grid.blocks:
            tally = book.figures.tally(block.phase, block.task)
            yield _Line(block.title, printed.name, block, printed.laid.total + 1, tally)


class _Page:
    """Writes the parts one under another."""

    def __init__(self, book: SummaryBook, sheet: Worksheet, name: str, total: _Line) -> None:
        self._book, self._sheet, self._name, self._total = book, sheet, name, total
        self._row = 0
        self._breaks: list[int] = []

    def part(self, title: str, what: str, rows: Sequence[_Line]) -> None:
        if not rows:
            return
        if self._row:
            self._breaks.append(self._row)
        self._title(title)
        top = self._row + _CHART_ROWS
        self._charts(top, len(rows))
        self._breaks.append(top)
        self._table(top, what, rows)
        self._row = top + len(rows) + 3

    def finish(self) -> None:
        sheet = self._sheet
        sheet.set_h_pagebreaks(self._breaks)
        sheet.print_area(0, 0, max(self._row - 1, 0), len(_MEASURES))
        sheet.set_print_scale(int(100 * min(1, WIDTH / (_NAME + _NUMBER * len(_MEASURES)))))

    def _title(self, title: str) -> None:
        styles, say = self._book.styles, self._book.words.say
        day = say("summary.as_known_on", on=self._book.figures.as_known_on)
        heads = (
            (say("summary.chart.title"), styles.centred(14, bold=True), 21),
            (title, styles.centred(12, bold=True), 18),
            (day, styles.centred(11, italic=True), 18),
        )
        for text, style, points in heads:
            self._sheet.merge_range(self._row, 0, self._row, len(_MEASURES), text, style)
            self._sheet.set_row(self._row, points)
            self._row += 1

    def _table(self, top: int, what: str, rows: Sequence[_Line]) -> None:
        sheet, styles = self._sheet, self._book.styles
        say = self._book.words.say
        head = styles.head(11, bold=True)
        sheet.set_row(top, 33)
        sheet.write_string(top, 0, what, head)
        for column, measure in enumerate(_MEASURES, 1):
            sheet.write_string(top, column, say(f"summary.measure.{measure}"), head)
        for row, line in enumerate((*rows, self._total), top + 1):
            look = {"bold": True, "bg_color": HEAD_FILL} if line is self._total else {}
            sheet.set_row(row, 16.5)
            name = styles.plain(11, border=1, indent=1, **look)
            sheet.write_string(row, 0, line.name, name)
            for column, measure in enumerate(_MEASURES, 1):
                self._cell(row, column, measure, line, look)

    def _cell(
        self, row: int, column: int, measure: Measure, line: _Line, look: dict[str, Any]
    ) -> None:
        value, styles = measure.of(line.tally), self._book.styles
        if measure in COUNTS:
            formula = f"='{line.sheet}'!{line.block.letter(measure)}{line.row}"
            self._sheet.write_formula(row, column, formula, styles.count(11, **look), value)
            return
        counted = f"(C{row + 1}+D{row + 1})" if measure is Measure.RATE else f"C{row + 1}"
        formula = f'=IF(B{row + 1}=0,"–",{counted}/B{row + 1}*100)'
        shown = "–" if value is None else value
        self._sheet.write_formula(row, column, formula, styles.rate(11, **look), shown)

    def _charts(self, top: int, count: int) -> None:
        share = (Measure.ON_TIME, Measure.LATE, Measure.MISSING)
        rates = (Measure.RATE, Measure.ON_TIME_RATE)
        left, right = self._book.words.say("summary.chart.share"), ""
        right = self._book.words.say("summary.chart.rate")
        half = (_NAME + _NUMBER * len(_MEASURES)) / 2
        for place, (title, measures, kind) in enumerate(
            ((left, share, "percent_stacked"), (right, rates, "clustered"))
        ):
            chart = self._chart(title, measures, kind, top, count)
            chart.set_size({"width": pixels(half - 2), "height": _CHART_ROWS * 21 - 8})
            where = {"x_offset": pixels(place * half + 1), "y_offset": 6, "object_position": 2}
            self._sheet.insert_chart(self._row, 0, chart, where)

    def _chart(
        self, title: str, measures: Sequence[Measure], kind: str, top: int, count: int
    ) -> Any:
        chart = self._book.workbook.add_chart({"type": "bar", "subtype": kind})
        for measure in measures:
            column = _MEASURES.index(measure) + 1
            chart.add_series(
                {
                    "name": [self._name, top, column],
                    "categories": [self._name, top + 1, 0, top + count, 0],
                    "values": [self._name, top + 1, column, top + count, column],
                    "fill": {"color": _COLOURS[measure]},
                    "gap": 45,
                }
            )
        letters = {"name": FONT, "size": 8.5}
        chart.set_title({"name": title, "name_font": {"name": FONT, "size": 11, "bold": True}})
        chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 10}})
        chart.set_y_axis(
            {"reverse": True, "num_font": letters, "interval_unit": 1, "crossing": "max"}
        )
        axis = {"num_font": letters, "num_format": "0", "major_gridlines": _FAINT, "min": 0}
        scale = {"max": 100} if kind == "clustered" else {"num_format": "0%"}
        chart.set_x_axis({**axis, **scale})
        chart.set_chartarea({"border": {"none": True}})
        return chart
