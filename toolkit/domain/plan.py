"""The plan: phases, tasks and what each asks for, indicators, milestones, fields of exemplars."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from toolkit.domain.conference import Conference
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.review import Review
from toolkit.domain.source import Source


class Frequency(StrEnum):
    """How often a task falls due."""

    ONCE = "once"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase of the plan; `starts` and `ends` are its first and last day."""

    code: str
    name: str
    name_en: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that a report on a task is asked for (never negative; whole unless told)."""

    code: str
    name: str
    name_en: str
    whole: bool = True
    most: float | None = None
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a report on a task must carry besides its numbers."""

    text: bool = True
    paper: bool = False
    attachment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One activity that units must report on.

    `due` holds one full date for a task done once, and one month-day a period ("06-15", "12-15")
    for half-yearly and yearly tasks. `opens` and `closes` bound the periods (default: the phase).
    `who` lists unit kinds; empty means every kind that takes part in the plan.
    `after` names tasks that come before this one."""

    code: str
    phase: str
    name: str
    name_en: str
    short: str
    short_en: str
    frequency: Frequency
    due: tuple[str, ...]
    opens: date | None = None
    closes: date | None = None
    who: tuple[str, ...] = ()
    evidence: Evidence = Evidence()
    numbers: tuple[Number, ...] = ()
    after: tuple[str, ...] = ()
    source: Source = Source.ASSUMED
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure followed through a phase: the sum of one number over the reports on one task."""

    code: str
    phase: str
    name: str
    name_en: str
    task: str
    number: str
    target: float | None = None
    source: Source = Source.ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A day of the plan's life that is known or assumed; it asks nothing of units."""

    on: date
    name: str
    name_en: str
    source: Source = Source.ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A code with its names: a kind of unit, or a bloc (khối, cụm)."""

    code: str
    name: str
    name_en: str
    takes_part: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of work (lĩnh vực) in which an exemplar may stand out."""

    code: str
    name: str
    name_en: str
    source: Source = Source.ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarSettings:
    """How exemplars are followed: which kinds there are, after how many days without a step or an
    activity one is stalled, how many months after a replication somebody must look at it again."""

    kinds: tuple[ExemplarKind, ...] = tuple(ExemplarKind)
    stalled_days: int = 180
    follow_up_months: tuple[int, ...] = (6, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultTarget:
    """What a unit is taken to aim at each year where it has set nothing itself.

    `who` lists unit kinds; empty means every kind that takes part."""

    kind: ExemplarKind
    count: int
    who: tuple[str, ...] = ()
    source: Source = Source.ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The official paper behind the plan or a report: number, day, issuing body."""

    number: str
    on: date
    issuer: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole plan file, validated. Order of phases, tasks, kinds and blocs is display order.

    `head` is the code of the unit that runs the plan (the Ministry); `signer` words go under the
    official summaries. `due_soon_days` is how many days ahead a deadline counts as near."""

    code: str
    title: str
    title_en: str
    short_title: str
    short_title_en: str
    head: str
    superior: str
    issuer: str
    place: str
    signer_authority: str
    signer_title: str
    due_soon_days: int
    phases: tuple[Phase, ...]
    kinds: tuple[Label, ...]
    tasks: tuple[Task, ...]
    blocs: tuple[Label, ...] = ()
    paper: Paper | None = None
    indicators: tuple[Indicator, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    fields: tuple[Field, ...] = ()
    exemplars: ExemplarSettings = ExemplarSettings()
    target_defaults: tuple[DefaultTarget, ...] = ()
    reviews: tuple[Review, ...] = ()
    conferences: tuple[Conference, ...] = ()

    @cached_property
    def task_by_code(self) -> dict[str, Task]:
        return {task.code: task for task in self.tasks}

    @cached_property
    def phase_by_code(self) -> dict[str, Phase]:
        return {phase.code: phase for phase in self.phases}

    @cached_property
    def field_by_code(self) -> dict[str, Field]:
        return {field.code: field for field in self.fields}

    @cached_property
    def review_by_code(self) -> dict[str, Review]:
        return {review.code: review for review in self.reviews}

    @cached_property
    def conference_by_code(self) -> dict[str, Conference]:
        return {conference.code: conference for conference in self.conferences}

    @property
    def starts(self) -> date:
        return min(phase.starts for phase in self.phases)

    @property
    def ends(self) -> date:
        return max(phase.ends for phase in self.phases)
