"""The figures of the Ministry's summary 6: everything about every unit, counted once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType

from toolkit.domain.activity import ActivityKind, Award
from toolkit.domain.exemplar import Step
from toolkit.domain.plan import Label, Phase, Plan
from toolkit.domain.unit import Unit
from toolkit.rules.succession import is_valid
from toolkit.rules.timeliness import Tally


class Part(StrEnum):
    """What is counted: báo cáo đến hạn, điển hình qua từng bước, hoạt động, khen thưởng."""

    REPORTS = "reports"
    STEPS = "steps"
    ACTIVITIES = "activities"
    AWARDS = "awards"


class Level(StrEnum):
    """Who grants an award: heads of units, the Minister, or the State (Law on emulation 2003)."""

    UNIT = "unit"
    MINISTRY = "ministry"
    STATE = "state"


MEASURES = ("expected", "on_time", "late", "missing")
ACTIVITIES = tuple(kind for kind in ActivityKind if kind is not ActivityKind.COMMENDATION)
_MINISTRY = (
    Award.EXCELLENT_TEAM,
    Award.EMULATION_MINISTRY,
    Award.MINISTER_CERTIFICATE,
    Award.MEMORIAL_MEDAL,
    Award.MINISTRY_FLAG,
)
_UNIT = (
    Award.PRAISE,
    Award.LABOUR,
    Award.LABOUR_TEAM,
    Award.EMULATION_BASE,
    Award.UNIT_CERTIFICATE,
)
LEVELS: Mapping[Award, Level] = MappingProxyType(
    dict.fromkeys(Award, Level.STATE)
    | dict.fromkeys(_MINISTRY, Level.MINISTRY)
    | dict.fromkeys(_UNIT, Level.UNIT)
)
_UNTAKEN = (0,) * len(Step)


@dataclass(frozen=True, slots=True)
class Column:
    """One count: a measure of the reports of a phase, a step, a kind of activity, a level."""

    part: Part
    code: str
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one unit; what is not named is nought.

    `tallies` by phase, `steps` in the order of `Step`, activities by kind, awards by level."""

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    steps: tuple[int, ...] = _UNTAKEN
    activities: Mapping[str, int] = field(default_factory=dict)
    awards: Mapping[str, int] = field(default_factory=dict)

    def counts(self, phases: Sequence[str]) -> tuple[int, ...]:
        """One number a column, as `columns` has them."""
        tallies = [self.tallies.get(phase, Tally()) for phase in phases]
        return (
            *(getattr(tally, measure) for tally in tallies for measure in MEASURES),
            *self.steps,
            *(self.activities.get(kind, 0) for kind in ACTIVITIES),
            *(self.awards.get(level, 0) for level in Level),
        )


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """A unit with its counts, one a column."""

    unit: Unit
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A kind or bloc with its units."""

    label: Label
    units: tuple[UnitCounts, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        return added(each.counts for each in self.units)


@dataclass(frozen=True, slots=True)
class Record:
    """One record that is counted at `unit`, where `made_for` bore it.

    `code` is a report's task or an exemplar's code, `name` an exemplar's or an activity's; `state`
    an outcome, a kind of activity or an award; `days` are those of an exemplar's ten steps."""

    part: Part
    unit: str
    made_for: str
    code: str
    name: str
    period: str
    state: str
    on: date | None
    days: tuple[date | None, ...]
    id: str


@dataclass(frozen=True, kw_only=True)
class OverallFigures:
    """All that summary 6 tells, as known at the end of `as_known_on`.

    `kinds` hold every unit once, in the plan's order; `blocs` too, the empty code last. `records`
    may be left out: see `overall_records`."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime
    phases: tuple[Phase | Label, ...]
    columns: tuple[Column, ...]
    kinds: tuple[Group, ...]
    blocs: tuple[Group, ...]
    records: tuple[Record, ...] = ()

    @property
    def units(self) -> Iterator[UnitCounts]:
        for kind in self.kinds:
            yield from kind.units

    @cached_property
    def total(self) -> tuple[int, ...]:
        return added((kind.counts for kind in self.kinds), width=len(self.columns))

    @cached_property
    def fingerprint(self) -> str:
        """A SHA-256 over plan, day, units and counts: equal for equal figures."""
        digest = sha256(f"{self.plan.code}|{self.plan_version}|{self.as_known_on}".encode())
        for each in self.units:
            unit = each.unit
            line = f"\n{unit.kind}|{unit.bloc}|{unit.code}|{unit.name}|{each.counts}"
            digest.update(line.encode())
        return digest.hexdigest()


def added(rows: Iterable[tuple[int, ...]], *, width: int = 0) -> tuple[int, ...]:
    """Column by column; of no row `width` noughts."""
    return tuple(map(sum, zip(*rows, strict=True))) or (0,) * width


def columns(phases: Iterable[str]) -> tuple[Column, ...]:
    """What is counted of each unit, in the order of the sheet of data."""
    return (
        *(Column(Part.REPORTS, each, phase) for phase in phases for each in MEASURES),
        *(Column(Part.STEPS, step) for step in Step),
        *(Column(Part.ACTIVITIES, kind) for kind in ACTIVITIES),
        *(Column(Part.AWARDS, level) for level in Level),
    )


def overall_figures(
    plan: Plan,
    units: Iterable[Unit],
    counted: Mapping[str, Counted],
    *,
    as_known_on: date,
    made_at: datetime,
    plan_version: int = 1,
) -> OverallFigures:
    """Group what was counted, by code of unit, by kind and by bloc.

    Shown are the units of that day that take part, and whoever has any count; a unit that is in
    no list comes last, by its code; so does a phase that the plan no longer has."""
    phases = _phases(plan, counted)
    codes = [phase.code for phase in phases]
    nothing = Counted().counts(codes)
    rows = [
        UnitCounts(unit, counted[unit.code].counts(codes) if unit.code in counted else nothing)
        for unit in _listed(units, counted)
    ]
    part = {kind.code for kind in plan.kinds if kind.takes_part}
    shown = [
        row
        for row in rows
        if any(row.counts) or (row.unit.kind in part and is_valid(row.unit, as_known_on))
    ]
    kinds = _grouped(plan.kinds, {row.unit.code: row.unit.kind for row in shown}, shown)
    ordered = [row for kind in kinds for row in kind.units]
    return OverallFigures(
        plan=plan,
        plan_version=plan_version,
        as_known_on=as_known_on,
        made_at=made_at,
        phases=phases,
        columns=columns(codes),
        kinds=kinds,
        blocs=_grouped(plan.blocs, {row.unit.code: row.unit.bloc for row in shown}, ordered),
    )


def _phases(plan: Plan, counted: Mapping[str, Counted]) -> tuple[Phase | Label, ...]:
    found = {phase for each in counted.values() for phase in each.tallies}
    strangers = sorted(found - set(plan.phase_by_code))
    return (*plan.phases, *(Label(code=code, name=code, name_en=code) for code in strangers))


def _listed(units: Iterable[Unit], counted: Mapping[str, Counted]) -> list[Unit]:
    known = list(units)
    strangers = sorted(set(counted) - {unit.code for unit in known})
    return [*known, *(Unit(code=code, name=code, kind="") for code in strangers)]


def _grouped(
    labels: Sequence[Label], group_of: Mapping[str, str], rows: Iterable[UnitCounts]
) -> tuple[Group, ...]:
    """By label, in their order; a code without a label after them, no code last of all."""
    members: dict[str, list[UnitCounts]] = {label.code: [] for label in labels}
    for row in rows:
        members.setdefault(group_of[row.unit.code], []).append(row)
    members[""] = members.pop("", [])
    named = {label.code: label for label in labels}
    return tuple(
        Group(named.get(code, Label(code=code, name=code, name_en=code)), tuple(mine))
        for code, mine in members.items()
        if mine
    )
