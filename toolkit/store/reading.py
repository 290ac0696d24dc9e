"""Reading: one consistent snapshot of the data, and the questions pages ask of it."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from toolkit.rules.figures import Fact
from toolkit.rules.timeliness import Tally
from toolkit.store import counting, listing, matrix, memo, news, streaming
from toolkit.store.conference_reading import ConferenceReading
from toolkit.store.deed_reading import DeedReading
from toolkit.store.evidence_reading import EvidenceReading
from toolkit.store.exchange_reading import ExchangeReading
from toolkit.store.exemplar_reading import ExemplarReading
from toolkit.store.records import (
    ChangeRow,
    LateUnit,
    MatrixPage,
    ObligationRow,
    Totals,
    UnitTally,
)
from toolkit.store.result_reading import ResultReading
from toolkit.store.review_reading import ReviewReading

Codes = Collection[str] | None
Result = TypeVar("Result")


class Reading(
    ExemplarReading,
    ExchangeReading,
    DeedReading,
    ReviewReading,
    EvidenceReading,
    ConferenceReading,
    ResultReading,
):
    """Each question costs the same few statements whatever the number of units.

    In counts, `codes` are the bearers asked about; in lists, the units that obligations were made
    for; None is all of them."""

    def then(self, day: date) -> "Reading":
        """The same data as known at the end of that day."""
        return Reading(self.connection, day)

    def tallies(self, today: date, *, codes: Codes = None) -> tuple[UnitTally, ...]:
        """One row for each bearer and phase, in the order of codes."""
        return counting.tallies(self, today, codes)

    def remembered(
        self, name: str, make: Callable[[], Result], unpack: Callable[[Any], Result]
    ) -> Result:
        """What `make` gives, kept until anything changes; `unpack` makes it of JSON again.

        Only for what everybody would be given who asks by this name."""
        return make() if self.memos is None else self.memos.get(name, make, unpack)

    def totals(self, today: date, *, codes: Codes = None) -> Totals:
        """The tallies added up by phase, kind and bloc of the bearers."""
        if self.memos is None or codes is not None:
            return counting.totals(self, today, codes)
        make = partial(counting.totals, self, today, None)
        return self.memos.get(f"totals {today}", make, memo.totals)

    def task_tallies(self, today: date, *, codes: Codes = None) -> dict[str, Tally]:
        """Task code → tally of all obligations on it."""
        if self.memos is None or codes is not None:
            return counting.task_tallies(self, today, codes)
        make = partial(counting.task_tallies, self, today, None)
        return self.memos.get(f"task_tallies {today}", make, memo.task_tallies)

    def late(self, today: date, *, limit: int, codes: Codes = None) -> tuple[LateUnit, ...]:
        """Bearers with missing reports: the oldest deadline first, then the most missing."""
        if self.memos is None or codes is not None:
            return counting.late(self, today, limit, codes)
        make = partial(counting.late, self, today, limit, None)
        return self.memos.get(f"late {today} {limit}", make, memo.late)

    def indicators(self, *, codes: Codes = None) -> dict[str, float]:
        """Indicator code → sum of its number over reports that stand; `codes` as in lists."""
        if self.memos is None or codes is not None:
            return counting.indicators(self, codes)
        return self.memos.get("indicators", partial(counting.indicators, self, None), dict)

    def matrix(
        self,
        today: date,
        *,
        phase: str = "",
        kind: str = "",
        bloc: str = "",
        only_late: bool = False,
        search: str = "",
        codes: Codes = None,
        offset: int = 0,
        limit: int = 50,
    ) -> MatrixPage:
        """A page of bearers × tasks; empty strings filter nothing. See `Cell`."""
        return matrix.matrix(
            self,
            today,
            phase=phase,
            kind=kind,
            bloc=bloc,
            only_late=only_late,
            search=search,
            codes=codes,
            offset=offset,
            limit=limit,
        )

    def obligations(self, today: date, *, codes: Codes) -> tuple[ObligationRow, ...]:
        """Obligations made for the units, by deadline."""
        return listing.obligations(self, today, codes)

    def obligation_row(self, obligation_id: str, today: date) -> ObligationRow | None:
        return listing.obligation_row(self, obligation_id, today)

    def due(
        self, today: date, *, codes: Codes, offset: int, limit: int
    ) -> tuple[tuple[ObligationRow, ...], int]:
        """Returned, overdue or due soon: a page, the oldest deadline first, and how many in all.

        A `limit` of 0 only counts."""
        return listing.due(self, today, codes, listing.Part(offset, limit))

    def waiting(
        self, today: date, *, codes: Codes, search: str, offset: int, limit: int
    ) -> tuple[tuple[ObligationRow, ...], int]:
        """Sent and not decided: a page, the first sent first, and how many in all."""
        return listing.waiting(self, today, codes, search, listing.Part(offset, limit))

    def facts(self, today: date) -> Iterator[Fact]:
        """Every obligation as the summary counts it; to be used up inside this reading."""
        return listing.facts(self, today)

    def each(self, kind: str) -> Iterator[streaming.Kept]:
        """Every record of a kind ("unit", "exemplar" …); to be used up inside this reading."""
        return streaming.each(self, kind)

    def each_report(self) -> Iterator[tuple[streaming.Kept, str, str, str]]:
        """Every report with unit, task and period of what it answers, as `each`."""
        return streaming.each_report(self)

    def how_many(self, kind: str) -> int:
        """How many records of a kind there are."""
        return streaming.how_many(self, kind)

    def changes(
        self, since: datetime, until: datetime, *, limit: int, codes: Codes = None
    ) -> tuple[ChangeRow, ...]:
        """The newest changes of units, obligations and plan in [since, until), newest first."""
        return news.changes(self, since, until, limit, codes)

    def change_counts(
        self, since: datetime, until: datetime, *, codes: Codes = None
    ) -> dict[str, int]:
        """Action → how many such changes in [since, until)."""
        return news.change_counts(self, since, until, codes)
