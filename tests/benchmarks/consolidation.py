"""1,000 workbooks of units taken back one after another: how long each takes, and the memory."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.bench import Bench
from tests.benchmarks.data import LARGE, NOW
from tests.benchmarks.servers import ROOT
from tests.filling import Filled
from toolkit.actions.desk import Desk
from toolkit.actions.intake import take_many
from toolkit.actions.workbooks import units_with_workbooks, write_workbooks
from toolkit.app import command_user
from toolkit.domain.ledger import Verdict
from toolkit.store import Store
from toolkit.words import Words

FILES, _FIRST = 1_000, 100
_GOAL, _GOAL_MEMORY = 1000 / 15, 30.0
_NEW: dict[str, object] = {
    "name": "Lê Thị Mai",
    "kind": "Cá nhân",
    "scope_1": "Toàn diện",
    "code": "M1",
    "sex": "Nữ",
}
_NEW |= {"birth": 1980, "workplace": "Phòng Tổng hợp", "summary": "Giải quyết hồ sơ sớm hạn."}
_DONE: dict[str, object] = {
    "kind": "Tuyên truyền",
    "title": "Người tốt việc tốt",
    "exemplars_1": "M1",
}
_DONE |= {"choice": "Phát thanh", "outlet": "Đài Tiếng nói Việt Nam"}


async def consolidation(bench: Bench) -> None:
    """Each file tells of a new exemplar, an activity of it, and a target."""
    folder = bench.folder / "consolidation"
    folder.mkdir()
    shutil.copy(bench.stores[LARGE], folder / "data.db")
    told = _child(folder)
    figures = bench.figures
    figures.begin(f"{FILES:,} workbooks of units taken back, of 5,000 units")
    figures.add("a workbook (15 a second are 66.7 ms)", told["milliseconds"], "ms", _GOAL)
    figures.add(
        f"memory after {FILES:,} over after {_FIRST}", [told["growth"]], "MiB", _GOAL_MEMORY
    )
    figures.add("processor a workbook, all processes", [told["processor"]], "ms", 2 * _GOAL)
    figures.add("memory, the processes that read included", [told["mebibytes"]], "MiB")


def _child(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.consolidation", str(folder), str(FILES)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(folder: Path, files: int) -> dict[str, object]:
    """Milliseconds a workbook, hundred by hundred, and MiB held."""
    store = Store.open(folder / "data.db")
    desk = Desk(store, command_user(), lambda: NOW)
    paths = list(_made(desk, folder, files))
    held: list[float] = []
    times: list[float] = []
    lines = take_many(desk, ((path.name, path.read_bytes()) for path in paths))
    used = _processor()
    begun = time.perf_counter()
    for number, line in enumerate(lines, 1):
        if line.verdict is not Verdict.ACCEPTED or line.counts["new"] != len((_NEW, _DONE)):
            raise SystemExit(f"{line.name}: {line.verdict} {line.counts} {line.problems[:3]}")
        if number % _FIRST == 0:
            held.append(_held())
            times.append((time.perf_counter() - begun) * 1000 / _FIRST)
            begun = time.perf_counter()
    spent = (_processor() - used) * 1000 / files
    return {
        "processor": spent,
        "milliseconds": times,
        "growth": held[-1] - held[0],
        "mebibytes": held[-1],
    }


def _made(desk: Desk, folder: Path, files: int) -> Iterator[Path]:
    codes = [unit.code for unit in units_with_workbooks(desk)][-files:]
    for path in write_workbooks(desk, folder=folder / "files", words=Words(), units=codes):
        _filled(path)
        yield path


def _filled(path: Path) -> None:
    book = Filled(path.read_bytes())
    book.sheet("Điển hình").add(**_NEW, discovered_on=date(2018, 9, 3))
    book.sheet("Hoạt động").add(**_DONE, on=date(2018, 9, 20))
    targets = book.sheet("Kế hoạch và chỉ tiêu")
    targets.write(targets.key("2018/person/"), count=3)
    path.write_bytes(book.data)


def _processor() -> float:
    """Seconds of this process and of those that have ended."""
    return sum(os.times()[:4])


def _held() -> float:
    """MiB of this process and the ones that read for it, what they share counted once each."""
    own = psutil.Process()
    both = [own, *own.children(recursive=True)]
    held: int = sum(each.memory_full_info().pss for each in both)
    return held / 1024**2


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
