"""The periods of a task, and the day each falls due."""

import re
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


_NAMED = re.compile(r"(\d{4})(?:-H([12]))?")


def half_year(plan: Plan, day: date) -> str:
    """The half-year of the plan that the day lies in, or that is nearest: "2018-H2"."""
    day = min(max(day, plan.starts), plan.ends)
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def span(plan: Plan, period: str) -> tuple[date, date] | None:
    """First and last day of "2018" or "2018-H1"; None for what is no such period of the plan."""
    named = _NAMED.fullmatch(period)
    if named is None or not plan.starts.year <= int(named[1]) <= plan.ends.year:
        return None
    year, half = int(named[1]), named[2]
    first = date(year, 7 if half == "2" else 1, 1)
    last = date(year, 6, 30) if half == "1" else date(year, 12, 31)
    return first, last
