"""The part of an address after "?": which page, with which filters."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from toolkit.pages.checks import BadValue, Check

_MOST = 2_000
_MOST_FIELDS = 40


def address(page: str, **filters: Any) -> str:
    """What a link carries: "?page=units&unit=TCMT&late=1"; empty filters are left out."""
    said = {name: _written(value) for name, value in filters.items()}
    return "?" + urlencode({"page": page} | {name: text for name, text in said.items() if text})


def _written(value: Any) -> str:
    if not value:
        return ""
    return "1" if value is True else str(value)


def parse(search: str) -> dict[str, str]:
    """Names and values of "?a=1&b=2"; the first of doubled names counts, too long is nothing."""
    if len(search) > _MOST or search.count("&") > _MOST_FIELDS:
        return {}
    pairs = parse_qsl(search.removeprefix("?"), errors="replace")
    return dict(reversed(pairs))


def understood(
    said: Mapping[str, str], takes: Mapping[str, Check[Any]]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values that pass their checks, and the names of what was ignored."""
    values: dict[str, Any] = {}
    ignored: list[str] = []
    for name, text in said.items():
        try:
            values[name] = takes[name](text)
        except (KeyError, BadValue):
            ignored.append(name)
    return values, tuple(ignored)
