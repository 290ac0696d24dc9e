"""Who on record may be one that is to be put there, or one of many."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, union

from toolkit.domain.exemplar import Exemplar, ExemplarKind, Sex
from toolkit.rules.duplicates import match_keys
from toolkit.store.exemplar_schema import exemplar
from toolkit.store.snapshot import Snapshot

_C = exemplar.c
_AT_ONCE = 400
_MOST_ALIKE = 3000
_FEW = 4000
"""Above so many, reading everybody once is quicker than asking by keys."""
_SHOWN = (
    *(_C.id, _C.code, _C.name, _C.kind, _C.unit, _C.discovered_on, _C.birth_date),
    *(_C.birth_year, _C.sex, _C.workplace, _C.head, _C.version),
)
_KEYS = (_C.key_all, _C.key_ends, _C.key_birth)


def alike(q: Snapshot, one: Exemplar) -> tuple[Exemplar, ...]:
    """Current exemplars that share a blocking key with this one, told as `alike_any` tells them."""
    ways = [
        select(_C.row_id).where(q.is_known(exemplar), column == key)
        for column, key in zip(_KEYS, match_keys(one), strict=True)
        if key
    ]
    if not ways:
        return ()
    # Each way has its own index; asked together by "or" they would read the whole table.
    found = select(*_SHOWN).where(
        _C.row_id.in_(union(*ways)), _C.id != one.id, _C.merged_into == ""
    )
    return tuple(_outline(row) for row in q.connection.execute(found.limit(_MOST_ALIKE)))


def alike_any(q: Snapshot, many: Sequence[Exemplar]) -> Iterator[Exemplar]:
    """Current exemplars that share a blocking key with any of these, each at least once.

    They tell only what the judgement asks: name, unit, birth, sex, workplace, head."""
    if len(many) > _FEW:
        yield from _asked(q)
        return
    for column, keys in zip(_KEYS, zip(*map(match_keys, many), strict=True), strict=False):
        wanted = sorted(set(keys) - {""})
        for start in range(0, len(wanted), _AT_ONCE):
            yield from _asked(q, column.in_(wanted[start : start + _AT_ONCE]))


def _asked(q: Snapshot, *conditions: ColumnElement[bool]) -> Iterator[Exemplar]:
    found = select(*_SHOWN).where(q.is_known(exemplar), _C.merged_into == "", *conditions)
    rows = q.connection.execute(found.execution_options(yield_per=1000))
    return (_outline(row) for row in rows)


def _outline(row: Any) -> Exemplar:
    return Exemplar(
        kind=ExemplarKind(row.kind),
        name=row.name,
        unit=row.unit,
        discovered_on=row.discovered_on,
        code=row.code,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        sex=Sex(row.sex) if row.sex else None,
        workplace=row.workplace,
        head=row.head,
        id=row.id,
        version=row.version,
    )
