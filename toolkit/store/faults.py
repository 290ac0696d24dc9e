"""What goes wrong in a database, told as the toolkit's own errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from toolkit.errors import (
    Damaged,
    DataError,
    DiskFull,
    Locked,
    NoData,
    NotOurs,
    ReadOnly,
    Unreachable,
)

_SQLITE = {
    "SQLITE_READONLY": ReadOnly,
    "SQLITE_PERM": ReadOnly,
    "SQLITE_CANTOPEN": ReadOnly,
    "SQLITE_FULL": DiskFull,
    "SQLITE_IOERR_WRITE": DiskFull,
    "SQLITE_IOERR_SHMSIZE": DiskFull,
    "SQLITE_BUSY": Locked,
    "SQLITE_LOCKED": Locked,
    "SQLITE_PROTOCOL": Locked,
    "SQLITE_CORRUPT": Damaged,
    "SQLITE_IOERR": Damaged,
    "SQLITE_NOTADB": NotOurs,
}
_POSTGRESQL = {
    "25006": ReadOnly,
    "42501": ReadOnly,
    "53100": DiskFull,
    "55P03": Locked,
    "57014": Locked,
    "40P01": Locked,
    "40001": Locked,
    "XX001": Damaged,
    "XX002": Damaged,
    "08": Unreachable,
    "28": Unreachable,
    "3D": Unreachable,
    "53": Unreachable,
    "57": Unreachable,
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Raises the toolkit's own error, naming `where`, for what a database complains of inside."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = _cause(error, where)
        if known is None:
            raise
        raise known from error


def _cause(error: BaseException | None, where: str) -> DataError | None:
    # SQLite rolls a whole transaction back when the disk is full; what fails then for want of a
    # transaction hides the reason.
    while error is not None:
        known = fault(error.orig if isinstance(error, DBAPIError) else error, where)
        if known is not None:
            return known
        error = error.__context__
    return None


def fault(error: BaseException | None, where: str) -> DataError | None:
    """The toolkit's error for a driver's, or None where it is a bug of ours."""
    if getattr(error, "sqlite_errorname", "") == "SQLITE_CANTOPEN" and not Path(where).exists():
        return NoData(path=where)
    kind = _sqlite(error) if isinstance(error, sqlite3.Error) else _postgresql(error)
    if kind is Damaged or kind is Unreachable:
        return kind(path=where, detail=str(error).partition("\n")[0])
    return kind(path=where) if kind else None


def _sqlite(error: sqlite3.Error) -> type[DataError] | None:
    # "SQLITE_READONLY_DBMOVED" is a kind of SQLITE_READONLY: the longest name we know decides.
    name = getattr(error, "sqlite_errorname", "")
    known = [prefix for prefix in _SQLITE if name.startswith(prefix)]
    return _SQLITE[max(known, key=len)] if known else None


def _postgresql(error: BaseException | None) -> type[DataError] | None:
    state = getattr(error, "sqlstate", None)
    if state is None:
        return Unreachable if type(error).__name__ == "OperationalError" else None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
