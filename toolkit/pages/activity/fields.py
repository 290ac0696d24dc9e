"""The fields of an activity's form, kind by kind: what is asked, in which order, how typed."""

from collections.abc import Iterable, Mapping
from dataclasses import fields as fields_of
from datetime import date
from enum import StrEnum
from typing import Any

from toolkit.domain.activity import (
    Activity,
    ActivityKind,
    Award,
    AwardType,
    Means,
    Medium,
    Severity,
    Visit,
)
from toolkit.words import Words

Kind = ActivityKind
_FIRST = ("title", "on", "until", "place", "people")
_OWN: dict[ActivityKind, tuple[str, ...]] = {
    Kind.NURTURING: ("means",),
    Kind.REPLICATION: ("taker", "adapted", "figures"),
    Kind.MEDIA: ("outlet", "medium", "link"),
    Kind.VISIT: ("guests", "lessons"),
    Kind.MOVEMENT: ("scope", "aim", "closing"),
    Kind.COMMENDATION: ("award", "type", "reason"),
    Kind.ISSUE: ("severity", "adjustment", "adjusted_on"),
}
_NOT_ASKED: dict[ActivityKind, tuple[str, ...]] = {
    Kind.REPLICATION: ("people",),
    Kind.MEDIA: ("until", "place", "people"),
    Kind.COMMENDATION: ("until", "people"),
}
_CHOICES: dict[str, tuple[str, type[StrEnum]]] = {
    "means": ("means", Means),
    "medium": ("medium", Medium),
    "award": ("award", Award),
    "type": ("award_type", AwardType),
    "severity": ("severity", Severity),
}
_DAYS = ("on", "until", "adjusted_on")
_TEXTS = ("adapted", "figures", "lessons", "aim", "closing", "reason", "adjustment", "result")
_REQUIRED = (
    *("title", "on", "means", "taker", "outlet", "medium", "guests", "aim", "award", "type"),
    "severity",
)
ICONS = {
    Kind.NURTURING: "mdi-sprout-outline",
    Kind.REPLICATION: "mdi-source-branch",
    Kind.MEDIA: "mdi-newspaper-variant-outline",
    Kind.VISIT: "mdi-account-group-outline",
    Kind.MOVEMENT: "mdi-flag-outline",
    Kind.COMMENDATION: "mdi-medal-outline",
    Kind.ISSUE: "mdi-alert-circle-outline",
}
NAMES = frozenset({*_FIRST, "result", *(name for own in _OWN.values() for name in own)})


def names(kind: ActivityKind) -> tuple[str, ...]:
    """Names of the fields that the kind's form asks for."""
    left_out = _NOT_ASKED.get(kind, ())
    first = tuple(name for name in _FIRST if name not in left_out)
    return (*first, *_OWN[kind], "result")


def form_fields(kind: ActivityKind, words: Words) -> list[dict[str, Any]]:
    """Each field: name, label, sort (line, text, day, choice, unit, guests), choices, required."""
    return [
        {
            "name": name,
            "label": field_name(kind, name, words),
            "sort": _sort(name),
            "choices": _choices(name, words),
            "required": name in _REQUIRED,
        }
        for name in names(kind)
    ]


def field_name(kind: ActivityKind, name: str, words: Words) -> str:
    """What the field is called; some kinds have a better word than the common one."""
    own = f"activity.field_of.{kind}.{name}"
    return words.say(own if words.has(own) else f"activity.field.{name}")


def form_values(done: Activity | None, kind: ActivityKind) -> dict[str, Any]:
    """The form's values as a person would type them; guests as {code: number}."""
    if done is None:
        return {name: {} if name == "guests" else "" for name in names(kind)}
    own = {each.name: getattr(done.detail, each.name) for each in fields_of(done.detail)}
    return {name: _typed(own.get(name, getattr(done, name, ""))) for name in names(kind)}


def told(done: Activity, words: Words, units: Mapping[str, str]) -> list[dict[str, str]]:
    """What the activity tells besides title, days and proofs: [{name, value}], empty ones left."""
    values = form_values(done, done.kind)
    told_elsewhere = ("title", "on", "until", "result", "link")
    shown = [(name, value) for name, value in values.items() if name not in told_elsewhere]
    return [
        {"name": field_name(done.kind, name, words), "value": text}
        for name, value in shown
        if (text := spoken(name, value, words, units))
    ]


def spoken(name: str, value: Any, words: Words, units: Mapping[str, str]) -> str:
    """A form's value as people read it."""
    if name in _CHOICES and value:
        return words.say(f"{_CHOICES[name][0]}.{value}")
    if name == "taker":
        return units.get(value, value)
    if name == "guests":
        return "; ".join(_guests(value.items(), words, units))
    return str(value or "")


def guest_count(done: Activity) -> int:
    return sum(done.detail.guests.values()) if isinstance(done.detail, Visit) else 0


def _guests(
    guests: Iterable[tuple[str, object]], words: Words, units: Mapping[str, str]
) -> list[str]:
    return [
        words.say("activity.guest", unit=units.get(unit, unit), count=count)
        for unit, count in guests
    ]


def _sort(name: str) -> str:
    if name in _CHOICES:
        return "choice"
    if name in _DAYS:
        return "day"
    if name in _TEXTS:
        return "text"
    return {"taker": "unit", "guests": "guests"}.get(name, "line")


def _choices(name: str, words: Words) -> list[dict[str, str]]:
    if name not in _CHOICES:
        return []
    family, kinds = _CHOICES[name]
    return [{"value": each.value, "title": words.say(f"{family}.{each.value}")} for each in kinds]


def _typed(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, StrEnum):
        return value.value
    return value if isinstance(value, str) else dict(value)
