"""`make bench`: measures the dashboards and their rivals, and prints one table."""

import argparse
import asyncio
import os
import platform
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.bulk import bulk
from tests.benchmarks.bytes_and_line import slow, weights
from tests.benchmarks.consolidation import consolidation
from tests.benchmarks.crowd import at_once, visitors
from tests.benchmarks.data import stores
from tests.benchmarks.exemplars import exemplars
from tests.benchmarks.filters import filters
from tests.benchmarks.list_import import list_import
from tests.benchmarks.memory import memory
from tests.benchmarks.overview import times
from tests.benchmarks.reviews import reviews
from tests.benchmarks.summary6 import summary6
from tests.benchmarks.visits import chromium
from tests.benchmarks.workbook import workbook

PARTS: dict[str, Callable[[Bench], Awaitable[None]]] = {
    "overview": times,
    "filter": filters,
    "bytes": weights,
    "line": slow,
    "memory": memory,
    "at_once": at_once,
    "visitors": visitors,
    "summary": workbook,
    "summary6": summary6,
    "exemplars": exemplars,
    "list_import": list_import,
    "consolidation": consolidation,
    "bulk": bulk,
    "reviews": reviews,
}


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    asked.add_argument("--rounds", type=int, default=5, help="rounds of alternating runs (5)")
    asked.add_argument("--quick", action="store_true", help="one round")
    asked.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    asked.add_argument("--keep", type=Path, help="folder in which the data made are kept")
    asked.add_argument("--json", type=Path, help="write the figures there as well")
    return asked.parse_args()


async def _run(asked: argparse.Namespace, folder: Path) -> Bench:
    made = stores(asked.keep or folder)
    with ExitStack() as stack:
        async with chromium() as browser:
            rounds = 1 if asked.quick else asked.rounds
            bench = Bench(made, asked.keep or folder, folder, browser, stack, rounds)
            for name in asked.only.split(","):
                print(f"{name} …", flush=True)
                await PARTS[name.strip()](bench)
            print(_machine(browser.version))
    return bench


def _machine(chromium_version: str) -> str:
    libraries = " ".join(f"{name} {version(name)}" for name in ("voila", "streamlit", "panel"))
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"\n{os.cpu_count()} cores, load {load}, Python {platform.python_version()}, "
        f"Chromium {chromium_version}, {libraries}"
    )


def main() -> None:
    """Goals that are missed are told, and fail nothing."""
    asked = _asked()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = asyncio.run(_run(asked, Path(folder)))
    print(bench.figures.table())
    if asked.json:
        bench.figures.write(asked.json)


if __name__ == "__main__":
    main()
