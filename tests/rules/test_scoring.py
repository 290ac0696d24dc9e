"""Scores: totals by weight, means, and what is left when judges are made equally strict."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.rules.scoring import Scale, Total, normalised, standings, total

SCALES = {"thanh_tich": Scale(10, 60), "lan_toa": Scale(5, 40)}

totals_of = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C", "D"]),
        st.sampled_from(["j1", "j2", "j3"]),
        st.integers(0, 200).map(lambda half: half / 2),
    ),
    min_size=1,
    unique_by=lambda row: row[:2],
)


def test_total_is_the_weighted_share_of_what_can_be_reached() -> None:
    assert total({"thanh_tich": 9, "lan_toa": 4}, SCALES) == pytest.approx(0.6 * 90 + 0.4 * 80)


def test_highest_scores_make_a_hundred_whatever_the_weights_add_up_to() -> None:
    scales = {code: Scale(one.most, one.weight / 7) for code, one in SCALES.items()}

    assert total({"thanh_tich": 10, "lan_toa": 5}, scales) == pytest.approx(100)


def test_a_criterion_without_a_score_is_no_total() -> None:
    with pytest.raises(KeyError):
        total({"thanh_tich": 9}, SCALES)


def test_dossier_that_nobody_scored_does_not_stand_anywhere() -> None:
    assert standings([]) == {}


def test_strict_judge_counts_as_much_as_a_lavish_one_once_normalised() -> None:
    seen = standings([("A", "j1", 50), ("B", "j1", 60), ("A", "j2", 100), ("B", "j2", 90)])

    assert seen["A"].mean == seen["B"].mean == 75
    assert seen["A"].normalised == pytest.approx(seen["B"].normalised)


def test_judge_who_gives_everybody_the_same_says_nothing_about_who_is_better() -> None:
    seen = normalised([("A", "j1", 70), ("B", "j1", 70), ("A", "j2", 90), ("B", "j2", 50)])

    assert [value for _, judge, value in seen if judge == "j1"] == [70, 70]


@given(totals_of)
def test_normalising_agrees_with_pandas(rows: list[Total]) -> None:
    frame = pd.DataFrame(rows, columns=["dossier", "judge", "total"])
    by_judge = frame.groupby("judge")["total"]
    spread = by_judge.transform(lambda values: values.std(ddof=0))
    moved = (frame["total"] - by_judge.transform("mean")) / spread.where(spread > 1e-9)
    expected = frame["total"].mean() + moved.fillna(0) * frame["total"].std(ddof=0)

    assert [value for *_, value in normalised(rows)] == pytest.approx(list(expected))


@given(totals_of)
def test_means_and_medians_agree_with_pandas(rows: list[Total]) -> None:
    frame = pd.DataFrame(rows, columns=["dossier", "judge", "total"])
    by_dossier = frame.groupby("dossier")["total"].agg(["mean", "median", "size"])

    seen = standings(rows)

    assert set(seen) == set(by_dossier.index)
    for dossier, one in seen.items():
        expected = tuple(by_dossier.loc[dossier])
        assert (one.mean, one.median, one.judges) == pytest.approx(expected)


@given(totals_of, st.randoms(use_true_random=False))
def test_standing_is_the_same_whatever_the_order_of_entry(
    rows: list[Total], random: Random
) -> None:
    mixed = rows[:]
    random.shuffle(mixed)

    assert standings(mixed) == standings(rows)
