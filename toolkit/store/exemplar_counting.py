"""Counts of exemplars: the funnel of steps, what was reached in a year, what waits."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, extract, func, literal, select

from toolkit.domain.exemplar import ExemplarKind, Standing, Step
from toolkit.domain.plan import Plan
from toolkit.rules.funnel import FunnelSource
from toolkit.rules.targets import Key
from toolkit.store.exemplar_mapping import read_scope
from toolkit.store.exemplar_records import FollowedRow, FunnelRow
from toolkit.store.exemplar_schema import exemplar
from toolkit.store.snapshot import Snapshot

Codes = Collection[str] | None
_C = exemplar.c
_NOT_MERGED = _C.standing != Standing.MERGED.value
_STEPS = len(Step)


def funnel(q: Snapshot, today: date, codes: Codes, *, by_unit: bool) -> tuple[FunnelRow, ...]:
    """Who took which step in which phase: one scan, by kind, field and phase.

    A step counts in the phase that its day lies in; who was merged counts where they live on."""
    plan = q.plan()
    groups = (_C.kind, _C.scope, *((_C.unit,) if by_unit else ()))
    rows = q.connection.execute(
        select(*groups, *_counts(plan))
        .where(q.is_known(exemplar), _NOT_MERGED, *_of(codes))
        .group_by(*groups)
    )
    heirs = q.heirs(today)
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0] * _width(plan))
    for row in rows:
        unit = heirs.get(row.unit, row.unit) if by_unit else ""
        counts = tuple(row)[len(groups) :]
        for field in ("", *read_scope(row.scope)):
            of_group = sums[unit, row.kind, field]
            of_group[:] = [before + more for before, more in zip(of_group, counts, strict=True)]
    return tuple(_rows(plan, sums))


def funnel_sources(q: Snapshot, today: date) -> tuple[FunnelSource, ...]:
    """The exemplars that the funnel by unit counts, each once: one scan."""
    heirs = q.heirs(today)
    days = [_C[f"{step}_on"] for step in Step]
    rows = q.connection.execute(
        select(_C.unit, _C.kind, _C.code, _C.name, _C.scope, _C.id, *days).where(
            q.is_known(exemplar), _NOT_MERGED
        )
    )
    return tuple(
        FunnelSource(
            unit=heirs.get(unit, unit),
            made_for=unit,
            kind=ExemplarKind(kind),
            code=code,
            name=name,
            fields=read_scope(scope),
            days=tuple(taken),
            id=id_,
        )
        for unit, kind, code, name, scope, id_, *taken in rows
    )


def followed(q: Snapshot, codes: Codes) -> tuple[FollowedRow, ...]:
    """Who is followed, by kind and field, at the furthest step taken: as lists filter them."""
    groups = (_C.kind, _C.scope, _C.rank)
    rows = q.connection.execute(
        select(*groups, func.count())
        .where(q.is_known(exemplar), _C.standing == Standing.FOLLOWED.value, *_of(codes))
        .group_by(*groups)
    )
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * _STEPS)
    for kind, scope, rank, count in rows:
        for field in ("", *read_scope(scope)):
            sums[kind, field][rank] += count
    return tuple(
        FollowedRow(ExemplarKind(kind), field, tuple(sums[kind, field]))
        for kind, field in sorted(sums)
    )


def registrations(q: Snapshot, codes: Codes) -> dict[str, int]:
    """State of registration → how many that are followed are in it."""
    rows = q.connection.execute(
        select(_C.registration, func.count())
        .where(q.is_known(exemplar), _C.standing == Standing.FOLLOWED.value, *_of(codes))
        .group_by(_C.registration)
    )
    return {row[0]: row[1] for row in rows}


def actuals(
    q: Snapshot, today: date, codes: Codes, year: int | None, *, by_unit: bool
) -> dict[Key, int]:
    """(bearer, year, kind, field) → how many were registered then; field "" is each once."""
    registered = _C.registered_on
    in_year = extract("year", registered).label("in_year")
    unit_of = _C.unit if by_unit else literal("").label("unit")
    groups = (unit_of, in_year, _C.kind, _C.scope)
    found = select(*groups, func.count().label("number")).where(
        q.is_known(exemplar), _NOT_MERGED, registered.is_not(None), *_of(codes)
    )
    if year is not None:
        found = found.where(registered.between(date(year, 1, 1), date(year, 12, 31)))
    heirs = q.heirs(today)
    counts: Counter[Key] = Counter()
    for unit, when, kind, scope, number in q.connection.execute(
        found.group_by(*(groups if by_unit else groups[1:]))
    ):
        for field in ("", *read_scope(scope)):
            counts[heirs.get(unit, unit), int(when), ExemplarKind(kind), field] += number
    return dict(counts)


def _counts(plan: Plan) -> Iterator[ColumnElement[Any]]:
    for phase in plan.phases:
        for step in Step:
            day = _C[f"{step}_on"]
            yield func.count().filter(and_(day >= phase.starts, day <= phase.ends))


def _width(plan: Plan) -> int:
    return len(plan.phases) * _STEPS


def _rows(plan: Plan, sums: dict[tuple[str, str, str], list[int]]) -> Iterator[FunnelRow]:
    for unit, kind, field in sorted(sums):
        for place, phase in enumerate(plan.phases):
            counts = sums[unit, kind, field][place * _STEPS : (place + 1) * _STEPS]
            if any(counts):
                yield FunnelRow(unit, ExemplarKind(kind), field, phase.code, tuple(counts))


def _of(codes: Codes) -> tuple[ColumnElement[bool], ...]:
    return () if codes is None else (_C.unit.in_(sorted(codes)),)
