"""The lines of a returned workbook, and everything that is wrong in its cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from toolkit.domain.plan import Plan
from toolkit.domain.text import fold
from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.errors import Problem
from toolkit.exchange.workbook.choices import Choices
from toolkit.exchange.workbook.form import CALLED, FORMS, KEY, NUMBER, Column
from toolkit.exchange.workbook.found import Found, FoundSheet, Row
from toolkit.exchange.workbook.values import NOTHING, Got, Lists, is_temporary, read_cell
from toolkit.rules.numbers import read_numbers
from toolkit.rules.workbook_lines import NUMBER_FIELD, several, split
from toolkit.words import LANGUAGES, Words

Spot = tuple[Sheet, int]
"""A sheet and a row of it: where a line stands."""


_FIELDS = {column.name: column.field for form in FORMS.values() for column in form.columns}


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What was read: `faults` are by the line's sheet and row, `typed_days` the cells (sheet, row,
    field) in which a day was written as text, `temporary` maps rows of exemplars to their "M1"."""

    lines: tuple[Line, ...]
    faults: Mapping[Spot, tuple[Problem, ...]]
    notes: tuple[Problem, ...]
    typed_days: frozenset[tuple[Sheet, int, str]]
    temporary: Mapping[int, str]


def read_lines(found: Found, known: Iterable[Line], plan: Plan, choices: Choices) -> Returned:
    """The file's lines; `known` are those that stand here now, whose keys they may have lost."""
    reading = _Reading(found, tuple(known), plan, choices)
    lines = [line for each in found.sheets for line in reading.lines(each)]
    return Returned(
        lines=tuple(lines),
        faults={spot: tuple(told) for spot, told in reading.faults.items()},
        notes=(*found.notes, *reading.notes),
        typed_days=frozenset(reading.typed_days),
        temporary=MappingProxyType(reading.temporary),
    )


class _Reading:
    """One workbook being read."""

    def __init__(self, found: Found, known: tuple[Line, ...], plan: Plan, choices: Choices) -> None:
        self.known = {(line.sheet, line.key) for line in known}
        self.plan = plan
        self.faults: dict[Spot, list[Problem]] = {}
        self.notes: list[Problem] = []
        self.typed_days: list[tuple[Sheet, int, str]] = []
        self.temporary: dict[int, str] = {}
        self.lists = Lists(choices, _exemplars(found, known))

    def lines(self, found: FoundSheet) -> Iterator[Line]:
        readers: Mapping[Sheet, Callable[[FoundSheet], Iterator[Line]]] = {
            Sheet.TARGETS: self._targets,
            Sheet.REPORTS: self._reports,
            Sheet.EXEMPLARS: self._grown,
            Sheet.ACTIVITIES: self._grown,
        }
        return readers[found.sheet](found)

    def _targets(self, found: FoundSheet) -> Iterator[Line]:
        for row in found.rows:
            cells = _Cells(found, row)
            key = cells.text(KEY) or self._target_key(cells)
            line = self._line(cells, key, FORMS[Sheet.TARGETS].columns)
            if (Sheet.TARGETS, key) in self.known:
                yield line
            elif line.values.get("count") is not None:
                self._unknown_row(cells)

    def _target_key(self, cells: "_Cells") -> str:
        kind = self.lists.code("exemplar_kind", cells.text("kind"), "") or ""
        name = self.lists.code("scope", cells.text("field"), "") or ""
        return f"{cells.text('year')}/{kind}/{name}"

    def _grown(self, found: FoundSheet) -> Iterator[Line]:
        """Exemplars and activities: rows may be new."""
        columns = FORMS[found.sheet].columns
        for row in found.rows:
            cells = _Cells(found, row)
            kind = read_cell(cells.told("kind"), columns_by_name(columns)["kind"], self.lists).value
            line = self._line(cells, self._grown_key(cells), columns, str(kind or ""))
            if any(value is not None for value in line.values.values()):
                yield line

    def _grown_key(self, cells: "_Cells") -> str:
        key, code = cells.text(KEY), cells.text("code")
        if is_temporary(code):
            self.temporary[cells.line] = code.upper()
        return key or (code if (cells.found.sheet, code) in self.known else "")

    def _reports(self, found: FoundSheet) -> Iterator[Line]:
        """Several rows make one report: each number has its own."""
        keys = _ReportKeys(self.plan, [key for sheet, key in self.known if sheet is Sheet.REPORTS])
        together: dict[str, list[tuple[_Cells, str]]] = {}
        for row in found.rows:
            cells = _Cells(found, row)
            key, number = keys.of(cells)
            if key:
                together.setdefault(key, []).append((cells, number))
            elif any(
                cells.told(each.name) for each in FORMS[Sheet.REPORTS].columns if not each.ours
            ):
                self._unknown_row(cells)
        for key, rows in together.items():
            yield self._report(key, rows)

    def _report(self, key: str, rows: list[tuple["_Cells", str]]) -> Line:
        columns = [each for each in FORMS[Sheet.REPORTS].columns if each.field != "value"]
        spot = rows[0][0].spot
        values: dict[str, Cell] = {}
        places: dict[str, str] = {}
        for cells, number in rows:
            one = self._line(cells, key, columns, at=spot)
            for name, value in one.values.items():
                if values.get(name) is None:
                    values[name], places[name] = value, one.cells[name]
                elif value not in (None, values[name]):
                    told = {"row": str(rows[0][0].line)}
                    self._fault(spot, cells, name, Got(wrong="intake.told_twice", values=told))
            if number and "value" in cells.found.columns:
                name = f"{NUMBER_FIELD}{number}"
                places[name] = cells.at("value")
                got = self._figure(key.partition("/")[0], number, cells.told("value"))
                if got.wrong:
                    self._fault(spot, cells, "value", got)
                else:
                    values[name] = got.value
        return Line(sheet=Sheet.REPORTS, key=key, values=values, row=spot[1], cells=places)

    def _figure(self, task: str, number: str, told: Any) -> Got:
        """A number that a report was asked for: whether 1.234 reads two ways depends on it."""
        column = columns_by_name(FORMS[Sheet.REPORTS].columns)["value"]
        got = read_cell(told, column, self.lists)
        asked = self.plan.task_by_code.get(task)
        if not isinstance(told, str) or asked is None or got == NOTHING:
            return got
        numbers, faults = read_numbers(asked, {number: told})
        if faults:
            return Got(wrong=faults[0].key, values=faults[0].values)
        return Got(numbers.get(number))

    def _line(
        self,
        cells: "_Cells",
        key: str,
        columns: Iterable[Column],
        kind: str = "",
        at: Spot | None = None,
    ) -> Line:
        """What the row says in the columns that are read back, each field once."""
        values: dict[str, Cell] = {}
        places: dict[str, str] = {}
        spot = at or cells.spot
        for column in columns:
            if column.ours or column.name not in cells.found.columns:
                continue
            value = self._value(cells, column, kind, spot)
            places.setdefault(column.field, cells.at(column.name))
            if column.part and value is not None:
                value = several(dict.fromkeys((*split(values.get(column.field)), *split(value))))
            if value is not None or column.field not in values:
                values[column.field] = value
        faulty = {problem.values["field"] for problem in self.faults.get(spot, ())}
        return Line(
            sheet=cells.found.sheet,
            key=key,
            values={name: value for name, value in values.items() if name not in faulty},
            row=cells.line,
            cells=places,
        )

    def _value(self, cells: "_Cells", column: Column, kind: str, spot: Spot) -> Cell:
        if kind and column.kinds and kind not in column.kinds:
            if cells.text(column.name):
                self._note(cells, column.name, "intake.note_not_for_kind", {})
            return None
        if column.choices == "detail" and not kind:
            return None
        got = read_cell(cells.told(column.name), column, self.lists, kind)
        if got.wrong:
            self._fault(spot, cells, column.name, got)
        if got.note:
            self._note(cells, column.name, got.note, got.values)
        if got.typed:
            self.typed_days.append((*spot, column.field))
        return got.value

    def _fault(self, spot: Spot, cells: "_Cells", name: str, got: Got) -> None:
        problem = cells.problem(got.wrong, name, got.values)
        self.faults.setdefault(spot, []).append(problem)

    def _note(self, cells: "_Cells", name: str, key: str, values: Mapping[str, Any]) -> None:
        self.notes.append(cells.problem(key, name, values))

    def _unknown_row(self, cells: "_Cells") -> None:
        problem = cells.problem("intake.unknown_row", KEY, {})
        self.faults.setdefault(cells.spot, []).append(problem)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row of a sheet, asked by the names of its columns."""

    found: FoundSheet
    row: Row

    @property
    def line(self) -> int:
        return self.row[0]

    @property
    def spot(self) -> Spot:
        return self.found.sheet, self.line

    def told(self, name: str) -> Any:
        place = self.found.columns.get(name)
        values = self.row[1]
        return None if place is None or place >= len(values) else values[place]

    def text(self, name: str) -> str:
        """What stands there as text, "" where nothing or no text or number does."""
        told = self.told(name)
        return str(told).strip() if isinstance(told, str | int | float) else ""

    def at(self, name: str) -> str:
        return self.found.at(name, self.line) if name in self.found.columns else ""

    def problem(self, key: str, name: str, values: Mapping[str, Any]) -> Problem:
        """One that stands in the cell; `field` in its values is that of `Line.values`."""
        own = {"sheet": self.found.title, "field": _FIELDS.get(name, name)}
        column = self.found.headings.get(name, "")
        return Problem(key, self.line, column, self.at(name), {**own, **values})


def columns_by_name(columns: Iterable[Column]) -> dict[str, Column]:
    return {column.name: column for column in columns}


_OPEN = tuple(each.name for each in FORMS[Sheet.REPORTS].columns if not each.ours)


@dataclass
class _ReportKeys:
    """Which report and which of its numbers a row is about."""

    plan: Plan
    keys: list[str]
    last: str = ""
    taken: set[str] = field(default_factory=set)

    def of(self, cells: _Cells) -> tuple[str, str]:
        """(key, code of the number), each "" where there is none."""
        key, _, number = cells.text(KEY).partition(NUMBER)
        if key in self.keys:
            self.last = key
            return key, number
        if cells.text("task") or cells.text("period"):
            self.last = self._told(cells.text("task"), cells.text("period"))
        return self.last, self._number(self.last, cells.text("asked")) if self.last else ""

    def _told(self, task: str, period: str) -> str:
        """The report that the row names in words: as "1.2. Đăng ký" and "Năm 2018" are written."""
        code, asked = task.partition(". ")[0].strip(), fold(period)
        for key in self.keys:
            told, _, rest = key.partition("/")
            names = {fold(Words(each).period(rest.partition("/")[0])) for each in LANGUAGES}
            if told == code and asked in names and key not in self.taken:
                self.taken.add(key)
                return key
        return ""

    def _number(self, key: str, asked: str) -> str:
        task = self.plan.task_by_code.get(key.partition("/")[0])
        for number in task.numbers if task else ():
            for name in (number.name, number.name_en):
                optional = (Words(each).say("workbook.optional", name=name) for each in LANGUAGES)
                if fold(asked) in {fold(name), *map(fold, optional)}:
                    return number.code
        return ""


def _exemplars(found: Found, known: Iterable[Line]) -> Choices:
    """The exemplars that an activity may name: by code, by name, and new ones by their "M1"."""
    names = {
        line.key: str(line.values.get("name") or "")
        for line in known
        if line.sheet is Sheet.EXEMPLARS
    }
    for each in found.sheets:
        for row in each.rows if each.sheet is Sheet.EXEMPLARS else ():
            cells = _Cells(each, row)
            if is_temporary(cells.text("code")):
                names[cells.text("code").upper()] = cells.text("name")
    return Choices({"exemplar": {code: f"{code}{CALLED}{name}" for code, name in names.items()}})
