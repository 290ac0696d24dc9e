"""The questions that pages ask about exemplars, activities and targets."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import func, select

from toolkit.domain.activity import Activity, FollowUp
from toolkit.domain.exemplar import Exemplar, ExemplarKind
from toolkit.domain.target import Target
from toolkit.rules.codes import code_stem, exemplar_code
from toolkit.rules.funnel import FunnelSource
from toolkit.rules.targets import Key
from toolkit.store import (
    activity_listing,
    exemplar_counting,
    exemplar_listing,
    exemplar_matching,
    unit_counting,
)
from toolkit.store.exemplar_mapping import (
    ACTIVITY,
    EXEMPLAR,
    FOLLOW_UP,
    a_follow_up,
    a_target,
    an_exemplar,
)
from toolkit.store.exemplar_records import (
    ActivityFilter,
    ActivityPage,
    ExemplarFilter,
    ExemplarPage,
    FollowedRow,
    FunnelRow,
    ReplicationRow,
)
from toolkit.store.exemplar_schema import exemplar, target
from toolkit.store.memo import Memos
from toolkit.store.snapshot import Snapshot

Codes = Collection[str] | None
_C = exemplar.c


class ExemplarReading(Snapshot):
    """Each question costs the same few statements whatever the number of exemplars.

    `codes` are codes of units; None is all of them."""

    memos: Memos | None = None

    def exemplar(self, exemplar_id: str) -> Exemplar | None:
        return self._one(EXEMPLAR, _C.id == exemplar_id)

    def exemplar_version(self, exemplar_id: str, version: int) -> Exemplar | None:
        """The exemplar as it was in one version."""
        return self._version(EXEMPLAR, exemplar_id, version)

    def exemplar_called(self, code: str) -> Exemplar | None:
        """The exemplar with this code; for one that was merged, the one that it lives on in."""
        found = self._one(EXEMPLAR, _C.code == code)
        while found is not None and found.merged_into:
            found = self.exemplar(found.merged_into)
        return found

    def exemplars(self, ids: Collection[str]) -> dict[str, Exemplar]:
        """Id → exemplar, of those that there are."""
        found = self.known(exemplar).where(_C.id.in_(sorted(set(ids))))
        rows = self.connection.execute(found).all()
        for row in rows:
            self.noted(EXEMPLAR, row)
        return {row.id: an_exemplar(row) for row in rows}

    def merged_into(self, exemplar_id: str) -> tuple[Exemplar, ...]:
        """The records that live on in this one, by code."""
        found = self.known(exemplar).where(_C.merged_into == exemplar_id).order_by(_C.code)
        return tuple(an_exemplar(row) for row in self.connection.execute(found))

    def exemplar_page(
        self, asked: ExemplarFilter, *, offset: int = 0, limit: int = 50, after: str = ""
    ) -> ExemplarPage:
        """A page of the list; `after` is `next` of the page before, and quicker than `offset`."""
        return exemplar_listing.page(
            self, asked, offset=offset, limit=limit, after=after, count=self._remembered
        )

    def exemplars_in(self, asked: ExemplarFilter) -> Iterator[Exemplar]:
        """Whole records of the list; to be used up inside this reading."""
        return exemplar_listing.stream(self, asked)

    def alike(self, one: Exemplar) -> tuple[Exemplar, ...]:
        """Current exemplars that share a blocking key with this one: to be judged by the rules.

        They tell only what the judgement asks: name, unit, birth, sex, workplace, head."""
        return exemplar_matching.alike(self, one)

    def funnel(
        self, today: date, *, codes: Codes = None, by_unit: bool = False
    ) -> tuple[FunnelRow, ...]:
        """Who took which step, by kind, field and phase (and bearer)."""
        make = partial(exemplar_counting.funnel, self, today, codes, by_unit=by_unit)
        if self.memos is None or codes is not None:
            return make()
        return self.memos.get(f"funnel {today} {by_unit}", make, _funnel_rows)

    def funnel_sources(self, today: date) -> tuple[FunnelSource, ...]:
        """Every exemplar that the funnel counts, under its bearer."""
        return exemplar_counting.funnel_sources(self, today)

    def followed(self, *, codes: Codes = None) -> tuple[FollowedRow, ...]:
        """How many that are followed stand at each step now, by kind and field."""
        make = partial(exemplar_counting.followed, self, codes)
        if self.memos is None or codes is not None:
            return make()
        return self.memos.get("followed", make, _followed_rows)

    def counted_by_unit(self, today: date) -> unit_counting.UnitCounting:
        """Steps taken, activities and awards of every bearer, until the end of `today`."""
        return unit_counting.counted(self, today)

    def registrations(self, *, codes: Codes = None) -> dict[str, int]:
        """State of registration → how many that are followed are in it."""
        make = partial(exemplar_counting.registrations, self, codes)
        if self.memos is None or codes is not None:
            return make()
        return self.memos.get("registrations", make, dict)

    def actuals(
        self,
        today: date,
        *,
        codes: Codes = None,
        year: int | None = None,
        by_unit: bool = True,
    ) -> dict[Key, int]:
        """(bearer, year, kind, field) → how many were registered then; bearer "" for all."""
        make = partial(exemplar_counting.actuals, self, today, codes, year, by_unit=by_unit)
        if self.memos is None or codes is not None:
            return make()
        counted = self.memos.get(
            f"actuals {today} {year} {by_unit}", lambda: [*make().items()], _actual_rows
        )
        return dict(counted)

    def targets(self, *, codes: Codes = None, year: int | None = None) -> tuple[Target, ...]:
        """What units set for themselves, by unit, year, kind and field."""
        c = target.c
        found = self.known(target).order_by(c.unit, c.year, c.kind, c.field)
        if codes is not None:
            found = found.where(c.unit.in_(sorted(codes)))
        if year is not None:
            found = found.where(c.year == year)
        return tuple(a_target(row) for row in self.connection.execute(found))

    def activity(self, activity_id: str) -> Activity | None:
        return self._one(ACTIVITY, ACTIVITY.table.c.id == activity_id)

    def activities(
        self, asked: ActivityFilter, *, offset: int = 0, limit: int = 50
    ) -> ActivityPage:
        return activity_listing.page(self, asked, offset=offset, limit=limit)

    def activities_of(self, exemplar_id: str) -> tuple[Activity, ...]:
        """Everything done for one exemplar, the newest first."""
        return activity_listing.activities_of(self, exemplar_id)

    def replications(self, *, codes: Codes = None) -> tuple[ReplicationRow, ...]:
        """Who copied what, by exemplar's code, then day; `codes` are origins or takers."""
        return tuple(activity_listing.replications(self, codes))

    def each_replication(self) -> Iterator[ReplicationRow]:
        """The same of all units, one after another; to be used up inside this reading."""
        return activity_listing.replications(self, None)

    def follow_up(self, follow_up_id: str) -> FollowUp | None:
        return self._one(FOLLOW_UP, FOLLOW_UP.table.c.id == follow_up_id)

    def follow_ups(
        self, *, codes: Codes = None, due_before: date | None = None, open_only: bool = False
    ) -> tuple[FollowUp, ...]:
        """Duties to look at a replication again, the first due first; `codes` are takers."""
        return activity_listing.follow_ups(
            self, codes=codes, due_before=due_before, open_only=open_only
        )

    def follow_ups_of(self, exemplar_id: str) -> tuple[FollowUp, ...]:
        return activity_listing.follow_ups_of(self, exemplar_id)

    def follow_ups_on(self, activity_id: str) -> tuple[FollowUp, ...]:
        """The duties that one replication made."""
        c = FOLLOW_UP.table.c
        found = self.known(FOLLOW_UP.table).where(c.activity == activity_id).order_by(c.due)
        return tuple(a_follow_up(row) for row in self.connection.execute(found))

    def saved_by(self, one: Exemplar) -> str:
        """Login of who saved this version."""
        same = (_C.id == one.id, _C.version == one.version)
        return self.connection.execute(select(_C.recorded_by).where(*same)).scalar() or ""

    def next_code(self, unit: str, year: int) -> str:
        """The code of the next exemplar that the unit finds in the year; ask while writing."""
        stem = code_stem(unit, year)
        last = select(func.max(_C.code_serial)).where(
            _C.recorded_to.is_(None), _C.code_stem == stem
        )
        return exemplar_code(unit, year, (self.connection.execute(last).scalar() or 0) + 1)

    def _remembered(self, key: str, count: Callable[[], int]) -> int:
        return count() if self.memos is None else self.memos.get(key, count, int)


def _actual_rows(body: Sequence[Any]) -> list[tuple[Key, int]]:
    return [
        ((unit, year, ExemplarKind(kind), field), count)
        for (unit, year, kind, field), count in body
    ]


def _funnel_rows(body: Sequence[Any]) -> tuple[FunnelRow, ...]:
    return tuple(
        FunnelRow(unit, ExemplarKind(kind), field, phase, tuple(steps))
        for unit, kind, field, phase, steps in body
    )


def _followed_rows(body: Sequence[Any]) -> tuple[FollowedRow, ...]:
    return tuple(
        FollowedRow(ExemplarKind(kind), field, tuple(steps)) for kind, field, steps in body
    )
