"""Everything the first release keeps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_CURRENT = "recorded_to IS NULL"


def upgrade() -> None:
    _beside()
    _unit()
    _obligation()
    _report()
    _user_account()
    _plan_version()


def _beside() -> None:
    op.create_table(
        "file",
        sa.Column("hash", sa.String(64), primary_key=True),
        _text("name"),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.BigInteger, nullable=False),
    )
    op.create_table("setting", sa.Column("key", sa.Text, primary_key=True), _text("value"))
    op.create_table(
        "draft",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "memo",
        sa.Column("key", sa.Text, primary_key=True),
        *map(_text, ("data_version", "body")),
    )
    op.create_table(
        "stamp",
        sa.Column("application", sa.Text, primary_key=True),
        sa.Column("life", sa.String(36), nullable=False),
        sa.Column("changes", sa.BigInteger, nullable=False),
    )


def _unit() -> None:
    _versioned(
        "unit",
        *map(_text, ("code", "name", "kind", "bloc", "parent")),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        *map(_text, ("successor", "search")),
    )
    _index("unit_key", "unit", ["code"], unique=True)


def _obligation() -> None:
    _versioned(
        "obligation",
        *map(_text, ("unit", "task", "phase", "period")),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("extended_to", sa.Date),
        _text("state"),
        sa.Column("first_sent_on", sa.Date),
        sa.Column("sent_on", sa.Date),
        _text("sent_by"),
        sa.Column("decided_on", sa.Date),
        *map(_text, ("decided_by", "note")),
    )
    counted = ["unit", "phase", "task", "state", "due", "extended_to"]
    waiting = f"{_CURRENT} AND state = 'sent'"
    _index("obligation_key", "obligation", ["unit", "task", "period"], unique=True)
    _index("obligation_tally", "obligation", [*counted, "first_sent_on", "recorded_to"])
    op.create_index("obligation_unit", "obligation", ["unit", "recorded_from"])
    waits = ["sent_on", "id", "unit", "state", "recorded_to"]
    _index("obligation_waiting", "obligation", waits, where=waiting)


def _report() -> None:
    _versioned(
        "report",
        *map(_text, ("obligation", "text")),
        sa.Column("numbers", _JSON, nullable=False),
        _text("paper_number"),
        sa.Column("paper_date", sa.Date),
        *map(_text, ("paper_issuer", "link")),
        sa.Column("file_hash", sa.String(64), sa.ForeignKey("file.hash")),
        _text("file_name"),
        sa.Column("file_size", sa.BigInteger, nullable=False),
    )
    _index("report_key", "report", ["obligation"], unique=True)


def _user_account() -> None:
    _versioned(
        "user_account",
        *map(_text, ("login", "name", "role", "unit")),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    _index("user_account_key", "user_account", ["login"], unique=True)


def _plan_version() -> None:
    _versioned(
        "plan_version",
        *map(_text, ("code", "title", "toml")),
        sa.Column("in_use_from", sa.Date, nullable=False),
    )


def _versioned(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("row_id", _LONG, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("recorded_from", sa.BigInteger, nullable=False),
        sa.Column("recorded_to", sa.BigInteger),
        *map(_text, ("recorded_by", "action", "reason")),
        *columns,
        sqlite_autoincrement=True,
    )
    op.create_index(f"{name}_version", name, ["id", "version"], unique=True)
    op.create_index(f"{name}_recorded", name, ["recorded_from"])
    _index(f"{name}_current", name, ["id"], unique=True)


def _index(
    name: str, table: str, columns: list[str], *, unique: bool = False, where: str = _CURRENT
) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)
