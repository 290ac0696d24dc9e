"""Whether what a plan says of exemplars makes sense: fields, settings, targets by default."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind
from toolkit.plans.lines import Path
from toolkit.plans.parts import Fault, Parts
from toolkit.plans.references import who_faults

_DAYS = (1, 1000)
_MONTHS = (1, 60)
_COUNT = (0, 1000)


def exemplar_faults(parts: Parts) -> Iterator[Fault]:
    """Every fault in fields, exemplar settings and targets by default."""
    for place, field in parts.fields.items():
        if field.code == COMPREHENSIVE:
            yield Fault(("fields", place, "code"), "plan_file.code_reserved", {"code": field.code})
    settings = parts.data.get("exemplars")
    if isinstance(settings, dict):
        yield from _settings(settings)
    for place, target in parts.target_defaults.items():
        path: Path = ("target_defaults", place)
        yield from _within((*path, "count"), target.count, _COUNT)
        yield from who_faults(parts, (*path, "who"), target.who)
        yield from _known_kind((*path, "kind"), target.kind, settings)


def _settings(settings: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _within(("exemplars", "stalled_days"), settings.get("stalled_days"), _DAYS)
    kinds, months = _list(settings, "kinds"), _list(settings, "follow_up_months")
    if settings.get("kinds") == []:
        yield Fault(("exemplars", "kinds"), "plan_file.no_kinds")
    yield from _doubled(("exemplars", "kinds"), kinds)
    yield from _doubled(("exemplars", "follow_up_months"), months)
    for place, month in enumerate(months):
        yield from _within(("exemplars", "follow_up_months", place), month, _MONTHS)


def _list(settings: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = settings.get(name)
    return found if isinstance(found, list) else ()


def _within(path: Path, value: object, bounds: tuple[int, int]) -> Iterator[Fault]:
    least, most = bounds
    if isinstance(value, int) and not least <= value <= most:
        yield Fault(path, "plan_file.out_of_range", {"least": least, "most": most})


def _doubled(path: Path, values: Sequence[Any]) -> Iterator[Fault]:
    for place, value in enumerate(values):
        if value in values[:place]:
            yield Fault((*path, place), "plan_file.value_doubled", {"value": str(value)})


def _known_kind(path: Path, kind: ExemplarKind, settings: object) -> Iterator[Fault]:
    kinds = _list(settings, "kinds") if isinstance(settings, dict) else ()
    if kinds and kind.value not in kinds:
        values = {"kind": kind.value, "known": ", ".join(map(str, kinds))}
        yield Fault(path, "plan_file.exemplar_kind_unused", values)
