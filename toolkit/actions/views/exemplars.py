"""Điển hình: the list, filtered, searched, sorted and paged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.exemplar import (
    COMPREHENSIVE,
    Exemplar,
    ExemplarKind,
    Registration,
    Standing,
    Step,
)
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.rules.permissions import Act, may
from toolkit.rules.stalled import stalled_before
from toolkit.rules.succession import bearers, descendants, is_founded
from toolkit.store import SORTS, ExemplarFilter, ExemplarPage, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for, as it stands in an address; what is empty filters nothing.

    `step` is where they stand now, `reached` a step that they took. `unit` means it and all below
    it, `phase` and `year` when it was found, `stalled` those of whom nothing was heard for the
    plan's number of days. `standing` is "followed" unless told."""

    unit: str = ""
    kind: str = ""
    field: str = ""
    step: str = ""
    reached: str = ""
    registration: str = ""
    standing: str = Standing.FOLLOWED.value
    phase: str = ""
    year: int | None = None
    stalled: bool = False
    text: str = ""
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarList:
    """A page of the list on the day `on`. `asked` is what was looked for; `unknown` names those
    filters whose value is in no list: they were left out.

    `units` are those that may be filtered by, in their order, `names` of all units by code;
    `writes` tells whether the user may put any on record."""

    plan: Plan
    on: date
    as_known: bool
    asked: Asked
    unknown: tuple[str, ...]
    page: ExemplarPage
    units: tuple[Unit, ...]
    names: Mapping[str, str]
    writes: bool


def exemplar_list(
    desk: Desk,
    *,
    asked: Asked,
    offset: int = 0,
    limit: int = 50,
    after: str = "",
    on: date | None = None,
) -> ExemplarList:
    """A page from `offset`, or after the last row of another (`after` is that page's `next`).

    As known now, or at the end of a past day `on`."""
    require(desk, Act.SEE_EXEMPLARS)
    past = on if on is not None and on < desk.today else None
    day = past or desk.today
    with desk.store.reading(as_known_on=past) as reading:
        plan, units = reading.plan(), reading.units()
        visible = visible_codes(desk, reading)
        shown = tuple(each for each in units if visible is None or each.code in visible)
        known, unknown = _known(asked, plan, shown)
        wanted = _filter(known, plan, day, codes_seen(units, visible, known.unit, day))
        return ExemplarList(
            plan=plan,
            on=day,
            as_known=past is not None,
            asked=known,
            unknown=unknown,
            page=_page(reading, wanted, offset, limit, after),
            units=tuple(each for each in shown if is_founded(each, day)),
            names={each.code: each.name for each in units},
            writes=past is None and not may(desk.user, Act.WRITE_EXEMPLARS),
        )


def each_exemplar(desk: Desk, *, asked: Asked, on: date | None = None) -> Iterator[Exemplar]:
    """Every whole record of the list, in its order: what a download of it holds."""
    require(desk, Act.SEE_EXEMPLARS)
    past = on if on is not None and on < desk.today else None
    day = past or desk.today
    with desk.store.reading(as_known_on=past) as reading:
        plan, units = reading.plan(), reading.units()
        visible = visible_codes(desk, reading)
        known, _ = _known(asked, plan, units)
        codes = codes_seen(units, visible, known.unit, day)
        yield from reading.exemplars_in(_filter(known, plan, day, codes))


def codes_seen(
    units: tuple[Unit, ...], visible: frozenset[str] | None, unit: str, day: date
) -> frozenset[str] | None:
    """Codes of the unit, what it succeeded and all below, as far as the user sees them."""
    if not unit:
        return visible
    roots = {code for code, bearer in bearers(units, day).items() if bearer == unit}
    under = descendants(units, frozenset(roots | {unit}))
    return under if visible is None else under & visible


def _page(
    reading: Reading, wanted: ExemplarFilter, offset: int, limit: int, after: str
) -> ExemplarPage:
    try:
        return reading.exemplar_page(wanted, offset=offset, limit=limit, after=after)
    except (ValueError, TypeError):  # somebody wrote the mark themselves
        return reading.exemplar_page(wanted, offset=offset, limit=limit)


def _known(asked: Asked, plan: Plan, units: tuple[Unit, ...]) -> tuple[Asked, tuple[str, ...]]:
    """What was asked without the values that are in no list, and the names of those filters."""
    lists = {
        "unit": {each.code for each in units},
        "kind": {*ExemplarKind},
        "field": {COMPREHENSIVE, *plan.field_by_code},
        "step": {*Step},
        "reached": {*Step},
        "registration": {*Registration},
        "standing": {*Standing},
        "phase": {*plan.phase_by_code},
        "sort": {*SORTS},
    }
    usual = Asked()
    unknown = tuple(
        name
        for name, values in lists.items()
        if getattr(asked, name) not in values and getattr(asked, name) != ""
    )
    if asked.year is not None and not plan.starts.year <= asked.year <= plan.ends.year:
        unknown += ("year",)
    left_out: dict[str, Any] = {name: getattr(usual, name) for name in unknown}
    if not asked.sort:
        left_out["sort"] = usual.sort
    return replace(asked, **left_out), unknown


def _filter(asked: Asked, plan: Plan, day: date, codes: frozenset[str] | None) -> ExemplarFilter:
    phase = plan.phase_by_code.get(asked.phase)
    return ExemplarFilter(
        codes=codes,
        kind=asked.kind,
        field=asked.field,
        step=asked.step,
        reached=asked.reached,
        registration=asked.registration,
        standing=asked.standing,
        year=asked.year,
        found_from=phase.starts if phase else None,
        found_to=phase.ends if phase else None,
        stalled_before=stalled_before(day, plan.exemplars.stalled_days) if asked.stalled else None,
        text=asked.text,
        sort=asked.sort,
        descending=asked.descending,
    )
