"""Where on the sheets "Dữ liệu" and "Nguồn" each unit's rows stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.exchange.summary.grid import Block, Measure
from toolkit.rules.figures import SummaryFigures, TaskFigures, UnitFigures

TOP = 4  # rows above the first row of data, heads included, on both sheets
DATA_LETTERS = {
    Measure.EXPECTED: "G",
    Measure.ON_TIME: "H",
    Measure.LATE: "I",
    Measure.MISSING: "J",
}


@dataclass(frozen=True, slots=True)
class DataRow:
    """A unit's task with the rows it takes: numbers as people see them, from 1."""

    unit: UnitFigures
    task: TaskFigures
    row: int
    first: int
    last: int


class Places:
    """Rows of both sheets, in the order of the table: unit after unit, task after task."""

    def __init__(self, figures: SummaryFigures, sheet: str) -> None:
        self._figures = figures
        self._sheet = sheet
        self._first: dict[str, int] = {}
        row = TOP + 1
        for unit in figures.units:
            self._first[unit.unit.code] = row
            row += len(unit.tasks)

    def rows(self) -> Iterator[DataRow]:
        row = source = TOP + 1
        for unit in self._figures.units:
            for task in unit.tasks:
                last = source + len(task.facts) - 1
                yield DataRow(unit, task, row, source, last)
                row, source = row + 1, last + 1

    def first(self, unit: UnitFigures) -> int:
        return self._first[unit.unit.code]

    def formula(self, unit: UnitFigures, block: Block, measure: Measure) -> str:
        """The formula that takes the unit's figure from its rows; "" where it has none."""
        mine = [
            place
            for place, task in enumerate(unit.tasks, self.first(unit))
            if task.column.phase == block.phase and block.task in ("", task.column.code)
        ]
        if not mine:
            return ""
        cell = f"'{self._sheet}'!{DATA_LETTERS[measure]}"
        if len(mine) == 1:
            return f"={cell}{mine[0]}"
        return f"=SUM({cell}{mine[0]}:{DATA_LETTERS[measure]}{mine[-1]})"
