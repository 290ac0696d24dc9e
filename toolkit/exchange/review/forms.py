"""Score sheets of a round: what each judge scores, blank or as scored so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType

from toolkit.domain.plan import Plan
from toolkit.domain.review import Review
from toolkit.exchange.review.figures import Judge, factors


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A dossier that a judge scores, as it may be shown: blank, or with the scores given so far.

    `notes` are remarks by code of the criterion; the empty code is the remark on the whole."""

    number: int
    name: str
    unit: str
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeForm:
    """One judge's score sheet; `away` tells of what they stand aside from, and why."""

    judge: Judge
    asked: Sequence[Asked]
    away: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class ScoreForms:
    """The score sheets of a round, one a judge."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime
    review: Review
    sheets: Sequence[JudgeForm]
    provisional: bool = False

    @cached_property
    def factors(self) -> tuple[float, ...]:
        """What a point of each criterion adds to a total of 100."""
        return factors(self.review)

    @cached_property
    def fingerprint(self) -> str:
        """Equal for equal sheets, whoever makes them."""
        told = [f"{self.plan.code}|{self.review.code}|{self.as_known_on}"]
        for form in self.sheets:
            told.append(f"{form.judge.login}|{form.judge.name}|{form.away}")
            told += [
                f"{one.number}|{one.name}|{one.unit}|{sorted(one.scores.items())}"
                f"|{sorted(one.notes.items())}"
                for one in form.asked
            ]
        return sha256("\n".join(told).encode()).hexdigest()
