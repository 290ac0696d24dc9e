"""Copy every table of one database into another, row by row, whatever kind they are."""

from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, text, update

from toolkit.store import schema
from toolkit.store.balloting import forget_all
from toolkit.store.engine import POSTGRESQL
from toolkit.store.opening import new_life

_AT_ONCE = 2000
_FILES_AT_ONCE = 4
_COPIED = [
    table
    for table in schema.metadata.sorted_tables
    if table not in (schema.memo, schema.stamp, *schema.SECRET)
]


def copy_all(source: Connection, target: Connection) -> None:
    """Replace what is in `target` by what is in `source`, the count of changes included.

    Votes of open ballots are never copied, nor left in `target`."""
    forget_all(target)
    for table in reversed(_COPIED):
        target.execute(delete(table))
    for table in _COPIED:
        _copy(source, target, table)
    changes = source.execute(select(schema.stamp.c.changes)).scalar_one()
    target.execute(update(schema.stamp).values(changes=changes, life=new_life()))
    if target.dialect.name == POSTGRESQL:
        _set_sequences(target)


def _copy(source: Connection, target: Connection, table: Table) -> None:
    size = _FILES_AT_ONCE if table is schema.file else _AT_ONCE
    rows = source.execute(select(table).execution_options(yield_per=size))
    for part in rows.partitions():
        target.execute(insert(table), [_values(row) for row in part])


def _values(row: Row[Any]) -> dict[str, Any]:
    return dict(row._mapping)  # noqa: SLF001 -- public, and named so to keep clear of columns


def _set_sequences(target: Connection) -> None:
    for table in (*schema.VERSIONED, *schema.BOOKS):
        last = f"SELECT max(row_id) FROM {table.name}"  # noqa: S608 -- our own name
        sequence = f"pg_get_serial_sequence('{table.name}', 'row_id')"
        target.execute(text(f"SELECT setval({sequence}, coalesce(({last}), 1))"))
