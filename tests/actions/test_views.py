"""What pages read: the same units and figures wherever they are told."""

from datetime import date

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.actions.views import matrix, my_work, overview, unit_sheet, work_count
from toolkit.actions.views.summary import summary_1
from toolkit.domain.user import Role


def test_a_unit_yet_to_be_founded_is_shown_nowhere(desk_for: DeskFor) -> None:
    desk = desk_for(on=date(2017, 4, 10))
    assert [row.unit.code for row in matrix(desk).page.rows] == ["T1", "T2"]
    assert overview(desk).units == 2
    assert [each.unit.code for each in summary_1(desk).units] == ["T1", "T2"]


def test_from_the_day_of_its_founding_the_successor_bears_what_was_owed(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=date(2017, 5, 1))
    assert [row.unit.code for row in matrix(desk).page.rows] == ["T2", "T9"]
    sheet = unit_sheet(desk, code="T9")
    assert [(row.obligation.unit, row.obligation.task) for row in sheet.rows] == [
        ("T1", "1"),
        ("T9", "2"),
        ("T9", "2"),
    ]
    assert [unit.code for unit in sheet.predecessors] == ["T1"]
    assert [late.unit for late in overview(desk).late] == ["T2", "T9"]


def test_a_unit_coordinator_is_shown_their_own_unit_only(desk_for: DeskFor) -> None:
    desk = desk_for(coordinator("T2"), date(2017, 4, 10))
    shown = overview(desk)
    assert (shown.whole, shown.units, [late.unit for late in shown.late]) == (False, 1, ["T2"])
    assert [row.unit.code for row in matrix(desk).page.rows] == ["T2"]
    assert (work_count(desk), my_work(desk).waiting) == (1, ())


def test_a_council_member_has_no_work_and_no_badge(desk_for: DeskFor) -> None:
    assert work_count(desk_for(a_user(Role.COUNCIL))) == 0
