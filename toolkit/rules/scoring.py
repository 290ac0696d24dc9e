"""Scores of a round: each judge's total of a dossier, raw, and normalised by judge.

Totals are shares of what can be reached, 0–100: the mean of score ÷ highest score over the
criteria, weighted. Normalising takes away that one judge is strict and another lavish: a judge's
totals are moved and stretched to the mean and the spread of all judges' totals (z-scores). The
spread is the population's (÷ n)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import median

Total = tuple[str, str, float]
"""(dossier, judge, total 0–100)."""
_LEAST_SPREAD = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion as scoring needs it: its highest score, and its weight among the others."""

    most: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a dossier reached: mean and median of its judges' totals, and the mean normalised."""

    mean: float
    median: float
    normalised: float
    judges: int


def total(scores: Mapping[str, float], scales: Mapping[str, Scale]) -> float:
    """One judge's total of a dossier, 0–100; every criterion must have its score (KeyError)."""
    weights = fsum(scale.weight for scale in scales.values())
    reached = fsum(scale.weight * scores[code] / scale.most for code, scale in scales.items())
    return 100 * reached / weights


def standings(totals: Iterable[Total]) -> dict[str, Standing]:
    """What each dossier reached, by dossier; one that nobody has scored is not there."""
    rows = list(totals)
    raw = _by_dossier(rows)
    even = _by_dossier(normalised(rows))
    return {
        dossier: Standing(
            mean=mean(reached),
            median=median(reached),
            normalised=mean(even[dossier]),
            judges=len(reached),
        )
        for dossier, reached in raw.items()
    }


def normalised(totals: Sequence[Total]) -> list[Total]:
    """The totals as if all judges had the same mean and spread: those of all totals together.

    A judge whose totals don't differ (or who has only one) is only moved to the mean of all: such
    a judge says nothing about which dossier is better."""
    if not totals:
        return []
    centre, spread = _centre(value for _, _, value in totals)
    own = {judge: _centre(values) for judge, values in _by_judge(totals).items()}
    return [
        (dossier, judge, _moved(value, own[judge], centre, spread))
        for dossier, judge, value in totals
    ]


def _moved(value: float, own: tuple[float, float], centre: float, spread: float) -> float:
    middle, width = own
    return centre if width < _LEAST_SPREAD else centre + (value - middle) / width * spread


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, whatever the order of the values."""
    return fsum(values) / len(values)


def _centre(values: Iterable[float]) -> tuple[float, float]:
    """Mean and population spread."""
    kept = list(values)
    middle = mean(kept)
    return middle, sqrt(fsum((value - middle) ** 2 for value in kept) / len(kept))


def _by_dossier(totals: Iterable[Total]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for dossier, _, value in totals:
        found.setdefault(dossier, []).append(value)
    return found


def _by_judge(totals: Iterable[Total]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for _, judge, value in totals:
        found.setdefault(judge, []).append(value)
    return found
