"""Backups: one file from either database, that can be restored to either."""

import glob
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import exists, select

from toolkit.errors import Damaged, Locked, NotOurs, Occupied, ReadOnly
from toolkit.store import engine as engines
from toolkit.store import schema
from toolkit.store.balloting import leave_votes_out
from toolkit.store.checking import check
from toolkit.store.copying import copy_all
from toolkit.store.faults import told
from toolkit.store.manifest import drop_manifest, verify, write_manifest
from toolkit.store.opening import new_life
from toolkit.store.progress import Progress, quiet
from toolkit.store.progress import part as part_of
from toolkit.store.store import Store

__all__ = ["backup", "check", "restore"]

_OPEN_BALLOTS = (
    "SELECT count(*) FROM ballot"
    " WHERE recorded_to IS NULL AND state = 'open' AND kind = 'electronic'"
)


def backup(
    store: Store, file: str | Path, *, replace: bool = False, progress: Progress = quiet
) -> int:
    """Write all data, as they are at one moment, into `file`, while others go on writing.

    Votes of open secret ballots are left out, or two backups would tell what was voted in between;
    returns how many ballots are open, and are voted again after a restore. The file is whole or
    not there. Raises Occupied where there is one already and it may not be
    replaced, DiskFull, ReadOnly, and FileNotFoundError for its folder."""
    file = Path(file).absolute()
    if file.exists() and not replace:
        raise Occupied(path=str(file))
    if not os.access(file.parent.resolve(strict=True), os.W_OK):
        raise ReadOnly(path=str(file))
    with told(str(file)), _beside(file) as part:
        if store.engine.dialect.name == engines.SQLITE:
            _copy_file(Path(store.where), part)
        else:
            _export(store, part)
        progress(0.2)
        with closing(_connected(part)) as connection:
            connection.execute("DELETE FROM memo")
            leave_votes_out(connection)
            [ballots] = connection.execute(_OPEN_BALLOTS).fetchone()
            write_manifest(connection, part_of(progress, 0.2, 1))
        _settle(part, file)
    return int(ballots)


def restore(
    file: str | Path, where: str | Path, *, replace: bool = False, progress: Progress = quiet
) -> Path | None:
    """Put a backup's data in place at a path or URL; older backups are brought up to date.

    What was there is kept in a file, whose path is returned: beside the data, or for PostgreSQL
    beside the backup. The file is checked first. Raises FaultyBackup, NewerVersion, Occupied (data
    are there and may not be replaced), and what opening raises; then nothing has changed."""
    file = Path(file).absolute()
    verify(file, part_of(progress, 0, 0.8))
    url = engines.url_of(where)
    into = _into_file if url.get_backend_name() == engines.SQLITE else _into_server
    with told(engines.shown(url)):
        aside = into(file, where, replace=replace)
    progress(1)
    return aside


def _into_file(file: Path, where: str | Path, *, replace: bool) -> Path | None:
    place = Path(engines.shown(engines.url_of(where)))
    there = _room_at(place)
    if there and not replace:
        raise Occupied(path=str(place))
    with _beside(place) as part:
        _unpack(file, part)
        if there:
            return _exchange(part, place)
        _settle(part, place)
    return None


def _room_at(place: Path) -> bool:
    """Whether data are at the place; its folder is made where it is missing. Raises ReadOnly."""
    try:
        there = place.exists() and place.stat().st_size > 0
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnly(path=str(place)) from error
    if not os.access(place.parent, os.W_OK):
        raise ReadOnly(path=str(place))
    return there


def _exchange(part: Path, place: Path) -> Path:
    """Put `part` in place of the data there, which are kept beside it."""
    aside = _free_name(place)
    try:
        Store.open(place).close()
    except (Damaged, NotOurs):
        Store(place).close()
        _make_way(place, aside)
        _settle(part, place)
    else:
        # Whoever has the data open goes on with the new ones: to them it is one transaction.
        try:
            _copy_file(place, aside)
            with closing(_connected(aside)) as kept:
                leave_votes_out(kept)
            _copy_file(part, place)
        except BaseException:
            aside.unlink(missing_ok=True)  # nothing was replaced, so nothing is kept aside
            raise
    return aside


def _make_way(place: Path, aside: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            place.with_name(place.name + suffix).rename(aside.with_name(aside.name + suffix))


def _into_server(file: Path, where: str | Path, *, replace: bool) -> Path | None:
    store = Store.open(where, create=True)
    aside = None
    if _has_data(store):
        if not replace:
            raise Occupied(path=store.where)
        aside = _free_name(file)
        backup(store, aside)
    with TemporaryDirectory() as folder:
        part = Path(folder) / "restoring.sqlite"
        _unpack(file, part)
        source = Store.open(part)
        with engines.reading(source.engine) as rows, engines.writing(store.engine) as target:
            target.execute(select(schema.stamp.c.changes).with_for_update())
            copy_all(rows, target)
            target.commit()
        source.close()
    return aside


def _has_data(store: Store) -> bool:
    with engines.reading(store.engine) as connection:
        tables = (*schema.VERSIONED, *schema.BOOKS, schema.setting)
        return any(
            connection.execute(select(exists().select_from(each))).scalar() for each in tables
        )


def _export(store: Store, part: Path) -> None:
    target = Store.open(part, create=True)
    with engines.reading(store.engine) as source, engines.writing(target.engine) as connection:
        copy_all(source, connection)
        connection.commit()
    target.close()


def _unpack(file: Path, part: Path) -> None:
    """Make a data file of a backup: a new life of it, with the newest schema."""
    _copy_file(file, part)
    with closing(_connected(part)) as connection:
        drop_manifest(connection)
        connection.execute("UPDATE stamp SET life = ?", (new_life(),))
    Store.open(part).close()


def _copy_file(source: Path, target: Path) -> None:
    """Copy a SQLite database as it is at one moment, in one transaction of the target."""

    def tell_if_locked(status: int, _left: int, _all: int) -> None:
        # It would try again for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Locked(path=str(target))

    with closing(_connected(source)) as pages, closing(_connected(target)) as copy:
        pages.backup(copy, progress=tell_if_locked)


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=engines.PATIENCE, isolation_level=None)


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A free path beside `file`, of which nothing is left afterwards.

    What a killed run left behind is taken away too."""
    for left in file.parent.glob(f".{glob.escape(file.name)}.*.part"):
        if not _runs(left):
            _unlink(left)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield part
    finally:
        _unlink(part)


def _runs(part: Path) -> bool:
    """Whether the process that makes this part is still there; where nobody can tell, it is."""
    number = part.name.split(".")[-2]
    if os.name != "posix" or not number.isdigit():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return int(number) != os.getpid()


def _unlink(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _settle(part: Path, file: Path) -> None:
    """Make `part` one file with nothing beside it, on the disk for sure, and call it `file`."""
    with closing(_connected(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with part.open("rb") as data:
        os.fsync(data.fileno())
    part.replace(file)
    if os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _free_name(place: Path) -> Path:
    names = (place.with_name(f"{place.stem}.before-{number}{place.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())
