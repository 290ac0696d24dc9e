"""Put the workbook together: sheet after sheet, all of it or nothing."""

from collections.abc import Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Unpack

from toolkit.exchange.official.book import Making, official_book
from toolkit.exchange.official.steps import PRINTED
from toolkit.exchange.official.workbook import dated_name, long_sheets, pack
from toolkit.exchange.summary.charts import chart_sheet
from toolkit.exchange.summary.grid import Grid, main_grid, task_grids
from toolkit.exchange.summary.guide import guide_sheet
from toolkit.exchange.summary.lists import DATA_WIDTHS, SOURCE_WIDTHS, write_lists
from toolkit.exchange.summary.printed import SummaryBook, main_sheet, task_sheet
from toolkit.rules.figures import SummaryFigures
from toolkit.words import Words


def file_name(figures: SummaryFigures, words: Words) -> str:
    """The name to offer: "Bieu-1-tien-do_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say("summary.file_name"), figures)


def write_summary(figures: SummaryFigures, out: Path, **how: Unpack[Making]) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    words = how["words"]
    grids = [main_grid(figures, words), *task_grids(figures, words)]
    title, cells = words.say("summary.title"), _work(figures, grids)
    with official_book(SummaryBook, figures, out, title=title, cells=cells, **how) as book:
        _fill(book, grids)


def _work(figures: SummaryFigures, grids: Sequence[Grid]) -> int:
    """Work is counted in cells; one on a printed sheet takes as long as five in the lists."""
    units = list(figures.units)
    tasks = [task for unit in units for task in unit.tasks]
    printed = PRINTED * len(units) * sum(grid.last for grid in grids)
    listed = len(DATA_WIDTHS) * len(tasks)
    return printed + listed + len(SOURCE_WIDTHS) * sum(len(task.facts) for task in tasks)


def _fill(book: SummaryBook, grids: Sequence[Grid]) -> None:
    first, *others = grids
    main = main_sheet(book, first, "1")
    tasks = [task_sheet(book, grid, f"1{letter(at)}") for at, grid in enumerate(others)]
    chart_sheet(book, main, tasks)
    guide_sheet(book, main, tasks)
    # The printed sheets stay in memory: they need merged cells.
    with long_sheets(book.workbook, book.data, book.sources) as (data, sources):
        write_lists(book, data, sources)
        pack(book.workbook, book.steps)


def letter(place: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(ascii_lowercase))
        text = ascii_lowercase[rest] + text
    return text
