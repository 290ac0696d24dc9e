"""The parent's side: files are guarded, read in a child, and what it tells becomes values."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from toolkit.errors import FaultyFile, Problem
from toolkit.exchange.child import ChildFailed, in_child
from toolkit.exchange.comparing.model import (
    Cell,
    Changed,
    Comparison,
    Described,
    Differences,
    Differing,
    Source,
    Told,
    Total,
)
from toolkit.exchange.guard import Format, guard
from toolkit.words import LANGUAGES

_CHILD = "toolkit.exchange.comparing.child"
_SECONDS, _MEGABYTES = 180, 3072
_LENGTH = 8


def described(name: str, data: bytes) -> Described:
    """What the properties of a file that may be anything say. Raises FaultyFile."""
    _guard(name, data)
    return _described(_ask(name, "properties", data))


def differing(name: str, ours: bytes, theirs: bytes) -> Differences:
    """In which cells their file does not say what ours does. Raises FaultyFile."""
    _guard(name, theirs)
    told = _ask(name, "differences", _packed(ours, theirs))
    return Differences(
        told["count"],
        tuple(
            Differing(sheet, cell, _cell(mine), _cell(other))
            for sheet, cell, mine, other in told["cells"]
        ),
        tuple(told["lacking"]),
        tuple(told["added"]),
    )


def compare(first: tuple[str, bytes], second: tuple[str, bytes]) -> Comparison:
    """Two summaries of one kind, each a name and bytes. Raises FaultyFile."""
    for name, data in (first, second):
        _guard(name, data)
    told = _ask(second[0], "changes", _packed(first[1], second[1]))
    if "problem" in told:
        name = (first, second)[told["file"]][0]
        raise FaultyFile(name=name, problems=[Problem(told["problem"])])
    return Comparison(
        before=_described(told["before"]),
        after=_described(told["after"]),
        keys=tuple(told["keys"]),
        totals=tuple(Total(*each) for each in told["totals"]),
        rows=tuple(map(_changed, told["rows"])),
        count=told["count"],
    )


def _guard(name: str, data: bytes) -> None:
    guarded = guard(data)
    problems = guarded.problems
    if not problems and guarded.format is not Format.XLSX:
        problems = (Problem("comparing.not_ours"),)
    if problems:
        raise FaultyFile(name=name, problems=problems)


def _ask(name: str, function: str, data: bytes) -> Any:
    try:
        return in_child(f"{_CHILD}:{function}", data, seconds=_SECONDS, megabytes=_MEGABYTES)
    except ChildFailed as failure:
        raise FaultyFile(name=name, problems=[Problem(failure.key)]) from failure


def _packed(first: bytes, second: bytes) -> bytes:
    return len(first).to_bytes(_LENGTH, "big") + first + second


def _described(told: Mapping[str, str]) -> Described:
    language = told.get("language", "")
    return Described(
        kind=told.get("kind", ""),
        mark=told.get("fingerprint", ""),
        plan=told.get("plan", ""),
        language=language if language in LANGUAGES else LANGUAGES[0],
        known_on=_day(told.get("as_known_on", "")),
        made_at=_moment(told.get("made_at", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _cell(raw: Any) -> Cell:
    """A day travels as {"day": "2018-12-31"}."""
    if isinstance(raw, dict):
        return date.fromisoformat(raw["day"])
    return raw if isinstance(raw, str | int | float) else None


def _changed(raw: Mapping[str, Any]) -> Changed:
    first, second = raw["lines"]
    return Changed(
        tuple(map(_cell, raw["key"])),
        (first, second),
        _told(raw["cells"]),
        tuple(_source(*each) for each in raw["sources"]),
        raw["source_count"],
    )


def _source(record: str, cells: Any, is_new: bool, is_gone: bool) -> Source:  # noqa: FBT001 -- as it travels
    return Source(record, _told(cells), is_new, is_gone)


def _told(raw: Any) -> tuple[Told, ...]:
    return tuple(Told(label, _cell(before), _cell(after)) for label, before, after in raw)
