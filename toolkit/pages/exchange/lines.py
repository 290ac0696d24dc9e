"""What a file would change, line by line, as the page shows it."""

from collections.abc import Sequence
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.intake import Change, Compared, LineState
from toolkit.domain.workbook import Cell
from toolkit.errors import Problem
from toolkit.exchange.workbook.choices import choices_of
from toolkit.exchange.workbook.show import Shown
from toolkit.pages.exchange.queue import LINE_TONES, Waiting
from toolkit.words import Words

MOST_LINES = 60
MOST_PROBLEMS = 200
_LONG, _LONGEST = 100, 1_000
ORDER = {
    state: place
    for place, state in enumerate(
        [
            LineState.FAULTY,
            LineState.CONFLICT,
            LineState.CHANGED,
            LineState.NEW,
            LineState.REMOVED,
            LineState.UNCHANGED,
        ]
    )
}


def speaker(desk: Desk, words: Words) -> Shown:
    """Who calls fields and choices by their names."""
    with desk.store.reading() as reading:
        plan, units = reading.plan(), reading.units()
    return Shown(words, plan, choices_of(plan, units, words), {})


def lines_shown(one: Waiting, state: str, shown: Shown) -> tuple[list[dict[str, Any]], int]:
    """The first lines of the state asked for ("": all but the unchanged), and how many in all."""
    lines = one.preview.lines if one.preview else ()
    asked = [
        each
        for each in lines
        if (each.state == state if state else each.state is not LineState.UNCHANGED)
    ]
    asked.sort(key=lambda each: ORDER[each.state])
    return [_line(each, one, shown) for each in asked[:MOST_LINES]], len(asked)


def problems_shown(problems: Sequence[Problem], words: Words) -> list[dict[str, str]]:
    """Where each fault stands, and its sentence; of many the first."""
    return [
        {"place": _place(problem), "text": words.say(problem.key, **problem.values)}
        for problem in problems[:MOST_PROBLEMS]
    ]


def _place(problem: Problem) -> str:
    sheet = str(problem.values.get("sheet", ""))
    return " · ".join(
        filter(None, (sheet, problem.cell or (str(problem.line) if problem.line else "")))
    )


def _line(line: Compared, one: Waiting, shown: Shown) -> dict[str, Any]:
    tone, icon = LINE_TONES[line.state]
    text = shown.words.say(f"exchange.line_state.{line.state}")
    return {
        "key": line.key,
        "sheet": shown.title(line.sheet),
        "label": line.label,
        "chip": {"tone": tone, "icon": icon, "text": text},
        "fresh": line.ours is None and not line.gone,
        "removed": line.state is LineState.REMOVED,
        "changes": [_change(each, line, one, shown) for each in line.changes],
    }


def _change(change: Change, line: Compared, one: Waiting, shown: Shown) -> dict[str, Any]:
    return {
        "field": change.field,
        "name": shown.heading(line, change.field),
        "base": _written(change.base, line, change, shown),
        "theirs": _written(change.theirs, line, change, shown),
        "ours": _written(change.ours, line, change, shown),
        "both": change.both,
        "side": one.choices.get((line.key, change.field), ""),
    }


def _written(cell: Cell, line: Compared, change: Change, shown: Shown) -> str:
    if isinstance(cell, str) and len(cell) > _LONG:
        return cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…"
    return "" if cell is None else shown.value(line, change.field, cell)
