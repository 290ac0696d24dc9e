"""Where a day lies on the chart: a share of the plan's time, in percent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.domain.plan import Plan, Task
from toolkit.rules.periods import Period

_DAY = timedelta(days=1)
# Widths of the labels at the chart's head, in percent of a usual chart.
_YEAR, _LABEL = 4.5, 10.0


@dataclass(frozen=True, slots=True)
class Scale:
    """From the morning of `first` (0) to the evening of `last` (100)."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The day's morning, 0–100; days outside lie on the edge."""
        share = (day - self.first) / (self.last + _DAY - self.first)
        return round(min(max(share, 0), 1) * 100, 2)

    def span(self, first: date, last: date) -> dict[str, float]:
        """Where a span of whole days begins, and how wide it is."""
        left = self.at(first)
        return {"left": left, "width": round(self.at(last + _DAY) - left, 2)}

    def flips(self, day: date) -> bool:
        """Whether the day's label goes to its left, not to cover a year's or the edge."""
        at = self.at(day)
        years = [self.at(first) for _, first, _ in self.years()]
        return any(at - _YEAR < year < at + _LABEL for year in [*years, 100.0])

    def shows(self, day: date) -> bool:
        return self.first <= day <= self.last

    def years(self) -> Iterator[tuple[int, date, date]]:
        """Each year with its first and last day on the chart."""
        for year in range(self.first.year, self.last.year + 1):
            starts, ends = date(year, 1, 1), date(year, 12, 31)
            yield year, max(starts, self.first), min(ends, self.last)


def scale_of(plan: Plan) -> Scale:
    """The plan's whole time, with its milestones."""
    milestones = [each.on for each in plan.milestones]
    return Scale(min([plan.starts, *milestones]), max([plan.ends, *milestones]))


def bar(plan: Plan, task: Task, periods: tuple[Period, ...]) -> tuple[date, date]:
    """The days between which a task is worked on: from its opening to its last deadline."""
    phase = plan.phase_by_code[task.phase]
    last = periods[-1].due if periods else task.closes or phase.ends
    return min(task.opens or phase.starts, last), last
