"""The last seat that equal votes share: the ladder of the ranking, then a lot."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.rules.ballot import Count, outcome
from toolkit.rules.ranking import Ranked, drawn
from toolkit.rules.seats import By, settled

SEVEN_OF_NINE = Count(members=9, valid=9, invalid=0, agreed={"A": 9, "B": 7, "C": 7, "D": 6})


def ranks(*dossiers: str) -> dict[str, Ranked]:
    return {one: Ranked(one, rank) for rank, one in enumerate(dossiers, start=1)}


def test_last_seat_that_equal_votes_share_goes_to_the_better_rank() -> None:
    outcomes = outcome(SEVEN_OF_NINE, threshold=0.5, seats=2)

    seen = settled(outcomes, ranks("C", "A", "D", "B"), seats=2, seed="s")

    assert [(one.outcome.dossier, one.chosen, one.by, one.among) for one in seen] == [
        ("A", True, By.VOTES, ()),
        ("B", False, By.LADDER, ("C", "B")),
        ("C", True, By.LADDER, ("C", "B")),
        ("D", False, By.VOTES, ()),
    ]


def test_what_the_ladder_can_not_tell_apart_either_is_drawn_by_the_lot_of_the_round() -> None:
    tied = {one: Ranked(one, 2, tied=True) for one in "BC"}

    seen = settled(outcome(SEVEN_OF_NINE, threshold=0.5, seats=2), tied, seats=2, seed="s")

    lot = drawn(["B", "C"], "s")
    assert [(one.outcome.dossier, one.chosen, one.by, one.among) for one in seen[1:3]] == [
        (one, one == lot[0], By.LOT, lot) for one in "BC"
    ]


def test_a_lot_that_the_ranking_drew_already_is_told_as_a_lot() -> None:
    lot = ("C", "B")
    drawn_before = {
        one: Ranked(one, rank, drawn=True, beside=lot) for rank, one in enumerate(lot, start=2)
    }

    seen = settled(outcome(SEVEN_OF_NINE, threshold=0.5, seats=2), drawn_before, seats=2, seed="s")

    assert {one.outcome.dossier: one.by for one in seen if one.chosen} == {
        "A": By.VOTES,
        "C": By.LOT,
    }


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9), min_size=1),
    st.permutations("ABCDEF"),
    st.integers(0, 6),
)
def test_as_many_are_chosen_as_there_are_seats_and_dossiers_with_enough_votes(
    agreed: dict[str, int], order: list[str], seats: int
) -> None:
    count = Count(members=9, valid=9, invalid=0, agreed=agreed)
    outcomes = outcome(count, threshold=0.5, seats=seats)

    seen = settled(outcomes, ranks(*order), seats=seats, seed="s")

    chosen = [one for one in seen if one.chosen]
    assert len(chosen) == min(seats, sum(one.enough for one in outcomes))
    left = [one.outcome.share for one in seen if not one.chosen]
    assert all(one.outcome.share >= max(left, default=0) for one in chosen)
