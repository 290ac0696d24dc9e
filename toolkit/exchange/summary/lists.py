"""The sheets behind the tables: counts by unit and task, and every report that they count."""

from collections.abc import Sequence
from functools import cache

from toolkit.exchange.official.marked import mark_data, mark_sources
from toolkit.exchange.official.page import quiet
from toolkit.exchange.official.paper import pixels
from toolkit.exchange.official.sheet import (
    LongSheet,
    cell_text,
    day_cell,
    formula_cell,
    style,
    text_cell,
)
from toolkit.exchange.summary.places import TOP, DataRow
from toolkit.exchange.summary.printed import SummaryBook, set_up
from toolkit.rules.timeliness import Outcome

_SIZE = 10
_LINK = "#0B57D0"
_OUTCOMES = (
    Outcome.ON_TIME,
    Outcome.LATE,
    Outcome.MISSING,
    Outcome.NOT_EXPECTED,
    Outcome.WAIVED,
)
DATA_WIDTHS = (22, 75, 34, 42, 18, 44, 15, 15, 15, 17, 19, 15, 24)
SOURCE_WIDTHS = (22, 75, 24, 18, 44, 38, 22, 22, 24, 26, 68)


def write_lists(book: SummaryBook, data: LongSheet, sources: LongSheet) -> None:
    """Fill "Dữ liệu" and "Nguồn", row for row in step."""
    lists = _Lists(book, data, sources)
    lists.heads()
    lists.marks()
    for row in book.places.rows():
        lists.data_row(row)
        lists.source_rows(row)


class _Lists:
    def __init__(self, book: SummaryBook, data: LongSheet, sources: LongSheet) -> None:
        self._book, self._data, self._sources = book, data, sources
        styles = book.styles
        self._text = style(styles.plain(_SIZE, border=1))
        self._middle = style(styles.plain(_SIZE, border=1, align="center"))
        self._count, self._day = style(styles.count(_SIZE)), style(styles.day(_SIZE))
        link = styles.plain(_SIZE, border=1, align="center", font_color=_LINK)
        self._link = style(link)
        words, figures = book.words, book.figures
        self._outcomes = {each: words.say(f"summary.outcome.{each}") for each in Outcome}
        self._states = words.family("summary.state")
        self._kinds = {kind.kind.code: words.named(kind.kind) for kind in figures.kinds}
        self._phases = {phase.code: words.named(phase) for phase in figures.phases}
        self._period = cache(words.period)
        self._sheet_name = words.say("summary.sheet.sources")

    def heads(self) -> None:
        say = self._book.words.say
        code, unit = say("summary.data.code"), say("summary.unit")
        task_code, task = say("summary.data.task_code"), say("summary.data.task")
        expected = say("summary.measure.expected")
        counts = [self._outcomes[each] for each in _OUTCOMES]
        note = say("summary.data.note", sheet=self._sheet_name)
        kind, phase = say("summary.data.kind"), say("summary.data.phase")
        labels = [code, unit, kind, phase, task_code, task, expected, *counts]
        labels.append(say("summary.data.rows"))
        self._head(self._data, say("summary.data.title"), note, labels, DATA_WIDTHS)
        keys = ("deadline", "first_sent", "state", "outcome", "record")
        labels = [code, unit, say("summary.source.made_for"), task_code, task]
        labels.append(say("summary.source.period"))
        labels += [say(f"summary.source.{key}") for key in keys]
        note = say("summary.source.note")
        self._head(self._sources, say("summary.source.title"), note, labels, SOURCE_WIDTHS)

    def marks(self) -> None:
        """Say to readers by program what names a row, what is counted, and the records behind."""
        workbook, data, sources = self._book.workbook, self._data, self._sources
        expected, waived = 6, 11
        mark_data(
            workbook,
            data,
            head=TOP - 1,
            last=self._last(data),
            keys=expected,
            figures=(expected, waived),
        )
        width = len(SOURCE_WIDTHS)
        last = self._last(sources)
        mark_sources(workbook, sources, head=TOP - 1, last=last, width=width, record=width - 1)

    def _head(
        self, sheet: LongSheet, title: str, note: str, labels: list[str], widths: tuple[int, ...]
    ) -> None:
        styles = self._book.styles
        set_up(sheet, self._book, title)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column_pixels(column, column, pixels(width))
        sheet.set_row(0, 21)
        sheet.write_string(0, 0, title, styles.plain(14, bold=True))
        sheet.write_string(1, 0, note, styles.plain(11, italic=True))
        sheet.set_row(TOP - 1, 30)
        for column, label in enumerate(labels):
            sheet.write_string(TOP - 1, column, label, styles.head(_SIZE, bold=True))
        sheet.repeat_rows(TOP - 1)
        sheet.freeze_panes(TOP, 2)
        last = self._last(sheet)
        if last >= TOP:
            sheet.autofilter(TOP - 1, 0, last, len(labels) - 1)
        quiet(sheet, last, len(labels) - 1)
        sheet.rows_begin(TOP, last, len(labels) - 1)

    def _last(self, sheet: LongSheet) -> int:
        tasks = [task for unit in self._book.figures.units for task in unit.tasks]
        count = len(tasks) if sheet is self._data else sum(len(task.facts) for task in tasks)
        return TOP - 1 + count

    def data_row(self, row: DataRow) -> None:
        at, task, unit, column = row.row, row.task, row.unit.unit, row.task.column
        short = self._book.words.named(column, "short")
        kind, phase = self._kinds.get(unit.kind, unit.kind), self._phases[column.phase]
        texts = (unit.code, unit.name, kind, phase, column.code, short)
        cells = self._texts(at, "ABCDEF", texts)
        total = f"SUM(H{at}:J{at})"
        cells.append(formula_cell(f"G{at}", self._count, total, task.tally.expected))
        rows = f"'{self._sheet_name}'!$J${row.first}:$J${row.last}"
        for letter, outcome in zip("HIJKL", _OUTCOMES, strict=True):
            formula = f"COUNTIF({rows},{letter}${TOP})"
            count = task.count(outcome)
            cells.append(formula_cell(f"{letter}{at}", self._count, formula, count))
        span = f"{row.first}–{row.last}" if row.last > row.first else f"{row.first}"
        link = f'HYPERLINK("#\'{self._sheet_name}\'!A{row.first}:K{row.last}","{span}")'
        cells.append(formula_cell(f"M{at}", self._link, link, span))
        self._data.write_cells(at, "".join(cells))
        self._book.steps.done(len(DATA_WIDTHS))

    def source_rows(self, row: DataRow) -> None:
        unit, column = row.unit.unit, row.task.column
        short = self._book.words.named(column, "short")
        for at, fact in enumerate(row.task.facts, row.first):
            made_for = "" if fact.made_for == unit.code else fact.made_for
            period = self._period(fact.period)
            texts = (unit.code, unit.name, made_for, column.code, short, period)
            cells = self._texts(at, "ABCDEF", texts)
            cells += (
                day_cell(f"G{at}", self._day, fact.deadline),
                day_cell(f"H{at}", self._day, fact.first_sent_on),
                text_cell(f"I{at}", self._middle, self._states[fact.state]),
                text_cell(f"J{at}", self._middle, self._outcomes[fact.outcome]),
                text_cell(f"K{at}", self._text, fact.obligation),
            )
            self._sources.write_cells(at, "".join(cells))
            self._book.steps.done(len(SOURCE_WIDTHS))

    def _texts(self, row: int, letters: str, texts: Sequence[str]) -> list[str]:
        return [
            text_cell(f"{letter}{row}", self._text, cell_text(text))
            for letter, text in zip(letters, texts, strict=True)
        ]
