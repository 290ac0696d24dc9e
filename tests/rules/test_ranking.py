"""Ranking: the score, the ladder asked only of equals, ties that nothing breaks, lots."""

from collections.abc import Collection, Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_scoring import totals_of
from toolkit.rules.ranking import Ranked, Rung, drawn, ranking
from toolkit.rules.scoring import Total, standings

SCORES = {"A": 90.0, "B": 80.0, "C": 80.0, "D": 70.0}


def _by(values: Mapping[str, float]) -> Rung:
    return lambda tied: {one: values[one] for one in tied}


def test_the_higher_score_ranks_first_and_the_ladder_is_asked_only_of_equals() -> None:
    asked: list[Collection[str]] = []

    def median(tied: Collection[str]) -> dict[str, float]:
        asked.append(tied)
        return {"B": 79.0, "C": 81.0}

    assert ranking(SCORES, [median]) == (
        Ranked("A", 1),
        Ranked("C", 2, rung=1),
        Ranked("B", 3, rung=1),
        Ranked("D", 4),
    )
    assert asked == [["B", "C"]]


def test_a_rung_is_asked_once_for_all_who_are_still_tied_and_never_without_need() -> None:
    scores = {"A": 2.0, "B": 2.0, "C": 1.0, "D": 1.0}
    asked: list[Collection[str]] = []

    def first(tied: Collection[str]) -> dict[str, float]:
        asked.append(tied)
        return {"A": 1.0, "B": 2.0, "C": 5.0, "D": 4.0}

    def never(tied: Collection[str]) -> dict[str, float]:
        raise AssertionError(tied)

    assert [one.dossier for one in ranking(scores, [first, never])] == ["B", "A", "C", "D"]
    assert asked == [["A", "B", "C", "D"]]


def test_each_dossier_tells_the_last_rung_that_was_needed_to_place_it() -> None:
    scores = dict.fromkeys("ABC", 5.0)
    medians, reach = {"A": 3.0, "B": 3.0, "C": 2.0}, {"A": 1.0, "B": 2.0}

    assert [(one.dossier, one.rung) for one in ranking(scores, [_by(medians), _by(reach)])] == [
        ("B", 2),
        ("A", 2),
        ("C", 1),
    ]


def test_dossiers_that_nothing_tells_apart_share_a_rank_and_are_told_as_tied() -> None:
    beside = ("B", "C")

    assert ranking(SCORES) == (
        Ranked("A", 1),
        Ranked("B", 2, tied=True, beside=beside),
        Ranked("C", 2, tied=True, beside=beside),
        Ranked("D", 4),
    )


def test_lot_decides_only_where_the_whole_ladder_does_not() -> None:
    seen = ranking(SCORES, [_by(dict.fromkeys(SCORES, 1.0))], lambda tied: tied[::-1])

    assert seen[1:3] == (
        Ranked("C", 2, rung=2, drawn=True, beside=("C", "B")),
        Ranked("B", 3, rung=2, drawn=True, beside=("C", "B")),
    )


def test_a_hair_that_only_rounding_makes_is_no_difference() -> None:
    scores = {"A": 0.1 + 0.2, "B": 0.3}

    assert [one.tied for one in ranking(scores)] == [True, True]


def test_nobody_ranks_where_nobody_has_a_score() -> None:
    assert ranking({}, [_by({})]) == ()


def test_a_lot_can_be_drawn_again_from_its_seed() -> None:
    seed = "2018-10-12/so-ket-2018"

    assert drawn([12, 3, 7], seed) == drawn([3, 7, 12], seed)
    assert len({drawn("ABCDE", str(seed)) for seed in range(50)}) > 20


@given(totals_of, st.randoms(use_true_random=False))
def test_ranking_is_the_same_whatever_the_order_of_entry(rows: list[Total], random: Random) -> None:
    mixed = rows[:]
    random.shuffle(mixed)

    assert _whole(mixed) == _whole(rows)


def _whole(rows: list[Total]) -> tuple[Ranked, ...]:
    reached = standings(rows)
    ladder = [
        _by({dossier: one.median for dossier, one in reached.items()}),
        _by({dossier: one.normalised for dossier, one in reached.items()}),
    ]
    scores = {dossier: one.mean for dossier, one in reached.items()}
    return ranking(scores, ladder, lambda tied: drawn(tied, "hạt giống"))
