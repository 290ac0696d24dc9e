"""What the plan's own data say of a criterion before anybody scores it: figures with their text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from toolkit.domain.activity import ActivityKind
from toolkit.domain.exemplar import ExemplarKind, Step
from toolkit.domain.plan import Plan
from toolkit.domain.review import Figure, Review
from toolkit.domain.target import Target
from toolkit.domain.unit import Unit
from toolkit.rules.targets import aims, by_kind
from toolkit.rules.timeliness import Tally

Values = Mapping[str, object]
_DAYS_OF_MONTH = 30.4375


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A figure of one dossier: `value` (of `of`, where it is a part of something).

    `key` and `values` make its sentence, `link` holds the parameters of the address that shows
    where it comes from ("page" among them)."""

    figure: Figure
    value: float
    of: float | None = None
    key: str = ""
    values: Values = field(default_factory=lambda: MappingProxyType({}))
    link: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def share(self) -> float | None:
        """0–1; None where it is no part of anything."""
        return self.value / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Copies:
    """Replications: how many, at how many units, and how many the last look found alive."""

    count: int = 0
    takers: int = 0
    alive: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What was counted for one unit in the period: what it bears, did, and what was copied of it.

    `wanted` and `registered` are by kind of exemplar, `nurtured` how many exemplars it nurtured,
    `taken` how many replications it made of others' exemplars."""

    tally: Tally = field(default_factory=Tally)
    wanted: Mapping[ExemplarKind, int] = field(default_factory=dict)
    registered: Mapping[ExemplarKind, int] = field(default_factory=dict)
    activities: Mapping[ActivityKind, int] = field(default_factory=dict)
    nurtured: int = 0
    copies: Copies = Copies()
    taken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarFacts:
    """What was counted for one exemplar in the period, whoever did it."""

    code: str
    found_on: date
    activities: Mapping[ActivityKind, int] = field(default_factory=dict)
    copies: Copies = Copies()


@lru_cache(maxsize=32)
def years_of(since: date, until: date) -> tuple[int, ...]:
    """The years of which the greater part lies in the period (assumed): their targets count."""
    return tuple(
        year
        for year in range(since.year, until.year + 1)
        if 2 * _days(max(since, date(year, 1, 1)), min(until, date(year, 12, 31)))
        > _days(date(year, 1, 1), date(year, 12, 31))
    )


def wanted_of(
    plan: Plan, unit: Unit, years: Iterable[int], targets: Sequence[Target]
) -> dict[ExemplarKind, int]:
    """What a unit aims at in these years, by kind: its own word, or else the plan's default."""
    sums = dict.fromkeys(ExemplarKind, 0)
    for year in years:
        own = [each for each in targets if each.year == year]
        for aim in by_kind(aims(plan, [unit], [year], own, {})):
            sums[aim.kind] += aim.target
    return {kind: count for kind, count in sums.items() if count}


def unit_evidence(figure: Figure, review: Review, unit: str, facts: UnitFacts) -> Evidence:
    """One figure of a unit. Its sentence is `evidence.unit_<figure>`."""
    value, of, values = _UNIT[figure](facts)
    if figure is Figure.TARGETS:
        years = ", ".join(map(str, years_of(review.since, review.until)))
        values = {**values, "years": years}
    return Evidence(
        figure=figure,
        value=value,
        of=of,
        key=f"evidence.unit_{figure}",
        values=values,
        link=_unit_link(figure, review, unit),
    )


def exemplar_evidence(
    figure: Figure, review: Review, facts: ExemplarFacts, unit: str, of_unit: UnitFacts
) -> Evidence:
    """One figure of an exemplar (`evidence.exemplar_<figure>`); reports and targets are the
    unit's, whose they are."""
    if figure in (Figure.TIMELINESS, Figure.TARGETS):
        return unit_evidence(figure, review, unit, of_unit)
    value, values = _OF_EXEMPLAR[figure](facts, review)
    return Evidence(
        figure=figure,
        value=value,
        key=f"evidence.exemplar_{figure}",
        values=values,
        link={"page": "exemplar", "code": facts.code},
    )


def in_step(share: float, most: float, step: float) -> float:
    """A share of a criterion's highest score, in its steps: what the figure alone would give."""
    return min(most, round(share * most / step) * step)


_Figured = tuple[float, float | None, dict[str, object]]


def _timeliness(facts: UnitFacts) -> _Figured:
    tally = facts.tally
    values: dict[str, object] = {
        "on_time": tally.on_time,
        "expected": tally.expected,
        "late": tally.late,
        "missing": tally.missing,
    }
    return tally.on_time, tally.expected, values


def _targets(facts: UnitFacts) -> _Figured:
    """A surplus of one kind doesn't make up for what is missing of another."""
    met = sum(min(count, facts.registered.get(kind, 0)) for kind, count in facts.wanted.items())
    wanted, registered = sum(facts.wanted.values()), sum(facts.registered.values())
    return met, wanted, {"met": met, "wanted": wanted, "registered": registered}


def _nurturing(facts: UnitFacts) -> _Figured:
    done = facts.activities.get(ActivityKind.NURTURING, 0)
    return done, None, {"activities": done, "exemplars": facts.nurtured}


def _replication(facts: UnitFacts) -> _Figured:
    copies = facts.copies
    values: dict[str, object] = {
        "copies": copies.count,
        "alive": copies.alive,
        "taken": facts.taken,
    }
    return copies.count, None, values


def _media(facts: UnitFacts) -> _Figured:
    items = facts.activities.get(ActivityKind.MEDIA, 0)
    return items, None, {"items": items, "visits": facts.activities.get(ActivityKind.VISIT, 0)}


def _own_nurturing(facts: ExemplarFacts, review: Review) -> tuple[float, dict[str, object]]:
    done = facts.activities.get(ActivityKind.NURTURING, 0)
    return done, {"activities": done, "months": _months(facts.found_on, review.until)}


def _own_replication(facts: ExemplarFacts, _: Review) -> tuple[float, dict[str, object]]:
    copies = facts.copies
    told = {"copies": copies.count, "takers": copies.takers, "alive": copies.alive}
    return copies.count, {**told, "items": facts.activities.get(ActivityKind.MEDIA, 0)}


def _own_media(facts: ExemplarFacts, _: Review) -> tuple[float, dict[str, object]]:
    done = facts.activities
    items, visits = done.get(ActivityKind.MEDIA, 0), done.get(ActivityKind.VISIT, 0)
    return items, {"items": items, "visits": visits}


_OF_EXEMPLAR = {
    Figure.NURTURING: _own_nurturing,
    Figure.REPLICATION: _own_replication,
    Figure.MEDIA: _own_media,
}
_UNIT = {
    Figure.TIMELINESS: _timeliness,
    Figure.TARGETS: _targets,
    Figure.NURTURING: _nurturing,
    Figure.REPLICATION: _replication,
    Figure.MEDIA: _media,
}


def _unit_link(figure: Figure, review: Review, unit: str) -> dict[str, str]:
    if figure is Figure.TIMELINESS:
        return {"page": "units", "unit": unit, "phase": review.phase}
    if figure is Figure.TARGETS:
        return {"page": "exemplars", "unit": unit, "reached": Step.REGISTERED.value}
    if figure is Figure.REPLICATION:
        return {"page": "replication", "show": "list", "q": unit}
    nurturing = figure is Figure.NURTURING
    kind = ActivityKind.NURTURING if nurturing else ActivityKind.MEDIA
    return {"page": "activities", "unit": unit, "kind": kind.value}


def _days(first: date, last: date) -> int:
    return (last - first).days + 1


def _months(since: date, until: date) -> int:
    """Whole months gone by, none where it began afterwards."""
    return max(0, int((until - since).days / _DAYS_OF_MONTH))
