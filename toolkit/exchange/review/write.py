"""Put the workbook of a round's results together: ranking, totals, and what is behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Unpack

from toolkit.exchange.official.book import Making, official_book
from toolkit.exchange.official.guide import put_guide
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.workbook import long_sheets, pack
from toolkit.exchange.review.book import ReviewBook
from toolkit.exchange.review.figures import ReviewFigures
from toolkit.exchange.review.lists import write_lists
from toolkit.exchange.review.named import round_name
from toolkit.exchange.review.printed import put
from toolkit.exchange.review.tables import (
    criteria_table,
    judges_table,
    judges_tables,
    ranking_table,
)
from toolkit.words import Words


def results_name(figures: ReviewFigures, words: Words) -> str:
    """The name to offer: "Ket-qua-binh-xet_so-ket-2018_20181015.xlsx"."""
    return round_name(words.say("review_file.file.results"), figures, words)


def write_results(figures: ReviewFigures, out: Path, **how: Unpack[Making]) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    title = how["words"].say("review_file.title")
    with official_book(ReviewBook, figures, out, title=title, cells=_work(figures), **how) as book:
        put(book, ranking_table(book))
        for even in (False, True):
            for table in judges_tables(book, even=even):
                put(book, table)
        put(book, criteria_table(book))
        put(book, judges_table(book))
        put_guide(book, _sheets(book), _terms(book))
        with long_sheets(book.workbook, book.data, book.sources) as (data, sources):
            write_lists(book, data, sources)
            pack(book.workbook, book.steps)


def _sheets(book: ReviewBook) -> Iterator[str]:
    say = book.words.say
    main = [say("summary.sheet.main", number=number) for number in "123"]
    yield say("review_file.guide.ranking", sheet=main[0])
    yield say("review_file.guide.raw", sheet=main[1])
    yield say("review_file.guide.even", sheet=main[2])
    yield say("review_file.guide.criteria", sheet=book.criteria)
    yield say("review_file.guide.judges", sheet=book.judges)
    yield say("review_file.guide.data", sheet=book.data)
    yield say("review_file.guide.sources", sheet=book.sources)


def _terms(book: ReviewBook) -> Iterator[str]:
    say = book.words.say
    for term in ("total", "normalised", "interval", "rank", "away"):
        yield say(f"review_file.term.{term}")
    yield say("review_file.term.live", data=book.data, criteria=book.criteria)


def _work(figures: ReviewFigures) -> int:
    """Work is counted in cells; one on a printed sheet takes as long as five in the lists."""
    rows, judges = len(figures.rows), len(figures.judges)
    return rows * PRINTED * (12 + 2 * judges + 8) + len(figures.given) * (figures.width + 7) + 1000
