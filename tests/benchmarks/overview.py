"""Navigation to first usable overview, against stock Voilà, Streamlit and Panel."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.benchmarks.bench import Bench, Subject, turned
from tests.benchmarks.data import LARGE, SMALL, touch

_VISITS = ("cold", "warm")
_GOALS = {"stock Voilà, one button": 0.5, "Streamlit": 0.6, "Panel": 0.6}
_AFTER_A_WRITE = "toolkit, right after a write"


@dataclass(frozen=True)
class _Runner:
    units: int
    subject: Subject
    before: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        return f"{self.subject.name}, {self.units} units"


async def times(bench: Bench) -> None:
    """Alternating cold and warm visits to all; everybody was visited once before."""
    bench.figures.begin("navigation to usable overview")
    runners = _runners(bench)
    for runner in runners:
        await bench.cold(runner.subject)
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    for number in range(bench.rounds):
        for runner in turned(runners, number):
            runner.before()
            seen = await bench.visits(runner.subject)
            for visit, one in zip(_VISITS, seen, strict=True):
                taken[runner.name, visit].append(one.usable)
    for (name, visit), values in taken.items():
        bench.figures.add(f"{name}, {visit}", values, "s")
    _compare(bench, runners, taken)


def _runners(bench: Bench) -> list[_Runner]:
    large = bench.ours(LARGE)
    written = replace(large, name=_AFTER_A_WRITE)
    return [
        _Runner(SMALL, bench.ours(SMALL)),
        _Runner(LARGE, large),
        *(_Runner(units, subject) for units, subject in bench.others()),
        _Runner(LARGE, written, lambda: touch(bench.stores[LARGE])),
    ]


def _compare(
    bench: Bench, runners: list[_Runner], taken: dict[tuple[str, str], list[float]]
) -> None:
    for visit in _VISITS:
        for runner in runners:
            goal = _GOALS.get(runner.subject.name)
            for units in (SMALL, LARGE) if runner.subject is bench.voila else (runner.units,):
                if goal is not None:
                    ours = taken[f"toolkit, {units} units", visit]
                    name = f"toolkit ÷ {runner.subject.name}, {units} units, {visit}"
                    bench.figures.ratio(name, ours, taken[runner.name, visit], goal)
        small, large = (taken[f"toolkit, {units} units", visit] for units in (SMALL, LARGE))
        bench.figures.ratio(f"toolkit, {LARGE} ÷ {SMALL} units, {visit}", large, small, 1.2)
