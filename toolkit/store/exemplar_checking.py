"""Check that exemplars are whole: units, steps, mergers, what hangs on them and finds them."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from toolkit.domain.exemplar import Registration, Standing
from toolkit.errors import Problem
from toolkit.rules.lifeline import NEEDS
from toolkit.store.engine import SQLITE
from toolkit.store.exemplar_schema import (
    activity,
    activity_link,
    exemplar,
    exemplar_word,
    follow_up,
)
from toolkit.store.schema import unit
from toolkit.store.snapshot import Snapshot

_MOST = 100
_C = exemplar.c


def exemplar_problems(q: Snapshot) -> Iterator[Problem]:
    """Everything that is wrong with exemplars, activities and what follows from them."""
    known_unit = exists().where(unit.c.code == _C.unit, q.is_known(unit))
    yield from _told(q, "check.exemplar_unit", ~known_unit)
    yield from _told(q, "check.exemplar_state", or_(*_impossible()))
    other = exemplar.alias()
    lives_on = exists().where(other.c.id == _C.merged_into, other.c.recorded_to.is_(None))
    yield from _told(q, "check.exemplar_merged", and_(_C.merged_into != "", ~lives_on))
    found = exists().where(exemplar_word.c.exemplar == _C.id)
    yield from _told(q, "check.exemplar_words", and_(_C.search != " ", ~found))
    yield from _activities(q)


def _impossible() -> Iterator[ColumnElement[bool]]:
    """rules/lifeline.py tells it of one exemplar."""
    approved = _C.registration == Registration.APPROVED.value
    yield approved != _C.registered_on.is_not(None)
    yield (_C.standing == Standing.MERGED.value) != (_C.merged_into != "")
    for step, needed in NEEDS.items():
        day, before = _C[f"{step}_on"], _C[f"{needed}_on"]
        yield and_(day.is_not(None), or_(before.is_(None), before > day))


def _told(q: Snapshot, key: str, wrong: ColumnElement[bool]) -> Iterator[Problem]:
    found = select(_C.code).where(q.is_known(exemplar), wrong).order_by(_C.code).limit(_MOST)
    for [code] in q.connection.execute(found):
        yield Problem(key, values={"code": code})


def _activities(q: Snapshot) -> Iterator[Problem]:
    """Each activity has a link for every exemplar that it names; follow-ups are of activities."""
    link = activity_link.c
    links = (
        select(func.count())
        .select_from(activity_link.join(exemplar, _C.id == link.target))
        .where(
            link.activity == activity.c.id,
            link.version == activity.c.version,
            _C.recorded_to.is_(None),
        )
        .scalar_subquery()
    )
    is_sqlite = q.connection.dialect.name == SQLITE
    length = func.json_array_length if is_sqlite else func.jsonb_array_length
    found = select(activity.c.title).where(
        q.is_known(activity), links != length(activity.c.exemplars)
    )
    for [title] in q.connection.execute(found.order_by(activity.c.row_id).limit(_MOST)):
        yield Problem("check.activity_links", values={"title": title})
    of_one = exists().where(activity.c.id == follow_up.c.activity, q.is_known(activity))
    lost = select(follow_up.c.id).where(q.is_known(follow_up), ~of_one)
    for [record] in q.connection.execute(lost.order_by(follow_up.c.id).limit(_MOST)):
        yield Problem("check.follow_up_of_nothing", values={"id": record})
