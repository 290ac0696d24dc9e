"""What a visit weighs, and how long that takes over the line of a provincial office."""

from collections import defaultdict

from playwright.async_api import Page

from tests.benchmarks.bench import Bench, Subject, turned
from tests.benchmarks.data import LARGE, SMALL
from tests.benchmarks.line import line

_BITS, _TRIP = 10_000_000.0, 0.040


async def weights(bench: Bench) -> None:
    """Every byte of a cold and of a warm visit, both ways, heads and websocket included."""
    bench.figures.begin("bytes a visit, both ways, http and websocket")
    for units in (SMALL, LARGE):
        cold, warm = await _weighed(bench, bench.ours(units))
        bench.figures.add(f"toolkit, {units} units, cold", [cold / 1e6], "MB", 2.5)
        bench.figures.add(f"toolkit, {units} units, warm", [warm / 1e3], "KB", 60)
    for units, subject in bench.others():
        if units == SMALL:
            cold, warm = await _weighed(bench, subject)
            bench.figures.add(f"{subject.name}, cold", [cold / 1e6], "MB")
            bench.figures.add(f"{subject.name}, warm", [warm / 1e3], "KB")


async def _weighed(bench: Bench, subject: Subject) -> tuple[int, int]:
    upto: list[int] = []
    async with line(subject.served.port) as (counter, port):
        await bench.visits(subject, port, after=lambda: upto.append(counter.counted.both))
    return upto[0], upto[1] - upto[0]


async def slow(bench: Bench) -> None:
    """A cold visit over a slow line: our own, as TCP is; and the browser's throttle beside it."""
    bench.figures.begin("cold over 10 Mbit/s and 40 ms")
    subjects = [(SMALL, bench.ours(SMALL)), (LARGE, bench.ours(LARGE)), *bench.others()]
    taken: dict[str, list[float]] = defaultdict(list)
    for number in range(bench.rounds):
        for units, subject in turned(subjects, number):
            name = f"{subject.name}, {units} units"
            if subject.name == "toolkit":
                taken[f"{name}, browser's throttle"].append(await _throttled(bench, subject))
            elif units == LARGE or number > 1:
                continue
            async with line(subject.served.port, bits=_BITS, trip=_TRIP) as (_, port):
                taken[name].append(await bench.cold(subject, port))
    for name, values in taken.items():
        goal = 3.0 if name.startswith("toolkit") else None
        bench.figures.add(name, values, "s", goal)


async def _throttled(bench: Bench, subject: Subject) -> float:
    return (await bench.visits(subject, number=1, begin=_throttle))[0].usable


async def _throttle(page: Page) -> None:
    wire = await page.context.new_cdp_session(page)
    through = {"downloadThroughput": _BITS / 8, "uploadThroughput": _BITS / 8}
    conditions = {"offline": False, "latency": _TRIP * 1000, **through}
    await wire.send("Network.enable")
    await wire.send("Network.emulateNetworkConditions", conditions)
