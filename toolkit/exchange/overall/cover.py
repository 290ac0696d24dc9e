"""The cover of summary 6: key figures, four charts, progress by phase, and room to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from toolkit.domain.exemplar import Step
from toolkit.exchange.official import paper
from toolkit.exchange.official.layout import Laid
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, footer, page, quiet
from toolkit.exchange.official.sheet import Sheet
from toolkit.exchange.official.styles import HEAD_FILL, KIND_FILL
from toolkit.exchange.overall.book import OverallBook
from toolkit.exchange.overall.charts import ACCENT, COLOURS, Pen, Series
from toolkit.exchange.overall.grid import Grid
from toolkit.rules.overall import Part
from toolkit.rules.timeliness import Tally

_CARDS, _WIDE = 4, 3
_ROWS = 13  # of a chart, 15.75 points each
_SPANS = ((0, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 9), (10, 11))
_MEASURES = ("expected", "on_time", "late", "missing", "rate", "on_time_rate")


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure: its label, its formula without the leading sign, its value."""

    label: str
    formula: str
    value: float | str
    rate: bool = False


class _Halves:
    """Twelve columns of a width."""

    @cached_property
    def widths(self) -> tuple[float, ...]:
        return (paper.WIDTH / 12,) * 12

    last = 11


class Cover:
    """The first sheet; it is added first and written last, when the tables stand."""

    def __init__(self, book: OverallBook) -> None:
        self._book, self._grid = book, _Halves()
        self._name = book.words.say("overall.sheet.cover")
        self._sheet = book.workbook.add_worksheet(self._name, Sheet)

    def write(self, table: str, laid: Laid) -> None:
        """`table` is the name of the sheet by kind, `laid` where its rows stand."""
        book, sheet = self._book, self._sheet
        say, figures = book.words.say, book.figures
        page(sheet)
        title = say("overall.title")
        footer(sheet, book.words, table=say("summary.table", number=6), fingerprint=self._mark)
        columns(sheet, self._grid.widths)
        lines = Paper(sheet, self._grid, book.styles, book.words)
        row, _ = lines.head(figures)
        row, _ = lines.title(row, figures, title)
        lines.gap(row, 6)
        row = self._cards(row + 1, list(_cards(book, table, laid.total + 1)))
        lines.gap(row, 6)
        progress = row + 1 + 2 * _ROWS + 1
        self._charts(row + 1, table, laid, progress)
        sheet.set_h_pagebreaks([row + 1 + _ROWS])
        row = self._phases(progress)
        foot = [lines.note(row, say("overall.note")), *lines.signatures(row + 1, figures)]
        last = row + len(foot) - 1
        sheet.print_area(0, 0, last, self._grid.last)
        quiet(sheet, last, self._grid.last)

    @property
    def _mark(self) -> str:
        return self._book.figures.fingerprint

    def _cards(self, row: int, cards: Sequence[Card]) -> int:
        sheet, styles = self._sheet, self._book.styles
        look = {"bg_color": KIND_FILL, "font_color": ACCENT, "bold": True}
        small = styles.centred(10, bottom=1, left=1, right=1, bg_color=KIND_FILL)
        for place, card in enumerate(cards):
            top, first = row + place // _CARDS * 2, place % _CARDS * _WIDE
            made = styles.rate if card.rate else styles.count
            big = made(22, "center", bottom=0, **look)
            sheet.merge_range(top, first, top, first + _WIDE - 1, "", big)
            sheet.write_formula(top, first, f"={card.formula}", big, card.value)
            sheet.merge_range(top + 1, first, top + 1, first + _WIDE - 1, card.label, small)
            sheet.set_row(top, 30)
            sheet.set_row(top + 1, 16.5)
        return row + (len(cards) + _CARDS - 1) // _CARDS * 2

    def _charts(self, row: int, table: str, laid: Laid, progress: int) -> None:
        """Two above, two below: the second pair opens the next page."""
        say, shown = self._book.words.say, self._book.shown
        pen = Pen(self._book.workbook)
        count = len(self._book.figures.phases)
        lines = (progress + 2, progress + 1 + count)
        head = progress + 1
        first, last = lines
        reports = [
            Series(
                (self._name, head, column),
                (self._name, first, 0, last, 0),
                (self._name, first, column, last, column),
                colour,
            )
            for column, colour in zip((5, 6, 7), COLOURS, strict=False)
        ]
        charts = [pen.bars(say("overall.chart.reports"), reports, stacked="percent_stacked")]
        for part, colour in (
            (Part.STEPS, ACCENT),
            (Part.ACTIVITIES, "#2E7D32"),
            (Part.AWARDS, "#B8860B"),
        ):
            places = [2 + at for at, each in enumerate(shown) if each.part is part]
            span = (places[0], places[-1])
            series = Series.across(table, laid, span=span, colour=colour)
            charts.append(pen.bars(say(f"overall.chart.{part}"), [series], valued=True))
        half = paper.pixels(paper.WIDTH / 2 - 2)
        for place, chart in enumerate(charts):
            chart.set_size({"width": half, "height": _ROWS * 21 - 8})
            column, down = place % 2 * 6, place // 2 * _ROWS
            where = {"x_offset": 4, "y_offset": 4, "object_position": 2}
            self._sheet.insert_chart(row + down, column, chart, where)

    def _phases(self, row: int) -> int:
        """The small table of progress by phase; returns the row after it."""
        book, sheet = self._book, self._sheet
        say, styles = book.words.say, book.styles
        title = styles.plain(11, bold=True)
        sheet.write_string(row, 0, say("overall.by_phase"), title)
        sheet.set_row(row, 18)
        head = styles.head(10, bold=True)
        labels = (say("overall.phase"), *(say(f"summary.measure.{each}") for each in _MEASURES))
        for (first, last), label in zip(_SPANS, labels, strict=True):
            self._cell(row + 1, first, last, label, head)
        sheet.set_row(row + 1, 28.5)
        at = row + 2
        for phase in book.figures.phases:
            self._phase(at, book.words.named(phase), phase.code)
            at += 1
        self._whole(at, row + 3, at)
        return at + 1

    def _phase(self, row: int, name: str, code: str) -> None:
        book = self._book
        places = [at for at, each in enumerate(book.figures.columns) if each.phase == code]
        first, last = book.whole
        formulas = [
            f"SUM('{book.data}'!{book.letter(at)}{first}:{book.letter(at)}{last})" for at in places
        ]
        self._line(row, name, formulas, Tally(*(book.figures.total[at] for at in places)))

    def _whole(self, row: int, first: int, last: int) -> None:
        formulas = [f"SUM({letter}{first}:{letter}{last})" for letter in "EFGH"]
        self._line(
            row, self._book.words.say("summary.total"), formulas, _whole(self._book), total=True
        )

    def _line(
        self, row: int, name: str, formulas: Sequence[str], tally: Tally, *, total: bool = False
    ) -> None:
        styles, sheet = self._book.styles, self._sheet
        look: dict[str, Any] = {"bold": True, "bg_color": HEAD_FILL} if total else {}
        self._cell(row, *_SPANS[0], name, styles.plain(10, border=1, indent=1, **look))
        count, rate = styles.count(10, **look), styles.rate(10, **look)
        counts = (tally.expected, tally.on_time, tally.late, tally.missing)
        for (first, _), formula, value in zip(_SPANS[1:5], formulas, counts, strict=True):
            sheet.write_formula(row, first, f"={formula}", count, value)
        at = row + 1
        rates = ((f"(F{at}+G{at})", tally.actual), (f"F{at}", tally.on_time))
        for (first, last), (cells, value) in zip(_SPANS[5:], rates, strict=True):
            sheet.merge_range(row, first, row, last, "", rate)
            shown = value / tally.expected * 100 if tally.expected else "–"
            sheet.write_formula(row, first, f'=IF(E{at}=0,"–",{cells}/E{at}*100)', rate, shown)
        sheet.set_row(row, 16.5)

    def _cell(self, row: int, first: int, last: int, text: str, look: object) -> None:
        if first < last:
            self._sheet.merge_range(row, first, row, last, "", look)
        self._sheet.write_string(row, first, text, look)


def _whole(book: OverallBook) -> Tally:
    """All that was expected, over all phases."""
    columns_ = book.figures.columns
    counts = dict.fromkeys(("expected", "on_time", "late", "missing"), 0)
    for column, value in zip(columns_, book.figures.total, strict=True):
        if column.part is Part.REPORTS:
            counts[column.code] += value
    return Tally(**counts)


def _cards(book: OverallBook, table: str, total: int) -> Iterator[Card]:
    """Units, reports due, both rates; found, registered, copied, awarded."""
    say, tally = book.words.say, _whole(book)
    first, last = book.whole
    units = sum(len(kind.units) for kind in book.figures.kinds)
    letters = dict(_letters(book))
    expected, on_time, late = (f"'{table}'!{letters[each]}{total}" for each in _MEASURES[:3])

    def rate(cells: str) -> str:
        return f'IF({expected}=0,"–",{cells}/{expected}*100)'

    def share(count: int) -> float | str:
        return count / tally.expected * 100 if tally.expected else "–"

    yield Card(say("overall.card.units"), f"COUNTA('{book.data}'!A{first}:A{last})", units)
    yield Card(say("overall.card.expected"), expected, tally.expected)
    yield Card(say("overall.card.rate"), rate(f"({on_time}+{late})"), share(tally.actual), True)
    yield Card(say("overall.card.on_time_rate"), rate(on_time), share(tally.on_time), True)
    found = dict(zip(_codes(book), book.figures.total, strict=True))
    for step in (Step.DISCOVERED, Step.REGISTERED, Step.REPLICATED):
        cell = f"'{table}'!{letters[step]}{total}"
        yield Card(say(f"overall.card.{step}"), cell, found[Part.STEPS, step.value])
    levels = [place for place, each in enumerate(book.figures.columns) if each.part is Part.AWARDS]
    cells = [f"'{table}'!{letters[book.figures.columns[place].code]}{total}" for place in levels]
    awarded = sum(book.figures.total[place] for place in levels)
    yield Card(say("overall.card.awards"), "+".join(cells), awarded)


def _codes(book: OverallBook) -> Iterator[tuple[Part, str]]:
    for column in book.figures.columns:
        yield column.part, str(column.code)


def _letters(book: OverallBook) -> Iterator[tuple[str, str]]:
    """Code of a count → letter of its printed column."""
    for place, shown in enumerate(book.shown):
        if shown.places:
            yield str(book.figures.columns[shown.places[0]].code), Grid.letter(place)
