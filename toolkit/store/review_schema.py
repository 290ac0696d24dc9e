"""The tables of reviews, councils and the Conference, and two that hold open secret ballots."""

from sqlalchemy import Boolean, Column, Date, Float, Integer, String, Table

from toolkit.store.tables import EXACT, exact, metadata, now, structured, versioned, words


def _whole(name: str) -> Column[object]:
    return Column(name, Integer, nullable=False)


def _day(name: str) -> Column[object]:
    return Column(name, Date)


def _yes_or_no(name: str) -> Column[object]:
    return Column(name, Boolean, nullable=False)


review_round = versioned(
    "review_round",
    *map(words, ("review", "state", "seed", "note")),
    _whole("plan_version"),
    *map(_day, ("opened_on", "closed_on", "published_on")),
    key=("review",),
)

council_member = versioned(
    "council_member",
    words("review"),
    exact("login"),
    words("post"),
    _yes_or_no("active"),
    key=("review", "login"),
)

dossier = versioned(
    "dossier",
    *map(exact, ("review", "subject")),
    words("unit"),
    _whole("number"),
    structured("judges"),
    _yes_or_no("withdrawn"),
    words("note"),
    key=("review", "subject"),
)
now("dossier_subject", dossier.c.subject)

declaration = versioned(
    "declaration",
    *map(words, ("review", "dossier", "login", "stand")),
    words("why"),
    _yes_or_no("taken_back"),
    key=("dossier", "login"),
)
now("declaration_review", declaration.c.review)

score_sheet = versioned(
    "score_sheet",
    words("review"),
    exact("dossier"),
    words("scorer"),
    exact("judge"),
    *map(structured, ("scores", "notes")),
    Column("total", Float),
    key=("dossier", "scorer", "judge"),
)
# What results are made of: they read this index alone, a tenth of the table.
now(
    "score_sheet_total",
    *(
        score_sheet.c[name]
        for name in ("review", "scorer", "judge", "dossier", "total", "recorded_to")
    ),
)

bloc_round = versioned(
    "bloc_round",
    *map(words, ("review", "bloc", "head", "deputy")),
    structured("proposed"),
    words("note"),
    _day("sent_on"),
    key=("review", "bloc"),
)

ballot = versioned(
    "ballot",
    words("review"),
    _whole("number"),
    words("kind"),
    *map(structured, ("dossiers", "voters", "present", "kept")),
    *(Column(name, Float, nullable=False) for name in ("quorum", "threshold")),
    Column("seats", Integer),
    words("state"),
    *map(_whole, ("valid", "invalid")),
    *map(structured, ("agreed", "voted")),
    *map(_day, ("opened_on", "counted_on")),
    words("note"),
    key=("review", "number"),
)

# Who has voted in an open ballot, and how many votes there are so far: nothing tells when, nor in
# what order, nor who voted how. See balloting.py, the only one who writes them.
ballot_voter = Table(
    "ballot_voter",
    metadata,
    Column("ballot", String(36), primary_key=True),
    Column("login", EXACT, primary_key=True),
    sqlite_with_rowid=False,
)
ballot_tally = Table(
    "ballot_tally",
    metadata,
    Column("ballot", String(36), primary_key=True),
    Column("what", EXACT, primary_key=True),
    Column("votes", Integer, nullable=False),
    sqlite_with_rowid=False,
)
SECRET = (ballot_voter, ballot_tally)

paper_count = versioned(
    "paper_count",
    *map(words, ("ballot", "login")),
    *map(_whole, ("valid", "invalid")),
    structured("agreed"),
    key=("ballot", "login"),
)

decision = versioned(
    "decision",
    *map(words, ("review", "dossier")),
    _yes_or_no("chosen"),
    *map(words, ("award", "type", "why", "state", "number")),
    _day("day"),
    words("issuer"),
    key=("dossier",),
)
now("decision_review", decision.c.review)

quota = versioned(
    "quota",
    *map(exact, ("conference", "unit")),
    _whole("places"),
    words("note"),
    key=("conference", "unit"),
)

delegate = versioned(
    "delegate",
    words("conference"),
    *map(words, ("of_group", "name", "unit", "post", "exemplar", "section", "state")),
    _whole("badge"),
    words("note"),
    key=(),
)
now("delegate_conference", delegate.c.conference)
now("delegate_exemplar", delegate.c.exemplar)

REVIEWS = (
    *(review_round, council_member, dossier, declaration, score_sheet, bloc_round),
    *(ballot, paper_count, decision, quota, delegate),
)
