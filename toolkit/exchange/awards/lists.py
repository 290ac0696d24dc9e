"""The sheets behind the tables of awards: counts of what is alike, and every award."""

from collections.abc import Iterator

from toolkit.exchange.awards.book import KEYS, LEVEL, YEAR, AwardBook, DataRow
from toolkit.exchange.official.listed import TOP, Listed, Looks, row_of_texts
from toolkit.exchange.official.marked import mark_data, mark_sources
from toolkit.exchange.official.sheet import LongSheet, day_cell, formula_cell, number_cell
from toolkit.rules.awards import AwardFact

DATA_WIDTHS = (22, 75, 40, 14, 55, 45, 40, 38, 19, 24)
SOURCE_WIDTHS = (22, 75, 24, 14, 55, 45, 40, 38, 22, 60, 34, 45, 34, 24, 55, 68)
_SAME = ("awards.data.year", "awards.data.award", "awards.data.cause", "awards.data.receiver")
_DATA_HEADS = (
    *("summary.data.code", "summary.unit", "summary.data.kind", *_SAME, "awards.data.level"),
    *("awards.data.count", "summary.data.rows"),
)
_SOURCE_HEADS = (
    *("summary.data.code", "summary.unit", "summary.source.made_for", *_SAME),
    *("awards.data.level", "awards.source.on", "awards.source.name", "awards.source.code"),
    *("awards.source.post", "awards.source.decision", "awards.source.decided_on"),
    *("awards.source.issuer", "summary.source.record"),
)


def write_lists(book: AwardBook, data: LongSheet, sources: LongSheet) -> None:
    """Fill "Dữ liệu" and "Nguồn", row for row in step."""
    say, last = book.words.say, TOP - 1 + len(book.rows)
    note = say("summary.data.note", sheet=book.sources)
    Listed(say("awards.data.title"), note, [*map(say, _DATA_HEADS)], DATA_WIDTHS, last).head(
        book, data
    )
    mark_data(book.workbook, data, head=TOP - 1, last=last, keys=KEYS, figures=(KEYS, KEYS))
    last, width = TOP - 1 + sum(1 for _ in book.figures.facts), len(_SOURCE_HEADS)
    note = say("awards.source.note")
    Listed(say("awards.source.title"), note, [*map(say, _SOURCE_HEADS)], SOURCE_WIDTHS, last).head(
        book, sources
    )
    mark_sources(book.workbook, sources, head=TOP - 1, last=last, width=width, record=width - 1)
    _rows(book, data, sources)


def _rows(book: AwardBook, data: LongSheet, sources: LongSheet) -> None:
    looks = Looks(book)
    kinds = {
        each.unit.code: book.words.named(group.label)
        for group in book.figures.groups
        for each in group.units
    }
    for row in book.rows:
        unit = row.unit.unit
        cells = row_of_texts(row.row, "ABC", looks.text, (unit.code, unit.name, kinds[unit.code]))
        cells += _alike(book, looks, row.row, row.facts[0])
        cells.append(formula_cell(f"I{row.row}", looks.count, _count(book, row), len(row.facts)))
        cells.append(looks.link(f"J{row.row}", book.sources, row.first, row.last))
        data.write_cells(row.row, "".join(cells))
        book.steps.done(len(DATA_WIDTHS))
        for at, fact in enumerate(row.facts, row.first):
            texts = (unit.code, unit.name, fact.made_for)
            cells = row_of_texts(at, "ABC", looks.text, texts)
            sources.write_cells(at, "".join((*cells, *_source(book, looks, at, fact))))
            book.steps.done(len(SOURCE_WIDTHS))


def _count(book: AwardBook, row: DataRow) -> str:
    """A row of sources that is emptied or says something else is counted no longer."""
    asked = (
        f"'{book.sources}'!{letter}{row.first}:{letter}{row.last},{letter}{row.row}"
        for letter in map(chr, range(ord(YEAR), ord(LEVEL) + 1))
    )
    return f"COUNTIFS({','.join(asked)})"


def _alike(book: AwardBook, looks: Looks, row: int, fact: AwardFact) -> Iterator[str]:
    yield number_cell(f"{YEAR}{row}", looks.middle, fact.year)
    texts = (
        *(book.awards[fact.award], book.causes[fact.cause], book.receivers[fact.receiver]),
        book.levels[fact.level],
    )
    yield from row_of_texts(row, "EFGH", looks.text, texts)


def _source(book: AwardBook, looks: Looks, row: int, fact: AwardFact) -> Iterator[str]:
    yield from _alike(book, looks, row, fact)
    yield day_cell(f"I{row}", looks.day, fact.on)
    texts = (fact.name, fact.code, fact.post, fact.decision)
    yield from row_of_texts(row, "JKLM", looks.text, texts)
    yield day_cell(f"N{row}", looks.day, fact.decided_on)
    yield from row_of_texts(row, "OP", looks.text, (fact.issuer, fact.record))
