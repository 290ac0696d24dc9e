"""A conference as its page draws it: head, places, delegates, what came of them."""

from collections import Counter
from typing import Any

from toolkit.actions.conference.nominations import Candidate
from toolkit.actions.conference.papers import Offered
from toolkit.actions.conference.views import (
    ConferenceRow,
    ConferenceView,
    DelegateRow,
    NominationView,
    PlaceRow,
)
from toolkit.domain.conference import DelegateState
from toolkit.domain.exemplar import Exemplar, ExemplarKind
from toolkit.pages.address import address
from toolkit.rules.conference import COMING, Stage
from toolkit.words import Words

Drawn = dict[str, Any]
_STAGES = {
    Stage.PREPARING: ("not_due", "mdi-circle-outline"),
    Stage.NOMINATING: ("due_soon", "mdi-clock-outline"),
    Stage.CLOSED: ("sent", "mdi-check"),
    Stage.HELD: ("accepted", "mdi-check-circle-outline"),
}
_STATES = {
    DelegateState.NOMINATED: ("due_soon", "mdi-clock-outline"),
    DelegateState.CONFIRMED: ("accepted", "mdi-check"),
    DelegateState.DECLINED: ("returned", "mdi-undo-variant"),
    DelegateState.EXCUSED: ("waived", "mdi-minus"),
    DelegateState.ATTENDED: ("accepted", "mdi-check-circle-outline"),
}
_DEEDS_TOLD = 3


def drawn_choice(rows: tuple[ConferenceRow, ...], words: Words) -> list[Drawn]:
    """Every conference, for the switch."""
    return [{"code": row.conference.code, "name": words.named(row.conference)} for row in rows]


def drawn_head(seen: ConferenceView, words: Words) -> Drawn:
    """Name, day, stage and the figures under them."""
    one = seen.conference
    states = Counter(each.delegate.state for each in seen.rows)
    waiting = states[DelegateState.NOMINATED]
    coming = sum(states[each] for each in COMING)
    tone, icon = _STAGES[seen.stage]
    nominees = sum(1 for each in seen.rows if each.delegate.exemplar)
    figures = [
        ("nominated", words.number(nominees)),
        ("waiting", words.number(waiting)),
        ("coming", words.number(coming)),
    ]
    if seen.stage is Stage.HELD:
        figures.append(("came", words.number(states[DelegateState.ATTENDED])))
    if seen.runs or seen.nominates:
        places = sum(each.places for each in seen.places)
        told = words.say("conference.of_seats", given=places, seats=one.seats)
        figures.insert(0, ("seats", told if seen.runs else words.number(places)))
    return {
        "code": one.code,
        "name": words.named(one),
        "sub": words.say("conference.sub", on=one.on, place=one.place),
        "stage": str(seen.stage),
        "chip": {"tone": tone, "icon": icon, "text": words.say(f"conference.stage.{seen.stage}")},
        "figures": [{"name": name, "count": count} for name, count in figures],
        "runs": seen.runs,
        "nominates": seen.nominates,
        "shared": seen.shared,
        "final": seen.final,
    }


def drawn_places(seen: ConferenceView, words: Words) -> Drawn:
    """Each unit's places; widths 0–100 of the longest bar."""
    most = max((max(each.places, each.nominated) for each in seen.places), default=0) or 1
    notes = []
    may = seen.runs and not seen.nominating
    if may and seen.base < seen.conference.per_unit:
        notes.append(words.say("conference.base_less", base=seen.base))
    if may and seen.tied_for:
        tied = sum(1 for each in seen.places if each.tied)
        notes.append(words.say("conference.tied", units=tied, places=seen.tied_for))
    return {
        "rule": _rule(seen, words),
        "notes": notes,
        "rows": [_place(each, most, words) for each in seen.places],
        "left": seen.conference.seats - seen.seats_given if seen.runs and seen.shared else 0,
        "may": may,
        "anew": seen.shared,
        "begun": any(each.delegate.exemplar for each in seen.rows),
        "why": [words.blocker(each) for each in seen.nominating] if seen.runs else [],
    }


def _rule(seen: ConferenceView, words: Words) -> str:
    one = seen.conference
    if not one.per_unit:
        return words.say("conference.rule_by_count", seats=one.seats)
    return words.say("conference.rule", seats=one.seats, base=one.per_unit)


def _place(row: PlaceRow, most: int, words: Words) -> Drawn:
    told = [words.blocker(each) for each in row.told]
    if row.note:
        told.append(row.note)
    return {
        "code": row.unit.code,
        "name": row.unit.name,
        "exemplars": row.exemplars,
        "places": row.places,
        "nominated": row.nominated,
        "confirmed": row.confirmed,
        "version": row.version,
        "tied": row.tied,
        "told": told,
        "bars": [
            round(row.confirmed * 100 / most, 1),
            round((row.nominated - row.confirmed) * 100 / most, 1),
            round(max(row.places - row.nominated, 0) * 100 / most, 1),
        ],
        "said": words.say(
            "conference.bar",
            places=row.places,
            nominated=row.nominated,
            confirmed=row.confirmed,
        ),
    }


def drawn_list(seen: ConferenceView, words: Words) -> Drawn:
    """The list by section, as the programme prints it; whoever has no section comes last."""
    sections = [(each.code, words.named(each)) for each in seen.conference.sections]
    sections.append(("", words.say("conference.no_section")))
    grouped = [
        {
            "code": code,
            "name": name,
            "rows": [
                _delegate(row, words)
                for row in seen.rows
                if row.section == code and row.delegate.state is not DelegateState.DECLINED
            ],
        }
        for code, name in sections
    ]
    declined = [row for row in seen.rows if row.delegate.state is DelegateState.DECLINED]
    return {
        "sections": [each for each in grouped if each["rows"]],
        "declined": [_delegate(row, words) for row in declined],
        "total": len(seen.rows),
        "waiting": sum(1 for r in seen.rows if r.delegate.state is DelegateState.NOMINATED),
        "closing": [words.blocker(each) for each in seen.closing],
        "attendance": [words.blocker(each) for each in seen.attendance],
        "may": seen.runs,
    }


def _delegate(row: DelegateRow, words: Words) -> Drawn:
    one, found = row.delegate, row.exemplar
    tone, icon = _STATES[one.state]
    word = words.say(f"conference.state.{one.state}")
    return {
        "id": one.id,
        "version": one.version,
        "badge": one.badge or "",
        "name": one.name,
        "post": one.post,
        "group": one.group.value,
        "section": one.section,
        "note": one.note,
        "unit": one.unit,
        "unit_name": row.unit.name if row.unit else one.unit,
        "state": one.state.value,
        "chip": {"tone": tone, "icon": icon, "text": word},
        "exemplar": _exemplar(found, words) if found else {},
        "told": [words.blocker(each) for each in row.told],
        "advice": " ".join(words.blocker(each) for each in row.advice),
    }


def _exemplar(found: Exemplar, words: Words) -> Drawn:
    return {
        "code": found.code,
        "name": found.name,
        "href": address("exemplar", code=found.code),
        "kind": words.say(f"exemplar_kind.{found.kind}"),
        "person": found.kind is ExemplarKind.PERSON,
    }


def drawn_after(seen: ConferenceView, words: Words) -> list[Drawn]:
    """What each who came did afterwards: how many of each kind, the newest, what is still alive.

    Those of whom nothing was heard come last."""
    came = [row for row in seen.rows if row.delegate.state is DelegateState.ATTENDED]
    came.sort(key=lambda row: not (row.done or row.looks))
    return [_after(row, row.exemplar, words) for row in came if row.exemplar]


def _after(row: DelegateRow, found: Exemplar, words: Words) -> Drawn:
    kinds = Counter(each.kind for each in row.done)
    alive = sum(1 for each in row.looks if each.alive)
    counts = [
        words.say(f"conference.deeds.{kind}", count=count) for kind, count in kinds.most_common()
    ]
    if row.looks:
        counts.append(words.say("conference.alive", alive=alive, looks=len(row.looks)))
    newest = sorted(row.done, key=lambda each: each.on, reverse=True)[:_DEEDS_TOLD]
    return {
        "id": row.delegate.id,
        "name": row.delegate.name,
        "unit_name": row.unit.name if row.unit else row.delegate.unit,
        "exemplar": _exemplar(found, words),
        "counts": counts,
        "newest": [f"{words.date(each.on)} · {each.title}" for each in newest],
    }


def drawn_nomination(seen: NominationView, words: Words) -> Drawn:
    """Whom the unit may choose, with what it ticked and typed before."""
    kept = words.say("conference.draft_kept", at=seen.kept_at) if seen.kept_at else ""
    return {
        "unit": seen.unit.code,
        "name": seen.unit.name,
        "places": seen.places,
        "left": max(seen.places - seen.nominated, 0),
        "said": words.say("conference.left", left=seen.places - seen.nominated, of=seen.places),
        "candidates": [_candidate(each, words) for each in seen.candidates],
        "draft": dict(seen.draft),
        "kept": kept,
    }


def _candidate(one: Candidate, words: Words) -> Drawn:
    found = one.exemplar
    return {
        **_exemplar(found, words),
        "id": found.id,
        "post": found.post,
        "head": found.head,
        "why": "; ".join(words.blocker(each) for each in one.blockers),
        "advice": " ".join(words.blocker(each) for each in one.advice),
    }


def drawn_papers(offered: tuple[Offered, ...], words: Words) -> list[Drawn]:
    """Each paper with a button a kind of file."""
    return [
        {
            "name": words.say(f"conference.paper.{each.paper.name.lower()}"),
            "text": words.say(f"conference.paper_hint.{each.paper.name.lower()}"),
            "count": words.say("conference.for_how_many", count=each.count),
            "none": not each.count,
            "kinds": [
                {"kind": kind, "title": words.say(f"conference.file.{kind.rpartition('-')[2]}")}
                for kind in each.kinds
            ],
        }
        for each in offered
    ]
