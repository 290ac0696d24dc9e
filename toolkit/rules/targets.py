"""What a unit aims at in a year, against what it has reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.domain.blocker import Blocker
from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind
from toolkit.domain.plan import Plan
from toolkit.domain.target import Target
from toolkit.domain.unit import Unit
from toolkit.rules.checks import unless

MOST = 1000
Key = tuple[str, int, ExemplarKind, str]
"""Unit code, year, kind, field ("" for all fields)."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One unit's aim: `assumed` tells that it is the plan's default, not the unit's own word."""

    unit: str
    year: int
    kind: ExemplarKind
    field: str
    target: int
    actual: int
    assumed: bool

    @property
    def missing(self) -> int:
        return max(self.target - self.actual, 0)


@dataclass(frozen=True, slots=True)
class KindAim:
    """What all the units asked about aim at in the year, by kind: `assumed` of the target is the
    plan's default for units that have set nothing."""

    kind: ExemplarKind
    target: int
    actual: int
    assumed: int


def aims(
    plan: Plan,
    units: Iterable[Unit],
    years: Iterable[int],
    targets: Iterable[Target],
    actuals: Mapping[Key, int],
) -> tuple[Aim, ...]:
    """Every aim of the units in the years, by unit, year, kind and field.

    A unit that has set any target for a year has said all it means for that year; for others the
    plan's defaults stand. What was reached without an aim is told with a target of 0."""
    own = {(each.unit, each.year, each.kind, each.field): each.count for each in targets}
    spoken = {(unit, year) for unit, year, _, _ in own}
    found: list[Aim] = []
    years = tuple(years)
    for unit in units:
        defaults = default_targets(plan, unit)
        for year in years:
            said = (unit.code, year) in spoken
            wanted = {key[2:]: count for key, count in own.items() if key[:2] == (unit.code, year)}
            if not said:
                wanted = {(kind, ""): count for kind, count in defaults.items()}
            found += _of_unit(unit.code, year, wanted, actuals, assumed=not said)
    return tuple(found)


def by_kind(found: tuple[Aim, ...]) -> tuple[KindAim, ...]:
    """Aims for single fields are parts of what a unit aims at, unless it named no whole."""
    rows = []
    for kind in ExemplarKind:
        of_kind = [each for each in found if each.kind is kind]
        whole = {each.unit for each in of_kind if not each.field and each.target}
        counted = [each for each in of_kind if not each.field or each.unit not in whole]
        target = sum(each.target for each in counted)
        actual = sum(each.actual for each in of_kind if not each.field)
        assumed = sum(each.target for each in counted if each.assumed)
        rows.append(KindAim(kind, target, actual, assumed))
    return tuple(rows)


def default_targets(plan: Plan, unit: Unit) -> dict[ExemplarKind, int]:
    """Kind → what the plan takes the unit to aim at: the first default that fits it."""
    takes_part = {kind.code for kind in plan.kinds if kind.takes_part}
    found: dict[ExemplarKind, int] = {}
    for default in plan.target_defaults:
        if unit.kind in (default.who or takes_part) and unit.code != plan.head:
            found.setdefault(default.kind, default.count)
    return found


def target_blockers(
    plan: Plan, year: int, counts: Mapping[tuple[str, str], object]
) -> tuple[Blocker, ...]:
    """Why these numbers, by (kind, field), can't be a unit's aims for the year.

    Each stands beside `<kind>.<field>`."""
    years = range(plan.starts.year, plan.ends.year + 1)
    fields = {"", COMPREHENSIVE, *plan.field_by_code}
    found = unless(year in years, "blocker.year_outside_plan", "year", year=str(year))
    for (kind, field), count in counts.items():
        at = f"{kind}.{field}"
        known = kind in plan.exemplars.kinds and field in fields
        whole = isinstance(count, int) and not isinstance(count, bool) and 0 <= count <= MOST
        found += unless(known, "blocker.not_in_list", at)
        found += unless(whole, "blocker.target_out_of_range", at, most=MOST)
    return found


def _of_unit(
    unit: str,
    year: int,
    wanted: Mapping[tuple[ExemplarKind, str], int],
    actuals: Mapping[Key, int],
    *,
    assumed: bool,
) -> Iterable[Aim]:
    keys = {*wanted, *((kind, "") for kind in ExemplarKind if (unit, year, kind, "") in actuals)}
    for kind, field in sorted(keys, key=lambda key: (list(ExemplarKind).index(key[0]), key[1])):
        reached = actuals.get((unit, year, kind, field), 0)
        yield Aim(unit, year, kind, field, wanted.get((kind, field), 0), reached, assumed)
