"""A number as people here write it: 1.234.567 and 12,5; what reads two ways is asked back."""

import math
import re
from collections.abc import Mapping

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.plan import Number, Task

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?:\D|$))")
_PLAIN = re.compile(r"[+-]?\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
_VIETNAMESE = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+")
_ENGLISH = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+")
_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_LONGEST = 30
MOST = 10**9


def read_numbers(
    task: Task, raw: Mapping[str, object]
) -> tuple[dict[str, float], tuple[Blocker, ...]]:
    """The numbers that could be read, and why the others could not.

    `raw` maps number codes to what was typed: text, numbers, or nothing. Whether a number that was
    read is allowed (present, not negative …) is for `content_blockers`."""
    asked = {number.code: number for number in task.numbers}
    numbers: dict[str, float] = {}
    blockers: list[Blocker] = []
    for code, typed in raw.items():
        if typed is None or (isinstance(typed, str) and not typed.strip()):
            continue
        value = _read(asked[code], typed) if code in asked else _not_asked(code)
        if isinstance(value, Blocker):
            blockers.append(value)
        else:
            numbers[code] = value
    return numbers, tuple(blockers)


def read_figure(
    typed: object, field: str, *, whole: bool = False
) -> tuple[float | None, tuple[Blocker, ...]]:
    """A figure of a form, 0 or more; nothing typed is no figure and no fault."""
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None, ()
    value = _read(Number(code=field, name="", name_en="", whole=whole), typed)
    if isinstance(value, Blocker):
        two_ways = value.key == "blocker.number_two_ways"
        key = "blocker.figure_two_ways" if two_ways else "blocker.figure_unreadable"
        return None, (Blocker(key, value.values, field),)
    if not 0 <= value <= MOST or (whole and value != int(value)):
        key = "blocker.figure_not_whole" if whole else "blocker.figure_out_of_range"
        return None, (blocker(key, field, most=MOST),)
    return int(value) if whole else float(value), ()


def _not_asked(code: str) -> Blocker:
    return blocker("blocker.number_unknown", f"number.{code}", code=code[:60])


def _read(number: Number, typed: object) -> float | Blocker:
    at = f"number.{number.code}"
    if isinstance(typed, int | float) and not isinstance(typed, bool) and _is_finite(typed):
        return typed
    text = _SPACES.sub("", str(typed).strip().replace("\u2212", "-"))
    if isinstance(typed, str) and len(text) <= _LONGEST and text.isascii():
        if _TWO_WAYS.fullmatch(text):
            # Where only whole numbers are allowed, 1.234 can be read one way.
            return int(re.sub("[.,]", "", text)) if number.whole else _ask(number, text)
        value = _value(text)
        if value is not None:
            return value
    shown = str(typed).strip()[:60]
    return blocker("blocker.number_not_a_number", at, name=number.name, value=shown)


def _value(text: str) -> float | None:
    if _PLAIN.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(re.sub("[.,]", "", text))
    if _VIETNAMESE.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return float(text.replace(",", ""))
    return None


def _ask(number: Number, text: str) -> Blocker:
    """1.234 may be 1234 or 1,234: the two are told, and neither is chosen."""
    return blocker(
        "blocker.number_two_ways",
        f"number.{number.code}",
        name=number.name,
        value=text,
        big=re.sub("[.,]", "", text),
        small=f"{text.replace('.', ',')}0",
    )


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or math.isfinite(value)
