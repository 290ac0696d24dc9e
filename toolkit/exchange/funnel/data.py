"""The sheet of data that every table of the funnel adds up: unit × kind × field × phase."""

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.funnel.book import LETTERS, TOP, FunnelBook
from toolkit.exchange.official.listed import Looks
from toolkit.exchange.official.marked import mark_data
from toolkit.exchange.official.page import columns, footer, page, quiet
from toolkit.exchange.official.sheet import LongSheet, cell_text, number_cell, style, text_cell

_SIZE = 10.0
_WIDTHS = (24, 75, 40, 24, 42, 44, *([21] * len(LETTERS)), 24)
_LINK = "Q"
_KEYS = (
    *("summary.data.code", "summary.unit", "summary.data.kind", "funnel.kind", "funnel.field"),
    "summary.data.phase",
)


def write_data(book: FunnelBook, sheet: LongSheet) -> None:
    """One row a fact, unit after unit."""
    say, styles = book.words.say, book.styles
    page(sheet)
    footer(sheet, book.words, table=book.data, fingerprint=book.figures.fingerprint)
    sheet.fit_to_pages(1, 0)
    columns(sheet, _WIDTHS)
    sheet.write_string(0, 0, say("funnel.data.title"), styles.plain(14, bold=True))
    sheet.set_row(0, 21)
    sheet.write_string(1, 0, say("funnel.data.note"), styles.plain(11, italic=True))
    head = styles.head(_SIZE, bold=True)
    heads = (*map(say, _KEYS), *book.step_names, say("summary.data.rows"))
    for column, label in enumerate(heads):
        sheet.write_string(TOP - 1, column, label, head)
    sheet.set_row(TOP - 1, 30)
    sheet.repeat_rows(TOP - 1)
    sheet.freeze_panes(TOP, 2)
    last_column = len(_WIDTHS) - 1
    figures = (len(_KEYS), last_column - 1)
    mark_data(
        book.workbook,
        sheet,
        head=TOP - 1,
        last=book.whole[1] - 1,
        keys=len(_KEYS),
        figures=figures,
        once=(4, book.fields[""]),
    )
    sheet.rows_begin(TOP, book.whole[1] - 1, last_column)
    _rows(book, sheet)
    sheet.autofilter(TOP - 1, 0, book.whole[1] - 1, last_column)
    quiet(sheet, book.whole[1], last_column)


def _rows(book: FunnelBook, sheet: LongSheet) -> None:
    text = style(book.styles.plain(_SIZE, border=1))
    count = style(book.styles.count(_SIZE))
    looks = Looks(book)
    letters = [xl_col_to_name(column) for column in range(6)]
    for row, (each, fact) in enumerate(book.rows(), TOP + 1):
        unit = each.unit
        names = book.kinds[fact.kind], book.fields[fact.field], book.phases[fact.phase]
        texts = (unit.code, unit.name, book.unit_kinds[unit.code], *names)
        cells = [
            text_cell(f"{letter}{row}", text, cell_text(told))
            for letter, told in zip(letters, texts, strict=True)
        ]
        cells += [
            number_cell(f"{letter}{row}", count, number)
            for letter, number in zip(LETTERS, fact.steps, strict=True)
        ]
        behind = book.behind.get((unit.code, fact.kind))
        if behind:
            cells.append(looks.link(f"{_LINK}{row}", book.sources, *behind))
        sheet.write_cells(row, "".join(cells))
        book.steps.done(len(_WIDTHS))
