"""Everything that happened to one exemplar, newest first; who copied it; who changed what."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from toolkit.actions.views.lifeline import LifeLine
from toolkit.domain.activity import Activity, ActivityKind, FollowUp, Replication
from toolkit.domain.exemplar import Exemplar, Step, StepTaken, rank
from toolkit.domain.zone import VIETNAM
from toolkit.pages.activity.record import (
    activity_record,
    look_record,
    look_state,
    proof_records,
)
from toolkit.pages.exemplar.record import fact
from toolkit.rules.activity_form import STEP_OF
from toolkit.store import Change
from toolkit.words import Words

_TOLD = {
    **dict.fromkeys(("submit", "recall", "send_back"), 12),
    **dict.fromkeys(("stop", "resume", "merge", "take_back", "unhang"), 120),
}
"""Changes that stand in the timeline, by their place among what happens on one day."""
_WEIGHT = 10
_CHANGED = (
    *("name", "unit", "discovered_on", "scope", "movement", "summary", "contact", "birth", "sex"),
    *("post", "workplace", "head", "size", "novelty", "place", "cost", "benefit", "figures"),
    *("registration", "standing", "step", "proofs"),
)
Event = dict[str, Any]
Placed = tuple[date, float, Event]


def timeline(seen: LifeLine, words: Words) -> list[Event]:
    """Steps, activities, registration, and answers to follow-ups: the newest first."""
    found = [*_steps(seen, words), *_deeds(seen, words), *_looks(seen, words)]
    found += _changes(seen, words)
    found.sort(key=lambda placed: placed[:2], reverse=True)
    return [event for _, _, event in found]


def tree(seen: LifeLine, words: Words) -> list[dict[str, Any]]:
    """The units that took it, first taker first, each with what was found there later."""
    taken = [each for each in seen.activities if each.kind is ActivityKind.REPLICATION]
    return [_branch(seen, each, words) for each in reversed(taken)]


def due_looks(seen: LifeLine, words: Words) -> list[dict[str, Any]]:
    """The follow-ups that this user should answer now."""
    return [
        {**record, "unit": seen.units.get(look.unit, look.unit)}
        for look in seen.follow_ups
        if (record := _look(seen, look, words))["answer"]
    ]


def history(seen: LifeLine, words: Words) -> list[dict[str, Any]]:
    """Every version of the record, newest first, each with what it changed."""
    return [
        {
            "at": words.moment(each.at),
            "by": seen.people.get(each.by, each.by),
            "what": words.say(f"action.{each.action}"),
            "why": each.reason,
            "changes": _differences(each, seen, words),
        }
        for each in seen.history
    ]


def _steps(seen: LifeLine, words: Words) -> Iterator[Placed]:
    """Steps that an activity made are told by that activity."""
    told = {STEP_OF[each.kind] for each in seen.activities if each.kind in STEP_OF}
    for taken in seen.exemplar.steps:
        if taken.step not in told:
            yield taken.on, rank(taken.step) * _WEIGHT, _step_event(taken, seen, words)


def _step_event(taken: StepTaken, seen: LifeLine, words: Words) -> Event:
    what = "exemplar.approved" if taken.step is Step.REGISTERED else f"step.{taken.step}"
    return {
        "id": f"step-{taken.step}",
        "kind": "step",
        "icon": "mdi-flag-outline",
        "what": words.say(what),
        "day": words.date(taken.on),
        "by": seen.people.get(taken.by, taken.by),
        "result": taken.note,
        "proofs": proof_records((taken.proof,), words),
    }


def _deeds(seen: LifeLine, words: Words) -> Iterator[Placed]:
    for each in seen.activities:
        step = STEP_OF.get(each.kind, Step.REPLICATED)
        mend = each.id in seen.mendable
        record = activity_record(each, words, units=seen.units, exemplars={}, mend=mend)
        place = rank(step) * _WEIGHT + (5 if each.kind in STEP_OF else 6)
        yield each.on, place, {**record, "with": _with(each, words)}


def _with(done: Activity, words: Words) -> str:
    others = len(done.exemplars) - 1
    return words.say("exemplar.with_others", count=others) if others > 0 else ""


def _looks(seen: LifeLine, words: Words) -> Iterator[Placed]:
    for look in seen.follow_ups:
        if look.alive is not None:
            record = _look(seen, look, words)
            unit = seen.units.get(look.unit, look.unit)
            yield (
                look.answered_on or look.due,
                100,
                {
                    "id": look.id,
                    "kind": "look",
                    "icon": "mdi-sprout-outline" if look.alive else "mdi-minus",
                    "what": record["months"],
                    "title": f"{unit}: {record['text']}",
                    "day": words.date(look.answered_on),
                    "result": look.note,
                    "proofs": [],
                },
            )


def _changes(seen: LifeLine, words: Words) -> Iterator[Placed]:
    for each in seen.history:
        if each.action in _TOLD:
            on = each.at.astimezone(VIETNAM).date()
            event: Event = {
                "id": f"change-{each.version}",
                "kind": each.action,
                "icon": "mdi-send" if each.action == "submit" else "mdi-message-text-outline",
                "what": words.say(f"action.{each.action}"),
                "day": words.date(on),
                "by": seen.people.get(each.by, each.by),
                "result": each.reason,
                "proofs": [],
            }
            yield on, _TOLD[each.action] + each.version / 1_000_000, event


def _look(seen: LifeLine, look: FollowUp, words: Words) -> dict[str, Any]:
    return look_record(look, words, seen.on, may=look.id in seen.answerable)


def _branch(seen: LifeLine, done: Activity, words: Words) -> dict[str, Any]:
    detail = done.detail
    taker = detail.taker if isinstance(detail, Replication) else ""
    looks = [each for each in seen.follow_ups if each.activity == done.id]
    states = [look_state(each, seen.on) for each in looks]
    answered = [state for state in states if state in ("alive", "ended")]
    state = answered[-1] if answered else "unknown"
    return {
        "id": done.id,
        "code": taker,
        "unit": seen.units.get(taker, taker),
        "day": words.date(done.on),
        "state": state,
        "told": words.say(f"exemplar.tree_{state}"),
        "adapted": getattr(detail, "adapted", ""),
        "figures": getattr(detail, "figures", ""),
        "looks": [_look(seen, each, words) for each in looks],
    }


def _differences(change: Change, seen: LifeLine, words: Words) -> list[dict[str, str]]:
    if change.before is None:
        return []
    return [
        {"name": words.say(f"exemplar.fact.{name}"), "before": before, "after": after}
        for name in _CHANGED
        if (before := _told(change.before, name, seen, words))
        != (after := _told(change.record, name, seen, words))
    ]


def _told(one: Exemplar, name: str, seen: LifeLine, words: Words) -> str:
    if name in ("registration", "standing", "step"):
        return words.say(f"{name}.{getattr(one, name)}")
    if name == "scope":
        return ", ".join(_field_names(one, seen, words))
    if name == "unit":
        return seen.units.get(one.unit, one.unit)
    if name == "proofs":
        return "; ".join(_paper(each) for each in proof_records(one.proofs, words))
    return fact(one, name, words) or "–"


def _paper(record: Mapping[str, Any]) -> str:
    return " · ".join(part for part in (record["text"], record["link"], record["file"]) if part)


def _field_names(one: Exemplar, seen: LifeLine, words: Words) -> list[str]:
    if one.comprehensive:
        return [words.say("scope.toan_dien")]
    known = seen.plan.field_by_code
    return [words.named(known[each]) if each in known else each for each in one.fields]
