"""The sheets that are printed and signed: table 1 and its annexes by task."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.summary import paper
from toolkit.exchange.summary.grid import Grid
from toolkit.exchange.summary.letterhead import Paper, columns
from toolkit.exchange.summary.places import Places
from toolkit.exchange.summary.sheet import Sheet
from toolkit.exchange.summary.steps import Steps
from toolkit.exchange.summary.styles import Styles
from toolkit.exchange.summary.table import Laid, Table
from toolkit.rules.figures import SummaryFigures
from toolkit.words import Words


@dataclass(frozen=True)
class Book:
    """What every sheet of one workbook is made with."""

    workbook: Workbook
    figures: SummaryFigures
    words: Words
    styles: Styles
    places: Places
    steps: Steps


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed sheet's name, its columns, and where its rows stand."""

    name: str
    grid: Grid
    laid: Laid


def main_sheet(book: Book, grid: Grid, number: str) -> Printed:
    """The official table with head and signatures."""
    sheet, name = _sheet(book, grid, number)
    lines = Paper(sheet, grid, book.styles, book.words)
    row, points = lines.head(book.figures)
    row, more = lines.title(row, book.figures)
    laid = Table(sheet, grid, book.styles, book.words, book.places).write(
        book.figures, row, book.steps
    )
    after = laid.total + 1
    note = book.words.say("summary.note", on=book.figures.as_known_on)
    foot = [lines.note(after, note), *lines.signatures(after + 1, book.figures)]
    _paginate(sheet, grid, laid, above=points + more, foot=foot)
    return Printed(name, grid, laid)


def task_sheet(book: Book, grid: Grid, number: str) -> Printed:
    """One annex: the same units by some of a phase's tasks."""
    sheet, name = _sheet(book, grid, number)
    lines = Paper(sheet, grid, book.styles, book.words)
    row, points = lines.annex(grid, number, book.figures)
    laid = Table(sheet, grid, book.styles, book.words, book.places).write(
        book.figures, row, book.steps
    )
    note = lines.note(laid.total + 1, book.words.say("summary.note_tasks"))
    _paginate(sheet, grid, laid, above=points, foot=[note])
    return Printed(name, grid, laid)


def set_up(sheet: Worksheet, book: Book, table: str) -> None:
    """A4 landscape with official margins, and a footer that names table, figures and page."""
    say = book.words.say
    sheet.set_landscape()
    sheet.set_paper(9)
    margins = (paper.LEFT, paper.RIGHT, paper.TOP, paper.BOTTOM)
    sheet.set_margins(*(paper.inches(each) for each in margins))
    sheet.hide_gridlines(2)
    sheet.set_start_page(1)
    mark = say("summary.footer", table=table, mark=short_mark(book.figures))
    page = say("summary.page", page="&P")
    font = f'"{paper.FONT},Italic"&10'
    sheet.set_footer(f"&L&{font}{mark}&R&{font}{page}", {"margin": paper.inches(9)})


def quiet(sheet: Worksheet, row: int, column: int) -> None:
    """Keep Excel from marking codes of digits and rows of unlike formulas as likely mistakes."""
    area = xl_range(0, 0, row, column)
    marks = ("number_stored_as_text", "formula_differs", "formula_range")
    sheet.ignore_errors(dict.fromkeys(marks, area))


def short_mark(figures: SummaryFigures) -> str:
    """The beginning of the fingerprint, as people read it out: "3F2A-91BC-07D4"."""
    start = figures.fingerprint[:12].upper()
    return "-".join(start[place : place + 4] for place in range(0, 12, 4))


def _sheet(book: Book, grid: Grid, number: str) -> tuple[Worksheet, str]:
    name = book.words.say("summary.sheet.main", number=number)
    sheet = book.workbook.add_worksheet(name, Sheet)
    set_up(sheet, book, book.words.say("summary.table", number=number))
    sheet.set_print_scale(grid.scale)
    sheet.center_horizontally()
    columns(sheet, grid.widths)
    return sheet, name


def _paginate(
    sheet: Worksheet, grid: Grid, laid: Laid, *, above: float, foot: Sequence[float]
) -> None:
    """Choose every page's end ourselves, so that nothing is parted that belongs together.

    Fitting to the page's width would have the program ignore the breaks: hence a scale."""
    page = paper.HEIGHT * 100 / grid.scale
    blocks = [*laid.blocks[:-1], (*laid.blocks[-1], *foot)]
    later = page - laid.head_height
    starts = paper.page_starts(blocks, first=later - above, later=later)
    sheet.set_h_pagebreaks([laid.body + start for start in starts])
    sheet.repeat_rows(laid.top, laid.body - 1)
    sheet.print_area(0, 0, laid.total + len(foot), grid.last)
    sheet.freeze_panes(laid.body, 2)
    quiet(sheet, laid.total, grid.last)
