"""The list of a conference: closed, badges, who came, what they did afterwards, who may do what."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.actions.test_conference import on_list, sent, shared
from tests.actions.test_exemplars import told
from tests.builders import a_user
from tests.conferences import (
    CONGRESS,
    DAY,
    at_conference,
    now,
    of_unit,
    reviewed,
)
from tests.desks import DeskFor
from tests.store.builders import statements_of
from toolkit.actions import activities, exemplars, lifeline
from toolkit.actions.conference import attendance, deciding, nominations, places
from toolkit.actions.conference.views import conference_seen, nomination
from toolkit.domain.conference import DelegateState, Quota
from toolkit.domain.exemplar import Step
from toolkit.domain.user import Role
from toolkit.errors import Refused, UnknownConference

__all__ = ["at_conference"]


def test_closing_numbers_badges_in_the_order_of_the_list(at_conference: DeskFor) -> None:
    closed = on_list(at_conference)

    assert {name: each.badge for name, each in closed.items()} == {
        "Lê Minh Quang": 1,
        "Nguyễn Văn An": 2,
        "Trần Thị Bình": 3,
    }
    ministry, desk = at_conference(), of_unit(at_conference, "T2")
    with pytest.raises(Refused) as refused:
        sent(desk, "T2", reviewed(at_conference, "T2", "Muộn"))
    assert told(refused) == [("conference_closed", "")]
    with pytest.raises(Refused) as refused:
        deciding.close_list(ministry, conference=CONGRESS)
    assert told(refused) == [("conference_closed", "")]
    form = {"group": "leader", "name": "Ngô Thu Hà", "unit": "T9"}
    with pytest.raises(Refused) as refused:
        deciding.put_delegate(ministry, conference=CONGRESS, form=form)
    assert told(refused) == [("late_note", "note")]
    late = deciding.put_delegate(
        ministry, conference=CONGRESS, form={**form, "note": "Thay lãnh đạo."}
    )
    assert late.badge == 4


def test_a_list_is_not_closed_while_somebody_waits_or_nobody_is_on_it(
    at_conference: DeskFor,
) -> None:
    one = reviewed(at_conference, "T2", "Một")
    ministry = at_conference()
    shared(ministry)
    with pytest.raises(Refused) as refused:
        deciding.close_list(ministry, conference=CONGRESS)
    assert told(refused) == [("list_empty", "")]
    sent(of_unit(at_conference, "T2"), "T2", one)
    with pytest.raises(Refused) as refused:
        deciding.close_list(ministry, conference=CONGRESS)
    assert told(refused) == [("list_empty", ""), ("nominees_wait", "")]


def test_who_came_is_honoured_from_the_day_on(at_conference: DeskFor) -> None:
    closed = on_list(at_conference)
    an, binh = closed["Nguyễn Văn An"], closed["Trần Thị Bình"]
    with pytest.raises(Refused) as refused:
        attendance.mark_attendance(at_conference(), conference=CONGRESS, came=[an.id])
    assert told(refused) == [("conference_ahead", "")]
    day = at_conference(on=DAY)
    with pytest.raises(Refused) as refused:
        attendance.mark_attendance(
            day, conference=CONGRESS, came=[an.id], excused={an.id: "Ốm", binh.id: ""}
        )
    assert told(refused) == [("came_and_not", ""), ("reason_missing", binh.id)]
    attendance.mark_attendance(
        day, conference=CONGRESS, came=[an.id], excused={binh.id: "Đi công tác."}
    )

    with day.store.reading() as q:
        one = q.exemplar(an.exemplar)
        found = q.delegate(an.id)
        absent = q.delegate(binh.id)
    assert one is not None
    assert found is not None
    assert absent is not None
    honoured = one.taken(Step.HONOURED)
    assert honoured is not None
    assert (honoured.on, honoured.note) == (DAY, "Đại hội")
    assert (absent.state, absent.note) == (DelegateState.EXCUSED, "Đi công tác.")
    attendance.unmark(day, delegate=found.id, version=found.version, reason="Nhầm người.")
    assert now(day, one).step is Step.NOMINATED


def test_what_each_did_afterwards_is_told(at_conference: DeskFor) -> None:
    closed = on_list(at_conference)
    an = closed["Nguyễn Văn An"]
    day = at_conference(on=date(2018, 12, 20))
    attendance.mark_attendance(day, conference=CONGRESS, came=[an.id])
    for title, on in (("Kể chuyện", "01/12/2018"), ("Lớp cũ", "01/11/2018")):
        form = {"title": title, "on": on, "outlet": "Báo Huế", "medium": "newspaper"}
        activities.record(day, kind="media", unit="T2", form=form, exemplars=[an.exemplar])

    rows = {each.delegate.name: each for each in conference_seen(day, code=CONGRESS).rows}
    assert [each.title for each in rows["Nguyễn Văn An"].done] == ["Kể chuyện"]
    assert rows["Trần Thị Bình"].done == ()


def test_the_successor_bears_places_and_nominates_for_a_merged_unit(
    at_conference: DeskFor,
) -> None:
    one = reviewed(at_conference, "T9", "Người chín")
    ministry = at_conference()
    with ministry.store.writing(by="bo", at=ministry.now()) as tx:
        tx.save_many(
            [Quota(conference=CONGRESS, unit=unit, count=2) for unit in ("T1", "T9")],
            action="share_places",
        )
        tx.commit()
    seen = conference_seen(ministry, code=CONGRESS)
    t9 = next(each for each in seen.places if each.unit.code == "T9")
    assert (t9.places, [each.values["unit"] for each in t9.told]) == (4, ["Trường Một"])
    [delegate] = sent(of_unit(at_conference, "T9"), "T1", one)
    assert delegate.unit == "T9"
    changed = places.change_place(
        ministry, conference=CONGRESS, unit="T9", count=3, version=t9.version, reason="Gộp."
    )
    assert changed.count == 3
    assert conference_seen(ministry, code=CONGRESS).seats_given == 3


def test_a_nominee_merged_into_another_is_told_and_not_confirmed(at_conference: DeskFor) -> None:
    one, other = (reviewed(at_conference, "T2", name) for name in ("Một", "Hai"))
    ministry = at_conference()
    shared(ministry)
    [delegate] = sent(of_unit(at_conference, "T2"), "T2", one)
    gone = now(ministry, one)
    lifeline.merge(
        ministry, exemplar=gone.id, version=gone.version, into=other.id, into_version=other.version
    )
    with pytest.raises(Refused) as refused:
        deciding.confirm(ministry, conference=CONGRESS, delegates=[delegate.id])
    assert told(refused) == [("standing.merged", delegate.id)]
    [row] = conference_seen(ministry, code=CONGRESS).rows
    assert [each.key for each in row.told] == ["blocker.standing.merged"]


def test_others_read_and_write_nothing(at_conference: DeskFor) -> None:
    one = on_list(at_conference)["Lê Minh Quang"]
    told_of: dict[str, Any] = {"delegate": one.id, "version": one.version}
    for role in (Role.LEADER, Role.ANALYST, Role.COUNCIL, Role.ADMIN):
        desk = at_conference(a_user(role), DAY)
        seen = conference_seen(desk, code=CONGRESS)
        assert (len(seen.rows), seen.runs, seen.nominates, seen.units) == (3, False, False, ())
        at: Any = partial(partial, desk=desk, conference=CONGRESS)
        acts: tuple[Callable[[], Any], ...] = (
            at(places.share_places),
            at(deciding.confirm, delegates=[one.id]),
            partial(deciding.decline, desk, **told_of, reason="x"),
            at(deciding.put_delegate, form={}),
            partial(deciding.change_delegate, desk, **told_of, form={}),
            partial(deciding.drop_delegate, desk, **told_of, reason="x"),
            at(deciding.close_list),
            at(attendance.mark_attendance, came=[one.id]),
            partial(attendance.unmark, desk, **told_of, reason="x"),
            at(nominations.nominate, unit="T2", chosen=[]),
            at(nominations.keep_draft, unit="T2", form={}),
        )
        for act in acts:
            with pytest.raises(Refused) as refused:
                act()
            assert told(refused) == [("no_right", "")]


def test_a_unit_sees_its_own_delegates_only(at_conference: DeskFor) -> None:
    on_list(at_conference)

    assert conference_seen(of_unit(at_conference, "T9"), code=CONGRESS).rows == ()
    seen = conference_seen(of_unit(at_conference, "T2"), code=CONGRESS)
    assert [each.delegate.name for each in seen.rows] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [each.unit.code for each in seen.places] == ["T2"]
    with pytest.raises(Refused):
        nomination(of_unit(at_conference, "T9"), conference=CONGRESS, unit="T2")
    with pytest.raises(UnknownConference):
        conference_seen(at_conference(), code="khong-co")


def test_delegates_are_mended_and_struck_off(at_conference: DeskFor) -> None:
    closed = on_list(at_conference)
    ministry = at_conference()
    guest, an = closed["Lê Minh Quang"], closed["Nguyễn Văn An"]
    mended = deciding.change_delegate(
        ministry, delegate=an.id, version=an.version, form={"section": "khach", "unit": "T9"}
    )
    assert (mended.section, mended.unit) == ("khach", "T2")
    with pytest.raises(Refused) as refused:
        deciding.change_delegate(
            ministry, delegate=an.id, version=mended.version, form={"name": "", "section": "x"}
        )
    assert told(refused) == [("delegate_name", "name"), ("not_in_list", "section")]
    with pytest.raises(Refused) as refused:
        deciding.drop_delegate(ministry, delegate=an.id, version=mended.version, reason="Bỏ.")
    assert told(refused) == [("decline_instead", "")]
    deciding.drop_delegate(ministry, delegate=guest.id, version=guest.version, reason="Bận.")
    assert len(conference_seen(ministry, code=CONGRESS).rows) == 2


def test_a_page_asks_as_many_statements_for_one_delegate_as_for_many(
    at_conference: DeskFor,
) -> None:
    ministry = at_conference()
    shared(ministry)
    with statements_of(ministry.store) as few:
        conference_seen(ministry, code=CONGRESS)
    sent(ministry, "T2", *(reviewed(at_conference, "T2", f"Người {n}") for n in range(3)))
    with statements_of(ministry.store) as many:
        conference_seen(ministry, code=CONGRESS)
    assert len(many) <= len(few) + 1


def test_exemplars_are_edited_after_they_were_nominated(at_conference: DeskFor) -> None:
    one = reviewed(at_conference, "T2", "Một")
    desk = of_unit(at_conference, "T2")
    shared(at_conference())
    sent(desk, "T2", one)
    edited = exemplars.edit(
        desk, exemplar=one.id, version=now(desk, one).version, form={"post": "Tổ trưởng"}
    )
    assert edited.post == "Tổ trưởng"
