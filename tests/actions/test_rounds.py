"""A round opened by its rules, closed, opened again; its council and dossiers; blind mode."""

from dataclasses import replace
from datetime import date

import pytest

from tests.actions.test_exemplars import told
from tests.actions.test_lifeline import step
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
    round_now,
    score,
    secretary,
)
from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.reviews.council import (
    council,
    drop_member,
    people_for_council,
    put_member,
)
from toolkit.actions.reviews.dossiers import (
    assign,
    assign_evenly,
    candidates,
    dossiers_seen,
    put_up,
    withdraw,
)
from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.progress import progress, reminders
from toolkit.actions.reviews.rounds import (
    close_scoring,
    open_again,
    open_scoring,
    review_seen,
    reviews_seen,
    set_up,
)
from toolkit.actions.reviews.scoring import declare, my_dossiers, sheet_of
from toolkit.actions.units import import_units
from toolkit.domain.ballot import Ballot, BallotKind
from toolkit.domain.council import RoundState
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused, UnknownReview
from toolkit.words import Words


def reasons(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [key for key, _ in told(refused)]


def reopen(desk: Desk, review: str = REVIEW) -> None:
    open_scoring(desk, review=review, version=round_now(desk, review).version)


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
    again = open_again(desk, review=REVIEW, version=closed.version, reason="Cộng sai.")
    assert (again.state, again.closed_on, again.seed) == (RoundState.SCORING, None, "2017")
    with desk.store.reading() as q:
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


def test_a_unit_merged_meanwhile_is_judged_under_its_successor_and_it_is_said(
    desk_for: DeskFor,
) -> None:
    prepared(desk_for, ["T1", "T2"])

    first, second = dossiers_seen(secretary(desk_for), REVIEW)

    assert (first.dossier.unit, first.label.unit, first.label.unit_name) == (
        *("T1", "T9", "Trường Một mới"),
    )
    assert [dict(b.values) for b in first.label.told] == [
        {"before": "Trường Một", "now": "Trường Một mới"}
    ]
    assert (set(first.away), second.label.told) == ({"chu", "ba"}, ())


def test_a_merged_unit_or_exemplar_is_not_put_up_but_named_with_its_heir(
    desk_for: DeskFor,
) -> None:
    [one] = prepared(desk_for, ["T2"])
    desk = secretary(desk_for)
    with pytest.raises(Refused) as refused:
        put_up(desk, review=OF_UNITS, subjects=["T1", "PGD", "T2", "KHÔNG"])
    assert [(b.key, dict(b.values)) for b in refused.value.blockers] == [
        ("blocker.unit_merged", {"name": "Trường Một", "into": "Trường Một mới"}),
        ("blocker.unit_takes_no_part", {"name": "Phòng Giáo dục"}),
        ("blocker.subject_unknown", {"count": 1}),
    ]
    assert dossiers_seen(desk, OF_UNITS) == ()

    twin = exemplar(desk_for, "T2", "Bùi Văn Sáu b")
    put_up(desk, review=REVIEW, subjects=[twin.id])
    with desk.store.reading() as q:
        before = q.exemplars([one.subject])[one.subject]
    step(desk, "merge", twin, into=before.id, into_version=before.version)
    seen = dossiers_seen(desk, REVIEW)[1]
    assert (seen.label.code, [b.key for b in seen.label.told]) == (
        before.code,
        ["round.told.exemplar_merged"],
    )
    with pytest.raises(Refused) as refused:
        reopen(desk)
    assert (reasons(refused), dict(refused.value.blockers[0].values)) == (
        ["twin_dossiers"],
        {"one": 1, "other": 2},
    )
    with pytest.raises(Refused) as refused:
        put_up(desk, review=BLIND, subjects=[twin.id, "x", one.subject])
    assert reasons(refused) == ["exemplar_lives_on", "subject_unknown"]


def test_candidates_are_approved_and_told_why_not(desk_for: DeskFor) -> None:
    [one] = prepared(desk_for, ["T2"])
    desk = secretary(desk_for)
    exemplar(desk_for, "T9", "Đinh Văn Khác")

    shown = candidates(desk, REVIEW)
    assert [(c.name, c.unit, [b.key for b in c.blockers]) for c in shown.rows] == [
        ("Đinh Văn Khác", "T9", []),
        ("Bùi Văn Sáu", "T2", ["blocker.already_put_up"]),
    ]
    assert [c.name for c in candidates(desk, REVIEW, text="dinh khac").rows] == ["Đinh Văn Khác"]
    assert [c.code for c in candidates(desk, OF_UNITS).rows] == ["T2", "T9"]
    assert candidates(desk, REVIEW, unit="T9").total == 1

    withdraw(desk, dossier=one.id, version=1, reason="Nhầm.")
    [back] = put_up(desk, review=REVIEW, subjects=[one.subject])
    assert (back.id, back.number, back.withdrawn, back.note) == (one.id, 1, False, "")


def test_dossiers_are_dealt_evenly_and_the_same_way_by_the_same_seed(desk_for: DeskFor) -> None:
    prepared(desk_for, ["T2", "T9", "T2", "T9"])
    desk = secretary(desk_for)
    dealt = assign_evenly(desk, review=REVIEW, each=2, seed="7")

    assert [len(one.judges) for one in dealt] == [2, 2, 2, 2]
    loads = [sum(login in one.judges for one in dealt) for login in ("ha", "ba", "tu", "nam")]
    assert loads == [2, 2, 2, 2]
    seen = dossiers_seen(desk, REVIEW)
    assert all(not row.away for row in seen)
    assert assign_evenly(desk, review=REVIEW, each=2, seed="7") == dealt
    for each in (0, 6, True):
        with pytest.raises(Refused) as refused:
            assign_evenly(desk, review=REVIEW, each=each, seed="7")
        assert reasons(refused) == ["judges_each"]


def test_a_dossier_is_put_only_to_members_who_may_judge_it_and_left_by_none_who_has(
    desk_for: DeskFor,
) -> None:
    one, _ = opened(desk_for, ["T2", "T9"])
    desk = secretary(desk_for)
    score(member(desk_for, "nam"), one, 7)

    with pytest.raises(Refused) as refused:
        assign(desk, dossier=one.id, version=one.version, judges=["la", "ha", "tu"])
    assert [(b.key, b.values["name"]) for b in refused.value.blockers] == [
        ("blocker.judge_stands_aside", "Lê Thị Hà"),
        ("blocker.judge_not_member", "la"),
        ("blocker.judge_has_scored", "Vũ Năm"),
    ]
    put_to = assign(desk, dossier=one.id, version=one.version, judges=["tu", "nam", "tu"])
    assert put_to.judges == ("nam", "tu")
    with pytest.raises(Conflict):
        assign(desk, dossier=one.id, version=one.version, judges=[])


def test_a_council_takes_known_people_with_one_chair_and_lets_them_go_with_their_sheets(
    desk_for: DeskFor,
) -> None:
    one, other = opened(desk_for, ["T2", "T9"])
    desk = secretary(desk_for)
    seats = council(desk, REVIEW)
    assert [(each.name, each.unit_name, each.away) for each in seats] == [
        ("Phạm Chủ", "Phòng Giáo dục", 2),
        ("Lê Thị Hà", "Trường Hai", 1),
        ("Trần Ba", "Trường Một", 1),
        ("Vũ Năm", "", 0),
        ("Đỗ Tư", "", 0),
    ]
    for login, post, reason in (
        ("khong-co", "member", "member_unknown"),
        ("nam", "chair", "post_taken"),
        ("nam", "vua", "not_in_list"),
    ):
        with pytest.raises(Refused) as refused:
            put_member(desk, review=REVIEW, login=login, post=post)
        assert reasons(refused) == [reason]
    with pytest.raises(Refused) as refused:
        put_member(desk, review=OF_UNITS, login="nam", post="member")
    assert reasons(refused) == ["round_without_council"]

    score(member(desk_for, "nam"), one, 8, 15)
    assign(desk, dossier=other.id, version=other.version, judges=["nam"])
    with pytest.raises(Refused) as refused:
        drop_member(desk, review=REVIEW, login="nam", reason="Nghỉ hưu.")
    assert reasons(refused) == ["only_judge"]
    assign(desk, dossier=other.id, version=other.version + 1, judges=["nam", "tu"])
    drop_member(desk, review=REVIEW, login="nam", reason="Nghỉ hưu.")
    with desk.store.reading() as q:
        assert (q.score_totals(REVIEW), q.dossiers(REVIEW)[1].judges) == ([], ("tu",))
    assert [each.login for each in people_for_council(desk, REVIEW)] == ["nam"]
    with pytest.raises(NotFound):
        sheet_of(member(desk_for, "nam"), one.id)


def test_blind_mode_hides_names_and_units_everywhere_from_judges(desk_for: DeskFor) -> None:
    one, other = opened(desk_for, ["T2", "T9"], BLIND)
    tu, ha, desk = (member(desk_for, "tu"), member(desk_for, "ha"), secretary(desk_for))
    declare(tu, dossier=other.id, stand="abstain", reason="Bạn học cũ, lớp A2.")
    leader = desk_for(a_user(Role.LEADER), OPENS)

    shown = [
        *(repr(act(who, BLIND)) for who in (tu, ha) for act in (my_dossiers, dossiers_seen)),
        *(repr(sheet_of(who, each.id)) for who in (ha, leader) for each in (one, other)),
        repr(dossiers_seen(leader, BLIND)),
        repr(progress(leader, BLIND)),
    ]
    secrets = ("Bùi Văn Sáu", "Hồ Thị Bảy", "Trường Hai", "Trường Một", "'T2'", "'T9'", "T2-2017")
    assert [(word, at) for at, text in enumerate(shown) for word in secrets if word in text] == []
    mine = my_dossiers(ha, BLIND)
    assert [[b.key for b in each.blockers] for each in mine] == [["blocker.kin.hidden"], []]
    aside = {one.login: dict(one.away) for one in progress(leader, BLIND).judges}
    assert [b.key for b in aside["tu"][2]] == ["blocker.stand.hidden"]
    assert [(row.judges, set(row.away)) for row in dossiers_seen(tu, BLIND)] == [
        (("tu",), set()),
        ((), {"tu"}),
    ]
    assert {each.away for each in council(ha, BLIND)} == {0}
    with pytest.raises(Refused) as refused:
        progress(ha, BLIND)
    assert reasons(refused) == ["progress_would_tell"]
    assert my_dossiers(tu, BLIND)[1].blockers[0].values == {"reason": "Bạn học cũ, lớp A2."}
    assert dossiers_seen(desk, BLIND)[0].label.name == "Bùi Văn Sáu"


def test_progress_tells_who_is_missing_and_reminds_only_them(desk_for: DeskFor) -> None:
    one, other = opened(desk_for, ["T2", "T9"])
    desk = secretary(desk_for)
    score(member(desk_for, "ha"), other, 8, 15)
    score(member(desk_for, "nam"), one, 8)

    seen = progress(desk, REVIEW)
    assert [
        (each.login, each.given, each.begun, each.needed, each.missing, len(each.away))
        for each in seen.judges
    ] == [
        ("chu", 0, 0, 0, (), 2),
        ("ha", 1, 0, 1, (), 1),
        ("ba", 0, 0, 1, (1,), 1),
        ("nam", 0, 1, 2, (1, 2), 0),
        ("tu", 0, 0, 2, (1, 2), 0),
    ]
    assert [(each.given, each.needed, each.away) for each in seen.dossiers] == [
        (0, 3, 2),
        (1, 3, 2),
    ]
    assert seen.cells[one.id, "nam"] == "begun"
    view = review_seen(desk, REVIEW)
    assert (view.given, view.needed, view.missing) == (1, 6, ("ba", "tu", "nam"))
    letters = reminders(secretary(desk_for, LATE), REVIEW, Words())
    assert [each.name for each in letters] == ["Trần Ba", "Vũ Năm", "Đỗ Tư"]
    assert "số 1, 2." in letters[1].text
    assert "29/09/2017" in letters[1].text
    assert (review_seen(secretary(desk_for, LATE), REVIEW).overdue, view.overdue) == (True, False)
    for login, allowed in (("chu", True), ("ha", True), ("tu", False)):
        assert bool(review_seen(member(desk_for, login), REVIEW).missing) is allowed
    with pytest.raises(Refused):
        progress(member(desk_for, "tu"), REVIEW)


def test_everybody_reads_the_rules_before_scores_open_and_nobody_else_the_counts(
    desk_for: DeskFor,
) -> None:
    prepared(desk_for, ["T2"])

    unit = desk_for(coordinator("T2"), OPENS)
    assert [(v.review.code, len(v.review.criteria), v.dossiers) for v in reviews_seen(unit)] == [
        (REVIEW, 2, 0),
        (BLIND, 2, 0),
        (OF_UNITS, 2, 0),
    ]
    assert reviews_seen(secretary(desk_for))[0].dossiers == 1
    for act in (dossiers_seen, council, progress):
        with pytest.raises(Refused):
            act(unit, REVIEW)


def test_a_round_of_units_needs_no_council(desk_for: DeskFor) -> None:
    desk = secretary(desk_for)
    use_plan(desk, text=plan_of_reviews(), name="doc.toml")
    put_up(desk, review=OF_UNITS, subjects=["T2", "T9"])
    reopen(desk, OF_UNITS)

    view = review_seen(desk, OF_UNITS)
    assert (view.given, view.needed, view.missing) == (0, 4, ())
    assert [b.key for b in view.blockers] == ["blocker.dossiers_unscored", "blocker.sheets_missing"]


def test_a_page_asks_as_many_statements_for_one_dossier_as_for_many(desk_for: DeskFor) -> None:
    prepared(desk_for, ["T2"])
    desk, tu = secretary(desk_for), member(desk_for, "tu")

    def counted() -> list[int]:
        found = []
        for who, act in (
            (desk, dossiers_seen),
            (desk, progress),
            (desk, council),
            (tu, my_dossiers),
        ):
            with statements_of(desk.store) as asked:
                act(who, REVIEW)
            found.append(len(asked))
        with statements_of(desk.store) as asked:
            reviews_seen(desk)
        return [*found, len(asked)]

    few = counted()
    more = [exemplar(desk_for, "T9", f"Người {nth}").id for nth in range(4)]
    put_up(desk, review=REVIEW, subjects=more)
    assert counted() == few
