"""What the store hands out besides the domain's own nouns: versions, changes and counted rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from toolkit.domain.obligation import Obligation, Status
from toolkit.domain.unit import Unit
from toolkit.rules.timeliness import Tally

REMOVED = "remove"
"""The action of a version that ends its record: it holds for no time, so nobody ever knew it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A plan file's text as it was put in use on `in_use_from`, with the reason of the change."""

    code: str
    title: str
    toml: str
    in_use_from: date
    reason: str = ""
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One version of a record: when, who, what was done and why, the record then and before."""

    at: datetime
    by: str
    action: str
    reason: str
    version: int
    record: Any
    before: Any


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of "what changed"; `kind` is "unit", "obligation", "plan" or "exemplar".

    `unit` is the code of the unit (for an obligation: that it was made for); `code` and `name` are
    an exemplar's."""

    at: datetime
    by: str
    action: str
    kind: str
    id: str
    unit: str
    task: str
    period: str
    reason: str
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """An obligation with the unit that bears it on the day, its status and days late then."""

    obligation: Obligation
    unit: Unit
    status: Status
    days_late: int


class UnitTally(NamedTuple):
    """How one bearer stands in one phase: its tally, and how many obligations by Status."""

    unit: str
    phase: str
    tally: Tally
    sent: int
    returned: int
    due_soon: int
    overdue: int
    not_due: int
    accepted: int
    waived: int


class GroupTally(NamedTuple):
    """How the `units` bearers of one kind and bloc stand in one phase."""

    phase: str
    kind: str
    bloc: str
    units: int
    tally: Tally
    sent: int
    returned: int
    due_soon: int
    overdue: int
    not_due: int
    accepted: int
    waived: int


@dataclass(frozen=True, slots=True)
class Totals:
    """All groups, and how many bearers there are, and how many of them have a report missing."""

    groups: tuple[GroupTally, ...]
    units: int
    late_units: int


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit with `count` missing reports, the oldest deadline among them, days since then."""

    unit: str
    name: str
    count: int
    oldest_deadline: date
    days: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit × task: the most pressing status of its `count` periods, `missing` among them.

    `deadline` is the earliest one among the periods of that status."""

    status: Status
    count: int
    missing: int
    deadline: date


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A bearer with a cell for each task code it has obligations on."""

    unit: Unit
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The rows asked for, and how many there are in all."""

    rows: tuple[MatrixRow, ...]
    total: int
