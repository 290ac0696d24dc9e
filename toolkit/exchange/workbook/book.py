"""One workbook being written: its formats, its texts, and what every sheet of it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from toolkit.domain.workbook import TEMPLATE_VERSION, Cell
from toolkit.exchange.official import paper
from toolkit.exchange.official.sheet import Sheet, cell_text
from toolkit.exchange.official.styles import Styles
from toolkit.exchange.workbook.contents import Contents
from toolkit.exchange.workbook.form import HEAD_ROW, KEY, NAMES_ROW, Column, SheetForm, Sort

SIZE = 10.0
OURS_FILL, MISSING_FILL, STALE_FILL = "#EDEFF2", "#FFE9A8", "#F7C7C3"
UNASKED_FILL, RULE = "#CDD2DA", "#9AA3AF"
MARGIN = 10.0  # mm: a form is filed, not bound, and has many columns
_SIDES = 2.6
_LEGEND = 3
_SHORT = 120  # characters
_NUMBERS = {"vi": "[$-42A]", "en": "[$-809]"}
_ALLOWED = dict.fromkeys(
    ("sort", "autofilter", "insert_rows", "delete_rows", "format_rows", "format_columns"), True
)


@dataclass(frozen=True)
class Book:
    """The workbook, what goes into it, and the few looks of its cells."""

    file: Workbook
    contents: Contents
    styles: Styles

    def say(self, key: str, **values: Any) -> str:
        return self.contents.edition.words.say(key, **values)

    @cached_property
    def head(self) -> Format:
        return self.styles.head(SIZE, bold=True)

    @cached_property
    def rule(self) -> Format:
        return self.styles.centred(8, border=1, italic=True)

    @cached_property
    def guarded(self) -> str:
        return _NUMBERS[self.contents.edition.words.language]

    def look(self, column: Column, *, locked: bool = False, border: int = 0, **more: Any) -> Format:
        """How the cells of a column stand; what is ours is grey."""
        look: dict[str, Any] = {"locked": locked, **more}
        if column.ours or locked:
            look["bg_color"] = OURS_FILL
        if border:
            look |= {"border": border, "border_color": RULE}
        if column.sort in (Sort.DAY, Sort.BIRTH):
            day = "[<=2100]0;dd/mm/yyyy" if column.sort is Sort.BIRTH else "dd/mm/yyyy"
            return self.styles.plain(SIZE, num_format=day, align="center", **look)
        if column.field == "year":
            return self.styles.plain(SIZE, align="center", **look)
        if column.sort in (Sort.WHOLE, Sort.NUMBER):
            digits = "#,##0" if column.sort is Sort.WHOLE else "#,##0.###"
            return self.styles.plain(SIZE, num_format=f"{self.guarded}{digits}_ ", **look)
        return self.styles.plain(SIZE, text_wrap=True, **look)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet: A4 landscape, our margins, a footer that says whose it is."""
        sheet = self.file.add_worksheet(self.say(f"workbook.sheet.{name}"), Sheet)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(*[paper.inches(MARGIN)] * 2, paper.inches(12), paper.inches(14))
        sheet.hide_gridlines(2)
        footer = self.say(
            "workbook.footer",
            unit=self.contents.unit.code,
            period=self.contents.edition.period_name,
            version=TEMPLATE_VERSION,
        )
        page = self.say("workbook.page_of", page="&P", pages="&N")
        font = f'"{paper.FONT},Italic"&9'
        foot = f"&L&{font}{footer.replace('&', '&&')}&R&{font}{page}"
        sheet.set_footer(foot, {"margin": paper.inches(6)})
        return sheet


def titled(
    book: Book, sheet: Worksheet, title: str, legend: str, *, widths: Sequence[float] = ()
) -> None:
    """Rows 1 to 4: whose workbook it is, what the sheet is, of which period, what colours mean.

    Where the columns of these widths are printed on every page, the head keeps within them."""
    contents, styles = book.contents, book.styles
    edition = contents.edition
    unit = book.say("workbook.unit_line", unit=contents.unit.name, code=contents.unit.code)
    number = edition.plan.paper.number if edition.plan.paper else edition.plan.code
    period = book.say("workbook.of_period", period=edition.period_name, plan=number)
    wrapped = {"text_wrap": True} if widths else {}
    rows = (
        (unit, styles.plain(11, bold=True, **wrapped), 16),
        (title, styles.plain(13 if widths else 14, bold=True, **wrapped), 21),
        (period, styles.plain(11, italic=True, **wrapped), 16),
        (legend, styles.plain(9, italic=True), 14),
    )
    for row, (text, look, points) in enumerate(rows):
        if widths and row < _LEGEND:
            size, bold = look.font_size, bool(look.bold)
            sheet.merge_range(row, 1, row, len(widths), "", look)
            needs = paper.paragraphs(text, sum(widths) - _SIDES, size, bold=bold)
            sheet.set_row(row, max(points, paper.height(needs, size)))
        else:
            sheet.set_row(row, points)
        sheet.write_string(row, len(widths) + 1 if row == _LEGEND else 1, cell_text(text), look)


def headed(book: Book, sheet: Worksheet, form: SheetForm) -> None:
    """The hidden row of names, the heads and the row of numbers; keys stand in column A."""
    names, head, rule = NAMES_ROW - 1, HEAD_ROW - 1, HEAD_ROW
    sheet.write_string(names, 0, KEY)
    needs = 1
    for place, column in enumerate(form.columns, 1):
        text = book.say(f"workbook.col.{form.sheet}.{column.name}")
        sheet.write_string(names, place, column.name)
        sheet.write_string(head, place, text, book.head)
        sheet.write_string(rule, place, f"({place})", book.rule)
        needs = max(needs, paper.lines(text, column.width - _SIDES, SIZE, bold=True))
    sheet.set_row(names, None, None, {"hidden": True})
    sheet.set_row(head, paper.height(needs, SIZE) + 6)
    sheet.set_row(rule, paper.height(1, 8))
    sheet.freeze_panes(HEAD_ROW + 1, form.frozen + 1)
    sheet.repeat_rows(head, rule)


def protected(sheet: Worksheet) -> None:
    """Lock what is locked; no password: who must may lift it."""
    sheet.protect("", dict(_ALLOWED))


def put(sheet: Worksheet, row: int, column: int, value: Cell, look: Format) -> None:
    """A value in its cell; text stays text whatever it begins with."""
    if isinstance(value, str):
        sheet.write_string(row, column, cell_text(value), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif value is not None:
        sheet.write_number(row, column, value, look)


def letters(form: SheetForm) -> dict[str, str]:
    """Name of a column → its letter."""
    return {column.name: xl_col_to_name(place) for place, column in enumerate(form.columns, 1)}


def tall(texts: Iterable[tuple[str, float]]) -> float:
    """Points of a row that holds these texts in columns of these widths in mm."""
    needs = max((_lines(text, width) for text, width in texts), default=1)
    return paper.height(needs, SIZE) + 2


def _lines(text: str, width: float) -> int:
    reckon = _remembered if len(text) <= _SHORT else _reckoned
    return reckon(text, width)


def _reckoned(text: str, width: float) -> int:
    return paper.paragraphs(text, width - _SIDES, SIZE)


# A run's workbooks have most of their short texts in common, and of the long ones hardly any.
_remembered = lru_cache(maxsize=8192)(_reckoned)
