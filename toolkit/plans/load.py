"""A plan file becomes a plan, or the list of everything that is wrong in it."""

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from toolkit.domain.plan import Plan
from toolkit.errors import FaultyFile, Problem
from toolkit.plans.check import meaning_faults
from toolkit.plans.lines import lines
from toolkit.plans.parts import problem
from toolkit.plans.shape import built, sound
from toolkit.plans.slips import slip
from toolkit.plans.texts import text_faults, tidied

MOST_CHARACTERS = 1_000_000


def load_plan(path: Path) -> Plan:
    """The plan in a file; raises FaultyFile with all its problems."""
    text, problems = _text_of(path)
    plan = None
    if not problems:
        plan, problems = read_plan(text, path.name)
    if plan is None:
        raise FaultyFile(name=path.name, problems=problems)
    return plan


def read_plan(text: str, name: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of a TOML text, or None and every problem in it, by line."""
    if len(text) > MOST_CHARACTERS:
        return None, (Problem("plan_file.too_big", values={"name": name}),)
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (slip(error, text),)
    return _plan_of(data, text)


def _plan_of(data: dict[str, Any], text: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    where = lines(text)
    faults = text_faults(data)
    data = tidied(data)
    plan, wrong_shape = built(data)
    faults += [*wrong_shape, *meaning_faults(sound(data, where, wrong_shape))]
    problems = sorted((problem(fault, data, where) for fault in faults), key=lambda one: one.line)
    return (None if problems else plan), tuple(problems)


def _text_of(path: Path) -> tuple[str, tuple[Problem, ...]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        key = "plan_file.not_found" if missing else "plan_file.unreadable"
        return "", (Problem(key, values={"path": str(path)}),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return "", (Problem("plan_file.not_utf8", line=data.count(b"\n", 0, error.start) + 1),)
