"""The printed tables of the funnel: units by their kind, or fields by kind of exemplar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from toolkit.domain.exemplar import Step
from toolkit.exchange.funnel.book import FIELD, KIND, PHASE, Book, quoted
from toolkit.exchange.official import paper
from toolkit.exchange.official.layout import Laid, paginate, together
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, footer, page, roman
from toolkit.exchange.official.sheet import Sheet, cell_text
from toolkit.exchange.official.styles import HEAD_FILL, KIND_FILL
from toolkit.rules.funnel import added

_SIZE, _RULE = 10.0, 8.0
_NAME, _NUMBER = 82.0, 11.0
_FIRST = 2
Formula = Callable[[int], str]


@dataclass(frozen=True)
class Grid:
    """The running number, a name, and the ten steps."""

    scale: int = 100

    @cached_property
    def widths(self) -> tuple[float, ...]:
        step = (paper.WIDTH - _NAME - _NUMBER) / len(Step)
        return (_NUMBER, _NAME, *([step] * len(Step)))

    @property
    def last(self) -> int:
        return _FIRST + len(Step) - 1


GRID = Grid()


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its formulas by step and what they come to."""

    name: str
    formula: Formula
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Group:
    """A head row with the rows under it; without a formula of its own it adds those up."""

    name: str
    rows: Sequence[Row]
    values: Sequence[int]
    formula: Formula | None = None


def unit_groups(book: Book, phase: str) -> list[Group]:
    """Units by their kind, in one phase or in the whole plan ("")."""
    asked = [(FIELD, quoted(book.fields[""]))]
    if phase:
        asked.append((PHASE, quoted(book.phases[phase])))
    return [
        Group(
            book.words.named(group.label) or book.words.say("summary.other_kind"),
            [
                Row(
                    each.unit.name,
                    book.sums(book.places.get(each.unit.code), asked),
                    added(each.facts, phase=phase),
                )
                for each in group.units
            ],
            added(group.facts, phase=phase),
        )
        for group in book.figures.groups
    ]


def field_groups(book: Book, phase: str) -> list[Group]:
    """Kinds of exemplars, each counted once; under them the fields, where one may count twice."""
    facts = list(book.figures.facts)
    in_phase = [(PHASE, quoted(book.phases[phase]))] if phase else []

    def formula(kind: str, field: str) -> Formula:
        of_kind, of_field = quoted(book.kinds[kind]), quoted(book.fields[field])
        return book.sums(book.whole, [(KIND, of_kind), (FIELD, of_field), *in_phase])

    return [
        Group(
            name,
            [
                Row(told, formula(kind, field), added(facts, phase=phase, kind=kind, field=field))
                for field, told in book.fields.items()
                if field
            ],
            added(facts, phase=phase, kind=kind),
            formula(kind, ""),
        )
        for kind, name in book.kinds.items()
    ]


def printed(book: Book, number: str, title: str, groups: Sequence[Group], *, first: bool) -> None:
    """One sheet to be printed; the first has the official head and room to sign."""
    say, figures = book.words.say, book.figures
    sheet = book.workbook.add_worksheet(say("summary.sheet.main", number=number), Sheet)
    page(sheet)
    table = say("summary.table", number=number)
    footer(sheet, book.words, table=table, fingerprint=figures.fingerprint)
    sheet.set_print_scale(GRID.scale)
    sheet.center_horizontally()
    columns(sheet, GRID.widths)
    lines = Paper(sheet, GRID, book.styles, book.words)
    if first:
        row, above = lines.head(figures)
        row, more = lines.title(row, figures, say("funnel.title"))
        above += more
    else:
        day = say("summary.as_known_on", on=figures.as_known_on)
        row, above = lines.annex(title, f"{say('funnel.attached')} {day}")
    row, more = lines.measured_in(row, say("funnel.measured_in"))
    above_steps = title if first else say("funnel.steps")
    whose = "summary.unit" if number.startswith("2") else "funnel.name"
    laid = _Table(book, sheet, say(whose)).write(row, above_steps, groups)
    foot = [lines.note(laid.total + 1, say("funnel.note"))]
    if first:
        foot += lines.signatures(laid.total + 2, figures)
    paginate(sheet, GRID, laid, above=above + more, foot=foot)


class _Table:
    def __init__(self, book: Book, sheet: Worksheet, whose: str) -> None:
        self._book, self._sheet, self._whose = book, sheet, whose
        self._heights: list[float] = []
        self._letters = [xl_col_to_name(_FIRST + place) for place in range(len(Step))]

    def write(self, top: int, above: str, groups: Sequence[Group]) -> Laid:
        body, head_height = self._head(top, above)
        row, heads = body, []
        for order, group in enumerate(groups, 1):
            heads.append(row)
            row = self._group(row, order, group)
        self._total(row, heads, groups)
        blocks = together(self._heights, [len(group.rows) for group in groups])
        return Laid(top, body, tuple(heads), row, head_height, blocks)

    def _head(self, top: int, above: str) -> tuple[int, float]:
        sheet, styles, widths = self._sheet, self._book.styles, GRID.widths
        head = styles.head(_SIZE, bold=True)
        sheet.merge_range(top, _FIRST, top, GRID.last, above, head)
        for column, name in enumerate((self._book.words.say("summary.row_number"), self._whose)):
            sheet.merge_range(top, column, top + 1, column, name, head)
        names, thin = self._book.step_names, styles.head(_SIZE - 0.5)
        needs = 1
        for place, name in enumerate(names):
            sheet.write_string(top + 1, _FIRST + place, name, thin)
            needs = max(needs, paper.lines(name, widths[-1] - paper.PADDING, _SIZE - 0.5))
        rule = styles.centred(_RULE, italic=True, border=1)
        numbers = ("A", "B", *(str(place) for place in range(1, len(names) + 1)))
        for column, number in enumerate(numbers):
            sheet.write_string(top + 2, column, number, rule)
        heights = (18.0, paper.height(needs, _SIZE) + 3, paper.height(1, _RULE))
        for place, points in enumerate(heights):
            sheet.set_row(top + place, points)
        return top + len(heights), sum(heights)

    def _group(self, row: int, order: int, group: Group) -> int:
        first, last = row + 2, row + 1 + len(group.rows)

        def subtotal(place: int) -> str:
            letter = self._letters[place]
            return f"=SUM({letter}{first}:{letter}{last})"

        formula = group.formula or subtotal
        self._row(row, roman(order), Row(group.name, formula, group.values), fill=KIND_FILL)
        for number, each in enumerate(group.rows, 1):
            self._row(row + number, number, each)
            self._book.steps.done(GRID.last)
        return last

    def _total(self, row: int, heads: Sequence[int], groups: Sequence[Group]) -> None:
        def total(place: int) -> str:
            cells = ",".join(f"{self._letters[place]}{head + 1}" for head in heads)
            return f"=SUM({cells})" if cells else "=0"

        columns_ = zip(*(group.values for group in groups), strict=True)
        values = [sum(column) for column in columns_] or [0] * len(Step)
        name = self._book.words.say("summary.total")
        self._row(row, "", Row(name, total, values), fill=HEAD_FILL)

    def _row(self, row: int, number: int | str, told: Row, fill: str = "") -> None:
        look: dict[str, Any] = {"bold": True, "bg_color": fill} if fill else {}
        styles, sheet = self._book.styles, self._sheet
        sheet.write(row, 0, number, styles.centred(_SIZE, border=1, **look))
        style = styles.plain(_SIZE, border=1, text_wrap=True, indent=1, **look)
        sheet.write_string(row, 1, cell_text(told.name), style)
        count = styles.count(_SIZE, **look)
        for place, value in enumerate(told.values):
            sheet.write_formula(row, _FIRST + place, told.formula(place), count, value)
        room = _NAME - paper.PADDING - paper.INDENT
        points = paper.height(paper.lines(told.name, room, _SIZE, bold=bool(look)), _SIZE)
        self._heights.append(points)
        sheet.set_row(row, points)
