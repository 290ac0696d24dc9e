"""Engines: how a SQLite file or a PostgreSQL database is spoken to."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NestedTransaction,
    NullPool,
    QueuePool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
PATIENCE = 10.0
"""Seconds that a writer waits for another before it says that the data is locked."""
_CACHE = -5000
"""Pages kept in memory, as SQLite counts it: minus KiB. The usual 2,000 are read again and again in
lists of 200,000; more than this gains nothing."""

_DISCREET = {"hide_parameters": True}
"""What is written must not stand in the message of an error, and so in somebody's log."""
LEAVE_NO_LOG = "leave no log"
"""Set in a connection's info by who wrote what no log of the database may keep."""

_engines: dict[tuple[str, float], Engine] = {}


def url_of(where: str | Path) -> URL:
    """The URL of a SQLite path or of "sqlite:///…", "postgresql://…", "postgres://…"."""
    text = str(where)
    if "://" not in text:
        return URL.create(SQLITE, database=str(Path(text).expanduser().absolute()))
    url = make_url(text)
    backend = POSTGRESQL if url.get_backend_name() == "postgres" else url.get_backend_name()
    return url.set(drivername=f"{backend}+psycopg" if backend == POSTGRESQL else backend)


def shown(url: URL) -> str:
    """What people are shown: the path, or the URL with no password in it."""
    if url.get_backend_name() == SQLITE:
        return url.database or ""
    return url.set(drivername=POSTGRESQL, query={}).render_as_string(hide_password=True)


def engine_for(url: URL, patience: float = PATIENCE) -> Engine:
    """The process's one engine for the URL: what it has compiled once, every store can use.

    It connects when first asked, starts no thread, and may be forked while no transaction runs."""
    key = (url.render_as_string(hide_password=False), patience)
    if key not in _engines:
        make = _sqlite if url.get_backend_name() == SQLITE else _postgresql
        _engines[key] = make(url, patience)
    return _engines[key]


def _sqlite(url: URL, patience: float) -> Engine:
    path = Path(url.database or "")

    def connect() -> sqlite3.Connection:
        # Only opening with `create` makes a file: it must not come back when somebody removes it.
        address = f"{path.as_uri()}?mode=rw"
        return sqlite3.connect(address, uri=True, timeout=patience, check_same_thread=False)

    def prepare(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late to give a reader one snapshot, a writer its turn.
        connection.isolation_level = None
        memory = ("temp_store = MEMORY", f"cache_size = {_CACHE}")
        for pragma in ("foreign_keys = ON", "synchronous = FULL", *memory):
            connection.execute(f"PRAGMA {pragma}")
        record.info["file"] = _file_number(path)

    def check_out(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info["file"] != _file_number(path):
            raise DisconnectionError(f"{path} is another file now")

    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 2, "max_overflow": 20}
    engine = create_engine(url, **pool, **_DISCREET, creator=connect)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "checkout", check_out)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _file_number(path: Path) -> int:
    return path.stat().st_ino if path.exists() else 0


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(url: URL, patience: float) -> Engine:
    # A kernel lives as long as a visitor's tab: a hundred idle ones must not hold a hundred
    # connections of the server, so each transaction brings its own.
    wait = f"-c lock_timeout={int(patience * 1000)} -c idle_in_transaction_session_timeout=600000"
    arguments: dict[str, Any] = {"options": wait, "connect_timeout": 10}
    return create_engine(url, poolclass=NullPool, **_DISCREET, connect_args=arguments)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in one consistent snapshot that can't write."""
    options: dict[str, Any] = {}
    if engine.dialect.name == POSTGRESQL:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose transaction is the only writing one; rolled back unless committed."""
    with engine.connect().execution_options(writing=True) as connection:
        transaction = connection.begin()
        try:
            yield connection
        finally:
            if transaction.is_active:
                transaction.rollback()
            if connection.info.pop(LEAVE_NO_LOG, False):
                _empty_log(connection)


def _empty_log(connection: Connection) -> None:
    """Leave nothing in SQLite's log: it tells each transaction apart. Waits for who reads now."""
    if connection.dialect.name == SQLITE:
        connection.rollback()  # whatever was asked since the commit has begun another transaction
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """For thousands of changes in one transaction: what is changed stays in memory meanwhile."""
    if connection.dialect.name != SQLITE:
        yield
        return
    connection.exec_driver_sql("PRAGMA cache_size = -65536")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {_CACHE}")


@contextmanager
def hurried(engine: Engine) -> Iterator[Connection]:
    """For writing what may be lost: waits for no other writer, and not for the disk."""
    with engine.connect().execution_options(writing=True) as connection:
        if engine.dialect.name == POSTGRESQL:
            with connection.begin():
                for setting in ("synchronous_commit = off", "lock_timeout = 1"):
                    connection.exec_driver_sql(f"SET LOCAL {setting}")
                yield connection
            return
        with _hurried_sqlite(connection.connection.cursor()), connection.begin():
            yield connection


@contextmanager
def _hurried_sqlite(cursor: Any) -> Iterator[None]:
    # Outside a transaction, where these can be changed. The log file stays whole without waiting
    # for the disk, and whoever commits next waits for this too.
    patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute("PRAGMA busy_timeout = 0")
    cursor.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA busy_timeout = {patience}")


@contextmanager
def part(connection: Connection) -> Iterator[NestedTransaction]:
    """A part of a transaction, rolled back unless committed."""
    inner = connection.begin_nested()
    try:
        yield inner
    finally:
        if inner.is_active:
            inner.rollback()


def _close_idle() -> None:
    # A SQLite connection must never be carried over a fork, not even to be closed there.
    for engine in _engines.values():
        engine.dispose()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_close_idle)
