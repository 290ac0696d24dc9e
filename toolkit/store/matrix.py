"""The matrix of units × tasks, a page of units at a time."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from toolkit.domain.obligation import Status
from toolkit.store import judging
from toolkit.store.listing import is_called
from toolkit.store.records import Cell, MatrixPage, MatrixRow
from toolkit.store.schema import obligation, unit
from toolkit.store.snapshot import Snapshot

_C = obligation.c
# What a cell shows of several periods: the one that presses most.
PRESSING = (
    Status.OVERDUE,
    Status.RETURNED,
    Status.DUE_SOON,
    Status.SENT,
    Status.NOT_DUE,
    Status.ACCEPTED,
    Status.WAIVED,
)
_RANK = {status: rank for rank, status in enumerate(PRESSING)}


def matrix(
    q: Snapshot,
    today: date,
    *,
    phase: str,
    kind: str,
    bloc: str,
    only_late: bool,
    search: str,
    codes: Collection[str] | None,
    offset: int,
    limit: int,
) -> MatrixPage:
    """Bearers of obligations, by the plan's order of kinds, each with a cell a task.

    Empty strings filter nothing; `only_late` keeps those with a missing report in the phase."""
    heirs = q.heirs(today)
    bearing = _bearing(q, today, phase=phase, only_late=only_late, heirs=heirs)
    if codes is not None:
        bearing &= set(codes)
    founded = _founded(q, today, kind=kind, bloc=bloc, search=search)
    found = [code for code in founded if code in bearing]
    page = found[offset : offset + limit]
    cells = _cells(q, today, page, phase, heirs)
    units = {each.code: each for each in q.units_called(page)}
    return MatrixPage(tuple(MatrixRow(units[code], cells[code]) for code in page), len(found))


def _bearing(
    q: Snapshot, today: date, *, phase: str, only_late: bool, heirs: dict[str, str]
) -> set[str]:
    found = select(_C.unit).distinct().where(q.is_known(obligation), *_in(phase))
    if only_late:
        found = found.where(judging.is_missing(today))
    return {heirs.get(code, code) for code in q.connection.execute(found).scalars()}


def _founded(q: Snapshot, today: date, *, kind: str, bloc: str, search: str) -> list[str]:
    """Codes in order; a unit yet to be founded owes nothing that anybody could ask for."""
    c = unit.c
    wanted = (q.is_known(unit), judging.is_founded(today), is_called(search))
    found = select(c.code, c.kind).where(*wanted).order_by(c.id)
    if kind:
        found = found.where(c.kind == kind)
    if bloc:
        found = found.where(c.bloc == bloc)
    rank = q.kind_rank()
    rows = sorted(q.connection.execute(found), key=lambda row: rank.get(row.kind, len(rank)))
    return [row.code for row in rows]


def _cells(
    q: Snapshot, today: date, page: list[str], phase: str, heirs: dict[str, str]
) -> dict[str, dict[str, Cell]]:
    made_for = [*page, *(code for code, heir in heirs.items() if heir in set(page))]
    status = judging.status(today, q.due_soon_days()).label("status")
    rows = q.connection.execute(
        select(
            _C.unit,
            _C.task,
            status,
            func.count().label("count"),
            judging.how_many(judging.is_missing(today)).label("missing"),
            func.min(judging.deadline).label("deadline"),
        )
        .where(q.is_known(obligation), _C.unit.in_(made_for), *_in(phase))
        .group_by(_C.unit, _C.task, status)
    )
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    for row in rows:
        of_bearer = cells[heirs.get(row.unit, row.unit)]
        of_bearer[row.task] = _together(of_bearer.get(row.task), row)
    return cells


def _together(before: Cell | None, row: Row[Any]) -> Cell:
    count: int = row._mapping["count"]  # noqa: SLF001 -- `row.count` is the tuple's own method
    cell = Cell(Status(row.status), count, row.missing, row.deadline)
    if before is None:
        return cell
    first = min(before, cell, key=lambda each: (_RANK[each.status], each.deadline))
    both = (before.count + cell.count, before.missing + cell.missing)
    return Cell(first.status, *both, first.deadline)


def _in(phase: str) -> tuple[ColumnElement[bool], ...]:
    return (_C.phase == phase,) if phase else ()
