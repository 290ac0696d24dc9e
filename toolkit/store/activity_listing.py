"""Lists of activities, of replications with what became of them, and of follow-ups."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from toolkit.domain.activity import Activity, ActivityKind, FollowUp
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.text import fold
from toolkit.store.exemplar_mapping import a_follow_up, an_activity, read_scope
from toolkit.store.exemplar_records import ActivityFilter, ActivityPage, ReplicationRow
from toolkit.store.exemplar_schema import activity, activity_link, exemplar, follow_up
from toolkit.store.snapshot import Snapshot

Codes = Collection[str] | None
_A = activity.c
_F = follow_up.c
_LINK = activity_link.c
_AT_ONCE = 500


def page(q: Snapshot, asked: ActivityFilter, *, offset: int, limit: int) -> ActivityPage:
    """A page of activities, the newest first; a limit of 0 only counts."""
    conditions = (q.is_known(activity), *_conditions(q, asked))
    counted = select(func.count()).select_from(activity).where(*conditions)
    total = q.connection.execute(counted).scalar_one()
    found = select(activity).where(*conditions).order_by(_A.day.desc(), _A.id.desc())
    rows = q.connection.execute(found.offset(offset).limit(limit)) if limit else ()
    return ActivityPage(tuple(an_activity(row) for row in rows), total)


def activities_of(q: Snapshot, exemplar_id: str) -> tuple[Activity, ...]:
    """Everything done for one exemplar, the newest first."""
    asked = _concerning([exemplar_id])
    found = select(activity).where(q.is_known(activity), asked)
    rows = q.connection.execute(found.order_by(_A.day.desc(), _A.id.desc()))
    return tuple(an_activity(row) for row in rows)


def replications(q: Snapshot, codes: Codes) -> Iterator[ReplicationRow]:
    """Who copied what, by exemplar's code, then day; `codes` are units of origin or takers."""
    c = exemplar.c
    joined = activity.join(
        activity_link, and_(_LINK.activity == _A.id, _LINK.version == _A.version)
    ).join(exemplar, and_(c.id == _LINK.target, q.is_known(exemplar)))
    shown = (_A.id, _A.day, c.id.label("exemplar"), c.code, c.name, c.kind, c.scope, c.unit)
    found = select(*shown, _A.taker).select_from(joined)
    found = found.where(q.is_known(activity), _A.kind == ActivityKind.REPLICATION.value)
    if codes is not None:
        found = found.where(c.unit.in_(sorted(codes)) | _A.taker.in_(sorted(codes)))
    found = found.order_by(c.code, _A.day, _A.id).execution_options(yield_per=_AT_ONCE)
    alive = _last_answers(q)
    for row in q.connection.execute(found):
        yield ReplicationRow(
            activity=row.id,
            on=row.day,
            exemplar=row.exemplar,
            code=row.code,
            name=row.name,
            kind=ExemplarKind(row.kind),
            scope=read_scope(row.scope),
            origin=row.unit,
            taker=row.taker,
            alive=alive.get(row.id),
        )


def follow_ups(
    q: Snapshot, *, codes: Codes, due_before: date | None, open_only: bool
) -> tuple[FollowUp, ...]:
    """The duties to look at a replication again, the first due first; `codes` are the takers."""
    found = q.known(follow_up).order_by(_F.due, _F.id)
    if codes is not None:
        found = found.where(_F.unit.in_(sorted(codes)))
    if due_before:
        found = found.where(_F.due < due_before)
    if open_only:
        found = found.where(_F.alive.is_(None))
    return tuple(a_follow_up(row) for row in q.connection.execute(found))


def follow_ups_of(q: Snapshot, exemplar_id: str) -> tuple[FollowUp, ...]:
    found = q.known(follow_up).where(_F.exemplar == exemplar_id).order_by(_F.due, _F.id)
    return tuple(a_follow_up(row) for row in q.connection.execute(found))


def _last_answers(q: Snapshot) -> dict[str, bool]:
    """Activity → what the last look at it found."""
    found = select(_F.activity, _F.alive).where(q.is_known(follow_up), _F.alive.is_not(None))
    return {row.activity: row.alive for row in q.connection.execute(found.order_by(_F.months))}


def _conditions(q: Snapshot, asked: ActivityFilter) -> Iterator[ColumnElement[bool]]:
    if asked.codes is not None:
        codes = sorted(asked.codes)
        yield or_(_concerning(codes), _for_exemplars_of(q, codes))
    if asked.exemplar:
        yield _concerning([asked.exemplar])
    if asked.kinds:
        yield _A.kind.in_([kind.value for kind in asked.kinds])
    if asked.since:
        yield _A.day >= asked.since
    if asked.until:
        yield _A.day <= asked.until
    for word in fold(asked.text).split():
        yield _A.search.contains(word, autoescape=True)


def _for_exemplars_of(q: Snapshot, codes: list[str]) -> Any:
    """Activities that hang on an exemplar of one of these units, whoever recorded them."""
    own = exemplar.c.unit.in_(codes)
    linked = (
        select(_LINK.activity)
        .select_from(activity_link.join(exemplar, exemplar.c.id == _LINK.target))
        .where(own, q.is_known(exemplar), _LINK.activity == _A.id, _LINK.version == _A.version)
    )
    return linked.exists()


def _concerning(targets: list[str]) -> Any:
    """Activities that a link of their own version ties to one of these exemplars and units."""
    linked = select(_LINK.activity).where(
        _LINK.target.in_(targets), _LINK.activity == _A.id, _LINK.version == _A.version
    )
    return linked.exists()
