"""What is seen of a conference: places by unit, delegates by section, what each did afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toolkit.actions.conference.advice import Judgement, advice, judgement
from toolkit.actions.conference.attendance import attendance_blockers
from toolkit.actions.conference.called import Called, called
from toolkit.actions.conference.deciding import close_blockers
from toolkit.actions.conference.nominations import Candidate, candidates, draft_key
from toolkit.actions.desk import Desk
from toolkit.actions.rights import is_over, require, visible_codes
from toolkit.domain.activity import Activity, FollowUp
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.conference import Conference, Delegate, DelegateState
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.rules.conference import COMING, Stage, is_final, open_blockers, stage
from toolkit.rules.lifeline import followed_blockers
from toolkit.rules.permissions import Act, may
from toolkit.rules.succession import is_valid
from toolkit.store import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRow:
    """One conference of the plan: how many seats, nominees, people on the list, and who came."""

    conference: Conference
    stage: Stage
    nominated: int
    waiting: int
    coming: int
    came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One unit's places; `proposed` is what the rule gives it today, `exemplars` those approved.

    `tied`: only the order of codes decided its last place. `told`: what was merged into it."""

    unit: Unit
    places: int
    proposed: int
    exemplars: int
    nominated: int
    confirmed: int
    note: str
    version: int
    tied: bool
    told: tuple[Blocker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateRow:
    """One delegate; `unit` bears theirs today, `section` is the code of the part they stand in.

    `done` are activities after the conference, `looks` answers whether what was copied is alive.
    `told`: their unit was merged, their exemplar is followed no more. `advice` is what council and
    law say of one who waits for a decision."""

    delegate: Delegate
    section: str
    unit: Unit | None
    exemplar: Exemplar | None
    told: tuple[Blocker, ...] = ()
    advice: tuple[Blocker, ...] = ()
    done: tuple[Activity, ...] = ()
    looks: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceView:
    """`places` and `rows` are those that the user may see; rows in the order of the list.

    `units` are those for which they may nominate, `every` all of today. `closing` and
    `attendance`: why not yet; `nominating`: why units nominate no more."""

    plan: Plan
    on: date
    conference: Conference
    stage: Stage
    final: bool
    runs: bool
    nominates: bool
    shared: bool
    seats_given: int
    base: int
    tied_for: int
    places: tuple[PlaceRow, ...]
    rows: tuple[DelegateRow, ...]
    units: tuple[Unit, ...]
    every: tuple[Unit, ...]
    nominating: tuple[Blocker, ...]
    closing: tuple[Blocker, ...]
    attendance: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationView:
    """Whom one unit may nominate, with its places and the user's own draft."""

    unit: Unit
    places: int
    nominated: int
    candidates: tuple[Candidate, ...]
    draft: Mapping[str, Any]
    kept_at: datetime | None


def conferences(desk: Desk) -> tuple[ConferenceRow, ...]:
    """Every conference of the plan in use, in its order. Raises Refused."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        own = visible_codes(desk, q)
        return tuple(_row(q, desk, one, own) for one in q.plan().conferences)


def conference_seen(desk: Desk, *, code: str) -> ConferenceView:
    """One conference, as the user may see it. Raises Refused, UnknownConference."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        seen = called(q, desk, code)
        own = visible_codes(desk, q)
        runs = not may(desk.user, Act.RUN_CONFERENCE)
        nominates = not may(desk.user, Act.NOMINATE)
        places = tuple(each for each in _places(seen) if own is None or each.unit.code in own)
        return ConferenceView(
            plan=seen.plan,
            on=desk.today,
            conference=seen.conference,
            stage=seen.stage,
            final=is_final(seen.plan, seen.conference),
            runs=runs,
            nominates=nominates,
            shared=bool(seen.quotas),
            seats_given=sum(seen.places.values()),
            base=seen.proposed.base,
            tied_for=seen.proposed.tied_for,
            places=places,
            rows=delegate_rows(q, seen, own),
            units=tuple(each.unit for each in places if each.places) if nominates else (),
            every=tuple(unit for unit in seen.units if is_valid(unit, desk.today)),
            nominating=tuple(open_blockers(seen.conference, seen.delegates, desk.today)),
            closing=close_blockers(seen),
            attendance=attendance_blockers(seen, desk),
        )


def nomination(desk: Desk, *, conference: str, unit: str) -> NominationView:
    """What a unit may nominate; not another's. Raises Refused, UnknownConference."""
    require(desk, Act.NOMINATE)
    with desk.store.reading() as q:
        seen = called(q, desk, conference)
        code = seen.now(unit)
        mine = frozenset({code}) if is_over(desk, q, code) else frozenset[str]()
        require(desk, Act.NOMINATE, unit=code, within=mine)
        draft, kept_at = q.draft(desk.user.login, draft_key(conference, code)) or ({}, None)
        return NominationView(
            unit=seen.unit_by_code[code],
            places=seen.places.get(code, 0),
            nominated=seen.nominated.get(code, 0),
            candidates=candidates(q, desk, seen, code),
            draft=draft,
            kept_at=kept_at,
        )


def delegate_rows(
    q: Reading, seen: Called, own: frozenset[str] | None = None
) -> tuple[DelegateRow, ...]:
    """Delegates in the order of the list; `own`: only those of these units."""
    shown = [
        each
        for each in sorted(seen.delegates, key=seen.order)
        if own is None or seen.now(each.unit) in own
    ]
    held = seen.stage is Stage.HELD
    ids = [each.exemplar for each in shown if each.exemplar] if held else []
    done = q.done_since(ids, seen.conference.on)
    looks = q.looks_since(ids, seen.conference.on)
    known = judgement(q, seen)
    return tuple(
        DelegateRow(
            delegate=each,
            section=seen.section(each),
            unit=seen.unit_by_code.get(seen.now(each.unit)),
            exemplar=seen.exemplars.get(each.exemplar),
            told=_told(seen, each),
            advice=_advice(known, seen, each),
            done=done.get(each.exemplar, ()),
            looks=looks.get(each.exemplar, ()),
        )
        for each in shown
    )


def _row(q: Reading, desk: Desk, one: Conference, own: frozenset[str] | None) -> ConferenceRow:
    every = q.delegates(one.code)
    seen = [each for each in every if own is None or each.unit in own]
    shared = bool(q.quotas(one.code))
    return ConferenceRow(
        conference=one,
        stage=stage(one, every, shared=shared, today=desk.today),
        nominated=sum(1 for each in seen if each.exemplar),
        waiting=sum(1 for each in seen if each.state is DelegateState.NOMINATED),
        coming=sum(1 for each in seen if each.state in COMING),
        came=sum(1 for each in seen if each.state is DelegateState.ATTENDED),
    )


def _places(seen: Called) -> tuple[PlaceRow, ...]:
    """Units of today that take part, and those that have places though they take part no more."""
    shares = {each.unit: each for each in seen.proposed.shares}
    own = {each.unit: each for each in seen.quotas}
    taking = [unit.code for unit in seen.taking_part]
    codes = [*taking, *(code for code in seen.places if code not in taking)]
    confirmed: dict[str, int] = {}
    for each in seen.delegates:
        if each.exemplar and each.state in COMING:
            unit = seen.now(each.unit)
            confirmed[unit] = confirmed.get(unit, 0) + 1
    return tuple(
        PlaceRow(
            unit=seen.unit_by_code[code],
            places=seen.places.get(code, 0),
            proposed=shares[code].places if code in shares else 0,
            exemplars=shares[code].exemplars if code in shares else 0,
            nominated=seen.nominated.get(code, 0),
            confirmed=confirmed.get(code, 0),
            note=own[code].note if code in own else "",
            version=own[code].version if code in own else 0,
            tied=code in shares and shares[code].tied,
            told=tuple(_merged_into(seen, code)),
        )
        for code in codes
        if code in seen.unit_by_code
    )


def _merged_into(seen: Called, unit: str) -> list[Blocker]:
    """Units whose places this one bears now."""
    return [
        blocker("conference.places_of", unit=seen.unit_by_code[each.unit].name)
        for each in seen.quotas
        if each.unit != unit
        and each.count
        and seen.now(each.unit) == unit
        and each.unit in seen.unit_by_code
    ]


def _advice(known: Judgement, seen: Called, one: Delegate) -> tuple[Blocker, ...]:
    found = seen.exemplars.get(one.exemplar)
    waits = one.state is DelegateState.NOMINATED
    return advice(known, seen, found) if found and waits else ()


def _told(seen: Called, one: Delegate) -> tuple[Blocker, ...]:
    told: list[Blocker] = []
    if seen.now(one.unit) != one.unit and one.unit in seen.unit_by_code:
        told.append(blocker("conference.unit_was", unit=seen.unit_by_code[one.unit].name))
    found = seen.exemplars.get(one.exemplar)
    if found is not None:
        told += followed_blockers(found)
    return tuple(told)
