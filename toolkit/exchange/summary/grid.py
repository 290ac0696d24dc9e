"""The columns of a table: blocks of measures under two-level heads, their widths and rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.official.page import roman
from toolkit.exchange.official.paper import PADDING, WIDTH, text_width
from toolkit.rules.figures import PhaseColumn, SummaryFigures, TaskColumn
from toolkit.rules.timeliness import Tally
from toolkit.words import Words

FIRST = 2  # columns of numbers come after the row's number and the unit's name
NAME_WIDTH = 66.0
RULE_SIZE = 6.5
MOST_TASKS = 5


class Measure(StrEnum):
    """What a column tells; the names are Tally's."""

    EXPECTED = "expected"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    RATE = "rate"
    ON_TIME_RATE = "on_time_rate"

    @property
    def is_rate(self) -> bool:
        return self in (Measure.RATE, Measure.ON_TIME_RATE)

    def of(self, tally: Tally) -> float | None:
        """The count, or the share as a percentage; None where nothing was expected.

        Reckoned in the formula's own order, so that the last bit agrees too."""
        if not self.is_rate:
            return int(getattr(tally, self))
        if not tally.expected:
            return None
        return (tally.actual if self is Measure.RATE else tally.on_time) / tally.expected * 100


COUNTS = (Measure.EXPECTED, Measure.ON_TIME, Measure.LATE, Measure.MISSING)
FIVE = (*COUNTS, Measure.RATE)


@dataclass(frozen=True, slots=True)
class Block:
    """Columns under one head: a task's, a phase's, or the whole plan's (neither named)."""

    title: str
    measures: tuple[Measure, ...]
    first: int
    phase: str = ""
    task: str = ""

    @property
    def is_sum(self) -> bool:
        """Whether its counts add up the other blocks of the row."""
        return not self.phase

    def letter(self, measure: Measure) -> str:
        return str(xl_col_to_name(self.first + self.measures.index(measure)))

    def number(self, measure: Measure) -> int:
        """The column's number in the row under the heads, from 1."""
        return self.first + self.measures.index(measure) - FIRST + 1


@dataclass(frozen=True)
class Grid:
    """A table's columns; widths in mm, sizes in points.

    `above` is the head over all blocks, `size` the letters of the body, `upright` whether the
    heads of the measures stand on end; `totals` are the grand totals of the blocks, the longest
    numbers, and `kinds` how many kinds are counted in Roman numbers."""

    above: str
    blocks: tuple[Block, ...]
    totals: tuple[Tally, ...]
    labels: Mapping[Measure, str]
    kinds: int
    size: float
    upright: bool

    @property
    def last(self) -> int:
        """Index of the last column."""
        return FIRST - 1 + sum(len(block.measures) for block in self.blocks)

    def columns(self) -> Iterator[tuple[int, Block, Measure]]:
        for block in self.blocks:
            for place, measure in enumerate(block.measures):
                yield block.first + place, block, measure

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Widths of all columns: the name takes what the numbers leave, up to what is useful."""
        numbers = [
            self._needs(block, total, measure)
            for block, total in zip(self.blocks, self.totals, strict=True)
            for measure in block.measures
        ]
        free = WIDTH - self.number_width - sum(numbers)
        name = min(max(free, 45.0), 90.0)
        more = max(0.0, min(free - name, len(numbers) * 6.0)) / (len(numbers) or 1)
        return (self.number_width, name, *(width + more for width in numbers))

    def _needs(self, block: Block, total: Tally, measure: Measure) -> float:
        size = self.size
        longest = "100,0" if measure.is_rate else f"{measure.of(total):,}"
        needs = text_width(longest, size)
        if self.upright:
            return max(needs, 8.0 if measure.is_rate else 4.2) + PADDING
        words = self.labels[measure].split()
        heads = max(text_width(word, size - 0.5) for word in words)
        rule = self.rule(block, measure).split("\n")
        rules = max(text_width(line, RULE_SIZE) for line in rule)
        return max(needs + 0.9, heads, rules, 10.6 if measure.is_rate else 0) + PADDING

    @property
    def number_width(self) -> float:
        numbers = (roman(order) for order in range(1, self.kinds + 1))
        return max([8.0, *(text_width(each, self.size, bold=True) + PADDING for each in numbers)])

    @property
    def name_width(self) -> float:
        return self.widths[1]

    @property
    def scale(self) -> int:
        """Percentage at which the table is printed, so that no column falls off the page."""
        return min(100, int(100 * WIDTH / sum(self.widths) + 1e-6))

    def rule(self, block: Block, measure: Measure) -> str:
        """The column's number and how it follows from others: "5=(2+3)" over ":1"."""
        own, number = block.number(measure), block.number
        if measure is Measure.RATE:
            parts = f"({number(Measure.ON_TIME)}+{number(Measure.LATE)})"
            fold = "\n" if self.upright else ""
            return f"{own}=\n{parts}{fold}:{number(Measure.EXPECTED)}"
        if measure is Measure.ON_TIME_RATE:
            return f"{own}={number(Measure.ON_TIME)}:{number(Measure.EXPECTED)}"
        parts = "+".join(str(each.number(measure)) for each in self.parts(block))
        return f"{own}={parts}" if parts else str(own)

    def parts(self, block: Block) -> tuple[Block, ...]:
        """The blocks that a block adds up."""
        return tuple(each for each in self.blocks if not each.is_sum) if block.is_sum else ()


def main_grid(figures: SummaryFigures, words: Words) -> Grid:
    """The whole plan, then each phase."""
    blocks = [Block(words.say("summary.whole_plan"), (*FIVE, Measure.ON_TIME_RATE), FIRST)]
    for phase in figures.phases:
        after = blocks[-1].first + len(blocks[-1].measures)
        blocks.append(Block(words.named(phase), FIVE, after, phase.code))
    return _grid(figures, words, "", blocks, 10, upright=False)


def task_grids(figures: SummaryFigures, words: Words) -> Iterator[Grid]:
    """Each phase's tasks, as many on a sheet as can be read, evenly shared out."""
    for phase in figures.phases:
        whole = _task_grid(figures, words, phase, phase.tasks)
        wide = sum(whole.widths[FIRST:]) / max(len(phase.tasks), 1)
        fit = int((WIDTH - whole.number_width - NAME_WIDTH) / (wide or 1))
        for tasks in _shared_out(phase.tasks, max(1, min(fit, MOST_TASKS))):
            yield _task_grid(figures, words, phase, tasks)


def _task_grid(
    figures: SummaryFigures, words: Words, phase: PhaseColumn, tasks: Sequence[TaskColumn]
) -> Grid:
    blocks = [_task_block(words, phase, task, at) for at, task in enumerate(tasks)]
    return _grid(figures, words, words.named(phase), blocks, 9, upright=True)


def _grid(
    figures: SummaryFigures,
    words: Words,
    above: str,
    blocks: Sequence[Block],
    size: float,
    *,
    upright: bool,
) -> Grid:
    totals = tuple(figures.tally(block.phase, block.task) for block in blocks)
    labels = {each: words.say(f"summary.measure.{each}") for each in Measure}
    return Grid(above, tuple(blocks), totals, labels, len(figures.kinds), size, upright)


def _task_block(words: Words, phase: PhaseColumn, task: TaskColumn, at: int) -> Block:
    title = f"{task.code}. {words.named(task, 'short')}"
    return Block(title, FIVE, FIRST + at * len(FIVE), phase.code, task.code)


def _shared_out(tasks: Sequence[TaskColumn], most: int) -> Iterator[Sequence[TaskColumn]]:
    sheets = -(-len(tasks) // most)
    start = 0
    for sheet in range(sheets):
        end = start + -(-(len(tasks) - start) // (sheets - sheet))
        yield tasks[start:end]
        start = end
