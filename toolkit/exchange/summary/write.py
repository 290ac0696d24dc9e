"""Put the workbook together: sheet after sheet, all of it or nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from string import ascii_lowercase

from xlsxwriter import Workbook

from toolkit.exchange.official.steps import PRINTED, Steps
from toolkit.exchange.official.styles import Styles
from toolkit.exchange.official.workbook import (
    dated_name,
    describe,
    long_sheets,
    pack,
    workbook_at,
)
from toolkit.exchange.summary.charts import chart_sheet
from toolkit.exchange.summary.grid import Grid, main_grid, task_grids
from toolkit.exchange.summary.guide import guide_sheet
from toolkit.exchange.summary.lists import DATA_WIDTHS, SOURCE_WIDTHS, write_lists
from toolkit.exchange.summary.places import Places
from toolkit.exchange.summary.printed import Book, main_sheet, task_sheet
from toolkit.rules.figures import SummaryFigures
from toolkit.words import Words


def file_name(figures: SummaryFigures, words: Words) -> str:
    """The name to offer: "Bieu-1-tien-do_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say("summary.file_name"), figures)


def write_summary(
    figures: SummaryFigures,
    out: Path,
    *,
    words: Words,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the workbook to `out`, which appears whole or not at all.

    `progress` is told shares 0-1, never a smaller one than before. Raises Cancelled when
    `cancelled` answers yes, and OSError as the disk gives it; then nothing is left behind."""
    grids = [main_grid(figures, words), *task_grids(figures, words)]
    steps = _steps(figures, grids, progress, cancelled)
    with workbook_at(out, steps) as workbook:
        _fill(_book(figures, workbook, words, steps), grids)
    progress(1.0)


def _steps(
    figures: SummaryFigures,
    grids: Sequence[Grid],
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> Steps:
    """Work is counted in cells; one on a printed sheet takes as long as five in the lists.

    The last third of the way is packing."""
    units = list(figures.units)
    tasks = [task for unit in units for task in unit.tasks]
    printed = PRINTED * len(units) * sum(grid.last for grid in grids)
    listed = len(DATA_WIDTHS) * len(tasks)
    listed += len(SOURCE_WIDTHS) * sum(len(task.facts) for task in tasks)
    return Steps((printed + listed) * 3 // 2, progress, cancelled)


def _book(figures: SummaryFigures, workbook: Workbook, words: Words, steps: Steps) -> Book:
    title, version = words.say("summary.title"), figures.plan_version
    mark = figures.fingerprint
    describe(workbook, figures, words, title=title, version=version, mark=mark, kind="summary-1")
    styles = Styles(workbook, words.language)
    places = Places(figures, words.say("summary.sheet.data"))
    return Book(workbook, figures, words, styles, places, steps)


def _fill(book: Book, grids: Sequence[Grid]) -> None:
    workbook, say = book.workbook, book.words.say
    first, *others = grids
    main = main_sheet(book, first, "1")
    tasks = [task_sheet(book, grid, f"1{letter(at)}") for at, grid in enumerate(others)]
    chart_sheet(book, main, tasks)
    guide_sheet(book, main, tasks)
    # The printed sheets stay in memory: they need merged cells.
    names = say("summary.sheet.data"), say("summary.sheet.sources")
    with long_sheets(workbook, *names) as (data, sources):
        write_lists(book, data, sources)
        pack(workbook, book.steps)


def letter(place: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(ascii_lowercase))
        text = ascii_lowercase[rest] + text
    return text
