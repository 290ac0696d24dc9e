"""Whether the days of a task exist and lie where they should."""

import re
from collections.abc import Iterator
from datetime import date

from toolkit.domain.plan import Frequency, Phase, Task
from toolkit.plans.lines import Path
from toolkit.plans.parts import Fault

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_EXPECTED = {Frequency.ONCE: 1, Frequency.HALF_YEARLY: 2, Frequency.YEARLY: 1}


def due_faults(path: Path, task: Task, phase: Phase | None) -> Iterator[Fault]:
    """Faults in a task's `due`, `opens` and `closes`; `phase` is None where it is itself faulty."""
    yield from _bounds(path, task, phase)
    if len(task.due) != _EXPECTED[task.frequency]:
        values = {"frequency": task.frequency.value, "expected": _EXPECTED[task.frequency]}
        yield Fault((*path, "due"), "plan_file.due_count", {**values, "count": len(task.due)})
    elif task.frequency is Frequency.ONCE:
        yield from _single_day((*path, "due", 0), task.due[0], phase)
    else:
        yield from _month_days((*path, "due"), task, phase)


def _bounds(path: Path, task: Task, phase: Phase | None) -> Iterator[Fault]:
    for name, day in (("opens", task.opens), ("closes", task.closes)):
        if day and phase and not phase.starts <= day <= phase.ends:
            yield Fault((*path, name), "plan_file.out_of_phase", _outside(day, phase))
    if task.opens and task.closes and task.closes < task.opens:
        values = {"starts": task.opens, "ends": task.closes}
        yield Fault((*path, "closes"), "plan_file.ends_before_start", values)


def _single_day(path: Path, text: str, phase: Phase | None) -> Iterator[Fault]:
    day = _day(text) if _FULL_DATE.fullmatch(text) else None
    if day is None:
        yield Fault(path, "plan_file.due_not_date", {"value": text})
    elif phase and not phase.starts <= day <= phase.ends:
        yield Fault(path, "plan_file.out_of_phase", _outside(day, phase))


def _month_days(path: Path, task: Task, phase: Phase | None) -> Iterator[Fault]:
    faulty = [nth for nth, text in enumerate(task.due) if not _is_month_day(text)]
    for nth in faulty:
        yield Fault((*path, nth), "plan_file.due_not_month_day", {"value": task.due[nth]})
    if faulty:
        return
    if list(task.due) != sorted(set(task.due)):
        yield Fault(path, "plan_file.due_order", {"first": task.due[0], "second": task.due[1]})
    if phase and not _ever_due(task, phase):
        yield Fault(path, "plan_file.never_due")


def _is_month_day(text: str) -> bool:
    """Whether the day exists every year: 29 February does not, and 2001 has none."""
    return _MONTH_DAY.fullmatch(text) is not None and _day(f"2001-{text}") is not None


def _ever_due(task: Task, phase: Phase) -> bool:
    opens, closes = task.opens or phase.starts, task.closes or phase.ends
    years = range(opens.year, closes.year + 1)
    days = [date.fromisoformat(f"{year:04d}-{text}") for year in years for text in task.due]
    return any(opens <= day <= closes for day in days)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _outside(day: date, phase: Phase) -> dict[str, object]:
    return {"date": day, "phase": phase.name, "starts": phase.starts, "ends": phase.ends}
