"""Who stands in for a unit that was renamed, merged or ended."""

from collections.abc import Iterable
from datetime import date

from toolkit.domain.unit import Unit


def is_founded(unit: Unit, on: date) -> bool:
    """Whether the unit exists or has existed on that day."""
    return unit.valid_from is None or unit.valid_from <= on


def is_valid(unit: Unit, on: date) -> bool:
    """Whether the unit exists on that day (`valid_to` is the first day it no longer does)."""
    return is_founded(unit, on) and (unit.valid_to is None or on < unit.valid_to)


def bearers(units: Iterable[Unit], on: date) -> dict[str, str]:
    """Unit code → code of the unit that bears its obligations on that day.

    A unit bears its own until it ends; then its successor does, and so on. An ended unit with no
    successor keeps its own, so that nothing drops out of sight."""
    by_code = {unit.code: unit for unit in units}
    return {code: _bearer(by_code, code, on) for code in by_code}


def _bearer(by_code: dict[str, Unit], code: str, on: date) -> str:
    seen = {code}
    unit = by_code[code]
    while unit.valid_to is not None and unit.valid_to <= on and unit.successor in by_code:
        if unit.successor in seen:
            break
        seen.add(unit.successor)
        unit = by_code[unit.successor]
    return unit.code


def descendants(units: Iterable[Unit], roots: frozenset[str]) -> frozenset[str]:
    """The roots and every unit below them in the tree."""
    children: dict[str, list[str]] = {}
    for unit in units:
        children.setdefault(unit.parent, []).append(unit.code)
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting.extend(children.get(code, ()))
    return frozenset(found)
