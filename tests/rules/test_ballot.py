"""The count of a secret ballot: quorum, threshold, seats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.rules.ballot import Count, Outcome, count_blockers, needed, outcome, without_quorum


@pytest.mark.parametrize(
    ("members", "quorum", "least"),
    [(9, 0.66, 6), (9, 2 / 3, 6), (9, 0.5, 5), (12, 0.75, 9), (1, 1, 1)],
)
def test_quorum_is_the_share_of_all_members_rounded_up(
    members: int, quorum: float, least: int
) -> None:
    assert needed(members, quorum) == least


def test_ballot_without_quorum_can_not_stand() -> None:
    count = Count(members=9, valid=4, invalid=1, agreed={"A": 4})

    assert [one.key for one in count_blockers(count, 0.66)] == ["blocker.no_quorum"]


def test_invalid_ballots_count_for_the_quorum_and_not_for_the_result() -> None:
    count = Count(members=9, valid=5, invalid=1, agreed={"A": 3})

    assert count_blockers(count, 0.66) == ()
    assert outcome(count, threshold=0.6, seats=None) == (Outcome("A", 3, 0.6, True, True, of=5),)


def test_more_ballots_than_members_or_votes_than_ballots_are_told() -> None:
    count = Count(members=3, valid=4, invalid=0, agreed={"A": 5, "B": -1})

    assert [one.key for one in count_blockers(count, 0.5)] == [
        "blocker.too_many_ballots",
        "blocker.more_votes_than_ballots",
    ]


def test_below_the_threshold_nobody_is_chosen_though_there_are_seats() -> None:
    count = Count(members=9, valid=9, invalid=0, agreed={"A": 4})

    assert outcome(count, threshold=0.5, seats=3) == (Outcome("A", 4, 4 / 9, False, False, of=9),)


def test_last_seat_that_two_share_is_left_to_the_ladder() -> None:
    count = Count(members=9, valid=9, invalid=0, agreed={"A": 9, "B": 7, "C": 7, "D": 6})

    seen = outcome(count, threshold=0.5, seats=2)

    assert [(one.dossier, one.chosen) for one in seen] == [
        ("A", True),
        ("B", None),
        ("C", None),
        ("D", False),
    ]


def test_no_valid_ballot_chooses_nobody() -> None:
    count = Count(members=3, valid=0, invalid=3, agreed={"A": 0})

    assert outcome(count, threshold=0.5, seats=1) == (Outcome("A", 0, 0.0, False, False),)


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9), min_size=1),
    st.integers(1, 6),
)
def test_never_more_are_chosen_than_there_are_seats(agreed: dict[str, int], seats: int) -> None:
    count = Count(members=9, valid=9, invalid=0, agreed=agreed)

    seen = outcome(count, threshold=0.5, seats=seats)

    chosen = [one for one in seen if one.chosen]
    waiting = [one for one in seen if one.chosen is None]
    enough = [one for one in seen if one.enough]
    assert len(chosen) <= seats
    assert len(chosen) + len(waiting) >= min(seats, len(enough))
    assert len({one.agreed for one in waiting}) <= 1


def test_votes_are_a_share_of_the_ballots_of_those_who_do_not_stay_away() -> None:
    count = Count(
        members=9,
        valid=9,
        invalid=0,
        agreed={"A": 6, "B": 7},
        kept={"A": 2},
        kept_cast={"A": 2},
    )

    seen = outcome(count, threshold=0.5, seats=1)

    assert [(one.dossier, one.agreed, one.of, one.chosen) for one in seen] == [
        ("A", 6, 7, True),
        ("B", 7, 9, False),
    ]


def test_share_is_never_told_higher_than_it_is_when_nobody_knows_whose_ballots_are_invalid() -> (
    None
):
    count = Count(members=9, valid=7, invalid=2, agreed={"A": 5}, kept={"A": 1}, kept_cast={"A": 1})

    assert count.of("A") == 7


def test_dossier_that_too_few_may_vote_on_is_without_quorum() -> None:
    count = Count(
        members=9, valid=6, invalid=0, agreed={}, kept={"A": 2, "B": 2}, kept_cast={"A": 2}
    )

    assert count_blockers(count, 0.66) == ()
    assert without_quorum(count, 0.66) == ("A",)


def test_no_seat_left_chooses_nobody() -> None:
    count = Count(members=3, valid=3, invalid=0, agreed={"A": 3})

    assert [one.chosen for one in outcome(count, threshold=0.5, seats=0)] == [False]
