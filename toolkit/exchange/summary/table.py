"""A table of the summary: heads, numbers of columns, units by kind, sub-totals and total."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official.layout import Laid, together
from toolkit.exchange.official.page import roman
from toolkit.exchange.official.paper import INDENT, PADDING, height, lines, text_width
from toolkit.exchange.official.sheet import cell_text
from toolkit.exchange.official.steps import PRINTED, Steps
from toolkit.exchange.official.styles import ALARM, HEAD_FILL, KIND_FILL, Styles
from toolkit.exchange.summary.grid import FIRST, RULE_SIZE, Block, Grid, Measure
from toolkit.exchange.summary.places import Places
from toolkit.rules.figures import KindFigures, SummaryFigures, UnitFigures
from toolkit.rules.timeliness import Tally
from toolkit.words import Words

_NONE = "–"
_Formula = Callable[[int, Block, Measure], str]  # the block, its place among them, the measure


@dataclass(frozen=True, slots=True)
class _Counted:
    """A unit with the tasks that each block counts, and the block's tally."""

    unit: UnitFigures
    spans: Sequence[range]
    tallies: Sequence[Tally]


class Table:
    """Writes one grid onto a sheet, from row `top` on."""

    def __init__(
        self, sheet: Worksheet, grid: Grid, styles: Styles, words: Words, places: Places
    ) -> None:
        self._sheet, self._grid, self._places = sheet, grid, places
        self._styles, self._words = styles, words
        self._not_owed = words.say("summary.not_owed")
        self._heights: list[float] = []

    def write(self, figures: SummaryFigures, top: int, steps: Steps) -> Laid:
        body, head_height = self._head(top)
        row, kinds, sizes = body, [], []
        for order, kind in enumerate(figures.kinds, 1):
            kinds.append(row)
            row = self._kind(row, order, kind, steps)
            sizes.append(len(kind.units))
        self._total(row, kinds)
        blocks = together(self._heights, sizes)
        return Laid(top, body, tuple(kinds), row, head_height, blocks)

    def _head(self, top: int) -> tuple[int, float]:
        sheet, grid, size = self._sheet, self._grid, self._grid.size
        head = self._styles.head(size, bold=True)
        levels = [18.0 if grid.above else 0.0, self._block_height(), self._measure_height()]
        row = top
        if grid.above:
            sheet.merge_range(row, FIRST, row, max(grid.last, FIRST + 1), grid.above, head)
            row += 1
        for block in grid.blocks:
            last = block.first + len(block.measures) - 1
            sheet.merge_range(row, block.first, row, last, block.title, head)
        self._measures(row + 1)
        for column, key in enumerate(("summary.row_number", "summary.unit")):
            sheet.merge_range(top, column, row + 1, column, self._words.say(key), head)
        heights = [level for level in levels if level]
        heights.append(height(3 if grid.upright else 2, RULE_SIZE))
        for place, points in enumerate(heights):
            sheet.set_row(top + place, points)
        return self._rules(row + 2), sum(heights)

    def _block_height(self) -> float:
        grid, widest = self._grid, 1
        for block in grid.blocks:
            span = sum(grid.widths[block.first : block.first + len(block.measures)])
            widest = max(widest, lines(block.title, span - PADDING, grid.size, bold=True))
        return max(18.0, height(widest, grid.size))

    def _measure_height(self) -> float:
        grid, size = self._grid, self._grid.size - 0.5
        if grid.upright:
            longest = max(text_width(label, size) for label in grid.labels.values())
            return min(longest, 19.5) / 25.4 * 72
        counts = [
            lines(grid.labels[measure], grid.widths[column] - PADDING, size)
            for column, _, measure in grid.columns()
        ]
        return height(max(counts, default=1), size) + 3

    def _measures(self, row: int) -> None:
        turned: dict[str, Any] = {"rotation": 90} if self._grid.upright else {}
        style = self._styles.head(self._grid.size - 0.5, **turned)
        for column, _, measure in self._grid.columns():
            self._sheet.write_string(row, column, self._grid.labels[measure], style)

    def _rules(self, row: int) -> int:
        style = self._styles.centred(RULE_SIZE, italic=True, border=1)
        for column, letter in enumerate("AB"):
            self._sheet.write_string(row, column, letter, style)
        for column, block, measure in self._grid.columns():
            self._sheet.write_string(row, column, self._grid.rule(block, measure), style)
        return row + 1

    def _kind(self, row: int, order: int, kind: KindFigures, steps: Steps) -> int:
        name = self._words.named(kind.kind) or self._words.say("summary.other_kind")
        look = {"bold": True, "bg_color": KIND_FILL}
        units = [self._counted(unit) for unit in kind.units]
        self._name(row, roman(order), name, look)
        first, last = row + 2, row + 1 + len(units)

        def subtotal(_place: int, block: Block, measure: Measure) -> str:
            return f"=SUM({block.letter(measure)}{first}:{block.letter(measure)}{last})"

        self._numbers(row, _sums([each.tallies for each in units]), subtotal, look)
        for number, counted in enumerate(units, 1):
            self._unit(row + number, number, counted)
            steps.done(PRINTED * self._grid.last)
        self._alarm(first - 1, last - 1)
        return last

    def _counted(self, unit: UnitFigures) -> _Counted:
        spans = [self._places.span(unit, block) for block in self._grid.blocks]
        tallies = [
            sum((task.tally for task in unit.tasks[span.start : span.stop]), Tally())
            for span in spans
        ]
        return _Counted(unit, spans, tallies)

    def _unit(self, row: int, number: int, counted: _Counted) -> None:
        def from_rows(place: int, block: Block, measure: Measure) -> str:
            if block.is_sum:
                cells = (f"{part.letter(measure)}{row + 1}" for part in self._grid.parts(block))
                return "=" + ("+".join(cells) or "0")
            span = counted.spans[place]
            if span:
                return self._places.formula(counted.unit, span, measure)
            return "" if block.task else "=0"

        self._name(row, number, counted.unit.unit.name, {})
        self._numbers(row, counted.tallies, from_rows, {})

    def _total(self, row: int, kinds: Sequence[int]) -> None:
        look = {"bold": True, "bg_color": HEAD_FILL}

        def total(_place: int, block: Block, measure: Measure) -> str:
            cells = ",".join(f"{block.letter(measure)}{kind + 1}" for kind in kinds)
            return f"=SUM({cells})" if cells else "=0"

        self._sheet.write_blank(row, 0, None, self._styles.head(self._grid.size))
        label = self._styles.head(self._grid.size, bold=True)
        self._sheet.write_string(row, 1, self._words.say("summary.total"), label)
        self._numbers(row, self._grid.totals, total, look)
        self._keep(row, 18.0)

    def _name(self, row: int, number: int | str, name: str, look: dict[str, Any]) -> None:
        size = self._grid.size
        number_style = self._styles.centred(size, border=1, **look)
        style = self._styles.plain(size, border=1, text_wrap=True, indent=1, **look)
        self._sheet.write(row, 0, number, number_style)
        self._sheet.write_string(row, 1, cell_text(name), style)
        room = self._grid.name_width - PADDING - INDENT
        count = lines(name, room, size, bold=bool(look))
        self._keep(row, height(count, size))

    def _keep(self, row: int, points: float) -> None:
        self._heights.append(points)
        self._sheet.set_row(row, points)

    def _numbers(
        self, row: int, tallies: Sequence[Tally], formula: _Formula, look: dict[str, Any]
    ) -> None:
        if self._grid.upright:
            look = {**look, "align": "center"}
        count = self._styles.count(self._grid.size, **look)
        rate = self._styles.rate(self._grid.size, **look)
        for place, (block, tally) in enumerate(zip(self._grid.blocks, tallies, strict=True)):
            owed = True
            for column, measure in enumerate(block.measures, block.first):
                value = measure.of(tally)
                if measure.is_rate and owed:
                    text = _rate(block, measure, row + 1)
                    shown = _NONE if value is None else value
                    self._sheet.write_formula(row, column, text, rate, shown)
                elif owed and (text := formula(place, block, measure)):
                    self._sheet.write_formula(row, column, text, count, value)
                else:
                    owed = False
                    self._sheet.write_string(row, column, self._not_owed, count)

    def _alarm(self, first: int, last: int) -> None:
        red = self._styles.plain(self._grid.size, font_color=ALARM)
        rule = {
            "type": "cell",
            "criteria": "between",
            "minimum": 1,
            "maximum": 10**9,
            "format": red,
        }
        for column, _, measure in self._grid.columns():
            if measure is Measure.MISSING:
                self._sheet.conditional_format(first, column, last, column, rule)


def _rate(block: Block, measure: Measure, row: int) -> str:
    expected = f"{block.letter(Measure.EXPECTED)}{row}"
    on_time = f"{block.letter(Measure.ON_TIME)}{row}"
    late = f"{block.letter(Measure.LATE)}{row}"
    counted = f"({on_time}+{late})" if measure is Measure.RATE else on_time
    return f'=IF({expected}=0,"{_NONE}",{counted}/{expected}*100)'


def _sums(rows: Sequence[Sequence[Tally]]) -> list[Tally]:
    return [sum(column, Tally()) for column in zip(*rows, strict=True)]
