"""The periods of a task, and the day each falls due."""

from datetime import date

from tests.builders import a_phase, a_plan, a_task
from toolkit.domain.plan import Frequency, Task
from toolkit.rules.periods import Period, half_year, periods, span

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


def test_half_year_is_the_day_s_own_within_the_plan_and_the_nearest_outside_it() -> None:
    plan = a_plan(phases=(a_phase(starts=date(2016, 12, 8), ends=date(2020, 6, 30)),))
    days = (date(2015, 1, 1), date(2018, 6, 30), date(2018, 7, 1), date(2021, 2, 3))

    assert [half_year(plan, day) for day in days] == ["2016-H2", "2018-H1", "2018-H2", "2020-H1"]


def test_period_spans_its_year_or_half_and_others_are_none_of_the_plan_s() -> None:
    plan = a_plan()

    assert span(plan, "2017") == (date(2017, 1, 1), date(2017, 12, 31))
    assert span(plan, "2017-H1") == (date(2017, 1, 1), date(2017, 6, 30))
    assert span(plan, "2017-H2") == (date(2017, 7, 1), date(2017, 12, 31))
    assert [span(plan, other) for other in ("2016", "2017-H3", "once", "")] == [None] * 4
