"""The sheet of a list: head, one row a record, a live total, and room to sign on the last page."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.lists.form import Column, Form, Look, Section, Stamp, Value
from toolkit.exchange.official import paper
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, page, quiet, roman
from toolkit.exchange.official.sheet import (
    LongSheet,
    blank,
    cell_text,
    day_cell,
    formula_cell,
    number_cell,
    style,
    text_cell,
)
from toolkit.exchange.official.styles import HEAD_FILL, KIND_FILL, Styles
from toolkit.words import Words

_RULE = 8.0
_SIDES = 2.6  # mm that narrow columns lose at their sides, with room for a wider program's letters
_MOST_LINES = 22  # of one row: a longer text goes on in the row below
_MOST_BREAKS = 1000  # Excel takes 1,026; earlier pages end by themselves at the same rows
_TOTAL = 18.0
_TALL = 110.0


class ListSheet:
    """Writes a list downwards: `begin`, sections and rows, `end`; heights are kept in points."""

    def __init__(
        self, sheet: LongSheet, form: Form, styles: Styles, words: Words, stamp: Stamp
    ) -> None:
        self._sheet, self._form, self._styles = sheet, form, styles
        self._words, self._stamp = words, stamp
        self._paper = Paper(sheet, form, styles, words)
        self._row = self._top = 0
        self._above = self._head_height = 0.0
        self._heights = array("d")
        self._sections: set[int] = set()
        self._sums: dict[int, float] = {}
        self._count = 0
        self._letters = [xl_col_to_name(column) for column in range(form.last + 1)]
        size = form.size
        wrapped = {"border": 1, "text_wrap": True}
        self._text = style(styles.plain(size, **wrapped))
        self._middle = style(styles.plain(size, align="center", **wrapped))
        self._number, self._day = style(styles.count(size)), style(styles.day(size))
        self._sum = style(styles.amount(size))

    @property
    def count(self) -> int:
        """Records written."""
        return self._count

    def begin(self) -> None:
        """Head of the paper, title, heads of the columns and their numbers."""
        page(self._sheet)
        self._sheet.set_print_scale(self._form.scale)
        self._sheet.center_horizontally()
        columns(self._sheet, self._form.widths)
        self._titles()
        self._top = self._row
        self._heads()
        self._sheet.repeat_rows(self._top, self._row - 1)
        self._sheet.freeze_panes(self._row, 3)
        self._begin_rows()

    def section(self, section: Section) -> None:
        """A line over all columns: its Roman number and name."""
        if not section.title:
            return
        self._sections.add(len(self._heights))
        look = self._styles.plain(self._form.size, bold=True, border=1, bg_color=KIND_FILL)
        text = f"{roman(len(self._sections))}. {section.title}"
        self._sheet.merge_range(self._row, 0, self._row, self._form.last, "", look)
        self._sheet.write_string(self._row, 0, cell_text(text), look)
        self._keep(_TOTAL)
        self._sheet.set_row(self._row - 1, _TOTAL)
        self._begin_rows()

    def row(self, number: int, cells: Sequence[Value]) -> int:
        """One record, told on as many rows as its longest text needs; its first row, from 1."""
        first = self._row + 1
        parts = [
            self._parts(column, width, value)
            for column, width, value in zip(
                self._form.columns, self._form.widths[1:], cells, strict=True
            )
        ]
        for at in range(max(map(len, parts))):
            values = [part[at] if at < len(part) else None for part in parts]
            self._write(number if at == 0 else None, values)
        for place, (column, value) in enumerate(zip(self._form.columns, cells, strict=True), 1):
            if column.look is Look.SUM and isinstance(value, int | float):
                self._sums[place] = self._sums.get(place, 0) + value
        self._count += 1
        return first

    def end(self) -> None:
        """The total, the note and the room to sign, kept together with the last two rows."""
        body = self._row - len(self._heights)
        self._total(body + 1)
        note = self._words.say(self._form.note, on=self._stamp.as_known_on)
        foot = [self._paper.note(self._row, note)]
        if self._form.signed:
            foot += self._paper.signatures(self._row + 1, self._stamp)
        self._begin_rows()
        self._paginate(body, foot)
        last = self._row - 1
        self._sheet.print_area(0, 0, last + len(foot), self._form.last)
        quiet(self._sheet, last, self._form.last)
        if not self._form.signed and self._count:
            self._sheet.autofilter(body - 1, 0, last - 1, self._form.last)

    def _titles(self) -> None:
        say, stamp = self._words.say, self._stamp
        title = say(self._form.title)
        if self._form.signed:
            rows, points = self._paper.head(stamp)
            below = (stamp.told,) if stamp.told else ()
            self._row, more = self._paper.title(rows, stamp, title, *below)
        else:
            day = say("summary.as_known_on", on=stamp.as_known_on)
            self._row, points = self._paper.annex(title, day)
            more = self._paper.note(self._row, stamp.filters)
            self._row += 1
        self._above = points + more + self._paper.gap(self._row, 6)
        self._row += 1

    def _heads(self) -> None:
        form, size = self._form, self._form.size
        labels = [
            self._words.say(f"lists.col.{column.head or column.key}") for column in form.columns
        ]
        labels = [self._words.say("summary.row_number"), *labels]
        needs = max(
            paper.lines(label, width - _SIDES, size, bold=True)
            for label, width in zip(labels, form.widths, strict=True)
        )
        head, rule = self._styles.head(size, bold=True), self._styles.centred(_RULE, border=1)
        for column, label in enumerate(labels):
            self._sheet.write_string(self._row, column, label, head)
        heights = (paper.height(needs, size) + 3, paper.height(1, _RULE))
        self._sheet.set_row(self._row, heights[0])
        for column in range(len(labels)):
            self._sheet.write_string(self._row + 1, column, f"({column + 1})", rule)
        self._sheet.set_row(self._row + 1, heights[1])
        self._row += 2
        self._head_height = sum(heights)

    def _parts(self, column: Column, width: float, value: Value) -> list[Value]:
        if not isinstance(value, str) or column.look not in (Look.TEXT, Look.MIDDLE):
            return [value]
        text = cell_text(value)
        return [*paper.pieces(text, width - _SIDES, self._form.size, _MOST_LINES)]

    def _write(self, number: int | None, values: Sequence[Value]) -> None:
        size, widths = self._form.size, self._form.widths
        needs = 1
        at = self._row + 1
        first = f"A{at}"
        cells = [number_cell(first, self._middle, number) if number else blank(first, self._middle)]
        for place, (column, value) in enumerate(zip(self._form.columns, values, strict=True), 1):
            cells.append(self._cell(f"{self._letters[place]}{at}", column.look, value))
            if isinstance(value, str):
                room = widths[place] - _SIDES
                needs = max(needs, paper.paragraphs(value, room, size))
        points = paper.height(needs, size) + 1.5
        self._sheet.write_cells(at, "".join(cells), points)
        self._keep(points)

    def _cell(self, place: str, look: Look, value: Value) -> str:
        if value is None or value == "":
            return blank(place, self._text)
        if isinstance(value, date):
            return day_cell(place, self._day, value)
        if isinstance(value, str):
            return text_cell(place, self._text if look is Look.TEXT else self._middle, value)
        styled = {Look.DAY: self._middle, Look.SUM: self._sum}.get(look, self._number)
        return number_cell(place, styled, value)

    def _total(self, first: int) -> None:
        """Counted and added up by formulas: the sheet stays true when a row is struck out."""
        last, at = self._row, self._row + 1
        size, look = self._form.size, {"bold": True, "bg_color": HEAD_FILL, "border": 1}
        text = style(self._styles.plain(size, **look))
        number = style(self._styles.amount(size, bold=True, bg_color=HEAD_FILL))
        label = f"{self._words.say('lists.total')}: "
        spoken = label.replace('"', '""')
        counted = f'"{spoken}"&COUNT(A{first}:A{last})' if self._count else f'"{spoken}0"'
        cells = [
            blank(f"A{at}", text),
            formula_cell(f"B{at}", text, counted, f"{label}{self._count}"),
        ]
        for place, column in enumerate(self._form.columns[1:], 2):
            letter = self._letters[place]
            if column.look is Look.SUM and self._count:
                added = f"SUM({letter}{first}:{letter}{last})"
                cells.append(formula_cell(f"{letter}{at}", number, added, self._sums.get(place, 0)))
            else:
                cells.append(blank(f"{letter}{at}", text))
        self._sheet.write_cells(at, "".join(cells), _TOTAL)
        if len(self._form.columns) > 1 and self._form.columns[1].look is not Look.SUM:
            # Room for the label beside a narrow column, too.
            self._sheet.merge.append([self._row, 1, self._row, 2])
        self._keep(_TOTAL)

    def _keep(self, points: float) -> None:
        self._heights.append(points)
        self._row += 1

    def _begin_rows(self) -> None:
        self._sheet.rows_begin(self._row, self._row, self._form.last)

    def _paginate(self, body: int, foot: Sequence[float]) -> None:
        """Choose every page's end ourselves: see the same in summary 1."""
        whole = paper.HEIGHT * 100 / self._form.scale
        later = whole - self._head_height
        blocks = _together(self._heights, self._sections, foot)
        starts = paper.page_starts(blocks, first=later - self._above, later=later)
        self._sheet.set_h_pagebreaks([body + start for start in starts[-_MOST_BREAKS:]])


def _together(
    heights: Sequence[float], sections: Collection[int], foot: Sequence[float]
) -> Iterator[Sequence[float]]:
    """Rows kept on one page: a section's line with its first row; the last two with the foot,
    or the last one where they are tall: else half of a page would stay empty."""
    tail = max(len(heights) - (3 if sum(heights[-3:]) < _TALL else 2), 0)
    while tail and tail - 1 in sections:
        tail -= 1
    place = 0
    while place < tail:
        after = place + (2 if place in sections else 1)
        yield heights[place:after]
        place = after
    yield (*heights[tail:], *foot)
