"""What goes with a list: the summaries of achievements, and the source of every row."""

from collections.abc import Sequence
from functools import partial

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.lists.form import Line, Stamp, Value
from toolkit.exchange.official import paper
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, page, quiet
from toolkit.exchange.official.sheet import (
    LongSheet,
    blank,
    cell_text,
    formula_cell,
    number_cell,
    style,
    text_cell,
)
from toolkit.exchange.official.styles import HEAD_FILL, Styles
from toolkit.words import Words

_SIZE = 11.0
_SMALL = 10.0
_TALLEST = 409.0  # points: no program makes a row higher
_MOST_LINES = 24
_KEYS = ("number", "code", "name", "unit_code", "steps", "papers", "record", "version")
_WIDTHS = (12, 34, 50, 22, 75, 60, 68, 14)
_LINK = "#0B57D0"


class _Widths:
    """Label and text: the whole width of the page."""

    widths = (45.0, paper.WIDTH - 45.0)
    last = 1


class SummarySheet:
    """The "bản tóm tắt thành tích" of each record, one after another; long texts over the page."""

    def __init__(self, sheet: LongSheet, styles: Styles, words: Words, stamp: Stamp) -> None:
        self._sheet, self._row = sheet, 0
        page(sheet)
        columns(sheet, _Widths.widths)
        lines = Paper(sheet, _Widths(), styles, words)
        day = words.say("summary.as_known_on", on=stamp.as_known_on)
        self._row, _ = lines.annex(words.say("lists.summaries_title"), day)
        sheet.rows_begin(self._row, self._row, _Widths.last)
        plain = partial(styles.plain, _SIZE, border=1, text_wrap=True)
        self._head = style(plain(bold=True, bg_color=HEAD_FILL))
        self._label, self._text = style(plain(italic=True)), style(plain())

    def write(self, number: int, line: Line) -> None:
        """Its heading, then label and text of all that is told; the text in pieces that print."""
        room = _Widths.widths[1] - paper.PADDING
        heading = f"{number}. {cell_text(line.heading)}"
        whole = sum(_Widths.widths) - paper.PADDING
        self._put(
            heading, "", self._head, self._head, paper.lines(heading, whole, _SIZE, bold=True)
        )
        self._sheet.merge.append([self._row - 1, 0, self._row - 1, 1])
        for label, text in line.summary:
            for at, part in enumerate(paper.pieces(cell_text(text), room, _SIZE, _MOST_LINES)):
                needs = paper.paragraphs(part, room, _SIZE)
                self._put(label if at == 0 else "", part, self._label, self._text, needs)

    def end(self) -> None:
        last = max(self._row - 1, 0)
        self._sheet.rows_begin(self._row, last, _Widths.last)
        self._sheet.print_area(0, 0, last, _Widths.last)
        self._sheet.fit_to_pages(1, 0)

    def _put(self, label: str, text: str, left: str, right: str, needs: int) -> None:
        at = self._row + 1
        cells = text_cell(f"A{at}", left, label) if label else blank(f"A{at}", left)
        cells += text_cell(f"B{at}", right, text) if text else blank(f"B{at}", right)
        self._sheet.write_cells(at, cells, paper.height(needs, _SIZE) + 2.25)
        self._row += 1


class SourceSheet:
    """ "Nguồn": which record each row of the list tells, with its steps and papers."""

    def __init__(self, sheet: LongSheet, styles: Styles, words: Words, of: str) -> None:
        self._sheet, self._of, self._row = sheet, of, 3
        page(sheet)
        sheet.fit_to_pages(1, 0)
        columns(sheet, _WIDTHS)
        sheet.write_string(0, 0, words.say("lists.source.title"), styles.plain(14, bold=True))
        sheet.write_string(1, 0, words.say("lists.source.note"), styles.plain(11, italic=True))
        for column, key in enumerate(_KEYS):
            label = words.say(f"lists.source.{key}")
            sheet.write_string(2, column, label, styles.head(10, bold=True))
        sheet.set_row(0, 21)
        sheet.set_row(2, 30)
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 3)
        sheet.rows_begin(3, 3, len(_KEYS) - 1)
        self._text = style(styles.plain(_SMALL, border=1, text_wrap=True))
        self._middle = style(styles.plain(10, border=1, align="center"))
        self._link = style(styles.plain(10, border=1, align="center", font_color=_LINK))

    def write(self, number: int, row: int, source: Sequence[Value]) -> None:
        """The running number leads to the row of the list."""
        at = self._row + 1
        link = f"HYPERLINK(\"#'{self._of}'!A{row}\",{number})"
        cells, needs = [formula_cell(f"A{at}", self._link, link, number)], 1
        for place, value in enumerate(source, 1):
            where = f"{xl_col_to_name(place)}{at}"
            if isinstance(value, int):
                cells.append(number_cell(where, self._middle, value))
            else:
                text = cell_text(str(value or ""))
                cells.append(text_cell(where, self._text, text))
                room = _WIDTHS[place] - paper.PADDING
                needs = max(needs, paper.paragraphs(text, room, _SMALL))
        points = min(paper.height(needs, _SMALL) + 1.5, _TALLEST)
        self._sheet.write_cells(at, "".join(cells), points)
        self._row += 1

    def end(self) -> None:
        last = self._row - 1
        self._sheet.rows_begin(self._row, last, len(_KEYS) - 1)
        self._sheet.print_area(0, 0, last, len(_KEYS) - 1)
        self._sheet.autofilter(2, 0, last, len(_KEYS) - 1)
        quiet(self._sheet, last, len(_KEYS) - 1)
