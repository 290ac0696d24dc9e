"""Counts of exemplars' steps, activities and awards, added up by unit alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from toolkit.domain.activity import ActivityKind
from toolkit.domain.exemplar import Standing, Step
from toolkit.domain.plan import Plan
from toolkit.store.exemplar_schema import activity, activity_link, exemplar
from toolkit.store.snapshot import Snapshot

_A, _E, _LINK = activity.c, exemplar.c, activity_link.c


@dataclass(frozen=True, slots=True)
class UnitCounting:
    """By code of the bearer: steps in the order of `Step`; (bearer, kind) and (bearer, award)."""

    steps: Mapping[str, tuple[int, ...]]
    activities: Mapping[tuple[str, str], int]
    awards: Mapping[tuple[str, str], int]


def counted(q: Snapshot, today: date) -> UnitCounting:
    """Three statements; steps as the funnel counts them, the rest until the end of `today`."""
    return UnitCounting(_steps(q, today), _activities(q, today), _awards(q, today))


def _steps(q: Snapshot, today: date) -> dict[str, tuple[int, ...]]:
    counts = [func.count().filter(_in_a_phase(step, q.plan())) for step in Step]
    not_merged = _E.standing != Standing.MERGED.value
    rows = q.connection.execute(
        select(_E.unit, *counts).where(q.is_known(exemplar), not_merged).group_by(_E.unit)
    )
    heirs = q.heirs(today)
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(Step))
    for unit, *found in rows:
        of_unit = sums[heirs.get(unit, unit)]
        of_unit[:] = [before + more for before, more in zip(of_unit, found, strict=True)]
    return {unit: tuple(steps) for unit, steps in sums.items()}


def _in_a_phase(step: Step, plan: Plan) -> ColumnElement[bool]:
    day = _E[f"{step}_on"]
    return or_(*(and_(day >= phase.starts, day <= phase.ends) for phase in plan.phases))


def _activities(q: Snapshot, today: date) -> dict[tuple[str, str], int]:
    """Each counts for the unit that did it."""
    done = _A.kind != ActivityKind.COMMENDATION.value, _A.day <= today
    rows = q.connection.execute(
        select(_A.unit, _A.kind, func.count())
        .where(q.is_known(activity), *done)
        .group_by(_A.unit, _A.kind)
    )
    return _borne(q, today, rows)


def _awards(q: Snapshot, today: date) -> dict[tuple[str, str], int]:
    """Each exemplar awarded counts once an award, for its own unit, as in summary 4."""
    award = _A.detail["award"].as_string().label("award")
    # A link leads to units as well; those say nothing about who was awarded.
    awarded = activity.join(
        activity_link, and_(_LINK.activity == _A.id, _LINK.version == _A.version)
    ).join(exemplar, and_(_E.id == _LINK.target, q.is_known(exemplar)))
    rows = q.connection.execute(
        select(_E.unit, award, func.count())
        .select_from(awarded)
        .where(q.is_known(activity), _A.kind == ActivityKind.COMMENDATION.value, _A.day <= today)
        .group_by(_E.unit, award)
    )
    return _borne(q, today, rows)


def _borne(q: Snapshot, today: date, rows: Any) -> dict[tuple[str, str], int]:
    heirs = q.heirs(today)
    sums: Counter[tuple[str, str]] = Counter()
    for unit, what, count in rows:
        sums[heirs.get(unit, unit), what] += count
    return dict(sums)
