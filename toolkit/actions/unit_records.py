"""The records that the workbooks of some units are filled with: a fixed number of questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from toolkit.domain.activity import Activity
from toolkit.domain.blocker import blocker
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.obligation import State, Status
from toolkit.domain.plan import Plan
from toolkit.errors import Refused
from toolkit.rules.periods import span
from toolkit.rules.workbook_lines import UnitRecords
from toolkit.store import ActivityFilter, ExemplarFilter, ObligationRow, Reading

_EVERY = 1_000_000
_UNFINISHED = (State.OPEN, State.RETURNED)


class _OfUnit(Protocol):
    @property
    def unit(self) -> str: ...


Record = TypeVar("Record", bound=_OfUnit)


@dataclass(frozen=True, slots=True)
class Known:
    """One unit's records, and how its obligations stand."""

    records: UnitRecords
    statuses: Mapping[str, Status]


def unit_records(
    reading: Reading, *, units: Collection[str], period: str, today: date
) -> dict[str, Known]:
    """Code of each of the units → what its workbook for the period shows.

    Targets of the period's year; reports due in the period and all that are still owed from
    before; every exemplar that is followed; activities from the year's first day to the period's
    last. A unit has what the units that it succeeded had. Raises Refused for an unknown period."""
    plan = reading.plan()
    first, last = days_of(plan, period)
    year = first.year
    borne = _borne(reading, units, today)
    owed = _owed(reading, borne, (first, last), today)
    reports = reading.reports_on([row.obligation.id for rows in owed.values() for row in rows])
    asked = ExemplarFilter(codes=frozenset(borne), sort="code")
    exemplars = _by_bearer(reading.exemplars_in(asked), borne)
    done = _done(reading, borne, date(year, 1, 1), last)
    codes = _codes(reading, exemplars, done)
    targets = _by_bearer(reading.targets(codes=units, year=year), borne)
    reached: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for (unit, _, kind, field), count in reading.actuals(today, codes=[*borne], year=year).items():
        reached[unit][kind, field] = count
    return {
        code: Known(
            UnitRecords(
                plan=plan,
                unit=code,
                year=year,
                targets=tuple(targets[code]),
                reached=reached[code],
                obligations=tuple(row.obligation for row in owed[code]),
                reports=reports,
                exemplars=tuple(exemplars[code]),
                activities=tuple(done[code]),
                codes=codes,
            ),
            {row.obligation.id: row.status for row in owed[code]},
        )
        for code in units
    }


def days_of(plan: Plan, period: str) -> tuple[date, date]:
    """First and last day of the period. Raises Refused where the plan has none such."""
    days = span(plan, period)
    if days is None:
        year = str(plan.starts.year)
        raise Refused((blocker("blocker.unknown_period", "period", period=period, year=year),))
    return days


def _borne(reading: Reading, units: Collection[str], today: date) -> dict[str, str]:
    """Code → the one of the units that bears it."""
    heirs = reading.heirs(today)
    asked = set(units)
    own = {code: code for code in units}
    return own | {code: heir for code, heir in heirs.items() if heir in asked and code not in own}


def _owed(
    reading: Reading, borne: Mapping[str, str], days: tuple[date, date], today: date
) -> dict[str, list[ObligationRow]]:
    """What falls due in the period, and what is unfinished from before, by task and period."""
    found: dict[str, list[ObligationRow]] = defaultdict(list)
    for row in reading.obligations(today, codes=[*borne]):
        owed = row.obligation
        unfinished = owed.state in _UNFINISHED and owed.deadline <= days[1]
        if unfinished or days[0] <= owed.deadline <= days[1]:
            found[borne[owed.unit]].append(row)
    return found


def _by_bearer(records: Iterable[Record], borne: Mapping[str, str]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for each in records:
        found[borne[each.unit]].append(each)
    return found


def _done(
    reading: Reading, borne: Mapping[str, str], since: date, until: date
) -> dict[str, list[Activity]]:
    """The units' own activities, the oldest first."""
    asked = ActivityFilter(codes=frozenset(borne), since=since, until=until)
    rows = reading.activities(asked, limit=_EVERY).rows
    return _by_bearer((each for each in reversed(rows) if each.unit in borne), borne)


def _codes(
    reading: Reading,
    exemplars: Mapping[str, list[Exemplar]],
    done: Mapping[str, list[Activity]],
) -> dict[str, str]:
    """Id → code of every exemplar that an activity hangs on."""
    known = {each.id: each.code for of_unit in exemplars.values() for each in of_unit}
    hung = {each for of_unit in done.values() for one in of_unit for each in one.exemplars}
    others = reading.exemplars(hung - known.keys())
    return known | {each.id: each.code for each in others.values()}
