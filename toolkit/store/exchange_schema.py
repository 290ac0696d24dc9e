"""The books of files: received, exported, and what words of others were taken for.

Lines are added and never changed, so they need no versions."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, String, Table

from toolkit.store.tables import LONG, metadata, structured, words


def _book(name: str, *columns: Column[object]) -> Table:
    """A table of lines in the order that they were written in.

    `recorded_from` is the moment, in microseconds since 1970 in UTC, as in other tables."""
    table = Table(
        name,
        metadata,
        Column("row_id", LONG, primary_key=True),
        Column("id", String(36), nullable=False),
        Column("recorded_from", BigInteger, nullable=False),
        words("recorded_by"),
        *columns,
        sqlite_autoincrement=True,
    )
    Index(f"{name}_id", table.c.id, unique=True)
    return table


def _whole(name: str) -> Column[object]:
    return Column(name, BigInteger, nullable=False)


received = _book(
    "received",
    *map(words, ("kind", "name")),
    Column("digest", String(64), nullable=False),
    _whole("size"),
    Column("kept", Boolean, nullable=False),
    *map(words, ("unit", "period", "verdict")),
    *map(structured, ("counts", "problems", "notes")),
    words("replaces"),
)
Index("received_digest", received.c.digest)
Index("received_unit", received.c.unit, received.c.period)
Index("received_replaces", received.c.replaces)

exported = _book(
    "exported",
    *map(words, ("kind", "name")),
    Column("digest", String(64), nullable=False),
    words("mark"),
    Column("known_on", Date, nullable=False),
    Column("plan_version", Integer, nullable=False),
    *map(words, ("unit", "period")),
)
Index("exported_digest", exported.c.digest)
Index("exported_mark", exported.c.mark)

matched = _book("matched", *map(words, ("kind", "what", "told", "meant")))
Index("matched_kind", matched.c.kind)

BOOKS = (received, exported, matched)
