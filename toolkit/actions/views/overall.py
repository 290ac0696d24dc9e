"""The figures of the Ministry's summary 6, for any day as known on that day."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.domain.activity import ActivityKind, Award
from toolkit.domain.exemplar import Step
from toolkit.rules.overall import LEVELS, Counted, OverallFigures, overall_figures
from toolkit.rules.overall_records import KINDS, deed_records, report_records, step_records
from toolkit.rules.permissions import Act
from toolkit.rules.timeliness import Tally
from toolkit.store import Reading

MOST_RECORDS = 50_000
"""Beyond it summary 6 leads to the others: the records would cost more than all the rest."""
_RECORDED = ("obligation", "exemplar", "activity")


def summary_6(desk: Desk, *, on: date | None = None) -> OverallFigures:
    """Figures of "Biểu tổng hợp sơ kết, tổng kết giai đoạn" as known at the end of `on`."""
    require(desk, Act.SUMMARISE)
    day = min(on or desk.today, desk.today)
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        version = reading.plan_version()
        return overall_figures(
            reading.plan(),
            reading.units(),
            _counted(reading, day),
            as_known_on=day,
            made_at=desk.now(),
            plan_version=version.version if version else 1,
        )


def summary_6_with_records(desk: Desk, *, on: date | None = None) -> OverallFigures:
    """The same with the records behind it, where these are no more than a sheet should hold."""
    figures = summary_6(desk, on=on)
    day = figures.as_known_on
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        if sum(reading.how_many(kind) for kind in _RECORDED) > MOST_RECORDS:
            return figures
        plan, shown = reading.plan(), {each.unit.code for each in figures.units}
        records = (
            *report_records(reading.facts(day)),
            *step_records(plan, reading.funnel_sources(day)),
            *deed_records(
                reading.deeds(KINDS, day),
                reading.hung((ActivityKind.COMMENDATION,)),
                reading.heirs(day),
            ),
        )
    return replace(figures, records=tuple(each for each in records if each.unit in shown))


def _counted(reading: Reading, day: date) -> dict[str, Counted]:
    """Code of unit → all that is counted of it."""
    tallies: defaultdict[str, dict[str, Tally]] = defaultdict(dict)
    for row in reading.tallies(day):
        tallies[row.unit][row.phase] = row.tally
    found = reading.counted_by_unit(day)
    activities: defaultdict[str, Counter[str]] = defaultdict(Counter)
    awards: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (unit, kind), count in found.activities.items():
        activities[unit][kind] += count
    for (unit, award), count in found.awards.items():
        awards[unit][LEVELS[Award(award)]] += count
    none = (0,) * len(Step)
    return {
        unit: Counted(tallies[unit], found.steps.get(unit, none), activities[unit], awards[unit])
        for unit in sorted({*tallies, *found.steps, *activities, *awards})
    }
