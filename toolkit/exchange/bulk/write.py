"""All tables into one folder, which appears whole or not at all."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex

from toolkit.domain.plan import Plan
from toolkit.errors import ToolkitError
from toolkit.exchange.bulk.comma import write_csv
from toolkit.exchange.bulk.parquet import write_parquet
from toolkit.exchange.bulk.sheets import Filled, TableSheets
from toolkit.exchange.bulk.table import COLUMNS, Row, Table, told
from toolkit.exchange.official.steps import Steps
from toolkit.exchange.official.styles import Styles
from toolkit.exchange.official.workbook import dated_name, describe, pack, workbook_at
from toolkit.words import Words

Source = tuple[Table, Iterable[Row]]


class FolderTaken(ToolkitError):
    """There are files in the folder already, or a file has its name; nothing is replaced."""

    key = "bulk.folder_taken"


class Format(StrEnum):
    """One workbook with a sheet a table, or a file a table."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Of what plan and day the tables speak, and when they were written."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """The files, by name, and how many texts had to be cut to fit into a cell."""

    files: tuple[str, ...]
    cut: int = 0


def write_tables(
    sources: Iterable[Source],
    out: Path,
    *,
    form: Format,
    stamp: Stamp,
    count: int,
    words: Words,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write each table, and the table of their columns, into the folder `out`.

    `count` is how many rows to expect, for `progress` (shares 0-1, never back). Rows are read as
    they are written. Raises FolderTaken, Cancelled and OSError; then `out` is as it was."""
    known = list(sources)
    doc = (COLUMNS, COLUMNS.rows(told([table for table, _ in known], words)))
    steps = Steps((count + 1) * (3 if form is Format.XLSX else 1), progress, cancelled)
    cut = 0
    with folder_at(out) as folder:
        if form is Format.XLSX:
            cut = _workbook([doc, *known], folder, stamp, words, steps)
        elif form is Format.CSV:
            for table, rows in [doc, *known]:
                write_csv(table, rows, folder, steps)
        else:
            for table, rows in [doc, *known]:
                write_parquet(table, rows, folder, steps, words)
        steps.check()
        names = tuple(sorted(file.name for file in folder.iterdir()))
    progress(1.0)
    return Written(names, cut)


@contextmanager
def folder_at(out: Path) -> Iterator[Path]:
    """A folder to fill; `out` appears at the end, unless anything failed. Raises FolderTaken."""
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise FolderTaken(path=str(out))
    part = out.with_name(f".{out.name}.{token_hex(4)}.part")
    part.mkdir()
    try:
        yield part
        for file in part.iterdir():
            with file.open("rb") as written:
                os.fsync(written.fileno())
        if out.exists():
            out.rmdir()
        part.rename(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _workbook(
    sources: Iterable[Source], folder: Path, stamp: Stamp, words: Words, steps: Steps
) -> int:
    filled = Filled()
    out = folder / dated_name(words.say("bulk.file"), stamp)
    with ExitStack() as opened, workbook_at(out, steps) as workbook:
        title, version = words.say("bulk.title"), stamp.plan_version
        describe(workbook, stamp, words, title=title, version=version, mark="")
        styles = Styles(workbook, words.language)
        for table, rows in sources:
            for sheet in TableSheets(workbook, table, styles, steps, filled).write(rows):
                opened.callback(sheet.release)
        pack(workbook, steps)
    return filled.cut
