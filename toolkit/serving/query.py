"""Which query parameters an address may carry, and which values; all others are refused."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

_CODE = re.compile(r"[\w.\-]{1,64}")
_CODES = re.compile(r"[\w.\-]{1,64}(,[\w.\-]{1,64}){0,63}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = re.compile(r"[01]")
_WHOLE = re.compile(r"\d{1,8}")
_TEXT = re.compile(r"[^<>\x00-\x1f\x7f]{0,100}")

PARAMETERS: Mapping[str, re.Pattern[str]] = {
    "page": re.compile(r"[a-z_]{1,32}"),
    "unit": _CODE,
    "task": _CODE,
    "phase": _CODE,
    "kind": _CODES,
    "bloc": _CODES,
    "status": _CODES,
    "late": _YES,
    "stalled": _YES,
    "code": _CODE,
    "field": _CODES,
    "step": _CODES,
    "reached": _CODES,
    "registration": _CODES,
    "standing": _CODES,
    "verdict": _CODES,
    "line": _CODE,
    "year": re.compile(r"\d{4}"),
    "month": re.compile(r"\d{4}-\d{2}"),
    "sort": re.compile(r"-?[a-z_]{1,20}"),
    "columns": _CODES,
    "size": _WHOLE,
    "alive": _CODES,
    "show": _CODES,
    "region": _CODES,
    "on": _DAY,
    "first": _DAY,
    "second": _DAY,
    "round": _CODE,
    "dossier": _WHOLE,
    "part": re.compile(r"[a-z]{1,16}"),
    "q": _TEXT,
    "p": _WHOLE,
    "from": _WHOLE,
    "view": re.compile(r"[a-z]{1,16}"),
    "lang": re.compile(r"vi|en"),
    "theme": re.compile(r"auto|light|dark"),
}


def faults(arguments: Mapping[str, Sequence[bytes]]) -> list[str]:
    """Names of the parameters that are unknown, doubled or hold a value that is not allowed.

    `arguments` as tornado gives them: raw bytes, in order, by name."""
    return [name for name, values in arguments.items() if not _allowed(name, values)]


def value(arguments: Mapping[str, Sequence[bytes]], name: str) -> str:
    """The value of a parameter that was found allowed, or nothing."""
    values = arguments.get(name)
    return values[0].decode() if values else ""


def _allowed(name: str, values: Sequence[bytes]) -> bool:
    pattern = PARAMETERS.get(name)
    if pattern is None or len(values) != 1:
        return False
    try:
        text = unicodedata.normalize("NFC", values[0].decode("utf-8"))
    except UnicodeDecodeError:
        return False
    return pattern.fullmatch(text) is not None
