"""One exemplar as its page shows it: head, facts, steps, what is missing next, what may be done."""

from typing import Any

from toolkit.actions.views.lifeline import LifeLine
from toolkit.domain.activity import ActivityKind
from toolkit.domain.exemplar import Exemplar, Registration, Standing, Step
from toolkit.pages.activity.fields import ICONS
from toolkit.pages.activity.record import proof_records
from toolkit.pages.address import address
from toolkit.words import Words

KIND_ICONS = {
    "person": "mdi-account",
    "team": "mdi-account-group-outline",
    "model": "mdi-lightbulb-on-outline",
    "household": "mdi-home-outline",
}
_TONES = {
    Registration.DRAFT: ("not_due", "mdi-circle-outline"),
    Registration.WAITING: ("sent", "mdi-send"),
    Registration.RETURNED: ("returned", "mdi-undo-variant"),
    Registration.APPROVED: ("accepted", "mdi-check"),
}
_STEP_ACTS = {
    Step.SELECTED: "select",
    Step.REGISTERED: "submit",
    Step.INTERIM_REVIEWED: "review_interim",
    Step.FINAL_REVIEWED: "review_final",
    Step.NOMINATED: "nominate",
    Step.HONOURED: "honour",
}
_STEP_DEEDS = {
    Step.NURTURED: ActivityKind.NURTURING,
    Step.REPLICATED: ActivityKind.REPLICATION,
    Step.REWARDED: ActivityKind.COMMENDATION,
}
MAIN = (
    *("approve", "send_back", "select", "submit", "recall", "review_interim", "review_final"),
    *("nominate", "honour", "resume"),
)
RARE = ("take_back", "merge", "stop")
_FACTS = (
    *("birth", "sex", "post", "workplace", "head", "size", "novelty", "place", "cost", "benefit"),
    *("figures", "discovered_on", "movement", "contact"),
)


def head_record(seen: LifeLine, words: Words) -> dict[str, Any]:
    """Everything above and beside the timeline."""
    one = seen.exemplar
    return {
        "id": one.id,
        "version": one.version,
        "code": one.code,
        "name": one.name,
        "kind": words.say(f"exemplar_kind.{one.kind}"),
        "icon": KIND_ICONS[one.kind],
        "unit": seen.unit.name,
        "unit_link": address("units", unit=seen.unit.code),
        "scope": scope_text(seen, words),
        "chips": _chips(one, words),
        "note": one.note if one.registration is Registration.RETURNED or _ended(one) else "",
        "codes": _codes(seen, words),
        "summary": one.summary,
        "facts": _facts(one, words),
        "proofs": proof_records(one.proofs, words),
        "steps": _steps(seen, words),
        "next": _next(seen, words),
        "acts": [act for act in MAIN if act in seen.acts],
        "rare": [act for act in RARE if act in seen.acts],
        "edit": "edit" in seen.acts,
        "kinds": [
            {"kind": kind.value, "icon": ICONS[kind], "text": words.say(f"activity_kind.{kind}")}
            for kind in seen.kinds
        ],
    }


def scope_text(seen: LifeLine, words: Words) -> str:
    """ "Toàn diện", or its fields by name."""
    one, known = seen.exemplar, seen.plan.field_by_code
    if one.comprehensive:
        return words.say("scope.toan_dien")
    return ", ".join(words.named(known[each]) if each in known else each for each in one.fields)


def fact(one: Exemplar, name: str, words: Words) -> str:
    """A field of the exemplar as people read it; empty where nothing is told."""
    if name == "birth":
        return words.date(one.birth_date) or (str(one.birth_year) if one.birth_year else "")
    value = getattr(one, name)
    if name == "sex":
        return words.say(f"sex.{value}") if value else ""
    if name == "discovered_on":
        return words.date(value)
    if name in ("cost", "benefit") and value is not None:
        return words.say("exemplar.million", amount=value)
    return words.number(value) if isinstance(value, int | float) else value


def _facts(one: Exemplar, words: Words) -> list[dict[str, str]]:
    return [
        {"name": words.say(f"exemplar.fact.{name}"), "value": text}
        for name in _FACTS
        if (text := fact(one, name, words))
    ]


def _chips(one: Exemplar, words: Words) -> list[dict[str, str]]:
    tone, icon = _TONES[one.registration]
    step = {"tone": "step", "icon": "mdi-flag-outline", "text": words.say(f"step.{one.step}")}
    registration = words.say(f"registration.{one.registration}")
    said = words.say("exemplar.registration", state=registration)
    found = [step, {"tone": tone, "icon": icon, "text": said}]
    if _ended(one):
        standing = words.say(f"standing.{one.standing}")
        found.append({"tone": "waived", "icon": "mdi-minus", "text": standing})
    return found


def _ended(one: Exemplar) -> bool:
    return one.standing is not Standing.FOLLOWED


def _codes(seen: LifeLine, words: Words) -> list[str]:
    """What is said of other codes: that one of them was asked for, and which live on in this."""
    told = []
    if seen.asked != seen.exemplar.code:
        asked = words.say("exemplar.asked", asked=seen.asked, code=seen.exemplar.code)
        told.append(asked)
    merged = ", ".join(f"{each.code} ({each.name})" for each in seen.merged)
    return [*told, words.say("exemplar.merged", codes=merged)] if merged else told


def _steps(seen: LifeLine, words: Words) -> list[dict[str, str]]:
    one, coming = seen.exemplar, seen.next.step if seen.next else None
    found = []
    for step in Step:
        taken = one.taken(step)
        state = "done" if taken else "next" if step is coming else "ahead"
        day = words.date(taken.on) if taken else ""
        found.append({"name": words.say(f"step.{step}"), "state": state, "day": day})
    return found


def _next(seen: LifeLine, words: Words) -> dict[str, Any]:
    """The next official step: its act or activity where the user may do it, and what is missing."""
    if seen.next is None:
        return {}
    step = seen.next.step
    act, deed = _STEP_ACTS.get(step, ""), _STEP_DEEDS.get(step)
    waits = seen.exemplar.registration is Registration.WAITING
    lacks = () if waits else seen.next.blockers
    return {
        "step": words.say(f"step.{step}"),
        "act": act if act in seen.acts else "",
        "deed": deed.value if deed in seen.kinds else "",
        "told": words.say("exemplar.waits") if waits else "",
        "lacks": [_reason(words.blocker(each)) for each in lacks],
    }


def _reason(sentence: str) -> str:
    """As part of a list: "thiếu tóm tắt thành tích"."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
