"""The sheets that a unit adds rows to: its exemplars, and what is done for them."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.domain.exemplar import Exemplar
from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.exchange.official.page import columns
from toolkit.exchange.workbook.book import SIZE, Book, headed, protected, put, tall, titled
from toolkit.exchange.workbook.checks import checks, colours
from toolkit.exchange.workbook.form import (
    ACTIVITIES,
    EXEMPLARS,
    FIRST_ROW,
    HEAD_ROW,
    Column,
    SheetForm,
    Sort,
)
from toolkit.rules.workbook_lines import several, split

_SPARE = 500
"""Rows beyond the room that are checked too: pasting many is no reason to lose the drop-downs."""
_MOST_POINTS = 240.0  # of a row: a longer text is whole in its cell, and on the row's bar
_PARTS = 3  # columns of one value each, before the one that holds the rest


def exemplars_sheet(book: Book) -> None:
    """The unit's exemplars, then room for new ones."""
    told = [_ours(book, each) for each in book.contents.records.exemplars]
    _grown(book, EXEMPLARS, list(zip(book.contents.lines[Sheet.EXEMPLARS], told, strict=True)))


def activities_sheet(book: Book) -> None:
    """The unit's activities of the year, then room for new ones."""
    _grown(book, ACTIVITIES, [(line, {}) for line in book.contents.lines[Sheet.ACTIVITIES]])


def _ours(book: Book, exemplar: Exemplar) -> dict[str, Cell]:
    """What the software tells of an exemplar."""
    return {
        "code": exemplar.code,
        "registration": book.say(f"registration.{exemplar.registration}"),
        "step": exemplar.step.value,
        "note": exemplar.note or None,
    }


def _grown(book: Book, form: SheetForm, rows: list[tuple[Line, dict[str, Cell]]]) -> None:
    sheet = book.sheet(form.sheet)
    looks = [book.look(column, valign="top") for column in form.columns]
    columns(sheet, (2, *(column.width for column in form.columns)))
    for place, (column, look) in enumerate(zip(form.columns, looks, strict=True), 1):
        sheet.set_column_pixels(place, place, round(column.width * 96 / 25.4), look)
    free = book.styles.plain(SIZE, locked=False)
    widths = [column.width for column in form.columns[: form.frozen]]
    sheet.set_column(0, 0, None, free, {"hidden": True})
    _locked_top(book, sheet, len(form.columns))
    titled(
        book,
        sheet,
        book.say(f"workbook.head.{form.sheet}"),
        book.say("workbook.legend"),
        widths=widths,
    )
    headed(book, sheet, form)
    last = FIRST_ROW - 1 + len(rows) + form.room
    for row, (line, ours) in enumerate(rows, FIRST_ROW - 1):
        sheet.write_string(row, 0, line.key, free)
        _row(book, sheet, row, {**line.values, **ours}, list(zip(form.columns, looks, strict=True)))
    sheet.autofilter(HEAD_ROW, 0, last - 1, len(form.columns))
    checks(book, sheet, form, last + _SPARE)
    colours(book, sheet, form, last)
    sheet.fit_to_pages(2, 0)
    sheet.print_across()
    sheet.repeat_columns(1, form.frozen)
    protected(sheet)


def _locked_top(book: Book, sheet: Worksheet, last: int) -> None:
    """Columns are open all the way down; the rows above the data are not."""
    locked = book.styles.plain(SIZE)
    for row in range(HEAD_ROW + 1):
        for column in range(last + 1):
            sheet.write_blank(row, column, None, locked)


def _row(
    book: Book, sheet: Worksheet, row: int, values: dict[str, Cell], looks: list[tuple[Column, Any]]
) -> None:
    texts: list[tuple[str, float]] = []
    for place, (column, look) in enumerate(looks, 1):
        shown = _shown(book, column, values)
        if shown is not None:
            put(sheet, row, place, shown, look)
        if isinstance(shown, str):
            texts.append((shown, column.width))
    sheet.set_row(row, min(tall(texts), _MOST_POINTS))


def _shown(book: Book, column: Column, values: dict[str, Cell]) -> Cell:
    """A value as people read it: choices by their names, the parts of many in their columns."""
    value = values.get(column.field)
    if not isinstance(value, str) or not column.choices or column.sort is Sort.GUESTS:
        return value
    choices = book.contents.edition.choices
    if column.choices == "detail":
        return choices.label(choices.of_choice(str(values["kind"])), value)
    if not column.part:
        return choices.label(column.choices, value)
    codes = split(value)
    if column.sort is Sort.SEVERAL:
        return several(_called(book, column, code) for code in codes[_PARTS:])
    part = codes[column.part - 1 : column.part]
    return _called(book, column, part[0]) if part else None


def _called(book: Book, column: Column, code: str) -> str:
    """One of many values: exemplars by code and name where a list shows them, else by code."""
    contents = book.contents
    if column.choices != "exemplar":
        return contents.edition.choices.label(column.choices, code)
    return contents.called.get(code, code) if column.sort is Sort.CHOICE else code
