"""The periods of a task, and the day each falls due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.domain.plan import Frequency, Plan, Task

ONCE = "once"


@dataclass(frozen=True, slots=True)
class Period:
    """`code` is "once", "2017" or "2017-H1"."""

    code: str
    due: date


def periods(plan: Plan, task: Task) -> Iterator[Period]:
    """The task's periods whose due day lies between its opening and closing, oldest first."""
    if task.frequency is Frequency.ONCE:
        yield Period(ONCE, date.fromisoformat(task.due[0]))
        return
    phase = plan.phase_by_code[task.phase]
    opens, closes = task.opens or phase.starts, task.closes or phase.ends
    for year in range(opens.year, closes.year + 1):
        for part, month_day in enumerate(task.due, start=1):
            due = date.fromisoformat(f"{year}-{month_day}")
            if opens <= due <= closes:
                yield Period(_code(task, year, part), due)


def _code(task: Task, year: int, part: int) -> str:
    return f"{year}-H{part}" if task.frequency is Frequency.HALF_YEARLY else str(year)
