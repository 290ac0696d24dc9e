"""Results of a round of 2,000 dossiers, 15 judges and 10 criteria, beside a bare groupby of pandas.

Each time is the first and only run of a process of its own. Ours is what the page's kernel does,
which has imported what it needs and no pandas: it reads the scores from the store, ranks,
normalises, leaves out each judge, balances, asks the law of each dossier, and writes the page's
first table.
The groupby has all 300,000 scores in a frame in memory, and makes of them each judge's weighted
total, and the mean and the median of each dossier: no ranking, no reading.
"""

import gc
import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from tests.benchmarks.bench import Bench
from tests.benchmarks.data import BEGIN, NOW, TODAY, all_units, set_up
from tests.benchmarks.exemplars import an_invented
from tests.benchmarks.servers import ROOT
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.demo import people
from toolkit.domain.council import Dossier, Member, Round, RoundState, ScoreSheet
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.review import Scorer
from toolkit.domain.user import Role, User
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.rules.scoring import Scale, total
from toolkit.store import Store

DOSSIERS, JUDGES, CRITERIA = 2_000, 15, 10
REVIEW = "rong"
_UNITS = 144
_AT_ONCE = 5_000
_PLAN = "plans/monre-2016-2020.toml"
_SCALES = {f"c{number}": Scale(10, 10) for number in range(CRITERIA)}
_ROUND = f"""
[[reviews]]
code = "{REVIEW}"
name = "Đợt bình xét rộng"
name_en = "A wide round"
of = "exemplars"
phase = "1"
since = 2016-12-08
until = 2018-08-31
opens = 2018-09-10
closes = 2018-10-05
tie_break = ["median", "criterion:c0", "lot"]
seats = 200
award = "bang_khen_bo"

[[reviews.wishes]]
by = "sex"
value = "female"
least = 0.3
"""
_CRITERION = """
[[reviews.criteria]]
code = "{code}"
name = "Tiêu chí {code}"
name_en = "Criterion {code}"
most = 10
weight = 10
"""
Thing = TypeVar("Thing")
Taken = tuple[float, float]


async def reviews(bench: Bench) -> None:
    """What the page's kernel does to show the results, and what pandas alone would take."""
    bench.figures.begin(
        f"results of {DOSSIERS:,} dossiers × {JUDGES} judges × {CRITERIA} criteria, in the kernel"
    )
    data = _data(bench.data_folder)
    taken: dict[str, list[float]] = {"ours": [], "pandas": []}
    spent: list[float] = []
    for turn in range(bench.rounds):
        for name in ("ours", "pandas") if turn % 2 else ("pandas", "ours"):
            wall, processor = _alone(name, data)
            taken[name].append(wall)
            spent += [processor] if name == "ours" else []
    bench.figures.add("results, cold, one run, reading included", taken["ours"], "ms", 300)
    bench.figures.add("of it processor", spent, "ms")
    bench.figures.add("bare groupby of the same scores, in memory", taken["pandas"], "ms")
    bench.figures.ratio("results ÷ groupby", taken["ours"], taken["pandas"], 3)


def ours(data: Path) -> Taken:
    """Milliseconds of the part "results" in a process that is only made ready, and those of them
    that the processor took."""
    from toolkit.pages.reviews.state import ReviewsState
    from toolkit.words import Words

    gc.freeze()  # as the warm parent does before it forks a kernel
    state = ReviewsState(Desk(Store.open(data), people.MINISTRY[0], lambda: NOW), Words("vi"))
    state.open(round=REVIEW, part="setup")
    if "pandas" in sys.modules:
        raise RuntimeError("the kernel has imported pandas")
    begin = _clocks()
    state.show_results()
    taken = _since(begin)
    if state.results["total"] != DOSSIERS:
        raise RuntimeError(state.results)
    return taken


def pandas(data: Path) -> Taken:
    """The same of a groupby of the same scores, all in memory."""
    import pandas as pd

    with Store.open(data).reading() as q:
        rows = [
            (each.dossier, each.judge, code, score)
            for each in q.sheets(REVIEW)
            for code, score in each.scores.items()
        ]
    frame = pd.DataFrame(rows, columns=["dossier", "judge", "criterion", "score"])
    weights = {code: scale.weight / scale.most for code, scale in _SCALES.items()}
    begin = _clocks()
    frame["reached"] = frame["score"] * frame["criterion"].map(weights)
    totals = frame.groupby(["dossier", "judge"])["reached"].sum()
    found = totals.groupby("dossier").agg(["mean", "median"])
    taken = _since(begin)
    if len(found) != DOSSIERS:
        raise RuntimeError(len(found))
    return taken


def _clocks() -> Taken:
    return time.perf_counter() * 1000, time.process_time() * 1000


def _since(begin: Taken) -> Taken:
    wall, processor = _clocks()
    return wall - begin[0], processor - begin[1]


_PARTS: dict[str, Callable[[Path], Taken]] = {"ours": ours, "pandas": pandas}


def _alone(part: str, data: Path) -> Taken:
    command = [sys.executable, "-m", "tests.benchmarks.reviews", part, str(data)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    wall, processor = json.loads(done.stdout)
    return wall, processor


def _data(folder: Path) -> Path:
    place = folder / "reviews.db"
    if not place.exists():
        print(f"making a round of {DOSSIERS:,} dossiers …", flush=True)
        half = place.with_suffix(".half")
        half.unlink(missing_ok=True)
        make(half)
        half.rename(place)
    return place


def make(place: Path) -> None:
    """Written in bulk, as the actions would leave them."""
    store = Store.open(place, create=True)
    with store.one_transaction():
        desk = Desk(store, people.MINISTRY[0], lambda: BEGIN)
        set_up(desk, all_units(load_plan(resource(_PLAN)), _UNITS))
        _use_round(desk)
        found = _saved(store, list(_exemplars()))
        _saved(store, [_judge(login) for login in _logins()])
        _saved(store, [Member(review=REVIEW, login=login) for login in _logins()])
        dossiers = _saved(store, list(_dossiers(found)))
        _saved(store, list(_sheets(dossiers)))
        _saved(store, [_closed(store)])
    store.close()


def _use_round(desk: Desk) -> None:
    criteria = "".join(_CRITERION.format(code=code) for code in _SCALES)
    text = resource(_PLAN).read_text("utf-8") + _ROUND + criteria
    use_plan(desk, text=text, name="rong.toml", reason="Thêm một đợt bình xét rộng")


def _exemplars() -> Iterator[Exemplar]:
    plan, chance = load_plan(resource(_PLAN)), random.Random(DOSSIERS)
    units, serial = all_units(plan, _UNITS), defaultdict[tuple[str, int], int](int)
    for _ in range(DOSSIERS):
        yield an_invented(plan, chance.choice(units).code, chance, serial)


def _judge(login: str) -> User:
    return User(login=login, name=f"Ủy viên {login[1:]}", role=Role.COUNCIL)


def _dossiers(found: Iterable[Exemplar]) -> Iterator[Dossier]:
    for number, one in enumerate(found, start=1):
        yield Dossier(review=REVIEW, subject=one.id, unit=one.unit, number=number)


def _sheets(dossiers: Iterable[Dossier]) -> Iterator[ScoreSheet]:
    """Dossiers differ, and so do judges: some are strict."""
    chance = random.Random(JUDGES)
    strict = {login: chance.uniform(-1, 1) for login in _logins()}
    for each in dossiers:
        worth = chance.uniform(5, 9)
        for login in _logins():
            scores = {code: _score(worth + strict[login], chance) for code in _SCALES}
            yield ScoreSheet(
                review=REVIEW,
                dossier=each.id,
                scorer=Scorer.COUNCIL,
                judge=login,
                scores=scores,
                total=total(scores, _SCALES),
            )


def _score(near: float, chance: random.Random) -> float:
    return min(max(round(2 * chance.gauss(near, 1)), 0), 20) / 2


def _closed(store: Store) -> Round:
    with store.reading() as q:
        version = q.plan_version()
    return Round(
        review=REVIEW,
        state=RoundState.SCORED,
        plan_version=version.version if version else 0,
        seed="2018",
        opened_on=date(2018, 9, 10),
        closed_on=TODAY,
    )


def _logins() -> list[str]:
    return [f"j{number:02}" for number in range(JUDGES)]


def _saved(store: Store, records: list[Thing]) -> list[Thing]:
    saved: list[Thing] = []
    for begin in range(0, len(records), _AT_ONCE):
        with store.writing(by=people.MINISTRY[0].login, at=NOW) as tx:
            saved += tx.save_many(records[begin : begin + _AT_ONCE], action="make")  # type: ignore[type-var]  # any records
            tx.commit()
    return saved


if __name__ == "__main__":
    print(json.dumps(_PARTS[sys.argv[1]](Path(sys.argv[2]))))
