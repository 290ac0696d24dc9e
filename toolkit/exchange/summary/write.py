"""Put the workbook together: sheet after sheet, all of it or nothing."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from secrets import token_hex
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from toolkit.domain.text import fold
from toolkit.domain.zone import VIETNAM
from toolkit.exchange.summary.charts import chart_sheet
from toolkit.exchange.summary.grid import Grid, main_grid, task_grids
from toolkit.exchange.summary.guide import guide_sheet
from toolkit.exchange.summary.lists import DATA_WIDTHS, SOURCE_WIDTHS, write_lists
from toolkit.exchange.summary.paper import FONT
from toolkit.exchange.summary.places import Places
from toolkit.exchange.summary.printed import Book, main_sheet, short_mark, task_sheet
from toolkit.exchange.summary.sheet import LongSheet
from toolkit.exchange.summary.steps import PRINTED, Steps
from toolkit.exchange.summary.styles import Styles
from toolkit.rules.figures import SummaryFigures
from toolkit.words import Words


def file_name(figures: SummaryFigures, words: Words) -> str:
    """The name to offer: "Bieu-1-tien-do_08-KH-BTNMT_20181231.xlsx"."""
    plan = re.sub(r"[^0-9A-Za-z]+", "-", fold(figures.plan.code).upper()).strip("-")
    return f"{words.say('summary.file_name')}_{plan}_{figures.as_known_on:%Y%m%d}.xlsx"


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
    part = out.with_name(f".{out.name}.{token_hex(4)}.part")
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as room:
            _fill(_book(figures, part, room, words, steps), grids)
        steps.check()
        _keep(part, out)
    finally:
        part.unlink(missing_ok=True)
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


def _book(figures: SummaryFigures, part: Path, room: str, words: Words, steps: Steps) -> Book:
    workbook = Workbook(str(part), _options(room))
    _describe(workbook, figures, words)
    styles = Styles(workbook, words.language)
    places = Places(figures, words.say("summary.sheet.data"))
    return Book(workbook, figures, words, styles, places, steps)


def _options(room: str) -> dict[str, Any]:
    """The workbook's defaults; the library writes into what it is given, so each gets its own.

    Column widths count in digits of the default font: 8 pixels each at 12 points, everywhere.
    Without a scheme no program puts its theme's font in the place of ours."""
    font = {"font_name": FONT, "font_size": 12, "font_family": 1, "font_scheme": "none"}
    return {
        "tmpdir": room,
        "default_format_properties": font,
        "default_column_width": 72,
        "default_row_height": 21,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }


def _fill(book: Book, grids: Sequence[Grid]) -> None:
    workbook, say = book.workbook, book.words.say
    first, *others = grids
    main = main_sheet(book, first, "1")
    tasks = [task_sheet(book, grid, f"1{letter(at)}") for at, grid in enumerate(others)]
    chart_sheet(book, main, tasks)
    guide_sheet(book, main, tasks)
    # Only sheets added in this mode go straight to disk; the printed ones need merged cells.
    workbook.constant_memory = True
    data = workbook.add_worksheet(say("summary.sheet.data"), LongSheet)
    sources = workbook.add_worksheet(say("summary.sheet.sources"), LongSheet)
    workbook.constant_memory = False
    try:
        write_lists(book, data, sources)
        _pack(book)
    except FileCreateError as fault:
        _forget_archive(fault)
        raise fault.args[0] from fault  # the OSError inside: callers know nothing of the library
    finally:
        data.release()
        sources.release()


def _forget_archive(fault: BaseException | None) -> None:
    """Drop the half-written archive here: when it goes by itself it fails once more, aloud."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        while fault is not None:
            clear_frames(fault.__traceback__)
            fault = fault.__context__
    finally:
        sys.unraisablehook = hook


def _pack(book: Book) -> None:
    """Close the workbook, with a step and a chance to stop after each sheet."""
    sheets = book.workbook.worksheets()
    share = book.steps.left // len(sheets)
    for sheet in sheets:
        sheet.packed = partial(book.steps.done, share)
    book.steps.check()
    book.workbook.close()


def _describe(workbook: Workbook, figures: SummaryFigures, words: Words) -> None:
    plan, made = figures.plan, figures.made_at.astimezone(VIETNAM)
    properties: dict[str, Any] = {
        "title": words.say("summary.title"),
        "subject": words.say("summary.subject", on=figures.as_known_on),
        "author": plan.issuer,
        "company": plan.superior,
        "keywords": short_mark(figures),
        "comments": words.named(plan, "title"),
        "created": made.replace(tzinfo=None),
    }
    workbook.set_properties(properties)
    workbook.set_custom_property("plan", plan.code)
    workbook.set_custom_property("plan_version", figures.plan_version)
    workbook.set_custom_property("as_known_on", figures.as_known_on.isoformat())
    workbook.set_custom_property("made_at", made.isoformat())
    workbook.set_custom_property("fingerprint", figures.fingerprint)


def _keep(part: Path, out: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(out)


def letter(place: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(ascii_lowercase))
        text = ascii_lowercase[rest] + text
    return text
