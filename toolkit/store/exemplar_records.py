"""What the store is asked about exemplars and activities, and what it hands out."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.exemplar import ExemplarKind, Registration, Standing, Step

SORTS = ("name", "code", "unit", "step", "day", "last")
"""By given name, code, unit code, furthest step, day of discovery, day last heard of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarFilter:
    """Which exemplars are wanted, and in what order; what is empty or None filters nothing.

    `field` may be "toan_dien". `step` is where they stand, `reached` one that they took at any time
    (those that live on in another are left out then, as the funnel does). `year` and the days
    `found_from` to `found_to` are of the discovery. `text` holds beginnings of words of name and
    code, without tone marks if one likes."""

    codes: frozenset[str] | None = None
    kind: str = ""
    field: str = ""
    step: str = ""
    reached: str = ""
    registration: str = ""
    standing: str = Standing.FOLLOWED.value
    year: int | None = None
    found_from: date | None = None
    found_to: date | None = None
    stalled_before: date | None = None
    text: str = ""
    sort: str = "name"
    descending: bool = False


class ExemplarRow(NamedTuple):
    """One line of a list."""

    id: str
    code: str
    name: str
    kind: ExemplarKind
    unit: str
    scope: tuple[str, ...]
    step: Step
    registration: Registration
    standing: Standing
    discovered_on: date
    last_on: date
    birth_year: int | None
    post: str
    version: int


@dataclass(frozen=True, slots=True)
class ExemplarPage:
    """The rows asked for, how many there are in all, and what to ask for to go on after them."""

    rows: tuple[ExemplarRow, ...]
    total: int
    next: str


class FunnelRow(NamedTuple):
    """How many took each step, in the order of `Step`, in one phase.

    `unit` is the bearer's code where it was asked for; `field` is empty where each exemplar counts
    once: one of two fields counts in both, so fields don't add up to that."""

    unit: str
    kind: ExemplarKind
    field: str
    phase: str
    steps: tuple[int, ...]


class FollowedRow(NamedTuple):
    """How many of those that are followed stand at each step now, in the order of `Step`.

    `field` is empty where each exemplar counts once."""

    kind: ExemplarKind
    field: str
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFilter:
    """Which activities are wanted: `codes` of units that they concern, in any part, or whose
    exemplars they hang on."""

    codes: frozenset[str] | None = None
    exemplar: str = ""
    kinds: tuple[ActivityKind, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """The activities asked for, the newest first, and how many there are in all."""

    rows: tuple[Activity, ...]
    total: int


class ReplicationRow(NamedTuple):
    """One unit that copied one exemplar: `alive` is the last answer, None where nobody looked."""

    activity: str
    on: date
    exemplar: str
    code: str
    name: str
    kind: ExemplarKind
    scope: tuple[str, ...]
    origin: str
    taker: str
    alive: bool | None
