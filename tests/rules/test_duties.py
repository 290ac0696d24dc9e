"""Which units must answer which task for which period."""

from datetime import date

from tests.builders import a_plan, a_task, a_unit
from toolkit.domain.plan import Frequency, Plan
from toolkit.domain.unit import Unit
from toolkit.rules.duties import Duty, duties, must_do

ONCE = a_task("1.1", due=("2017-03-31",))
YEARLY = a_task("1.2", frequency=Frequency.YEARLY, due=("07-31",), who=("so",))


def _who(plan: Plan, *units: Unit) -> list[tuple[str, str, str]]:
    return [(duty.unit, duty.task, duty.period) for duty in duties(plan, units)]


def test_duty_names_unit_task_phase_period_and_day() -> None:
    assert list(duties(a_plan(tasks=(ONCE,)), [a_unit("A1")])) == [
        Duty("A1", "1.1", "1", "once", date(2017, 3, 31))
    ]


def test_task_is_for_every_kind_that_takes_part_unless_it_names_some() -> None:
    plan = a_plan(tasks=(ONCE, YEARLY))

    assert _who(plan, a_unit("V", kind="vu"), a_unit("S", kind="so"), a_unit("B", kind="bo")) == [
        ("V", "1.1", "once"),
        ("S", "1.1", "once"),
        ("S", "1.2", "2017"),
        ("S", "1.2", "2018"),
    ]


def test_unit_that_runs_the_plan_owes_nothing() -> None:
    assert _who(a_plan(head="A1"), a_unit("A1"), a_unit("A2")) == [("A2", "1.1", "once")]


def test_unit_owes_what_falls_due_while_it_exists() -> None:
    plan = a_plan(tasks=(a_task("1.2", frequency=Frequency.YEARLY, due=("07-31",)),))
    old = a_unit("CU", valid_to=date(2018, 3, 1), successor="MOI")
    new = a_unit("MOI", valid_from=date(2018, 3, 1))

    assert _who(plan, old, new) == [("CU", "1.2", "2017"), ("MOI", "1.2", "2018")]


def test_must_do_tells_whether_a_task_is_for_a_kind() -> None:
    plan = a_plan()
    units = [a_unit(kind=kind) for kind in ("vu", "so", "bo")]

    assert [must_do(plan, ONCE, unit) for unit in units] == [True, True, False]
    assert [must_do(plan, YEARLY, unit) for unit in units] == [False, True, False]
