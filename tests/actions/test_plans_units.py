"""A new version of the plan, a new list of units: what that does to obligations."""

from datetime import date

import pytest

from tests.builders import a_user
from tests.desks import PLAN, UNITS, DeskFor, coordinator
from toolkit.actions import reports
from toolkit.actions.desk import Desk
from toolkit.actions.plans import Made, use_plan
from toolkit.actions.units import import_units
from toolkit.domain.obligation import State
from toolkit.domain.user import Role
from toolkit.errors import FaultyFile, Refused

LATER = PLAN.replace('due = ["2017-03-31"]', 'due = ["2017-04-15"]')


def owed(desk: Desk) -> dict[tuple[str, str, str], tuple[date, State]]:
    with desk.store.reading() as reading:
        return {(o.unit, o.task, o.period): (o.due, o.state) for o in reading.all_obligations()}


def test_using_the_same_plan_again_changes_nothing(desk_for: DeskFor) -> None:
    desk = desk_for()
    assert use_plan(desk, text=PLAN, name="doc.toml") == Made()
    with desk.store.reading() as reading:
        version = reading.plan_version()
    assert version is not None
    assert version.version == 1


def test_a_later_deadline_moves_what_is_open_and_leaves_what_was_sent(desk_for: DeskFor) -> None:
    desk = desk_for()
    with desk.store.reading() as reading:
        mine = next(o for o in reading.all_obligations() if (o.unit, o.task) == ("T2", "1"))
    content = reports.Content(
        text="Xong.",
        numbers={"sach": "1"},
        paper_number="1",
        paper_date=date(2017, 2, 1),
        paper_issuer="T2",
    )
    reports.send_report(
        desk_for(coordinator("T2")), obligation=mine.id, version=mine.version, content=content
    )
    made = use_plan(desk, text=LATER, name="doc.toml", reason="Điều chỉnh năm 2017")
    assert made == Made(made=0, moved=1, dropped=0)
    assert owed(desk)["T1", "1", "once"] == (date(2017, 4, 15), State.OPEN)
    assert owed(desk)["T2", "1", "once"] == (date(2017, 3, 31), State.SENT)
    with desk.store.reading() as reading:
        version = reading.plan_version()
        assert version is not None
        steps = [(step.action, step.reason) for step in reading.history("plan", version.id)]
    assert steps == [("use_plan", "Điều chỉnh năm 2017"), ("use_plan", "")]


def test_a_task_taken_out_of_the_plan_is_no_longer_owed(desk_for: DeskFor) -> None:
    desk = desk_for()
    head, task_1, _ = PLAN.split("[[tasks]]")
    made = use_plan(desk, text=f"{head}[[tasks]]{task_1}", name="doc.toml")
    assert made == Made(made=0, moved=0, dropped=4)
    assert {state for (_, task, _), (_, state) in owed(desk).items() if task == "2"} == {
        State.WAIVED
    }


def test_a_faulty_plan_leaves_the_old_one_in_use(desk_for: DeskFor) -> None:
    desk, before = desk_for(), owed(desk_for())
    with pytest.raises(FaultyFile) as faulty:
        use_plan(desk, text=LATER.replace('phase = "A"', 'phase = "B"'), name="sai.toml")
    assert len(faulty.value.problems) >= 1
    assert owed(desk) == before


def test_only_those_with_the_right_put_a_plan_in_use(desk_for: DeskFor) -> None:
    for role in (Role.UNIT, Role.LEADER, Role.ANALYST, Role.COUNCIL):
        with pytest.raises(Refused):
            use_plan(desk_for(a_user(role)), text=LATER, name="doc.toml")
        with pytest.raises(Refused):
            import_units(desk_for(a_user(role)), data=UNITS.encode(), name="a.csv")


def test_importing_the_same_units_again_changes_nothing(desk_for: DeskFor) -> None:
    imported = import_units(desk_for(), data=UNITS.encode(), name="truong.csv")
    assert (imported.new, imported.changed, imported.same) == (0, 0, 4)


def test_a_new_unit_gets_its_obligations(desk_for: DeskFor) -> None:
    desk = desk_for()
    more = "code,name_vi,kind,parent\nT3,Trường Ba,truong,PGD\n"
    imported = import_units(desk, data=more.encode(), name="them.csv")
    assert (imported.new, imported.obligations.made) == (1, 3)
    assert sorted(key for key in owed(desk) if key[0] == "T3") == [
        ("T3", "1", "once"),
        ("T3", "2", "2017-H1"),
        ("T3", "2", "2017-H2"),
    ]


def test_a_unit_that_ends_in_mid_plan_hands_on_what_is_still_to_come(desk_for: DeskFor) -> None:
    desk = desk_for()
    renamed = (
        "code,name_vi,kind,parent,valid_from,valid_to,successor\n"
        "T2,Trường Hai,truong,PGD,,2017-09-01,T8\n"
        "T8,Trường Hai mới,truong,PGD,2017-09-01,,\n"
    )
    imported = import_units(desk, data=renamed.encode(), name="doi-ten.csv")
    assert (imported.new, imported.changed) == (1, 1)
    assert owed(desk)["T2", "2", "2017-H1"] == (date(2017, 6, 15), State.OPEN)
    assert owed(desk)["T2", "2", "2017-H2"] == (date(2017, 12, 15), State.WAIVED)
    assert owed(desk)["T8", "2", "2017-H2"] == (date(2017, 12, 15), State.OPEN)


def test_a_faulty_list_writes_nothing_at_all(desk_for: DeskFor) -> None:
    desk, before = desk_for(), owed(desk_for())
    bad = "code,name_vi,kind,parent\nT3,Trường Ba,truong,PGD\nT4,Trường Bốn,truong,KHONGCO\n"
    with pytest.raises(FaultyFile) as faulty:
        import_units(desk, data=bad.encode(), name="sai.csv")
    assert [problem.line for problem in faulty.value.problems] == [3]
    with desk.store.reading() as reading:
        assert reading.unit("T3") is None
    assert owed(desk) == before
