"""Rounds of review, their councils, scores, ballots and decisions, and the Conference."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TEXT

revision = "0005"
down_revision = "0004"

_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_EXACT = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
_CURRENT = "recorded_to IS NULL"
_POSTGRESQL = "postgresql"


def upgrade() -> None:
    _rounds()
    _scores()
    _ballots()
    _decisions()
    _conference()


def _rounds() -> None:
    _versioned(
        "review_round",
        *map(_text, ("review", "state", "seed", "note")),
        _number("plan_version"),
        *map(_day, ("opened_on", "closed_on", "published_on")),
        key=["review"],
    )
    member = (_text("review"), _exact("login"), _text("post"), _flag("active"))
    _versioned("council_member", *member, key=["review", "login"])
    _versioned(
        "dossier",
        *map(_exact, ("review", "subject")),
        _text("unit"),
        _number("number"),
        _json("judges"),
        _flag("withdrawn"),
        _text("note"),
        key=["review", "subject"],
    )
    _index("dossier_subject", "dossier", ["subject"])
    _versioned(
        "declaration",
        *map(_text, ("review", "dossier", "login", "stand", "why")),
        _flag("taken_back"),
        key=["dossier", "login"],
    )
    _index("declaration_review", "declaration", ["review"])


def _scores() -> None:
    _versioned(
        "score_sheet",
        _text("review"),
        _exact("dossier"),
        _text("scorer"),
        _exact("judge"),
        *map(_json, ("scores", "notes")),
        sa.Column("total", sa.Float),
        key=["dossier", "scorer", "judge"],
    )
    shown = ["review", "scorer", "judge", "dossier", "total", "recorded_to"]
    _index("score_sheet_total", "score_sheet", shown)
    _versioned(
        "bloc_round",
        *map(_text, ("review", "bloc", "head", "deputy")),
        _json("proposed"),
        _text("note"),
        _day("sent_on"),
        key=["review", "bloc"],
    )


def _ballots() -> None:
    _versioned(
        "ballot",
        _text("review"),
        _number("number"),
        _text("kind"),
        *map(_json, ("dossiers", "voters", "present", "kept")),
        *(sa.Column(name, sa.Float, nullable=False) for name in ("quorum", "threshold")),
        sa.Column("seats", sa.Integer),
        _text("state"),
        *map(_number, ("valid", "invalid")),
        *map(_json, ("agreed", "voted")),
        *map(_day, ("opened_on", "counted_on")),
        _text("note"),
        key=["review", "number"],
    )
    _secret("ballot_voter", sa.Column("login", _EXACT, primary_key=True))
    votes = _number("votes")
    _secret("ballot_tally", sa.Column("what", _EXACT, primary_key=True), votes)
    counts = (*map(_text, ("ballot", "login")), *map(_number, ("valid", "invalid")))
    _versioned("paper_count", *counts, _json("agreed"), key=["ballot", "login"])


def _secret(name: str, *columns: sa.Column[object]) -> None:
    ballot = sa.Column("ballot", sa.String(36), primary_key=True)
    op.create_table(name, ballot, *columns, sqlite_with_rowid=False)
    if op.get_bind().dialect.name == _POSTGRESQL:
        # The server's own log would tell each vote as it came, its statistics the count so far.
        op.execute(f"ALTER TABLE {name} SET UNLOGGED")
        op.execute(f"ALTER TABLE {name} SET (autovacuum_enabled = false)")


def _decisions() -> None:
    _versioned(
        "decision",
        *map(_text, ("review", "dossier")),
        _flag("chosen"),
        *map(_text, ("award", "type", "why", "state", "number")),
        _day("day"),
        _text("issuer"),
        key=["dossier"],
    )
    _index("decision_review", "decision", ["review"])


def _conference() -> None:
    quota = (*map(_exact, ("conference", "unit")), _number("places"), _text("note"))
    _versioned("quota", *quota, key=["conference", "unit"])
    told = ("conference", "of_group", "name", "unit", "post", "exemplar", "section", "state")
    _versioned("delegate", *map(_text, told), _number("badge"), _text("note"), key=[])
    _index("delegate_conference", "delegate", ["conference"])
    _index("delegate_exemplar", "delegate", ["exemplar"])


def _versioned(name: str, *columns: sa.Column[object], key: list[str]) -> None:
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
    _index(f"{name}_current", name, ["id"], unique=True)
    op.create_index(f"{name}_version", name, ["id", "version"], unique=True)
    op.create_index(f"{name}_recorded", name, ["recorded_from"])
    if key:
        _index(f"{name}_key", name, key, unique=True)


def _index(name: str, table: str, columns: list[str], *, unique: bool = False) -> None:
    now = sa.text(_CURRENT)
    op.create_index(name, table, columns, unique=unique, sqlite_where=now, postgresql_where=now)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)


def _exact(name: str) -> sa.Column[object]:
    return sa.Column(name, _EXACT, nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, _JSON, nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date)
