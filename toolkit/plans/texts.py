"""The texts of a plan file: no control characters, not empty, not too long."""

import re
from collections.abc import Iterator
from typing import Any

from toolkit.domain.text import clean
from toolkit.plans.lines import Path
from toolkit.plans.parts import Fault

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CODE = re.compile(r"\w[\w.\-]*")
_MOST = {
    "code": 30,
    "short": 22,
    "short_en": 22,
    "note": 2000,
    "guidance": 2000,
    "guidance_en": 2000,
}
_MOST_OTHERS = 300
_MAY_BE_EMPTY = (
    "note",
    "guidance",
    "guidance_en",
    "name_en",
    "title_en",
    "short_title_en",
    "short_en",
)


def tidied(value: Any) -> Any:
    """The same tables with every text trimmed, in single spaces and with the right Đ."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: tidied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [tidied(inner) for inner in value]
    return value


def text_faults(data: dict[str, Any]) -> list[Fault]:
    """Every fault of a single text, wherever it stands."""
    return [fault for path, text in _texts(data, ()) for fault in _faults(path, text)]


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*path, place))


def _faults(path: Path, text: str) -> Iterator[Fault]:
    name = str(path[-1])
    most = _MOST.get(name, _MOST_OTHERS)
    bad = _CONTROL.search(text)
    if bad:
        yield Fault(path, "plan_file.control_character", {"sign": f"U+{ord(bad.group()):04X}"})
    elif not clean(text) and name not in _MAY_BE_EMPTY:
        yield Fault(path, "plan_file.text_empty")
    elif name == "code" and len(path) > 1 and not _CODE.fullmatch(clean(text)):
        yield Fault(path, "plan_file.code_signs", {"code": text})
    if len(clean(text)) > most:
        yield Fault(path, "plan_file.too_long", {"length": len(clean(text)), "most": most})
