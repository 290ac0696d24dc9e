"""A round of review as it is held: its council, dossiers, declarations and score sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from toolkit.domain.review import Scorer


class RoundState(StrEnum):
    """Đang chuẩn bị, đang chấm, đã khóa điểm, đã công bố."""

    PREPARING = "preparing"
    SCORING = "scoring"
    SCORED = "scored"
    PUBLISHED = "published"


class Post(StrEnum):
    """Chủ tịch, phó chủ tịch, ủy viên thư ký, ủy viên."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    MEMBER = "member"


class Stand(StrEnum):
    """What a member declares of a dossier: không cho điểm, hồi tị (leaves the room for it)."""

    ABSTAIN = "abstain"
    RECUSE = "recuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One review of the plan as it is held; `review` is its code in the plan.

    From the opening of scores on its rules are those of `plan_version`, fixed, and `seed` is what
    its lots are drawn with: on record before anybody knows between whom."""

    review: str
    state: RoundState = RoundState.PREPARING
    plan_version: int = 0
    seed: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    published_on: date | None = None
    note: str = ""
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a round's council; name and unit are the user's of that login."""

    review: str
    login: str
    post: Post = Post.MEMBER
    active: bool = True
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What a round judges. `subject` is an exemplar's id or a unit's code, `unit` whose it is.

    `number` (from 1) is what judges call it in blind mode. `judges` are the logins that it is
    assigned to; none: all members. One that is `withdrawn` keeps its scores and counts nowhere."""

    review: str
    subject: str
    unit: str
    number: int
    judges: tuple[str, ...] = ()
    withdrawn: bool = False
    note: str = ""
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """Why a member stays away from a dossier, as they themselves declare it."""

    review: str
    dossier: str
    login: str
    stand: Stand
    reason: str
    taken_back: bool = False
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """One judge's scores of one dossier, by code of the criterion; kept from the first score on.

    `judge` is a member's login, for self and cross scores the code of the unit that gives them,
    and empty for the Ministry's. `total` (0–100) is None until every criterion has its score.
    `notes` are remarks by code of the criterion; the empty code is the remark on the whole."""

    review: str
    dossier: str
    scorer: Scorer
    judge: str = ""
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    total: float | None = None
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocRound:
    """A bloc in a round of units: its head (khối trưởng, cụm trưởng), and whom it proposes.

    `head` and `deputy` (khối phó, cụm phó: checks the head's own unit) are codes of units.
    `proposed` are codes of units, the best first; `sent_on` is the day of the proposal."""

    review: str
    bloc: str
    head: str = ""
    deputy: str = ""
    proposed: tuple[str, ...] = ()
    note: str = ""
    sent_on: date | None = None
    id: str = ""
    version: int = 0
