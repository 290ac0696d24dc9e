"""The figures of the Ministry's summary 1, and the rows that each of them counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from operator import attrgetter

from toolkit.domain.obligation import State
from toolkit.domain.plan import Label, Plan, Task
from toolkit.domain.unit import Unit
from toolkit.rules.succession import is_valid
from toolkit.rules.timeliness import Outcome, Tally, tally_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One obligation as the summary counts it.

    `unit` is the code of the unit that bears it on the day, `made_for` of the one it was made
    for; `first_sent_on` the day of the first sending that was not withdrawn."""

    obligation: str
    unit: str
    made_for: str
    phase: str
    task: str
    period: str
    deadline: date
    first_sent_on: date | None
    state: State
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class TaskColumn:
    """A task as a column: names as in the plan, or the bare code of one no longer in it."""

    phase: str
    code: str
    name: str
    name_en: str
    short: str
    short_en: str


@dataclass(frozen=True, slots=True)
class PhaseColumn:
    """A phase with the tasks that it holds, in the plan's order."""

    code: str
    name: str
    name_en: str
    tasks: tuple[TaskColumn, ...]


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """What one unit owes on one task, oldest deadline first, and how it stands."""

    column: TaskColumn
    facts: tuple[Fact, ...]
    tally: Tally

    def count(self, outcome: Outcome) -> int:
        return sum(fact.outcome == outcome for fact in self.facts)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit with its tasks in the plan's order; tasks that it does not owe are not there."""

    unit: Unit
    tasks: tuple[TaskFigures, ...]

    def tallies(self, phase: str = "", task: str = "") -> Iterator[Tally]:
        """Tallies of its tasks, of one phase or one task where named."""
        for each in self.tasks:
            if phase in ("", each.column.phase) and task in ("", each.column.code):
                yield each.tally


@dataclass(frozen=True, slots=True)
class KindFigures:
    """A kind with its units, in the order of the units' list."""

    kind: Label
    units: tuple[UnitFigures, ...]

    def tally(self, phase: str = "", task: str = "") -> Tally:
        """The sub-total, of one phase or one task where named."""
        return sum((each for unit in self.units for each in unit.tallies(phase, task)), Tally())


@dataclass(frozen=True, kw_only=True)
class SummaryFigures:
    """All that summary 1 tells, as known at the end of `as_known_on`.

    `fingerprint` is a SHA-256 over plan, day, units and facts: equal for equal figures, whoever
    makes the workbook and whenever."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime
    phases: tuple[PhaseColumn, ...]
    kinds: tuple[KindFigures, ...]

    @property
    def units(self) -> Iterator[UnitFigures]:
        for kind in self.kinds:
            yield from kind.units

    def tally(self, phase: str = "", task: str = "") -> Tally:
        """The grand total, of one phase or one task where named."""
        return sum((kind.tally(phase, task) for kind in self.kinds), Tally())

    @cached_property
    def fingerprint(self) -> str:
        digest = sha256()
        for line in self._lines():
            digest.update("|".join(map(str, line)).encode())
            digest.update(b"\n")
        return digest.hexdigest()

    def _lines(self) -> Iterator[tuple[object, ...]]:
        yield self.plan.code, self.plan_version, self.as_known_on
        for kind in self.kinds:
            for unit in kind.units:
                yield kind.kind.code, unit.unit.code, unit.unit.name
                for task in unit.tasks:
                    yield from map(_identity, task.facts)


def summary_figures(
    plan: Plan,
    units: Iterable[Unit],
    facts: Iterable[Fact],
    *,
    as_known_on: date,
    made_at: datetime,
    plan_version: int = 1,
) -> SummaryFigures:
    """Group the facts by the unit that bears them, its kind and the task.

    Shown are the units of that day that take part, and whoever bears what is counted; a kind, unit,
    phase or task that facts name and the plan or the list no longer does comes last, by its
    code, so that every total equals the dashboard's."""
    owed = _by_unit(facts)
    phases = _phases(plan, owed)
    columns = [column for phase in phases for column in phase.tasks]
    shown = _shown(plan, units, owed, as_known_on)
    return SummaryFigures(
        plan=plan,
        plan_version=plan_version,
        as_known_on=as_known_on,
        made_at=made_at,
        phases=phases,
        kinds=_kinds(plan, [UnitFigures(unit, _tasks(owed, unit, columns)) for unit in shown]),
    )


_Owed = Mapping[str, Mapping[tuple[str, str], Sequence[Fact]]]
_in_time = attrgetter("deadline", "period", "obligation")


def _identity(fact: Fact) -> tuple[object, ...]:
    return (
        *(fact.obligation, fact.made_for, fact.phase, fact.task, fact.period),
        *(fact.deadline, fact.first_sent_on, fact.state, fact.outcome),
    )


def _by_unit(facts: Iterable[Fact]) -> _Owed:
    owed: defaultdict[str, defaultdict[tuple[str, str], list[Fact]]]
    owed = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        owed[fact.unit][fact.phase, fact.task].append(fact)
    return owed


def _phases(plan: Plan, owed: _Owed) -> tuple[PhaseColumn, ...]:
    columns = {(task.phase, task.code): _planned(task) for task in plan.tasks}
    for phase, task in sorted({key for tasks in owed.values() for key in tasks}):
        columns.setdefault((phase, task), TaskColumn(phase, task, task, task, task, task))
    names = {phase.code: (phase.name, phase.name_en) for phase in plan.phases}
    for phase, _ in columns:
        names.setdefault(phase, (phase, phase))
    return tuple(
        PhaseColumn(code, *name, tuple(each for each in columns.values() if each.phase == code))
        for code, name in names.items()
    )


def _planned(task: Task) -> TaskColumn:
    return TaskColumn(task.phase, task.code, task.name, task.name_en, task.short, task.short_en)


def _shown(plan: Plan, units: Iterable[Unit], owed: _Owed, on: date) -> list[Unit]:
    part = {kind.code for kind in plan.kinds if kind.takes_part}
    known = list(units)
    counted = {code for code, tasks in owed.items() if any(map(_counts, tasks.values()))}
    strangers = sorted(set(owed) - {unit.code for unit in known})
    return [
        *(
            unit
            for unit in known
            if unit.code in counted or (unit.kind in part and is_valid(unit, on))
        ),
        *(Unit(code=code, name=code, kind="") for code in strangers),
    ]


def _counts(facts: Sequence[Fact]) -> bool:
    """Whether any is more than a duty to come: those of a unit yet to be founded are not."""
    return any(fact.outcome != Outcome.NOT_EXPECTED for fact in facts)


def _tasks(owed: _Owed, unit: Unit, columns: Sequence[TaskColumn]) -> tuple[TaskFigures, ...]:
    mine = owed.get(unit.code, {})
    return tuple(
        TaskFigures(column, facts, tally_of(fact.outcome for fact in facts))
        for column in columns
        if (facts := tuple(sorted(mine.get((column.phase, column.code), ()), key=_in_time)))
    )


def _kinds(plan: Plan, units: Sequence[UnitFigures]) -> tuple[KindFigures, ...]:
    labels = {kind.code: kind for kind in plan.kinds}
    members: dict[str, list[UnitFigures]] = {code: [] for code in labels}
    for figures in units:
        members.setdefault(figures.unit.kind, []).append(figures)
    return tuple(
        KindFigures(labels.get(code, Label(code=code, name=code, name_en=code)), tuple(mine))
        for code, mine in members.items()
        if mine
    )
