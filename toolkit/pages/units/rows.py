"""The matrix as it travels: heads, and rows with one short text a cell."""

from collections.abc import Iterable
from typing import Any

from toolkit.domain.obligation import Status
from toolkit.domain.plan import Label, Plan, Task
from toolkit.store import Cell, MatrixRow
from toolkit.words import Words

# One letter a status; the template keeps the same table.
LETTERS = {
    Status.NOT_DUE: "n",
    Status.DUE_SOON: "d",
    Status.OVERDUE: "o",
    Status.SENT: "s",
    Status.RETURNED: "r",
    Status.ACCEPTED: "a",
    Status.WAIVED: "w",
}
_DEADLINE_MATTERS = {Status.NOT_DUE, Status.DUE_SOON, Status.OVERDUE, Status.RETURNED}


def heads(plan: Plan, phase: str, words: Words) -> list[dict[str, Any]]:
    """The two-level head: phases (one, or all for ""), each with its tasks."""
    return [
        {
            "name": words.named(each),
            "tasks": [_head(task, words) for task in plan.tasks if task.phase == each.code],
        }
        for each in plan.phases
        if phase in ("", each.code)
    ]


def _head(task: Task, words: Words) -> list[str]:
    return [task.code, words.named(task, "short"), words.named(task)]


def matrix_rows(rows: Iterable[MatrixRow], plan: Plan, phase: str, words: Words) -> list[list[Any]]:
    """One list a unit: code, name, its kind where that begins, reports missing, then the cells."""
    tasks = [task.code for task in plan.tasks if phase in ("", task.phase)]
    kinds = {kind.code: words.named(kind) for kind in plan.kinds}
    lines: list[list[Any]] = []
    before = None
    for row in rows:
        unit, cells = row.unit, row.cells
        begins = kinds.get(unit.kind, unit.kind) if unit.kind != before else ""
        before = unit.kind
        missing = sum(cell.missing for cell in cells.values())
        written = [written_cell(cells.get(task), words) for task in tasks]
        lines.append([unit.code, unit.name, begins, missing, written])
    return lines


def written_cell(cell: Cell | None, words: Words) -> str:
    """ "o,2,4,15/06/2018": status, periods missing, periods in all, deadline.

    The deadline is left out where nothing is awaited any more; empty is no duty at all."""
    if cell is None:
        return ""
    written = f"{LETTERS[cell.status]},{cell.missing},{cell.count}"
    if cell.status in _DEADLINE_MATTERS:
        return f"{written},{words.date(cell.deadline)}"
    return written


def choices(plan: Plan, words: Words) -> dict[str, list[dict[str, str]]]:
    """What the filters offer: phases, kinds that take part, blocs."""
    kinds = [kind for kind in plan.kinds if kind.takes_part]
    every_phase = {"value": "all", "title": words.say("units.filter.every_phase")}
    return {
        "phase": [
            *({"value": each.code, "title": words.named(each)} for each in plan.phases),
            *([every_phase] if len(plan.phases) > 1 else []),
        ],
        "kind": [_any("units.filter.every_kind", words), *_labels(kinds, words)],
        "bloc": [_any("units.filter.every_bloc", words), *_labels(plan.blocs, words)],
    }


def _any(key: str, words: Words) -> dict[str, str]:
    return {"value": "", "title": words.say(key)}


def _labels(labels: Iterable[Label], words: Words) -> list[dict[str, str]]:
    return [{"value": label.code, "title": words.named(label)} for label in labels]
