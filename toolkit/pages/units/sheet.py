"""One unit's sheet as text, ready to be laid out."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from toolkit.actions.views import UnitSheet
from toolkit.domain.obligation import Status
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.pages.units.rows import LETTERS
from toolkit.rules.timeliness import Tally, tally
from toolkit.store import Change, ChangeRow, ObligationRow
from toolkit.words import Words

Link = Callable[[str], str]
_TOLD = ("name", "kind", "bloc", "parent", "valid_from", "valid_to", "successor")


def sheet_record(
    sheet: UnitSheet, words: Words, *, task: str, back: str, link: Link
) -> dict[str, Any]:
    """Everything of the sheet; `task` is the one to show at once, `back` the way to the matrix."""
    return {
        "code": sheet.unit.code,
        "name": sheet.unit.name,
        "task": task,
        "back": back,
        "facts": _facts(sheet, words, link),
        "rates": _rates(sheet.tally, words),
        "counts": _counts(sheet.rows),
        "phases": _phases(sheet, words),
        "none": words.say("units.duties_moved" if sheet.successor else "units.no_duties"),
        "recent": [_recent(change, sheet, words) for change in sheet.recent],
        "history": [_step(change, sheet, words) for change in sheet.history],
    }


def _facts(sheet: UnitSheet, words: Words, link: Link) -> list[dict[str, Any]]:
    """Label with a text, or with links to other units."""
    unit, plan = sheet.unit, sheet.plan
    facts = [
        ("kind", _label(plan.kinds, unit.kind, words), ()),
        ("bloc", _label(plan.blocs, unit.bloc, words), ()),
        ("parent", "", (sheet.parent,) if sheet.parent else ()),
        ("valid", _validity(unit, words), ()),
        ("predecessors", "", sheet.predecessors),
        ("successor", "", (sheet.successor,) if sheet.successor else ()),
        ("children", "", sheet.children),
    ]
    return [
        {
            "name": words.say(f"units.fact.{name}"),
            "text": text,
            "links": [_named_link(each, name, words, link) for each in others],
        }
        for name, text, others in facts
        if text or others
    ]


def _named_link(unit: Unit, relation: str, words: Words, link: Link) -> dict[str, str]:
    """A unit's name and address; of those before and after it also when that was."""
    until = relation == "predecessors" and unit.valid_to
    since = relation == "successor" and unit.valid_from
    text = unit.name
    if until:
        text = words.say("units.name_until", name=unit.name, day=until)
    if since:
        text = words.say("units.name_since", name=unit.name, day=since)
    return {"text": text, "href": link(unit.code)}


def _validity(unit: Unit, words: Words) -> str:
    if unit.valid_from and unit.valid_to:
        return words.say("units.valid_between", first=unit.valid_from, end=unit.valid_to)
    if unit.valid_to:
        return words.say("units.valid_until", end=unit.valid_to)
    return words.say("units.valid_since", first=unit.valid_from) if unit.valid_from else ""


def _label(labels: Iterable[Any], code: str, words: Words) -> str:
    return next((words.named(label) for label in labels if label.code == code), code)


def _rates(total: Tally, words: Words) -> list[dict[str, str]]:
    """Big numbers with what each is a share of."""
    figures = (
        ("rate", words.percent(total.rate), total.actual, total.expected),
        ("on_time", words.percent(total.on_time_rate), total.on_time, total.expected),
        ("late", words.number(total.late), total.late, total.actual),
        ("missing", words.number(total.missing), total.missing, total.expected),
    )
    return [
        {
            "name": words.say(f"units.rate.{name}"),
            "value": value,
            "of": words.say(f"units.rate_of.{name}", part=part, whole=whole),
            "tone": "overdue" if name == "missing" and total.missing else "",
        }
        for name, value, part, whole in figures
    ]


def _counts(rows: tuple[ObligationRow, ...]) -> dict[str, int]:
    """Letter of a status → how many obligations have it."""
    counts = {LETTERS[status]: 0 for status in Status}
    for row in rows:
        counts[LETTERS[row.status]] += 1
    return {letter: count for letter, count in counts.items() if count}


def _phases(sheet: UnitSheet, words: Words) -> list[dict[str, Any]]:
    """Phases in the plan's order, tasks in them, periods by deadline."""
    rank = {phase.code: place for place, phase in enumerate(sheet.plan.phases)}
    ordered = sorted(sheet.rows, key=lambda row: rank.get(row.obligation.phase, len(rank)))
    return [
        _phase(code, tuple(rows), sheet, words)
        for code, rows in groupby(ordered, key=lambda row: row.obligation.phase)
    ]


def _phase(
    code: str, rows: tuple[ObligationRow, ...], sheet: UnitSheet, words: Words
) -> dict[str, Any]:
    phase = sheet.plan.phase_by_code.get(code)
    total = tally((row.obligation for row in rows), sheet.on)
    return {
        "name": words.named(phase) if phase else code,
        "told": words.say("units.phase_told", actual=total.actual, expected=total.expected)
        if total.expected
        else words.say("units.phase_not_due"),
        "rate": words.percent(total.rate),
        "tasks": _tasks(rows, sheet, words),
    }


def _tasks(rows: tuple[ObligationRow, ...], sheet: UnitSheet, words: Words) -> list[dict[str, Any]]:
    rank = {task.code: place for place, task in enumerate(sheet.plan.tasks)}
    ordered = sorted(
        rows,
        key=lambda row: (
            rank.get(row.obligation.task, len(rank)),
            row.obligation.task,
            row.obligation.due,
        ),
    )
    return [
        {
            "code": code,
            "name": task_name(sheet.plan, code, words),
            "rows": [_row(row, sheet, words) for row in group],
        }
        for code, group in groupby(ordered, key=lambda row: row.obligation.task)
    ]


def task_name(plan: Plan, code: str, words: Words) -> str:
    """The task's name; the bare code of one that the plan no longer has."""
    task = plan.task_by_code.get(code)
    return words.named(task) if task else code


def _row(row: ObligationRow, sheet: UnitSheet, words: Words) -> dict[str, Any]:
    owed = row.obligation
    told = {
        "id": owed.id,
        "period": words.period(owed.period),
        "deadline": words.date(owed.deadline),
        "extended": words.say("units.was_due", day=owed.due) if owed.extended_to else "",
        "status": LETTERS[row.status],
        "late": words.say("units.days_late", count=row.days_late) if row.days_late else "",
        "sent": words.date(owed.sent_on),
        "punctual": _sent_late(owed.first_sent_on, owed.deadline, words),
        "decided": words.date(owed.decided_on),
        "made_for": owed.unit if owed.unit != sheet.unit.code else "",
        "note": owed.note,
    }
    return {name: value for name, value in told.items() if value}


def _sent_late(first_sent_on: date | None, deadline: date, words: Words) -> str:
    if first_sent_on is None or first_sent_on <= deadline:
        return ""
    return words.say("units.sent_late", count=(first_sent_on - deadline).days)


def _recent(change: ChangeRow, sheet: UnitSheet, words: Words) -> dict[str, Any]:
    what = words.say(f"action.{change.action}")
    if change.task:
        task = sheet.plan.task_by_code.get(change.task)
        short = words.named(task, "short") if task else change.task
        what = f"{what}: {change.task} {short} · {words.period(change.period)}"
    if change.name:
        what = f"{what}: {change.name}"
    return {
        "at": words.moment(change.at),
        "by": sheet.people.get(change.by) or change.by,
        "what": what,
        "why": change.reason,
    }


def _step(change: Change, sheet: UnitSheet, words: Words) -> dict[str, Any]:
    return {
        "at": words.moment(change.at),
        "by": sheet.people.get(change.by) or change.by,
        "what": words.say(f"action.{change.action}"),
        "why": change.reason,
        "changes": _changes(change, sheet.plan, words) if change.before is not None else [],
    }


def _changes(change: Change, plan: Plan, words: Words) -> list[dict[str, str]]:
    return [
        {
            "name": words.say(f"field.{name}"),
            "before": _value(name, getattr(change.before, name), plan, words),
            "after": _value(name, getattr(change.record, name), plan, words),
        }
        for name in _TOLD
        if getattr(change.before, name) != getattr(change.record, name)
    ]


def _value(name: str, value: Any, plan: Plan, words: Words) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return words.date(value)
    if name in ("kind", "bloc"):
        return _label(plan.kinds if name == "kind" else plan.blocs, value, words)
    return str(value)
