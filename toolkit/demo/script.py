"""What happens to one obligation in the demo's life: the same for the same seed, always."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from toolkit.domain.obligation import Obligation
from toolkit.domain.unit import Unit
from toolkit.domain.zone import VIETNAM


class Step(StrEnum):
    """What somebody does."""

    EXTEND = "extend"
    WAIVE = "waive"
    SEND = "send"
    RETURN = "return"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One step on one obligation (by its natural key) at one moment."""

    at: datetime
    unit: str
    task: str
    period: str
    step: Step
    again: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a unit goes about its reports: shares 0–1 of those late, never sent, sent back."""

    late: float
    silent: float
    careless: float
    hurry: int


_HABITS = (
    (0.34, Habit(late=0.04, silent=0.01, careless=0.04, hurry=12)),
    (0.72, Habit(late=0.14, silent=0.03, careless=0.10, hurry=6)),
    (0.92, Habit(late=0.38, silent=0.09, careless=0.16, hurry=2)),
    (1.00, Habit(late=0.55, silent=0.24, careless=0.22, hurry=0)),
)


def habit(unit: Unit) -> Habit:
    """The unit's own habit; small units far down the tree are a little slower."""
    draw = _chance(f"nếp {unit.code}").random()
    return next(habit for upto, habit in _HABITS if draw <= upto)


def events(obligation: Obligation, unit: Unit) -> Iterator[Event]:
    """The steps in the obligation's demo life, oldest first."""
    key = (obligation.unit, obligation.task, obligation.period)
    chance = _chance("|".join(key))
    ways = habit(unit)

    def event(on: date, step: Step, *, again: bool = False) -> Event:
        hour = time(chance.randint(8, 16), chance.randint(0, 59), chance.randint(0, 59))
        day = _friday(on) if step is Step.SEND and not again else _monday(on)
        return Event(datetime.combine(day, hour, VIETNAM), *key, step, again)

    due = obligation.due
    if chance.random() < 0.008:
        yield event(due - timedelta(days=chance.randint(5, 20)), Step.WAIVE)
        return
    if chance.random() < 0.025:
        yield event(due - timedelta(days=chance.randint(2, 8)), Step.EXTEND)
        due += timedelta(days=15)
    delay = _delay(chance, ways)
    if chance.random() < ways.silent:
        if chance.random() < 0.4:
            return
        delay = chance.randint(60, 240)
    sent = due + timedelta(days=delay)
    yield event(sent, Step.SEND)
    decided = sent + timedelta(days=chance.randint(3, 12))
    if chance.random() < ways.careless:
        yield event(decided, Step.RETURN)
        if chance.random() < 0.15:
            return
        sent = decided + timedelta(days=chance.randint(4, 18))
        yield event(sent, Step.SEND, again=True)
        decided = sent + timedelta(days=chance.randint(3, 9))
    yield event(decided, Step.ACCEPT)


def _delay(chance: Random, ways: Habit) -> int:
    if chance.random() < ways.late:
        return min(int(chance.expovariate(1 / 18)) + 2, 150)
    return -min(int(chance.expovariate(1 / (ways.hurry + 2))), 25) - 1


def _friday(on: date) -> date:
    """Offices are closed on Saturdays and Sundays: what must be in comes on the Friday before."""
    return on - timedelta(days=max(on.weekday() - 4, 0))


def _monday(on: date) -> date:
    """What can wait is done on the Monday after."""
    return on + timedelta(days=7 - on.weekday() if on.weekday() > 4 else 0)


def _chance(key: str) -> Random:
    return Random(f"gương sáng 08 {key}")  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
