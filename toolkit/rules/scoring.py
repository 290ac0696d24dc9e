"""Scores of a round: each judge's total of a dossier, raw, and normalised by judge.

Totals are shares of what can be reached, 0–100: the mean of score ÷ highest score over the
criteria, weighted. Normalising takes away that one judge is strict and another lavish: a judge's
totals are moved and stretched to the mean and the spread of all judges' totals (z-scores). The
spread is the population's (÷ n)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

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


@dataclass(frozen=True, slots=True)
class Habit:
    """How one judge scores: mean and population spread of their totals, and how many they gave."""

    mean: float
    spread: float
    count: int


def total(scores: Mapping[str, float], scales: Mapping[str, Scale]) -> float:
    """One judge's total of a dossier, 0–100; every criterion must have its score (KeyError)."""
    weights = fsum(scale.weight for scale in scales.values())
    reached = fsum(scale.weight * scores[code] / scale.most for code, scale in scales.items())
    return 100 * reached / weights


def standings(totals: Iterable[Total]) -> dict[str, Standing]:
    """What each dossier reached, by dossier; one that nobody has scored is not there."""
    rows = list(totals)
    own = _lines(rows)
    raw: defaultdict[str, list[float]] = defaultdict(list)
    even: defaultdict[str, list[float]] = defaultdict(list)
    for dossier, judge, value in rows:
        raw[dossier].append(value)
        start, stretch = own[judge]
        even[dossier].append(start + stretch * value)
    return {
        dossier: Standing(mean(reached), median(reached), mean(even[dossier]), len(reached))
        for dossier, reached in raw.items()
    }


def normalised(totals: Sequence[Total]) -> list[Total]:
    """The totals as if all judges had the same mean and spread: those of all totals together.

    A judge whose totals don't differ (or who has only one) is only moved to the mean of all: such
    a judge says nothing about which dossier is better."""
    own = _lines(totals)
    return [
        (dossier, judge, own[judge][0] + own[judge][1] * value) for dossier, judge, value in totals
    ]


def habits(totals: Iterable[Total]) -> dict[str, Habit]:
    """How strict each judge is, by judge."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for _, judge, value in totals:
        found[judge].append(value)
    return {judge: _habit(values) for judge, values in found.items()}


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, whatever the order of the values."""
    return fsum(values) / len(values)


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _habit(values: Sequence[float]) -> Habit:
    middle = mean(values)
    spread = sqrt(fsum([(value - middle) ** 2 for value in values]) / len(values))
    return Habit(middle, spread, len(values))


def _lines(totals: Sequence[Total]) -> dict[str, tuple[float, float]]:
    """What moves and stretches each judge's totals: a constant, and what they are times."""
    if not totals:
        return {}
    whole = _habit([value for _, _, value in totals])
    return {judge: _line(one, whole) for judge, one in habits(totals).items()}


def _line(own: Habit, whole: Habit) -> tuple[float, float]:
    if own.spread < _LEAST_SPREAD:
        return whole.mean, 0.0
    stretch = whole.spread / own.spread
    return whole.mean - own.mean * stretch, stretch
