"""Secret ballots (bỏ phiếu kín) and what is decided after them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from toolkit.domain.activity import Award, AwardType


class BallotKind(StrEnum):
    """On screen, or on paper and counted by two people."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class BallotState(StrEnum):
    """Đang bỏ phiếu, đã kiểm phiếu, đã hủy."""

    OPEN = "open"
    COUNTED = "counted"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One vote of a council on dossiers (ids). No record says who voted how: see the store.

    `voters` are the logins that may vote, `present` those who are there. `kept` names, by dossier,
    who stays away from its vote: fixed at the opening. `quorum`, `threshold` and `seats` are the
    round's on the day. Only a counted one has `valid`, `invalid` and `agreed`
    (ballots that say yes, by dossier), and `voted`, the logins who have voted; they can't be
    changed any more."""

    review: str
    number: int
    kind: BallotKind
    dossiers: tuple[str, ...]
    voters: tuple[str, ...]
    present: tuple[str, ...] = ()
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    quorum: float
    threshold: float
    seats: int | None = None
    state: BallotState = BallotState.OPEN
    valid: int = 0
    invalid: int = 0
    agreed: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    voted: tuple[str, ...] = ()
    opened_on: date | None = None
    counted_on: date | None = None
    note: str = ""
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCount:
    """One person's count of the paper ballots; two people's must agree."""

    ballot: str
    login: str
    valid: int
    invalid: int
    agreed: Mapping[str, int]
    id: str = ""
    version: int = 0


class DecisionState(StrEnum):
    """Chờ công bố, đã công bố."""

    PENDING = "pending"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is decided on a dossier; seen by nobody but the secretary until it is published.

    `award` and `type` are of those chosen for a commendation; `number`, `on` and `issuer` of the
    decision's paper are told when it is published. `reason` says why somebody was left out, or was
    taken against the order of the ranking."""

    review: str
    dossier: str
    chosen: bool
    award: Award | None = None
    type: AwardType | None = None
    reason: str = ""
    state: DecisionState = DecisionState.PENDING
    number: str = ""
    on: date | None = None
    issuer: str = ""
    id: str = ""
    version: int = 0
