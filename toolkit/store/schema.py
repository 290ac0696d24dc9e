"""The tables: versioned records, and what is kept beside them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

# "GSng" in ASCII: the mark in the head of a SQLite file that says it is ours.
APPLICATION_ID = 0x47536E67
APPLICATION = "guong-sang"
REVISION = "0001"

metadata = MetaData()
_LONG = BigInteger().with_variant(Integer, "sqlite")
_JSON = JSON().with_variant(JSONB(), "postgresql")
_CURRENT = text("recorded_to IS NULL")


def _versioned(name: str, *columns: Column[object], key: tuple[str, ...]) -> Table:
    """A table that never overwrites: one row a version, the current one has no `recorded_to`.

    Recorded times are microseconds since 1970 in UTC. `key` is unique among current rows."""
    table = Table(
        name,
        metadata,
        Column("row_id", _LONG, primary_key=True),
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
    Index(name, *columns, unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT)


def _words(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


unit = _versioned(
    "unit",
    _words("code"),
    _words("name"),
    _words("kind"),
    _words("bloc"),
    _words("parent"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    _words("successor"),
    _words("search"),
    key=("code",),
)

obligation = _versioned(
    "obligation",
    _words("unit"),
    _words("task"),
    _words("phase"),
    _words("period"),
    Column("due", Date, nullable=False),
    Column("extended_to", Date),
    _words("state"),
    Column("first_sent_on", Date),
    Column("sent_on", Date),
    _words("sent_by"),
    Column("decided_on", Date),
    _words("decided_by"),
    _words("note"),
    key=("unit", "task", "period"),
)
# Counting reads this index alone, a fifth of the table. SQLite only does so with `recorded_to` in
# it, though that is empty in every entry.
Index(
    "obligation_tally",
    *(obligation.c[name] for name in ("unit", "phase", "task", "state", "due", "extended_to")),
    *(obligation.c[name] for name in ("first_sent_on", "recorded_to")),
    sqlite_where=_CURRENT,
    postgresql_where=_CURRENT,
)
Index("obligation_unit", obligation.c.unit, obligation.c.recorded_from)
Index(
    "obligation_waiting",
    *(obligation.c[name] for name in ("sent_on", "id", "unit", "state", "recorded_to")),
    sqlite_where=text("recorded_to IS NULL AND state = 'sent'"),
    postgresql_where=text("recorded_to IS NULL AND state = 'sent'"),
)

file = Table(
    "file",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
)

report = _versioned(
    "report",
    _words("obligation"),
    _words("text"),
    Column("numbers", _JSON, nullable=False),
    _words("paper_number"),
    Column("paper_date", Date),
    _words("paper_issuer"),
    _words("link"),
    Column("file_hash", String(64), ForeignKey("file.hash")),
    _words("file_name"),
    Column("file_size", BigInteger, nullable=False),
    key=("obligation",),
)

user = _versioned(
    "user_account",
    _words("login"),
    _words("name"),
    _words("role"),
    _words("unit"),
    Column("active", Boolean, nullable=False),
    key=("login",),
)

plan = _versioned(
    "plan_version",
    _words("code"),
    _words("title"),
    _words("toml"),
    Column("in_use_from", Date, nullable=False),
    key=(),
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("body", _JSON, nullable=False),
    Column("saved_at", BigInteger, nullable=False),
)

# No record and in no backup: see memo.py.
memo = Table(
    "memo",
    metadata,
    Column("key", Text, primary_key=True),
    Column("data_version", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# One row: whose data this is, which life of it (new after a restore), how often it has changed.
stamp = Table(
    "stamp",
    metadata,
    Column("application", Text, primary_key=True),
    Column("life", String(36), nullable=False),
    Column("changes", BigInteger, nullable=False),
)

VERSIONED = (unit, obligation, report, user, plan)
