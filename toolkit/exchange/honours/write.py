"""Put the list of nominations together: the list to sign, its table, and what is behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Unpack

from toolkit.domain.exemplar import ExemplarKind
from toolkit.exchange.honours.book import FORM, HonourBook
from toolkit.exchange.honours.lists import SOURCE_WIDTHS, write_lists
from toolkit.exchange.lists import Section, Stamp
from toolkit.exchange.lists.sheet import ListSheet
from toolkit.exchange.official.book import Making, official_book
from toolkit.exchange.official.grid import Block, Column, Grid
from toolkit.exchange.official.guide import put_guide
from toolkit.exchange.official.page import footer
from toolkit.exchange.official.sheet import LongSheet
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.table import Group, Placed, Printed, Row, put
from toolkit.exchange.official.workbook import dated_name, long_sheets, pack
from toolkit.rules.honours import HonourFigures, counted
from toolkit.words import Words


def honours_name(figures: HonourFigures, words: Words) -> str:
    """The name to offer: "Bieu-5-de-nghi-bieu-duong_08-KH-BTNMT_20201231.xlsx"."""
    return dated_name(words.say(FORM.name), figures)


def write_honours(figures: HonourFigures, out: Path, **how: Unpack[Making]) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    words, cells = how["words"], _work(figures)
    title, name = words.say(FORM.title), words.say("summary.sheet.main", number="5")
    with (
        official_book(HonourBook, figures, out, title=title, cells=cells, **how) as book,
        long_sheets(book.workbook, name) as (listed,),
    ):
        lines = _list(book, listed)
        table = put(book, _table(book))
        put_guide(book, _sheets(book, name, table), _terms(book))
        with long_sheets(book.workbook, book.data, book.sources) as (data, sources):
            write_lists(book, data, sources, lines, name)
            pack(book.workbook, book.steps)


def _list(book: HonourBook, sheet: LongSheet) -> dict[str, int]:
    """The list in its sections; the row of each exemplar by its code, from 1."""
    figures, lines = book.figures, {}
    stamp = Stamp(
        plan=figures.plan,
        plan_version=figures.plan_version,
        as_known_on=figures.as_known_on,
        made_at=figures.made_at,
    )
    written = ListSheet(sheet, FORM, book.styles, book.words, stamp)
    table = book.words.say("summary.table", number="5")
    footer(sheet, book.words, table=table, fingerprint=figures.fingerprint)
    written.begin()
    for kind, facts in figures.sections.items():
        written.section(Section(book.kinds[kind], ()))
        for number, fact in enumerate(facts, 1):
            lines[fact.code] = written.row(number, book.cells(fact))
            book.steps.done(PRINTED * len(FORM.columns))
    written.end()
    return lines


def _table(book: HonourBook) -> Printed:
    """5a: how many each unit nominates, by kind."""
    say, kinds = book.words.say, [*ExemplarKind]
    count = len(kinds)
    blocks = (
        Block(
            say("honours.block.nominated"),
            (
                Column(say("honours.col.all"), adds=tuple(range(1, count + 1))),
                *(Column(book.kinds[kind]) for kind in kinds),
            ),
        ),
        Block(
            say("honours.block.honoured"),
            (
                Column(say("honours.col.all")),
                Column(say("honours.col.rate"), share=(count + 1, 0)),
            ),
        ),
    )
    groups = [
        Group(
            book.words.named(group.label) or say("summary.other_kind"),
            [Row(each.unit.name, book.taken(each), counted(each.facts)) for each in group.units],
            counted(group.facts),
        )
        for group in book.figures.groups
    ]
    return Printed(
        number="5a",
        title=say("honours.by_unit", number="5a"),
        below=say("summary.attached", number="5"),
        measured_in=say("funnel.measured_in"),
        whose=say("summary.unit"),
        note=say("honours.note_by_unit"),
        grid=Grid(blocks=blocks),
        groups=groups,
    )


def _sheets(book: HonourBook, name: str, table: Placed) -> Iterator[str]:
    say = book.words.say
    yield say("honours.guide.list", sheet=name)
    yield say("honours.guide.table", sheet=table.name)
    yield say("honours.guide.data", sheet=book.data, main=table.name)
    yield say("honours.guide.sources", sheet=book.sources)


def _terms(book: HonourBook) -> Iterator[str]:
    say = book.words.say
    for term in ("listed", "order", "note", "renamed"):
        yield say(f"honours.term.{term}")
    yield say("honours.term.live", sheet=book.sources)


def _work(figures: HonourFigures) -> int:
    """Work is counted in cells; one on a printed sheet takes as long as five in the lists."""
    units, facts = sum(1 for _ in figures.units), sum(1 for _ in figures.facts)
    listed = facts * (PRINTED * len(FORM.columns) + len(SOURCE_WIDTHS))
    return listed + PRINTED * units * 9 + 1000
