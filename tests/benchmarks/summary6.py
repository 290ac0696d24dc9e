"""The Ministry's summary 6 by its command, with 20,000 exemplars: seconds, and peak memory."""

import random
import shutil
from collections import defaultdict
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.data import LARGE, NOW, all_units
from tests.benchmarks.exemplars import an_invented
from tests.benchmarks.workbook import made_by_command
from toolkit.demo import people
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.store import Store

EXEMPLARS = 20_000
_PLAN = "plans/monre-2016-2020.toml"
_AT_ONCE = 5_000
_GOAL = 5.0


async def summary6(bench: Bench) -> None:
    """`toolkit export summary --kind 6` at 5,000 units, start of Python included."""
    bench.figures.begin(f"summary 6 for the leadership, {LARGE:,} units, {EXEMPLARS:,} exemplars")
    data = _data(bench)
    made = [made_by_command(data, bench.folder, 6) for _ in range(min(bench.rounds, 3))]
    bench.figures.add("whole command", [seconds for seconds, _, _ in made], "s", _GOAL)
    bench.figures.add("of it processor", [spent for _, _, spent in made], "s")
    bench.figures.add("peak memory", [peak for _, peak, _ in made], "MiB")


def _data(bench: Bench) -> Path:
    """The data of 5,000 units, with exemplars at every one of them."""
    place = bench.data_folder / "summary6.db"
    if not place.exists():
        half = place.with_suffix(".half")
        shutil.copy(bench.stores[LARGE], half)
        _add_exemplars(half)
        half.rename(place)
    return place


def _add_exemplars(place: Path) -> None:
    store, plan = Store.open(place), load_plan(resource(_PLAN))
    units = all_units(plan, LARGE)
    chance, serial = random.Random(LARGE), defaultdict[tuple[str, int], int](int)
    found = [
        an_invented(plan, units[number % len(units)].code, chance, serial)
        for number in range(EXEMPLARS)
    ]
    with store.one_transaction():
        for begin in range(0, EXEMPLARS, _AT_ONCE):
            with store.writing(by=people.MINISTRY[0].login, at=NOW) as tx:
                tx.save_many(found[begin : begin + _AT_ONCE], action="discover")
                tx.commit()
    store.close()
