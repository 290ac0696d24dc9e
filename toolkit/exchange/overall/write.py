"""Put summary 6 together: cover, tables, charts, and the data that all of them add up."""

from pathlib import Path
from typing import Unpack

from toolkit.exchange.official.book import Making, official_book
from toolkit.exchange.official.workbook import dated_name, long_sheets, pack
from toolkit.exchange.overall.book import OverallBook
from toolkit.exchange.overall.charts import chart_sheet
from toolkit.exchange.overall.cover import Cover
from toolkit.exchange.overall.data import write_data
from toolkit.exchange.overall.guide import guide_sheet
from toolkit.exchange.overall.records import record_sheet
from toolkit.exchange.overall.sources import source_sheet
from toolkit.exchange.overall.table import by_bloc, by_kind, by_unit, printed
from toolkit.rules.overall import OverallFigures
from toolkit.words import Words


def overall_name(figures: OverallFigures, words: Words) -> str:
    """The name to offer: "Bieu-6-so-ket-tong-ket_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say("overall.file_name"), figures)


def write_overall(figures: OverallFigures, out: Path, **how: Unpack[Making]) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    title, cells = how["words"].say("overall.title"), _work(figures)
    with official_book(OverallBook, figures, out, title=title, cells=cells, **how) as book:
        _fill(book)


def _fill(book: OverallBook) -> None:
    say = book.words.say
    cover = Cover(book)
    names = [say("summary.sheet.main", number=f"6{letter}") for letter in "abc"]
    with long_sheets(book.workbook, *names) as (kinds, blocs, units):
        titles = [say(f"overall.by_{each}") for each in ("kind", "bloc", "unit")]
        kind, bloc, unit = (say(f"overall.whose.{each}") for each in ("kind", "bloc", "unit"))
        first = printed(book, kinds, by_kind(book), number="6a", title=titles[0], whose=kind)
        second = printed(book, blocs, by_bloc(book), number="6b", title=titles[1], whose=bloc)
        printed(book, units, by_unit(book), number="6c", title=titles[2], whose=unit)
        cover.write(names[0], first)
        charts = (say("overall.chart.by_kind"), say("overall.chart.by_bloc"))
        chart_sheet(book, ((charts[0], names[0], first), (charts[1], names[1], second)))
        guide_sheet(book)
        listed = [say("overall.sheet.records")] if book.figures.records else []
        with long_sheets(book.workbook, book.data, *listed) as (data, *records):
            write_data(book, data)
            source_sheet(book)
            for sheet in records:
                record_sheet(book, sheet)
            pack(book.workbook, book.steps)


def _work(figures: OverallFigures) -> int:
    """Work is counted in cells."""
    units = sum(len(kind.units) for kind in figures.kinds)
    return units * 2 * len(figures.columns) + len(figures.records) * 20 + 2000
