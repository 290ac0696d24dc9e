"""What many commands share: the data they work on, days, progress, files to write."""

import errno
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from toolkit.cli.frame import Spoken, say
from toolkit.errors import DiskFull, ToolkitError
from toolkit.settings import read_settings

if TYPE_CHECKING:
    from toolkit.app import Toolkit

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DATABASES = ("postgresql", "postgres", "postgresql+psycopg", "sqlite")
_OURS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class CannotWrite(ToolkitError):
    """The file can't be written: its folder is read-only or missing, or a program holds it."""

    key = "cli.cannot_write"


class UnknownDatabase(ToolkitError):
    """The address is no PostgreSQL or SQLite URL; it is told without its password."""

    key = "cli.unknown_database"


class Day(click.ParamType[date]):
    """A day, written 2018-10-15 or 15/10/2018."""

    name = Spoken()

    def __init__(self) -> None:
        self.name = "cli.metavar.day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = _day(value.strip())
        return day or self.fail(say("blocker.date_unreadable", value=value), param, ctx)


def _day(text: str) -> date | None:
    if iso := _ISO.fullmatch(text):
        parts = iso.groups()
    elif ours := _OURS.fullmatch(text):
        parts = ours.groups()[::-1]
    else:
        return None
    with suppress(ValueError):
        return date(*map(int, parts))
    return None


def where() -> str:
    """The data file or database URL: `--data`, else TOOLKIT_DATA and the settings.

    Raises UnknownDatabase."""
    given = click.get_current_context().meta.get("toolkit.data")
    place = str(given or read_settings().data)
    if "://" in place and not _is_database(place):
        raise UnknownDatabase(path=place.rpartition("@")[2])
    return place


def _is_database(url: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme in _DATABASES and parts.port != 0
    return False


def opened(*, create: bool = False) -> "Toolkit":
    """The toolkit on the data asked for. Raises the DataErrors."""
    from toolkit.app import command_user, open_toolkit  # noqa: PLC0415 -- help needs no database

    return open_toolkit(where(), create=create, user=command_user())


@contextmanager
def progress(label: str) -> Iterator[Callable[[float], None]]:
    """Take the share done, 0 to 1; drawn only where a person watches, never into a file."""
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    with click.progressbar(length=1000, label=label, file=sys.stderr) as bar:
        yield lambda share: bar.update(max(0, round(share * 1000) - bar.pos))


@contextmanager
def writing_to(file: Path) -> Iterator[None]:
    """Raises CannotWrite or DiskFull for what the disk complains of inside."""
    try:
        yield
    except OSError as fault:
        kind = DiskFull if fault.errno == errno.ENOSPC else CannotWrite
        raise kind(path=str(file)) from fault
