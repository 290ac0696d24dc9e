"""The list of units: read from CSV or Excel, every fault at once."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from toolkit.domain.text import clean
from toolkit.domain.unit import Unit
from toolkit.errors import Problem
from toolkit.exchange.cells import Row, Table, Value, cell_name, read_tables
from toolkit.exchange.headings import Head, find_head
from toolkit.exchange.legacy import legacy_script
from toolkit.exchange.unit_checks import UnitRow, check_units, in_order

__all__ = ["UnitRow", "check_units", "in_order", "read_units"]

_FIELDS = {
    "code": "code",
    "ma": "code",
    "ma don vi": "code",
    "name": "name",
    "name_vi": "name",
    "ten": "name",
    "ten don vi": "name",
    "kind": "kind",
    "loai": "kind",
    "loai don vi": "kind",
    "bloc": "bloc",
    "khoi": "bloc",
    "cum": "bloc",
    "khoi/cum": "bloc",
    "khoi, cum": "bloc",
    "khoi, cum thi dua": "bloc",
    "parent": "parent",
    "don vi cap tren": "parent",
    "ma don vi cap tren": "parent",
    "valid_from": "valid_from",
    "hieu luc tu": "valid_from",
    "valid_to": "valid_to",
    "hieu luc den": "valid_to",
    "successor": "successor",
    "don vi ke thua": "successor",
    "ma don vi ke thua": "successor",
}
_NEEDED = frozenset({"code", "name", "kind"})
_MOST = {"code": 30, "name": 300, "kind": 100, "bloc": 100, "parent": 30, "successor": 30}
_CODES = ("code", "parent", "successor")
_CODE = re.compile(r"\w[\w.\-/]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


def read_units(data: bytes, name: str) -> tuple[tuple[UnitRow, ...], tuple[Problem, ...]]:
    """The units of a CSV or Excel file with their lines, and every fault of a single cell.

    Headings are the codes (code, name_vi, kind …) or Vietnamese (Mã đơn vị, Tên đơn vị, Loại …),
    in any order, below any title rows. Kind and bloc may be codes or names: `check_units` turns
    names into codes, and tells faults between rows. What is faulty in a row is left empty."""
    tables, problems = read_tables(data)
    if problems:
        return (), problems
    found = find_head(tables, _FIELDS, _NEEDED)
    if found is None:
        return (), (_no_head(tables),)
    table, head = found
    reader = _Reader(table, head)
    rows = [row for row in table.rows if row.line > head.line]
    units = tuple(reader.unit(row) for row in rows)
    reader.look_for_swapped_dates(rows)
    if not rows:
        reader.problems.append(Problem("units_file.empty", values={"name": name}))
    return units, (*head.problems, *reader.problems)


def _no_head(tables: Sequence[Table]) -> Problem:
    """Says so if the headings themselves are in a legacy script."""
    texts = [value for table in tables for row in table.rows[:5] for value in row.values]
    script = next((s for text in texts if isinstance(text, str) and (s := legacy_script(text))), "")
    if script:
        return Problem("table_file.legacy_bytes", values={"script": script})
    return Problem("units_file.head_missing")


class _Reader:
    """Turns rows into units, and keeps what is wrong with them."""

    def __init__(self, table: Table, head: Head) -> None:
        self.table, self.head = table, head
        self.problems: list[Problem] = []

    def unit(self, row: Row) -> UnitRow:
        before = len(self.problems)
        texts = {name: self._text(row, name) for name in _MOST}
        starts, ends = self._day(row, "valid_from"), self._day(row, "valid_to")
        if starts and ends and ends <= starts:
            self._fault(row, "valid_to", "units_file.ends_before_start", starts=starts, ends=ends)
        faulty = frozenset(problem.column for problem in self.problems[before:])
        kept: dict[str, Any] = {
            name: "" if name in faulty else text for name, text in texts.items()
        }
        unit = Unit(**kept, valid_from=starts, valid_to=ends)
        cells = {name: self._cell(row, name) for name in self.head.columns}
        return UnitRow(unit, row.line, cells, self.head.headings, faulty)

    def look_for_swapped_dates(self, rows: Sequence[Row]) -> None:
        """Tells the date columns that an American Excel seems to have been at."""
        for name in ("valid_from", "valid_to"):
            column = self.head.columns.get(name, -1)
            pair = _swapped([row.values[column] for row in rows if 0 <= column < len(row.values)])
            if pair:
                told = {"column": self.head.headings[name], "real": pair[0], "typed": pair[1]}
                fault = Problem("units_file.dates_mixed", self.head.line, name, values=told)
                self.problems.append(fault)

    def _text(self, row: Row, name: str) -> str:
        value = self._value(row, name)
        if self._is_error(row, name):
            return ""
        if isinstance(value, date):
            self._fault(row, name, "units_file.date_in_text", value=value)
            return ""
        text = clean(str(value)) if value is not None else ""
        for key, values in _text_faults(name, str(value or ""), text, self._script(row, name)):
            self._fault(row, name, key, **values)
        return " ".join(text.split())

    def _script(self, row: Row, name: str) -> str:
        return row.fonts.get(self.head.columns.get(name, -1), "")

    def _day(self, row: Row, name: str) -> date | None:
        value = self._value(row, name)
        if value is None or isinstance(value, date):
            return value
        text = clean(str(value))
        day = _day_of(text)
        if text and day is None:
            self._fault(row, name, "units_file.date_unreadable", value=text[:60])
        return day

    def _value(self, row: Row, name: str) -> Value:
        column = self.head.columns.get(name, -1)
        if self._is_error(row, name):
            self._fault(row, name, "units_file.error_cell", value=str(row.values[column]))
            return None
        return row.values[column] if 0 <= column < len(row.values) else None

    def _is_error(self, row: Row, name: str) -> bool:
        return self.head.columns.get(name, -1) in row.errors

    def _cell(self, row: Row, name: str) -> str:
        column = self.head.columns.get(name)
        return cell_name(column, row.line) if self.table.is_sheet and column is not None else ""

    def _fault(self, row: Row, name: str, key: str, /, **values: object) -> None:
        values["column"] = self.head.headings.get(name, name)
        self.problems.append(Problem(key, row.line, name, self._cell(row, name), values))


def _text_faults(
    name: str, raw: str, text: str, script: str
) -> Iterator[tuple[str, dict[str, object]]]:
    control = _CONTROL.search(raw)
    script = legacy_script(raw, script)
    if control:
        yield "units_file.control_character", {"sign": f"U+{ord(control.group()):04X}"}
    elif script:
        yield "units_file.legacy_text", {"script": script}
    elif not text:
        if name in _NEEDED:
            yield "units_file.missing", {}
    elif name in _CODES and text.startswith(("=", "+", "@")):
        yield "units_file.formula", {"value": text[:60]}
    elif name in _CODES and not _CODE.fullmatch(text):
        yield "units_file.code_signs", {"value": text[:60]}
    if len(text) > _MOST[name]:
        yield "units_file.too_long", {"length": len(text), "most": _MOST[name]}


def _swapped(values: Sequence[Value]) -> tuple[date, date] | None:
    """A real and a typed date of a column where every real one has a day up to 12, no typed one.

    An American Excel takes 03/04 for 4 March and leaves 25/03 as text: such dates need a look."""
    real = [value for value in values if isinstance(value, date)]
    typed = [day for v in values if isinstance(v, str) and (day := _day_of(clean(v)))]
    if not real or not typed:
        return None
    swapped = all(day.day <= 12 for day in real) and all(day.day > 12 for day in typed)
    return (real[0], typed[0]) if swapped else None


def _day_of(text: str) -> date | None:
    """31/12/2017, 31-12-2017 or 2017-12-31 as a day between 1900 and 2100."""
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
    elif day_first:
        day, month, year = map(int, day_first.groups())
    else:
        return None
    try:
        return datetime(year, month, day).date() if 1900 <= year <= 2100 else None  # noqa: DTZ001 -- a day, no moment
    except ValueError:
        return None
