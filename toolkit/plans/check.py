"""Whether a plan makes sense: its dates, codes and references."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from math import isfinite
from typing import Any

from toolkit.domain.plan import Phase, Task
from toolkit.plans.calendar import due_faults
from toolkit.plans.conferences import conference_faults
from toolkit.plans.exemplars import exemplar_faults
from toolkit.plans.lines import Path
from toolkit.plans.parts import LISTS, Fault, Parts, codes
from toolkit.plans.references import unknown, who_faults
from toolkit.plans.reviews import review_faults


def meaning_faults(parts: Parts) -> Iterator[Fault]:
    """Every fault of meaning in the sound parts of a plan."""
    for check in _CHECKS:
        yield from check(parts)


def _empty(parts: Parts) -> Iterator[Fault]:
    for name in ("phases", "kinds", "tasks"):
        if parts.data.get(name) == []:
            yield Fault((name,), "plan_file.list_empty", {"name": name})
    if parts.kinds and not any(kind.takes_part for kind in parts.kinds.values()):
        yield Fault(("kinds",), "plan_file.nobody_takes_part")


def _doubled(parts: Parts) -> Iterator[Fault]:
    for name in LISTS:
        yield from _doubled_in(parts, (name,), parts.data.get(name))
    for outer, inner in _INNER:
        items = parts.data.get(outer)
        for place, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield from _doubled_in(parts, (outer, place, inner), item.get(inner))


def _doubled_in(parts: Parts, path: Path, items: object) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for place, item in enumerate(items if isinstance(items, list) else ()):
        code = next(iter(codes([item])), None)
        if code is None:
            continue
        if code in first:
            values = {"code": code, "line": str(parts.line((*path, first[code], "code")))}
            yield Fault((*path, place, "code"), "plan_file.code_doubled", values)
        first.setdefault(code, place)


def _figures(parts: Parts) -> Iterator[Fault]:
    days = parts.data.get("due_soon_days")
    if isinstance(days, int) and not 0 <= days <= 180:
        yield Fault(("due_soon_days",), "plan_file.out_of_range", {"least": 0, "most": 180})
    for place, indicator in parts.indicators.items():
        if indicator.target is not None and not 0 <= indicator.target < float("inf"):
            yield Fault(("indicators", place, "target"), "plan_file.negative")
    for place, task in parts.tasks.items():
        for nth, number in enumerate(task.numbers):
            if number.most is not None and not (isfinite(number.most) and number.most > 0):
                yield Fault(("tasks", place, "numbers", nth, "most"), "plan_file.not_positive")


def _phases(parts: Parts) -> Iterator[Fault]:
    for place, phase in parts.phases.items():
        if phase.ends < phase.starts:
            yield Fault(("phases", place, "ends"), "plan_file.ends_before_start", _span(phase))
    for (_, before), (place, phase) in pairwise(parts.phases.items()):
        if before.starts <= before.ends and phase.starts <= before.ends:
            values = {"before": before.name, "ends": before.ends}
            yield Fault(("phases", place, "starts"), "plan_file.phases_overlap", values)


def _task_dates(parts: Parts) -> Iterator[Fault]:
    phases = {phase.code: phase for phase in parts.phases.values() if phase.starts <= phase.ends}
    for place, task in parts.tasks.items():
        phase = phases.get(task.phase)
        yield from due_faults(("tasks", place), task, phase)


def _milestones(parts: Parts) -> Iterator[Fault]:
    if not parts.phases or len(parts.phases) < len(parts.codes("phases")):
        return
    starts = min(phase.starts for phase in parts.phases.values())
    ends = max(phase.ends for phase in parts.phases.values())
    for place, milestone in parts.milestones.items():
        if not starts <= milestone.on <= ends:
            values = {"date": milestone.on, "starts": starts, "ends": ends}
            yield Fault(("milestones", place, "on"), "plan_file.out_of_plan", values)


def _task_references(parts: Parts) -> Iterator[Fault]:
    phases, tasks = parts.codes("phases"), parts.codes("tasks")
    for place, task in parts.tasks.items():
        path = ("tasks", place)
        yield from unknown((*path, "phase"), "plan_file.phase_unknown", task.phase, phases)
        yield from who_faults(parts, (*path, "who"), task.who)
        for nth, code in enumerate(task.after):
            yield from unknown((*path, "after", nth), "plan_file.after_unknown", code, tasks)


def _circles(parts: Parts) -> Iterator[Fault]:
    """One fault a circle, at the task of it that stands first in the file."""
    after: dict[str, tuple[str, ...]] = {}
    for task in parts.tasks.values():
        after.setdefault(task.code, task.after)  # a doubled code is told as such
    told: set[str] = set()
    for place, task in parts.tasks.items():
        circle = _circle_from(task.code, after)
        if circle and not told & set(circle):
            told |= set(circle)
            values = {"circle": " → ".join([*circle, circle[0]])}
            yield Fault(("tasks", place, "after"), "plan_file.after_circle", values)


def _circle_from(start: str, after: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The way from `start` back to itself, empty when there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for code in after.get(way[-1], ()):
            if code == start:
                return way
            if code not in seen:
                seen.add(code)
                ways.append([*way, code])
    return []


def _indicators(parts: Parts) -> Iterator[Fault]:
    phases, tasks = parts.codes("phases"), parts.codes("tasks")
    sound = {task.code: task for task in parts.tasks.values()}
    for place, one in parts.indicators.items():
        path = ("indicators", place)
        yield from unknown((*path, "phase"), "plan_file.phase_unknown", one.phase, phases)
        yield from unknown((*path, "task"), "plan_file.task_unknown", one.task, tasks)
        task = sound.get(one.task)
        if task is not None:
            numbers = [number.code for number in task.numbers]
            yield from unknown((*path, "number"), "plan_file.number_unknown", one.number, numbers)
            yield from _other_phase((*path, "phase"), one.phase, task)


def _other_phase(path: Path, phase: str, task: Task) -> Iterator[Fault]:
    if task.phase != phase:
        values = {"task": task.code, "phase": task.phase}
        yield Fault(path, "plan_file.indicator_phase", values)


def _span(phase: Phase) -> dict[str, Any]:
    return {"starts": phase.starts, "ends": phase.ends}


_INNER = (("tasks", "numbers"), ("reviews", "criteria"), ("conferences", "sections"))
"""Lists inside the items of a list, whose codes must differ."""
_CHECKS: tuple[Callable[[Parts], Iterator[Fault]], ...] = (
    _empty,
    _doubled,
    _figures,
    _phases,
    _task_dates,
    _milestones,
    _task_references,
    _circles,
    _indicators,
    exemplar_faults,
    review_faults,
    conference_faults,
)
