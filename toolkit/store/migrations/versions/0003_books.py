"""The books of files: received, exported, and what words of others were taken for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"

_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _book(
        "received",
        *map(_text, ("kind", "name")),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
        *map(_text, ("unit", "period", "verdict")),
        *map(_json, ("counts", "problems", "notes")),
        _text("replaces"),
    )
    op.create_index("received_digest", "received", ["digest"])
    op.create_index("received_unit", "received", ["unit", "period"])
    op.create_index("received_replaces", "received", ["replaces"])
    _book(
        "exported",
        *map(_text, ("kind", "name")),
        sa.Column("digest", sa.String(64), nullable=False),
        _text("mark"),
        sa.Column("known_on", sa.Date, nullable=False),
        sa.Column("plan_version", sa.Integer, nullable=False),
        *map(_text, ("unit", "period")),
    )
    op.create_index("exported_digest", "exported", ["digest"])
    op.create_index("exported_mark", "exported", ["mark"])
    _book("matched", *map(_text, ("kind", "what", "told", "meant")))
    op.create_index("matched_kind", "matched", ["kind"])


def _book(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("row_id", _LONG, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("recorded_from", sa.BigInteger, nullable=False),
        _text("recorded_by"),
        *columns,
        sqlite_autoincrement=True,
    )
    op.create_index(f"{name}_id", name, ["id"], unique=True)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, _JSON, nullable=False)
