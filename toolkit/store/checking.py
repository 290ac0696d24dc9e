"""Check that the data are whole: the file, the versions, the states, the files, the references."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, text

from toolkit.domain.obligation import State
from toolkit.errors import Damaged, Problem
from toolkit.plans.load import read_plan
from toolkit.store import engine as engines
from toolkit.store import schema
from toolkit.store.exchange_checking import ledger_problems
from toolkit.store.exemplar_checking import exemplar_problems
from toolkit.store.faults import told
from toolkit.store.mapping import KINDS, Kind
from toolkit.store.progress import Counted, Progress, quiet
from toolkit.store.records import REMOVED
from toolkit.store.review_checking import review_problems
from toolkit.store.schema import obligation, report, unit
from toolkit.store.snapshot import Snapshot
from toolkit.store.store import Store

_MOST = 100
"""Problems told of one sort: who has more restores a backup."""
_C = obligation.c


def check(store: Store, *, progress: Progress = quiet) -> tuple[Problem, ...]:
    """Everything that is wrong with the data, empty when they are whole."""
    try:
        with told(store.where), engines.reading(store.engine) as connection:
            return tuple(_problems(Snapshot(connection), progress))
    except Damaged as error:
        return (Problem("check.damaged", values={"detail": error.values["detail"]}),)


def _problems(q: Snapshot, progress: Progress) -> Iterator[Problem]:
    looks: list[Callable[[Snapshot], Iterator[Problem]]] = [
        *([_file] if q.connection.dialect.name == engines.SQLITE else []),
        *(partial(each, kind=kind) for kind in KINDS.values() for each in (_currents, _versions)),
        _states,
        _kept_files,
        _references,
        exemplar_problems,
        ledger_problems,
        review_problems,
    ]
    counted = Counted(progress, len(looks))
    for look in looks:
        yield from look(q)
        counted.step()


def _file(q: Snapshot) -> Iterator[Problem]:
    for [detail] in q.connection.execute(text(f"PRAGMA integrity_check({_MOST})")):
        if detail != "ok":
            yield Problem("check.damaged", values={"detail": detail})
    for table, row, *_ in q.connection.execute(text("PRAGMA foreign_key_check")):
        yield Problem("check.broken_link", values={"table": table, "row": row})


def _currents(q: Snapshot, kind: Kind[Any]) -> Iterator[Problem]:
    """Each record has one current version, no more and no less; one that was ended has none."""
    c = kind.table.c
    now = func.count().filter(c.recorded_to.is_(None)) + func.count().filter(_ends(c))
    for [record] in q.connection.execute(
        select(c.id).group_by(c.id).having(now != 1).order_by(c.id).limit(_MOST)
    ):
        yield Problem("check.not_one_current", values={"kind": kind.name, "id": record})


def _ends(c: Any) -> ColumnElement[bool]:
    """Whether a version ends its record."""
    return and_(c.action == REMOVED, c.recorded_to == c.recorded_from)


def _versions(q: Snapshot, kind: Kind[Any]) -> Iterator[Problem]:
    """Versions count from 1, and each holds from a moment until the next one's."""
    this, following, before = kind.table.c, kind.table.alias(), kind.table.alias()
    after = and_(following.c.id == this.id, following.c.version == this.version + 1)
    wrong = or_(
        and_(this.recorded_to <= this.recorded_from, ~_ends(this)),
        and_(this.recorded_to.is_not(None), following.c.id.is_(None), ~_ends(this)),
        and_(following.c.recorded_from.is_distinct_from(this.recorded_to), ~_ends(this)),
        and_(_ends(this), following.c.id.is_not(None)),
        and_(this.version > 1, before.c.id.is_(None)),
        this.version < 1,
    )
    joined = kind.table.outerjoin(following, after).outerjoin(
        before, and_(before.c.id == this.id, before.c.version == this.version - 1)
    )
    found = select(this.id, this.version).select_from(joined).where(wrong)
    for record, version in q.connection.execute(found.order_by(this.row_id).limit(_MOST)):
        values = {"kind": kind.name, "id": record, "version": version}
        yield Problem("check.versions", values=values)


def _states(q: Snapshot) -> Iterator[Problem]:
    """What a state says has happened has its day, and its report."""
    reported = exists().where(report.c.obligation == _C.id, q.is_known(report))
    answered = _C.state.in_([State.SENT.value, State.RETURNED.value, State.ACCEPTED.value])
    decided = _C.state.in_([State.RETURNED.value, State.ACCEPTED.value])
    undated = or_(
        _C.state.not_in([state.value for state in State]),
        and_(answered, or_(_C.sent_on.is_(None), _C.first_sent_on.is_(None))),
        and_(decided, _C.decided_on.is_(None)),
        _C.first_sent_on > _C.sent_on,
    )
    yield from _owed(q, "check.state", undated)
    yield from _owed(q, "check.no_report", and_(answered, ~reported))


def _owed(q: Snapshot, key: str, wrong: ColumnElement[bool]) -> Iterator[Problem]:
    columns = (_C.unit, _C.task, _C.period)
    found = select(*columns).where(q.is_known(obligation), wrong).order_by(*columns).limit(_MOST)
    for code, task, period in q.connection.execute(found):
        yield Problem(key, values={"unit": code, "task": task, "period": period})


def _kept_files(q: Snapshot) -> Iterator[Problem]:
    c = schema.file.c
    found = select(c.hash, c.name, c.size, c.data).execution_options(yield_per=4)
    for digest, name, size, data in q.connection.execute(found):
        if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
            yield Problem("check.file_changed", values={"name": name, "hash": digest})


def _references(q: Snapshot) -> Iterator[Problem]:
    """Obligations are of units and tasks that we know, reports of obligations."""
    known_unit = exists().where(unit.c.code == _C.unit, q.is_known(unit))
    yield from _owed(q, "check.unknown_unit", ~known_unit)
    yield from _owed(q, "check.unknown_task", _C.task.not_in(_tasks(q)))
    known_obligation = exists().where(_C.id == report.c.obligation, q.is_known(obligation))
    lost = select(report.c.id).where(q.is_known(report), ~known_obligation).limit(_MOST)
    for [record] in q.connection.execute(lost.order_by(report.c.id)):
        yield Problem("check.report_of_nothing", values={"id": record})


def _tasks(q: Snapshot) -> set[str]:
    """Codes of the tasks of all plans that were ever in use."""
    plans = q.connection.execute(select(schema.plan.c.toml, schema.plan.c.code)).all()
    read = (read_plan(toml, name)[0] for toml, name in plans)
    return {task.code for plan in read if plan for task in plan.tasks}
