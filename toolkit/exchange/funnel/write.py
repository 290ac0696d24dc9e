"""Put the funnel's workbook together: tables to print, one that answers, and the data."""

from pathlib import Path
from typing import Unpack

from toolkit.domain.exemplar import ExemplarKind, Step
from toolkit.exchange.funnel.asking import asking_sheet
from toolkit.exchange.funnel.book import FunnelBook
from toolkit.exchange.funnel.data import write_data
from toolkit.exchange.funnel.sources import write_sources
from toolkit.exchange.funnel.table import field_groups, grid, unit_groups
from toolkit.exchange.official.book import Making, official_book
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.table import Printed, put
from toolkit.exchange.official.workbook import dated_name, long_sheets, pack
from toolkit.rules.funnel import FunnelFigures
from toolkit.words import Words


def funnel_name(figures: FunnelFigures, words: Words) -> str:
    """The name to offer: "Bieu-2-dien-hinh_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say("funnel.file_name"), figures)


def write_funnel(figures: FunnelFigures, out: Path, **how: Unpack[Making]) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    title, cells = how["words"].say("funnel.title"), _work(figures)
    with official_book(FunnelBook, figures, out, title=title, cells=cells, **how) as book:
        _tables(book)
        asking_sheet(book)
        with long_sheets(book.workbook, book.data, book.sources) as (data, sources):
            write_data(book, data)
            write_sources(book, sources)
            pack(book.workbook, book.steps)


def _tables(book: FunnelBook) -> None:
    """2 by unit and 3 by kind and field: of the whole plan, then of each phase (2a, 2b …)."""
    say = book.words.say
    for number, groups in (("2", unit_groups), ("3", field_groups)):
        for place, phase in enumerate(("", *book.phases)):
            named = book.phases[phase] if phase else say("summary.whole_plan")
            at = number if not place else f"{number}{chr(ord('a') + place - 1)}"
            key = "funnel.by_unit" if number == "2" else "funnel.by_field"
            signed = at == "2"
            printed = Printed(
                number=at,
                title=say("funnel.title") if signed else say(key, number=at, phase=named),
                below=say("summary.attached", number="2"),
                measured_in=say("funnel.measured_in"),
                whose=say("summary.unit" if number == "2" else "funnel.name"),
                note=say("funnel.note"),
                grid=grid(book, named if signed else say("funnel.steps")),
                groups=groups(book, phase),
                signed=signed,
            )
            put(book, printed)


def _work(figures: FunnelFigures) -> int:
    """Work is counted in cells; one on a printed sheet takes as long as five in the data."""
    units = sum(1 for _ in figures.units)
    facts = sum(1 for _ in figures.facts)
    tables = 1 + len(figures.plan.phases)
    by_field = tables * len(figures.fields) * len(ExemplarKind)
    printed = PRINTED * (units * tables + by_field) * (2 + len(Step))
    listed = facts * 16 + len(figures.sources) * 20
    return printed + units * (2 + len(Step)) + listed + 1000
