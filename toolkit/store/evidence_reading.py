"""What the evidence of a review asks: counts over a period, of all units or of many exemplars."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Join,
    Row,
    and_,
    case,
    distinct,
    func,
    select,
    true,
)

from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.exemplar import ExemplarKind, Standing
from toolkit.rules.evidence import Copies, ExemplarFacts
from toolkit.rules.timeliness import Tally
from toolkit.store import judging
from toolkit.store.exemplar_mapping import an_activity
from toolkit.store.exemplar_schema import activity, activity_link, exemplar, follow_up
from toolkit.store.judging import how_many
from toolkit.store.schema import obligation
from toolkit.store.snapshot import Snapshot

_A, _E, _F, _LINK, _O = activity.c, exemplar.c, follow_up.c, activity_link.c, obligation.c
Codes = Collection[str] | None
Period = tuple[date, date]
"""First and last day, both counted."""


class EvidenceReading(Snapshot):
    """One statement each, whatever the number of units and exemplars.

    A unit's figures are those of what it bears on the day `on`; `units` are codes of those that it
    was counted for (see `borne_by`), None of all."""

    def tallies_due(self, due: Period, on: date, units: Codes = None) -> dict[str, Tally]:
        """Bearer → its obligations whose deadline lies in the period, judged as everywhere."""
        counts = (
            how_many(judging.is_expected(on)),
            how_many(judging.is_on_time(on)),
            how_many(judging.is_missing(on)),
        )
        rows = self.connection.execute(
            select(_O.unit, *counts)
            .where(self.is_known(obligation), judging.deadline.between(*due))
            .where(*_made_by(_O.unit, units))
            .group_by(_O.unit)
        )
        heirs = self.heirs(on)
        sums: defaultdict[str, Tally] = defaultdict(Tally)
        for unit, expected, on_time, missing in rows:
            late = expected - on_time - missing
            sums[heirs.get(unit, unit)] += Tally(expected, on_time, late, missing)
        return dict(sums)

    def registered_in(
        self, period: Period, on: date, units: Codes = None
    ) -> dict[tuple[str, ExemplarKind], int]:
        """(Bearer, kind) → how many of its exemplars were registered then, as in its targets."""
        unit = self._bearer(_E.unit, on).label("bearer")
        rows = self.connection.execute(
            select(unit, _E.kind, func.count())
            .where(self.is_known(exemplar), _E.standing != Standing.MERGED.value)
            .where(_E.registered_on.between(*period), *_made_by(_E.unit, units))
            .group_by("bearer", _E.kind)
        )
        return {(unit, ExemplarKind(kind)): count for unit, kind, count in rows}

    def done_in(
        self, period: Period, on: date, units: Codes = None
    ) -> dict[tuple[str, ActivityKind], int]:
        """(Bearer, kind) → how many activities the unit itself did then."""
        unit = self._bearer(_A.unit, on).label("bearer")
        rows = self.connection.execute(
            select(unit, _A.kind, func.count())
            .where(self.is_known(activity), _A.day.between(*period), *_made_by(_A.unit, units))
            .group_by("bearer", _A.kind)
        )
        return {(unit, ActivityKind(kind)): count for unit, kind, count in rows}

    def nurtured_in(self, period: Period, on: date, units: Codes = None) -> dict[str, int]:
        """Bearer → how many different exemplars it nurtured then."""
        unit = self._bearer(_A.unit, on).label("bearer")
        rows = self.connection.execute(
            select(unit, func.count(distinct(_E.id)).label("number"))
            .select_from(self._hung())
            .where(*self._in(period, ActivityKind.NURTURING), *_made_by(_A.unit, units))
            .group_by("bearer")
        )
        return {row.bearer: row.number for row in rows}

    def copied_in(self, period: Period, on: date, units: Codes = None) -> dict[str, Copies]:
        """Bearer → copies that were made then of its exemplars."""
        unit = self._bearer(_E.unit, on).label("bearer")
        taker = self._bearer(_A.taker, on)
        last = self._last_looks()
        rows = self.connection.execute(
            select(unit, *_copies(taker, last))
            .select_from(self._hung().outerjoin(last, last.c.activity == _A.id))
            .where(*self._in(period, ActivityKind.REPLICATION), *_made_by(_E.unit, units))
            .group_by("bearer")
        )
        return {unit: Copies(*counts) for unit, *counts in rows}

    def taken_in(self, period: Period, on: date, units: Codes = None) -> dict[str, int]:
        """Bearer → how many copies it made then of exemplars, as the one that took them over."""
        taker = self._bearer(_A.taker, on).label("bearer")
        rows = self.connection.execute(
            select(taker, func.count().label("number"))
            .select_from(self._hung())
            .where(*self._in(period, ActivityKind.REPLICATION), *_made_by(_A.taker, units))
            .group_by("bearer")
        )
        return {row.bearer: row.number for row in rows}

    def exemplar_facts(
        self, ids: Collection[str], period: Period, on: date
    ) -> dict[str, ExemplarFacts]:
        """Id → what was done for each of these exemplars then, and copied of it.

        One that was merged has the facts of what it lives on in."""
        heads = self._heads(ids)
        heirs = {each: _last(each, heads) for each in ids if each in heads}
        done = self._done_for({*heirs.values()}, period)
        copies = self._copies_of({*heirs.values()}, period, on)
        return {
            each: ExemplarFacts(
                code=heads[heir].code,
                found_on=heads[heir].discovered_on,
                activities=done.get(heir, {}),
                copies=copies.get(heir, Copies()),
            )
            for each, heir in heirs.items()
        }

    def registered_rows(
        self, units: Collection[str], period: Period
    ) -> tuple[tuple[str, str, date], ...]:
        """Code, name and day of the exemplars of these units that were registered then."""
        rows = self.connection.execute(
            select(_E.code, _E.name, _E.registered_on)
            .where(self.is_known(exemplar), _E.standing != Standing.MERGED.value)
            .where(_E.registered_on.between(*period), _E.unit.in_(sorted(units)))
            .order_by(_E.registered_on, _E.code)
        )
        return tuple((code, name, day) for code, name, day in rows)

    def activities_by(
        self, units: Collection[str], kinds: Collection[ActivityKind], period: Period
    ) -> tuple[Activity, ...]:
        """What these units themselves did then, the oldest first."""
        named = [kind.value for kind in kinds]
        found = self.known(activity).where(
            _A.unit.in_(sorted(units)), _A.kind.in_(named), _A.day.between(*period)
        )
        rows = self.connection.execute(found.order_by(_A.day, _A.id))
        return tuple(map(an_activity, rows))

    def _heads(self, ids: Collection[str]) -> dict[str, Row[Any]]:
        """Code, day found and heir of these exemplars and of all that they live on in."""
        found: dict[str, Row[Any]] = {}
        wanted = {*ids}
        while wanted:
            asked = select(_E.id, _E.code, _E.discovered_on, _E.merged_into).where(
                self.is_known(exemplar), _E.id.in_(sorted(wanted))
            )
            rows = {row.id: row for row in self.connection.execute(asked)}
            found |= rows
            wanted = {row.merged_into for row in rows.values() if row.merged_into} - set(found)
        return found

    def _done_for(self, ids: Collection[str], period: Period) -> dict[str, Counter[ActivityKind]]:
        rows = self.connection.execute(
            select(_LINK.target, _A.kind, func.count())
            .select_from(_linked())
            .where(self.is_known(activity), _A.day.between(*period))
            .where(_LINK.target.in_(sorted(ids)))
            .group_by(_LINK.target, _A.kind)
        )
        found: defaultdict[str, Counter[ActivityKind]] = defaultdict(Counter)
        for target, kind, count in rows:
            found[target][ActivityKind(kind)] = count
        return found

    def _copies_of(self, ids: Collection[str], period: Period, on: date) -> dict[str, Copies]:
        last = self._last_looks()
        rows = self.connection.execute(
            select(_LINK.target, *_copies(self._bearer(_A.taker, on), last))
            .select_from(_linked().outerjoin(last, last.c.activity == _A.id))
            .where(self.is_known(activity), *_of(period, ActivityKind.REPLICATION))
            .where(_LINK.target.in_(sorted(ids)))
            .group_by(_LINK.target)
        )
        return {target: Copies(*counts) for target, *counts in rows}

    def _bearer(self, unit: ColumnElement[str], on: date) -> ColumnElement[str]:
        """Who bears on that day what is the unit's, so that what is counted once stays one."""
        heirs = self.heirs(on)
        return case(heirs, value=unit, else_=unit) if heirs else unit

    def _last_looks(self) -> FromClause:
        """Replication → whether the last look at it found it alive."""
        answered = (
            select(_F.activity, func.max(_F.months).label("months"))
            .where(self.is_known(follow_up), _F.alive.is_not(None))
            .group_by(_F.activity)
            .subquery()
        )
        same = and_(answered.c.activity == _F.activity, answered.c.months == _F.months)
        return (
            select(_F.activity, _F.alive)
            .select_from(follow_up.join(answered, same))
            .where(self.is_known(follow_up))
            .subquery()
        )

    def _hung(self) -> Join:
        """Activities with the exemplars that they hang on, one row for each of these."""
        return _linked().join(exemplar, and_(_E.id == _LINK.target, self.is_known(exemplar)))

    def _in(self, period: Period, kind: ActivityKind) -> tuple[ColumnElement[bool], ...]:
        return self.is_known(activity), *_of(period, kind)


def _last(one: str, heads: Mapping[str, Row[Any]]) -> str:
    while (heir := heads[one].merged_into) and heir in heads:
        one = heir
    return one


def _made_by(unit: ColumnElement[str], units: Codes) -> tuple[ColumnElement[bool], ...]:
    return () if units is None else (unit.in_(sorted(units)),)


def _linked() -> Join:
    return activity.join(activity_link, and_(_LINK.activity == _A.id, _LINK.version == _A.version))


def _of(period: Period, kind: ActivityKind) -> tuple[ColumnElement[bool], ...]:
    return _A.kind == kind.value, _A.day.between(*period)


def _copies(taker: ColumnElement[str], last: FromClause) -> tuple[ColumnElement[Any], ...]:
    return (
        func.count(),
        func.count(distinct(taker)),
        func.count().filter(last.c.alive.is_(true())),
    )
