"""The sound parts of a plan file, however much of the rest is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.domain.conference import Conference
from toolkit.domain.plan import DefaultTarget, Field, Indicator, Label, Milestone, Phase, Task
from toolkit.domain.review import Review
from toolkit.errors import Problem
from toolkit.plans.lines import Path, line_of

LISTS: dict[str, type] = {
    "phases": Phase,
    "kinds": Label,
    "blocs": Label,
    "tasks": Task,
    "indicators": Indicator,
    "milestones": Milestone,
    "fields": Field,
    "target_defaults": DefaultTarget,
    "reviews": Review,
    "conferences": Conference,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault at a path; `key` names the sentence, whose {where} is the path for people."""

    path: Path
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """`data` is the file's tables as they are; each list holds its sound items by their place."""

    data: Mapping[str, Any]
    lines: Mapping[Path, int]
    phases: Mapping[int, Phase]
    kinds: Mapping[int, Label]
    blocs: Mapping[int, Label]
    tasks: Mapping[int, Task]
    indicators: Mapping[int, Indicator]
    milestones: Mapping[int, Milestone]
    fields: Mapping[int, Field]
    target_defaults: Mapping[int, DefaultTarget]
    reviews: Mapping[int, Review]
    conferences: Mapping[int, Conference]

    def codes(self, name: str) -> list[str]:
        """Every code that a list gives, in sound items and in faulty ones."""
        return codes(self.data.get(name))

    def line(self, path: Path) -> int:
        return line_of(path, self.lines)


def codes(items: object) -> list[str]:
    """The codes of a list of tables; what is no table or has no code is passed over.

    A code without quotes counts: it is told as such, and not again by all that name it."""
    tables = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [str(item["code"]) for item in tables if isinstance(item.get("code"), str | int | float)]


def problem(fault: Fault, data: Mapping[str, Any], lines: Mapping[Path, int]) -> Problem:
    """The fault as it is told: with its line, and its path written for people."""
    where = written(fault.path, data)
    values = {"where": where, **fault.values}
    return Problem(fault.key, line=line_of(fault.path, lines), column=where, values=values)


def written(path: Path, data: Any) -> str:
    """A path for people: `tasks[1.3].due`, items by their code, else by their place from 1."""
    words = ""
    for step in path:
        inner = _inside(data, step)
        if isinstance(step, int):
            code = inner.get("code") if isinstance(inner, dict) else None
            words += f"[{code if isinstance(code, str) else step + 1}]"
        else:
            words += f".{step}" if words else step
        data = inner
    return words


def _inside(data: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return data.get(step) if isinstance(data, dict) else None
    return data[step] if isinstance(data, list) and step < len(data) else None
