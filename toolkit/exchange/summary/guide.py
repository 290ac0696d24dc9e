"""What the sheet of instructions tells of summary 1."""

from collections.abc import Iterator, Sequence

from toolkit.exchange.official.guide import put_guide
from toolkit.exchange.summary.printed import Printed, SummaryBook


def guide_sheet(book: SummaryBook, main: Printed, tasks: Sequence[Printed]) -> None:
    """One column of text, on one page."""
    put_guide(book, _sheets(book, main, tasks), _terms(book))


def _sheets(book: SummaryBook, main: Printed, tasks: Sequence[Printed]) -> Iterator[str]:
    say = book.words.say
    yield say("summary.guide.sheet_main", sheet=main.name)
    for printed in tasks:
        yield say("summary.guide.sheet_tasks", sheet=printed.name, phase=printed.grid.above)
    yield say("summary.guide.sheet_charts", sheet=say("summary.sheet.charts"))
    yield say("summary.guide.sheet_data", sheet=book.data, main=main.name)
    yield say("summary.guide.sheet_sources", sheet=book.sources)


def _terms(book: SummaryBook) -> Iterator[str]:
    say = book.words.say
    yield say("summary.guide.expected", on=book.figures.as_known_on)
    yield say("summary.guide.on_time")
    yield say("summary.guide.late")
    yield say("summary.guide.missing")
    yield say("summary.guide.rate")
    yield say("summary.guide.renamed", sheet=book.sources)
    yield say("summary.guide.live", sheet=book.sources)
