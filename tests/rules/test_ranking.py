"""Ranking: the ladder, ties that nothing breaks, lots, and how firm a rank is."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_scoring import totals_of
from toolkit.rules.ranking import Firmness, Ranked, drawn, firmness, ranking
from toolkit.rules.scoring import Total

SCORES = {"A": 90.0, "B": 80.0, "C": 80.0, "D": 70.0}
MEDIANS = {"A": 1.0, "B": 79.0, "C": 81.0, "D": 99.0}


def test_the_higher_score_ranks_first_and_the_ladder_is_asked_only_for_equals() -> None:
    assert ranking(list(SCORES), [SCORES.__getitem__, MEDIANS.__getitem__]) == (
        Ranked("A", 1),
        Ranked("C", 2, rung=1),
        Ranked("B", 3, rung=1),
        Ranked("D", 4),
    )


def test_dossiers_that_nothing_tells_apart_share_a_rank_and_are_told_as_tied() -> None:
    assert ranking(["D", "C", "B", "A"], [SCORES.__getitem__]) == (
        Ranked("A", 1),
        Ranked("B", 2, tied=True),
        Ranked("C", 2, tied=True),
        Ranked("D", 4),
    )


def test_a_hair_that_only_rounding_makes_is_no_difference() -> None:
    scores = {"A": 0.1 + 0.2, "B": 0.3}

    assert [one.tied for one in ranking(["A", "B"], [scores.__getitem__])] == [True, True]


def test_a_lot_can_be_drawn_again_from_its_seed() -> None:
    assert drawn(["B", "C", "A"], "2018-10-12/so-ket-2018") == drawn(
        ["A", "B", "C"], "2018-10-12/so-ket-2018"
    )
    assert len({drawn("ABCDE", str(seed)) for seed in range(50)}) > 20


@given(totals_of, st.randoms(use_true_random=False))
def test_ranking_is_the_same_whatever_the_order_of_entry(rows: list[Total], random: Random) -> None:
    mixed = rows[:]
    random.shuffle(mixed)
    scores = {
        dossier: sum(value for each, _, value in rows if each == dossier) for dossier, *_ in rows
    }

    assert ranking([*scores], [scores.__getitem__]) == ranking(
        list(dict.fromkeys(row[0] for row in mixed)), [scores.__getitem__]
    )
    assert firmness(mixed) == firmness(rows)


@given(totals_of)
def test_leaving_a_judge_out_equals_a_computation_without_them(rows: list[Total]) -> None:
    frame = pd.DataFrame(rows, columns=["dossier", "judge", "total"])
    ranks = [_ranks(frame)] + [
        _ranks(frame[frame["judge"] != judge]) for judge in frame["judge"].unique()
    ]
    whole = ranks[0]

    seen = firmness(rows)

    for dossier in whole.index:
        taken = [each[dossier] for each in ranks if dossier in each.index]
        one = seen[str(dossier)]
        assert (one.best, one.worst, one.raw) == (min(taken), max(taken), whole[dossier])


def _ranks(frame: pd.DataFrame) -> "pd.Series[float]":
    means = frame.groupby("dossier")["total"].mean().round(9)
    return means.rank(method="min", ascending=False)


def test_rank_that_hangs_on_one_judge_is_told_as_such() -> None:
    rows = [("A", "j1", 90.0), ("A", "j2", 60.0), ("B", "j1", 70.0), ("B", "j2", 70.0)]

    assert firmness(rows) == {"A": Firmness(1, 2, 1, 1), "B": Firmness(1, 2, 2, 1)}


@pytest.mark.parametrize("count", [1, 2])
def test_one_dossier_alone_is_first(count: int) -> None:
    rows = [("A", f"j{number}", 50.0 + number) for number in range(count)]

    assert firmness(rows) == {"A": Firmness(1, 1, 1, 1)}
