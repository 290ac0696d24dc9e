"""A list as its sheet has it: columns, rows of the body, and everything that is no row of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.domain.text import fold
from toolkit.errors import Problem
from toolkit.exchange.cells import Converted, Row, Table, cell_name
from toolkit.exchange.foreign.head import Head, find_head, is_numbering
from toolkit.rules.list_columns import SERIAL, ListKind, match_columns

_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong(?: muc| phan)?)\W*")
_TOTAL_OF = re.compile(r"(?:tong cong|tong so|cong)\W*(?:[ivx\d]+\W*)*[\w ]{0,40}")
_SIGNATURE = re.compile(
    r"nguoi lap (?:bieu|danh sach)|lap bieu|thu truong|\(?ky,? (?:ghi ro )?ho (?:va )?ten"
    r"|\(?ky,? dong dau|noi nhan|xac nhan cua|(?:tm|kt|tl|tuq)\. |(?:\w+ ){1,5}, ?ngay .*nam"
    r"|[\w ]+, ngay .* thang .* nam|ghi chu:|nguoi tong hop|giam doc$|vu truong$|cuc truong$"
)
_SECTION = re.compile(r"(?:[IVX]+|[A-Z]|\d{1,2})[.)]?(?:\s.*)?", re.DOTALL)
_WHOLE = re.compile(r"\d+[.)]?")
_FULL_ROW = 3
_LONGEST_TEXT = 120


@dataclass(frozen=True, slots=True)
class Column:
    """`place` counts from 0; `heading` is unique in the list."""

    place: int
    letter: str
    heading: str


@dataclass(frozen=True, slots=True)
class Body:
    """A row of the list, and the section that it stands in ("II. Tập thể"), if any."""

    row: Row
    section: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A line that is no row of the list; `why` is a key: foreign.left.total and so on."""

    line: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class ForeignList:
    """`head_line` is the first line of its head; `above` are the texts before it."""

    sheet: str
    head_line: int
    columns: tuple[Column, ...]
    rows: tuple[Body, ...]
    left: tuple[Left, ...]
    above: tuple[str, ...]
    is_sheet: bool = True
    others: tuple[str, ...] = ()
    converted: tuple[Converted, ...] = ()


def find_list(
    tables: Sequence[Table], kind: ListKind, remembered: Mapping[str, str]
) -> tuple[ForeignList | None, tuple[Problem, ...]]:
    """The list among the tables whose head is known best.

    `remembered` maps folded headings to fields. Sheets that seem to hold lists too are named in
    `others`: nothing is taken from them."""
    heads = [(table, find_head(table.rows, kind, remembered)) for table in tables]
    found = [(table, head) for table, head in heads if head is not None]
    if not found:
        return None, (Problem("foreign.no_head"),)
    table, head = max(found, key=lambda pair: pair[1].known)
    likely = [other for other, its in found if its.known >= head.known // 2 and other is not table]
    others = tuple(other.title for other in likely if other.is_sheet)
    return _read(table, head, others), ()


def _read(table: Table, head: Head, others: tuple[str, ...]) -> ForeignList:
    columns = _columns(head)
    body = table.rows[head.place + head.rows :]
    sorter = _Sorter(columns, table.hidden)
    for row in body:
        sorter.take(row)
    return ForeignList(
        sheet=table.title,
        head_line=table.rows[head.place].line,
        columns=columns,
        rows=tuple(sorter.rows),
        left=tuple(sorter.left),
        above=tuple(_texts_of(table.rows[: head.place])),
        is_sheet=table.is_sheet,
        others=others,
        converted=table.converted,
    )


def _columns(head: Head) -> tuple[Column, ...]:
    """Headings, made unique by a number where one is there twice."""
    met: dict[str, int] = {}
    columns = []
    for place, heading in head.headings.items():
        met[heading] = met.get(heading, 0) + 1
        unique = f"{heading} ({met[heading]})" if met[heading] > 1 else heading
        columns.append(Column(place, cell_name(place, 1)[:-1], unique))
    return tuple(columns)


class _Sorter:
    """Tells rows of the list from what stands among and below them."""

    def __init__(self, columns: Sequence[Column], hidden: frozenset[int]) -> None:
        self.rows: list[Body] = []
        self.left: list[Left] = []
        self._hidden = hidden
        self._section = ""
        self._has_ended = False
        self._places = [column.place for column in columns]
        self._serial = _serial_place(columns)
        self._head = {fold(each.heading) for each in columns}
        self._first_rows = True

    def take(self, row: Row) -> None:
        if self._first_rows and is_numbering(row):
            self._leave(row, "foreign.left.numbers")
            return
        self._first_rows = False
        told = [place for place in self._places if _holds(row, place)]
        if not self._has_ended and self._is_plain_row(row, told):
            self.rows.append(Body(row, self._section, row.line in self._hidden))
            return
        why = self._why_not(row, told)
        if why == "foreign.left.section":
            self._section = _text(row)
        if why:
            self._leave(row, why)
        else:
            self.rows.append(Body(row, self._section, row.line in self._hidden))

    def _is_plain_row(self, row: Row, told: Sequence[int]) -> bool:
        """What nearly all rows are, told without looking at their words."""
        return len(told) >= _FULL_ROW and not row.errors and self._is_numbered(row)

    def _is_numbered(self, row: Row) -> bool:
        if not 0 <= self._serial < len(row.values):
            return False
        value = row.values[self._serial]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number or bool(_WHOLE.fullmatch(str(value or "").strip()))

    def _why_not(self, row: Row, told: Sequence[int]) -> str:
        """Why it is no row of the list, as a key; "" where it is one."""
        if row.unvalued & set(self._places):
            return ""
        words = [fold(text) for text in _texts_of((row,))]
        is_numbered = self._is_numbered(row)
        if not set(told) - {self._serial} or _only_errors(row, told, self._serial):
            is_empty = not words or is_numbered
            return "foreign.left.empty" if is_empty else self._loose(words)
        if len(told) >= _FULL_ROW and set(words) <= self._head:
            return "foreign.left.head"
        if is_numbered:
            return self._after_the_end(told)
        return self._unnumbered(row, told, words)

    def _after_the_end(self, told: Sequence[int]) -> str:
        is_over = self._has_ended and len(told) < _FULL_ROW
        return "foreign.left.signature" if is_over else ""

    def _unnumbered(self, row: Row, told: Sequence[int], words: Sequence[str]) -> str:
        if words and (_TOTAL.fullmatch(words[0]) or _is_total(words, told)):
            return "foreign.left.total"
        self._has_ended = self._has_ended or any(_SIGNATURE.match(word) for word in words)
        if self._has_ended:
            return "foreign.left.signature"
        return "foreign.left.section" if self._is_section(row, told) else ""

    def _loose(self, words: Sequence[str]) -> str:
        """Words beside the columns, or in the column of serial numbers alone."""
        if _TOTAL.fullmatch(words[0]) or _TOTAL_OF.fullmatch(words[0]):
            return "foreign.left.total"
        if any(_SIGNATURE.match(word) for word in words):
            self._has_ended = True
        return "foreign.left.signature" if self._has_ended else "foreign.left.section"

    def _is_section(self, row: Row, told: Sequence[int]) -> bool:
        if len(told) >= _FULL_ROW or not told:
            return False
        first = str(row.values[told[0]]).strip()
        begins = self._places[:2]
        stands_first = all(place in begins for place in told)
        return stands_first and (self._serial >= 0 or bool(_SECTION.fullmatch(first)))

    def _leave(self, row: Row, why: str) -> None:
        self.left.append(Left(row.line, why, _text(row)))


def _serial_place(columns: Sequence[Column]) -> int:
    matched = match_columns([each.heading for each in columns], ListKind.PERSONS, {}, {})
    pairs = zip(columns, matched, strict=True)
    return next((each.place for each, its in pairs if its.field == SERIAL), -1)


def _is_total(words: Sequence[str], told: Sequence[int]) -> bool:
    return len(told) < _FULL_ROW and bool(_TOTAL_OF.fullmatch(words[0]))


def _only_errors(row: Row, told: Sequence[int], serial: int) -> bool:
    rest = set(told) - {serial}
    return bool(rest) and rest <= row.errors


def _holds(row: Row, place: int) -> bool:
    return place < len(row.values) and row.values[place] not in (None, "")


def _texts_of(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield from (v.strip() for v in row.values if isinstance(v, str) and v.strip())


def _text(row: Row) -> str:
    told = " ".join(str(value).strip() for value in row.values if value not in (None, ""))
    return told[:_LONGEST_TEXT]
