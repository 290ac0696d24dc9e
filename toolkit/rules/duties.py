"""Which units must answer which task for which period."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.domain.plan import Plan, Task
from toolkit.domain.unit import Unit
from toolkit.rules.periods import periods
from toolkit.rules.succession import is_valid


@dataclass(frozen=True, slots=True)
class Duty:
    """One unit, one task, one period, and the day it is due: what an obligation is made from."""

    unit: str
    task: str
    phase: str
    period: str
    due: date


def duties(plan: Plan, units: Iterable[Unit]) -> Iterator[Duty]:
    """Every duty of the plan: plan × the units that exist on the due day × periods."""
    units = tuple(units)
    takes_part = {kind.code for kind in plan.kinds if kind.takes_part}
    for task in plan.tasks:
        kinds = set(task.who) or takes_part
        for period in periods(plan, task):
            for unit in units:
                if unit.kind in kinds and unit.code != plan.head and is_valid(unit, period.due):
                    yield Duty(unit.code, task.code, task.phase, period.code, period.due)


def must_do(plan: Plan, task: Task, unit: Unit) -> bool:
    """Whether the task is one for this unit's kind."""
    return unit.kind in (task.who or [kind.code for kind in plan.kinds if kind.takes_part])
