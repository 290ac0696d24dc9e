"""Who came: marked from the day of the conference on; who came is honoured."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from toolkit.actions.conference.called import Called, called
from toolkit.actions.conference.nominations import step_back
from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.conference import Delegate, DelegateState
from toolkit.domain.exemplar import Step, StepTaken
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules import lifeline
from toolkit.rules.checks import unless
from toolkit.rules.conference import is_closed, is_final
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import reason_blockers
from toolkit.store import Writing

_MARKED = (DelegateState.ATTENDED, DelegateState.EXCUSED)
_MARKABLE = (DelegateState.CONFIRMED, *_MARKED)


def mark_attendance(
    desk: Desk,
    *,
    conference: str,
    came: Collection[str] = (),
    excused: Mapping[str, str] | None = None,
) -> tuple[Delegate, ...]:
    """Mark who came, and who did not with which reason: all or none; by ids of delegates.

    At the conference that ends the plan who came is honoured on their life-line, where they were
    nominated on it. Raises Refused, NotFound."""
    require(desk, Act.RUN_CONFERENCE)
    reasons = {one: clean(reason) for one, reason in (excused or {}).items()}
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seen = called(tx, desk, conference)
        present = seen.those(came)
        absent = seen.those(reasons)
        refuse((*attendance_blockers(seen, desk), *_mark_blockers(present, absent, reasons)))
        new = [each for each in present if each.state is not DelegateState.ATTENDED]
        for each in absent:
            if each.state is DelegateState.ATTENDED:
                step_back(tx, seen, each, Step.HONOURED, reasons[each.id])
        for each in new:
            _honour(tx, desk, seen, each)
        changed = [
            *(replace(each, state=DelegateState.ATTENDED, note="") for each in new),
            *(_excused(each, reasons[each.id]) for each in absent),
        ]
        saved = tuple(tx.save(each, action="mark_attendance") for each in changed)
        tx.commit()
    return saved


def unmark(desk: Desk, *, delegate: str, version: int, reason: str) -> Delegate:
    """Take a mark back that was set by mistake. Raises Refused, Conflict, NotFound."""
    require(desk, Act.RUN_CONFERENCE)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = tx.delegate(delegate)
        if found is None:
            raise NotFound()
        found = tx.require_current(found, version)
        marked = unless(found.state in _MARKED, "blocker.not_marked")
        refuse((*marked, *reason_blockers(reason)))
        step_back(tx, called(tx, desk, found.conference), found, Step.HONOURED, reason)
        again = replace(found, state=DelegateState.CONFIRMED, note="")
        saved = tx.save(again, action="unmark", reason=reason)
        tx.commit()
    return saved


def attendance_blockers(seen: Called, desk: Desk) -> tuple[Blocker, ...]:
    """Why nobody can be marked yet: the list is open, or the day is to come."""
    on = seen.conference.on
    return (
        *unless(is_closed(seen.delegates), "blocker.list_open"),
        *unless(desk.today >= on, "blocker.conference_ahead", on=on),
    )


def _mark_blockers(
    present: Collection[Delegate], absent: Collection[Delegate], reasons: Mapping[str, str]
) -> tuple[Blocker, ...]:
    both = {each.id for each in present} & {each.id for each in absent}
    marked = [*present, *absent]
    return (
        *unless(marked, "blocker.no_delegate_chosen"),
        *unless(not both, "blocker.came_and_not"),
        *(
            blocker("blocker.not_on_list", each.id, name=each.name)
            for each in marked
            if each.state not in _MARKABLE
        ),
        *(
            replace(each, field=one.id)
            for one in absent
            for each in reason_blockers(reasons[one.id])
        ),
    )


def _excused(one: Delegate, reason: str) -> Delegate:
    return replace(one, state=DelegateState.EXCUSED, note=reason)


def _honour(tx: Writing, desk: Desk, seen: Called, one: Delegate) -> None:
    """The step on the life-line, where nothing stands against it."""
    found = tx.exemplar(one.exemplar) if one.exemplar else None
    if found is None or not is_final(seen.plan, seen.conference):
        return
    day, today = seen.conference.on, desk.today
    if lifeline.step_blockers(found, Step.HONOURED, day, today=today, plan=seen.plan):
        return
    note, by = seen.conference.name, desk.user.login
    taken = StepTaken(step=Step.HONOURED, on=day, note=note, by=by)
    tx.save(lifeline.with_step(found, taken), action="honour")
