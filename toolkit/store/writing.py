"""Writing: each save closes the current row of a record and adds the next."""

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from toolkit.domain.ballot import Ballot, BallotKind, BallotState
from toolkit.domain.changing import changed
from toolkit.domain.ledger import Exported, Match, Received
from toolkit.errors import BallotClosed, Conflict, NotFound
from toolkit.store import balloting, schema
from toolkit.store.derived import follow
from toolkit.store.engine import SQLITE
from toolkit.store.exchange_mapping import exported_row, match_row, received_row
from toolkit.store.many import insert_many
from toolkit.store.mapping import AnyRecord, Kind, Record, kind_of
from toolkit.store.moments import ids, microseconds, moment
from toolkit.store.reading import Reading
from toolkit.store.records import REMOVED, PlanVersion

_AT_ONCE = 2000
_SHARED = ("unit", "plan")
"""Kinds of which a save may change what was read before."""
_SAVED_SOON = ("obligation", "exemplar", "activity", "score_sheet", "dossier", "decision")


class Writing(Reading):
    """The one writing transaction, which reads what it has written."""

    def __init__(
        self,
        connection: Connection,
        by: str,
        at: datetime,
        commit: Callable[[], None],
        shared: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(connection, shared=shared)
        self._read: dict[str, Row[Any]] = {}
        self._savepoints = connection.dialect.name != SQLITE
        self._by, self._at = by, microseconds(at)
        self._commit = commit
        self._ids: Iterator[str] | None = None
        if connection.dialect.name == "postgresql":
            # SQLite lets one writer in at a time; here writers queue at this row.
            connection.execute(select(schema.stamp.c.changes).with_for_update())

    def commit(self) -> None:
        """Keep what was written. Once, as the last thing done."""
        self._commit()

    def save(self, record: AnyRecord, *, action: str = "save", reason: str = "") -> AnyRecord:
        """Save a new record (version 0) or the next version of one; returns it as saved.

        Raises Conflict where its version is not the current one, or another record has its key
        (a unit's code, a user's login, an obligation's unit, task and period), and NotFound."""
        if not record.version:
            return self.save_many([record], action=action, reason=reason)[0]
        kind = kind_of(record)
        return self._insert(kind, [record], action, reason, self._row_of(kind, record))[0]

    def remove(self, record: AnyRecord, *, reason: str) -> None:
        """End a record: it is known no more from now on, and its history tells by whom and why.

        Its last version holds for no time. Raises Conflict and NotFound, as `save`."""
        kind = kind_of(record)
        current = self._row_of(kind, record)
        self._new_ids()
        at = max(self._at, current.recorded_from + 1)
        told = {"recorded_by": self._by, "action": REMOVED, "reason": reason}
        row = _row(kind, _next_version(record, ""), told)
        self._close(kind, current, at)
        self.connection.execute(
            insert(kind.table).values({**row, "recorded_from": at, "recorded_to": at})
        )

    def _row_of(self, kind: Kind[Any], record: Record) -> Row[Any]:
        """The row of the record as it is now, which must be the version that is in hand."""
        current = self._read.pop(record.id, None)
        if current is None:
            current = self._current(kind, kind.table.c.id == record.id)
        if current is None:
            raise NotFound
        if current.version != record.version:
            raise self._conflict(kind, current, record)
        return current

    def noted(self, kind: Kind[Any], row: Row[Any]) -> None:
        # Nobody else writes before this transaction ends, so the row stays the current one.
        if kind.name in _SAVED_SOON:
            self._read[row.id] = row

    def save_many(
        self, records: Sequence[AnyRecord], *, action: str = "save", reason: str = ""
    ) -> list[AnyRecord]:
        """Save thousands of new records, all of one kind; returns them with their ids.

        Raises Conflict, with nothing of them saved, where one's key is taken."""
        if not records:
            return []
        new = [changed(record, id=record.id or next(self._new_ids())) for record in records]
        return self._insert(kind_of(new[0]), new, action, reason)

    def require_current(self, record: AnyRecord, version: int) -> AnyRecord:
        """The record, where that is the version the user saw. Raises Conflict where it moved on."""
        if record.version == version:
            return record
        kind = kind_of(record)
        seen = self._version(kind, record.id, version)
        by = self._current(kind, kind.table.c.id == record.id)
        raise Conflict(
            kind=kind.name,
            id=record.id,
            theirs=record,
            mine=seen,
            base=seen,
            by=by.recorded_by if by else "",
        )

    def keep_file(self, data: bytes, name: str) -> str:
        """Keep an attached file under its SHA-256, which is returned; the same bytes only once."""
        table = schema.file
        digest = hashlib.sha256(data).hexdigest()
        known = self.connection.execute(select(table.c.size).where(table.c.hash == digest))
        if known.first() is None:
            row = {"hash": digest, "name": name, "size": len(data), "data": data}
            self.connection.execute(insert(table).values(**row, kept_at=self._at))
        return digest

    def receive(self, line: Received, data: bytes | None = None) -> Received:
        """Add a line to the ledger of files, which is returned; its bytes are kept where given.

        No record has changed for it, so no memo and no page needs to be made anew."""
        kept = data is not None
        if data is not None:
            self.keep_file(data, line.name)
        line = replace(line, kept=kept, id=self._line_id(), at=moment(self._at), by=self._by)
        self._write(schema.received, received_row(line), line.id)
        return line

    def exported(self, line: Exported) -> Exported:
        """Note a file that is handed out."""
        line = replace(line, id=self._line_id(), at=moment(self._at), by=self._by)
        self._write(schema.exported, exported_row(line), line.id)
        return line

    def remember(self, line: Match) -> None:
        """Note what a word was taken for; what is said last counts."""
        if self.match(line) != line.meant:
            self._write(schema.matched, match_row(line), self._line_id())

    def _line_id(self) -> str:
        return next(ids(self._at, secrets.randbits(34)))

    def _write(self, book: Table, row: dict[str, Any], line_id: str) -> None:
        values = {**row, "id": line_id, "recorded_from": self._at, "recorded_by": self._by}
        self.connection.execute(insert(book).values(**values))

    def vote(self, ballot_id: str, login: str, agreed: Collection[str] | None) -> None:
        """Add a vote to an open ballot: yes to these dossiers, None for an invalid one.

        No record says who voted how, and no history that anybody voted. Raises NotFound,
        AlreadyVoted, BallotClosed; ValueError where `agreed` is not all on the ballot."""
        ballot = self.ballot(ballot_id)
        if ballot is None:
            raise NotFound
        balloting.vote(self.connection, ballot, login, agreed)

    def count_ballot(self, ballot: Ballot, *, action: str = "count", reason: str = "") -> Ballot:
        """Close an electronic ballot for good: its record, as given, with the count in it.

        Raises BallotClosed where it is not open, Conflict and NotFound as `save`."""
        if ballot.state is not BallotState.OPEN or ballot.kind is not BallotKind.ELECTRONIC:
            raise BallotClosed
        counted = replace(ballot, **balloting.counted(self.connection, ballot))
        return self.save(counted, action=action, reason=reason)

    def void_ballot(self, ballot: Ballot, *, reason: str) -> Ballot:
        """End an open ballot without a count: nobody ever reads what it held, nor who had voted.

        Raises BallotClosed where it is not open, Conflict and NotFound as `save`."""
        if ballot.state is not BallotState.OPEN:
            raise BallotClosed
        return self.save(replace(ballot, state=BallotState.VOID), action="void", reason=reason)

    def put_setting(self, key: str, value: str) -> None:
        """Set a setting; settings have no history."""
        self._put(schema.setting, {"key": key}, {"value": value})

    def save_draft(self, user: str, key: str, body: dict[str, Any]) -> None:
        """Keep what somebody has typed so far; drafts have no history."""
        self._put(schema.draft, {"owner": user, "key": key}, {"body": body, "saved_at": self._at})

    def drop_draft(self, user: str, key: str) -> None:
        table = schema.draft
        self.connection.execute(
            delete(table).where(and_(table.c.owner == user, table.c.key == key))
        )

    def _put(self, table: Any, key: dict[str, Any], values: dict[str, Any]) -> None:
        where = and_(*(table.c[name] == value for name, value in key.items()))
        done = self.connection.execute(update(table).where(where).values(**values))
        if not done.rowcount:
            self.connection.execute(insert(table).values(**key, **values))

    def _insert(
        self,
        kind: Kind[Any],
        records: list[AnyRecord],
        action: str,
        reason: str,
        current: Row[Any] | None = None,
    ) -> list[AnyRecord]:
        """Add each record's next version, after closing the `current` one where there is one."""
        self._new_ids()
        if kind.name in _SHARED:
            self.forget()
        at = max(self._at, current.recorded_from + 1) if current else self._at
        saved = [_next_version(record, reason) for record in records]
        shared = {"recorded_from": at, "recorded_by": self._by, "action": action, "reason": reason}
        try:
            with self._together(len(saved)):
                self._close(kind, current, at)
                for start in range(0, len(saved), _AT_ONCE):
                    some = saved[start : start + _AT_ONCE]
                    rows = [_row(kind, each, shared) for each in some]
                    insert_many(self.connection, kind.table, rows)
                    follow(self.connection, some, rows, current)
        except IntegrityError:
            self._open_again(kind, current)
            clash = self._clash(kind, records)
            if clash is None:
                raise
            raise clash from None
        return saved

    def _close(self, kind: Kind[Any], current: Row[Any] | None, at: int) -> None:
        if current is not None:
            row = kind.table.c.row_id == current.row_id
            self.connection.execute(update(kind.table).where(row).values(recorded_to=at))

    def _together(self, count: int) -> AbstractContextManager[object]:
        """All or nothing of what is written inside.

        A single row needs no savepoint in SQLite, where a refused statement leaves the transaction
        as it was; and there each costs a temporary file."""
        one = count == 1 and not self._savepoints
        return nullcontext() if one else self.connection.begin_nested()

    def _open_again(self, kind: Kind[Any], current: Row[Any] | None) -> None:
        if current is not None and not self._savepoints:
            row = kind.table.c.row_id == current.row_id
            self.connection.execute(update(kind.table).where(row).values(recorded_to=None))

    def _new_ids(self) -> Iterator[str]:
        """Ids for new records; the first time it counts a change of the data."""
        if self._ids is None:
            stamp = schema.stamp
            counted = update(stamp).values(changes=stamp.c.changes + 1).returning(stamp.c.changes)
            self._ids = ids(self._at, self.connection.execute(counted).scalar_one())
        return self._ids

    def _clash(self, kind: Kind[Any], records: Iterable[Record]) -> Conflict | None:
        """The conflict of the first record whose id or key another one has."""
        for record in records:
            for taken in filter(None, (self._same_id(kind, record), self._same_key(kind, record))):
                return self._conflict(kind, taken, record)
        return None

    def _same_id(self, kind: Kind[Any], record: Record) -> Row[Any] | None:
        return None if record.version else self._current(kind, kind.table.c.id == record.id)

    def _same_key(self, kind: Kind[Any], record: Record) -> Row[Any] | None:
        row = kind.to_row(record)
        same = [kind.table.c[name] == row[name] for name in kind.key]
        return self._current(kind, *same, kind.table.c.id != record.id) if same else None

    def _conflict(self, kind: Kind[Any], current: Row[Any], mine: Record) -> Conflict:
        return Conflict(
            kind=kind.name,
            id=current.id,
            theirs=kind.from_row(current),
            mine=mine,
            base=self._version(kind, mine.id, mine.version),
            by=current.recorded_by,
        )


def _row(kind: Kind[Any], record: Record, shared: dict[str, Any]) -> dict[str, Any]:
    values = {**shared, **kind.to_row(record), "id": record.id, "version": record.version}
    if isinstance(record, PlanVersion):
        values["reason"] = record.reason
    return values


def _next_version(record: AnyRecord, reason: str) -> AnyRecord:
    following = changed(record, version=record.version + 1)
    if isinstance(following, PlanVersion) and reason:
        return replace(following, reason=reason)
    return following
