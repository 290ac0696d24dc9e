"""The figures of a round's results: who judged what, with which scores, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from hashlib import sha256
from math import fsum, sqrt
from statistics import median
from types import MappingProxyType

from toolkit.domain.plan import Plan
from toolkit.domain.review import Review

PLACES = 9
"""Decimals that formulas round to, so that every program reckons the same to the last digit."""
_LAST = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True, slots=True)
class Judge:
    """Who scores: a member's login (or a unit's code), name, and post as it is printed."""

    login: str
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A dossier in the order of the ranking; `rank` None for one that nobody has scored.

    `best` and `worst` bound its rank when any one judge is left out; `away` are the logins that
    stand aside. `name` and `unit` are as the reader may see them: a number, and nothing, in blind
    mode. In a round of units `unit` tells the scores given before the last ones."""

    id: str
    number: int
    name: str
    unit: str
    rank: int | None
    best: int | None = None
    worst: int | None = None
    note: str = ""
    away: frozenset[str] = frozenset()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One judge's complete scores of a dossier, by code of the criterion, and their record."""

    dossier: str
    judge: str
    scores: Mapping[str, float]
    record: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Middle:
    """Mean and spread of a judge's totals, and how many there are."""

    mean: float
    spread: float
    count: int


@dataclass(frozen=True, kw_only=True)
class ReviewFigures:
    """All that the workbook of results tells. `begun` sheets lack scores, and count nowhere.

    While scores may still change the results are `provisional`."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime
    review: Review
    rows: Sequence[Judged]
    judges: Sequence[Judge]
    given: Sequence[Given]
    provisional: bool = False
    begun: int = 0
    notes: Sequence[str] = field(default=())

    @cached_property
    def factors(self) -> tuple[float, ...]:
        """What a point of each criterion adds to a total of 100."""
        return factors(self.review)

    @cached_property
    def by_dossier(self) -> Mapping[str, tuple[Given, ...]]:
        """Complete sheets by dossier, in the order of the judges."""
        order = {judge.login: place for place, judge in enumerate(self.judges)}
        found: dict[str, list[Given]] = {}
        for each in sorted(self.given, key=lambda one: order[one.judge]):
            found.setdefault(each.dossier, []).append(each)
        return MappingProxyType({id_: tuple(sheets) for id_, sheets in found.items()})

    @cached_property
    def totals(self) -> Mapping[tuple[str, str], float]:
        """(dossier, judge) → total 0–100."""
        codes = [each.code for each in self.review.criteria]
        return {
            (one.dossier, one.judge): rounded(
                fsum(
                    factor * one.scores[code]
                    for code, factor in zip(codes, self.factors, strict=True)
                )
            )
            for one in self.given
        }

    @cached_property
    def whole(self) -> Middle:
        """Of all totals together."""
        return _middle([*self.totals.values()])

    @cached_property
    def of_judge(self) -> Mapping[str, Middle]:
        """Of each judge's totals."""
        found: dict[str, list[float]] = {judge.login: [] for judge in self.judges}
        for (_, judge), value in self.totals.items():
            found[judge].append(value)
        return {login: _middle(values) for login, values in found.items()}

    @cached_property
    def normalised(self) -> Mapping[tuple[str, str], float]:
        """(dossier, judge) → total as if all judges had the same mean and spread."""
        whole = self.whole
        return {
            (dossier, judge): rounded(_moved(value, self.of_judge[judge], whole))
            for (dossier, judge), value in self.totals.items()
        }

    @cached_property
    def reached(self) -> Mapping[str, tuple[float, float, float]]:
        """Dossier → mean, median and normalised mean of its totals."""
        return {
            dossier: (
                rounded(_mean([self.totals[dossier, one.judge] for one in sheets])),
                rounded(median(self.totals[dossier, one.judge] for one in sheets)),
                rounded(_mean([self.normalised[dossier, one.judge] for one in sheets])),
            )
            for dossier, sheets in self.by_dossier.items()
        }

    @cached_property
    def fingerprint(self) -> str:
        """Equal for equal figures, whoever makes them."""
        told = [
            *(self.plan.code, self.review.code, str(self.as_known_on), str(self.provisional)),
            *(
                f"{one.number}|{one.name}|{one.unit}|{one.rank}|{one.best}|{one.worst}|{one.note}"
                for one in self.rows
            ),
            *sorted(
                f"{one.dossier}|{one.judge}|{sorted(one.scores.items())}" for one in self.given
            ),
            *(f"{each.code}|{each.most}|{each.weight}" for each in self.review.criteria),
        ]
        return sha256("\n".join(told).encode()).hexdigest()

    @property
    def width(self) -> int:
        """How many criteria there are."""
        return len(self.review.criteria)


def factors(review: Review) -> tuple[float, ...]:
    """What a point of each criterion adds to a total of 100."""
    whole = fsum(each.weight for each in review.criteria)
    return tuple(rounded(100 * each.weight / whole / each.most) for each in review.criteria)


def rounded(value: float) -> float:
    """As ROUND does: half away from nought, of the fifteen digits that programs reckon with."""
    return float(Decimal(f"{value:.15g}").quantize(_LAST, ROUND_HALF_UP))


def ranks(values: Sequence[float]) -> list[int]:
    """Each value's rank from 1, the highest first; equal ones share it, as RANK does."""
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(values, reverse=True), 1):
        first.setdefault(value, place)
    return [first[value] for value in values]


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def _middle(values: Sequence[float]) -> Middle:
    if not values:
        return Middle(0, 0, 0)
    mean = rounded(_mean(values))
    spread = sqrt(fsum((value - mean) ** 2 for value in values) / len(values))
    return Middle(mean, rounded(spread), len(values))


def _moved(value: float, own: Middle, whole: Middle) -> float:
    if not own.spread:
        return whole.mean
    return whole.mean + (value - own.mean) / own.spread * whole.spread
