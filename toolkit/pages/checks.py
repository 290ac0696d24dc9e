"""What a browser or an address says is checked here before anybody believes it."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")
Check = Callable[[Any], T]

_CODE = re.compile(r"[\w.:-]{1,64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadValue(ValueError):
    """Not a value that our own page would send."""


def checked(data: Any, fields: Mapping[str, Check[Any]]) -> dict[str, Any]:
    """The fields of `data`, each through its check; unknown and missing ones are bad values."""
    given = {} if data is None else data
    if not isinstance(given, dict) or set(given) - set(fields):
        raise BadValue(repr(type(data)))
    return {name: check(given.get(name)) for name, check in fields.items()}


def text(most: int, least: int = 0) -> Check[str]:
    """A text of that many characters."""

    def check(value: Any) -> str:
        if isinstance(value, str) and least <= len(value) <= most:
            return value
        raise BadValue("text")

    return check


def code(value: Any) -> str:
    """A code or an id: letters, digits, dot, colon, dash; never empty."""
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value
    raise BadValue("code")


def whole(least: int, most: int) -> Check[int]:
    """A whole number in these bounds, also as digits (addresses carry text)."""

    def check(value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value):
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise BadValue("whole")

    return check


def number(value: Any) -> float:
    """Any finite number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    raise BadValue("number")


def flag(value: Any) -> bool:
    """True or false, in an address "1" or "0"."""
    if isinstance(value, bool):
        return value
    if value in ("0", "1"):
        return bool(value == "1")
    raise BadValue("flag")


def day(value: Any) -> date:
    """A day written "2018-10-15"."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BadValue("day")


def one_of(allowed: Collection[str]) -> Check[str]:
    """One of these words."""

    def check(value: Any) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        raise BadValue("one_of")

    return check


def optional(check: Check[T]) -> Check[T | None]:
    """None (or an empty text) where nothing is said, else what `check` takes."""

    def checked_or_none(value: Any) -> T | None:
        return None if value is None or value == "" else check(value)

    return checked_or_none


def many(check: Check[T], most: int) -> Check[tuple[T, ...]]:
    """A list of at most so many."""

    def check_all(value: Any) -> tuple[T, ...]:
        if isinstance(value, list) and len(value) <= most:
            return tuple(check(each) for each in value)
        raise BadValue("many")

    return check_all


def record(**fields: Check[Any]) -> Check[dict[str, Any]]:
    """An object with exactly these fields."""
    return lambda value: checked(value, fields)
