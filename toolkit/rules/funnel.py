"""The figures of the Ministry's summary 2: who took which step, by unit, kind, field and phase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Step
from toolkit.domain.plan import Label, Plan
from toolkit.domain.unit import Unit
from toolkit.rules.succession import is_valid

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


@dataclass(frozen=True, slots=True)
class UnitFunnel:
    """A unit with its facts, in the order of kinds, fields and phases."""

    unit: Unit
    facts: tuple[FunnelFact, ...]


@dataclass(frozen=True, slots=True)
class KindOfUnits:
    """A kind of unit with its units, in the order of the units' list."""

    label: Label
    units: tuple[UnitFunnel, ...]

    @property
    def facts(self) -> Iterator[FunnelFact]:
        for unit in self.units:
            yield from unit.facts


@dataclass(frozen=True, kw_only=True)
class FunnelFigures:
    """All that summary 2 tells, as known at the end of `as_known_on`."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime
    groups: tuple[KindOfUnits, ...]

    @property
    def units(self) -> Iterator[UnitFunnel]:
        for group in self.groups:
            yield from group.units

    @property
    def facts(self) -> Iterator[FunnelFact]:
        for group in self.groups:
            yield from group.facts

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The plan's fields in its order, then those that it no longer has; not comprehensive."""
        known = tuple(self.plan.field_by_code)
        found = {fact.field for fact in self.facts}
        return (*known, *sorted(found - {"", COMPREHENSIVE, *known}))

    @cached_property
    def fingerprint(self) -> str:
        """A SHA-256 over plan, day, units and facts: equal for equal figures."""
        digest = sha256(f"{self.plan.code}|{self.plan_version}|{self.as_known_on}".encode())
        for each in self.units:
            digest.update(f"\n{each.unit.code}|{each.unit.name}|{each.facts}".encode())
        return digest.hexdigest()


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
) -> FunnelFigures:
    """Group the facts by unit and its kind: the units of that day that take part, and whoever has
    any exemplar; a unit that is in no list comes last, by its code."""
    mine: dict[str, list[FunnelFact]] = {}
    for fact in facts:
        mine.setdefault(fact.unit, []).append(fact)
    part = {kind.code for kind in plan.kinds if kind.takes_part}
    known = list(units)
    shown = [
        unit
        for unit in known
        if unit.code in mine or (unit.kind in part and is_valid(unit, as_known_on))
    ]
    strangers = sorted(set(mine) - {unit.code for unit in known})
    shown += [Unit(code=code, name=code, kind="") for code in strangers]
    return FunnelFigures(
        plan=plan,
        plan_version=plan_version,
        as_known_on=as_known_on,
        made_at=made_at,
        groups=_groups(plan, [UnitFunnel(unit, _ordered(plan, mine, unit)) for unit in shown]),
    )


def _ordered(plan: Plan, mine: dict[str, list[FunnelFact]], unit: Unit) -> tuple[FunnelFact, ...]:
    fields = {code: place for place, code in enumerate(("", COMPREHENSIVE, *plan.field_by_code))}
    phases = {phase.code: place for place, phase in enumerate(plan.phases)}
    kinds = {kind: place for place, kind in enumerate(ExemplarKind)}

    def place(fact: FunnelFact) -> tuple[int, int, str, int]:
        field = fields.get(fact.field, len(fields))
        return kinds[fact.kind], field, fact.field, phases.get(fact.phase, len(phases))

    return tuple(sorted(mine.get(unit.code, ()), key=place))


def _groups(plan: Plan, units: Iterable[UnitFunnel]) -> tuple[KindOfUnits, ...]:
    labels = {kind.code: kind for kind in plan.kinds}
    members: dict[str, list[UnitFunnel]] = {code: [] for code in labels}
    for each in units:
        members.setdefault(each.unit.kind, []).append(each)
    return tuple(
        KindOfUnits(labels.get(code, Label(code=code, name=code, name_en=code)), tuple(found))
        for code, found in members.items()
        if found
    )
