"""Between what a council does (rounds, dossiers, sheets, ballots, decisions) and rows."""

from collections.abc import Callable, Collection, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, Table

from toolkit.domain.activity import Award, AwardType
from toolkit.domain.ballot import (
    Ballot,
    BallotKind,
    BallotState,
    Decision,
    DecisionState,
    PaperCount,
)
from toolkit.domain.conference import Delegate, DelegateGroup, DelegateState, Quota
from toolkit.domain.council import (
    BlocRound,
    Declaration,
    Dossier,
    Member,
    Post,
    Round,
    RoundState,
    ScoreSheet,
    Stand,
)
from toolkit.domain.review import Scorer
from toolkit.store import review_schema as schema
from toolkit.store.kind import AnyRecord, Kind, Values

_Read = Callable[[Any], Any]
_NOT_WRITTEN = ("id", "version")


def _same(value: Any) -> Any:
    return value


def _word(value: Any) -> str:
    return value.value if value is not None else ""


def _maybe(kind: Callable[[str], Any]) -> _Read:
    """Reads a word that may be empty."""
    return lambda word: kind(word) if word else None


def _floats(values: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType({name: float(value) for name, value in values.items()})


def _lists(values: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    return {name: list(each) for name, each in values.items()}


def _tuples(values: Mapping[str, Collection[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({name: tuple(each) for name, each in values.items()})


_LIST: tuple[_Read, _Read] = (list, tuple)
_MAP: tuple[_Read, _Read] = (dict, MappingProxyType)
_SCORES: tuple[_Read, _Read] = (dict, _floats)


def _enum(kind: Callable[[str], Any]) -> tuple[_Read, _Read]:
    return _word, kind


def _kind(
    type_: type[AnyRecord],
    table: Table,
    key: tuple[str, ...],
    ways: Mapping[str, tuple[_Read, _Read]] = MappingProxyType({}),
    called: Mapping[str, str] = MappingProxyType({}),
) -> Kind[AnyRecord]:
    """A kind whose columns are called as its fields are, but for `called` (field → column).

    `ways` tell, by field, how a value is written and read that is not kept as it is."""
    fields = tuple(type_.__dataclass_fields__)
    written = tuple(
        (name, called.get(name, name), ways.get(name, (_same, _same))[0])
        for name in fields
        if name not in _NOT_WRITTEN
    )
    read = tuple(
        (name, attrgetter(called.get(name, name)), ways.get(name, (_same, _same))[1])
        for name in fields
    )

    def to_row(record: AnyRecord) -> Values:
        return {column: write(getattr(record, name)) for name, column, write in written}

    def from_row(row: Row[Any]) -> AnyRecord:
        return type_(**{name: told(column(row)) for name, column, told in read})

    return Kind(table.name, type_, table, key, to_row, from_row)


ROUND = _kind(Round, schema.review_round, ("review",), {"state": _enum(RoundState)})
MEMBER = _kind(Member, schema.council_member, ("review", "login"), {"post": _enum(Post)})
DOSSIER = _kind(Dossier, schema.dossier, ("review", "subject"), {"judges": _LIST})
DECLARATION = _kind(
    Declaration,
    schema.declaration,
    ("dossier", "login"),
    {"stand": _enum(Stand)},
    {"reason": "why"},
)
SHEET = _kind(
    ScoreSheet,
    schema.score_sheet,
    ("dossier", "scorer", "judge"),
    {"scorer": _enum(Scorer), "scores": _SCORES, "notes": _MAP},
)
BLOC_ROUND = _kind(BlocRound, schema.bloc_round, ("review", "bloc"), {"proposed": _LIST})
BALLOT = _kind(
    Ballot,
    schema.ballot,
    ("review", "number"),
    {
        "kind": _enum(BallotKind),
        "state": _enum(BallotState),
        "agreed": _MAP,
        "kept": (_lists, _tuples),
        **dict.fromkeys(("dossiers", "voters", "present", "voted"), _LIST),
    },
)
PAPER_COUNT = _kind(PaperCount, schema.paper_count, ("ballot", "login"), {"agreed": _MAP})
DECISION = _kind(
    Decision,
    schema.decision,
    ("dossier",),
    {
        "award": (_word, _maybe(Award)),
        "type": (_word, _maybe(AwardType)),
        "state": _enum(DecisionState),
    },
    {"reason": "why", "on": "day"},
)
QUOTA = _kind(Quota, schema.quota, ("conference", "unit"), {}, {"count": "places"})
DELEGATE = _kind(
    Delegate,
    schema.delegate,
    (),
    {"group": _enum(DelegateGroup), "state": _enum(DelegateState)},
    {"group": "of_group"},
)

REVIEW_KINDS: tuple[Kind[Any], ...] = (
    *(ROUND, MEMBER, DOSSIER, DECLARATION, SHEET, BLOC_ROUND),
    *(BALLOT, PAPER_COUNT, DECISION, QUOTA, DELEGATE),
)
