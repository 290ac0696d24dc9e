"""Scores given by members, one by one: what is taken, what is refused, what is seen when."""

from typing import Any

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.reviewing import (
    OPENS,
    REVIEW,
    member,
    opened,
    prepared,
    round_now,
    score,
    secretary,
    told,
)
from toolkit.actions.reviews.dossiers import assign, withdraw
from toolkit.actions.reviews.rounds import close_scoring
from toolkit.actions.reviews.scoring import (
    declare,
    give_remark,
    give_score,
    my_dossiers,
    sheet_of,
    take_back_declaration,
)
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused

GOOD: dict[str, Any] = {"criterion": "moi", "score": 7.5, "version": 0}


def test_each_score_is_kept_at_once_and_the_total_comes_with_the_last(desk_for: DeskFor) -> None:
    one = opened(desk_for)[0]
    desk = member(desk_for, "tu")

    first = give_score(desk, dossier=one.id, **GOOD)
    assert (first.total, first.version, [line.score for line in first.lines]) == (
        None,
        1,
        [7.5, None],
    )
    second = give_score(desk, dossier=one.id, criterion="ben", score=10, version=1)
    assert second.total == pytest.approx(0.4 * 75 + 0.6 * 50)
    assert second.version == 2
    assert sheet_of(desk, one.id) == second
    back = give_score(desk, dossier=one.id, criterion="moi", score=None, version=2)
    assert (back.total, [line.score for line in back.lines]) == (None, [None, 10.0])


NO_SCORES: list[tuple[dict[str, Any], tuple[str, str]]] = [
    ({"score": 10.5}, ("score_off_scale", "score.moi")),
    ({"score": -0.5}, ("score_off_scale", "score.moi")),
    ({"score": 7.3}, ("score_off_step", "score.moi")),
    ({"score": float("nan")}, ("score_not_a_number", "score.moi")),
    ({"score": float("inf")}, ("score_not_a_number", "score.moi")),
    ({"score": "8"}, ("score_not_a_number", "score.moi")),
    ({"score": True}, ("score_not_a_number", "score.moi")),
    ({"criterion": "khong-co"}, ("criterion_unknown", "")),
    ({"criterion": ""}, ("criterion_unknown", "")),
]


def test_what_is_no_score_is_refused_and_nothing_is_kept(desk_for: DeskFor) -> None:
    one = opened(desk_for)[0]
    desk = member(desk_for, "tu")

    for changes, reason in NO_SCORES:
        with pytest.raises(Refused) as refused:
            give_score(desk, dossier=one.id, **{**GOOD, **changes})
        assert told(refused) == [reason]

    assert sheet_of(desk, one.id).version == 0


def test_a_stale_version_is_a_conflict_and_overwrites_nothing(desk_for: DeskFor) -> None:
    one = opened(desk_for)[0]
    desk = member(desk_for, "tu")
    give_score(desk, dossier=one.id, **GOOD)

    for version in (0, 2, 99):
        with pytest.raises(Conflict):
            give_score(desk, dossier=one.id, criterion="moi", score=1, version=version)

    assert sheet_of(desk, one.id).lines[0].score == 7.5


def test_nobody_scores_before_it_is_open(desk_for: DeskFor) -> None:
    one = prepared(desk_for)[0]

    with pytest.raises(Refused) as refused:
        give_score(member(desk_for, "tu"), dossier=one.id, **GOOD)

    assert told(refused) == [("round_not_scoring", "")]


def test_whoever_is_no_member_is_refused(desk_for: DeskFor) -> None:
    one = opened(desk_for)[0]

    for user, reason in (
        (a_user(Role.MINISTRY), "not_of_this_council"),
        (a_user(Role.LEADER), "not_of_this_council"),
        (a_user(Role.ANALYST), "no_right"),
        (a_user(Role.ADMIN), "no_right"),
        (coordinator("T2"), "no_right"),
    ):
        with pytest.raises(Refused) as refused:
            give_score(desk_for(user, OPENS), dossier=one.id, **GOOD)
        assert told(refused) == [(reason, "")]


def test_a_member_of_another_council_does_not_even_learn_that_there_is_such_a_dossier(
    desk_for: DeskFor,
) -> None:
    one = opened(desk_for)[0]
    stranger = desk_for(a_user(Role.COUNCIL, login="la"), OPENS)

    for act in (
        lambda: give_score(stranger, dossier=one.id, **GOOD),
        lambda: sheet_of(stranger, one.id),
        lambda: declare(stranger, dossier=one.id, stand="recuse", reason="Vì."),
        lambda: give_score(stranger, dossier="khong-co", **GOOD),
    ):
        with pytest.raises(NotFound):
            act()


def test_kin_of_a_dossier_are_refused_also_by_the_successor_of_their_unit(
    desk_for: DeskFor,
) -> None:
    t2, t9, _ = opened(desk_for)

    for login, one, kin in (
        ("ha", t2, "kin.same_unit"),
        ("ba", t9, "kin.same_unit"),
        ("chu", t2, "kin.unit_above"),
        ("chu", t9, "kin.unit_above"),
    ):
        with pytest.raises(Refused) as refused:
            give_score(member(desk_for, login), dossier=one.id, **GOOD)
        assert told(refused) == [(kin, "")]


def test_a_dossier_put_to_others_or_withdrawn_is_not_scored(desk_for: DeskFor) -> None:
    one, other, _ = opened(desk_for)
    desk = secretary(desk_for)
    assign(desk, dossier=one.id, version=one.version, judges=["nam"])
    withdraw(desk, dossier=other.id, version=other.version, reason="Đơn vị xin rút.")

    for dossier, reason in ((one, "dossier_not_yours"), (other, "dossier_withdrawn")):
        with pytest.raises(Refused) as refused:
            give_score(member(desk_for, "tu"), dossier=dossier.id, **GOOD)
        assert told(refused) == [(reason, "")]


def test_nobody_scores_after_closing(desk_for: DeskFor) -> None:
    one = opened(desk_for, ["T2"])[0]
    tu, desk = member(desk_for, "tu"), secretary(desk_for)
    score(tu, one, 8, 15)
    version = round_now(desk).version
    close_scoring(desk, review=REVIEW, version=version, reason="Hai người vắng.")

    with pytest.raises(Refused) as refused:
        give_score(tu, dossier=one.id, criterion="moi", score=9, version=2)

    assert told(refused) == [("round_not_scoring", "")]
    assert [line.score for line in sheet_of(tu, one.id).lines] == [8, 15]


def test_others_scores_are_unseen_before_ones_own_are_complete(desk_for: DeskFor) -> None:
    one = opened(desk_for)[0]
    tu, nam = member(desk_for, "tu"), member(desk_for, "nam")
    score(nam, one, 9, 18)
    give_remark(nam, dossier=one.id, criterion="", text="Rất tốt.", version=2)

    score(tu, one, 7)
    begun = sheet_of(tu, one.id)
    assert (begun.others, begun.others_hidden) == ((), True)
    assert [line.others for line in begun.lines] == [(), ()]

    score(tu, one, 7, 12)
    done = sheet_of(tu, one.id)
    assert [(each.name, each.remark) for each in done.others] == [("Vũ Năm", "Rất tốt.")]
    assert [line.others for line in done.lines] == [(("Vũ Năm", 9.0),), (("Vũ Năm", 18.0),)]
    assert sheet_of(nam, one.id).others[0].name == "Đỗ Tư"
    for desk in (secretary(desk_for), member(desk_for, "ha"), desk_for(a_user(Role.LEADER), OPENS)):
        seen = sheet_of(desk, one.id)
        assert (seen.others, seen.others_hidden) == ((), True)


def test_who_declares_a_conflict_leaves_no_scores_behind_but_their_history(
    desk_for: DeskFor,
) -> None:
    one = opened(desk_for)[0]
    tu = member(desk_for, "tu")
    score(tu, one, 9, 18)
    with tu.store.reading() as q:
        [sheet] = q.sheets(REVIEW, judge="tu")

    with pytest.raises(Refused) as refused:
        declare(tu, dossier=one.id, stand="recuse", reason=" ")
    assert told(refused) == [("reason_missing", "reason")]
    with pytest.raises(Refused) as refused:
        declare(tu, dossier=one.id, stand="vắng", reason="Vì.")
    assert told(refused) == [("not_in_list", "stand")]

    view = declare(tu, dossier=one.id, stand="recuse", reason="Cháu ruột.")
    assert (view.total, view.version, [b.key for b in view.blockers]) == (
        None,
        0,
        ["blocker.stand.recuse"],
    )
    with tu.store.reading() as q:
        assert q.score_totals(REVIEW) == []
        last = q.history("score_sheet", sheet.id)[0]
    assert (last.action, last.reason, last.by) == ("remove", "Cháu ruột.", "tu")
    with pytest.raises(Refused):
        give_score(tu, dossier=one.id, **GOOD)

    assert take_back_declaration(tu, dossier=one.id).blockers == ()
    assert give_score(tu, dossier=one.id, **GOOD).version == 1
    with pytest.raises(NotFound):
        take_back_declaration(tu, dossier=one.id)


def test_after_closing_a_conflict_is_declared_only_by_who_has_not_scored(
    desk_for: DeskFor,
) -> None:
    one = opened(desk_for, ["T2"])[0]
    tu, nam, desk = member(desk_for, "tu"), member(desk_for, "nam"), secretary(desk_for)
    score(tu, one, 8, 15)
    close_scoring(desk, review=REVIEW, version=round_now(desk).version, reason="Vắng.")

    with pytest.raises(Refused) as refused:
        declare(tu, dossier=one.id, stand="abstain", reason="Bạn cũ.")
    assert told(refused) == [("scored_and_closed", "")]
    assert declare(nam, dossier=one.id, stand="abstain", reason="Bạn cũ.").declaration is not None


def test_my_dossiers_tell_how_far_i_have_come_and_why_i_stand_aside(desk_for: DeskFor) -> None:
    t2, t9, _ = opened(desk_for)
    ha = member(desk_for, "ha")
    score(ha, t9, 7)

    mine = my_dossiers(ha, REVIEW)

    assert [(each.number, each.state, each.given, each.of) for each in mine] == [
        (1, "away", 0, 2),
        (2, "begun", 1, 2),
        (3, "missing", 0, 2),
    ]
    assert [b.key for b in mine[0].blockers] == ["blocker.kin.same_unit"]
    assert mine[0].blockers[0].values["unit"] == "Trường Hai"
    assert (mine[0].label.name, mine[0].dossier) == ("Bùi Văn Sáu", t2.id)
    for user in (a_user(Role.COUNCIL, login="la"), a_user(Role.MINISTRY)):
        with pytest.raises(Refused) as refused:
            my_dossiers(desk_for(user, OPENS), REVIEW)
        assert told(refused) == [("not_of_this_council", "")]


def test_remarks_are_kept_with_the_scores_and_taken_away_by_an_empty_one(
    desk_for: DeskFor,
) -> None:
    one = opened(desk_for)[0]
    tu = member(desk_for, "tu")

    give_remark(tu, dossier=one.id, criterion="moi", text="  Có sổ sách. ", version=0)
    view = give_score(tu, dossier=one.id, criterion="moi", score=5, version=1)
    assert (view.lines[0].note, view.lines[0].score) == ("Có sổ sách.", 5)
    view = give_remark(tu, dossier=one.id, criterion="moi", text="", version=2)
    assert (view.lines[0].note, view.lines[0].score, view.version) == ("", 5, 3)
    for criterion, text, reason in (
        ("moi", "A" * 1001, "too_long"),
        ("x", "A", "criterion_unknown"),
    ):
        with pytest.raises(Refused) as refused:
            give_remark(tu, dossier=one.id, criterion=criterion, text=text, version=3)
        assert told(refused)[0][0] == reason
