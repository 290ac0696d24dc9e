"""The sheet of data that every figure of summary 6 adds up: a row a unit, a column a count."""

from itertools import groupby

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.official.marked import mark_data
from toolkit.exchange.official.page import columns, footer, page, quiet
from toolkit.exchange.official.sheet import LongSheet, cell_text, number_cell, style, text_cell
from toolkit.exchange.overall.book import KEYS, TOP, OverallBook
from toolkit.rules.overall import Column, Part

_SIZE = 9.0
_WIDTHS = (24, 75, 40, 60)
_COUNT, _RECORD, _VERSION = 17, 68, 12


def write_data(book: OverallBook, sheet: LongSheet) -> None:
    """Heads in two levels, then a row a unit in the order of the tables."""
    width = len(book.figures.columns)
    last_column, last = KEYS + width + 1, book.whole[1] - 1
    _set_up(book, sheet, width)
    _heads(book, sheet)
    sheet.repeat_rows(TOP - 2, TOP - 1)
    sheet.freeze_panes(TOP, 2)
    sheet.autofilter(TOP - 1, 0, last, last_column)
    quiet(sheet, last, last_column)
    figures = (KEYS, KEYS + width - 1)
    mark_data(book.workbook, sheet, head=TOP - 1, last=last, keys=KEYS, figures=figures)
    sheet.rows_begin(TOP, last, last_column)
    _rows(book, sheet, width)


def _set_up(book: OverallBook, sheet: LongSheet, width: int) -> None:
    page(sheet)
    footer(sheet, book.words, table=book.data, fingerprint=book.figures.fingerprint)
    sheet.fit_to_pages(1, 0)
    columns(sheet, (*_WIDTHS, *[_COUNT] * width, _RECORD, _VERSION))
    say, styles = book.words.say, book.styles
    sheet.set_row(0, 21)
    sheet.write_string(0, 0, say("overall.data.title"), styles.plain(14, bold=True))
    sheet.write_string(1, 0, say("overall.data.note"), styles.plain(11, italic=True))


def _heads(book: OverallBook, sheet: LongSheet) -> None:
    say, head = book.words.say, book.styles.head(_SIZE, bold=True)
    keys = ("summary.data.code", "summary.unit", "summary.data.kind", "overall.bloc")
    place = KEYS
    for above, several in groupby(book.figures.columns, key=lambda each: _above(book, each)):
        width = len(list(several))
        if width > 1:
            sheet.merge_range(TOP - 2, place, TOP - 2, place + width - 1, above, head)
        else:
            sheet.write_string(TOP - 2, place, above, head)
        place += width
    labels = [*map(say, keys), *(heading(book, each) for each in book.figures.columns)]
    labels += [say("summary.source.record"), say("overall.data.version")]
    for column, label in enumerate(labels):
        sheet.write_string(TOP - 1, column, label, head)
    sheet.set_row(TOP - 2, 18)
    sheet.set_row(TOP - 1, 42)


def heading(book: OverallBook, column: Column) -> str:
    """What stands over a column of data, with its phase or part, so that no two say the same."""
    label = book.label(column)
    if column.part is Part.REPORTS:
        return f"{label} – {_phase(book, column.phase)}"
    if column.part is Part.STEPS:
        return label
    return f"{book.words.say(f'overall.part.{column.part}')}: {label}"


def _above(book: OverallBook, column: Column) -> str:
    part = book.words.say(f"overall.part.{column.part}")
    return f"{part} – {_phase(book, column.phase)}" if column.phase else part


def _phase(book: OverallBook, code: str) -> str:
    named = {each.code: book.words.named(each) for each in book.figures.phases}
    return named[code]


def _rows(book: OverallBook, sheet: LongSheet, width: int) -> None:
    text = style(book.styles.plain(_SIZE, border=1))
    count = style(book.styles.count(_SIZE))
    letters = [book.letter(place) for place in range(width)]
    record, version = xl_col_to_name(KEYS + width), xl_col_to_name(KEYS + width + 1)
    row = TOP
    for kind in book.figures.kinds:
        name = cell_text(book.kind_of(kind))
        for each in kind.units:
            row += 1
            unit = each.unit
            texts = (cell_text(unit.code), cell_text(unit.name), name, book.blocs[unit.bloc])
            cells = [
                text_cell(f"{letter}{row}", text, told)
                for letter, told in zip("ABCD", texts, strict=True)
            ]
            cells += [
                number_cell(f"{letter}{row}", count, number)
                for letter, number in zip(letters, each.counts, strict=True)
            ]
            cells.append(text_cell(f"{record}{row}", text, unit.id))
            cells.append(number_cell(f"{version}{row}", count, unit.version))
            sheet.write_cells(row, "".join(cells))
            book.steps.done(width)
