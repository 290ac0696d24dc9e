"""Kế hoạch: phases, tasks and their deadlines, with how each task stands."""

from dataclasses import dataclass
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.plan import Plan, Task
from toolkit.rules.periods import Period, periods
from toolkit.rules.permissions import Act
from toolkit.rules.timeliness import Tally


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task, its periods oldest first, and the tally of all units' obligations on it."""

    task: Task
    periods: tuple[Period, ...]
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The plan in use, on the day `on`; `as_known` tells that it is a past one."""

    plan: Plan
    on: date
    as_known: bool
    lines: tuple[TaskLine, ...]
    indicators: dict[str, float]


def plan_view(desk: Desk, *, on: date | None = None) -> PlanView:
    """The plan with one line a task, as known now or at the end of a past day `on`."""
    require(desk, Act.SEE)
    past = on if on is not None and on < desk.today else None
    day = past or desk.today
    with desk.store.reading(as_known_on=past) as reading:
        plan = reading.plan()
        codes = visible_codes(desk, reading)
        tallies = reading.task_tallies(day, codes=codes)
        lines = tuple(
            TaskLine(task, tuple(periods(plan, task)), tallies.get(task.code, Tally()))
            for task in plan.tasks
        )
        return PlanView(
            plan=plan,
            on=day,
            as_known=past is not None,
            lines=lines,
            indicators=reading.indicators(codes=codes),
        )
