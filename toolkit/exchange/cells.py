"""A table as rows of cells, whatever file it came in: text, Excel or OpenDocument."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from toolkit.errors import Problem
from toolkit.exchange.child import ChildFailed, in_child
from toolkit.exchange.guard import Format, guard
from toolkit.exchange.legacy import legacy_script

Value = str | int | float | date | None
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_SHEETS = 20
_MACROS = "table_file.has_macros"
_DELIMITERS = (",", ";", "\t")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_UNDER_TONES = set("aeiouy\u0306\u0302\u031b")


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 1 as the person's sheet or editor does; `fonts` tells legacy ones by
    column from 0; `error` columns hold what Excel could not work out."""

    line: int
    values: tuple[Value, ...]
    fonts: dict[int, str] = field(default_factory=dict)
    errors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's rows that hold something; `is_sheet` says whether cells have names like B7."""

    rows: tuple[Row, ...]
    is_sheet: bool


def read_tables(data: bytes) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Every way to read the bytes as a table: the sheets, or the text cut at each delimiter.

    Who knows the headings takes the table that has them."""
    guarded = guard(data)
    form = guarded.format
    problems = guarded.problems or tuple(n for n in guarded.notes if n.key == _MACROS)
    if problems:
        return (), problems
    if form is Format.TEXT:
        text, problems = decoded(data)
        return _text_tables(text) if not problems else ((), problems)
    reader = "sheets_by_openpyxl" if form is Format.XLSX else "sheets_by_calamine"
    try:
        sheets = in_child(f"toolkit.exchange.sheets:{reader}", data)
    except ChildFailed as failure:
        return (), (Problem(failure.key),)
    return tuple(Table(tuple(map(_row, rows)), is_sheet=True) for rows in sheets), ()


def decoded(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Text of UTF-8, UTF-16 with its mark, or Windows-1258; other bytes are a problem."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    script = legacy_script(data.decode("cp1252", "ignore"))
    if script:
        return "", (Problem("table_file.legacy_bytes", line=line, values={"script": script}),)
    text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if encoding == "utf-16" or not _reads_as_vietnamese(text):
        return "", (Problem("table_file.unknown_encoding", line=line),)
    return text, ()


def cell_name(column: int, line: int) -> str:
    """Column from 0 and line from 1 as a sheet names the cell: (27, 3) is AB3."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"


def _reads_as_vietnamese(text: str) -> bool:
    """Whether every loose tone mark stands on a vowel, and nothing was unreadable."""
    parts = unicodedata.normalize("NFD", text.lower())
    misplaced = any(
        tone in _TONES and before not in _UNDER_TONES for before, tone in pairwise(parts)
    )
    return "\ufffd" not in text and not misplaced


def _text_tables(text: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    tables: list[Table] = []
    faults: list[Problem] = []
    for delimiter in _DELIMITERS:
        if delimiter not in text and delimiter != ",":
            continue
        try:
            tables.append(Table(tuple(_text_rows(text, delimiter)), is_sheet=False))
        except _Unreadable as error:
            faults.append(error.problem)
    return tuple(tables), tuple(faults[:1] if not tables else ())


class _Unreadable(Exception):
    """Carries a problem out of the rows' generator."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


def _text_rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Unreadable(Problem("table_file.quotes", line=line)) from error
        if any(value.strip() for value in values):
            _check_size(line, values)
            yield Row(line, tuple(values))
        line = reader.line_num + 1


def _check_size(line: int, values: Sequence[Any]) -> None:
    if line > MOST_ROWS or len(values) > MOST_COLUMNS:
        raise _Unreadable(Problem("table_file.too_heavy", line=line))


def _row(raw: Any) -> Row:
    line, values, fonts, errors = raw
    by_column = {int(column): script for column, script in fonts.items()}
    return Row(line, tuple(_value(value) for value in values), by_column, frozenset(errors))


def _value(raw: Any) -> Value:
    """Dates travel as {"date": "2017-04-04"}; the rest as JSON has it."""
    if isinstance(raw, dict):
        return datetime.fromisoformat(raw["date"]).date()
    return raw if isinstance(raw, str | int | float) else None
