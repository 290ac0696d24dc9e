"""The sheet "Nguồn": what each column of data counts, and where its records are told one by one."""

from toolkit.exchange.official.page import columns, footer, page
from toolkit.exchange.official.paper import PADDING, height, lines
from toolkit.exchange.official.sheet import Sheet
from toolkit.exchange.overall.book import OverallBook
from toolkit.exchange.overall.data import heading
from toolkit.rules.overall import Part

_SIZE = 10.0
_WIDTHS = (11, 46, 62, 22, 106)
_KEYS = ("part", "column", "total", "from")


def source_sheet(book: OverallBook) -> None:
    """A row a column of data, its total a live formula."""
    say, styles = book.words.say, book.styles
    name = say("summary.sheet.sources")
    sheet = book.workbook.add_worksheet(name, Sheet)
    page(sheet)
    footer(sheet, book.words, table=name, fingerprint=book.figures.fingerprint)
    sheet.fit_to_pages(1, 0)
    columns(sheet, _WIDTHS)
    sheet.set_row(0, 21)
    sheet.write_string(0, 0, say("overall.source.title"), styles.plain(14, bold=True))
    sheet.write_string(1, 0, say("overall.source.note"), styles.plain(11, italic=True))
    head = styles.head(_SIZE, bold=True)
    labels = (say("summary.row_number"), *(say(f"overall.source.{key}") for key in _KEYS))
    for column, label in enumerate(labels):
        sheet.write_string(2, column, label, head)
    sheet.set_row(2, 24)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    _rows(book, sheet)


def _rows(book: OverallBook, sheet: Sheet) -> None:
    say, styles = book.words.say, book.styles
    plain = styles.plain(_SIZE, border=1, text_wrap=True)
    count, middle = styles.count(_SIZE), styles.centred(_SIZE, border=1)
    first, last = book.whole
    told = {part: say(f"overall.source.of_{part}") for part in Part}
    for place, column in enumerate(book.figures.columns):
        row, letter = 3 + place, book.letter(place)
        label = heading(book, column)
        sheet.write_number(row, 0, place + 1, middle)
        sheet.write_string(row, 1, say(f"overall.part.{column.part}"), plain)
        sheet.write_string(row, 2, label, plain)
        formula = f"=SUM('{book.data}'!{letter}{first}:{letter}{last})"
        sheet.write_formula(row, 3, formula, count, book.figures.total[place])
        sheet.write_string(row, 4, told[column.part], plain)
        texts = ((label, 2), (told[column.part], 4))
        most = max(lines(text, _WIDTHS[at] - PADDING, _SIZE) for text, at in texts)
        sheet.set_row(row, height(most, _SIZE))
