"""What a backup file holds, written into it, so that restoring can see whether it still does."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from toolkit.errors import FaultyBackup, NewerVersion, NoData
from toolkit.store import schema
from toolkit.store.progress import Counted, Progress, quiet

TABLE = "backup_content"
KEPT = tuple(table.name for table in schema.metadata.sorted_tables if table is not schema.memo)


def write_manifest(connection: sqlite3.Connection, progress: Progress = quiet) -> None:
    """Note how many rows each table has, and a digest of them."""
    counted = Counted(progress, _rows(connection, KEPT))
    connection.execute(f"CREATE TABLE {TABLE} (name TEXT PRIMARY KEY, rows INTEGER, digest TEXT)")
    rows = [(name, *_content(connection, name, counted)) for name in KEPT]
    connection.executemany(f"INSERT INTO {TABLE} VALUES (?, ?, ?)", rows)  # noqa: S608 -- our own name


def drop_manifest(connection: sqlite3.Connection) -> None:
    connection.execute(f"DROP TABLE IF EXISTS {TABLE}")


def verify(file: Path, progress: Progress = quiet) -> None:
    """Raises FaultyBackup unless the file is a whole backup; NoData, NewerVersion."""
    if not file.is_file():
        raise NoData(path=str(file))
    try:
        with closing(opened(file)) as connection:
            faults = next(_faults(connection, file, progress), None)
    except sqlite3.Error as error:
        faults = str(error)
    if faults:
        raise FaultyBackup(path=str(file), detail=faults)


def opened(file: Path) -> sqlite3.Connection:
    """The file, to be read only, leaving nothing beside it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _faults(connection: sqlite3.Connection, file: Path, progress: Progress) -> Iterator[str]:
    [mark] = connection.execute("PRAGMA application_id").fetchone()
    if mark != schema.APPLICATION_ID:
        yield "application_id"
    [revision] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision > schema.REVISION:
        raise NewerVersion(path=str(file))
    [state] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if state != "ok":
        yield state
    noted = connection.execute(f"SELECT name, rows, digest FROM {TABLE}").fetchall()  # noqa: S608 -- our own name
    counted = Counted(progress, _rows(connection, [name for name, *_ in noted]))
    for name, *content in noted:
        if _content(connection, name, counted) != tuple(content):
            yield name
    yield from (digest for digest in changed_files(connection))


def changed_files(connection: sqlite3.Connection) -> Iterator[str]:
    """Hashes of the kept files whose bytes are not those that were kept."""
    for digest, size, data in connection.execute("SELECT hash, size, data FROM file"):
        if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
            yield digest


def _rows(connection: sqlite3.Connection, names: Sequence[str]) -> int:
    counts = (connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in names)  # noqa: S608 -- our own name
    return sum(count for [count] in counts)


def _content(connection: sqlite3.Connection, name: str, counted: Counted) -> tuple[int, str]:
    digest = hashlib.blake2b(digest_size=16)
    count = 0
    for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2"):  # noqa: S608 -- our own name
        digest.update(repr(row).encode())
        count += 1
        counted.step()
    return count, digest.hexdigest()
