"""What counting over all obligations gave, kept until anything changes, for the next visitor.

A memo's key names the exact version of the data, the day, what was known then, and the code that
counted; so it is either right or not found. Memos are no records: losing them loses nothing.
"""

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import DBAPIError

from toolkit.rules import status, succession, targets, timeliness
from toolkit.rules.timeliness import Tally
from toolkit.store import counting, exemplar_counting, judging
from toolkit.store.engine import hurried
from toolkit.store.records import GroupTally, LateUnit, Totals
from toolkit.store.schema import memo
from toolkit.store.snapshot import Snapshot

Result = TypeVar("Result")
_CODE = (status, succession, targets, timeliness, counting, judging, exemplar_counting)


class Memos:
    """The memos of one reading: those it found, and those it made, to be kept after it."""

    def __init__(self, q: Snapshot) -> None:
        self._q = q
        self._made: dict[str, str] = {}

    def get(
        self,
        name: str,
        make: Callable[[], Result],
        unpack: Callable[[Any], Result],
    ) -> Result:
        """The memo called `name`, or what `make` gives."""
        key = f"{name}|{self._q.until}|{_code()}"
        found = select(memo.c.body).where(
            memo.c.key == key, memo.c.data_version == self._q.data_version()
        )
        body = self._q.connection.execute(found).scalar()
        if body is not None:
            return unpack(json.loads(body))
        result = make()
        self._made[key] = json.dumps(result, default=_packed)
        return result

    def made(self) -> list[dict[str, str]]:
        """The memos made, as rows; to be asked while the reading is open, for `keep` after it."""
        if not self._made:
            return []
        version = self._q.data_version()
        return [
            {"key": key, "data_version": version, "body": body} for key, body in self._made.items()
        ]


def keep(engine: Engine, rows: list[dict[str, str]]) -> None:
    """Keep memos if that takes no waiting; who can't write or is second lets it be."""
    if not rows:
        return
    version = rows[0]["data_version"]
    with suppress(DBAPIError), hurried(engine) as connection:
        connection.execute(delete(memo).where(memo.c.data_version != version))
        connection.execute(insert(memo), rows)


@cache
def _code() -> str:
    """Names the code that counts: another release must not read what this one counted."""
    sources = b"".join(Path(str(module.__file__)).read_bytes() for module in _CODE)
    return f"{zlib.crc32(sources):08x}"


def _packed(value: Any) -> Any:
    """How JSON holds a record: its values, in the order of its fields."""
    if isinstance(value, date):
        return value.isoformat()
    return [getattr(value, field.name) for field in fields(value)]


def totals(body: list[Any]) -> Totals:
    groups, units, late_units = body
    found = (
        GroupTally(phase, kind, bloc, size, Tally(*tally), *counts)
        for phase, kind, bloc, size, tally, *counts in groups
    )
    return Totals(tuple(found), units, late_units)


def late(body: list[Any]) -> tuple[LateUnit, ...]:
    return tuple(
        LateUnit(unit, name, count, date.fromisoformat(oldest), days)
        for unit, name, count, oldest, days in body
    )


def task_tallies(body: dict[str, Any]) -> dict[str, Tally]:
    return {task: Tally(*counts) for task, counts in body.items()}
