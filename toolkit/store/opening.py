"""Open data that is ours, bring older data up to date, refuse everything else untouched."""

import os
import secrets
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine, inspect, text

from toolkit.errors import NewerVersion, NoData, NotOurs, ReadOnly
from toolkit.store import schema
from toolkit.store.engine import POSTGRESQL, SQLITE, writing

_SQLITE_HEAD = b"SQLite format 3\x00"
_MIGRATION_LOCK = schema.APPLICATION_ID


def prepare(engine: Engine, where: str, *, create: bool) -> None:
    """See that the data is there, ours, writable and up to date.

    Raises NoData, NotOurs, NewerVersion, ReadOnly."""
    made = engine.dialect.name == SQLITE and _check_file(Path(where), create=create)
    try:
        _bring_up_to_date(engine, where, create=create)
    except BaseException:
        if made:  # nothing half-made stays, as on a disk that is full
            engine.dispose()
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{where}{suffix}").unlink(missing_ok=True)
        raise


def _bring_up_to_date(engine: Engine, where: str, *, create: bool) -> None:
    with engine.connect() as connection:
        found = _revision(connection, where)
    if found == schema.REVISION:
        return
    if found is None and not create:
        raise NoData(path=where)
    if engine.dialect.name == SQLITE:
        _use_wal(engine)
    _migrate(engine, where)


def _check_file(path: Path, *, create: bool) -> bool:
    """Whether the file had to be made. Raises NoData, NotOurs, ReadOnly."""
    if not _is_there(path):
        if not create:
            raise NoData(path=str(path))
        _make_empty(path)
        return True
    if not path.is_file() or _is_foreign(path):
        raise NotOurs(path=str(path))
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReadOnly(path=str(path))
    return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # a folder on the way lets nobody in
        raise ReadOnly(path=str(path)) from error


def _make_empty(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise ReadOnly(path=str(path)) from error


def _is_foreign(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_HEAD))
    except OSError as error:
        raise ReadOnly(path=str(path)) from error
    return head not in (b"", _SQLITE_HEAD)


def _revision(connection: Connection, where: str) -> str | None:
    """The schema's revision, None where there is nothing yet."""
    if not _is_ours(connection):
        if _is_empty(connection):
            return None
        raise NotOurs(path=where)
    found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if found > schema.REVISION:
        raise NewerVersion(path=where)
    return found


def _is_ours(connection: Connection) -> bool:
    if connection.dialect.name == SQLITE:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        return bool(mark == schema.APPLICATION_ID)
    both = "SELECT to_regclass('stamp') IS NOT NULL AND to_regclass('alembic_version') IS NOT NULL"
    if not connection.execute(text(both)).scalar_one():
        return False
    return connection.execute(text("SELECT application FROM stamp")).scalar() == schema.APPLICATION


def _is_empty(connection: Connection) -> bool:
    return not inspect(connection).get_table_names()


def _use_wal(engine: Engine) -> None:
    # Cannot be done inside a transaction; it stays with the file.
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def _migrate(engine: Engine, where: str) -> None:
    from toolkit.store.migrations import upgrade  # noqa: PLC0415 -- 0.3 s, needed once a release

    with writing(engine) as connection:
        if engine.dialect.name == POSTGRESQL:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        found = _revision(connection, where)
        if found == schema.REVISION:
            return
        upgrade(connection)
        if found is None:
            _sign(connection)
        connection.commit()


def _sign(connection: Connection) -> None:
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(
        schema.stamp.insert().values(application=schema.APPLICATION, life=new_life(), changes=0)
    )


def new_life() -> str:
    """A name for one life of the data: copies that go separate ways are told apart by it."""
    return str(UUID(int=secrets.randbits(128)))
