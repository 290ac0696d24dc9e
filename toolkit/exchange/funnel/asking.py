"""The sheet that answers: choose kind, field and phase, and every unit is added up anew."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.domain.exemplar import Step
from toolkit.exchange.funnel.book import FIELD, KIND, PHASE, FunnelBook
from toolkit.exchange.funnel.table import grid
from toolkit.exchange.official.page import columns, footer, page, quiet
from toolkit.exchange.official.sheet import Sheet, cell_text
from toolkit.exchange.official.styles import HEAD_FILL
from toolkit.rules.funnel import added

_SIZE = 10.0
_CHOICES = (2, 3, 4)  # rows of kind, field and phase
_HEAD = 6
_LAST = 1 + len(Step)
_CHOSEN = "#FFF8E1"


def asking_sheet(book: FunnelBook) -> None:
    """Units × steps by what is chosen at the top; anybody may choose, the formulas stay."""
    say = book.words.say
    name = say("funnel.sheet.asking")
    sheet = book.workbook.add_worksheet(name, Sheet)
    page(sheet)
    footer(sheet, book.words, table=name, fingerprint=book.figures.fingerprint)
    columns(sheet, grid(book, "").widths)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, say("funnel.asking.title"), book.styles.plain(14, bold=True))
    sheet.write_string(1, 0, say("funnel.asking.note"), book.styles.plain(11, italic=True))
    _choices(book, sheet)
    _heads(book, sheet)
    _units(book, sheet)
    sheet.repeat_rows(_HEAD)
    sheet.freeze_panes(_HEAD + 1, 2)


def _choices(book: FunnelBook, sheet: Worksheet) -> None:
    """Drop-downs over lists that stand far to the right: names may be longer than Excel lists."""
    say, styles = book.words.say, book.styles
    every = {_CHOICES[0]: say("funnel.every_kind"), _CHOICES[2]: say("funnel.every_phase")}
    lists = (
        (say("funnel.asking.kind"), [every[_CHOICES[0]], *book.kinds.values()]),
        (say("funnel.asking.field"), [*book.fields.values()]),
        (say("funnel.asking.phase"), [every[_CHOICES[2]], *book.phases.values()]),
    )
    chosen = styles.plain(_SIZE, border=1, bold=True, bg_color=_CHOSEN)
    for place, (row, (label, names)) in enumerate(zip(_CHOICES, lists, strict=True)):
        sheet.write_string(row, 0, label, styles.plain(_SIZE, bold=True))
        sheet.write_string(row, 1, cell_text(names[0]), chosen)
        column = 20 + place
        for at, each in enumerate(names):
            sheet.write_string(at, column, cell_text(each))
        letter = chr(ord("A") + column)
        source = f"=${letter}$1:${letter}${len(names)}"
        sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": source})
        if row in every:
            # "*" meets every name; a name itself is met by itself.
            formula = f'=IF($B${row + 1}=${letter}$1,"*",$B${row + 1})'
        else:
            formula = f"=$B${row + 1}"
        sheet.write_formula(row, 23, formula, None, "*" if row in every else names[0])
    sheet.set_column(20, 23, None, None, {"hidden": True})


def _heads(book: FunnelBook, sheet: Worksheet) -> None:
    head = book.styles.head(_SIZE, bold=True)
    names = (book.words.say("summary.row_number"), book.words.say("summary.unit"))
    for column, name in enumerate((*names, *book.step_names)):
        sheet.write_string(_HEAD, column, name, head)
    sheet.set_row(_HEAD, 42)


def _units(book: FunnelBook, sheet: Worksheet) -> None:
    styles = book.styles
    asked = [
        (letter, f"$X${row + 1}")
        for letter, row in zip((KIND, FIELD, PHASE), _CHOICES, strict=True)
    ]
    number, name = styles.centred(_SIZE, border=1), styles.plain(_SIZE, border=1, indent=1)
    count, row = styles.count(_SIZE), _HEAD
    for order, each in enumerate(book.figures.units, 1):
        row += 1
        sheet.write_number(row, 0, order, number)
        sheet.write_string(row, 1, cell_text(each.unit.name), name)
        formula = book.sums(book.places.get(each.unit.code), asked)
        for place, value in enumerate(added(each.facts)):
            sheet.write_formula(row, 2 + place, formula(place), count, value)
        book.steps.done(_LAST)
    bold: dict[str, Any] = {"bold": True, "bg_color": HEAD_FILL}
    total, label = styles.count(_SIZE, **bold), styles.plain(_SIZE, border=1, indent=1, **bold)
    sheet.write_blank(row + 1, 0, None, label)
    sheet.write_string(row + 1, 1, book.words.say("summary.total"), label)
    for place, value in enumerate(added(book.figures.facts)):
        letter = chr(ord("C") + place)
        added_up = f"=SUM({letter}{_HEAD + 2}:{letter}{row + 1})" if row > _HEAD else "=0"
        sheet.write_formula(row + 1, 2 + place, added_up, total, value)
    sheet.print_area(0, 0, row + 1, _LAST)
    quiet(sheet, row + 1, _LAST)
