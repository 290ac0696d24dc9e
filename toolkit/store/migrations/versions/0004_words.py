"""The words of exemplars hold the whole text that they are of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision = "0004"
down_revision = "0003"

_EXACT = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
_AT_ONCE = 5000


def upgrade() -> None:
    op.drop_table("exemplar_word")
    word = op.create_table(
        "exemplar_word",
        sa.Column("word", _EXACT, primary_key=True),
        sa.Column("exemplar", sa.String(36), primary_key=True),
        sa.Column("search", _EXACT, nullable=False),
        sqlite_with_rowid=False,
    )
    _fill(word)
    op.create_index("exemplar_word_of", "exemplar_word", ["exemplar"])
    op.create_index("exemplar_word_count", "exemplar_word", ["word"])


def _fill(word: sa.Table) -> None:
    found = sa.text("SELECT id, search FROM exemplar WHERE recorded_to IS NULL")
    current = op.get_bind().execute(found).all()
    rows = [
        {"word": each, "exemplar": row.id, "search": row.search}
        for row in current
        for each in dict.fromkeys(row.search.split())
    ]
    for start in range(0, len(rows), _AT_ONCE):
        op.bulk_insert(word, rows[start : start + _AT_ONCE])
