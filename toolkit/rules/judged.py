"""Exemplars as results ask about them, and what a choice of them is balanced by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from toolkit.domain.exemplar import ExemplarKind, Sex
from toolkit.domain.review import Balance
from toolkit.domain.unit import Unit
from toolkit.rules.balance import Traits
from toolkit.rules.posts import Level, level_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An exemplar without its life: what names it and what it is."""

    id: str
    kind: ExemplarKind
    name: str
    code: str
    unit: str
    scope: tuple[str, ...] = ()
    sex: Sex | None = None
    post: str = ""
    merged_into: str = ""


# Thousands hold a few hundred posts.
_level_of = lru_cache(maxsize=2048)(level_of)


def traits(one: Judged, unit: Unit | None, region: str) -> Traits:
    """`unit` is whose it is today, `region` that unit's bloc or that of who is above it.

    Level (cấp) is the kind of the unit as the plan names kinds; sex and post are a person's."""
    found = {
        **of_unit(unit, region),
        Balance.FIELD: one.scope,
        Balance.KIND: (one.kind.value,),
    }
    if one.kind is ExemplarKind.PERSON:
        level = _level_of(one.post)
        found[Balance.SEX] = (one.sex.value,) if one.sex else ()
        found[Balance.POST] = () if level is Level.UNKNOWN else (level.value,)
    return found


def of_unit(unit: Unit | None, region: str) -> dict[Balance, tuple[str, ...]]:
    """What a unit itself is, as a subject of a review or as an exemplar's."""
    return {
        Balance.LEVEL: (unit.kind,) if unit else (),
        Balance.REGION: (region,) if region else (),
    }


def regions(units: Mapping[str, Unit]) -> dict[str, str]:
    """Code of unit → its bloc, or that of the nearest unit above it; empty where none has any."""
    return {code: _region(code, units) for code in units}


def _region(code: str, units: Mapping[str, Unit]) -> str:
    seen: set[str] = set()
    while code in units and code not in seen and not units[code].bloc:
        seen.add(code)
        code = units[code].parent
    return units[code].bloc if code in units else ""
