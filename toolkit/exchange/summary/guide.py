"""The sheet that tells how to read the others."""

from collections.abc import Iterator, Sequence

from toolkit.exchange.official.paper import PADDING, height, lines, pixels
from toolkit.exchange.official.sheet import Sheet
from toolkit.exchange.summary.printed import Printed, SummaryBook, set_up

_WIDTH = 240.0


def guide_sheet(book: SummaryBook, main: Printed, tasks: Sequence[Printed]) -> None:
    """One column of text, on one page."""
    say = book.words.say
    name = say("summary.sheet.guide")
    sheet = book.workbook.add_worksheet(name, Sheet)
    set_up(sheet, book, name)
    sheet.fit_to_pages(1, 0)
    sheet.set_column_pixels(0, 0, pixels(_WIDTH))
    for row, (text, size, bold) in enumerate(_sentences(book, main, tasks)):
        sheet.write_string(row, 0, text, book.styles.plain(size, bold=bold, text_wrap=True))
        room = _WIDTH - PADDING
        sheet.set_row(row, height(lines(text, room, size, bold=bold), size) + (6 if bold else 3))


def _sentences(
    book: SummaryBook, main: Printed, tasks: Sequence[Printed]
) -> Iterator[tuple[str, float, bool]]:
    yield book.words.say("summary.guide.title"), 14, True
    for text in _about(book):
        yield text, 12, False
    yield book.words.say("summary.guide.sheets"), 12, True
    for text in _sheets(book, main, tasks):
        yield f"• {text}", 12, False
    yield book.words.say("summary.guide.terms"), 12, True
    for text in _terms(book):
        yield f"• {text}", 12, False


def _about(book: SummaryBook) -> Iterator[str]:
    say, figures = book.words.say, book.figures
    plan, version = book.words.named(figures.plan, "title"), str(figures.plan_version)
    made, on = figures.made_at, figures.as_known_on
    yield say("summary.guide.made", at=made, on=on, plan=plan, version=version)
    yield say("summary.guide.mark", mark=figures.fingerprint)


def _sheets(book: SummaryBook, main: Printed, tasks: Sequence[Printed]) -> Iterator[str]:
    say = book.words.say
    data, sources = say("summary.sheet.data"), say("summary.sheet.sources")
    yield say("summary.guide.sheet_main", sheet=main.name)
    for printed in tasks:
        yield say("summary.guide.sheet_tasks", sheet=printed.name, phase=printed.grid.above)
    yield say("summary.guide.sheet_charts", sheet=say("summary.sheet.charts"))
    yield say("summary.guide.sheet_data", sheet=data, main=main.name)
    yield say("summary.guide.sheet_sources", sheet=sources)


def _terms(book: SummaryBook) -> Iterator[str]:
    say, sources = book.words.say, book.words.say("summary.sheet.sources")
    yield say("summary.guide.expected", on=book.figures.as_known_on)
    yield say("summary.guide.on_time")
    yield say("summary.guide.late")
    yield say("summary.guide.missing")
    yield say("summary.guide.rate")
    yield say("summary.guide.renamed", sheet=sources)
    yield say("summary.guide.live", sheet=sources)
