"""Activities as lines of a list and as days of a month."""

from calendar import Calendar
from datetime import date, timedelta
from typing import Any

from toolkit.actions.views.activities import ActivityList
from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.plan import Plan
from toolkit.pages.activity.fields import ICONS
from toolkit.pages.activity.record import days, hung_record, proof_records
from toolkit.words import Words

_HUNG_SHOWN = 3
_DEEDS_SHOWN = 3
_MOST_TEXT = 160


def rows_of(view: ActivityList, words: Words, on: date | None = None) -> list[dict[str, Any]]:
    """The lines of the list, or of one day of it."""
    return [_row(each, view, words) for each in view.page.rows if on in (None, each.on)]


def choices_of(view: ActivityList, words: Words) -> dict[str, list[dict[str, str]]]:
    """What each filter offers: {value, title}, the first leaves everything."""
    kinds = [{"value": kind.value, "title": _kind(kind, words)} for kind in ActivityKind]
    units = [{"value": each.code, "title": each.name} for each in view.choices]
    months = [
        {"value": f"{month:%Y-%m}", "title": f"{month:%m/%Y}"}
        for month in reversed(_months(view.plan, view.on))
    ]
    every = {name: {"value": "", "title": words.say(f"activities.all.{name}")} for name in _ALL}
    return {
        "unit": [every["unit"], *units],
        "kind": [every["kind"], *kinds],
        "month": [every["month"], *months],
    }


_ALL = ("unit", "kind", "month")


def bounds(month: date) -> tuple[date, date]:
    """First and last day of the month."""
    after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return month.replace(day=1), after - timedelta(days=1)


def calendar_of(month: date, view: ActivityList, words: Words) -> dict[str, Any]:
    """The month's weeks from Monday; days before and after belong to its neighbours."""
    first, last = bounds(month)
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    inside = f"{view.plan.starts:%Y-%m}", f"{max(view.on, view.plan.starts):%Y-%m}"
    return {
        "title": words.say("activities.month", month=f"{month:%m/%Y}"),
        "month": f"{month:%Y-%m}",
        "before": f"{before:%Y-%m}" if f"{before:%Y-%m}" >= inside[0] else "",
        "after": f"{after:%Y-%m}" if f"{after:%Y-%m}" <= inside[1] else "",
        "today": view.on.isoformat(),
        "on": _days_of(view),
        "weeks": [
            [each.isoformat() for each in week]
            for week in Calendar().monthdatescalendar(month.year, month.month)
        ],
    }


def _days_of(view: ActivityList) -> dict[str, dict[str, Any]]:
    """Day → the first activities of it, and how many more there are."""
    found: dict[str, list[dict[str, str]]] = {}
    for each in view.page.rows:
        told = {"kind": each.kind.value, "icon": ICONS[each.kind], "title": each.title}
        found.setdefault(each.on.isoformat(), []).append(told)
    return {
        day: {"first": deeds[:_DEEDS_SHOWN], "more": len(deeds[_DEEDS_SHOWN:])}
        for day, deeds in found.items()
    }


def _row(done: Activity, view: ActivityList, words: Words) -> dict[str, Any]:
    hung = [view.exemplars[each] for each in done.exemplars if each in view.exemplars]
    result = done.result
    return {
        "id": done.id,
        "day": days(done.on, done.until, words),
        "icon": ICONS[done.kind],
        "kind": done.kind.value,
        "what": _kind(done.kind, words),
        "title": done.title,
        "result": result if len(result) <= _MOST_TEXT else f"{result[:_MOST_TEXT]}…",
        "unit": view.units.get(done.unit, done.unit),
        "hung": [hung_record(each) for each in hung[:_HUNG_SHOWN]],
        "more": words.say("activities.more", count=len(hung) - _HUNG_SHOWN)
        if len(hung) > _HUNG_SHOWN
        else "",
        "files": [
            {"name": each["file"], "hash": each["hash"]}
            for each in proof_records(done.proofs, words)
            if each["hash"]
        ],
        "mend": done.id in view.mendable,
    }


def _kind(kind: ActivityKind, words: Words) -> str:
    return words.say(f"activity_kind.{kind}")


def _months(plan: Plan, today: date) -> list[date]:
    found, month = [], plan.starts.replace(day=1)
    while month <= min(today, plan.ends):
        found.append(month)
        month = bounds(month)[1] + timedelta(days=1)
    return found
