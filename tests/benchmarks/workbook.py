"""The Ministry's summary 1 by its command: seconds, and the most memory it takes."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.data import LARGE, SMALL, TODAY
from tests.benchmarks.servers import ROOT

_KIB = 1024


async def workbook(bench: Bench) -> None:
    """`toolkit export summary`, start of Python included."""
    bench.figures.begin("summary workbook, whole command")
    for units in (SMALL, LARGE):
        data, rounds = bench.stores[units], range(min(bench.rounds, 3))
        made = [made_by_command(data, bench.folder) for _ in rounds]
        bench.figures.add(f"{units} units", [seconds for seconds, _, _ in made], "s")
        bench.figures.add(f"{units} units, peak memory", [peak for _, peak, _ in made], "MiB")


def made_by_command(data: Path, folder: Path, kind: int = 1) -> tuple[float, float, float]:
    """Seconds, MiB and processor seconds of one summary, from the start of Python to the file."""
    out = folder / "summary.xlsx"
    out.unlink(missing_ok=True)
    command = [sys.executable, "-m", "toolkit", "export", "summary", "--data", str(data)]
    command += ["--as-known-on", TODAY.isoformat(), "--out", str(out), "--kind", str(kind)]
    begin = time.monotonic()
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not out.exists():
        raise RuntimeError("no summary was made")
    taken = time.monotonic() - begin
    return taken, used.ru_maxrss / _KIB, used.ru_utime + used.ru_stime
