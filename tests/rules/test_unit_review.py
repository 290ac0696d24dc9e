"""Who cross-checks whom, which scores lie apart, when a sheet is whole."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_unit
from tests.rules.test_review_evidence import a_review
from toolkit.domain.council import BlocRound, ScoreSheet
from toolkit.domain.review import Kinship, Scorer
from toolkit.domain.unit import Unit
from toolkit.rules.unit_review import (
    apart,
    checker,
    heads_blockers,
    proposal_blockers,
    remark_blockers,
    whole,
)

UNITS = {each.code: each for each in (a_unit("A", bloc="K"), a_unit("B", bloc="K"), a_unit("C"))}
OWN = (Kinship.SAME_UNIT,)


def _bloc(head: str = "", deputy: str = "") -> BlocRound:
    return BlocRound(review="r", bloc="K", head=head, deputy=deputy)


def _sheet(scorer: Scorer, **told: Any) -> ScoreSheet:
    return ScoreSheet(review="r", dossier="d", scorer=scorer, **told)


def _keys(found: Any) -> list[tuple[str, str]]:
    return [(each.key, each.field) for each in found]


def test_the_head_checks_its_bloc_and_the_deputy_the_heads_own_unit() -> None:
    assert checker("B", _bloc("A", "C"), OWN, UNITS) == "A"
    assert checker("A", _bloc("A", "C"), OWN, UNITS) == "C"


def test_where_head_and_deputy_must_stand_aside_the_ministry_checks() -> None:
    assert checker("A", _bloc("A"), OWN, UNITS) == ""
    assert checker("A", _bloc("B", "A"), (*OWN, Kinship.SAME_BLOC), UNITS) == ""


def test_nobody_checks_their_own_unit_even_where_the_round_names_no_conflicts() -> None:
    assert checker("A", _bloc("A"), (), UNITS) == ""


def test_who_stands_above_a_unit_checks_it_unless_the_round_forbids_it() -> None:
    below: dict[str, Unit] = {**UNITS, "B": a_unit("B", parent="A")}

    assert checker("B", _bloc("A", "C"), OWN, below) == "A"
    assert checker("B", _bloc("A", "C"), (*OWN, Kinship.UNIT_ABOVE), below) == "C"


def test_a_bloc_without_a_head_has_nobody_who_checks() -> None:
    assert checker("A", _bloc(deputy="B"), OWN, UNITS) is None


def test_a_score_lies_apart_only_beyond_the_share_of_the_highest() -> None:
    """A fifth of 10 points is 2: two points are still near, two and a half are not."""
    own = _sheet(Scorer.SELF, scores={"x": 8, "y": 5})
    near = _sheet(Scorer.CROSS, scores={"x": 6, "y": 7})
    far = _sheet(Scorer.CROSS, scores={"x": 5.5, "y": 7.5}, notes={"y": "Có báo cáo bổ sung."})

    assert apart(a_review(), own, near) == ()
    assert [
        (each.criterion, each.more, each.explained) for each in apart(a_review(), own, far)
    ] == [
        ("x", -2.5, False),
        ("y", 2.5, True),
    ]


def test_without_the_units_own_score_nothing_lies_apart() -> None:
    assert apart(a_review(), None, _sheet(Scorer.MINISTRY, scores={"x": 1, "y": 1})) == ()
    own = _sheet(Scorer.SELF, scores={"x": 9})
    assert apart(a_review(), own, _sheet(Scorer.MINISTRY, scores={"y": 1})) == ()


def test_a_sheet_is_whole_when_each_criterion_is_scored_and_each_difference_explained() -> None:
    review, own = a_review(), _sheet(Scorer.SELF, scores={"x": 8, "y": 5})
    given_ = {"x": 5, "y": 5}

    assert whole(review, own, _sheet(Scorer.CROSS, scores={"x": 5})) is None
    assert whole(review, own, _sheet(Scorer.CROSS, scores=given_)) is None
    assert whole(review, own, _sheet(Scorer.CROSS, scores=given_, notes={"x": "  "})) is None
    assert whole(review, own, _sheet(Scorer.CROSS, scores=given_, notes={"x": "Muộn."})) == 50.0


@given(st.lists(st.floats(0, 10), min_size=4, max_size=4))
def test_a_sheet_is_whole_just_when_nothing_is_left_to_explain(scores: list[float]) -> None:
    review = a_review()
    own = _sheet(Scorer.SELF, scores={"x": scores[0], "y": scores[1]})
    other = _sheet(Scorer.MINISTRY, scores={"x": scores[2], "y": scores[3]})

    assert (whole(review, own, other) is None) == bool(apart(review, own, other))


def test_a_remark_names_a_criterion_or_the_whole_and_is_no_essay() -> None:
    assert remark_blockers(a_review(), "", "Tốt") == remark_blockers(a_review(), "x", "") == ()
    assert _keys(remark_blockers(a_review(), "z", "Tốt")) == [("blocker.criterion_unknown", "")]
    assert _keys(remark_blockers(a_review(), "x", "a" * 1001)) == [("blocker.too_long", "note.x")]


def test_a_bloc_is_led_by_two_different_units_of_its_own() -> None:
    assert heads_blockers("K", "A", "B", {"A", "B"}) == ()
    assert heads_blockers("K", "A", "", {"A", "B"}) == ()
    assert _keys(heads_blockers("K", "", "", {"A"})) == [("blocker.head_missing", "head")]
    assert _keys(heads_blockers("K", "C", "C", {"A"})) == [
        ("blocker.head_not_in_bloc", "head"),
        ("blocker.head_not_in_bloc", "deputy"),
        ("blocker.deputy_is_head", "deputy"),
    ]


def test_a_proposal_names_units_of_the_bloc_once_each_within_the_seats_and_says_why() -> None:
    review = a_review(seats=2)

    assert proposal_blockers(review, ["A", "B"], "Dẫn đầu khối.", {"A", "B"}) == ()
    assert _keys(proposal_blockers(review, [], " ", {"A"})) == [
        ("blocker.nobody_proposed", "proposed"),
        ("blocker.proposal_reason", "note"),
    ]
    assert _keys(proposal_blockers(review, ["A", "C", "A"], "Tốt", {"A", "B"})) == [
        ("blocker.proposed_twice", "proposed"),
        ("blocker.proposed_not_in_bloc", "proposed"),
        ("blocker.proposed_too_many", "proposed"),
    ]
