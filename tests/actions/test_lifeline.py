"""The life-line lived through by the actions: who may take which step, and what merging keeps."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.actions.test_exemplars import put, saved, told
from tests.desks import DeskFor, coordinator
from toolkit.actions import activities, exemplars, lifeline
from toolkit.actions.desk import Desk
from toolkit.domain.activity import Activity
from toolkit.domain.exemplar import Exemplar, Registration, Standing, Step
from toolkit.errors import Conflict, NotFound, Refused

TODAY = date(2017, 6, 1)
MODEL = {"kind": "model", "name": "Tủ sách lớp học", "novelty": "Sách luân chuyển."}
MODEL |= {"place": "Mười lớp", "figures": "400 cuốn"}
PAPER = {"paper_number": "12/QĐ", "paper_date": "01/06/2017", "paper_issuer": "Phòng Giáo dục"}


def step(desk: Desk, name: str, one: Exemplar, **more: Any) -> Exemplar:
    act: Callable[..., Exemplar] = getattr(lifeline, name)
    return act(desk, exemplar=one.id, version=one.version, **more)


def registered(desk: Desk, **changes: Any) -> Exemplar:
    one = step(desk, "select", put(desk, **changes), form={"on": "01/04/2017"})
    return step(desk, "approve", step(desk, "submit", one))


def record(desk: Desk, kind: str, *ones: Exemplar, unit: str = "T2", **form: Any) -> Activity:
    form = {"title": "Việc", "on": "20/05/2017", **form}
    ids = [one.id for one in ones]
    return activities.record(desk, kind=kind, unit=unit, form=form, exemplars=ids)


def now(desk: Desk, one: Exemplar) -> Exemplar:
    found = saved(desk, one)
    assert found is not None
    return found


def test_from_discovered_to_honoured(desk_for: DeskFor) -> None:
    unit, ministry = desk_for(coordinator("T2"), TODAY), desk_for(on=TODAY)
    one = step(unit, "select", put(unit, summary=""), form={"note": "Họp tổ.", "proof": PAPER})
    with pytest.raises(Refused) as refused:
        step(unit, "submit", one)
    assert told(refused) == [("lacks.summary", "summary")]
    one = exemplars.edit(unit, exemplar=one.id, version=one.version, form={"summary": "Tốt."})
    one = step(unit, "submit", one)
    one = step(ministry, "send_back", one, reason="Thiếu số liệu.")
    assert (one.registration, one.note) == (Registration.RETURNED, "Thiếu số liệu.")
    one = step(ministry, "approve", step(unit, "submit", one))
    record(unit, "nurturing", one, means="training")
    one = step(unit, "review", now(unit, one), step="interim_reviewed", form={})
    one = step(unit, "review", one, step="final_reviewed", form={})
    one = step(ministry, "honour", step(unit, "nominate", one, form={}), form={"proof": PAPER})

    assert [each.step for each in one.steps] == [
        Step.DISCOVERED,
        Step.SELECTED,
        Step.REGISTERED,
        Step.NURTURED,
        Step.INTERIM_REVIEWED,
        Step.FINAL_REVIEWED,
        Step.NOMINATED,
        Step.HONOURED,
    ]
    selected = one.steps[1]
    assert (selected.note, selected.by, selected.proof.paper_number) == (
        "Họp tổ.",
        "dm.t2",
        "12/QĐ",
    )
    with unit.store.reading() as q:
        history = [each.action for each in q.history("exemplar", one.id)]
    assert history == [
        *("honour", "nominate", "review", "review", "step", "approve", "submit", "send_back"),
        *("submit", "edit", "select", "discover"),
    ]


@pytest.mark.parametrize("name", ["approve", "send_back", "honour"])
def test_a_unit_does_not_judge_its_own(desk_for: DeskFor, name: str) -> None:
    desk = desk_for(coordinator("T2"), TODAY)
    more: dict[str, dict[str, Any]] = {"send_back": {"reason": "x"}, "honour": {"form": {}}}
    with pytest.raises(Refused) as refused:
        step(desk, name, put(desk), **more.get(name, {}))
    assert told(refused) == [("no_right", "")]


def test_another_unit_takes_no_step(desk_for: DeskFor) -> None:
    one = put(desk_for(on=TODAY))
    with pytest.raises(Refused) as refused:
        step(desk_for(coordinator("T9"), TODAY), "select", one, form={})
    assert told(refused) == [("not_your_unit", "")]
    with pytest.raises(NotFound):
        lifeline.recall(desk_for(on=TODAY), exemplar="no-such", version=1)


def test_a_step_is_refused_with_every_reason(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    form = {"on": "01/02/2017", "note": "A" * 1001, "proof": {"paper_number": "1"}}
    with pytest.raises(Refused) as refused:
        step(desk, "nominate", put(desk), form=form)
    assert told(refused) == [
        ("needs.final_reviewed", ""),
        ("before_discovery", "on"),
        ("too_long", "note"),
        ("paper_date_missing", "proof.0.paper_date"),
        ("paper_issuer_missing", "proof.0.paper_issuer"),
    ]
    with pytest.raises(Refused) as refused:
        step(desk, "review", put(desk), step="honoured", form={})
    assert told(refused) == [("not_in_list", "step")]


def test_who_decides_on_what_has_changed_meanwhile_is_told(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = step(desk, "submit", step(desk, "select", put(desk), form={}))
    step(desk, "recall", one)
    with pytest.raises(Conflict):
        step(desk, "approve", one)


def test_what_was_done_for_it_meanwhile_is_no_conflict(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk)
    record(desk, "media", one, outlet="Báo Huế", medium="newspaper")

    assert step(desk, "select", one, form={}).version == 3


def test_stopped_with_a_reason_and_followed_again(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    with pytest.raises(Refused) as refused:
        step(desk, "stop", put(desk), reason=" ")
    assert told(refused) == [("reason_missing", "reason")]
    stopped = step(desk, "stop", put(desk), reason="Chuyển công tác.")
    assert (stopped.standing, stopped.note) == (Standing.STOPPED, "Chuyển công tác.")
    with pytest.raises(Refused) as refused:
        step(desk, "select", stopped, form={})
    assert told(refused)[0] == ("standing.stopped", "")
    assert step(desk, "resume", stopped).standing is Standing.FOLLOWED


def test_merging_keeps_steps_activities_follow_ups_and_the_old_code(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one, into = registered(desk, **MODEL), put(desk, unit="T9", **{**MODEL, "place": ""})
    third = registered(desk, **MODEL)
    done = record(desk, "nurturing", one, third, means="task")
    copied = record(desk, "replication", now(desk, one), taker="T9", adapted="Thêm tủ.")
    together = lifeline.merge(
        desk, exemplar=one.id, version=now(desk, one).version, into=into.id, into_version=1
    )

    assert together.other_codes == (one.code,)
    assert together.step is Step.REPLICATED
    assert (together.place, together.unit) == ("Mười lớp", "T9")
    with desk.store.reading() as q:
        assert {each.id for each in q.activities_of(into.id)} == {done.id, copied.id}
        assert q.activities_of(one.id) == ()
        found = q.activity(done.id)
        assert found is not None
        assert found.exemplars == (into.id, third.id)
        assert [each.months for each in q.follow_ups_of(into.id)] == [6, 12]
        assert q.exemplar_called(one.code) == together
    with pytest.raises(Refused) as refused:
        step(desk, "select", now(desk, one), form={})
    assert ("standing.merged", "") in told(refused)
