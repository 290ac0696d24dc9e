"""An obligation's sheet and history as the dialog shows them: text, ready to read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from toolkit.actions.views.units import ObligationSheet
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.plan import Number
from toolkit.domain.report import Report
from toolkit.pages.address import address
from toolkit.pages.parts.chips import chip
from toolkit.rules.permissions import Act
from toolkit.store import Change
from toolkit.words import Words

_TOLD = ("state", "extended_to", "due", "note")
_KILOBYTE = 1024


def sheet_record(sheet: ObligationSheet, words: Words) -> dict[str, Any]:
    """Everything of the sheet but the form's own values."""
    owed, task = sheet.row.obligation, sheet.task
    return {
        "id": owed.id,
        "version": owed.version,
        "unit": sheet.row.unit.name,
        "unit_link": address("units", unit=sheet.row.unit.code),
        "made_for": sheet.made_for.name if sheet.made_for.code != sheet.row.unit.code else "",
        "task": words.named(task),
        "code": task.code,
        "period": words.period(owed.period),
        "facts": _facts(sheet, words),
        "chip": chip(sheet.row.status, words, _late(sheet.row.days_late, words)),
        "note": owed.note,
        "acts": sorted(sheet.acts),
        "waived": owed.state is State.WAIVED,
        "asks": {
            "paper": task.evidence.paper,
            "attachment": task.evidence.attachment,
            "numbers": [_asked(number, words) for number in task.numbers],
        },
        "report": _report(sheet, words) if sheet.report and Act.SEND not in sheet.acts else None,
        "history": history_record(sheet.history, sheet.people, words),
    }


def form_record(report: Report | None, words: Words) -> dict[str, Any]:
    """The form's values as a person would type them."""
    report = report or Report(obligation="")
    return {
        "text": report.text,
        "numbers": {code: _typed(value, words) for code, value in report.numbers.items()},
        "paper_number": report.paper_number,
        "paper_date": report.paper_date.isoformat() if report.paper_date else "",
        "paper_issuer": report.paper_issuer,
        "link": report.link,
        "keep_file": bool(report.file_hash),
    }


def file_record(report: Report | None) -> dict[str, Any]:
    """The attached file as the file part shows it."""
    name = report.file_name if report else ""
    return {"name": name, "share": 100 if name else 0, "error": ""}


def history_record(
    history: tuple[Change, ...], people: Mapping[str, str], words: Words
) -> list[dict[str, Any]]:
    """Steps, newest first, each with what it changed."""
    return [
        {
            "at": words.moment(step.at),
            "by": people.get(step.by, step.by),
            "what": words.say(f"action.{step.action}"),
            "why": step.reason,
            "changes": _changes(step, words),
        }
        for step in history
    ]


def difference_record(
    differences: tuple[tuple[str, Any, Any, Any], ...], words: Words
) -> list[dict[str, str]]:
    """A conflict, field by field: what it was, what they saved, what I was saving."""
    return [
        {
            "name": words.say(f"field.{name}"),
            "base": _value(name, base, words),
            "theirs": _value(name, theirs, words),
            "mine": _value(name, mine, words),
        }
        for name, base, theirs, mine in differences
        if words.has(f"field.{name}")
    ]


def _changes(step: Change, words: Words) -> list[dict[str, str]]:
    if not isinstance(step.record, Obligation) or step.before is None:
        return []
    return [
        {
            "name": words.say(f"field.{name}"),
            "before": _value(name, getattr(step.before, name), words),
            "after": _value(name, getattr(step.record, name), words),
        }
        for name in _TOLD
        if getattr(step.before, name) != getattr(step.record, name) and name != "note"
    ]


def _value(name: str, value: Any, words: Words) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return words.date(value)
    return words.say(f"state.{value}") if name == "state" else str(value)


def _facts(sheet: ObligationSheet, words: Words) -> list[dict[str, str]]:
    owed = sheet.row.obligation
    rows = [("due", words.date(owed.due))]
    if owed.extended_to:
        rows.append(("extended_to", words.date(owed.extended_to)))
    if owed.sent_on:
        rows.append(("sent_on", _by(owed.sent_on, owed.sent_by, sheet.people, words)))
    if owed.decided_on:
        rows.append(("decided_on", _by(owed.decided_on, owed.decided_by, sheet.people, words)))
    return [{"name": words.say(f"field.{name}"), "value": value} for name, value in rows]


def _by(on: date, login: str, people: Mapping[str, str], words: Words) -> str:
    return f"{words.date(on)} · {people.get(login, login)}"


def _late(days: int, words: Words) -> str:
    return words.say("obligation.days_late", count=days) if days else ""


def _asked(number: Number, words: Words) -> dict[str, Any]:
    return {"code": number.code, "name": words.named(number), "required": number.required}


def _report(sheet: ObligationSheet, words: Words) -> dict[str, Any] | None:
    report = sheet.report
    if report is None:
        return None
    numbers = [
        {"name": words.named(number), "value": words.number(report.numbers[number.code])}
        for number in sheet.task.numbers
        if number.code in report.numbers
    ]
    paper = [report.paper_number, words.date(report.paper_date), report.paper_issuer]
    return {
        "text": report.text,
        "numbers": numbers,
        "paper": " · ".join(part for part in paper if part),
        "link": report.link,
        "file": report.file_name,
        "size": words.say("obligation.size", size=max(1, round(report.file_size / _KILOBYTE))),
    }


def _typed(value: float, words: Words) -> str:
    whole = float(value).is_integer()
    return (
        str(int(value))
        if whole
        else str(value).replace(".", "," if words.language == "vi" else ".")
    )
