"""Taking back the last step and removing an activity: with a reason, and the history keeps all."""

from datetime import timedelta

import pytest

from tests.actions.test_exemplars import put, told
from tests.actions.test_lifeline import MODEL, TODAY, now, record, registered, step
from tests.desks import DeskFor, coordinator
from toolkit.actions import activities
from toolkit.domain.exemplar import Registration, Step
from toolkit.errors import Conflict, NotFound, Refused
from toolkit.store.backup import check


def test_the_last_step_is_taken_back_with_a_reason_that_the_history_keeps(
    desk_for: DeskFor,
) -> None:
    unit, ministry = desk_for(coordinator("T2"), TODAY), desk_for(on=TODAY)
    one = step(unit, "select", put(unit), form={"on": "01/04/2017"})
    with pytest.raises(Refused) as refused:
        step(unit, "take_back", one, reason=" ")
    assert told(refused) == [("reason_missing", "reason")]
    one = step(unit, "take_back", one, reason="Chọn nhầm.")
    assert (one.step, one.last_on) == (Step.DISCOVERED, one.discovered_on)

    one = step(unit, "submit", step(unit, "select", one, form={"on": "02/04/2017"}))
    one = step(ministry, "approve", one)
    with pytest.raises(Refused) as refused:
        step(unit, "take_back", one, reason="Vội quá.")
    assert told(refused) == [("no_right", "")]
    one = step(ministry, "take_back", one, reason="Duyệt nhầm.")
    assert (one.step, one.registration) == (Step.SELECTED, Registration.WAITING)
    with unit.store.reading() as q:
        history = [(each.action, each.reason) for each in q.history("exemplar", one.id)]
    assert [each for each in history if each[1]] == [
        ("take_back", "Duyệt nhầm."),
        ("take_back", "Chọn nhầm."),
    ]


def test_an_activity_is_removed_with_the_step_it_made_and_what_was_to_be_looked_at(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, **MODEL)
    record(desk, "nurturing", one, means="task")
    copied = record(desk, "replication", now(desk, one), taker="T9", adapted="Thêm tủ.")
    later = desk_for(on=TODAY + timedelta(days=1))
    activities.remove(later, activity=copied.id, version=1, reason="Ghi nhầm đơn vị.")

    left = now(desk, one)
    assert left.step is Step.NURTURED
    with desk.store.reading() as q:
        assert q.activity(copied.id) is None
        assert q.follow_ups_of(one.id) == ()
        assert q.replications() == ()
        assert [each.kind.value for each in q.activities_of(one.id)] == ["nurturing"]
        [end, begin] = q.history("activity", copied.id)
        assert (end.action, end.reason, begin.action) == ("remove", "Ghi nhầm đơn vị.", "record")
        [last, *_] = q.history("exemplar", one.id)
        assert (last.action, last.reason) == ("unhang", "Việc: Ghi nhầm đơn vị.")
    with desk.store.reading(as_known_on=TODAY) as q:
        assert q.activity(copied.id) == copied
        assert len(q.follow_ups_of(one.id)) == 2
    assert check(desk.store) == ()
    with pytest.raises(NotFound):
        activities.remove(later, activity=copied.id, version=1, reason="Lần nữa.")


def test_what_a_later_step_stands_on_stays_until_that_is_taken_back(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, **MODEL)
    first = record(desk, "nurturing", one, means="task")
    reviewed = step(desk, "review", now(desk, one), step="interim_reviewed", form={})
    with pytest.raises(Refused) as refused:
        activities.remove(desk, activity=first.id, version=1, reason="")
    assert told(refused) == [("reason_missing", "reason"), ("step_needed", "")]

    second = record(desk, "nurturing", reviewed, means="training")
    activities.remove(desk, activity=first.id, version=1, reason="Ghi hai lần.")
    assert now(desk, one).taken(Step.NURTURED)
    step(desk, "take_back", now(desk, one), reason="Chưa sơ kết.")
    with pytest.raises(Refused) as refused:
        step(desk, "take_back", now(desk, one), reason="Chưa bồi dưỡng.")
    assert told(refused) == [("step_has_deed", "")]
    activities.remove(desk, activity=second.id, version=1, reason="Không có.")
    assert now(desk, one).step is Step.REGISTERED


def test_another_unit_removes_nothing_and_nobody_what_has_changed_meanwhile(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, **MODEL)
    done = record(desk, "nurturing", one, means="task")
    with pytest.raises(Refused):
        activities.remove(
            desk_for(coordinator("T9"), TODAY), activity=done.id, version=1, reason="Không phải."
        )
    form = {"title": "Tập huấn", "on": "20/05/2017", "means": "task"}
    activities.change(desk, activity=done.id, version=1, form=form)
    with pytest.raises(Conflict):
        activities.remove(desk, activity=done.id, version=1, reason="Nhầm.")
    with desk.store.reading() as q:
        assert [each.title for each in q.activities_of(one.id)] == ["Tập huấn"]
