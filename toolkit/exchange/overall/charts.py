"""Charts of summary 6: bars in the official letters, and the pages by kind of unit and by bloc."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from toolkit.exchange.official import paper
from toolkit.exchange.official.layout import Laid
from toolkit.exchange.official.page import footer, page
from toolkit.exchange.official.sheet import Sheet
from toolkit.exchange.overall.book import OverallBook
from toolkit.exchange.overall.grid import FIRST
from toolkit.rules.overall import Part

ACCENT = "#1F5A99"
COLOURS = ("#2E7D32", "#F9A825", "#B3261E")
_PALETTES = {
    Part.REPORTS: COLOURS,
    Part.STEPS: ("#BFD7EE", "#5B93C7", ACCENT),
    Part.ACTIVITIES: (ACCENT, "#5B93C7", "#7B5EA7", "#00838F", "#8D6E63", "#9E9E9E"),
    Part.AWARDS: ("#E3CF8B", "#B8860B", "#7A4E00"),
}
_FAINT = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
_CHART_ROWS = 27
_Span = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Series:
    """Where a series stands, rows and columns from 0; `name` a cell, the others an area."""

    name: tuple[str, int, int]
    categories: _Span
    values: _Span
    colour: str

    @classmethod
    def down(
        cls, sheet: str, *, head: int, rows: tuple[int, int], column: int, colour: str
    ) -> "Series":
        """Names in the second column, numbers in another, under a head."""
        first, last = rows
        return cls(
            (sheet, head, column),
            (sheet, first, 1, last, 1),
            (sheet, first, column, last, column),
            colour,
        )

    @classmethod
    def across(cls, sheet: str, laid: Laid, *, span: tuple[int, int], colour: str) -> "Series":
        """Columns of the table's last row, under their heads."""
        (first, last), heads, row = span, laid.top + 1, laid.total
        return cls(
            (sheet, row, 1),
            (sheet, heads, first, heads, last),
            (sheet, row, first, row, last),
            colour,
        )


class Pen:
    """Draws bars in Times New Roman."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook

    def bars(
        self, title: str, series: Sequence[Series], *, stacked: str = "", valued: bool = False
    ) -> Any:
        """Horizontal bars, the first category on top; `stacked` as the library names it."""
        kind = {"type": "bar", "subtype": stacked} if stacked else {"type": "bar"}
        chart = self._workbook.add_chart(kind)
        for each in series:
            told: dict[str, Any] = {
                "name": list(each.name),
                "categories": list(each.categories),
                "values": list(each.values),
                "fill": {"color": each.colour},
                "gap": 45,
            }
            if valued:
                letters = {"name": paper.FONT, "size": 9}
                told["data_labels"] = {"value": True, "num_format": "#,##0", "font": letters}
            chart.add_series(told)
        letters = {"name": paper.FONT, "size": 8}
        chart.set_title(
            {"name": title, "name_font": {"name": paper.FONT, "size": 11, "bold": True}}
        )
        bottom = {"position": "bottom", "font": {"name": paper.FONT, "size": 9}}
        chart.set_legend(bottom if len(series) > 1 else {"none": True})
        chart.set_y_axis(
            {"reverse": True, "num_font": letters, "interval_unit": 1, "crossing": "max"}
        )
        share = {"num_format": "0%"} if stacked == "percent_stacked" else {"num_format": "#,##0"}
        chart.set_x_axis({"num_font": letters, "major_gridlines": _FAINT, "min": 0, **share})
        chart.set_chartarea({"border": {"none": True}})
        return chart


def chart_sheet(book: OverallBook, tables: Sequence[tuple[str, str, Laid]]) -> None:
    """For each table (title, its sheet, where it stands) two pages: two charts side by side."""
    say = book.words.say
    name = say("summary.sheet.charts")
    sheet = book.workbook.add_worksheet(name, Sheet)
    page(sheet)
    footer(sheet, book.words, table=name, fingerprint=book.figures.fingerprint)
    half = paper.WIDTH / 2
    for column in range(2):
        sheet.set_column_pixels(column, column, paper.pixels(half))
    row, breaks = 0, []
    for title, table, laid in tables:
        if laid.total == laid.body:
            continue
        for parts in ((Part.REPORTS, Part.STEPS), (Part.ACTIVITIES, Part.AWARDS)):
            if row:
                breaks.append(row)
            sheet.merge_range(row, 0, row, 1, title, book.styles.centred(14, bold=True))
            sheet.set_row(row, 24)
            for place, part in enumerate(parts):
                chart = _chart(book, part, table, laid)
                size = {"width": paper.pixels(half - 3), "height": _CHART_ROWS * 21 - 10}
                chart.set_size(size)
                where = {"x_offset": 5, "y_offset": 5, "object_position": 2}
                sheet.insert_chart(row + 1, place, chart, where)
            row += 1 + _CHART_ROWS
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, max(row - 1, 0), 1)


def _chart(book: OverallBook, part: Part, table: str, laid: Laid) -> Any:
    """Shares of reports; three steps side by side; activities and awards on one another."""
    columns = [FIRST + place for place, each in enumerate(book.shown) if each.part is part]
    if part is Part.REPORTS:
        columns, stacked = columns[1:4], "percent_stacked"
    elif part is Part.STEPS:
        columns, stacked = [columns[0], columns[2], columns[4]], ""
    else:
        stacked = "stacked"
    heads, rows = laid.top + 1, (laid.body, laid.total - 1)
    series = [
        Series.down(table, head=heads, rows=rows, column=column, colour=colour)
        for column, colour in zip(columns, _PALETTES[part], strict=True)
    ]
    return Pen(book.workbook).bars(book.words.say(f"overall.chart.{part}"), series, stacked=stacked)
