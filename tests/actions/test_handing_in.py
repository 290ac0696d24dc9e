"""Whole sheets handed in at once: by the same rules as score by score, all or nothing."""

import pytest

from tests.desks import DeskFor
from tests.reviewing import REVIEW, member, opened
from toolkit.actions.reviews.handing_in import hand_in
from toolkit.actions.reviews.scoring import sheet_of
from toolkit.domain.review import Scorer
from toolkit.errors import NotFound, Refused


def test_a_stack_of_sheets_is_kept_at_once_and_replaced_by_the_next(desk_for: DeskFor) -> None:
    one, two, _ = opened(desk_for)
    desk = member(desk_for, "tu")

    hand_in(desk, review=REVIEW, sheets={one.id: {"moi": 8, "ben": 15}, two.id: {"moi": 5}})
    hand_in(desk, review=REVIEW, sheets={one.id: {"moi": 10, "ben": 20}})

    assert [sheet_of(desk, each.id).total for each in (one, two)] == [100.0, None]
    with desk.store.reading() as q:
        sheet = q.sheet(one.id, Scorer.COUNCIL, "tu")
        assert sheet is not None
        actions = [change.action for change in q.history("score_sheet", sheet.id)]
    assert actions == ["score_again", "score"]


def test_one_score_that_can_t_be_taken_refuses_the_whole_stack(desk_for: DeskFor) -> None:
    one, two, _ = opened(desk_for)
    desk = member(desk_for, "tu")

    with pytest.raises(Refused) as told:
        hand_in(desk, review=REVIEW, sheets={one.id: {"moi": 8}, two.id: {"moi": 11, "x": 1}})

    assert {each.key for each in told.value.blockers} == {
        "blocker.score_off_scale",
        "blocker.criterion_unknown",
    }
    with desk.store.reading() as q:
        assert q.sheets(REVIEW) == ()


def test_who_stands_aside_from_one_of_the_stack_hands_in_none_of_it(desk_for: DeskFor) -> None:
    of_t2, of_t9, _ = opened(desk_for)

    with pytest.raises(Refused):
        hand_in(
            member(desk_for, "ha"),
            review=REVIEW,
            sheets={each.id: {"moi": 8, "ben": 15} for each in (of_t2, of_t9)},
        )


def test_a_dossier_of_no_round_is_not_found(desk_for: DeskFor) -> None:
    opened(desk_for)

    with pytest.raises(NotFound):
        hand_in(member(desk_for, "tu"), review=REVIEW, sheets={"khac": {"moi": 8}})
