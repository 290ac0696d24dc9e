"""Whole tables as records, one after another: nothing of them stays in memory."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select

from toolkit.store.mapping import KINDS, OBLIGATION, REPORT
from toolkit.store.moments import moment
from toolkit.store.snapshot import Snapshot

_AT_ONCE = 500


class Kept(NamedTuple):
    """A record with the moment when, and the login by whom, it came to be as it is."""

    record: Any
    at: datetime
    by: str


def each(q: Snapshot, kind: str) -> Iterator[Kept]:
    """Every record of a kind, by its key or else in the order of making."""
    mapped = KINDS[kind]
    table = mapped.table
    order = [table.c[column] for column in mapped.key]
    found = q.known(table).order_by(*order, table.c.id).execution_options(yield_per=_AT_ONCE)
    for row in q.connection.execute(found):
        yield Kept(mapped.from_row(row), moment(row.recorded_from), row.recorded_by)


def each_report(q: Snapshot) -> Iterator[tuple[Kept, str, str, str]]:
    """Every report with the unit, task and period of what it answers."""
    owed = OBLIGATION.table
    shown = (owed.c.unit.label("of_unit"), owed.c.task.label("of_task"), owed.c.period)
    table = REPORT.table
    answered = and_(owed.c.id == table.c.obligation, q.is_known(owed))
    found = q.known(table).add_columns(*shown).join(owed, answered).order_by(table.c.obligation)
    for row in q.connection.execute(found.execution_options(yield_per=_AT_ONCE)):
        kept = Kept(REPORT.from_row(row), moment(row.recorded_from), row.recorded_by)
        yield kept, row.of_unit, row.of_task, row.period


def how_many(q: Snapshot, kind: str) -> int:
    table = KINDS[kind].table
    counted = select(func.count()).select_from(table).where(q.is_known(table))
    return int(q.connection.execute(counted).scalar_one())
