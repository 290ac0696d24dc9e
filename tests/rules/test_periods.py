"""The periods of a task, and the day each falls due."""

from datetime import date

from tests.builders import a_phase, a_plan, a_task
from toolkit.domain.plan import Frequency, Task
from toolkit.rules.periods import Period, periods

PHASE = a_phase(starts=date(2016, 12, 8), ends=date(2018, 10, 31))
HALF = a_task(frequency=Frequency.HALF_YEARLY, due=("06-15", "12-15"))
YEARLY = a_task(frequency=Frequency.YEARLY, due=("07-31",))


def _periods(task: Task) -> list[tuple[str, str]]:
    found = periods(a_plan(phases=(PHASE,)), task)
    return [(period.code, period.due.isoformat()) for period in found]


def test_task_done_once_has_one_period() -> None:
    assert list(periods(a_plan(phases=(PHASE,)), a_task())) == [Period("once", date(2017, 3, 31))]


def test_yearly_task_falls_due_each_year_of_its_phase() -> None:
    assert _periods(YEARLY) == [("2017", "2017-07-31"), ("2018", "2018-07-31")]


def test_half_yearly_task_falls_due_where_its_days_lie_in_the_phase() -> None:
    assert _periods(HALF) == [
        ("2016-H2", "2016-12-15"),
        ("2017-H1", "2017-06-15"),
        ("2017-H2", "2017-12-15"),
        ("2018-H1", "2018-06-15"),
    ]


def test_opening_and_closing_narrow_the_periods_down() -> None:
    narrow = a_task(
        frequency=Frequency.HALF_YEARLY,
        due=("06-15", "12-15"),
        opens=date(2017, 6, 16),
        closes=date(2018, 6, 14),
    )

    assert _periods(narrow) == [("2017-H2", "2017-12-15")]
