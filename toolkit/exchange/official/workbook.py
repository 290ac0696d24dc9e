"""One workbook as a file: made aside, packed sheet by sheet, and there whole or not at all."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from toolkit.domain.text import fold
from toolkit.domain.zone import VIETNAM
from toolkit.exchange.official.page import Stamped, short_mark
from toolkit.exchange.official.paper import FONT
from toolkit.exchange.official.sheet import LongSheet
from toolkit.exchange.official.steps import Steps
from toolkit.words import Words


def dated_name(stem: str, stamped: Stamped) -> str:
    """The name to offer: "Bieu-1-tien-do_08-KH-BTNMT_20181231.xlsx"."""
    plan = re.sub(r"[^0-9A-Za-z]+", "-", fold(stamped.plan.code).upper()).strip("-")
    return f"{stem}_{plan}_{stamped.as_known_on:%Y%m%d}.xlsx"


@contextmanager
def workbook_at(out: Path, steps: Steps) -> Iterator[Workbook]:
    """A workbook to fill and `pack`; `out` appears at the end, unless anything failed."""
    part = out.with_name(f".{out.name}.{token_hex(4)}.part")
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as room:
            yield Workbook(str(part), _options(room))
        steps.check()
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def long_sheets(workbook: Workbook, *names: str) -> Iterator[tuple[LongSheet, ...]]:
    """Sheets of these names that go straight to disk; pack the workbook before letting them go."""
    workbook.constant_memory = True
    sheets = tuple(workbook.add_worksheet(name, LongSheet) for name in names)
    workbook.constant_memory = False
    try:
        yield sheets
    finally:
        for sheet in sheets:
            sheet.release()


def pack(workbook: Workbook, steps: Steps) -> None:
    """Close the workbook, with a step and a chance to stop after each sheet."""
    sheets = workbook.worksheets()
    share = steps.left // len(sheets)
    for sheet in sheets:
        sheet.packed = partial(steps.done, share)
    steps.check()
    try:
        workbook.close()
    except FileCreateError as fault:
        _forget_archive(fault)
        raise fault.args[0] from fault  # the OSError inside: callers know nothing of the library


def describe(
    workbook: Workbook,
    stamped: Stamped,
    words: Words,
    *,
    title: str,
    version: int,
    mark: str,
    kind: str = "",
) -> None:
    """Tell in the file's properties what it is, of which day, and the figures' fingerprint.

    `kind` is "summary-1" and so on, of what `verify` and `compare` can read."""
    plan, made = stamped.plan, stamped.made_at.astimezone(VIETNAM)
    properties: dict[str, Any] = {
        "title": title,
        "subject": words.say("summary.subject", on=stamped.as_known_on),
        "author": plan.issuer,
        "company": plan.superior,
        "keywords": short_mark(mark),
        "comments": words.named(plan, "title"),
        "created": made.replace(tzinfo=None),
    }
    workbook.set_properties(properties)
    workbook.set_custom_property("plan", plan.code)
    workbook.set_custom_property("plan_version", version)
    workbook.set_custom_property("as_known_on", stamped.as_known_on.isoformat())
    workbook.set_custom_property("made_at", made.isoformat())
    workbook.set_custom_property("fingerprint", mark)
    if kind:
        workbook.set_custom_property("kind", kind)
        workbook.set_custom_property("language", words.language)


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


def _forget_archive(fault: BaseException | None) -> None:
    """Drop the half-written archive here: when it goes by itself it fails once more, aloud."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        while fault is not None:
            clear_frames(fault.__traceback__)
            fault = fault.__context__
    finally:
        sys.unraisablehook = hook
