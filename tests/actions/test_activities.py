"""Activities: one for many, what the first of a kind does, follow-ups, and what is refused."""

from datetime import date
from typing import Any

import pytest

from tests.actions.test_exemplars import put, told
from tests.actions.test_lifeline import MODEL, PAPER, now, record, registered
from tests.desks import DeskFor, coordinator
from toolkit.actions import activities
from toolkit.actions.targets import set_targets
from toolkit.domain.activity import Commendation, FollowUp, Issue, Replication, Visit
from toolkit.domain.exemplar import Step
from toolkit.errors import Conflict, Refused

TODAY = date(2017, 6, 1)


def test_one_activity_hangs_on_many_and_is_the_step_of_each(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    ones = [registered(desk), registered(desk, name="Lê Ba")]
    done = record(desk, "nurturing", *ones, means="mentoring", place="Huế", until="22/05/2017")

    assert done.exemplars == tuple(one.id for one in ones)
    taken = [now(desk, one).taken(Step.NURTURED) for one in ones]
    assert [each and (each.on, each.by) for each in taken] == [(TODAY, "ministry")] * 2


def test_copying_makes_follow_ups_that_the_taker_answers(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, **MODEL)
    record(desk, "nurturing", one, means="support")
    taker = desk_for(coordinator("T9"), date(2018, 1, 1))
    copied = record(taker, "replication", one, unit="T9", taker="T9", figures="5 lớp")
    assert copied.detail == Replication(taker="T9", figures="5 lớp")
    with taker.store.reading() as q:
        half, year = q.follow_ups(codes={"T9"})
    assert [(each.months, each.due) for each in (half, year)] == [
        (6, date(2017, 11, 20)),
        (12, date(2018, 5, 20)),
    ]

    def answer(version: int = 1, **form: Any) -> FollowUp:
        return activities.answer_follow_up(taker, follow_up=half.id, version=version, form=form)

    for form, reasons in (
        ({}, [("lacks.alive", "alive")]),
        ({"alive": "yes"}, [("lacks.alive", "alive")]),
        ({"alive": False}, [("lacks.why_not_alive", "note")]),
        ({"alive": True, "on": "19/05/2017"}, [("before_replication", "on")]),
        ({"alive": True, "on": "01/01/2019"}, [("day_in_future", "on")]),
    ):
        with pytest.raises(Refused) as refused:
            answer(**form)
        assert told(refused) == reasons
    answered = answer(alive=True, on="20/11/2017")
    assert (answered.alive, answered.answered_on) == (True, date(2017, 11, 20))
    with pytest.raises(Conflict):
        answer(alive=False, note="Hết sách.")
    with pytest.raises(Refused):
        activities.answer_follow_up(
            desk_for(coordinator("T1"), date(2017, 3, 1)),
            follow_up=year.id,
            version=1,
            form={"alive": True},
        )


@pytest.mark.parametrize(
    ("kind", "form", "reasons"),
    [
        ("nurturing", {}, [("lacks.means", "means"), ("exemplar_needs.registered", "exemplars")]),
        (
            "replication",
            {"taker": "T2"},
            [("exemplar_needs.nurtured", "exemplars"), ("taker_is_origin", "taker")],
        ),
        (
            "replication",
            {"taker": "T7"},
            [("exemplar_needs.nurtured", "exemplars"), ("not_in_list", "taker")],
        ),
        ("media", {"medium": "smoke", "outlet": "A"}, [("not_in_list", "medium")]),
        ("media", {"medium": "radio"}, [("lacks.outlet", "outlet")]),
        ("visit", {"guests": {"T9": "-2"}}, [("figure_not_whole", "guests")]),
        ("visit", {"guests": {"T7": 3}}, [("not_in_list", "guests")]),
        ("visit", {}, [("lacks.guests", "guests")]),
        ("media", {"medium": "radio", "outlet": "A", "on": "2017-02-01"}, None),
        ("commendation", {"award": "giay_khen", "type": "merit"}, [("lacks.decision", "proofs")]),
        (
            "issue",
            {"severity": "high", "adjusted_on": "01/06/2017"},
            [("lacks.adjustment", "adjustment")],
        ),
        (
            "media",
            {"medium": "radio", "outlet": "A", "on": "02/06/2017"},
            [("day_in_future", "on")],
        ),
        (
            "media",
            {"medium": "radio", "outlet": "A", "until": "1/5/2017"},
            [("until_before_on", "until")],
        ),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    desk_for: DeskFor, kind: str, form: dict[str, Any], reasons: list[tuple[str, str]] | None
) -> None:
    desk = desk_for(on=TODAY)
    with pytest.raises(Refused) as refused:
        record(desk, kind, put(desk), **form)
    assert told(refused) == (reasons or [("exemplar_discovered_later", "exemplars")])


def test_nothing_is_recorded_after_the_plans_end(desk_for: DeskFor) -> None:
    desk = desk_for(on=date(2018, 2, 1))
    with pytest.raises(Refused) as refused:
        record(desk, "movement", on="02/01/2018", aim="Đọc sách")
    assert told(refused) == [("after_plan", "on")]


def test_a_unit_sees_and_uses_anothers_approved_model_and_no_other(desk_for: DeskFor) -> None:
    ministry, other = desk_for(on=TODAY), desk_for(coordinator("T9"), TODAY)
    model, person = registered(ministry, **MODEL), registered(ministry)
    form: dict[str, Any] = {"guests": {"T9": "12"}, "lessons": "Luân chuyển sách."}
    visit = record(other, "visit", model, unit="T9", **form)
    assert visit.detail == Visit(guests={"T9": 12}, lessons="Luân chuyển sách.")
    for hung in (person, put(ministry, **MODEL)):
        with pytest.raises(Refused) as refused:
            record(other, "visit", hung, unit="T9", **form)
        assert ("exemplar_unknown", "exemplars") in told(refused)
    with pytest.raises(Refused) as refused:
        record(other, "visit", model, unit="T2", **form)
    assert told(refused) == [("not_your_unit", "")]


def test_a_commendation_with_its_decision_is_the_step_rewarded(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk)
    record(desk, "nurturing", one, means="task")
    form: dict[str, Any] = {
        "award": "giay_khen",
        "type": "merit",
        "reason": "Mười tủ sách",
        "proofs": [PAPER],
    }
    done = record(desk, "commendation", one, **form)

    assert isinstance(done.detail, Commendation)
    assert done.proofs[0].paper_number == "12/QĐ"
    assert now(desk, one).step is Step.REWARDED


def test_an_issue_is_answered_by_an_adjustment(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    issue = record(desk, "issue", severity="high", place="Trường Hai")
    answered = activities.change(
        desk,
        activity=issue.id,
        version=1,
        form={"adjustment": "Mua thêm sách.", "adjusted_on": "01/06/2017"},
    )

    assert isinstance(answered.detail, Issue)
    assert (answered.detail.severity, answered.detail.adjusted_on) == ("high", TODAY)
    with pytest.raises(Conflict):
        activities.change(desk, activity=issue.id, version=1, form={"title": "Khác"})


def test_follow_ups_move_with_the_day_of_the_replication(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, **MODEL)
    record(desk, "nurturing", one, means="task")
    copied = record(desk, "replication", one, taker="T9")
    activities.change(desk, activity=copied.id, version=1, form={"on": "31/05/2017"})

    with desk.store.reading() as q:
        assert [each.due for each in q.follow_ups()] == [date(2017, 11, 30), date(2018, 5, 31)]


def test_a_unit_sets_what_it_aims_at(desk_for: DeskFor) -> None:
    desk = desk_for(coordinator("T2"), TODAY)
    counts = {("person", ""): 2, ("model", "toan_dien"): 1}
    set_targets(desk, unit="T2", year=2017, counts=counts)
    found = set_targets(desk, unit="T2", year=2017, counts={("person", ""): 3})

    assert [(each.kind, each.field, each.count, each.version) for each in found] == [
        ("model", "toan_dien", 1, 1),
        ("person", "", 3, 2),
    ]
    for year, wrong, reasons in (
        (2018, {("person", ""): 1}, [("year_outside_plan", "year")]),
        (2017, {("hero", ""): 1}, [("not_in_list", "hero.")]),
        (2017, {("person", "dat"): 1}, [("not_in_list", "person.dat")]),
        (2017, {("person", ""): -1}, [("target_out_of_range", "person.")]),
        (2017, {("person", ""): "5"}, [("target_out_of_range", "person.")]),
    ):
        with pytest.raises(Refused) as refused:
            set_targets(desk, unit="T2", year=year, counts=wrong)
        assert told(refused) == reasons
    with pytest.raises(Refused):
        set_targets(desk_for(coordinator("T9"), TODAY), unit="T2", year=2017, counts=counts)
