"""The records behind summary 6, one line each, so that a figure that changed leads to them."""

from collections.abc import Iterable, Iterator, Mapping

from toolkit.domain.activity import Activity, ActivityKind, Commendation
from toolkit.domain.plan import Plan
from toolkit.rules.deeds import Hung
from toolkit.rules.figures import Fact
from toolkit.rules.funnel import FunnelSource, phases_of
from toolkit.rules.overall import Part, Record
from toolkit.rules.timeliness import Outcome

KINDS = tuple(ActivityKind)
"""The activities that are told: all."""
_EXPECTED = (Outcome.ON_TIME, Outcome.LATE, Outcome.MISSING)


def report_records(facts: Iterable[Fact]) -> Iterator[Record]:
    """The reports that were expected by the day."""
    for fact in facts:
        if fact.outcome in _EXPECTED:
            yield Record(
                part=Part.REPORTS,
                unit=fact.unit,
                made_for=fact.made_for,
                code=fact.task,
                name="",
                period=fact.period,
                state=fact.outcome.value,
                on=fact.first_sent_on,
                days=(),
                id=fact.obligation,
            )


def step_records(plan: Plan, sources: Iterable[FunnelSource]) -> Iterator[Record]:
    """The exemplars that took a step within the plan."""
    for one in sources:
        if phases_of(plan, one):
            yield Record(
                part=Part.STEPS,
                unit=one.unit,
                made_for=one.made_for,
                code=one.code,
                name=one.name,
                period="",
                state="",
                on=None,
                days=one.days,
                id=one.id,
            )


def deed_records(
    activities: Iterable[Activity], hung: Mapping[str, Hung], heirs: Mapping[str, str]
) -> Iterator[Record]:
    """Activities at the unit that did them; awards at the unit of whom they went to, each."""
    for one in activities:
        if not isinstance(one.detail, Commendation):
            yield _deed(one, one.unit, heirs, Part.ACTIVITIES, one.kind.value)
            continue
        for id_ in one.exemplars:
            if (to := hung.get(id_)) is not None:
                award = one.detail.award.value
                yield _deed(one, to.unit, heirs, Part.AWARDS, award, to)


def _deed(  # noqa: PLR0917 -- whose it is, and what it counts as
    one: Activity,
    unit: str,
    heirs: Mapping[str, str],
    part: Part,
    state: str,
    to: Hung | None = None,
) -> Record:
    return Record(
        part=part,
        unit=heirs.get(unit, unit),
        made_for=unit,
        code=to.code if to else "",
        name=to.name if to else one.title,
        period="",
        state=state,
        on=one.on,
        days=(),
        id=f"{one.id} {to.code}" if to else one.id,
    )
