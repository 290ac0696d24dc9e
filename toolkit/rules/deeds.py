"""The figures of the Ministry's summary 3: what was done for exemplars, and whom it reached."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from toolkit.domain.activity import (
    Activity,
    ActivityKind,
    FollowUp,
    Means,
    MediaItem,
    Medium,
    Movement,
    Nurturing,
    Replication,
    Visit,
)
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.rules.unit_facts import FiguresByUnit, by_kind

KINDS = (
    ActivityKind.NURTURING,
    ActivityKind.REPLICATION,
    ActivityKind.MEDIA,
    ActivityKind.VISIT,
    ActivityKind.MOVEMENT,
)
"""The activities that summary 3 tells of."""


class Counted(StrEnum):
    """What a fact counts: an activity, an exemplar that activities reached, a unit that copied.

    An activity counts at the unit that recorded it, an exemplar at its own, a copy at the taker."""

    NURTURING = "nurturing"
    NURTURED = "nurtured"
    REPLICATION = "replication"
    COPIED = "copied"
    TAKEN = "taken"
    MEDIA = "media"
    VISIT = "visit"
    MOVEMENT = "movement"


class After(StrEnum):
    """What became of it: of a replication after the plan's last look, of a movement by the day."""

    NOT_DUE = "not_due"
    UNANSWERED = "unanswered"
    ALIVE = "alive"
    ENDED = "ended"
    RUNNING = "running"
    CLOSED = "closed"


class Hung(NamedTuple):
    """An exemplar that an activity hangs on; of a merged one, what it lives on in."""

    id: str
    code: str
    name: str
    kind: ExemplarKind
    unit: str
    post: str


@dataclass(frozen=True, slots=True)
class DeedFact:
    """One row that is counted. `first` is false where the whole plan has counted it before.

    `made_for` is the unit that it was recorded for, where `unit` bears it today; `people` are a
    visit's guests; `phase` is empty outside all phases; `record` is the record's id."""

    unit: str
    what: Counted
    form: str
    after: str
    phase: str
    first: bool
    on: date
    title: str
    exemplars: str
    people: int
    made_for: str
    record: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of data: facts of a kind, of one form or outcome where told; or their people."""

    what: Counted
    form: str = ""
    after: str = ""
    people: bool = False

    def of(self, fact: DeedFact) -> int:
        if self.form not in ("", fact.form) or self.after not in ("", fact.after):
            return 0
        return fact.people if self.people else 1


MEASURES = (
    Measure(Counted.NURTURING),
    *(Measure(Counted.NURTURING, form=each.value) for each in Means),
    Measure(Counted.NURTURED),
    Measure(Counted.REPLICATION),
    Measure(Counted.COPIED),
    Measure(Counted.TAKEN),
    *(
        Measure(Counted.REPLICATION, after=each.value)
        for each in (After.ALIVE, After.ENDED, After.UNANSWERED)
    ),
    Measure(Counted.MEDIA),
    *(Measure(Counted.MEDIA, form=each.value) for each in Medium),
    Measure(Counted.VISIT),
    Measure(Counted.VISIT, people=True),
    Measure(Counted.MOVEMENT),
    Measure(Counted.MOVEMENT, after=After.CLOSED.value),
)
"""Every count of a unit, in the order of the sheet of data."""
_BY_KIND: Mapping[Counted, Sequence[tuple[int, Measure]]] = MappingProxyType(
    {
        what: [(place, each) for place, each in enumerate(MEASURES) if each.what is what]
        for what in Counted
    }
)


class DeedFigures(FiguresByUnit[DeedFact]):
    """All that summary 3 tells."""

    @cached_property
    def months(self) -> int:
        """After how many months a replication is looked at for the last time."""
        return max(self.plan.exemplars.follow_up_months, default=0)


def counted(facts: Iterable[DeedFact], phase: str = "") -> tuple[int, ...]:
    """One number for each of `MEASURES`, of one phase or of the whole plan ("")."""
    total = [0] * len(MEASURES)
    for fact in facts:
        if fact.phase == phase if phase else fact.first:
            for place, measure in _BY_KIND[fact.what]:
                total[place] += measure.of(fact)
    return tuple(total)


def deed_figures(
    plan: Plan,
    units: Iterable[Unit],
    activities: Iterable[Activity],
    *,
    hung: Mapping[str, Hung],
    follow_ups: Iterable[FollowUp],
    heirs: Mapping[str, str],
    as_known_on: date,
    made_at: datetime,
    plan_version: int = 1,
) -> DeedFigures:
    """Count activities at the units that bear them on the day: see `by_kind`.

    `hung` are exemplars by the id that activities name, `heirs` bearers by ended units."""
    facts = _Facts(plan, hung, _last_looks(follow_ups), heirs, as_known_on)
    mine: dict[str, list[DeedFact]] = {}
    for fact in facts.of(sorted(activities, key=lambda each: (each.on, each.id))):
        mine.setdefault(fact.unit, []).append(fact)
    order = {what: place for place, what in enumerate(Counted)}
    sorted_facts = {
        code: tuple(sorted(found, key=lambda fact: order[fact.what]))
        for code, found in mine.items()
    }
    return DeedFigures(
        plan=plan,
        plan_version=plan_version,
        as_known_on=as_known_on,
        made_at=made_at,
        groups=by_kind(plan, units, sorted_facts, as_known_on),
    )


@dataclass(frozen=True)
class _Facts:
    plan: Plan
    hung: Mapping[str, Hung]
    looks: Mapping[str, FollowUp]
    heirs: Mapping[str, str]
    day: date

    def of(self, activities: Iterable[Activity]) -> Iterator[DeedFact]:
        """Facts in the order of their days; an exemplar's first in a phase counts, no later one."""
        reached: set[tuple[Counted, str, str | None]] = set()
        for activity in activities:
            yield self._deed(activity)
            if isinstance(activity.detail, Replication):
                yield self._fact(activity, Counted.TAKEN, activity.detail.taker)
            yield from self._first_time(activity, reached)

    def _first_time(
        self, activity: Activity, reached: set[tuple[Counted, str, str | None]]
    ) -> Iterator[DeedFact]:
        """The exemplars that none of its kind had reached before, in the phase or at all."""
        what, phase = _REACHED.get(activity.kind), phase_of(self.plan, activity.on)
        for one in self._exemplars(activity) if what else ():
            if what and (what, one.id, phase) not in reached:
                yield self._reached(activity, what, one, first=(what, one.id, None) not in reached)
                reached |= {(what, one.id, phase), (what, one.id, None)}

    def _deed(self, activity: Activity) -> DeedFact:
        detail, form, people = activity.detail, "", 0
        if isinstance(detail, Nurturing):
            form = detail.means.value
        elif isinstance(detail, MediaItem):
            form = detail.medium.value
        elif isinstance(detail, Visit):
            people = sum(detail.guests.values())
        what = Counted(activity.kind.value)
        return self._fact(activity, what, activity.unit, form=form, people=people)

    def _fact(
        self, activity: Activity, what: Counted, unit: str, *, form: str = "", people: int = 0
    ) -> DeedFact:
        bearer = self.heirs.get(unit, unit)
        return DeedFact(
            unit=bearer,
            what=what,
            form=form,
            after=self._after(activity) if what is not Counted.TAKEN else "",
            phase=phase_of(self.plan, activity.on),
            first=True,
            on=activity.on,
            title=activity.title,
            exemplars="; ".join(one.code for one in self._exemplars(activity)),
            people=people,
            made_for="" if bearer == unit else unit,
            record=activity.id,
        )

    def _reached(self, activity: Activity, what: Counted, one: Hung, *, first: bool) -> DeedFact:
        bearer = self.heirs.get(one.unit, one.unit)
        return DeedFact(
            unit=bearer,
            what=what,
            form="",
            after="",
            phase=phase_of(self.plan, activity.on),
            first=first,
            on=activity.on,
            title=one.name,
            exemplars=one.code,
            people=0,
            made_for="" if bearer == one.unit else one.unit,
            record=one.id,
        )

    def _exemplars(self, activity: Activity) -> list[Hung]:
        """Each once, though two records of it were merged."""
        found = (self.hung[each] for each in activity.exemplars if each in self.hung)
        return [*{one.id: one for one in found}.values()]

    def _after(self, activity: Activity) -> str:
        if isinstance(activity.detail, Movement):
            told = activity.detail.closing or (activity.until and activity.until <= self.day)
            return (After.CLOSED if told else After.RUNNING).value
        look = self.looks.get(activity.id)
        if look is None or not isinstance(activity.detail, Replication):
            return ""
        if look.alive is not None:
            return (After.ALIVE if look.alive else After.ENDED).value
        return (After.NOT_DUE if look.due > self.day else After.UNANSWERED).value


_REACHED = MappingProxyType(
    {
        ActivityKind.NURTURING: Counted.NURTURED,
        ActivityKind.REPLICATION: Counted.COPIED,
    }
)


def phase_of(plan: Plan, day: date) -> str:
    """The phase that the day lies in; empty outside all."""
    return next((each.code for each in plan.phases if each.starts <= day <= each.ends), "")


def _last_looks(follow_ups: Iterable[FollowUp]) -> dict[str, FollowUp]:
    """Activity → its latest duty to look again."""
    found: dict[str, FollowUp] = {}
    for each in follow_ups:
        known = found.get(each.activity)
        if known is None or known.months < each.months:
            found[each.activity] = each
    return found
