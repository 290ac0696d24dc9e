"""Hoạt động and Nhân rộng: lists of what was done, who copied which model, who may be chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration
from toolkit.domain.plan import Plan
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role
from toolkit.errors import NotFound
from toolkit.rules.permissions import Act, may
from toolkit.rules.succession import bearers, descendants, is_valid
from toolkit.store import (
    ActivityFilter,
    ActivityPage,
    ExemplarFilter,
    Reading,
)

FOUND_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityList:
    """A page of activities, the newest first.

    `exemplars` are those that they hang on, by id; `units` names of all units by code, `choices`
    those to filter by. `mendable` are the ids of activities that the user may change, `writes`
    tells whether they may record any; `unit` is the filter, empty where it is unknown."""

    plan: Plan
    on: date
    unit: str
    page: ActivityPage
    exemplars: Mapping[str, Exemplar]
    units: Mapping[str, str]
    choices: tuple[Unit, ...]
    mendable: frozenset[str]
    writes: bool


@dataclass(frozen=True, slots=True)
class ActivitySheet:
    """One activity, the exemplars that it hangs on by id, and names of its units by code."""

    activity: Activity
    exemplars: Mapping[str, Exemplar]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Something to be picked from a list: an exemplar (id) or a unit (code)."""

    id: str
    code: str
    name: str
    unit: str = ""
    version: int = 0


def activity_list(
    desk: Desk,
    *,
    unit: str = "",
    kinds: Collection[ActivityKind] = (),
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    offset: int = 0,
    limit: int = 50,
) -> ActivityList:
    """Activities that concern a unit and those below it (empty: all that the user sees)."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading() as reading:
        units, visible = reading.units(), visible_codes(desk, reading)
        choices = valid_units(units, visible, desk.today)
        chosen = unit if unit in {each.code for each in choices} else ""
        asked = ActivityFilter(
            codes=_codes_of(units, chosen, desk.today) if chosen else visible,
            kinds=tuple(kinds),
            since=since,
            until=until,
            text=text,
        )
        page = reading.activities(asked, offset=offset, limit=limit)
        writes = not may(desk.user, Act.WRITE_EXEMPLARS)
        return ActivityList(
            plan=reading.plan(),
            on=desk.today,
            unit=chosen,
            page=page,
            exemplars=reading.exemplars({each for row in page.rows for each in row.exemplars}),
            units={each.code: each.name for each in units},
            choices=choices,
            mendable=_mendable(page, visible) if writes else frozenset(),
            writes=writes,
        )


def find_exemplars(desk: Desk, *, text: str, kind: str = "") -> tuple[Found, ...]:
    """The first followed exemplars that the search finds among those that the user may see."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading() as reading:
        mine = ExemplarFilter(codes=visible_codes(desk, reading), text=text, kind=kind)
        pages = [reading.exemplar_page(mine, limit=FOUND_SHOWN)]
        if mine.codes is not None and kind in ("", ExemplarKind.MODEL):
            shared = replace(
                mine,
                codes=None,
                kind=ExemplarKind.MODEL.value,
                registration=Registration.APPROVED.value,
            )
            pages.append(reading.exemplar_page(shared, limit=FOUND_SHOWN))
        rows = {row.id: row for page in pages for row in page.rows}
    found = [Found(row.id, row.code, row.name, row.unit, row.version) for row in rows.values()]
    return tuple(found[:FOUND_SHOWN])


def find_units(desk: Desk, *, text: str, own: bool = False) -> tuple[Found, ...]:
    """The first units of today whose code or name holds every word; `own`: the user may write."""
    require(desk, Act.SEE_EXEMPLARS)
    words = fold(text).split()
    with desk.store.reading() as reading:
        units = reading.units()
        visible = visible_codes(desk, reading) if own else None
        choices = valid_units(units, visible, desk.today)
    found = [each for each in choices if _holds(f"{each.code} {each.name}", words)]
    found.sort(key=lambda each: fold(each.code) != " ".join(words))
    return tuple(Found(each.code, each.code, each.name) for each in found[:FOUND_SHOWN])


def activity_file(desk: Desk, *, activity: str, digest: str) -> tuple[str, bytes]:
    """(name, bytes) of a file among the proofs of an activity that the user sees.

    Raises NotFound."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading() as reading:
        done, visible = reading.activity(activity), visible_codes(desk, reading)
        proofs = done.proofs if done else ()
        proof = next((each for each in proofs if each.file_hash == digest and digest), None)
        if done is None or proof is None or not _concerns(reading, done, visible):
            raise NotFound()
        return proof.file_name, reading.file(digest)


def an_activity(desk: Desk, *, activity: str) -> ActivitySheet:
    """One activity to be mended, with the exemplars that it hangs on. Raises NotFound."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading() as reading:
        done, visible = reading.activity(activity), visible_codes(desk, reading)
        if done is None or not _concerns(reading, done, visible):
            raise NotFound()
        units = {each.code: each.name for each in reading.units_called(done.units)}
        return ActivitySheet(done, reading.exemplars(done.exemplars), units)


def to_record(desk: Desk, *, exemplars: Collection[str]) -> tuple[dict[str, Exemplar], Unit | None]:
    """The exemplars that a new activity is to hang on, and the unit that is taken to record it.

    A unit coordinator's own; for others the first exemplar's, or the one that runs the plan."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.reading() as reading:
        found = reading.exemplars(exemplars)
        visible = visible_codes(desk, reading)
        seen = {id_: one for id_, one in found.items() if _shown(one, visible)}
        head = reading.plan().head
        first = next((seen[each].unit for each in exemplars if each in seen), head)
        home = desk.user.unit if desk.user.role is Role.UNIT else first
        bearer = reading.heirs(desk.today).get(home, home)
        return seen, reading.unit(bearer) if bearer else None


def _shown(one: Exemplar, visible: frozenset[str] | None) -> bool:
    approved = one.registration is Registration.APPROVED
    shared = approved and one.kind is ExemplarKind.MODEL
    return visible is None or one.unit in visible or shared


def _concerns(reading: Reading, done: Activity, visible: frozenset[str] | None) -> bool:
    if visible is None or visible & set(done.units):
        return True
    return any(one.unit in visible for one in reading.exemplars(done.exemplars).values())


def _holds(name: str, words: Collection[str]) -> bool:
    folded = fold(name)
    return all(word in folded for word in words)


def valid_units(
    units: tuple[Unit, ...], visible: frozenset[str] | None, today: date
) -> tuple[Unit, ...]:
    """The units of the day that may be chosen, in their order."""
    return tuple(
        each
        for each in units
        if is_valid(each, today) and (visible is None or each.code in visible)
    )


def _codes_of(units: tuple[Unit, ...], code: str, today: date) -> frozenset[str]:
    """The unit, what it succeeded, and all below them."""
    roots = {each for each, by in bearers(units, today).items() if by == code}
    return descendants(units, frozenset(roots | {code}))


def _mendable(page: ActivityPage, visible: frozenset[str] | None) -> frozenset[str]:
    return frozenset(each.id for each in page.rows if visible is None or each.unit in visible)
