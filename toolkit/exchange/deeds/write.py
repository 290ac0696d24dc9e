"""Put the workbook of deeds together: tables to print, charts, instructions, data and sources."""

from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase
from typing import Unpack

from toolkit.exchange.deeds.book import DeedBook
from toolkit.exchange.deeds.charts import chart_parts
from toolkit.exchange.deeds.lists import DATA_WIDTHS, SOURCE_WIDTHS, write_lists
from toolkit.exchange.deeds.table import Table, form_table, groups, main_table
from toolkit.exchange.official.book import Making, official_book
from toolkit.exchange.official.charts import put_charts
from toolkit.exchange.official.guide import put_guide
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.table import Placed, Printed, put
from toolkit.exchange.official.workbook import dated_name, long_sheets, pack
from toolkit.rules.deeds import DeedFigures
from toolkit.words import Words


def deeds_name(figures: DeedFigures, words: Words) -> str:
    """The name to offer: "Bieu-3-boi-duong-nhan-rong_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say("deeds.file_name"), figures)


def write_deeds(figures: DeedFigures, out: Path, **how: Unpack[Making]) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    title, cells = how["words"].say("deeds.title"), _work(figures)
    with official_book(DeedBook, figures, out, title=title, cells=cells, **how) as book:
        placed = _tables(book)
        charts = [*chart_parts(book, placed)]
        put_charts(book, book.words.say("deeds.chart.title"), charts)
        put_guide(book, _sheets(book, placed), _terms(book))
        with long_sheets(book.workbook, book.data, book.sources) as (data, sources):
            write_lists(book, data, sources)
            pack(book.workbook, book.steps)


def _tables(book: DeedBook) -> list[Placed]:
    """3 of the whole plan, 3a, 3b … of its phases, the last by forms."""
    main, say = main_table(book), book.words.say
    placed = []
    for place, (phase, name) in enumerate(book.phases.items()):
        number = f"3{ascii_lowercase[place - 1]}" if phase else "3"
        title = say("deeds.of_phase", number=number, phase=name) if phase else say("deeds.title")
        placed.append(put(book, _printed(book, number, title, main, phase)))
    number = f"3{ascii_lowercase[len(book.phases) - 1]}"
    title = say("deeds.by_form", number=number)
    placed.append(put(book, _printed(book, number, title, form_table(book), "")))
    return placed


def _printed(book: DeedBook, number: str, title: str, table: Table, phase: str) -> Printed:
    say = book.words.say
    return Printed(
        number=number,
        title=title,
        below=say("summary.attached", number="3"),
        measured_in=say("deeds.measured_in"),
        whose=say("summary.unit"),
        note=say("deeds.note", months=str(book.figures.months)),
        grid=table.grid,
        groups=groups(book, table, phase),
        signed=number == "3",
    )


def _sheets(book: DeedBook, placed: list[Placed]) -> Iterator[str]:
    say = book.words.say
    main, *phases, forms = placed
    yield say("deeds.guide.main", sheet=main.name)
    for each, phase in zip(phases, book.figures.plan.phases, strict=True):
        yield say("deeds.guide.phase", sheet=each.name, phase=book.words.named(phase))
    yield say("deeds.guide.forms", sheet=forms.name)
    yield say("deeds.guide.charts", sheet=say("summary.sheet.charts"))
    yield say("deeds.guide.data", sheet=book.data, main=main.name)
    yield say("deeds.guide.sources", sheet=book.sources)


def _terms(book: DeedBook) -> Iterator[str]:
    say, months = book.words.say, str(book.figures.months)
    for term in ("activity", "reached", "taken", "phase", "movement", "renamed", "merged"):
        yield say(f"deeds.term.{term}")
    yield say("deeds.term.after", months=months)
    yield say("deeds.term.live", sheet=book.sources)


def _work(figures: DeedFigures) -> int:
    """Work is counted in cells; one on a printed sheet takes as long as five in the lists."""
    units = sum(1 for _ in figures.units)
    acting = sum(1 for each in figures.units if each.facts)
    spans = 1 + len(figures.plan.phases)
    listed = acting * spans * len(DATA_WIDTHS) + sum(1 for _ in figures.facts) * len(SOURCE_WIDTHS)
    return PRINTED * units * 18 * (spans + 1) + listed
