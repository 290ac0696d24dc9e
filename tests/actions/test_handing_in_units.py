"""Scores of many units handed in at once: by the same rules as score by score, all or nothing."""

import pytest

from tests.actions.unit_rounds import REVIEW, dossiers, of_school, round_desk, school_desk
from tests.desks import DeskFor
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.handing_in import hand_in_unit_scores
from toolkit.domain.review import Scorer
from toolkit.errors import NotFound, Refused

__all__ = ["round_desk", "school_desk"]
WHOLE = {"bao_cao": 8.0, "doc": 16.0}


def hand_in(desk: Desk, scorer: Scorer, *units: str, **notes: str) -> list[float | None]:
    """Totals of the sheets that are kept of these units, all with the same scores."""
    sheets = {dossiers(desk)[unit].id: (WHOLE, notes) for unit in units}
    saved = hand_in_unit_scores(desk, review=REVIEW, scorer=scorer, sheets=sheets)
    return [each.total for each in saved]


def test_a_bloc_s_head_hands_in_its_units_at_once(round_desk: DeskFor) -> None:
    head = of_school(round_desk, "T2")

    assert hand_in(head, Scorer.CROSS, "T1", "T3", "T4", doc="Rõ") == [80.0] * 3
    assert hand_in(head, Scorer.CROSS, "T1") == [80.0]
    with head.store.reading() as q:
        found = q.sheets(REVIEW, scorer=Scorer.CROSS)
        assert {(each.judge, each.version) for each in found} == {("T2", 1), ("T2", 2)}
        assert [dict(each.notes) for each in found if each.version == 1] == [{"doc": "Rõ"}] * 2


def test_a_unit_hands_in_its_own_and_nobody_else_s(round_desk: DeskFor) -> None:
    own = of_school(round_desk, "T4")

    assert hand_in(own, Scorer.SELF, "T4") == [80.0]
    with pytest.raises(Refused) as told:
        hand_in(own, Scorer.SELF, "T4", "T5")
    assert [each.key for each in told.value.blockers] == ["blocker.only_own_unit"]


def test_a_total_waits_for_the_explanation_of_what_lies_apart(round_desk: DeskFor) -> None:
    own = of_school(round_desk, "T4")
    low: dict[str, float] = {"bao_cao": 4.0, "doc": 16.0}
    scores: dict[str, tuple[dict[str, float], dict[str, str]]] = {dossiers(own)["T4"].id: (low, {})}
    hand_in_unit_scores(own, review=REVIEW, scorer=Scorer.SELF, sheets=scores)
    ministry = round_desk()

    assert hand_in(ministry, Scorer.MINISTRY, "T4") == [None]
    assert hand_in(ministry, Scorer.MINISTRY, "T4", bao_cao="Có đủ minh chứng") == [80.0]


def test_a_dossier_of_no_such_round_is_not_found(round_desk: DeskFor) -> None:
    with pytest.raises(NotFound):
        hand_in_unit_scores(
            round_desk(), review=REVIEW, scorer=Scorer.MINISTRY, sheets={"khac": (WHOLE, {})}
        )
