"""Exemplars with their life-line, activities, follow-ups and targets."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TEXT

revision = "0002"
down_revision = "0001"

_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_EXACT = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
_CURRENT = "recorded_to IS NULL"
_STEPS = (
    *("discovered_on", "selected_on", "registered_on", "nurtured_on", "replicated_on"),
    *("interim_reviewed_on", "rewarded_on", "final_reviewed_on", "nominated_on", "honoured_on"),
)
_FILTERED = (
    *("kind", "unit", "scope", "rank", "registration", "standing", "year"),
    *("discovered_on", "last_on", "recorded_to"),
)


def upgrade() -> None:
    _exemplar()
    _exemplar_indexes()
    _activity()
    _follow_up()
    _target()


def _exemplar() -> None:
    _versioned(
        "exemplar",
        *map(_exact, ("code", "code_stem")),
        _number("code_serial"),
        *map(_text, ("kind", "name")),
        *map(_exact, ("name_order", "unit")),
        _text("scope"),
        *map(_day, _STEPS),
        *map(_number, ("year", "rank")),
        *map(_text, ("registration", "standing")),
        sa.Column("last_on", sa.Date, nullable=False),
        *map(_exact, ("key_all", "key_ends", "key_birth", "search")),
        sa.Column("birth_date", sa.Date),
        sa.Column("birth_year", sa.Integer),
        *map(_text, ("sex", "post", "workplace", "head")),
        sa.Column("size", sa.Integer),
        *map(_text, ("movement", "contact", "place", "note", "merged_into")),
        sa.Column("cost", sa.Float),
        sa.Column("benefit", sa.Float),
        *map(_text, ("summary", "novelty", "figures")),
        *map(_json, ("steps", "proofs", "other_codes")),
    )


def _exemplar_indexes() -> None:
    _index("exemplar_key", "exemplar", ["code"], unique=True)
    for name, order in {
        "exemplar_by_name": ["name_order", "id", "search"],
        "exemplar_by_code": ["code", "id"],
        "exemplar_by_unit": ["unit", "name_order", "id"],
        "exemplar_by_kind": ["kind", "name_order", "id"],
        "exemplar_by_step": ["rank", "name_order", "id"],
        "exemplar_by_day": ["discovered_on", "id"],
        "exemplar_by_last": ["last_on", "id"],
    }.items():
        _index(name, "exemplar", [*order, *(name for name in _FILTERED if name not in order)])
    _index("exemplar_stem", "exemplar", ["code_stem", "code_serial"])
    for key in ("all", "ends", "birth"):
        _index(f"exemplar_key_{key}", "exemplar", [f"key_{key}"])
    counted = ["scope", "kind", "unit", "standing", "registration", "recorded_to", *_STEPS]
    _index("exemplar_funnel", "exemplar", counted)
    op.create_table(
        "exemplar_word",
        sa.Column("word", _EXACT, primary_key=True),
        sa.Column("exemplar", sa.String(36), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("exemplar_word_of", "exemplar_word", ["exemplar"])


def _activity() -> None:
    _versioned(
        "activity",
        *map(_text, ("kind", "unit", "taker")),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        *map(_text, ("title", "place", "people", "search", "result")),
        *map(_json, ("exemplars", "proofs", "detail")),
    )
    _index("activity_by_day", "activity", ["day", "id", "kind", "unit", "recorded_to"])
    _index("activity_by_kind", "activity", ["kind", "day", "id", "unit", "recorded_to"])
    op.create_table(
        "activity_link",
        sa.Column("target", _EXACT, primary_key=True),
        sa.Column("activity", sa.String(36), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("activity_link_of", "activity_link", ["activity", "version"])


def _follow_up() -> None:
    _versioned(
        "follow_up",
        *map(_text, ("activity", "exemplar", "unit")),
        _number("months"),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("alive", sa.Boolean),
        sa.Column("answered_on", sa.Date),
        _text("note"),
    )
    _index("follow_up_key", "follow_up", ["activity", "months"], unique=True)
    _index("follow_up_unit", "follow_up", ["unit", "due"])
    _index("follow_up_exemplar", "follow_up", ["exemplar"])


def _target() -> None:
    _versioned(
        "target", _text("unit"), _number("year"), *map(_text, ("kind", "field")), _number("aim")
    )
    _index("target_key", "target", ["unit", "year", "kind", "field"], unique=True)


def _versioned(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("row_id", _LONG, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False),
        _number("version"),
        sa.Column("recorded_from", sa.BigInteger, nullable=False),
        sa.Column("recorded_to", sa.BigInteger),
        *map(_text, ("recorded_by", "action", "reason")),
        *columns,
        sqlite_autoincrement=True,
    )
    op.create_index(f"{name}_version", name, ["id", "version"], unique=True)
    op.create_index(f"{name}_recorded", name, ["recorded_from"])
    _index(f"{name}_current", name, ["id"], unique=True)


def _index(name: str, table: str, columns: list[str], *, unique: bool = False) -> None:
    where = sa.text(_CURRENT)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)


def _exact(name: str) -> sa.Column[object]:
    return sa.Column(name, _EXACT, nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer, nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, _JSON, nullable=False)
