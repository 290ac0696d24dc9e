"""The store: one place of data, opened for reading and writing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from toolkit.store import engine as engines
from toolkit.store.faults import told
from toolkit.store.memo import Memos, keep
from toolkit.store.opening import prepare
from toolkit.store.reading import Reading
from toolkit.store.rewinding import rewind
from toolkit.store.writing import Writing


class Store:
    """Data in a SQLite file or a PostgreSQL database. Threads may share it, and a fork may keep it.

    `where` is the path or URL as people may see it, with no password."""

    def __init__(self, where: str | Path, patience: float = engines.PATIENCE) -> None:
        url = engines.url_of(where)
        self.where = engines.shown(url)
        self.engine = engines.engine_for(url, patience)
        self._joined = threading.local()
        self.known_at: datetime | None = None

    @classmethod
    def open(
        cls, where: str | Path, *, create: bool = False, patience: float = engines.PATIENCE
    ) -> "Store":
        """The data at a path or URL, brought up to date; `create` makes an empty one where needed.

        `patience` is how many seconds to wait for another writer. Raises NoData, NotOurs,
        NewerVersion, ReadOnly, DiskFull, Locked, Damaged, Unreachable."""
        store = cls(where, patience)
        with told(store.where):
            prepare(store.engine, store.where, create=create)
        return store

    def close(self) -> None:
        """Close idle connections; the store opens new ones if it is used again."""
        self.engine.dispose()

    def at(self, moment: datetime) -> "Store":
        """The same data, whose readings know no more than was known at the aware moment."""
        then = copy(self)
        then.known_at = moment
        return then

    @contextmanager
    def reading(self, as_known_on: date | None = None) -> Iterator[Reading]:
        """One consistent, read-only snapshot: of now, or of what was known at the end of a day.

        Inside `one_transaction` it sees what was written there."""
        if self._outer is not None:
            yield Reading(self._outer, as_known_on, self._shared, self.known_at)
            return
        with told(self.where), engines.reading(self.engine) as connection:
            q = Reading(connection, as_known_on, at=self.known_at)
            memos = Memos(q)
            # A moment is seldom asked about twice.
            q.memos = None if self.known_at else memos
            yield q
            made = memos.made()
        keep(self.engine, made)

    @contextmanager
    def writing(self, *, by: str, at: datetime) -> Iterator[Writing]:
        """The one writing transaction; everything is rolled back unless `commit` is called.

        `by` is the login recorded with each change, `at` the aware moment."""
        if self._outer is not None:
            with engines.part(self._outer) as part:
                yield Writing(self._outer, by, at, part.commit, self._shared)
                if (
                    part.is_active and self._shared
                ):  # not committed: what it read may never have been
                    self._shared.clear()
            return
        with told(self.where), engines.writing(self.engine) as connection:
            yield Writing(connection, by, at, connection.commit)

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        """All `writing` in this thread inside joins one transaction, committed at the end.

        An exception rolls all of it back. Each `writing` inside still needs its own commit.
        Inside another one it is part of that."""
        if self._outer is not None:
            yield
            return
        with (
            told(self.where),
            engines.writing(self.engine) as connection,
            engines.roomy(connection),
        ):
            self._joined.connection, self._joined.shared = connection, {}
            try:
                yield
            finally:
                self._joined.connection = self._joined.shared = None
            connection.commit()

    def rewind(self, to: datetime) -> None:
        """Take demo data back to how they were at `to`. Raises NotADemo for any other data."""
        with told(self.where), engines.writing(self.engine) as connection:
            rewind(connection, to)
            connection.commit()

    @property
    def _shared(self) -> dict[str, Any] | None:
        return getattr(self._joined, "shared", None)

    @property
    def _outer(self) -> Connection | None:
        return getattr(self._joined, "connection", None)
