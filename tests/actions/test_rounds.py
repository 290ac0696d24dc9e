"""A round opened by its rules, closed, opened again, and by whom."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_user
from tests.desks import UNITS, DeskFor, coordinator
from tests.reviewing import (
    BLIND,
    LATE,
    OF_UNITS,
    OPENS,
    REVIEW,
    exemplar,
    member,
    opened,
    plan_of_reviews,
    prepared,
    reasons,
    reopen,
    round_now,
    score,
    secretary,
    told,
)
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.reviews.council import (
    drop_member,
    people_for_council,
    put_member,
)
from toolkit.actions.reviews.dossiers import (
    assign,
    assign_evenly,
    candidates,
    put_up,
    withdraw,
)
from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.progress import reminders
from toolkit.actions.reviews.rounds import (
    close_scoring,
    open_again,
    open_scoring,
    review_seen,
    reviews_seen,
    set_up,
)
from toolkit.actions.reviews.scoring import declare
from toolkit.actions.units import import_units
from toolkit.domain.ballot import Ballot, BallotKind, Decision
from toolkit.domain.council import RoundState
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused, UnknownReview
from toolkit.words import Words


def close(desk: Desk, reason: str = "Thành viên vắng có lý do.") -> None:
    close_scoring(desk, review=REVIEW, version=round_now(desk).version, reason=reason)


def test_from_the_opening_on_the_rules_are_those_of_that_day(desk_for: DeskFor) -> None:
    opened(desk_for)
    desk = secretary(desk_for)
    use_plan(desk, text=plan_of_reviews(name="Tên mới {code}"), name="doc.toml", reason="Đổi.")

    with desk.store.reading() as q:
        fixed, free = held(q, REVIEW), held(q, BLIND)
    assert (fixed.review.name, free.review.name) == (f"Bình xét {REVIEW}", f"Tên mới {BLIND}")
    assert (fixed.round.plan_version, fixed.round.seed, fixed.round.opened_on) == (2, "2017", OPENS)

    use_plan(desk, text=plan_of_reviews().split("[[reviews]]")[0], name="doc.toml", reason="Bỏ.")
    assert [view.review.code for view in reviews_seen(desk)] == [REVIEW]
    with pytest.raises(UnknownReview):
        review_seen(desk, BLIND)


def test_opening_is_refused_with_every_reason_at_once(desk_for: DeskFor) -> None:
    desk = secretary(desk_for, date(2017, 9, 3))
    use_plan(desk, text=plan_of_reviews(), name="doc.toml")
    with pytest.raises(Refused) as refused:
        open_scoring(desk, review=REVIEW, version=0)
    assert reasons(refused) == ["round_opens_later", "no_dossiers", "council_too_small"]
    assert [b.key for b in review_seen(desk, REVIEW).blockers] == [
        f"blocker.{key}" for key in reasons(refused)
    ]

    dossiers = prepared(desk_for, ["T9", "T2"])
    today = secretary(desk_for)
    assign(today, dossier=dossiers[0].id, version=1, judges=["nam"])
    declare(member(desk_for, "nam"), dossier=dossiers[0].id, stand="recuse", reason="Con rể.")
    with desk.store.writing(by="qt", at=today.now()) as tx:
        gone = tx.user("tu")
        assert gone is not None
        tx.save(replace(gone, active=False))
        tx.commit()
    with pytest.raises(Refused) as refused:
        reopen(today)
    assert told(refused) == [("member_cannot_score", ""), ("no_judge_left", "")]
    assert [b.values for b in refused.value.blockers] == [{"name": "Đỗ Tư"}, {"numbers": "1"}]
    assert round_now(desk).state is RoundState.PREPARING


def test_only_the_secretary_turns_a_round_and_only_from_the_version_seen(
    desk_for: DeskFor,
) -> None:
    [one] = prepared(desk_for, ["T2"])
    desk = secretary(desk_for)
    hostile = [
        desk_for(a_user(role), OPENS)
        for role in (Role.LEADER, Role.ANALYST, Role.ADMIN, Role.COUNCIL)
    ]
    for other in (*hostile, member(desk_for, "chu"), desk_for(coordinator("T2"), OPENS)):
        for act in (
            lambda d: open_scoring(d, review=REVIEW, version=0),
            lambda d: close_scoring(d, review=REVIEW, version=0),
            lambda d: open_again(d, review=REVIEW, version=0, reason="Vì."),
            lambda d: set_up(d, review=REVIEW, version=0, note="A"),
            lambda d: put_up(d, review=REVIEW, subjects=[one.subject]),
            lambda d: withdraw(d, dossier=one.id, version=1, reason="Vì."),
            lambda d: assign(d, dossier=one.id, version=1, judges=[]),
            lambda d: assign_evenly(d, review=REVIEW, each=1, seed="1"),
            lambda d: put_member(d, review=REVIEW, login="council", post="member"),
            lambda d: drop_member(d, review=REVIEW, login="tu", reason="Vì."),
            lambda d: people_for_council(d, REVIEW),
            lambda d: candidates(d, REVIEW),
            lambda d: reminders(d, REVIEW, Words()),
        ):
            with pytest.raises(Refused) as refused:
                act(other)
            assert reasons(refused) == ["no_right"]
    set_up(desk, review=REVIEW, version=0, note="Quyết định 12/QĐ.")
    with pytest.raises(Conflict):
        open_scoring(desk, review=REVIEW, version=0)
    with pytest.raises(NotFound):
        open_scoring(desk, review=BLIND, version=3)
    with pytest.raises(UnknownReview):
        open_scoring(desk, review="khong-co", version=0)
    reopen(desk)
    with pytest.raises(Refused) as refused:
        reopen(desk)
    assert reasons(refused) == ["round_not_preparing"]


def test_after_the_opening_nothing_is_put_up_and_nothing_dealt_anew(desk_for: DeskFor) -> None:
    opened(desk_for, ["T2"])
    desk = secretary(desk_for)
    late = exemplar(desk_for, name="Đinh Muộn")

    for act in (
        lambda: put_up(desk, review=REVIEW, subjects=[late.id]),
        lambda: assign_evenly(desk, review=REVIEW, each=2, seed="1"),
        lambda: set_up(desk, review=REVIEW, version=round_now(desk).version, note="A"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert reasons(refused) == ["round_not_preparing"]


def test_closing_asks_why_sheets_are_missing_and_for_one_of_each_dossier(
    desk_for: DeskFor,
) -> None:
    one, other = opened(desk_for, ["T2", "T9"])
    desk, nam = secretary(desk_for), member(desk_for, "nam")
    score(nam, one, 8, 15)
    version = round_now(desk).version

    with pytest.raises(Refused) as refused:
        close_scoring(desk, review=REVIEW, version=version)
    assert told(refused) == [("dossiers_unscored", ""), ("sheets_missing", "reason")]
    assert [dict(b.values) for b in refused.value.blockers] == [{"numbers": "2"}, {"count": 5}]

    score(nam, other, 8, 15)
    closed = close_scoring(desk, review=REVIEW, version=version, reason="Hai người đi công tác.")
    assert (closed.state, closed.closed_on) == (RoundState.SCORED, OPENS)
    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        tx.save(Decision(review=REVIEW, dossier=one.id, chosen=True))
        tx.commit()
    again = open_again(desk, review=REVIEW, version=closed.version, reason="Cộng sai.")
    assert (again.state, again.closed_on, again.seed) == (RoundState.SCORING, None, "2017")
    with desk.store.reading() as q:
        assert q.decisions(REVIEW) == ()
        told_reasons = [(each.action, each.reason) for each in q.history("review_round", again.id)]
    assert told_reasons == [
        ("open_again", "Cộng sai."),
        ("close", "Hai người đi công tác."),
        ("open", ""),
    ]


def test_scoring_is_not_opened_again_once_somebody_was_to_vote_on_it(desk_for: DeskFor) -> None:
    [one] = opened(desk_for, ["T2"])
    desk = secretary(desk_for)
    score(member(desk_for, "nam"), one, 8, 15)
    close(desk)
    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        tx.save(
            Ballot(
                review=REVIEW,
                number=1,
                kind=BallotKind.PAPER,
                dossiers=(one.id,),
                voters=("tu", "nam"),
                quorum=0.66,
                threshold=0.5,
            )
        )
        tx.commit()

    with pytest.raises(Refused) as refused:
        open_again(desk, review=REVIEW, version=round_now(desk).version, reason="Vì.")
    assert reasons(refused) == ["round_voted"]
    with pytest.raises(Refused) as refused:
        withdraw(desk, dossier=one.id, version=one.version, reason="Vì.")
    assert reasons(refused) == ["dossier_voted"]


def test_sheets_of_who_has_come_to_stand_aside_are_taken_out_at_the_closing(
    desk_for: DeskFor,
) -> None:
    one, other = opened(desk_for, ["T2", "T9"])
    for login, dossier in (("ba", one), ("nam", one), ("tu", other)):
        score(member(desk_for, login), dossier, 8, 15)
    merged = UNITS.replace("T2,Trường Hai,truong,PGD,,,", "T2,Trường Hai,truong,PGD,,2017-10-01,T9")
    import_units(secretary(desk_for, LATE), data=merged.encode(), name="truong.csv")
    late = secretary(desk_for, LATE)

    with pytest.raises(Refused) as refused:
        score(member(desk_for, "ba", LATE), one, 10)
    assert reasons(refused) == ["kin.same_unit"]
    close(late)

    with late.store.reading() as q:
        assert [(judge, given) for given, judge, _ in q.score_totals(REVIEW)] == [
            ("nam", one.id),
            ("tu", other.id),
        ]


def test_a_round_of_units_needs_no_council(desk_for: DeskFor) -> None:
    desk = secretary(desk_for)
    use_plan(desk, text=plan_of_reviews(), name="doc.toml")
    put_up(desk, review=OF_UNITS, subjects=["T2", "T9"])
    reopen(desk, OF_UNITS)

    view = review_seen(desk, OF_UNITS)
    assert (view.given, view.needed, view.missing) == (0, 4, ())
    assert [b.key for b in view.blockers] == ["blocker.dossiers_unscored", "blocker.sheets_missing"]
