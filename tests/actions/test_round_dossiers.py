"""Who is put up for a round, whom dossiers are put to, and who sits in the council."""

import pytest

from tests.actions.test_lifeline import now, step
from tests.desks import DeskFor
from tests.reviewing import (
    BLIND,
    OF_UNITS,
    REVIEW,
    exemplar,
    member,
    opened,
    prepared,
    reasons,
    reopen,
    score,
    secretary,
)
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
from toolkit.actions.reviews.scoring import sheet_of
from toolkit.domain.ballot import Decision
from toolkit.errors import Conflict, NotFound, Refused


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
    step(desk, "stop", now(desk, before), reason="Chuyển công tác.")
    with pytest.raises(Refused) as refused:
        reopen(desk)
    assert reasons(refused) == ["dossiers_stopped", "twin_dossiers"]
    with pytest.raises(Refused) as refused:
        put_up(desk, review=BLIND, subjects=[twin.id, "x"])
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

    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        tx.save(Decision(review=REVIEW, dossier=one.id, chosen=True))
        tx.commit()
    withdraw(desk, dossier=one.id, version=1, reason="Nhầm.")
    with desk.store.reading() as q:
        assert q.decision(one.id) is None
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
