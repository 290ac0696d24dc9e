"""Blocs in a round of units: their heads, their order, whom they propose, the board of all."""

from datetime import date
from typing import Any

import pytest

from tests.actions.unit_rounds import (
    REVIEW,
    close,
    dossiers,
    of_school,
    round_desk,
    school_desk,
    scored,
)
from tests.builders import a_user
from tests.desks import DeskFor
from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.blocs import name_head, propose, take_back_proposal
from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.unit_board import unit_board
from toolkit.domain.council import BlocRound
from toolkit.domain.review import Scorer
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused

__all__ = ["round_desk", "school_desk"]
SELF, CROSS, MINISTRY = Scorer.SELF, Scorer.CROSS, Scorer.MINISTRY
MERGED = date(2017, 9, 21)


def kept(desk: Desk, bloc: str = "K1") -> BlocRound:
    with desk.store.reading() as q:
        found = [each for each in q.bloc_rounds(REVIEW) if each.bloc == bloc]
    return found[0] if found else BlocRound(review=REVIEW, bloc=bloc)


def put(desk: Desk, *units: str, **told: Any) -> BlocRound:
    version = kept(desk).version
    values = {"bloc": "K1", "note": "Dẫn đầu phong trào đọc.", "version": version, **told}
    return propose(desk, review=REVIEW, proposed=units, **values)


def reasons(call: Any, *args: Any, **told: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **told)
    return [each.key for each in refused.value.blockers]


def scores(round_desk: DeskFor, **totals: float) -> None:
    """The Ministry's scores of reading; reports get the same of everybody."""
    for unit, score in totals.items():
        scored(round_desk(), unit, MINISTRY, 5, score)


def test_the_head_proposes_its_best_in_order_with_the_reason(round_desk: DeskFor) -> None:
    sent = put(of_school(round_desk, "T2"), "T4", "T2")

    assert (sent.proposed, sent.sent_on) == (("T4", "T2"), date(2017, 9, 10))
    assert kept(round_desk()) == sent


def test_only_the_head_proposes_and_only_for_its_bloc(round_desk: DeskFor) -> None:
    for desk in (of_school(round_desk, "T3"), of_school(round_desk, "T5"), round_desk()):
        assert reasons(put, desk, "T4") == ["blocker.only_head"]
    assert reasons(put, round_desk(a_user(Role.LEADER)), "T4") == ["blocker.no_right"]
    head = of_school(round_desk, "T2")
    assert reasons(put, head, "T5", bloc="K2", version=0) == ["blocker.bloc_no_head"]
    with pytest.raises(NotFound):
        put(head, "T4", bloc="K9")


def test_a_proposal_is_refused_with_every_reason_and_nothing_is_kept(round_desk: DeskFor) -> None:
    head = of_school(round_desk, "T2")
    before = kept(head)

    assert reasons(put, head, "T4", "T5", "T4", note=" ") == [
        "blocker.proposed_twice",
        "blocker.proposed_not_in_bloc",
        "blocker.proposal_reason",
    ]
    assert kept(head) == before


def test_what_is_begun_is_kept_without_being_sent(round_desk: DeskFor) -> None:
    begun = put(of_school(round_desk, "T2"), "T4", note="", send=False)

    assert (begun.proposed, begun.sent_on) == (("T4",), None)


def test_a_proposal_that_was_sent_changes_only_after_it_is_taken_back(round_desk: DeskFor) -> None:
    head = of_school(round_desk, "T2")
    sent = put(head, "T4")
    assert reasons(put, head, "T3") == ["blocker.proposal_sent"]

    told: dict[str, Any] = {"review": REVIEW, "bloc": "K1", "version": sent.version}
    assert reasons(take_back_proposal, head, reason=" ", **told) == ["blocker.reason_missing"]
    back = take_back_proposal(head, reason="Sắp lại thứ tự.", **told)
    assert (back.proposed, back.sent_on) == (("T4",), None)
    assert put(head, "T3", "T4").proposed == ("T3", "T4")
    with head.store.reading() as q:
        actions = [each.action for each in q.history("bloc_round", back.id)]
    assert actions == ["propose", "take_back_proposal", "propose", "name_head"]


def test_what_was_not_sent_cannot_be_taken_back(round_desk: DeskFor) -> None:
    told: dict[str, Any] = {"review": REVIEW, "bloc": "K1", "version": kept(round_desk()).version}

    found = reasons(take_back_proposal, of_school(round_desk, "T2"), reason="Nhầm.", **told)
    assert found == ["blocker.proposal_not_sent"]


def test_of_two_who_change_a_proposal_the_second_is_shown_the_first(round_desk: DeskFor) -> None:
    head = of_school(round_desk, "T2")
    version = kept(head).version
    put(head, "T4", send=False)

    with pytest.raises(Conflict):
        put(head, "T3", send=False, version=version)
    assert kept(head).proposed == ("T4",)


def test_a_unit_that_was_merged_is_proposed_under_its_successor(round_desk: DeskFor) -> None:
    head = of_school(round_desk, "T2", MERGED)
    with pytest.raises(Refused) as refused:
        put(head, "T1")

    [told] = refused.value.blockers
    assert (told.key, dict(told.values)) == (
        "blocker.proposed_merged",
        {"unit": "Trường Một", "into": "Trường Hai"},
    )
    assert put(head, "T2").proposed == ("T2",)


def test_only_the_ministry_names_heads_and_only_units_of_the_bloc(round_desk: DeskFor) -> None:
    told: dict[str, Any] = {"review": REVIEW, "bloc": "K2", "version": 0}
    assert reasons(name_head, of_school(round_desk, "T5"), head="T5", **told) == [
        "blocker.no_right"
    ]
    assert reasons(name_head, round_desk(), head="T4", **told) == ["blocker.head_not_in_bloc"]
    assert reasons(name_head, round_desk(), head="", **told) == ["blocker.head_missing"]
    assert name_head(round_desk(), head="T5", **told).head == "T5"
    with pytest.raises(Conflict):
        name_head(round_desk(), head="T5", **told)


def test_a_blocs_order_is_the_whole_rankings(round_desk: DeskFor) -> None:
    scores(round_desk, T1=10, T2=18, T3=12, T4=16, T5=20, T6=2)
    board = unit_board(round_desk(), review=REVIEW)
    with round_desk().store.reading() as q:
        whole = [each.dossier for each in ranked(q, held(q, REVIEW)).order]

    by_id = {each.id: each.subject for each in dossiers(round_desk()).values()}
    assert [by_id[each] for each in whole] == ["T5", "T2", "T4", "T3", "T1", "T6"]
    assert {bloc.code: bloc.ranking for bloc in board.blocs} == {
        "K1": ("T2", "T4", "T3", "T1"),
        "K2": ("T5",),
    }
    assert {row.label.code: row.place for row in board.rows} == {
        "T2": 1,
        "T4": 2,
        "T3": 3,
        "T1": 4,
        "T5": 1,
        "T6": 1,
    }
    assert board.blocs[0].mean == pytest.approx(20 + 60 * (10 + 18 + 12 + 16) / 80)


def test_the_head_sees_its_bloc_and_its_order_only_once_scoring_is_closed(
    round_desk: DeskFor,
) -> None:
    scores(round_desk, T1=10, T2=18, T3=12, T4=16, T5=20, T6=2)
    head = of_school(round_desk, "T2")
    board = unit_board(head, review=REVIEW)
    assert [row.label.code for row in board.rows] == ["T1", "T2", "T3", "T4"]
    assert [(bloc.code, bloc.ranking, bloc.mean) for bloc in board.blocs] == [("K1", (), None)]
    assert [row.place for row in board.rows] == [0, 0, 0, 0]
    assert [row.scored_by for row in board.rows] == [(CROSS,), (SELF,), (CROSS,), (CROSS,)]

    close(round_desk())
    after = unit_board(head, review=REVIEW, bloc="K1")
    assert [row.label.code for row in after.rows] == ["T2", "T4", "T3", "T1"]
    assert [row.scored_by for row in after.rows] == [(), (), (), ()]


def test_a_unit_that_leads_nothing_sees_itself_alone(round_desk: DeskFor) -> None:
    board = unit_board(of_school(round_desk, "T4"), review=REVIEW)

    assert ([row.label.code for row in board.rows], board.blocs) == (["T4"], ())
    assert unit_board(round_desk(a_user(Role.COUNCIL)), review=REVIEW).rows == ()


def test_the_board_leaves_what_is_asked_for(round_desk: DeskFor) -> None:
    scored(of_school(round_desk, "T4"), "T4", SELF, 8, 15)
    scored(of_school(round_desk, "T2"), "T4", CROSS, 3, 15)
    ministry = round_desk()
    listed = {
        show: [row.label.code for row in unit_board(ministry, review=REVIEW, show=show).rows]
        for show in ("self", "cross", "apart")
    }

    assert listed == {
        "self": ["T1", "T2", "T3", "T5", "T6"],
        "cross": ["T1", "T2", "T3", "T4", "T5", "T6"],
        "apart": ["T4"],
    }
    [four] = unit_board(ministry, review=REVIEW, text="bon").rows
    assert (four.totals, dict(four.given), four.apart, four.unexplained) == (
        {SELF: 77.0},
        {SELF: 2, CROSS: 2, MINISTRY: 0},
        1,
        1,
    )


def test_the_board_costs_the_same_statements_for_one_unit_and_for_all(round_desk: DeskFor) -> None:
    counts = []
    for limit in (1, 50):
        with statements_of(round_desk().store) as statements:
            unit_board(round_desk(), review=REVIEW, limit=limit)
        counts.append(len(statements))
    scores(round_desk, T1=10, T2=18, T3=12, T4=16, T5=20, T6=2)
    with statements_of(round_desk().store) as statements:
        unit_board(round_desk(), review=REVIEW)

    assert counts[0] == counts[1] == len(statements)
