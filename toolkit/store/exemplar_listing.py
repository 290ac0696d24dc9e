"""Lists of exemplars: filtered, searched, sorted and paged by the database."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Select, and_, func, literal, select, tuple_

from toolkit.domain.exemplar import (
    Exemplar,
    ExemplarKind,
    Registration,
    Standing,
    Step,
    rank,
)
from toolkit.domain.text import fold
from toolkit.store.engine import SQLITE
from toolkit.store.exemplar_mapping import an_exemplar, read_scope
from toolkit.store.exemplar_records import ExemplarFilter, ExemplarPage, ExemplarRow
from toolkit.store.exemplar_schema import exemplar, exemplar_word
from toolkit.store.snapshot import Snapshot

_C = exemplar.c
_ORDERS: dict[str, tuple[Any, ...]] = {
    "name": (_C.name_order, _C.id),
    "code": (_C.code, _C.id),
    "unit": (_C.unit, _C.name_order, _C.id),
    "step": (_C.rank, _C.name_order, _C.id),
    "day": (_C.discovered_on, _C.id),
    "last": (_C.last_on, _C.id),
}
_SHOWN = (
    *(_C.id, _C.code, _C.name, _C.kind, _C.unit, _C.scope, _C.rank, _C.registration, _C.standing),
    *(_C.discovered_on, _C.last_on, _C.birth_year, _C.post, _C.version),
)
_STEPS = tuple(Step)
_FEW = 1000
_SCANNED = 20_000
"""Exemplars with a word that no more have are looked up by it, others are met along the order.

Of several words the rarest one's list is read, and most of it is not what is looked for."""
_MOST_WORDS = 8
_REMEMBERED: WeakKeyDictionary[Engine, dict[tuple[str, int], int]] = WeakKeyDictionary()
_MOST_REMEMBERED = 500
_WITHOUT = (Step.REPLICATED, Step.INTERIM_REVIEWED, Step.REWARDED)
_AT_ONCE = 500

Count = Callable[[str, Callable[[], int]], int]
"""Gives the number that a key names, counting it where it is not remembered."""


def page(
    q: Snapshot, asked: ExemplarFilter, *, offset: int, limit: int, after: str, count: Count
) -> ExemplarPage:
    """A page of the list: from `offset`, or after the row that `after` names."""
    conditions = _conditions(q, asked)
    found, few = _searched(q, asked.text)
    order, matching = _ORDERS[asked.sort], (*conditions, *found)
    if few:
        rows, total = _gathered(q, asked, matching, offset=offset, limit=limit, after=after)
    else:
        total = _total(q, asked, matching, count)
        wanted = select(_C.row_id).where(*matching).order_by(*_directed(order, asked))
        wanted = wanted.where(_beyond(order, after, asked)) if after else wanted.offset(offset)
        shown = _shown(wanted.limit(limit), order, asked)
        rows = q.connection.execute(shown).all() if limit else []
    going_on = len(rows) == limit and bool(rows)
    return ExemplarPage(
        tuple(_row(each) for each in rows),
        total,
        _mark(rows[-1], order) if going_on else "",
    )


def _gathered(
    q: Snapshot,
    asked: ExemplarFilter,
    matching: Sequence[ColumnElement[bool]],
    *,
    offset: int,
    limit: int,
    after: str,
) -> tuple[Sequence[Any], int]:
    """Rows of the few that match, and how many there are, all met once."""
    order = _ORDERS[asked.sort]
    all_of_them = func.count().over().label("total")
    met = select(_C.row_id, *order, all_of_them).where(*matching).subquery()
    here = [met.c[column.name] for column in order]
    wanted = select(met.c.row_id, met.c.total).order_by(*_directed(here, asked))
    wanted = wanted.where(_beyond(here, after, asked)) if after else wanted.offset(offset)
    shown = _shown(wanted.limit(limit), order, asked)
    rows = q.connection.execute(shown).all() if limit else []
    if rows or (limit and not offset and not after):
        return rows, rows[0].total if rows else 0
    return rows, _counted(q, matching)


def stream(q: Snapshot, asked: ExemplarFilter) -> Iterator[Exemplar]:
    """Whole records of the list, in its order; to be used up inside the reading."""
    found, _ = _searched(q, asked.text)
    rows = q.connection.execute(
        select(exemplar)
        .where(*_conditions(q, asked), *found)
        .order_by(*_directed(_ORDERS[asked.sort], asked))
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in rows:
        yield an_exemplar(row)


def _total(
    q: Snapshot, asked: ExemplarFilter, conditions: Sequence[ColumnElement[bool]], count: Count
) -> int:
    if asked.codes is not None:
        return _counted(q, conditions)
    key = json.dumps([*astuple(asked)[1:-2]], default=str)
    return count(f"exemplars {key}", lambda: _counted(q, conditions))


def _counted(q: Snapshot, conditions: Sequence[ColumnElement[bool]]) -> int:
    found = select(func.count()).select_from(exemplar).where(*conditions)
    return int(q.connection.execute(found).scalar_one())


def _conditions(q: Snapshot, asked: ExemplarFilter) -> tuple[ColumnElement[bool], ...]:
    found: list[ColumnElement[bool]] = [q.is_known(exemplar)]
    if asked.codes is not None:
        found.append(_C.unit.in_(sorted(asked.codes)))
    if asked.step:
        found.append(_C.rank == rank(Step(asked.step)))
    if asked.reached:
        found += _reached(q, Step(asked.reached))
    if asked.kind:
        found.append((_C.kind if asked.sort == "name" else _aside(q, _C.kind)) == asked.kind)
    for column, wanted in (
        (_C.registration, asked.registration),
        (_C.standing, asked.standing),
        (_C.year, asked.year),
    ):
        if wanted:
            found.append(_aside(q, column) == wanted)
    if asked.field:
        found.append(_holds(q, _C.scope, f"|{asked.field}|"))
    return (*found, *_days(q, asked))


def _reached(q: Snapshot, step: Step) -> list[ColumnElement[bool]]:
    """Who took the step: the furthest one tells, but for those steps that one may go without."""
    found = [
        _aside(q, _C.rank) >= rank(step),
        _aside(q, _C.standing) != Standing.MERGED.value,
    ]
    if step in _WITHOUT:
        found.append(_C[f"{step}_on"].is_not(None))
    return found


def _days(q: Snapshot, asked: ExemplarFilter) -> Iterator[ColumnElement[bool]]:
    if asked.found_from:
        yield _aside(q, _C.discovered_on) >= asked.found_from
    if asked.found_to:
        yield _aside(q, _C.discovered_on) <= asked.found_to
    if asked.stalled_before:
        yield _C.last_on < asked.stalled_before
        yield _aside(q, _C.rank) < rank(Step.HONOURED)


def _aside(q: Snapshot, column: Any) -> Any:
    """The column, of which SQLite is not to think that it could begin with it: knowing nothing of
    how many there are, it would gather half of the table by kind and then sort that, where the
    order's own index has it all. PostgreSQL knows."""
    return func.coalesce(column, column) if q.connection.dialect.name == SQLITE else column


def _searched(q: Snapshot, text: str) -> tuple[tuple[ColumnElement[bool], ...], bool]:
    """Conditions for the words of the search, and whether they leave but a few exemplars."""
    words = fold(text).split()[:_MOST_WORDS]
    if not words:
        return (), False
    everywhere = tuple(_holds(q, _C.search, f" {word}") for word in words)
    if q.until is not None:
        return everywhere, False
    most = _SCANNED if len(words) > 1 else _FEW
    counts = _how_many(q, words, most)
    rarest = min(words, key=counts.__getitem__)
    if counts[rarest] > most:
        return everywhere, False
    return (_C.id.in_(_having(q, rarest, words)),), True


def _how_many(q: Snapshot, words: Sequence[str], most: int) -> dict[str, int]:
    """How many exemplars have each word, counted up to `most` + 1.

    They only choose the quicker way to the same answer, so they are remembered, whatever was
    written since."""
    known = _REMEMBERED.setdefault(q.connection.engine, {})
    new = [word for word in dict.fromkeys(words) if (word, most) not in known]
    if new:
        if len(known) > _MOST_REMEMBERED:
            known.clear()
            new = list(dict.fromkeys(words))
        counted = q.connection.execute(select(*(_up_to(most, word) for word in new))).one()
        known.update(zip(((word, most) for word in new), counted, strict=True))
    return {word: known[word, most] for word in words}


def _having(q: Snapshot, rarest: str, words: Sequence[str]) -> Select[Any]:
    """Ids of the exemplars that have a word beginning with the rarest one, and with each other."""
    c = exemplar_word.c
    others = (_holds(q, c.search, f" {word}") for word in set(words) - {rarest})
    return select(c.exemplar).where(_begins(rarest), *others)


def _up_to(most: int, word: str) -> Any:
    some = select(literal(1)).where(_begins(word)).limit(most + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _begins(word: str) -> ColumnElement[bool]:
    c, following = exemplar_word.c, word[:-1] + chr(ord(word[-1]) + 1)
    return and_(c.word >= word, c.word < following)


def _holds(q: Snapshot, column: Any, part: str) -> ColumnElement[bool]:
    find = func.instr if q.connection.dialect.name == SQLITE else func.strpos
    return find(column, part) > 0


def _directed(order: Sequence[Any], asked: ExemplarFilter) -> list[Any]:
    return [column.desc() if asked.descending else column for column in order]


def _beyond(order: Sequence[Any], after: str, asked: ExemplarFilter) -> ColumnElement[bool]:
    values = _values(after, order)
    if asked.descending:
        return tuple_(*order) < tuple_(*values)
    return tuple_(*order) > tuple_(*values)


def _mark(row: Any, order: Sequence[Any]) -> str:
    return json.dumps([getattr(row, column.name) for column in order], default=date.isoformat)


def _values(after: str, order: Sequence[Any]) -> list[Any]:
    """What a mark says of the last row seen. Raises ValueError for one that is none of ours."""
    told = json.loads(after)
    if not isinstance(told, list) or len(told) != len(order):
        raise ValueError(after)
    days = (_C.discovered_on.name, _C.last_on.name)
    return [
        literal(date.fromisoformat(value) if column.name in days else value, column.type)
        for column, value in zip(order, told, strict=True)
    ]


def _shown(wanted: Select[Any], order: Sequence[Any], asked: ExemplarFilter) -> Select[Any]:
    """The rows' columns, looked up for those rows alone."""
    chosen = wanted.subquery()
    joined = exemplar.join(chosen, chosen.c.row_id == _C.row_id)
    more = [column for column in chosen.c if column.name != _C.row_id.name]
    return (
        select(*_SHOWN, _C.name_order, *more).select_from(joined).order_by(*_directed(order, asked))
    )


def _row(row: Any) -> ExemplarRow:
    return ExemplarRow(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=ExemplarKind(row.kind),
        unit=row.unit,
        scope=read_scope(row.scope),
        step=_STEPS[row.rank],
        registration=Registration(row.registration),
        standing=Standing(row.standing),
        discovered_on=row.discovered_on,
        last_on=row.last_on,
        birth_year=row.birth_year,
        post=row.post,
        version=row.version,
    )
