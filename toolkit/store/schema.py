"""The tables: versioned records, and what is kept beside them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from toolkit.store.exchange_schema import BOOKS, exported, matched, received
from toolkit.store.exemplar_schema import activity, exemplar, follow_up, target
from toolkit.store.review_schema import REVIEWS, SECRET
from toolkit.store.tables import CURRENT, JSON_VALUE, metadata, versioned, words

__all__ = [
    "BOOKS",
    "REVIEWS",
    "SECRET",
    "activity",
    "exemplar",
    "exported",
    "follow_up",
    "matched",
    "metadata",
    "received",
    "target",
]

# "GSng" in ASCII: the mark in the head of a SQLite file that says it is ours.
APPLICATION_ID = 0x47536E67
APPLICATION = "guong-sang"
REVISION = "0005"

unit = versioned(
    "unit",
    words("code"),
    words("name"),
    words("kind"),
    words("bloc"),
    words("parent"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    words("successor"),
    words("search"),
    key=("code",),
)

obligation = versioned(
    "obligation",
    words("unit"),
    words("task"),
    words("phase"),
    words("period"),
    Column("due", Date, nullable=False),
    Column("extended_to", Date),
    words("state"),
    Column("first_sent_on", Date),
    Column("sent_on", Date),
    words("sent_by"),
    Column("decided_on", Date),
    words("decided_by"),
    words("note"),
    key=("unit", "task", "period"),
)
# Counting reads this index alone, a fifth of the table. SQLite only does so with `recorded_to` in
# it, though that is empty in every entry.
Index(
    "obligation_tally",
    *(obligation.c[name] for name in ("unit", "phase", "task", "state", "due", "extended_to")),
    *(obligation.c[name] for name in ("first_sent_on", "recorded_to")),
    sqlite_where=CURRENT,
    postgresql_where=CURRENT,
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

report = versioned(
    "report",
    words("obligation"),
    words("text"),
    Column("numbers", JSON_VALUE, nullable=False),
    words("paper_number"),
    Column("paper_date", Date),
    words("paper_issuer"),
    words("link"),
    Column("file_hash", String(64), ForeignKey("file.hash")),
    words("file_name"),
    Column("file_size", BigInteger, nullable=False),
    key=("obligation",),
)

user = versioned(
    "user_account",
    words("login"),
    words("name"),
    words("role"),
    words("unit"),
    Column("active", Boolean, nullable=False),
    key=("login",),
)

plan = versioned(
    "plan_version",
    words("code"),
    words("title"),
    words("toml"),
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
    Column("body", JSON_VALUE, nullable=False),
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

VERSIONED = (
    *(unit, obligation, report, user, plan, exemplar, activity, follow_up, target),
    *REVIEWS,
)
