"""A table as rows of cells, whatever file it came in: text, Excel or OpenDocument."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from toolkit.errors import Problem
from toolkit.exchange.annotate.names import SHEETS
from toolkit.exchange.child import ChildFailed, in_child, uncollected
from toolkit.exchange.delimited import (
    DELIMITERS,
    Unreadable,
    decoded,
    delimited_rows,
    legacy_decoded,
)
from toolkit.exchange.guard import Format, guard
from toolkit.exchange.legacy import from_script, legacy_script
from toolkit.exchange.sheets import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "MOST_SHEETS", "Book", "Converted", "Row", "Table", "Value"]

Value = str | int | float | date | None
LAST_TRUE_DIGIT = 10**15


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 1 as the person's sheet or editor does; `fonts` tells the legacy script of
    columns from 0; `errors` are columns that hold what Excel could not work out, `unvalued` those
    whose formula was never worked out."""

    line: int
    values: tuple[Value, ...]
    fonts: dict[int, str] = field(default_factory=dict)
    errors: frozenset[int] = frozenset()
    unvalued: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Converted:
    """A cell that was written in a legacy script: how it came, and how a person sees it drawn."""

    line: int
    column: int
    cell: str
    script: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's rows that hold something; `is_sheet` says whether cells have names like B7.

    `hidden` are lines nobody sees in the sheet; `merges` are (first line, first column, last line,
    last column), lines from 1 and columns from 0."""

    rows: tuple[Row, ...]
    is_sheet: bool
    title: str = ""
    hidden: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    converted: tuple[Converted, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """Every way to read the bytes as a table: the sheets, or the text cut at each delimiter.

    `problems` say why there is none; `notes` tell of macros and links, which are left alone."""

    format: Format
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_book(data: bytes) -> Book:
    """The tables with legacy text in Unicode; each table tells what was `converted`."""
    book = _read(data)
    legacy = legacy_decoded(data) if _is_legacy(book) else ""
    if legacy:
        tables, problems = _text_tables(legacy)
        script = legacy_script(legacy)
        return Book(
            Format.TEXT, tuple(_in_unicode(_drawn(one, script)) for one in tables), problems
        )
    return replace(book, tables=tuple(_in_unicode(table) for table in book.tables))


def read_tables(data: bytes) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """The tables as they were written, legacy text and all, and why there are none.

    Who knows the headings takes the table that has them."""
    book = _read(data)
    return tuple(replace(table, converted=()) for table in book.tables), book.problems


def is_past_true_digits(value: Value) -> bool:
    """Whether Excel has kept no more than 15 digits of the number: the last ones are not true."""
    return isinstance(value, int | float) and abs(value) >= LAST_TRUE_DIGIT


def cell_name(column: int, line: int) -> str:
    """Column from 0 and line from 1 as a sheet names the cell: (27, 3) is AB3."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"


def _read(data: bytes) -> Book:
    guarded = guard(data)
    if guarded.problems:
        return Book(guarded.format, problems=guarded.problems, notes=guarded.notes)
    if guarded.format is Format.TEXT:
        text, problems = decoded(data)
        tables, problems = _text_tables(text) if not problems else ((), problems)
        return Book(Format.TEXT, tables, problems)
    try:
        told = in_child(f"toolkit.exchange.opening:open_{guarded.format}", data)
    except ChildFailed as failure:
        return Book(guarded.format, problems=(Problem(failure.key),), notes=guarded.notes)
    if "fault" in told:
        return Book(guarded.format, problems=(Problem(told["fault"]),), notes=guarded.notes)
    sheets = [sheet for sheet in told["sheets"] if sheet["title"] not in SHEETS]
    with uncollected():
        return Book(guarded.format, tuple(map(_table, sheets)), notes=guarded.notes)


def _is_legacy(book: Book) -> bool:
    return any(problem.key == "table_file.legacy_bytes" for problem in book.problems)


def _text_tables(text: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    tables: list[Table] = []
    faults: list[Problem] = []
    for delimiter in DELIMITERS:
        if delimiter not in text and delimiter != ",":
            continue
        try:
            rows = [Row(line, values) for line, values in delimited_rows(text, delimiter)]
            tables.append(Table(tuple(rows), is_sheet=False))
        except Unreadable as error:
            faults.append(error.problem)
    return tuple(tables), tuple(faults[:1] if not tables else ())


def _table(sheet: dict[str, Any]) -> Table:
    marks: dict[int, _Marks] = {}
    for line, column, script, _after in sheet["legacy"]:
        marks.setdefault(line, _Marks()).fonts[column] = script
    for line, column, _text in sheet["errors"]:
        marks.setdefault(line, _Marks()).errors.add(column)
    for line, column in sheet["unvalued"]:
        marks.setdefault(line, _Marks()).unvalued.add(column)
    rows = tuple(_row(raw, marks.get(raw[0])) for raw in sheet["rows"])
    by_line = {row.line: row for row in rows} if sheet["legacy"] else {}
    return Table(
        rows,
        is_sheet=True,
        title=sheet["title"],
        hidden=frozenset(sheet["hidden"]),
        merges=tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merges"]),
        converted=tuple(_conversions(by_line, sheet["legacy"])),
    )


@dataclass(slots=True)
class _Marks:
    """What a row has beside its values."""

    fonts: dict[int, str] = field(default_factory=dict)
    errors: set[int] = field(default_factory=set)
    unvalued: set[int] = field(default_factory=set)


def _row(raw: list[Any], marks: _Marks | None) -> Row:
    line, values, dates = raw
    for column in dates:
        values[column] = date.fromisoformat(values[column])
    if marks is None:
        return Row(line, tuple(values))
    errors, unvalued = frozenset(marks.errors), frozenset(marks.unvalued)
    return Row(line, tuple(values), marks.fonts, errors, unvalued)


def _conversions(by_line: dict[int, Row], legacy: list[list[Any]]) -> Iterator[Converted]:
    for line, column, script, after in sorted(legacy):
        values = by_line[line].values if line in by_line else ()
        before = values[column] if column < len(values) else None
        if isinstance(before, str) and before != after:
            yield Converted(line, column, cell_name(column, line), script, before, after)


def _drawn(table: Table, script: str) -> Table:
    """A table of text whose every cell is in the script."""
    converted = tuple(
        Converted(row.line, column, "", script, value, after)
        for row in table.rows
        for column, value in enumerate(row.values)
        if isinstance(value, str) and (after := from_script(value, script)) != value
    )
    return replace(table, converted=converted)


def _in_unicode(table: Table) -> Table:
    """The table with each converted cell's text as it is drawn."""
    if not table.converted:
        return table
    after: dict[int, dict[int, str]] = {}
    for one in table.converted:
        after.setdefault(one.line, {})[one.column] = one.after
    rows = (_put(row, after[row.line]) if row.line in after else row for row in table.rows)
    return replace(table, rows=tuple(rows))


def _put(row: Row, texts: dict[int, str]) -> Row:
    values = tuple(texts.get(column, value) for column, value in enumerate(row.values))
    return replace(row, values=values)
