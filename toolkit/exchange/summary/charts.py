"""The charts of summary 1: progress by kind of unit and by task."""

from collections.abc import Iterator, Sequence

from toolkit.exchange.official.charts import (
    BAD,
    CHIEF,
    FAINT,
    FAIR,
    GOOD,
    Cell,
    Drawing,
    Line,
    Part,
    put_charts,
)
from toolkit.exchange.summary.grid import COUNTS, FIVE, Block, Measure
from toolkit.exchange.summary.printed import Printed, SummaryBook
from toolkit.rules.timeliness import Tally

_MEASURES = (*FIVE, Measure.ON_TIME_RATE)
_SHARES = (Measure.ON_TIME, Measure.LATE, Measure.MISSING)
_RATES = (Measure.RATE, Measure.ON_TIME_RATE)


def chart_sheet(book: SummaryBook, main: Printed, tasks: Sequence[Printed]) -> None:
    """By kind, then by task: a page of charts and the table they are drawn from."""
    say = book.words.say
    heads = [say(f"summary.measure.{measure}") for measure in _MEASURES]
    total = _total(book, main)
    drawings = (
        Drawing(say("summary.chart.share"), _places(_SHARES), "percent_stacked", (GOOD, FAIR, BAD)),
        Drawing(say("summary.chart.rate"), _places(_RATES), colours=(CHIEF, FAINT), most=100),
    )
    parts = [
        Part(say(title), say(what), heads, list(lines), drawings, total)
        for title, what, lines in (
            ("summary.chart.by_kind", "summary.chart.kind", _kinds(book, main)),
            ("summary.chart.by_task", "summary.data.task", _tasks(book, tasks)),
        )
    ]
    put_charts(book, say("summary.chart.title"), parts)


def _places(measures: Sequence[Measure]) -> list[int]:
    return [_MEASURES.index(measure) for measure in measures]


def _total(book: SummaryBook, main: Printed) -> Line:
    label, row = book.words.say("summary.total"), main.laid.total + 1
    return _line(label, main.name, main.grid.blocks[0], row, book.figures.tally())


def _kinds(book: SummaryBook, main: Printed) -> Iterator[Line]:
    whole = main.grid.blocks[0]
    for kind, row in zip(book.figures.kinds, main.laid.kinds, strict=True):
        name = book.words.named(kind.kind) or book.words.say("summary.other_kind")
        yield _line(name, main.name, whole, row + 1, kind.tally())


def _tasks(book: SummaryBook, tasks: Sequence[Printed]) -> Iterator[Line]:
    for printed in tasks:
        for block in printed.grid.blocks:
            tally = book.figures.tally(block.phase, block.task)
            yield _line(block.title, printed.name, block, printed.laid.total + 1, tally)


def _line(name: str, sheet: str, block: Block, row: int, tally: Tally) -> Line:
    return Line(name, [_cell(measure, sheet, block, row, tally) for measure in _MEASURES])


def _cell(measure: Measure, sheet: str, block: Block, row: int, tally: Tally) -> Cell:
    value = measure.of(tally)
    if measure in COUNTS:
        return Cell(f"='{sheet}'!{block.letter(measure)}{row}", value or 0)
    counted = "(C{row}+D{row})" if measure is Measure.RATE else "C{row}"
    formula = f'=IF(B{{row}}=0,"–",{counted}/B{{row}}*100)'
    return Cell(formula, "–" if value is None else value, rate=True)
