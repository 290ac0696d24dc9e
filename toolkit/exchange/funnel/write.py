"""Put the funnel's workbook together: tables to print, one that answers, and the data."""

from collections.abc import Callable
from pathlib import Path

from toolkit.exchange.funnel.asking import asking_sheet
from toolkit.exchange.funnel.book import Book
from toolkit.exchange.funnel.data import write_data
from toolkit.exchange.funnel.table import GRID, field_groups, printed, unit_groups
from toolkit.exchange.official.steps import Steps
from toolkit.exchange.official.styles import Styles
from toolkit.exchange.official.workbook import (
    dated_name,
    describe,
    long_sheets,
    pack,
    workbook_at,
)
from toolkit.rules.funnel import FunnelFigures
from toolkit.words import Words


def funnel_name(figures: FunnelFigures, words: Words) -> str:
    """The name to offer: "Bieu-2-dien-hinh_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say("funnel.file_name"), figures)


def write_funnel(
    figures: FunnelFigures,
    out: Path,
    *,
    words: Words,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    `progress` is told shares 0-1, never back. Raises Cancelled when `cancelled` answers yes, and
    OSError as the disk gives it; then nothing is left behind."""
    steps = Steps(_work(figures), progress, cancelled)
    with workbook_at(out, steps) as workbook:
        styles = Styles(workbook, words.language)
        book = Book(workbook, figures, words, styles, steps)
        title, mark = words.say("funnel.title"), figures.fingerprint
        version = figures.plan_version
        describe(
            workbook, figures, words, title=title, version=version, mark=mark, kind="summary-2"
        )
        _tables(book)
        asking_sheet(book)
        with long_sheets(workbook, book.data) as (data,):
            write_data(book, data)
            pack(workbook, steps)
    progress(1.0)


def _tables(book: Book) -> None:
    """2 by unit and 3 by kind and field: of the whole plan, then of each phase (2a, 2b …)."""
    say = book.words.say
    for number, groups in (("2", unit_groups), ("3", field_groups)):
        for place, phase in enumerate(("", *book.phases)):
            named = book.phases[phase] if phase else say("summary.whole_plan")
            at = number if not place else f"{number}{chr(ord('a') + place - 1)}"
            key = "funnel.by_unit" if number == "2" else "funnel.by_field"
            first = at == "2"
            title = named if first else say(key, number=at, phase=named)
            printed(book, at, title, groups(book, phase), first=first)


def _work(figures: FunnelFigures) -> int:
    """Work is counted in cells; the last third of the way is packing."""
    units = sum(1 for _ in figures.units)
    facts = sum(1 for _ in figures.facts)
    tables = 2 + len(figures.plan.phases)
    return (units * GRID.last * tables + facts * 16 + 1000) * 3 // 2
