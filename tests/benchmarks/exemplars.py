"""Điển hình at 2,000 and at 200,000: search, filter, sort, page, likely duplicates, bytes.

Each size is searched for words that leave about as many there, so that both show as many rows: two
that fill the page, some people of one name, one code, nobody (57, 138, 4, 1, 0 of 2,000; 211, 376,
9, 1, 0 of 200,000). The same words for both, whose hits are a hundred times as many in the larger,
are a figure beside it. What is shown is the exact count each time.
"""

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.bench import Bench
from tests.benchmarks.data import BEGIN, NOW, TODAY, all_units, set_up
from toolkit.actions.desk import Desk
from toolkit.actions.exemplars import similar
from toolkit.demo import people
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration, Step, StepTaken
from toolkit.domain.plan import Plan
from toolkit.pages.exemplars.state import ExemplarsState
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.rules.codes import exemplar_code
from toolkit.store import Store
from toolkit.words import Words

FEW, MANY = 2_000, 200_000
_UNITS = 144
_AT_ONCE = 5_000
_TURNS = 5
_PLAN = "plans/monre-2016-2020.toml"
_FIRST = date(2017, 1, 15)

Change = Callable[[ExemplarsState], object]


_NOTHING = dict.fromkeys(("unit", "kind", "field", "step", "year"), "")


def _found(q: str) -> Change:
    return lambda state: state.filter(q, stalled=False, **_NOTHING)


def _filtered(**chosen: str) -> Change:
    return lambda state: state.filter("", stalled=False, **{**_NOTHING, **chosen})


def _sorted(order: str) -> Change:
    return lambda state: state.order(order)


def _turned(page: int) -> Change:
    return lambda state: state.turn(page)


_SEARCHED = {
    FEW: ("nguyen", "an", "minh hanh", "STNMT-42-2017-001", "khong co ai"),
    MANY: ("minh hanh", "le thi", "tran thi minh", "STNMT-42-2017-001", "khong co ai"),
}
_SAME_WORDS = ("nguyen van an", "minh hanh", "STNMT-42-2017", "le thi", "khong co ai")
CHANGES: dict[str, list[Change]] = {
    "filter": [
        _filtered(kind="person"),
        _filtered(field="dat_dai"),
        _filtered(step="nurtured"),
        _filtered(unit="TCMT"),
        _filtered(year="2017"),
        _filtered(),
    ],
    "sort": [_sorted(order) for order in ("-name", "code", "unit", "-newest", "step", "name")],
    "page": [_turned(page) for page in (2, 3, 4, 20, 40, 1)],
}


async def exemplars(bench: Bench) -> None:
    """What the page's kernel does for each change, both sizes alternating."""
    bench.figures.begin(f"Điển hình, in the kernel: {MANY:,} against {FEW:,}")
    states = {size: _opened(_data(bench.data_folder, size)) for size in (FEW, MANY)}
    searched = {size: [_found(q) for q in _SEARCHED[size]] for size in states}
    _alternating(bench, states, "search", searched)
    same = [_found(q) for q in _SAME_WORDS]
    _alternating(bench, states, "search, the same words", dict.fromkeys(states, same), goal=None)
    for name, changes in CHANGES.items():
        _alternating(bench, states, name, dict.fromkeys(states, changes))
    likely = [_likely(states[MANY].desk, number) for number in range(_TURNS * bench.rounds)]
    bench.figures.add(f"likely duplicates of one among {MANY:,}", likely, "ms", 50)
    weights = [_weight(states[MANY], page) for page in (2, 3, 4)]
    bench.figures.add("sent for a change of page", weights, "KB", 10)


def _alternating(
    bench: Bench,
    states: dict[int, ExemplarsState],
    name: str,
    changes: dict[int, list[Change]],
    goal: float | None = 1.5,
) -> None:
    taken: dict[int, list[float]] = {FEW: [], MANY: []}
    for turn in range(bench.rounds):
        for size in (FEW, MANY) if turn % 2 else (MANY, FEW):
            taken[size].append(_middle([_timed(states[size], each) for each in changes[size]]))
    bench.figures.add(f"{name}, {FEW:,}", taken[FEW], "ms")
    bench.figures.add(f"{name}, {MANY:,}", taken[MANY], "ms", 150)
    bench.figures.ratio(f"{name}, {MANY:,} ÷ {FEW:,}", taken[MANY], taken[FEW], goal)


def _opened(place: Path) -> ExemplarsState:
    desk = Desk(Store.open(place), people.MINISTRY[0], lambda: NOW)
    state = ExemplarsState(desk, Words("vi"))
    state.open()
    return state


def _timed(state: ExemplarsState, change: Change) -> float:
    begin = time.perf_counter()
    change(state)
    return (time.perf_counter() - begin) * 1000


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _likely(desk: Desk, number: int) -> float:
    """Somebody like one on record, misspelt: how long to find who they may be."""
    name = people.invented_name(random.Random(number)).replace("y", "i")
    form = {"name": name, "birth_date": str(1970 + number % 30), "comprehensive": True}
    begin = time.perf_counter()
    similar(desk, kind="person", unit="TCMT", form=form)
    return (time.perf_counter() - begin) * 1000


def _weight(state: ExemplarsState, page: int) -> float:
    told: dict[str, Any] = {}

    def hear(change: Any) -> None:
        told[change["name"]] = change["new"]

    names = list(state.trait_names(shown=True))
    state.observe(hear, names=names)
    state.turn(page)
    state.unobserve(hear, names=names)
    return len(json.dumps(told, ensure_ascii=False).encode()) / 1000


def _data(folder: Path, size: int) -> Path:
    place = folder / f"exemplars-{size}.db"
    if not place.exists():
        print(f"making {size:,} exemplars …", flush=True)
        _make(place, size)
    return place


def _make(place: Path, size: int) -> None:
    """Written in bulk, as the actions would leave them."""
    half = place.with_suffix(".half")
    half.unlink(missing_ok=True)
    store = Store.open(half, create=True)
    plan = load_plan(resource(_PLAN))
    units = all_units(plan, _UNITS)
    set_up(Desk(store, people.MINISTRY[0], lambda: BEGIN), units)
    chance, serial = random.Random(size), defaultdict[tuple[str, int], int](int)
    with store.one_transaction():
        for begin in range(0, size, _AT_ONCE):
            some = range(begin, min(size, begin + _AT_ONCE))
            found = [an_invented(plan, chance.choice(units).code, chance, serial) for _ in some]
            with store.writing(by=people.MINISTRY[0].login, at=NOW) as tx:
                tx.save_many(found, action="discover")
                tx.commit()
    store.close()
    half.rename(place)


def an_invented(
    plan: Plan, unit: str, chance: random.Random, serial: dict[tuple[str, int], int]
) -> Exemplar:
    """An exemplar of the unit as it may have been found; `serial` counts them by unit and year."""
    kind = chance.choice((ExemplarKind.PERSON, ExemplarKind.PERSON, *ExemplarKind))
    found_on = _FIRST + timedelta(days=chance.randrange((TODAY - _FIRST).days))
    year = found_on.year
    serial[unit, year] += 1
    reached = chance.randrange(1, 6)
    steps = tuple(StepTaken(step=step, on=found_on) for step in list(Step)[:reached])
    approved = reached > 2
    return Exemplar(
        kind=kind,
        name=people.invented_name(chance) if kind is ExemplarKind.PERSON else _title(chance),
        unit=unit,
        code=exemplar_code(unit, year, serial[unit, year]),
        discovered_on=found_on,
        comprehensive=chance.random() < 0.3,
        fields=(chance.choice(plan.fields).code,),
        summary="Nhiều năm hoàn thành xuất sắc nhiệm vụ, có cách làm được nơi khác học theo.",
        birth_year=chance.randrange(1960, 1998) if kind is ExemplarKind.PERSON else None,
        steps=steps,
        registration=Registration.APPROVED if approved else Registration.DRAFT,
        last_on=found_on,
    )


def _title(chance: random.Random) -> str:
    what = chance.choice(("Số hóa hồ sơ", "Quan trắc tự động", "Một cửa liên thông", "Phân loại"))
    return f"{what} {chance.choice(('xã', 'huyện', 'phường'))} số {chance.randrange(1, 5000)}"
