"""The Ministry decides on nominees, puts down the other delegates, and closes the list."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from toolkit.actions.conference.called import Called, called
from toolkit.actions.conference.nominations import nominated, step_back
from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.conference import Delegate, DelegateGroup, DelegateState
from toolkit.domain.exemplar import Step
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules.checks import unless
from toolkit.rules.conference import COMING, delegate_blockers, is_closed, open_blockers
from toolkit.rules.lifeline import followed_blockers
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import reason_blockers
from toolkit.store import Writing

OTHERS = (DelegateGroup.LEADER, DelegateGroup.OFFICER, DelegateGroup.EX_OFFICIO)
"""Delegates whom no unit nominates."""
_UNDECIDED = (DelegateState.NOMINATED, DelegateState.DECLINED)


def confirm(desk: Desk, *, conference: str, delegates: Collection[str]) -> tuple[Delegate, ...]:
    """Approve nominees, also some declined before: all or none. Raises Refused, NotFound."""
    require(desk, Act.RUN_CONFERENCE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seen = called(tx, desk, conference)
        found = seen.those(delegates)
        refuse(
            (
                *unless(not is_closed(seen.delegates), "blocker.conference_closed"),
                *unless(found, "blocker.no_delegate_chosen"),
                *(b for each in found for b in _confirm_blockers(seen, each)),
                *_within_places(seen, found),
            )
        )
        ready = [replace(each, state=DelegateState.CONFIRMED, note="") for each in found]
        saved = tuple(tx.save(each, action="confirm") for each in ready)
        for each in found:
            if each.state is DelegateState.DECLINED:
                nominated(tx, desk, seen, seen.exemplars[each.exemplar])
        tx.commit()
    return saved


def decline(desk: Desk, *, delegate: str, version: int, reason: str) -> Delegate:
    """Decline a nominee, with a reason that the unit reads. Raises Refused, Conflict, NotFound."""
    require(desk, Act.RUN_CONFERENCE)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, seen = _seen(tx, desk, delegate, version)
        decided = found.exemplar and found.state in (
            DelegateState.NOMINATED,
            DelegateState.CONFIRMED,
        )
        refuse(
            (
                *unless(not is_closed(seen.delegates), "blocker.conference_closed"),
                *unless(decided, "blocker.not_to_decide"),
                *reason_blockers(reason),
            )
        )
        step_back(tx, seen, found, Step.NOMINATED, reason)
        declined = replace(found, state=DelegateState.DECLINED, note=reason)
        saved = tx.save(declined, action="decline", reason=reason)
        tx.commit()
    return saved


def put_delegate(desk: Desk, *, conference: str, form: Mapping[str, object]) -> Delegate:
    """Put down a leader, an officer or somebody who comes ex officio.

    `form`: group, name, post, unit (empty: none of ours), section (empty: by the group), note;
    after the list is closed the note says why, and the badge is numbered at once. Raises Refused.
    """
    require(desk, Act.RUN_CONFERENCE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seen = called(tx, desk, conference)
        group = str(form.get("group") or "")
        refuse(unless(group in [*OTHERS], "blocker.not_in_list", "group"))
        blank = Delegate(conference=conference, group=DelegateGroup(group), name="", unit="")
        read = _read(blank, form)
        closed = is_closed(seen.delegates)
        refuse((*_form_blockers(seen, read), *_late_blockers(seen, read, desk, closed=closed)))
        badge = max(each.badge for each in seen.delegates) + 1 if closed else 0
        ready = replace(read, state=DelegateState.CONFIRMED, badge=badge)
        saved = tx.save(ready, action="put_delegate")
        tx.commit()
    return saved


def change_delegate(
    desk: Desk, *, delegate: str, version: int, form: Mapping[str, object]
) -> Delegate:
    """Mend a delegate's name, post, unit, section or note; a nominee keeps unit and exemplar.

    Raises Refused, Conflict, NotFound."""
    require(desk, Act.RUN_CONFERENCE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, seen = _seen(tx, desk, delegate, version)
        read = _read(found, form)
        refuse(_form_blockers(seen, read))
        saved = found if read == found else tx.save(read, action="change_delegate")
        tx.commit()
    return saved


def drop_delegate(desk: Desk, *, delegate: str, version: int, reason: str) -> None:
    """Strike a delegate whom no unit nominated; a badge's number is not given again.

    Raises Refused, Conflict, NotFound."""
    require(desk, Act.RUN_CONFERENCE)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, _ = _seen(tx, desk, delegate, version)
        came = found.state is not DelegateState.ATTENDED
        refuse(
            (
                *unless(not found.exemplar, "blocker.decline_instead"),
                *unless(came, "blocker.came_already"),
                *reason_blockers(reason),
            )
        )
        tx.remove(found, reason=reason)
        tx.commit()


def close_list(desk: Desk, *, conference: str) -> tuple[Delegate, ...]:
    """Close the list: badges are numbered in its order, from 1. Raises Refused.

    Everybody on the list, in its order."""
    require(desk, Act.RUN_CONFERENCE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seen = called(tx, desk, conference)
        refuse(close_blockers(seen))
        coming = sorted((each for each in seen.delegates if each.state in COMING), key=seen.order)
        numbered = [replace(each, badge=badge) for badge, each in enumerate(coming, 1)]
        saved = tuple(tx.save(each, action="close_list") for each in numbered)
        tx.commit()
    return saved


def close_blockers(seen: Called) -> tuple[Blocker, ...]:
    """Why the list can't be closed: closed already, somebody waits, somebody has no place in it."""
    waiting = [each for each in seen.delegates if each.state is DelegateState.NOMINATED]
    coming = [each for each in seen.delegates if each.state in COMING]
    unplaced = sum(1 for each in coming if not seen.section(each))
    return (
        *unless(not is_closed(seen.delegates), "blocker.conference_closed"),
        *unless(coming, "blocker.list_empty"),
        *unless(not waiting, "blocker.nominees_wait", count=len(waiting)),
        *unless(not unplaced, "blocker.delegates_unplaced", count=unplaced),
    )


def _seen(tx: Writing, desk: Desk, delegate: str, version: int) -> tuple[Delegate, Called]:
    found = tx.delegate(delegate)
    if found is None:
        raise NotFound()
    found = tx.require_current(found, version)
    return found, called(tx, desk, found.conference)


def _confirm_blockers(seen: Called, one: Delegate) -> tuple[Blocker, ...]:
    """Whoever is confirmed waits for it, and is followed still."""
    if not one.exemplar or one.state not in _UNDECIDED:
        return (blocker("blocker.not_to_decide", one.id),)
    found = seen.exemplars.get(one.exemplar)
    told = followed_blockers(found) if found else (blocker("blocker.exemplar_unknown"),)
    return tuple(replace(each, field=one.id) for each in told)


def _within_places(seen: Called, chosen: Collection[Delegate]) -> tuple[Blocker, ...]:
    """Units whose places would be too few for those whom it declined and now confirms."""
    again = [each for each in chosen if each.state is DelegateState.DECLINED]
    over = []
    for unit in dict.fromkeys(seen.now(each.unit) for each in again):
        more = sum(1 for each in again if seen.now(each.unit) == unit)
        places, taken = seen.places.get(unit, 0), seen.nominated.get(unit, 0)
        if taken + more > places:
            told = {"unit": unit, "places": places, "taken": taken, "more": more}
            over.append(blocker("blocker.over_quota", **told))
    return tuple(over)


def _read(one: Delegate, form: Mapping[str, object]) -> Delegate:
    """The delegate as the form has it; what it does not name stays."""
    names = ("name", "post", "section", "note", *(() if one.exemplar else ("unit",)))
    typed: dict[str, Any] = {name: clean(str(form[name] or "")) for name in names if name in form}
    return replace(one, **typed)


def _form_blockers(seen: Called, one: Delegate) -> tuple[Blocker, ...]:
    known = not one.unit or seen.now(one.unit) in seen.unit_by_code
    return (
        *delegate_blockers(one, seen.conference.section_by_code),
        *unless(known, "blocker.not_in_list", "unit"),
    )


def _late_blockers(seen: Called, one: Delegate, desk: Desk, *, closed: bool) -> tuple[Blocker, ...]:
    """Whoever comes on the list after it was closed is told why; before, the day must be ahead."""
    if closed:
        return unless(one.note, "blocker.late_note", "note")
    return tuple(open_blockers(seen.conference, seen.delegates, desk.today))
