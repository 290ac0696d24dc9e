"""A conference lived through by the actions: places, nominations, decisions, badges, who came."""

from dataclasses import replace
from datetime import date

import pytest

from tests.actions.test_exemplars import told
from tests.conferences import (
    CONGRESS,
    HALFWAY,
    at_conference,
    now,
    of_unit,
    reviewed,
)
from tests.desks import DeskFor
from toolkit.actions import lifeline
from toolkit.actions.conference import attendance, deciding, nominations, places
from toolkit.actions.conference.nominations import Chosen
from toolkit.actions.conference.views import conference_seen, conferences, nomination
from toolkit.actions.desk import Desk
from toolkit.domain.ballot import Decision, DecisionState
from toolkit.domain.conference import Delegate, DelegateState, Quota
from toolkit.domain.council import Dossier
from toolkit.domain.exemplar import Exemplar, Step
from toolkit.errors import Conflict, NotFound, Refused
from toolkit.rules.conference import Stage

__all__ = ["at_conference"]


def shared(desk: Desk, code: str = CONGRESS) -> dict[str, Quota]:
    return {each.unit: each for each in places.share_places(desk, conference=code)}


def sent(desk: Desk, unit: str, *ones: Exemplar, code: str = CONGRESS) -> tuple[Delegate, ...]:
    chosen = [Chosen(each.id, name="Trần Thị Bình") for each in ones]
    return nominations.nominate(desk, conference=code, unit=unit, chosen=chosen)


def on_list(desks: DeskFor) -> dict[str, Delegate]:
    """A closed list of the congress: two nominees of T2 and a guest; by name."""
    ministry = desks()
    one, model = reviewed(desks, "T2", "Nguyễn Văn An"), reviewed(desks, "T2", "Tủ sách lớp")
    shared(ministry)
    two = sent(of_unit(desks, "T2"), "T2", one, model)
    deciding.confirm(ministry, conference=CONGRESS, delegates=[each.id for each in two])
    form = {"group": "ex_officio", "name": "Lê Minh Quang", "post": "Trưởng phòng", "unit": "PGD"}
    deciding.put_delegate(ministry, conference=CONGRESS, form=form)
    closed = deciding.close_list(ministry, conference=CONGRESS)
    return {each.name: each for each in closed}


def test_places_are_shared_by_the_rule_and_changed_with_a_reason(at_conference: DeskFor) -> None:
    ministry = at_conference()
    for number in range(3):
        reviewed(at_conference, "T2", f"Người {number}")
    reviewed(at_conference, "T9", "Người chín")

    # 6 seats, one each, the other 4 by 3 and 1 approved exemplars.
    assert {unit: each.count for unit, each in shared(ministry).items()} == {"T2": 4, "T9": 2}
    quota = shared_now(ministry)["T2"]
    changed = places.change_place(
        ministry, conference=CONGRESS, unit="T2", count=3, version=quota.version, reason="Bớt."
    )
    assert (changed.count, changed.note, changed.version) == (3, "Bớt.", quota.version + 1)
    seen = conference_seen(ministry, code=CONGRESS)
    assert [(each.unit.code, each.places, each.proposed) for each in seen.places] == [
        ("T2", 3, 4),
        ("T9", 2, 2),
    ]
    assert (seen.stage, seen.seats_given) == (Stage.NOMINATING, 5)
    with pytest.raises(Conflict):
        places.change_place(
            ministry, conference=CONGRESS, unit="T2", count=2, version=quota.version, reason="x"
        )


def shared_now(desk: Desk) -> dict[str, Quota]:
    with desk.store.reading() as q:
        return {each.unit: each for each in q.quotas(CONGRESS)}


def test_places_never_add_up_to_more_than_the_seats_or_to_less_than_is_used(
    at_conference: DeskFor,
) -> None:
    ministry = at_conference()
    one = reviewed(at_conference, "T2", "Nguyễn Văn An")
    with pytest.raises(Refused) as refused:
        places.change_place(
            ministry, conference=CONGRESS, unit="T2", count=1, version=0, reason="x"
        )
    assert "places_not_shared" in {key for key, _ in told(refused)}
    quotas = shared(ministry)
    with pytest.raises(Refused) as refused:
        places.share_places(ministry, conference=CONGRESS)
    assert told(refused) == [("reason_missing", "reason")]
    with pytest.raises(Refused) as refused:
        places.change_place(
            ministry,
            conference=CONGRESS,
            unit="T9",
            count=9,
            version=quotas["T9"].version,
            reason="",
        )
    assert told(refused) == [("places_over", "count"), ("reason_missing", "reason")]
    sent(of_unit(at_conference, "T2"), "T2", one)
    with pytest.raises(Refused) as refused:
        places.change_place(
            ministry,
            conference=CONGRESS,
            unit="T2",
            count=0,
            version=quotas["T2"].version,
            reason="Bớt.",
        )
    assert told(refused) == [("places_nominated", "count")]
    with pytest.raises(Refused) as refused:
        places.share_places(ministry, conference=CONGRESS, reason="Chia lại.")
    assert told(refused) == [("places_begun", "")]


def test_a_unit_nominates_its_own_and_the_life_line_knows(at_conference: DeskFor) -> None:
    one, model = (reviewed(at_conference, "T2", name) for name in ("Nguyễn Văn An", "Tủ sách"))
    shared(at_conference())
    desk = of_unit(at_conference, "T2")
    nominations.keep_draft(desk, conference=CONGRESS, unit="T2", form={"chosen": [one.id]})
    person, stands_for = sent(desk, "T2", one, model)

    assert (person.name, person.post, person.unit) == ("Nguyễn Văn An", "Giáo viên", "T2")
    assert stands_for.name == "Trần Thị Bình"
    assert now(desk, one).step is Step.NOMINATED
    assert nominations.read_draft(desk, conference=CONGRESS, unit="T2") == ({}, None)
    seen = conference_seen(desk, code=CONGRESS)
    assert [(each.delegate.name, each.section) for each in seen.rows] == [
        ("Nguyễn Văn An", "ca_nhan"),
        ("Trần Thị Bình", "tap_the"),
    ]


def test_the_draft_of_a_unit_is_there_again(at_conference: DeskFor) -> None:
    one = reviewed(at_conference, "T2", "Nguyễn Văn An")
    shared(at_conference())
    desk = of_unit(at_conference, "T2")
    nominations.keep_draft(desk, conference=CONGRESS, unit="T2", form={"chosen": [one.id]})

    seen = nomination(desk, conference=CONGRESS, unit="T2")
    assert (seen.draft, seen.places) == ({"chosen": [one.id]}, 5)
    assert [(each.exemplar.id, each.blockers) for each in seen.candidates] == [(one.id, ())]
    nominations.drop_draft(desk, conference=CONGRESS, unit="T2")
    assert nomination(desk, conference=CONGRESS, unit="T2").draft == {}


def test_nobody_is_nominated_twice_over_the_places_or_for_another_unit(
    at_conference: DeskFor,
) -> None:
    ones = [reviewed(at_conference, "T2", f"Người {number}") for number in range(6)]
    strange = reviewed(at_conference, "T9", "Người chín")
    ministry, desk = at_conference(), of_unit(at_conference, "T2")
    with pytest.raises(Refused) as refused:
        sent(desk, "T2", ones[0])
    assert told(refused) == [("places_not_shared", "")]
    shared(ministry)
    sent(desk, "T2", ones[0])
    for chosen, expected in (
        ((ones[0],), [("nominated_already", ones[0].id)]),
        ((ones[1], ones[1]), [("chosen_twice", "")]),
        ((), [("no_delegate_chosen", "")]),
        ((strange,), [("not_your_exemplar", "exemplars")]),
        (tuple(ones[1:]), [("over_quota", "")]),
    ):
        with pytest.raises(Refused) as refused:
            sent(desk, "T2", *chosen)
        assert told(refused) == expected
    with pytest.raises(Refused) as refused:
        sent(desk, "T9", strange)
    assert told(refused) == [("not_your_unit", "")]
    assert len(conference_seen(ministry, code=CONGRESS).rows) == 1


def test_one_that_was_not_reviewed_or_is_followed_no_more_is_not_nominated(
    at_conference: DeskFor,
) -> None:
    young = reviewed(at_conference, "T2", "Chưa tổng kết", final=False)
    gone = reviewed(at_conference, "T2", "Thôi theo dõi")
    desk = of_unit(at_conference, "T2")
    lifeline.stop(desk, exemplar=gone.id, version=gone.version, reason="Chuyển ngành.")
    shared(at_conference())
    with pytest.raises(Refused) as refused:
        sent(desk, "T2", young, gone)
    assert told(refused) == [
        ("needs.final_reviewed", young.id),
        ("standing.stopped", gone.id),
    ]
    assert conference_seen(desk, code=CONGRESS).rows == ()


def test_halfway_nominees_went_through_the_mid_term_review_and_take_no_step(
    at_conference: DeskFor,
) -> None:
    one = reviewed(at_conference, "T2", "Chưa tổng kết", final=False)
    autumn = date(2017, 10, 1)
    ministry = at_conference(on=autumn)
    shared(ministry, HALFWAY)
    [delegate] = sent(of_unit(at_conference, "T2", autumn), "T2", one, code=HALFWAY)
    deciding.confirm(ministry, conference=HALFWAY, delegates=[delegate.id])
    deciding.close_list(ministry, conference=HALFWAY)
    day = at_conference(on=date(2017, 11, 21))
    attendance.mark_attendance(day, conference=HALFWAY, came=[delegate.id])

    assert now(day, one).step is Step.INTERIM_REVIEWED
    assert [(each.stage, each.came) for each in conferences(day)] == [
        (Stage.HELD, 1),
        (Stage.PREPARING, 0),
    ]


def test_a_nomination_is_taken_back_until_it_is_decided(at_conference: DeskFor) -> None:
    one, other = (reviewed(at_conference, "T2", name) for name in ("Một", "Hai"))
    ministry, desk = at_conference(), of_unit(at_conference, "T2")
    shared(ministry)
    first, second = sent(desk, "T2", one, other)
    deciding.confirm(ministry, conference=CONGRESS, delegates=[second.id])
    nominations.withdraw(desk, delegate=first.id, version=first.version, reason="Ốm.")

    assert now(desk, one).step is Step.FINAL_REVIEWED
    with pytest.raises(Refused) as refused:
        nominations.withdraw(desk, delegate=second.id, version=second.version + 1, reason="Ốm.")
    assert told(refused) == [("nomination_decided", "")]
    with pytest.raises(NotFound):
        nominations.withdraw(desk, delegate=first.id, version=1, reason="Ốm.")
    assert len(sent(desk, "T2", one)) == 1


def test_the_ministry_declines_with_a_reason_and_may_think_again(at_conference: DeskFor) -> None:
    one = reviewed(at_conference, "T2", "Một")
    ministry, desk = at_conference(), of_unit(at_conference, "T2")
    shared(ministry)
    [delegate] = sent(desk, "T2", one)
    with pytest.raises(Refused) as refused:
        deciding.decline(ministry, delegate=delegate.id, version=delegate.version, reason=" ")
    assert told(refused) == [("reason_missing", "reason")]
    declined = deciding.decline(
        ministry, delegate=delegate.id, version=delegate.version, reason="Thiếu hồ sơ."
    )
    assert (declined.state, declined.note) == (DelegateState.DECLINED, "Thiếu hồ sơ.")
    assert now(desk, one).step is Step.FINAL_REVIEWED
    with pytest.raises(Refused) as refused:
        sent(desk, "T2", one)
    assert told(refused) == [("nominee_declined", one.id)]
    [again] = deciding.confirm(ministry, conference=CONGRESS, delegates=[delegate.id])
    assert again.state is DelegateState.CONFIRMED
    assert now(desk, one).step is Step.NOMINATED


def test_the_councils_published_choice_is_advice_and_keeps_nobody_away(
    at_conference: DeskFor,
) -> None:
    ones = [reviewed(at_conference, "T2", f"Người {name}") for name in ("An", "Ba", "Cúc")]
    ministry, desk = at_conference(), of_unit(at_conference, "T2")
    shared(ministry)
    with ministry.store.writing(by="bo", at=ministry.now()) as tx:
        for number, one in enumerate(ones[:2], 1):
            given = Dossier(review="tong-ket", subject=one.id, unit="T2", number=number)
            kept = tx.save(given, action="put_up")
            decision = Decision(review="tong-ket", dossier=kept.id, chosen=number == 1)
            if number == 2:
                decision = replace(decision, reason="Ít điểm.")
            tx.save(replace(decision, state=DecisionState.PUBLISHED), action="publish")
        tx.commit()
    seen = nomination(desk, conference=CONGRESS, unit="T2").candidates
    told_of = {each.exemplar.name: [b.key for b in each.advice] for each in seen}
    assert told_of == {
        "Người An": ["conference.advice.chosen"],
        "Người Ba": ["conference.advice.left_out"],
        "Người Cúc": ["conference.advice.not_judged"],
    }
    sent(desk, "T2", *ones)
    rows = conference_seen(ministry, code=CONGRESS).rows
    assert [[b.key for b in each.advice] for each in rows] == [*told_of.values()]
