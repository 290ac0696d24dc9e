"""What happens to the demo's exemplars, and when: the same for the same unit, always."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from toolkit.demo.biographies import Biography
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.domain.zone import VIETNAM


class Deed(StrEnum):
    """What somebody does, in the order of a day on which all were done."""

    TARGET = "0 target"
    DISCOVER = "1 discover"
    SELECT = "2 select"
    SUBMIT = "3 submit"
    SEND_BACK = "4 send_back"
    APPROVE = "5 approve"
    NURTURE = "6 nurture"
    COPY = "7 copy"
    ANSWER = "7 answer"
    MEDIA = "8 media"
    VISIT = "8 visit"
    MOVEMENT = "8 movement"
    ISSUE = "8 issue"
    INTERIM = "9 interim"
    REWARD = "9 reward"
    FINAL = "9a final"
    NOMINATE = "9b nominate"
    HONOUR = "9c honour"
    STOP = "9d stop"


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """One deed at one moment: of a unit, about one of its exemplars (by name), with another unit.

    `chance` seeds whatever is drawn while it is done."""

    at: datetime
    unit: str
    deed: Deed
    name: str = ""
    other: str = ""

    @property
    def chance(self) -> Random:
        return _chance(f"{self.at} {self.unit} {self.deed} {self.name} {self.other}")


def of_exemplar(life: Biography, plan: Plan, peers: Sequence[str]) -> Iterator[Happening]:
    """The life of one exemplar; `peers` are codes of units that may copy it."""
    chance = _chance(f"đời {life.unit} {life.name}")
    clock = _Clock(life, chance)
    first = chance.random() < 0.72
    begin = plan.starts + timedelta(days=40) if first else plan.phases[-1].starts
    end = date(2018, 6, 15) if first else date(2020, 3, 1)
    found = begin + timedelta(days=chance.randrange((end - begin).days))
    yield clock.at(found, Deed.DISCOVER)
    if chance.random() > 0.85:
        return
    day = found + timedelta(days=chance.randint(15, 50))
    yield clock.at(day, Deed.SELECT)
    if chance.random() > 0.9:
        return
    day += timedelta(days=chance.randint(5, 25))
    yield clock.at(day, Deed.SUBMIT)
    day += timedelta(days=chance.randint(3, 12))
    if chance.random() < 0.14:
        yield clock.at(day, Deed.SEND_BACK)
        if chance.random() < 0.2:
            return
        day += timedelta(days=chance.randint(5, 20))
        yield clock.at(day, Deed.SUBMIT)
        day += timedelta(days=chance.randint(3, 9))
    if chance.random() < 0.93:
        yield clock.at(day, Deed.APPROVE)
        yield from _approved(life, clock, day, chance, peers=peers)


def _approved(
    life: Biography, clock: "_Clock", day: date, chance: Random, *, peers: Sequence[str]
) -> Iterator[Happening]:
    if chance.random() < 0.3:
        yield clock.at(day + timedelta(days=chance.randint(20, 200)), Deed.MEDIA)
    if peers and chance.random() < (0.7 if life.kind is ExemplarKind.MODEL else 0.12):
        yield from _copied(life, clock, day, chance, peers=peers)
    if chance.random() < 0.8:
        yield clock.at(date(2018, 8, chance.randint(6, 28)), Deed.INTERIM)
        if chance.random() < 0.4:
            yield clock.at(date(2018, chance.randint(9, 10), chance.randint(3, 12)), Deed.REWARD)
    if chance.random() < 0.04:
        yield clock.at(date(2019, chance.randint(2, 12), 10), Deed.STOP)
    yield from _at_the_end(clock, chance)


def _copied(
    life: Biography, clock: "_Clock", day: date, chance: Random, *, peers: Sequence[str]
) -> Iterator[Happening]:
    """Who copies it, and answers half a year and a year later whether it is still alive."""
    most = chance.randint(1, 3) if life.kind is ExemplarKind.MODEL else 1
    for taker in chance.sample(peers, min(len(peers), most)):
        copied = day + timedelta(days=chance.randint(120, 300))
        yield clock.at(copied, Deed.COPY, taker)
        for months in (6, 12):
            if chance.random() < 0.8:
                late = timedelta(days=31 * months + chance.randint(3, 25))
                yield clock.at(copied + late, Deed.ANSWER, taker)
    if chance.random() < 0.5:
        yield clock.at(day + timedelta(days=chance.randint(60, 300)), Deed.VISIT, peers[0])


def _at_the_end(clock: "_Clock", chance: Random) -> Iterator[Happening]:
    if chance.random() < 0.8:
        yield clock.at(date(2020, chance.randint(5, 7), chance.randint(3, 25)), Deed.FINAL)
        if chance.random() < 0.3:
            yield clock.at(date(2020, 9, chance.randint(3, 25)), Deed.NOMINATE)
            if chance.random() < 0.45:
                yield clock.at(date(2020, 11, 27), Deed.HONOUR)


def of_unit(unit: Unit, plan: Plan) -> Iterator[Happening]:
    """What a unit does for all of its exemplars at once."""
    chance = _chance(f"đơn vị {unit.code}")
    clock = _Clock(Biography(unit.code, "", ExemplarKind.TEAM, {}), chance)
    for year in range(plan.starts.year + 1, plan.ends.year + 1):
        if chance.random() < 0.6:
            yield clock.at(date(year, 2, chance.randint(6, 25)), Deed.TARGET)
        for month in (5, 10):
            if chance.random() < 0.85:
                yield clock.at(date(year, month, chance.randint(2, 12)), Deed.NURTURE)
        if chance.random() < 0.12:
            yield clock.at(date(year, 3, chance.randint(3, 26)), Deed.MOVEMENT)
        if year > 2017 and chance.random() < 0.15:
            yield clock.at(date(year, chance.randint(4, 11), chance.randint(3, 26)), Deed.ISSUE)


class _Clock:
    """Puts deeds into office hours of working days."""

    def __init__(self, life: Biography, chance: Random) -> None:
        self._life, self._chance = life, chance

    def at(self, on: date, deed: Deed, other: str = "") -> Happening:
        day = on + timedelta(days=7 - on.weekday() if on.weekday() > 4 else 0)
        hour = time(self._chance.randint(8, 16), self._chance.randint(0, 59))
        moment = datetime.combine(day, hour, VIETNAM)
        return Happening(moment, self._life.unit, deed, self._life.name, other)


def _chance(key: str) -> Random:
    return Random(f"gương sáng {key}")  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
