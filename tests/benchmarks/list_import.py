"""A list of 100,000 persons taken in, from guard to commit, against bare reads of its cells."""

import io
import json
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.data import BEGIN, NOW, all_units, set_up
from tests.benchmarks.list_data import write_list
from tests.benchmarks.servers import ROOT
from toolkit.actions.desk import Desk
from toolkit.actions.foreign_answers import Answers
from toolkit.actions.foreign_lists import take_list
from toolkit.demo import people
from toolkit.plans.load import load_plan
from toolkit.resources import resource as shipped
from toolkit.store import Store

SIZE = 100_000
_MOST_ROUNDS = 3
_UNITS = 144
_MIB = 1024
_ANSWERS = Answers(found_on=date(2017, 10, 12), field="moi_truong", likely="add")


async def list_import(bench: Bench) -> None:
    """Processor time, children included; each way in a process of its own, alternating."""
    bench.figures.begin(f"list of {SIZE:,} persons × 11 columns, processor time")
    file, empty = _data(bench.data_folder)
    spent: dict[str, list[float]] = {name: [] for name in _WAYS}
    peaks: list[float] = []
    for _ in range(min(bench.rounds, _MOST_ROUNDS)):
        for name in _WAYS:
            used = _run(name, file, empty, bench.folder)
            spent[name].append(used["seconds"])
            if name == "take":
                peaks.append(used["peak"])
    bench.figures.add("taken in", spent["take"], "s")
    bench.figures.add("taken in, peak memory", peaks, "MiB")
    bench.figures.add("calamine, bare read", spent["calamine"], "s")
    bench.figures.add("pandas + openpyxl, bare read", spent["pandas"], "s")
    bench.figures.ratio("taken in ÷ calamine", spent["take"], spent["calamine"], 4)
    bench.figures.ratio("taken in ÷ pandas + openpyxl", spent["take"], spent["pandas"], 0.5)


def _data(folder: Path) -> tuple[Path, Path]:
    """The list, and data with units and a plan but no exemplars."""
    file, empty = folder / f"list-{SIZE}.xlsx", folder / "list-empty.db"
    units = all_units(load_plan(shipped("plans/monre-2016-2020.toml")), _UNITS)
    if not file.exists():
        called = Counter(unit.name for unit in units)
        names = [u.name for u in units if u.valid_to is None and called[u.name] == 1]
        write_list(file, names, SIZE)
    if not empty.exists():
        store = Store.open(empty, create=True)
        set_up(Desk(store, people.MINISTRY[0], lambda: BEGIN), units)
        store.close()
    return file, empty


def _run(name: str, file: Path, empty: Path, folder: Path) -> dict[str, float]:
    place = folder / "list.db"
    for left in folder.glob("list.db*"):
        left.unlink()
    shutil.copy(empty, place)
    command = [sys.executable, "-m", "tests.benchmarks.list_import", name, str(file), str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    used: dict[str, float] = json.loads(done.stdout)
    return used


def _take(data: bytes, place: Path) -> None:
    desk = Desk(Store.open(place), people.MINISTRY[0], lambda: NOW)
    line = take_list(desk, kind="persons", name="list.xlsx", data=data, answers=_ANSWERS)
    if line.verdict != "accepted":
        raise RuntimeError(line.problems[:3])


def _calamine(data: bytes, _place: Path) -> None:
    from python_calamine import CalamineWorkbook

    for _row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).iter_rows():
        pass


def _pandas(data: bytes, _place: Path) -> None:
    import pandas as pd

    pd.read_excel(io.BytesIO(data), engine="openpyxl", header=None)


_WAYS: dict[str, Callable[[bytes, Path], None]] = {
    "calamine": _calamine,
    "take": _take,
    "pandas": _pandas,
}


def _spent() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(who)[:2]) for who in both)


def main() -> None:
    """One way, in this process: what it took goes to standard output."""
    name, file, place = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    data = file.read_bytes()
    __import__("pandas" if name == "pandas" else "python_calamine")
    begin = _spent()
    _WAYS[name](data, place)
    seconds = _spent() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB
    print(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main()
