"""Put the workbook of awards together: Biểu 03 by award, by year, by unit, and what is behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase
from typing import Unpack

from toolkit.exchange.awards.book import AwardBook
from toolkit.exchange.awards.charts import chart_parts
from toolkit.exchange.awards.lists import DATA_WIDTHS, SOURCE_WIDTHS, write_lists
from toolkit.exchange.awards.table import award_groups, grid, unit_groups
from toolkit.exchange.official.book import Making, official_book
from toolkit.exchange.official.charts import put_charts
from toolkit.exchange.official.guide import put_guide
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.table import Group, Placed, Printed, put
from toolkit.exchange.official.workbook import dated_name, long_sheets, pack
from toolkit.rules.awards import AwardFigures, counted
from toolkit.words import Words


def awards_name(figures: AwardFigures, words: Words) -> str:
    """The name to offer: "Bieu-4-khen-thuong_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say("awards.file_name"), figures)


def write_awards(figures: AwardFigures, out: Path, **how: Unpack[Making]) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    title, cells = how["words"].say("awards.title"), _work(figures)
    with official_book(AwardBook, figures, out, title=title, cells=cells, **how) as book:
        tables = _tables(book)
        charts = [*chart_parts(book, tables.main, tables.groups, tables.years)]
        put_charts(book, book.words.say("awards.chart.title"), charts)
        put_guide(book, _sheets(book, tables), _terms(book))
        with long_sheets(book.workbook, book.data, book.sources) as (data, sources):
            write_lists(book, data, sources)
            pack(book.workbook, book.steps)


@dataclass(frozen=True, slots=True)
class _Tables:
    """Printed sheets: the main one with its groups, each year's with its total, the units'."""

    main: Placed
    groups: list[Group]
    years: list[tuple[Placed, Group]]
    units: Placed


def _tables(book: AwardBook) -> _Tables:
    """4 of the whole plan, 4a, 4b … of its years, the last by unit."""
    say, numbers = book.words.say, (f"4{letter}" for letter in ascii_lowercase)
    groups = award_groups(book, None)
    main = put(book, _printed(book, "4", say("awards.title"), groups, say("awards.since")))
    years = []
    for year in book.figures.years:
        number, named = next(numbers), str(year)
        title, above = (
            say("awards.of_year", number=number, year=named),
            say("awards.in_year", year=named),
        )
        placed = put(book, _printed(book, number, title, award_groups(book, year), above))
        mine = counted(fact for fact in book.figures.facts if fact.year == year)
        years.append((placed, Group(named, (), mine)))
    number = next(numbers)
    title = say("awards.by_unit", number=number)
    by_unit = _printed(book, number, title, unit_groups(book), say("awards.since"), units=True)
    return _Tables(main, groups, years, put(book, by_unit))


def _printed(
    book: AwardBook,
    number: str,
    title: str,
    groups: list[Group],
    above: str,
    *,
    units: bool = False,
) -> Printed:
    say = book.words.say
    return Printed(
        number=number,
        title=title,
        below=say("summary.attached", number="4"),
        measured_in=say("awards.measured_in"),
        whose=say("summary.unit" if units else "awards.name"),
        note=say("awards.note"),
        grid=grid(book, above),
        groups=groups,
        signed=number == "4",
    )


def _sheets(book: AwardBook, tables: _Tables) -> Iterator[str]:
    say = book.words.say
    yield say("awards.guide.main", sheet=tables.main.name)
    for placed, group in tables.years:
        yield say("awards.guide.year", sheet=placed.name, year=group.name)
    yield say("awards.guide.units", sheet=tables.units.name)
    yield say("awards.guide.charts", sheet=say("summary.sheet.charts"))
    yield say("awards.guide.data", sheet=book.data, main=tables.main.name)
    yield say("awards.guide.sources", sheet=book.sources)


def _terms(book: AwardBook) -> Iterator[str]:
    say = book.words.say
    for term in ("award", "order", "cause", "share", "enterprise", "level", "renamed"):
        yield say(f"awards.term.{term}")
    yield say("awards.term.live", sheet=book.sources)


def _work(figures: AwardFigures) -> int:
    """Work is counted in cells; one on a printed sheet takes as long as five in the lists."""
    units, facts = sum(1 for _ in figures.units), sum(1 for _ in figures.facts)
    by_award = 16 * (1 + len(figures.years))
    listed = facts * (len(DATA_WIDTHS) + len(SOURCE_WIDTHS))
    return PRINTED * (units + by_award) * 19 + listed + 1000
