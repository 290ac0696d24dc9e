"""Units nominate their exemplars to a conference within their places, or take one back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from toolkit.actions.conference.advice import advice, judgement
from toolkit.actions.conference.called import Called, called
from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse, require, require_over
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.conference import Delegate, DelegateGroup, DelegateState
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Step, StepTaken
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules import lifeline, taking_back
from toolkit.rules.checks import unless
from toolkit.rules.conference import (
    delegate_blockers,
    is_final,
    nominee_blockers,
    open_blockers,
    quota_blockers,
    reviewed_step,
)
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import reason_blockers
from toolkit.store import ExemplarFilter, Reading, Writing

MOST_CANDIDATES = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exemplar of the unit that went through the review, and why it can't be nominated.

    `advice` is what council and law say of it; it keeps nobody from anything."""

    exemplar: Exemplar
    blockers: tuple[Blocker, ...]
    advice: tuple[Blocker, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a unit nominates: who comes for it, where it is no person, and what is to be said."""

    exemplar: str
    name: str = ""
    post: str = ""
    note: str = ""


def candidates(q: Reading, desk: Desk, seen: Called, unit: str) -> tuple[Candidate, ...]:
    """The unit's exemplars that went through the conference's review; those that may go first."""
    codes = frozenset(code for code, by in seen.bearer.items() if by == unit)
    step = reviewed_step(seen.plan, seen.conference)
    asked = ExemplarFilter(codes=codes, reached=step.value)
    rows = q.exemplar_page(asked, limit=MOST_CANDIDATES).rows
    found = q.exemplars([row.id for row in rows])
    known = judgement(q, seen)
    told = [
        Candidate(one, nominee(seen, desk, one), advice(known, seen, one))
        for one in (found[row.id] for row in rows)
    ]
    return tuple(sorted(told, key=lambda each: bool(each.blockers)))


def nominee(seen: Called, desk: Desk, found: Exemplar) -> tuple[Blocker, ...]:
    """Why this exemplar can't be nominated today."""
    plan, today = seen.plan, desk.today
    return nominee_blockers(found, seen.conference, seen.delegates, plan=plan, today=today)


def nominate(
    desk: Desk, *, conference: str, unit: str, chosen: Collection[Chosen]
) -> tuple[Delegate, ...]:
    """Nominate these exemplars of the unit: all of them or none; the draft is used up.

    For the conference that ends the plan this is a step of the life-line. Raises Refused; what
    keeps one of them from it names that exemplar's id as its field."""
    require(desk, Act.NOMINATE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seen = called(tx, desk, conference)
        unit = seen.now(unit)
        require_over(desk, tx, Act.NOMINATE, unit=unit)
        found = tx.exemplars([each.exemplar for each in chosen])
        refuse(_blockers(seen, desk, unit, chosen, found))
        made = [_delegate(seen, unit, each, found[each.exemplar]) for each in chosen]
        sections = seen.conference.section_by_code
        refuse(tuple(b for each in made for b in delegate_blockers(each, sections)))
        saved = tuple(tx.save_many(made, action="nominate"))
        for each in chosen:
            nominated(tx, desk, seen, found[each.exemplar])
        tx.drop_draft(desk.user.login, draft_key(conference, unit))
        tx.commit()
    return saved


def withdraw(desk: Desk, *, delegate: str, version: int, reason: str) -> None:
    """Take back a nomination that the Ministry hasn't decided on. Raises Refused, Conflict."""
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = tx.delegate(delegate)
        if found is None:
            raise NotFound()
        require_over(desk, tx, Act.NOMINATE, unit=found.unit)
        found = tx.require_current(found, version)
        seen = called(tx, desk, found.conference)
        waits = found.exemplar and found.state is DelegateState.NOMINATED
        refuse(
            (
                *open_blockers(seen.conference, seen.delegates, desk.today),
                *unless(waits, "blocker.nomination_decided"),
                *reason_blockers(reason),
            )
        )
        step_back(tx, seen, found, Step.NOMINATED, reason)
        tx.remove(found, reason=reason)
        tx.commit()


def step_back(tx: Writing, seen: Called, one: Delegate, step: Step, reason: str) -> None:
    """Take the step back that the conference made, where it still is the exemplar's last."""
    found = tx.exemplar(one.exemplar) if one.exemplar else None
    taken = found.taken(step) if found else None
    if found and taken and found.step is step and taken.note == seen.conference.name:
        heard = (each.on for each in tx.activities_of(found.id))
        before = taking_back.without_last_step(found, heard)
        tx.save(before, action="take_back", reason=reason)


def nominated(tx: Writing, desk: Desk, seen: Called, found: Exemplar) -> None:
    """The step on the life-line, where the conference ends the plan and it is not taken yet."""
    one = seen.conference
    if is_final(seen.plan, one) and not found.taken(Step.NOMINATED):
        taken = StepTaken(step=Step.NOMINATED, on=desk.today, note=one.name, by=desk.user.login)
        tx.save(lifeline.with_step(found, taken), action="nominate")


def draft_key(conference: str, unit: str) -> str:
    """Names the draft of one unit's nominations."""
    return f"conference {conference} {unit}"


def keep_draft(desk: Desk, *, conference: str, unit: str, form: Mapping[str, Any]) -> None:
    """Keep what was ticked and typed until it is sent or thrown away."""
    require(desk, Act.NOMINATE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.save_draft(desk.user.login, draft_key(conference, unit), dict(form))
        tx.commit()


def read_draft(desk: Desk, *, conference: str, unit: str) -> tuple[dict[str, Any], datetime | None]:
    """The user's own draft and when it was kept; ({}, None) where there is none."""
    with desk.store.reading() as reading:
        found = reading.draft(desk.user.login, draft_key(conference, unit))
    return found or ({}, None)


def drop_draft(desk: Desk, *, conference: str, unit: str) -> None:
    """Throw the user's own draft away."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.drop_draft(desk.user.login, draft_key(conference, unit))
        tx.commit()


def _blockers(
    seen: Called,
    desk: Desk,
    unit: str,
    chosen: Collection[Chosen],
    found: Mapping[str, Exemplar],
) -> tuple[Blocker, ...]:
    ids = [each.exemplar for each in chosen]
    strange = [each for each in ids if each not in found or seen.now(found[each].unit) != unit]
    if strange:
        return (blocker("blocker.not_your_exemplar", "exemplars"),)
    places, taken = seen.places.get(unit, 0), seen.nominated.get(unit, 0)
    return (
        *open_blockers(seen.conference, seen.delegates, desk.today),
        *unless(seen.quotas, "blocker.places_not_shared"),
        *unless(ids, "blocker.no_delegate_chosen"),
        *unless(len(ids) == len(set(ids)), "blocker.chosen_twice"),
        *(quota_blockers(unit, places, taken, len(ids)) if seen.quotas else ()),
        *(replace(each, field=one) for one in ids for each in nominee(seen, desk, found[one])),
    )


def _delegate(seen: Called, unit: str, one: Chosen, found: Exemplar) -> Delegate:
    """A person comes themselves; for a team, a model, a household comes who is named."""
    person = found.kind is ExemplarKind.PERSON
    return Delegate(
        conference=seen.conference.code,
        group=DelegateGroup.EXEMPLAR,
        name=found.name if person else clean(one.name) or found.head,
        unit=unit,
        post=clean(one.post) or (found.post if person else ""),
        exemplar=found.id,
        note=clean(one.note),
    )
