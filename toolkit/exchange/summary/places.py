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

    def span(self, unit: UnitFigures, block: Block) -> range:
        """Which of the unit's tasks the block counts, by their place; they follow one another."""
        if block.is_sum:
            return range(len(unit.tasks))
        mine = [
            place
            for place, task in enumerate(unit.tasks)
            if task.column.phase == block.phase and block.task in ("", task.column.code)
        ]
        return range(mine[0], mine[-1] + 1) if mine else range(0)

    def formula(self, unit: UnitFigures, span: range, measure: Measure) -> str:
        """The formula that takes the figure of those tasks from their rows."""
        first, letter = self._first[unit.unit.code], DATA_LETTERS[measure]
        start = f"'{self._sheet}'!{letter}{first + span.start}"
        if len(span) == 1:
            return f"={start}"
        return f"=SUM({start}:{letter}{first + span.stop - 1})"
