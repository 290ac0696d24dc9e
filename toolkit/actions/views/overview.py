"""Tổng quan: where the plan stands, what is late, what changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.plan import Label, Phase, Plan
from toolkit.domain.zone import VIETNAM
from toolkit.rules.permissions import Act
from toolkit.rules.timeliness import Tally
from toolkit.store import ChangeRow, GroupTally, LateUnit

LATE_SHOWN = 12
CHANGES_SHOWN = 12
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """A phase, its tally, the share 0–1 of its time gone by, and the days it has left."""

    phase: Phase
    tally: Tally
    elapsed: float
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole first page. `on` is the day it speaks of; `as_known` tells that it is a past one.

    `units` are those taking part; `whole` is False where only the user's own units are counted."""

    plan: Plan
    on: date
    as_known: bool
    whole: bool
    units: int
    total: Tally
    waiting: int
    returned: int
    due_soon: int
    phases: tuple[PhaseProgress, ...]
    late: tuple[LateUnit, ...]
    late_units: int
    by_kind: tuple[tuple[Label, Tally], ...]
    by_bloc: tuple[tuple[Label, Tally], ...]
    changes: tuple[ChangeRow, ...]
    change_counts: dict[str, int]
    indicators: dict[str, float]


def overview(desk: Desk, *, on: date | None = None) -> Overview:
    """Everything the first page shows, as known now or at the end of the day `on`."""
    require(desk, Act.SEE)
    as_known = on is not None and on < desk.today
    day = on if on is not None and as_known else desk.today
    with desk.store.reading(as_known_on=day if as_known else None) as reading:
        plan = reading.plan()
        codes = visible_codes(desk, reading)
        totals = reading.totals(day, codes=codes)
        rows = totals.groups
        end = datetime.combine(day + timedelta(days=1), time(), VIETNAM)
        return Overview(
            plan=plan,
            on=day,
            as_known=as_known,
            whole=codes is None,
            units=totals.units,
            total=_sum(rows),
            waiting=sum(row.sent for row in rows),
            returned=sum(row.returned for row in rows),
            due_soon=sum(row.due_soon for row in rows),
            phases=tuple(_progress(phase, rows, day) for phase in plan.phases),
            late=reading.late(day, limit=LATE_SHOWN, codes=codes),
            late_units=totals.late_units,
            by_kind=_grouped(plan.kinds, rows, lambda row: row.kind),
            by_bloc=_grouped(plan.blocs, rows, lambda row: row.bloc),
            changes=reading.changes(end - _WEEK, end, limit=CHANGES_SHOWN, codes=codes),
            change_counts=reading.change_counts(end - _WEEK, end, codes=codes),
            indicators=reading.indicators(codes=codes),
        )


def _sum(rows: Iterable[GroupTally]) -> Tally:
    return sum((row.tally for row in rows), Tally())


def _progress(phase: Phase, rows: Sequence[GroupTally], day: date) -> PhaseProgress:
    length = (phase.ends - phase.starts).days + 1
    gone = min(max((day - phase.starts).days + 1, 0), length)
    tally = _sum(row for row in rows if row.phase == phase.code)
    return PhaseProgress(phase, tally, gone / length, length - gone)


def _grouped(
    labels: Sequence[Label], rows: Sequence[GroupTally], group_of: Callable[[GroupTally], str]
) -> tuple[tuple[Label, Tally], ...]:
    sums: dict[str, Tally] = {}
    for row in rows:
        sums[group_of(row)] = sums.get(group_of(row), Tally()) + row.tally
    return tuple((label, sums[label.code]) for label in labels if label.code in sums)
