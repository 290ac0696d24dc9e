"""The list as it travels: what may be chosen, and one short text or code a cell."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from toolkit.actions.views.exemplars import ExemplarList
from toolkit.actions.views.labels import exemplar_labels
from toolkit.domain.exemplar import COMPREHENSIVE
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.pages.exemplars.typed import unit_choices
from toolkit.store import ExemplarRow
from toolkit.words import Words

COLUMNS = (
    *("name", "code", "kind", "unit", "field", "step", "registration", "last"),
    *("day", "born", "post", "standing"),
)
"""All that a list can show, in its order; the name always leads."""
USUAL = COLUMNS[:8]
Choice = list[Any]


def choices(view: ExemplarList, words: Words) -> dict[str, list[Choice]]:
    """Filter → [value, name] of each; of units also the depth in the tree."""
    plan, labels = view.plan, exemplar_labels(words)
    return {
        "unit": unit_choices(_named(unit, view, words) for unit in view.units),
        "kind": [[kind, labels["kind"][kind]] for kind in plan.exemplars.kinds],
        "field": fields(plan, words),
        **{
            name: [[value, text] for value, text in labels[name].items()]
            for name in ("step", "registration", "standing")
        },
        "reached": [[value, text] for value, text in labels["step"].items()],
        "phase": [[phase.code, words.named(phase)] for phase in plan.phases],
        "year": [[str(year), str(year)] for year in range(plan.starts.year, plan.ends.year + 1)],
    }


def _named(unit: Unit, view: ExemplarList, words: Words) -> Unit:
    """The unit, its end told in its name where it is over."""
    if not unit.valid_to or unit.valid_to > view.on:
        return unit
    name = words.say("units.name_until", name=unit.name, day=unit.valid_to)
    return replace(unit, name=name)


def fields(plan: Plan, words: Words) -> list[Choice]:
    """The plan's fields, and before them the word for all of them."""
    comprehensive = [COMPREHENSIVE, words.say(f"scope.{COMPREHENSIVE}")]
    return [comprehensive, *([field.code, words.named(field)] for field in plan.fields)]


def rows(view: ExemplarList, columns: Iterable[str], words: Words) -> list[list[Any]]:
    """A list a row: its code, then one cell a column; kinds, units, steps and so on as codes."""
    shown = tuple(columns)
    return [[row.code, *(_cell(name, row, words) for name in shown)] for row in view.page.rows]


def _cell(name: str, row: ExemplarRow, words: Words) -> Any:
    days: dict[str, date] = {"day": row.discovered_on, "last": row.last_on}
    if name in days:
        return words.date(days[name])
    if name == "field":
        return list(row.scope)
    if name == "born":
        return str(row.birth_year or "")
    return getattr(row, name)
