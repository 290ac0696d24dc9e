"""The tables of exemplars: the life-line, activities, targets, and what finds them."""

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, String, Table

from toolkit.domain.exemplar import Step
from toolkit.store.tables import EXACT, exact, metadata, now, structured, versioned, words


def _step_day(step: Step) -> Column[object]:
    return Column(f"{step}_on", Date)


exemplar = versioned(
    "exemplar",
    exact("code"),
    exact("code_stem"),
    Column("code_serial", Integer, nullable=False),
    words("kind"),
    words("name"),
    exact("name_order"),
    exact("unit"),
    words("scope"),
    *map(_step_day, Step),
    Column("year", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    *map(words, ("registration", "standing")),
    Column("last_on", Date, nullable=False),
    *map(exact, ("key_all", "key_ends", "key_birth", "search")),
    Column("birth_date", Date),
    Column("birth_year", Integer),
    *map(words, ("sex", "post", "workplace", "head")),
    Column("size", Integer),
    *map(words, ("movement", "contact", "place", "note", "merged_into")),
    Column("cost", Float),
    Column("benefit", Float),
    *map(words, ("summary", "novelty", "figures")),
    *map(structured, ("steps", "proofs", "other_codes")),
    key=("code",),
)
_C = exemplar.c
# What lists filter by goes into every index that they are sorted by, so that a page of 50 reads
# some 50 entries of one index, and counting reads an index alone.
_FILTERED = (
    *(_C.kind, _C.unit, _C.scope, _C.rank, _C.registration, _C.standing, _C.year),
    *(_C.discovered_on, _C.last_on, _C.recorded_to),
)


def _listed(name: str, *order: Column[object]) -> None:
    now(
        name,
        *order,
        *(column for column in _FILTERED if column.name not in [o.name for o in order]),
    )


_listed("exemplar_by_name", _C.name_order, _C.id, _C.search)
_listed("exemplar_by_code", _C.code, _C.id)
_listed("exemplar_by_unit", _C.unit, _C.name_order, _C.id)
_listed("exemplar_by_kind", _C.kind, _C.name_order, _C.id)
_listed("exemplar_by_step", _C.rank, _C.name_order, _C.id)
_listed("exemplar_by_day", _C.discovered_on, _C.id)
_listed("exemplar_by_last", _C.last_on, _C.id)
now("exemplar_stem", _C.code_stem, _C.code_serial)
for _name in ("all", "ends", "birth"):
    now(f"exemplar_key_{_name}", _C[f"key_{_name}"])
now(
    "exemplar_funnel",
    *(_C.scope, _C.kind, _C.unit, _C.standing, _C.registration, _C.recorded_to),
    *(_C[f"{step}_on"] for step in Step),
)

# Which current exemplars have a word in their search text; follows from them, see derived.py.
# Each holds the whole text, so that a search's other words are looked for where it stands; how many
# have a word is counted in the narrow index of words.
exemplar_word = Table(
    "exemplar_word",
    metadata,
    Column("word", EXACT, primary_key=True),
    Column("exemplar", String(36), primary_key=True),
    exact("search"),
    Index("exemplar_word_of", "exemplar"),
    Index("exemplar_word_count", "word"),
    sqlite_with_rowid=False,
)

activity = versioned(
    "activity",
    *map(words, ("kind", "unit", "taker")),
    Column("day", Date, nullable=False),
    Column("until", Date),
    *map(words, ("title", "place", "people", "search", "result")),
    *map(structured, ("exemplars", "proofs", "detail")),
    key=(),
)
now("activity_by_day", *(activity.c[name] for name in ("day", "id", "kind", "unit", "recorded_to")))
now(
    "activity_by_kind", *(activity.c[name] for name in ("kind", "day", "id", "unit", "recorded_to"))
)

# Which exemplars (ids) and units (codes) a version of an activity concerns; follows from it.
activity_link = Table(
    "activity_link",
    metadata,
    Column("target", EXACT, primary_key=True),
    Column("activity", String(36), primary_key=True),
    Column("version", Integer, primary_key=True),
    Index("activity_link_of", "activity", "version"),
    sqlite_with_rowid=False,
)

follow_up = versioned(
    "follow_up",
    *map(words, ("activity", "exemplar", "unit")),
    Column("months", Integer, nullable=False),
    Column("due", Date, nullable=False),
    Column("alive", Boolean),
    Column("answered_on", Date),
    words("note"),
    key=("activity", "months"),
)
now("follow_up_unit", *(follow_up.c[name] for name in ("unit", "due")))
now("follow_up_exemplar", follow_up.c.exemplar)

target = versioned(
    "target",
    words("unit"),
    Column("year", Integer, nullable=False),
    *map(words, ("kind", "field")),
    Column("aim", Integer, nullable=False),
    key=("unit", "year", "kind", "field"),
)
