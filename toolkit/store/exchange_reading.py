"""The questions asked of the books of files."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from toolkit.domain.ledger import Exported, Match, Received, ReceivedPage, Verdict
from toolkit.domain.report import Report
from toolkit.store.exchange_mapping import a_match, a_received, an_exported
from toolkit.store.exchange_schema import exported, matched, received
from toolkit.store.mapping import REPORT
from toolkit.store.schema import report
from toolkit.store.snapshot import Snapshot

Codes = Collection[str] | None
_R = received.c
_LATER = received.alias("later")


class ExchangeReading(Snapshot):
    """Files received and exported, and what words of others were taken for."""

    def received(
        self,
        *,
        offset: int = 0,
        limit: int = 50,
        unit: str = "",
        verdict: str = "",
        digest: str = "",
        codes: Codes = None,
        by: str = "",
    ) -> ReceivedPage:
        """A page of the ledger, the newest line first; empty strings filter nothing.

        `verdict` is as it stands now. `codes` are the units asked about, None all of them; with
        them, lines that the login `by` wrote are told too, whatever unit they are of. A `limit` of
        0 only counts."""
        replaced = self._replaced()
        wanted = [*self.recorded(received)]
        if unit:
            wanted.append(_R.unit == unit)
        if digest:
            wanted.append(_R.digest == digest)
        if verdict:
            wanted.extend(_standing(verdict, replaced))
        if codes is not None:
            wanted.append(or_(_R.unit.in_(sorted(codes)), _R.recorded_by == by))
        total = self.connection.execute(
            select(func.count()).select_from(received).where(*wanted)
        ).scalar_one()
        asked = self._lines().where(*wanted).order_by(_R.row_id.desc())
        rows = self.connection.execute(asked.offset(offset).limit(limit)) if limit else ()
        return ReceivedPage(tuple(a_received(row) for row in rows), total)

    def received_line(self, line_id: str) -> Received | None:
        """One line of the ledger."""
        found = self._lines().where(*self.recorded(received), _R.id == line_id)
        row = self.connection.execute(found).first()
        return a_received(row) if row else None

    def last_accepted(self, unit: str, period: str, kind: str = "workbook") -> Received | None:
        """The file that was accepted last for the unit and period."""
        same = (_R.unit == unit, _R.period == period, _R.kind == kind)
        accepted = _R.verdict == Verdict.ACCEPTED.value
        found = self._lines().where(*self.recorded(received), *same, accepted)
        row = self.connection.execute(found.order_by(_R.row_id.desc()).limit(1)).first()
        return a_received(row) if row else None

    def report_versions(self, wanted: Collection[tuple[str, int]]) -> dict[str, Report]:
        """Id of the obligation → its report in the version asked for, of those there are."""
        c = report.c
        versions = dict(wanted)
        rows = self.connection.execute(
            select(report).where(
                c.obligation.in_(sorted(versions)), c.version.in_(sorted(set(versions.values())))
            )
        )
        asked = (row for row in rows if versions[row.obligation] == row.version)
        return {row.obligation: REPORT.from_row(row) for row in asked}

    def received_file(self, digest: str) -> bytes:
        """The bytes of a file that was received. Raises NotFound."""
        return self.file(digest)

    def exports(
        self,
        *,
        digest: str = "",
        mark: str = "",
        kind: str = "",
        unit: str = "",
        codes: Collection[str] | None = None,
        limit: int = 50,
    ) -> tuple[Exported, ...]:
        """Files handed out, the newest first; empty strings filter nothing, `codes` names the units
        that they may be of."""
        c = exported.c
        asked = {"digest": digest, "mark": mark, "kind": kind, "unit": unit}
        same = [c[name] == value for name, value in asked.items() if value]
        same += [] if codes is None else [c.unit.in_(codes)]
        found = select(exported).where(*self.recorded(exported), *same)
        rows = self.connection.execute(found.order_by(c.row_id.desc()).limit(limit))
        return tuple(an_exported(row) for row in rows)

    def matches(self, kind: str) -> dict[tuple[str, str], str]:
        """(what, told) → meant: what was said last for this kind of list."""
        c = matched.c
        found = select(matched).where(*self.recorded(matched), c.kind == kind).order_by(c.row_id)
        lines = (a_match(row) for row in self.connection.execute(found))
        return {(line.what, line.told): line.meant for line in lines}

    def match(self, line: Match) -> str | None:
        """What was said last of this word."""
        c = matched.c
        same = (c.kind == line.kind, c.what == line.what, c.told == line.told)
        found = select(c.meant).where(*self.recorded(matched), *same)
        return self.connection.execute(found.order_by(c.row_id.desc()).limit(1)).scalar()

    def _lines(self) -> Select[Any]:
        return select(received, self._replaced().label("replaced_by"))

    def _replaced(self) -> Any:
        """The id of the line that replaces this one, as far as is known."""
        later = _LATER.c
        known = () if self.until is None else (later.recorded_from < self.until,)
        found = select(func.max(later.id)).where(later.replaces == _R.id, *known)
        return found.correlate(received).scalar_subquery()


def _standing(verdict: str, replaced: Any) -> Iterator[ColumnElement[bool]]:
    """`Received.standing`, told in SQL."""
    if verdict == Verdict.SUPERSEDED.value:
        yield _R.verdict == Verdict.ACCEPTED.value
        yield replaced.is_not(None)
    else:
        yield _R.verdict == verdict
        if verdict == Verdict.ACCEPTED.value:
            yield replaced.is_(None)
