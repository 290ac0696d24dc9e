"""How tables are written down: versioned records, their columns and indexes."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TEXT

metadata = MetaData()
LONG = BigInteger().with_variant(Integer, "sqlite")
JSON_VALUE = JSON().with_variant(JSONB(), "postgresql")
CURRENT = text("recorded_to IS NULL")
# Sorted and compared sign by sign, whatever language the server was set up for.
EXACT = Text().with_variant(TEXT(collation="C"), "postgresql")


def versioned(name: str, *columns: Column[object], key: tuple[str, ...]) -> Table:
    """A table that never overwrites: one row a version, the current one has no `recorded_to`.

    Recorded times are microseconds since 1970 in UTC. `key` is unique among current rows."""
    table = Table(
        name,
        metadata,
        Column("row_id", LONG, primary_key=True),
        Column("id", String(36), nullable=False),
        Column("version", Integer, nullable=False),
        Column("recorded_from", BigInteger, nullable=False),
        Column("recorded_to", BigInteger),
        Column("recorded_by", Text, nullable=False),
        Column("action", Text, nullable=False),
        Column("reason", Text, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )
    _unique_now(f"{name}_current", table.c.id)
    Index(f"{name}_version", table.c.id, table.c.version, unique=True)
    Index(f"{name}_recorded", table.c.recorded_from)
    if key:
        _unique_now(f"{name}_key", *(table.c[column] for column in key))
    return table


def _unique_now(name: str, *columns: Column[object]) -> None:
    Index(name, *columns, unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)


def words(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


def exact(name: str) -> Column[object]:
    """Text that is sorted and compared sign by sign."""
    return Column(name, EXACT, nullable=False)


def structured(name: str) -> Column[object]:
    """A column of JSON."""
    return Column(name, JSON_VALUE, nullable=False)


def now(name: str, *columns: Column[object]) -> None:
    """An index of the current rows."""
    Index(name, *columns, sqlite_where=CURRENT, postgresql_where=CURRENT)
