"""100,000 rows of 20 columns as a workbook: ours, XlsxWriter itself, pandas with openpyxl."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.benchmarks.bench import Bench, turned
from tests.benchmarks.servers import ROOT
from tests.builders import a_plan

ROWS = 100_000
_GOAL_DIRECT, _GOAL_PANDAS, _GOAL_MEMORY = 1.15, 0.4, 50.0
_NAMES = ("Nguyễn Thị Ánh", "Trần Văn Đức", "Lê Hoàng Phương", "Phạm Quốc Việt", "Võ Thị Bưởi")
_TEXTS, _WHOLES, _NUMBERS, _DAYS = 12, 3, 2, 3


async def bulk(bench: Bench) -> None:
    """Each in a process of its own: processor time of the writing, memory that it adds."""
    seconds: dict[str, list[float]] = {name: [] for name in WRITERS}
    memory: dict[str, list[float]] = {name: [] for name in WRITERS}
    for number in range(min(bench.rounds, 5)):
        for name in turned(list(WRITERS), number):
            used = _child(name, bench.folder)
            seconds[name].append(used["seconds"])
            memory[name].append(used["mebibytes"])
    figures = bench.figures
    figures.begin(f"export of {ROWS:,} rows × 20 columns")
    for name in WRITERS:
        figures.add(f"{name}, processor", seconds[name], "s")
    figures.ratio("toolkit / XlsxWriter", seconds["toolkit"], seconds["XlsxWriter"], _GOAL_DIRECT)
    figures.ratio("toolkit / pandas", seconds["toolkit"], seconds["pandas"], _GOAL_PANDAS)
    for name in WRITERS:
        goal = _GOAL_MEMORY if name == "toolkit" else None
        figures.add(f"{name}, memory added", memory[name], "MiB", goal)


def _child(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.bulk", name, str(folder / "bulk")]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def rows() -> Iterator[tuple[Any, ...]]:
    """Half of the texts repeat, half are of their row alone."""
    first = date(2016, 1, 1)
    for row in range(ROWS):
        yield (
            *(f"{_NAMES[(row + place) % 5]} {row}" for place in range(_TEXTS // 2)),
            *(_NAMES[(row * place) % 5] for place in range(_TEXTS // 2)),
            *(row * place for place in range(1, _WHOLES + 1)),
            *(row / (place + 3) for place in range(_NUMBERS)),
            *(first + timedelta(days=(row + place) % 1800) for place in range(_DAYS)),
        )


def ours(out: Path) -> None:
    from toolkit.exchange.bulk import Column, Format, Kind, Stamp, Table, write_tables
    from toolkit.words import Words

    kinds = [Kind.TEXT] * _TEXTS + [Kind.WHOLE] * _WHOLES
    kinds += [Kind.NUMBER] * _NUMBERS + [Kind.DAY] * _DAYS
    table = Table(
        "exemplars",
        tuple(Column("name", itemgetter(place), kind) for place, kind in enumerate(kinds)),
    )
    day, made = date(2020, 12, 31), datetime(2020, 12, 31, tzinfo=UTC)
    stamp = Stamp(plan=a_plan(), plan_version=1, as_known_on=day, made_at=made)
    source = (table, table.rows(rows()))
    write_tables([source], out, form=Format.XLSX, stamp=stamp, count=ROWS, words=Words())


def direct(out: Path) -> None:
    from xlsxwriter import Workbook

    workbook = Workbook(str(out), {"constant_memory": True})
    sheet, look = workbook.add_worksheet(), workbook.add_format({"num_format": "dd/mm/yyyy"})
    texts, numbers = _TEXTS, _TEXTS + _WHOLES + _NUMBERS
    for row, cells in enumerate(rows()):
        for column in range(texts):
            sheet.write_string(row, column, cells[column])
        for column in range(texts, numbers):
            sheet.write_number(row, column, cells[column])
        for column in range(numbers, numbers + _DAYS):
            sheet.write_datetime(row, column, cells[column], look)
    workbook.close()


def pandas(out: Path) -> None:
    import pandas as pd

    pd.DataFrame(rows()).to_excel(out.with_suffix(".xlsx"), engine="openpyxl", index=False)


WRITERS: dict[str, Callable[[Path], None]] = {
    "toolkit": ours,
    "XlsxWriter": direct,
    "pandas": pandas,
}


def main() -> None:
    # Imported beforehand, so that time and memory are those of the work.
    import openpyxl
    import pandas as pd
    import xlsxwriter

    import toolkit.exchange.bulk

    used = [openpyxl, pd, xlsxwriter, toolkit.exchange.bulk]
    name, place = sys.argv[1:]
    before, begin = _peak(), time.process_time()
    WRITERS[name](Path(f"{place}-{name}-{time.monotonic_ns()}"))
    told = {"seconds": time.process_time() - begin, "mebibytes": _peak() - before}
    print(json.dumps(told | {"libraries": len(used)}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
