"""Thousands of rows put into one table, each worked on once on its way to the driver."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from toolkit.store.engine import SQLITE

_Bind = Callable[[Any], Any]
_OF_DAYS = {date, type(None)}


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put in rows that all tell the same columns, none of which the database works out."""
    if not rows:
        return
    if connection.dialect.name != SQLITE:
        connection.execute(insert(table), rows)
        return
    statement, binds = _prepared(connection.dialect, table, tuple(rows[0]))
    columns: list[Sequence[Any]] = []
    for name, bind in binds:
        values = [row[name] for row in rows]
        columns.append(_bound(values, bind) if bind else values)
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


def _bound(values: list[Any], bind: _Bind) -> list[Any]:
    """Days repeat in a long list, and few cells of a wide row tell anything."""
    if set(map(type, values)) <= _OF_DAYS:
        known = {value: bind(value) for value in set(values)}
        return [known[value] for value in values]
    return [bind(value) for value in values]


@lru_cache(maxsize=50)
def _prepared(
    dialect: Dialect, table: Table, names: tuple[str, ...]
) -> tuple[str, tuple[tuple[str, _Bind | None], ...]]:
    """The statement, and in the order of its places each column with what readies its values."""
    compiled: Any = insert(table).compile(dialect=dialect, column_keys=list(names))
    types = {name: table.c[name].type.dialect_impl(dialect) for name in names}
    binds = tuple((name, types[name].bind_processor(dialect)) for name in compiled.positiontup)
    return str(compiled), binds
