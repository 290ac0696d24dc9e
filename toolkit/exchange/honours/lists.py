"""The sheets behind the list: counts by unit and kind, and where every line comes from."""

from collections.abc import Mapping

from toolkit.exchange.honours.book import HONOURED, KEYS, NOMINATED, HonourBook
from toolkit.exchange.official.listed import TOP, Listed, Looks, row_of_texts
from toolkit.exchange.official.marked import mark_data, mark_sources
from toolkit.exchange.official.sheet import (
    LongSheet,
    day_cell,
    formula_cell,
    number_cell,
    text_cell,
)
from toolkit.rules.honours import HonourFact

DATA_WIDTHS = (22, 75, 40, 34, 24, 24, 24)
SOURCE_WIDTHS = (22, 75, 24, 34, 34, 60, 50, 24, 24, 17, 20, 68)
_DATA_HEADS = (
    *("summary.data.code", "summary.unit", "summary.data.kind", "honours.data.kind"),
    *("honours.data.nominated", "honours.data.honoured", "summary.data.rows"),
)
_SOURCE_HEADS = (
    *("summary.data.code", "summary.unit", "summary.source.made_for", "honours.data.kind"),
    *("honours.source.code", "honours.source.name", "honours.source.papers"),
    *("honours.source.nominated_on", "honours.source.honoured_on", "honours.source.copies"),
    *("honours.source.line", "summary.source.record"),
)


def write_lists(
    book: HonourBook, data: LongSheet, sources: LongSheet, lines: Mapping[str, int], of: str
) -> None:
    """Fill "Dữ liệu" and "Nguồn"; `lines` are rows on the list, the sheet `of`, by code."""
    say, last = book.words.say, TOP - 1 + len(book.rows)
    note = say("summary.data.note", sheet=book.sources)
    heads = Listed(say("honours.data.title"), note, [*map(say, _DATA_HEADS)], DATA_WIDTHS, last)
    heads.head(book, data)
    mark_data(book.workbook, data, head=TOP - 1, last=last, keys=KEYS, figures=(KEYS, KEYS + 1))
    last, width = TOP - 1 + sum(1 for _ in book.figures.facts), len(_SOURCE_HEADS)
    note, named = say("honours.source.note"), [*map(say, _SOURCE_HEADS)]
    Listed(say("honours.source.title"), note, named, SOURCE_WIDTHS, last).head(book, sources)
    mark_sources(book.workbook, sources, head=TOP - 1, last=last, width=width, record=width - 1)
    _rows(book, data, sources, lines, of)


def _rows(
    book: HonourBook, data: LongSheet, sources: LongSheet, lines: Mapping[str, int], of: str
) -> None:
    looks = Looks(book)
    kinds = {
        each.unit.code: book.words.named(group.label)
        for group in book.figures.groups
        for each in group.units
    }
    for row in book.rows:
        at, unit, kind = row.row, row.unit.unit, book.kinds[row.kind]
        cells = row_of_texts(at, "ABCD", looks.text, (unit.code, unit.name, kinds[unit.code], kind))

        def of_sources(letter: str, first: int = row.first, last: int = row.last) -> str:
            return f"'{book.sources}'!{letter}{first}:{letter}{last}"

        alike = f"{of_sources('D')},D{at}"
        since = f'COUNTIFS({alike},{of_sources("I")},">0")'
        honoured = sum(fact.honoured_on is not None for fact in row.facts)
        cells += (
            formula_cell(f"{NOMINATED}{at}", looks.count, f"COUNTIFS({alike})", len(row.facts)),
            formula_cell(f"{HONOURED}{at}", looks.count, since, honoured),
            looks.link(f"G{at}", book.sources, row.first, row.last),
        )
        data.write_cells(at, "".join(cells))
        for place, fact in enumerate(row.facts, row.first):
            sources.write_cells(place, _source(book, looks, place, fact, lines[fact.code], of))
            book.steps.done(len(SOURCE_WIDTHS))


def _source(  # noqa: PLR0917 -- a row, where it stands and what it leads to
    book: HonourBook, looks: Looks, row: int, fact: HonourFact, line: int, of: str
) -> str:
    one = fact.exemplar
    papers = "; ".join(
        filter(None, map(book.known.proof, (*one.proofs, *(step.proof for step in one.steps))))
    )
    texts = (
        *(fact.unit, book.names[fact.unit], fact.made_for, book.kinds[fact.kind]),
        *(fact.code, one.name, papers),
    )
    cells = [
        *row_of_texts(row, "ABCDEFG", looks.text, texts),
        day_cell(f"H{row}", looks.day, fact.nominated_on),
        day_cell(f"I{row}", looks.day, fact.honoured_on),
        number_cell(f"J{row}", looks.count, fact.copies),
        looks.link(f"K{row}", of, line, line),
        text_cell(f"L{row}", looks.text, one.id),
    ]
    return "".join(cells)
