"""The sheet that tells how to read summary 6."""

from collections.abc import Iterator

from toolkit.exchange.official.page import footer, page
from toolkit.exchange.official.paper import PADDING, height, lines, pixels
from toolkit.exchange.official.sheet import Sheet
from toolkit.exchange.overall.book import OverallBook

_WIDTH = 240.0
_SHEETS = ("cover", "kind", "bloc", "unit", "charts", "data", "sources")
_TERMS = ("reports", "steps", "activities", "awards", "renamed", "live")


def guide_sheet(book: OverallBook) -> None:
    """One column of text, on one page."""
    name = book.words.say("summary.sheet.guide")
    sheet = book.workbook.add_worksheet(name, Sheet)
    page(sheet)
    footer(sheet, book.words, table=name, fingerprint=book.figures.fingerprint)
    sheet.fit_to_pages(1, 0)
    sheet.set_column_pixels(0, 0, pixels(_WIDTH))
    for row, (text, size, bold) in enumerate(_sentences(book)):
        sheet.write_string(row, 0, text, book.styles.plain(size, bold=bold, text_wrap=True))
        room = _WIDTH - PADDING
        sheet.set_row(row, height(lines(text, room, size, bold=bold), size) + (6 if bold else 3))


def _sentences(book: OverallBook) -> Iterator[tuple[str, float, bool]]:
    say, figures = book.words.say, book.figures
    yield say("summary.guide.title"), 14, True
    plan, version = book.words.named(figures.plan, "title"), str(figures.plan_version)
    made, on = figures.made_at, figures.as_known_on
    yield say("summary.guide.made", at=made, on=on, plan=plan, version=version), 12, False
    yield say("summary.guide.mark", mark=figures.fingerprint), 12, False
    yield say("summary.guide.sheets"), 12, True
    for key in _SHEETS:
        yield f"• {say(f'overall.guide.sheet_{key}')}", 12, False
    yield say("summary.guide.terms"), 12, True
    for key in _TERMS:
        yield f"• {say(f'overall.guide.{key}')}", 12, False
