"""How firm a rank is: leaving a judge out equals a computation without them."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.rules.test_scoring import totals_of
from toolkit.rules.firmness import Firmness, firmness
from toolkit.rules.ranking import fine
from toolkit.rules.scoring import Total, standings


def _firm(rows: list[Total]) -> dict[str, Firmness]:
    return firmness(rows, standings(rows))


def test_rank_that_hangs_on_one_judge_is_told_as_such() -> None:
    rows = [("A", "j1", 90.0), ("A", "j2", 60.0), ("B", "j1", 70.0), ("B", "j2", 70.0)]

    assert _firm(rows) == {"A": Firmness(1, 2, 1, 1), "B": Firmness(1, 2, 2, 1)}


def test_equal_means_may_take_any_of_their_places() -> None:
    rows = [("A", "j1", 70.0), ("B", "j1", 70.0), ("C", "j1", 60.0)]

    assert _firm(rows) == {
        "A": Firmness(1, 2, 1, 1),
        "B": Firmness(1, 2, 1, 1),
        "C": Firmness(3, 3, 3, 3),
    }


@pytest.mark.parametrize("count", [1, 2])
def test_one_dossier_alone_is_first(count: int) -> None:
    rows = [("A", f"j{number}", 50.0 + number) for number in range(count)]

    assert _firm(rows) == {"A": Firmness(1, 1, 1, 1)}


@given(totals_of, st.randoms(use_true_random=False))
def test_firmness_is_the_same_whatever_the_order_of_entry(
    rows: list[Total], random: Random
) -> None:
    mixed = rows[:]
    random.shuffle(mixed)

    assert _firm(mixed) == _firm(rows)


@given(totals_of)
def test_leaving_a_judge_out_equals_a_computation_without_them(rows: list[Total]) -> None:
    seen = _firm(rows)

    judges = {judge for _, judge, _ in rows}
    without = [[row for row in rows if row[1] != judge] for judge in judges]
    for dossier, one in seen.items():
        places = [found[dossier] for some in [rows, *without] if dossier in (found := _ranks(some))]
        assert one.best == min(first for first, _ in places)
        assert one.worst == max(last for _, last in places)


@given(totals_of)
def test_rank_interval_agrees_with_pandas_and_scipy(rows: list[Total]) -> None:
    frame = pd.DataFrame(rows, columns=["dossier", "judge", "total"])
    parts = [frame, *(frame[frame["judge"] != judge] for judge in frame["judge"].unique())]
    means = [part.groupby("dossier")["total"].mean().map(fine) for part in parts]
    first = pd.concat([each.rank(method="min", ascending=False) for each in means], axis=1)
    last = pd.concat(
        [pd.Series(stats.rankdata(-each, method="max"), each.index) for each in means], axis=1
    )

    seen = _firm(rows)

    assert {name: one.best for name, one in seen.items()} == first.min(axis=1).to_dict()
    assert {name: one.worst for name, one in seen.items()} == last.max(axis=1).to_dict()
    assert {name: one.raw for name, one in seen.items()} == first.iloc[:, 0].to_dict()


def _ranks(rows: list[Total]) -> dict[str, tuple[int, int]]:
    """First and last place of each dossier by the mean of what is left, told plainly."""
    means = {dossier: fine(one.mean) for dossier, one in standings(rows).items()}
    return {
        dossier: (
            1 + sum(other > mean for other in means.values()),
            sum(other >= mean for other in means.values()),
        )
        for dossier, mean in means.items()
    }
