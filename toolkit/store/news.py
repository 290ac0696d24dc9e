"""What changed between two moments: units, obligations, the plan, and exemplars."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, func, literal, select

from toolkit.domain.zone import VIETNAM
from toolkit.store.exemplar_schema import exemplar
from toolkit.store.mapping import OBLIGATION, PLAN, UNIT
from toolkit.store.moments import microseconds, moment
from toolkit.store.records import ChangeRow
from toolkit.store.snapshot import Snapshot

Codes = Collection[str] | None
_NONE = literal("")
_E = exemplar.c
_NEWS = (
    *("discover", "select", "submit", "recall", "approve", "send_back", "review", "nominate"),
    *("honour", "stop", "resume", "merge", "take_back"),
)


@dataclass(frozen=True, slots=True)
class _Source:
    """A table that news comes from, with its unit, task and period, and which rows are news."""

    kind: str
    table: Table
    unit: ColumnElement[str]
    task: ColumnElement[str]
    period: ColumnElement[str]
    conditions: tuple[ColumnElement[bool], ...]
    code: ColumnElement[str] = _NONE
    name: ColumnElement[str] = _NONE


def changes(
    q: Snapshot, since: datetime, until: datetime, limit: int, codes: Codes
) -> tuple[ChangeRow, ...]:
    """The newest changes recorded from `since` until before `until`, newest first.

    Making obligations is no news: it follows from a change of the plan or a unit. Sending a
    report is one line, the obligation's. Of exemplars their official steps are news."""
    found: list[ChangeRow] = []
    for source in _sources(q, since, until, codes):
        c = source.table.c
        columns = (c.recorded_from, c.recorded_by, c.action, c.id, c.reason)
        places = (source.unit.label("unit"), source.task.label("task"))
        called = (source.code.label("code"), source.name.label("name"))
        rows = q.connection.execute(
            select(*columns, *places, *called, source.period.label("period"))
            .where(*source.conditions)
            .order_by(c.recorded_from.desc(), c.row_id.desc())
            .limit(limit)
        )
        found += [_row(source.kind, row) for row in rows]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True)[:limit])


def change_counts(q: Snapshot, since: datetime, until: datetime, codes: Codes) -> dict[str, int]:
    """Action → how many changes of that sort there were."""
    counts: Counter[str] = Counter()
    for source in _sources(q, since, until, codes):
        action = source.table.c.action
        rows = q.connection.execute(
            select(action, func.count()).where(*source.conditions).group_by(action)
        )
        counts.update({row[0]: row[1] for row in rows})
    return dict(sorted(counts.items()))


def _sources(q: Snapshot, since: datetime, until: datetime, codes: Codes) -> Iterator[_Source]:
    unit, owed, plan = UNIT.table, OBLIGATION.table, PLAN.table
    last_day = (until - timedelta(microseconds=1)).astimezone(VIETNAM).date()
    own = None if codes is None else sorted({*codes, *q.borne_by(codes, last_day)})
    made_before = (owed.c.version > 1,)
    of_units = () if own is None else (unit.c.code.in_(own),)
    of_owed = made_before if own is None else (*made_before, owed.c.unit.in_(own))

    def during(table: Table) -> tuple[ColumnElement[bool], ...]:
        first, end = microseconds(since), microseconds(until)
        c = table.c
        return (c.recorded_from >= first, c.recorded_from < end, *q.recorded(table))

    yield _Source(
        "obligation",
        owed,
        owed.c.unit,
        owed.c.task,
        owed.c.period,
        (*during(owed), *of_owed),
    )
    yield _Source("unit", unit, unit.c.code, _NONE, _NONE, (*during(unit), *of_units))
    of_exemplars = () if own is None else (_E.unit.in_(own),)
    yield _Source(
        "exemplar",
        exemplar,
        _E.unit,
        _NONE,
        _NONE,
        (*during(exemplar), _E.action.in_(_NEWS), *of_exemplars),
        code=_E.code,
        name=_E.name,
    )
    if own is None:
        yield _Source("plan", plan, _NONE, _NONE, _NONE, during(plan))


def _row(kind: str, row: Any) -> ChangeRow:
    return ChangeRow(
        at=moment(row.recorded_from),
        by=row.recorded_by,
        action=row.action,
        kind=kind,
        id=row.id,
        unit=row.unit,
        task=row.task,
        period=row.period,
        reason=row.reason,
        code=row.code,
        name=row.name,
    )
