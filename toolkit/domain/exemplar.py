"""An exemplar (điển hình): a person, team, model or household, with its life-line."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.domain.proof import NO_PROOF, Proof

COMPREHENSIVE = "toan_dien"
"""What stands for "comprehensive" (toàn diện) where figures and filters ask for a field."""


class ExemplarKind(StrEnum):
    """Cá nhân, tập thể, mô hình, hộ gia đình."""

    PERSON = "person"
    TEAM = "team"
    MODEL = "model"
    HOUSEHOLD = "household"


class Sex(StrEnum):
    """As personnel files have it."""

    MALE = "male"
    FEMALE = "female"


class Step(StrEnum):
    """The life-line, in its official order: phát hiện, lựa chọn, đăng ký … biểu dương."""

    DISCOVERED = "discovered"
    SELECTED = "selected"
    REGISTERED = "registered"
    NURTURED = "nurtured"
    REPLICATED = "replicated"
    INTERIM_REVIEWED = "interim_reviewed"
    REWARDED = "rewarded"
    FINAL_REVIEWED = "final_reviewed"
    NOMINATED = "nominated"
    HONOURED = "honoured"


class Registration(StrEnum):
    """Chưa gửi, chờ duyệt, trả lại, đã duyệt."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"


class Standing(StrEnum):
    """Đang theo dõi, thôi theo dõi, đã gộp vào điển hình khác."""

    FOLLOWED = "followed"
    STOPPED = "stopped"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step of the life-line: its day, the paper behind it, and who recorded it (a login)."""

    step: Step
    on: date
    note: str = ""
    proof: Proof = NO_PROOF
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """`unit` is the code of the unit that found it; after a renaming its successor follows it.

    `comprehensive` or at least one of the plan's `fields`. `birth_date` or only `birth_year`, which
    is kept with the date too. `head` and `size` are a team's; a model's `cost` and `benefit` are in
    million dong, `figures` its result in the unit's own words and numbers. `note` is the reason of
    the last return or stop. `last_on` is the day of its last step or activity."""

    kind: ExemplarKind
    name: str
    unit: str
    discovered_on: date
    code: str = ""
    comprehensive: bool = False
    fields: tuple[str, ...] = ()
    movement: str = ""
    summary: str = ""
    contact: str = ""
    proofs: tuple[Proof, ...] = ()
    birth_date: date | None = None
    birth_year: int | None = None
    sex: Sex | None = None
    post: str = ""
    workplace: str = ""
    head: str = ""
    size: int | None = None
    novelty: str = ""
    place: str = ""
    cost: float | None = None
    benefit: float | None = None
    figures: str = ""
    steps: tuple[StepTaken, ...] = ()
    registration: Registration = Registration.DRAFT
    standing: Standing = Standing.FOLLOWED
    note: str = ""
    merged_into: str = ""
    other_codes: tuple[str, ...] = ()
    last_on: date | None = None
    id: str = ""
    version: int = 0

    @property
    def step(self) -> Step:
        """The furthest step taken."""
        return max((each.step for each in self.steps), key=rank, default=Step.DISCOVERED)

    def taken(self, step: Step) -> StepTaken | None:
        return next((each for each in self.steps if each.step is step), None)

    @property
    def scope(self) -> tuple[str, ...]:
        """Its fields, or the one word for all of them."""
        return (COMPREHENSIVE,) if self.comprehensive else self.fields


CONTENT = (
    *("name", "unit", "discovered_on", "comprehensive", "fields", "movement", "summary"),
    *("contact", "proofs", "birth_date", "birth_year", "sex", "post", "workplace", "head", "size"),
    *("novelty", "place", "cost", "benefit", "figures"),
)
"""What a form edits; the kind is told once, and steps and states are taken, not typed."""

_RANK = {step: place for place, step in enumerate(Step)}


def rank(step: Step) -> int:
    """The step's place in the official order, from 0."""
    return _RANK[step]
