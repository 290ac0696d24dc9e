"""A conference: how far it has come, who may be nominated, and the order of its list."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.conference import Conference, Delegate, DelegateGroup, DelegateState, Section
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Step
from toolkit.domain.plan import Plan
from toolkit.domain.text import given_name_order
from toolkit.rules.checks import too_long, unless
from toolkit.rules.lifeline import followed_blockers, step_blockers
from toolkit.rules.reporting import reason_blockers

MOST_NAME, MOST_NOTE, MOST_PLACES = 300, 1000, 1000
COMING = (DelegateState.CONFIRMED, DelegateState.EXCUSED, DelegateState.ATTENDED)
"""States of those on the list; one who is nominated waits, one who was declined is not on it."""


class Stage(StrEnum):
    """Chưa chia chỗ, đang giới thiệu, đã chốt danh sách, đã họp."""

    PREPARING = "preparing"
    NOMINATING = "nominating"
    CLOSED = "closed"
    HELD = "held"


def is_closed(delegates: Iterable[Delegate]) -> bool:
    """The list is closed when its badges are numbered."""
    return any(each.badge for each in delegates)


def stage(one: Conference, delegates: Iterable[Delegate], *, shared: bool, today: date) -> Stage:
    """How far the conference has come; `shared` tells whether its places are."""
    if is_closed(delegates):
        return Stage.HELD if today >= one.on else Stage.CLOSED
    return Stage.NOMINATING if shared else Stage.PREPARING


def is_final(plan: Plan, one: Conference) -> bool:
    """Whether it ends the plan: nominating and honouring are then steps of the life-line.

    Kế hoạch 08/KH-BTNMT nominates those whom the final review found."""
    review = plan.review_by_code.get(one.review)
    return review is None or review.phase == plan.phases[-1].code


def reviewed_step(plan: Plan, one: Conference) -> Step:
    """The review that a nominee must have gone through."""
    return Step.FINAL_REVIEWED if is_final(plan, one) else Step.INTERIM_REVIEWED


def open_blockers(one: Conference, delegates: Iterable[Delegate], today: date) -> Iterator[Blocker]:
    """Why units nominate no more: the list is closed, or the conference is past."""
    if is_closed(delegates):
        yield blocker("blocker.conference_closed")
    elif today >= one.on:
        yield blocker("blocker.conference_past", on=one.on)


def nominee_blockers(
    found: Exemplar, one: Conference, others: Iterable[Delegate], *, plan: Plan, today: date
) -> tuple[Blocker, ...]:
    """Why this exemplar can't be nominated; `others` are the delegates there are."""
    for each in others:
        if each.exemplar == found.id:
            declined = each.state is DelegateState.DECLINED
            key = "blocker.nominee_declined" if declined else "blocker.nominated_already"
            return (blocker(key, name=found.name, note=each.note),)
    if not is_final(plan, one):
        reviewed = found.taken(Step.INTERIM_REVIEWED)
        needed = f"blocker.needs.{Step.INTERIM_REVIEWED.value}"
        return (*followed_blockers(found), *unless(reviewed, needed))
    if found.taken(Step.NOMINATED):
        return followed_blockers(found)
    return step_blockers(found, Step.NOMINATED, today, today=today, plan=plan)


def quota_blockers(unit: str, places: int, taken: int, more: int) -> tuple[Blocker, ...]:
    """A unit nominates no more than its places; `taken` are those it has, `more` those to come."""
    enough = taken + more <= places
    return unless(enough, "blocker.over_quota", unit=unit, places=places, taken=taken, more=more)


def place_blockers(
    count: int, *, nominated: int, others: int, seats: int, reason: str
) -> tuple[Blocker, ...]:
    """Why a unit can't have so many places: `others` is what the other units have together."""
    left = seats - others
    return (
        *unless(0 <= count <= MOST_PLACES, "blocker.places_range", "count", most=MOST_PLACES),
        *unless(count >= nominated, "blocker.places_nominated", "count", nominated=nominated),
        *unless(count <= left, "blocker.places_over", "count", seats=seats, left=max(left, 0)),
        *reason_blockers(reason),
    )


def delegate_blockers(one: Delegate, sections: Collection[str]) -> tuple[Blocker, ...]:
    """What a delegate's form lacks or has too much of."""
    return (
        *unless(one.name, "blocker.delegate_name", "name"),
        *too_long("name", one.name, MOST_NAME),
        *too_long("post", one.post, MOST_NAME),
        *too_long("note", one.note, MOST_NOTE),
        *unless(not one.section or one.section in sections, "blocker.not_in_list", "section"),
    )


def section_of(one: Conference, delegate: Delegate, kind: ExemplarKind | None) -> Section | None:
    """The part of the list where the delegate stands: the one chosen by hand, else the first that
    takes their group, and their exemplar's kind."""
    chosen = one.section_by_code.get(delegate.section)
    if chosen is not None:
        return chosen
    return next((each for each in one.sections if _takes(each, delegate.group, kind)), None)


def _takes(section: Section, group: DelegateGroup, kind: ExemplarKind | None) -> bool:
    if group not in section.groups:
        return False
    return group is not DelegateGroup.EXEMPLAR or not section.kinds or kind in section.kinds


def list_order(place: int, unit: int, name: str) -> tuple[int, int, str]:
    """The order of the list: section by section, unit by unit, persons by given name."""
    return (place, unit, given_name_order(name))
