"""The sheet that tells how to read the others."""

from collections.abc import Iterable
from typing import Any

from toolkit.exchange.official.book import Book
from toolkit.exchange.official.page import footer, page
from toolkit.exchange.official.paper import PADDING, height, lines, pixels
from toolkit.exchange.official.sheet import Sheet

_WIDTH = 240.0


def put_guide(book: Book[Any], sheets: Iterable[str], terms: Iterable[str]) -> None:
    """One column of text, on one page: what the workbook is, its sheets, how things count."""
    say = book.words.say
    name = say("summary.sheet.guide")
    sheet = book.workbook.add_worksheet(name, Sheet)
    page(sheet)
    footer(sheet, book.words, table=name, fingerprint=book.figures.fingerprint)
    sheet.fit_to_pages(1, 1)
    sheet.set_column_pixels(0, 0, pixels(_WIDTH))
    room = _WIDTH - PADDING
    for row, (text, size, bold) in enumerate(_sentences(book, sheets, terms)):
        sheet.write_string(row, 0, text, book.styles.plain(size, bold=bold, text_wrap=True))
        sheet.set_row(row, height(lines(text, room, size, bold=bold), size) + (6 if bold else 3))


def _sentences(
    book: Book[Any], sheets: Iterable[str], terms: Iterable[str]
) -> Iterable[tuple[str, float, bool]]:
    say, figures = book.words.say, book.figures
    plan, version = book.words.named(figures.plan, "title"), str(figures.plan_version)
    made, on = figures.made_at, figures.as_known_on
    yield say("summary.guide.title"), 14, True
    yield say("summary.guide.made", at=made, on=on, plan=plan, version=version), 12, False
    yield say("summary.guide.mark", mark=figures.fingerprint), 12, False
    for heading, told in (("summary.guide.sheets", sheets), ("summary.guide.terms", terms)):
        yield say(heading), 12, True
        for text in told:
            yield f"• {text}", 12, False
