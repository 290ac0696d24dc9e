"""What one unit's workbook is filled with, and what all workbooks of a run have in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from toolkit.domain.exemplar import Exemplar
from toolkit.domain.obligation import Obligation, State, Status
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.domain.workbook import Line, Sheet, Workbook
from toolkit.exchange.workbook.choices import Choices
from toolkit.exchange.workbook.form import CALLED
from toolkit.rules.workbook_lines import UnitRecords, workbook_lines
from toolkit.words import Words

_WRITTEN = (State.OPEN, State.RETURNED)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One run's plan, lists and words; `units` are those that the drop-downs offer, by code."""

    plan: Plan
    plan_version: int
    period: str
    today: date
    made_at: datetime
    known_at: datetime
    choices: Choices
    words: Words
    more_units: bool = False

    @property
    def year(self) -> int:
        return int(self.period[:4])

    @cached_property
    def period_name(self) -> str:
        return self.words.period(self.period)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """One unit's: its records and how its obligations stand on the day."""

    edition: Edition
    unit: Unit
    records: UnitRecords
    statuses: Mapping[str, Status]

    @cached_property
    def lines(self) -> Mapping[Sheet, tuple[Line, ...]]:
        lines = workbook_lines(self.records)
        return {sheet: tuple(each for each in lines if each.sheet is sheet) for sheet in Sheet}

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Code of an exemplar → "code – name", of the unit's own."""
        return {each.code: called(each) for each in self.records.exemplars}

    @cached_property
    def written(self) -> frozenset[str]:
        """Keys of the reports that may be filled in."""
        both = zip(self.lines[Sheet.REPORTS], self.records.obligations, strict=True)
        return frozenset(line.key for line, owed in both if is_written(owed))

    @property
    def workbook(self) -> Workbook:
        edition = self.edition
        return Workbook(
            plan=edition.plan.code,
            plan_version=edition.plan_version,
            unit=self.unit.code,
            period=edition.period,
            made_at=edition.made_at,
            known_at=edition.known_at,
            lines=tuple(line for lines in self.lines.values() for line in lines),
            language=edition.words.language,
        )

    @property
    def due(self) -> int:
        """How many reports are to be sent."""
        return sum(is_written(each) for each in self.records.obligations)

    @property
    def late(self) -> int:
        return sum(
            is_written(each) and each.deadline < self.edition.today
            for each in self.records.obligations
        )


def is_written(obligation: Obligation) -> bool:
    """Whether its report may be filled in: it was not sent, or was returned."""
    return obligation.state in _WRITTEN


def called(exemplar: Exemplar) -> str:
    return f"{exemplar.code}{CALLED}{exemplar.name}"
