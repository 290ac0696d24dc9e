"""The sheets that are printed and signed: table 1 and its annexes by task."""

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official.book import Book
from toolkit.exchange.official.layout import Laid, paginate
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, footer, page
from toolkit.exchange.official.sheet import Sheet
from toolkit.exchange.summary.grid import Grid
from toolkit.exchange.summary.places import Places
from toolkit.exchange.summary.table import Table
from toolkit.rules.figures import SummaryFigures


class SummaryBook(Book[SummaryFigures]):
    """It knows where each unit's rows of data stand."""

    kind = "summary-1"

    @cached_property
    def places(self) -> Places:
        return Places(self.figures, self.data)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed sheet's name, its columns, and where its rows stand."""

    name: str
    grid: Grid
    laid: Laid


def main_sheet(book: SummaryBook, grid: Grid, number: str) -> Printed:
    """The official table with head and signatures."""
    sheet, name = _sheet(book, grid, number)
    lines = Paper(sheet, grid, book.styles, book.words)
    row, points = lines.head(book.figures)
    row, more = lines.title(row, book.figures, book.words.say("summary.title"))
    row, unit = lines.measured_in(row, book.words.say("summary.measured_in"))
    laid = Table(sheet, grid, book.styles, book.words, book.places).write(
        book.figures, row, book.steps
    )
    after = laid.total + 1
    note = book.words.say("summary.note", on=book.figures.as_known_on)
    foot = [lines.note(after, note), *lines.signatures(after + 1, book.figures)]
    paginate(sheet, grid, laid, above=points + more + unit, foot=foot)
    return Printed(name, grid, laid)


def task_sheet(book: SummaryBook, grid: Grid, number: str) -> Printed:
    """One annex: the same units by some of a phase's tasks."""
    sheet, name = _sheet(book, grid, number)
    lines = Paper(sheet, grid, book.styles, book.words)
    say = book.words.say
    title = say("summary.table_over", number=number, phase=grid.above)
    day = say("summary.as_known_on", on=book.figures.as_known_on)
    row, points = lines.annex(title, f"{say('summary.attached', number='1')} {day}")
    row, unit = lines.measured_in(row, say("summary.measured_in"))
    laid = Table(sheet, grid, book.styles, book.words, book.places).write(
        book.figures, row, book.steps
    )
    note = lines.note(laid.total + 1, say("summary.note_tasks"))
    paginate(sheet, grid, laid, above=points + unit, foot=[note])
    return Printed(name, grid, laid)


def set_up(sheet: Worksheet, book: SummaryBook, table: str) -> None:
    """A4 landscape with official margins, and a footer that names table, figures and page."""
    page(sheet)
    footer(sheet, book.words, table=table, fingerprint=book.figures.fingerprint)


def _sheet(book: SummaryBook, grid: Grid, number: str) -> tuple[Worksheet, str]:
    name = book.words.say("summary.sheet.main", number=number)
    sheet = book.workbook.add_worksheet(name, Sheet)
    set_up(sheet, book, book.words.say("summary.table", number=number))
    sheet.set_print_scale(grid.scale)
    sheet.center_horizontally()
    columns(sheet, grid.widths)
    return sheet, name
