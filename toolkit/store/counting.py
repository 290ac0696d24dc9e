"""Counts over all obligations: tallies by unit, task and group, late units, indicators."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select

from toolkit.domain.obligation import State
from toolkit.domain.plan import Plan
from toolkit.rules.timeliness import Tally
from toolkit.store import judging
from toolkit.store.judging import how_many
from toolkit.store.records import GroupTally, LateUnit, Totals, UnitTally
from toolkit.store.schema import obligation, report, unit
from toolkit.store.snapshot import Snapshot

Codes = Collection[str] | None
_C = obligation.c
_PLAIN = (State.SENT, State.RETURNED, State.ACCEPTED, State.WAIVED)


def tallies(q: Snapshot, today: date, codes: Codes) -> tuple[UnitTally, ...]:
    """One scan of the obligations, added up by bearer and phase, in the order of codes."""
    counts = _counts(q, today)
    rows = q.connection.execute(
        _borne(q, select(_C.unit, _C.phase, *counts), today, codes).group_by(_C.unit, _C.phase)
    )
    heirs = q.heirs(today)
    sums = _added_up(rows, lambda row: (heirs.get(row.unit, row.unit), row.phase))
    return tuple(_unit_tally(*key, sums[key]) for key in sorted(sums))


def totals(q: Snapshot, today: date, codes: Codes) -> Totals:
    """The tallies added up once more, by phase, kind and bloc of the bearer.

    Units yet to be founded are not counted among `units`."""
    c = unit.c
    told = select(c.code, c.kind, c.bloc, judging.is_founded(today).label("founded"))
    found = q.connection.execute(told.where(q.is_known(unit))).all()
    group = {row.code: (row.kind, row.bloc) for row in found}
    to_come = {row.code for row in found if not row.founded}
    rows = tallies(q, today, codes)
    sums: dict[tuple[str, str, str], list[UnitTally]] = defaultdict(list)
    for row in rows:
        sums[(row.phase, *group.get(row.unit, ("", "")))].append(row)
    return Totals(
        groups=tuple(_group(key, sums[key]) for key in sorted(sums)),
        units=len({row.unit for row in rows} - to_come),
        late_units=len({row.unit for row in rows if row.tally.missing}),
    )


def task_tallies(q: Snapshot, today: date, codes: Codes) -> dict[str, Tally]:
    """Task code → tally of all obligations on it."""
    rows = q.connection.execute(
        _borne(q, select(_C.task, *_timeliness(today)), today, codes).group_by(_C.task)
    )
    return {row.task: _tally(row.expected, row.on_time, row.missing) for row in rows}


def late(q: Snapshot, today: date, limit: int, codes: Codes) -> tuple[LateUnit, ...]:
    """Bearers with missing reports, longest first, then the most, then by code."""
    counted = select(_C.unit, func.count().label("count"), func.min(judging.deadline).label("day"))
    rows = q.connection.execute(
        _borne(q, counted, today, codes).where(judging.is_missing(today)).group_by(_C.unit)
    )
    heirs = q.heirs(today)
    found: dict[str, tuple[date, int]] = {}
    for row in rows:
        bearer = heirs.get(row.unit, row.unit)
        oldest, count = found.get(bearer, (row.day, 0))
        found[bearer] = (min(oldest, row.day), count + row.count)
    first = sorted(found, key=lambda code: (found[code][0], -found[code][1], code))[:limit]
    return _late_units(q, today, {code: found[code] for code in first})


def indicators(q: Snapshot, codes: Codes) -> dict[str, float]:
    """Indicator code → sum of its number over the reports that stand."""
    plan = q.plan_or_none()
    if plan is None or not plan.indicators:
        return {}
    joined = obligation.join(
        report, and_(report.c.obligation == _C.id, q.is_known(report), q.is_known(obligation))
    )
    summed = select(*_sums(plan)).select_from(joined).where(judging.is_standing)
    if codes is not None:
        summed = summed.where(_C.unit.in_(codes))
    row = q.connection.execute(summed).one()
    return {each.code: row[place] or 0 for place, each in enumerate(plan.indicators)}


def _sums(plan: Plan) -> list[ColumnElement[Any]]:
    return [
        func.sum(case((_C.task == each.task, report.c.numbers[each.number].as_float())))
        for each in plan.indicators
    ]


def _timeliness(today: date) -> list[ColumnElement[Any]]:
    return [
        how_many(judging.is_expected(today)).label("expected"),
        how_many(judging.is_on_time(today)).label("on_time"),
        how_many(judging.is_missing(today)).label("missing"),
    ]


def _counts(q: Snapshot, today: date) -> list[ColumnElement[Any]]:
    return [
        *_timeliness(today),
        *(how_many(judging.is_in(state)).label(state.value) for state in _PLAIN),
        how_many(judging.is_due_soon(today, q.due_soon_days())).label("due_soon"),
        how_many(judging.is_overdue(today)).label("overdue"),
        func.count().label("total"),
    ]


def _borne(q: Snapshot, counted: Select[Any], today: date, codes: Codes) -> Select[Any]:
    known = counted.where(q.is_known(obligation))
    return known if codes is None else known.where(_C.unit.in_(q.borne_by(codes, today)))


def _added_up(
    rows: Iterable[Row[Any]], key_of: Callable[[Row[Any]], tuple[str, str]]
) -> dict[tuple[str, str], tuple[int, ...]]:
    sums: dict[tuple[str, str], tuple[int, ...]] = {}
    for row in rows:
        key = key_of(row)
        before, counts = sums.get(key), tuple(row)[2:]
        sums[key] = tuple(map(sum, zip(before, counts, strict=True))) if before else counts
    return sums


def _unit_tally(bearer: str, phase: str, counts: tuple[int, ...]) -> UnitTally:
    expected, on_time, missing, sent, returned, accepted, waived, due_soon, overdue, total = counts
    return UnitTally(
        unit=bearer,
        phase=phase,
        tally=_tally(expected, on_time, missing),
        sent=sent,
        returned=returned,
        due_soon=due_soon,
        overdue=overdue,
        not_due=total - sent - returned - accepted - waived - due_soon - overdue,
        accepted=accepted,
        waived=waived,
    )


def _group(key: tuple[str, str, str], rows: list[UnitTally]) -> GroupTally:
    counts = map(sum, zip(*(tuple(row)[3:] for row in rows), strict=True))
    return GroupTally(*key, len(rows), sum((row.tally for row in rows), start=Tally()), *counts)


def _tally(expected: int, on_time: int, missing: int) -> Tally:
    return Tally(expected, on_time, expected - on_time - missing, missing)


def _late_units(
    q: Snapshot, today: date, found: dict[str, tuple[date, int]]
) -> tuple[LateUnit, ...]:
    names = select(unit.c.code, unit.c.name).where(q.is_known(unit), unit.c.code.in_(found))
    name = {row.code: row.name for row in q.connection.execute(names)}
    return tuple(
        LateUnit(code, name.get(code, code), count, oldest, (today - oldest).days)
        for code, (oldest, count) in found.items()
    )
