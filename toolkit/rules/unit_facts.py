"""What summaries by unit have in common: facts of units, units under their kinds, one mark."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Generic, TypeVar

from toolkit.domain.plan import Label, Plan
from toolkit.domain.unit import Unit
from toolkit.rules.succession import is_valid

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class UnitFacts(Generic[Fact]):
    """A unit with its facts, in their order; it may have none."""

    unit: Unit
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class KindOfUnits(Generic[Fact]):
    """A kind of unit with its units, in the order of the units' list."""

    label: Label
    units: tuple[UnitFacts[Fact], ...]

    @property
    def facts(self) -> Iterator[Fact]:
        for unit in self.units:
            yield from unit.facts


@dataclass(frozen=True, kw_only=True)
class FiguresByUnit(Generic[Fact]):
    """All that such a summary tells, as known at the end of `as_known_on`."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime
    groups: tuple[KindOfUnits[Fact], ...]

    @property
    def units(self) -> Iterator[UnitFacts[Fact]]:
        for group in self.groups:
            yield from group.units

    @property
    def facts(self) -> Iterator[Fact]:
        for group in self.groups:
            yield from group.facts

    @cached_property
    def fingerprint(self) -> str:
        """A SHA-256 over plan, day, units and facts: equal for equal figures."""
        digest = sha256(f"{self.plan.code}|{self.plan_version}|{self.as_known_on}".encode())
        for each in self.units:
            digest.update(f"\n{each.unit.code}|{each.unit.name}|{each.facts}".encode())
        return digest.hexdigest()


def by_kind(
    plan: Plan, units: Iterable[Unit], mine: Mapping[str, tuple[Fact, ...]], on: date
) -> tuple[KindOfUnits[Fact], ...]:
    """The units of that day that take part, and whoever has any fact (`mine`, by unit's code).

    A unit that is in no list comes last, by its code."""
    part = {kind.code for kind in plan.kinds if kind.takes_part}
    known = list(units)
    shown = [
        unit for unit in known if unit.code in mine or (unit.kind in part and is_valid(unit, on))
    ]
    strangers = sorted(set(mine) - {unit.code for unit in known})
    shown += [Unit(code=code, name=code, kind="") for code in strangers]
    labels = {kind.code: kind for kind in plan.kinds}
    members: dict[str, list[UnitFacts[Fact]]] = {code: [] for code in labels}
    for unit in shown:
        each = UnitFacts(unit, mine.get(unit.code, ()))
        members.setdefault(unit.kind, []).append(each)
    return tuple(
        KindOfUnits(labels.get(code, Label(code=code, name=code, name_en=code)), tuple(found))
        for code, found in members.items()
        if found
    )
