"""The figures of the Ministry's summary 2: who took which step, by unit, kind, field and phase."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Step
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.rules.unit_facts import FiguresByUnit, KindOfUnits, UnitFacts, by_kind

NOBODY = (0,) * len(Step)


@dataclass(frozen=True, slots=True)
class FunnelFact:
    """How many of a unit's exemplars of a kind took each step, in the order of `Step`, in a phase.

    `field` is empty where each exemplar counts once; fields count one of two fields twice."""

    unit: str
    kind: ExemplarKind
    field: str
    phase: str
    steps: tuple[int, ...]


UnitFunnel = UnitFacts[FunnelFact]
"""A unit with its facts, in the order of kinds, fields and phases."""


@dataclass(frozen=True, slots=True)
class FunnelSource:
    """An exemplar that is counted: its bearer, the unit that found it, the day of each step.

    `fields` are those of its scope; `days` stand in the order of `Step`."""

    unit: str
    made_for: str
    kind: ExemplarKind
    code: str
    name: str
    fields: tuple[str, ...]
    days: tuple[date | None, ...]
    id: str


@dataclass(frozen=True, kw_only=True)
class FunnelFigures(FiguresByUnit[FunnelFact]):
    """All that summary 2 tells; `sources` stand as units do, then by kind and code."""

    sources: tuple[FunnelSource, ...] = ()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The plan's fields in its order, then those that it no longer has; not comprehensive."""
        known = tuple(self.plan.field_by_code)
        found = {fact.field for fact in self.facts}
        return (*known, *sorted(found - {"", COMPREHENSIVE, *known}))


def added(
    facts: Iterable[FunnelFact], *, phase: str = "", kind: str = "", field: str = ""
) -> tuple[int, ...]:
    """Their steps added up; an empty phase or kind means every one, an empty field each once."""
    total = NOBODY
    for fact in facts:
        if fact.field == field and phase in ("", fact.phase) and kind in ("", fact.kind):
            total = tuple(one + more for one, more in zip(total, fact.steps, strict=True))
    return total


def funnel_figures(
    plan: Plan,
    units: Iterable[Unit],
    facts: Iterable[FunnelFact],
    *,
    as_known_on: date,
    made_at: datetime,
    plan_version: int = 1,
    sources: Iterable[FunnelSource] = (),
) -> FunnelFigures:
    """Group the facts by unit and its kind: see `by_kind`."""
    mine: dict[str, list[FunnelFact]] = {}
    for fact in facts:
        mine.setdefault(fact.unit, []).append(fact)
    groups = by_kind(
        plan, units, {code: _ordered(plan, facts) for code, facts in mine.items()}, as_known_on
    )
    return FunnelFigures(
        plan=plan,
        plan_version=plan_version,
        as_known_on=as_known_on,
        made_at=made_at,
        groups=groups,
        sources=_as_units_stand(groups, plan, sources),
    )


def phases_of(plan: Plan, one: FunnelSource) -> tuple[str, ...]:
    """Codes of the phases in which it took a step, in the plan's order."""
    return tuple(
        phase.code
        for phase in plan.phases
        if any(day and phase.starts <= day <= phase.ends for day in one.days)
    )


def _as_units_stand(
    groups: Iterable[KindOfUnits[FunnelFact]], plan: Plan, sources: Iterable[FunnelSource]
) -> tuple[FunnelSource, ...]:
    """Those that took a step in any phase: nobody else is counted."""
    shown = (each.unit.code for group in groups for each in group.units)
    places = {code: place for place, code in enumerate(shown)}
    kinds = {kind: place for place, kind in enumerate(ExemplarKind)}
    counted = [one for one in sources if phases_of(plan, one)]
    return tuple(sorted(counted, key=lambda one: (places[one.unit], kinds[one.kind], one.code)))


def _ordered(plan: Plan, facts: Iterable[FunnelFact]) -> tuple[FunnelFact, ...]:
    fields = {code: place for place, code in enumerate(("", COMPREHENSIVE, *plan.field_by_code))}
    phases = {phase.code: place for place, phase in enumerate(plan.phases)}
    kinds = {kind: place for place, kind in enumerate(ExemplarKind)}

    def place(fact: FunnelFact) -> tuple[int, int, str, int]:
        field = fields.get(fact.field, len(fields))
        return kinds[fact.kind], field, fact.field, phases.get(fact.phase, len(phases))

    return tuple(sorted(facts, key=place))
