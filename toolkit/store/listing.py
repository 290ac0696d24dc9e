"""Lists of obligations: of some units, what is due, what waits for a decision, all as facts."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from toolkit.domain.obligation import State
from toolkit.domain.text import fold
from toolkit.rules.figures import Fact
from toolkit.rules.status import days_late, status
from toolkit.rules.timeliness import Outcome
from toolkit.store import judging
from toolkit.store.mapping import an_obligation
from toolkit.store.records import ObligationRow
from toolkit.store.schema import obligation, unit
from toolkit.store.snapshot import Snapshot

Codes = Collection[str] | None
Page = tuple[tuple[ObligationRow, ...], int]


class Part(NamedTuple):
    """Which part of a list is wanted; a limit of 0 only counts."""

    offset: int
    limit: int


_C = obligation.c
_AT_ONCE = 2000


def obligations(q: Snapshot, today: date, codes: Codes) -> tuple[ObligationRow, ...]:
    """Obligations made for the units `codes` (None: all), by deadline."""
    return _rows(q, today, _of(q, codes).order_by(judging.deadline, _C.id))


def obligation_row(q: Snapshot, obligation_id: str, today: date) -> ObligationRow | None:
    found = _rows(q, today, q.known(obligation).where(_C.id == obligation_id))
    return found[0] if found else None


def due(q: Snapshot, today: date, codes: Codes, part: Part) -> Page:
    """What wants sending: returned, or open and overdue or due soon; the oldest deadline first."""
    soon = judging.is_due_soon(today, q.due_soon_days())
    wanted = or_(judging.is_in(State.RETURNED), judging.is_overdue(today), soon)
    found = _of(q, codes).where(wanted).order_by(judging.deadline, _C.id)
    return _page(q, today, found, part)


def waiting(q: Snapshot, today: date, codes: Codes, search: str, part: Part) -> Page:
    """What was sent and waits for a decision, the oldest first; `search` is about the unit."""
    found = _of(q, codes).where(judging.is_in(State.SENT)).order_by(_C.sent_on, _C.id)
    if search.strip():
        found = found.where(_C.unit.in_(_called(q, search, today)))
    return _page(q, today, found, part)


def facts(q: Snapshot, today: date) -> Iterator[Fact]:
    """Every obligation as the summary counts it, by unit, task and period."""
    columns = (_C.id, _C.unit, _C.phase, _C.task, _C.period, judging.deadline.label("deadline"))
    found = (
        select(*columns, _C.first_sent_on, _C.state, judging.outcome(today).label("outcome"))
        .where(q.is_known(obligation))
        .order_by(_C.unit, _C.task, _C.period)
        .execution_options(yield_per=_AT_ONCE)
    )
    heirs = q.heirs(today)
    # Looked up, not called: there may be hundreds of thousands.
    state, outcome = {each.value: each for each in State}, {each.value: each for each in Outcome}
    for owed, made_for, phase, task, period, deadline, sent, is_in, became in q.connection.execute(
        found
    ):
        yield Fact(
            obligation=owed,
            unit=heirs.get(made_for, made_for),
            made_for=made_for,
            phase=phase,
            task=task,
            period=period,
            deadline=deadline,
            first_sent_on=sent,
            state=state[is_in],
            outcome=outcome[became],
        )


def is_called(search: str) -> ColumnElement[bool]:
    """Units whose code and name hold every word of `search`, tone marks and case aside."""
    words = fold(search).split()
    return and_(True, *(unit.c.search.contains(word, autoescape=True) for word in words))


def _called(q: Snapshot, search: str, today: date) -> set[str]:
    found = select(unit.c.code).where(q.is_known(unit), is_called(search))
    codes = set(q.connection.execute(found).scalars())
    return codes | set(q.borne_by(codes, today))


def _of(q: Snapshot, codes: Codes) -> Select[Any]:
    known = q.known(obligation)
    return known if codes is None else known.where(_C.unit.in_(sorted(codes)))


def _page(q: Snapshot, today: date, found: Select[Any], part: Part) -> Page:
    counted = found.with_only_columns(func.count()).order_by(None)
    total = q.connection.execute(counted).scalar_one()
    wanted = found.offset(part.offset).limit(part.limit)
    rows = _rows(q, today, wanted) if part.limit else ()
    return rows, total


def _rows(q: Snapshot, today: date, found: Select[Any]) -> tuple[ObligationRow, ...]:
    owed = [an_obligation(row) for row in q.connection.execute(found)]
    heirs, soon = q.heirs(today), q.due_soon_days()
    bearer = {each.unit: heirs.get(each.unit, each.unit) for each in owed}
    units = {each.code: each for each in q.units_called(set(bearer.values()))}
    return tuple(
        ObligationRow(
            obligation=each,
            unit=units[bearer[each.unit]],
            status=status(each, today, soon),
            days_late=days_late(each, today),
        )
        for each in owed
    )
