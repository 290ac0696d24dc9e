"""Which column of a table holds what, told by its head row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from toolkit.domain.text import fold
from toolkit.errors import Problem
from toolkit.exchange.cells import Row, Table, cell_name

MOST_ROWS_ABOVE = 30


@dataclass(frozen=True, slots=True)
class Head:
    """The head row of a table: its line, each field's column (from 0) and heading, its faults."""

    line: int
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    problems: tuple[Problem, ...]


def find_head(
    tables: tuple[Table, ...], known: Mapping[str, str], needed: frozenset[str]
) -> tuple[Table, Head] | None:
    """The table and row that hold the most known headings, all the needed ones among them.

    `known` maps folded headings to fields. Title rows above the head are passed over."""
    found = [
        (len(fields), table, row)
        for table in tables
        for row in table.rows[:MOST_ROWS_ABOVE]
        if needed <= (fields := set(_columns(row, known)))
    ]
    if not found:
        return None
    _, table, row = max(found, key=lambda one: one[0])
    columns = _columns(row, known)
    headings = {name: str(row.values[column]).strip() for name, column in columns.items()}
    return table, Head(row.line, columns, headings, tuple(_problems(table, row, known)))


def _columns(row: Row, known: Mapping[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, heading in _headings(row):
        if heading in known:
            columns.setdefault(known[heading], column)
    return columns


def _headings(row: Row) -> Iterator[tuple[int, str]]:
    for column, value in enumerate(row.values):
        if isinstance(value, str) and value.strip():
            yield column, fold(value)


def _problems(table: Table, row: Row, known: Mapping[str, str]) -> Iterator[Problem]:
    """Headings told twice, and unknown ones so like a known one that they must be slips."""
    columns = _columns(row, known)
    for column, heading in _headings(row):
        cell = cell_name(column, row.line) if table.is_sheet else ""
        shown = str(row.values[column]).strip()
        if heading in known and columns[known[heading]] != column:
            values = {"heading": shown}
            yield Problem("table_file.heading_doubled", row.line, shown, cell, values)
        near = get_close_matches(heading, known, n=1, cutoff=0.85) if heading not in known else []
        if near and known[near[0]] not in columns:
            values = {"heading": shown, "guess": near[0]}
            yield Problem("table_file.heading_unknown", row.line, shown, cell, values)
