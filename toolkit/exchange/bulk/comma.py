"""Tables as CSV that spreadsheets open rightly: UTF-8 with its mark, days as 2018-12-31."""

import csv
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from toolkit.domain.zone import VIETNAM
from toolkit.exchange.bulk.table import Cell, Row, Table
from toolkit.exchange.official.steps import Steps

# Programs take such a text for a formula; an apostrophe before it keeps it text. What begins so
# already gets one more, so that taking one away gives back every text as it was.
_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_csv(table: Table, rows: Iterable[Row], folder: Path, steps: Steps) -> None:
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in table.columns)
        for row in rows:
            writer.writerow([_written(cell) for cell in row])
            steps.done()


def _written(cell: Cell) -> str | int | float | None:
    if isinstance(cell, str):
        return f"'{cell}" if _LIKE_FORMULA.match(cell) else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return f"{cell.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"
    return cell.isoformat() if isinstance(cell, date) else cell
