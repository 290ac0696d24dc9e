"""Lines of a returned workbook as people are told of them: labels, values, places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.domain.plan import Plan
from toolkit.domain.text import clean
from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.errors import Problem
from toolkit.exchange.workbook.choices import Choices
from toolkit.exchange.workbook.form import CALLED, FORMS, Column
from toolkit.exchange.workbook.found import Found
from toolkit.exchange.workbook.heads import field_name
from toolkit.rules.three_way import Change, Compared
from toolkit.rules.workbook_lines import several, split
from toolkit.words import Words

_MOST = 120


@dataclass(frozen=True)
class Shown:
    """Speaks of one workbook: `titles` are its sheets' names as the file has them."""

    words: Words
    plan: Plan
    choices: Choices
    titles: Mapping[Sheet, str]

    @classmethod
    def of(cls, found: Found, plan: Plan, choices: Choices, words: Words) -> "Shown":
        return cls(words, plan, choices, {each.sheet: each.title for each in found.sheets})

    @property
    def new_row(self) -> str:
        return self.words.say("intake.row_new")

    def title(self, sheet: Sheet) -> str:
        return self.titles.get(sheet) or self.words.say(FORMS[sheet].title)

    def label(self, line: Line) -> str:
        """What a row is called: "TCMT-2017-001 – Lan", "Năm 2018 · 1.4", a title."""
        if line.sheet is Sheet.TARGETS:
            year, kind, name = (*line.key.split("/"), "", "")[:3]
            field = self.choices.label("scope", name) if name else ""
            parts = (year, self.choices.label("exemplar_kind", kind), field)
            return " · ".join(part for part in parts if part)
        if line.sheet is Sheet.REPORTS:
            task, period = (*line.key.split("/"), "")[:2]
            return f"{task} · {self.words.period(period)}" if period else task
        told = clean(str(line.values.get("name") or line.values.get("title") or self.new_row))
        own = line.key if line.sheet is Sheet.EXEMPLARS else ""
        return f"{own}{CALLED}{told}"[:_MOST] if own else told[:_MOST]

    def heading(self, line: Compared, field: str) -> str:
        """What the field of the line is called."""
        spoken = line.ours.key if line.ours else ""
        return field_name(self.words, self.plan, line.sheet, spoken, field)

    def value(self, line: Compared, field: str, cell: Cell) -> str:
        """A cell as people read it: choices by their names."""
        if cell is None:
            return self.words.say("intake.empty")
        column = _column(line.sheet, field)
        if isinstance(cell, str) and column and column.choices in self.choices.lists:
            names = (self.choices.label(column.choices, code) for code in split(cell))
            return several(names) or ""
        if isinstance(cell, str):
            return cell[:_MOST]
        if isinstance(cell, int | float):
            return str(cell) if field == "birth" else self.words.number(cell)
        return self.words.date(cell)

    def kept(self, line: Compared, change: Change) -> Problem:
        """What is here stays, or has nothing to be written to."""
        told = {
            "label": line.label,
            "heading": self.heading(line, change.field),
            "theirs": self.value(line, change.field, change.theirs),
        }
        if line.gone:
            return self.problem(line, "intake.note_gone", change.field, told)
        told["ours"] = self.value(line, change.field, change.ours)
        return self.problem(line, "intake.note_kept", change.field, told)

    def removed(self, line: Compared) -> Problem:
        return self.problem(line, "intake.note_removed", "", {"label": line.label})

    def sheet_gone(self, sheet: Sheet) -> Problem:
        return Problem("intake.note_sheet_gone", values={"sheet": self.title(sheet)})

    def problem(self, line: Compared, key: str, field: str, values: Mapping[str, Any]) -> Problem:
        """One that stands in the line's cell of the field."""
        row = line.line.row if line.line else 0
        cell = line.line.cells.get(field, "") if line.line else ""
        heading = self.heading(line, field) if cell else ""
        own = {"sheet": self.title(line.sheet), "field": field}
        return Problem(key, row, heading, cell, {**own, **values})


def _column(sheet: Sheet, field: str) -> Column | None:
    return next((each for each in FORMS[sheet].columns if each.field == field), None)
