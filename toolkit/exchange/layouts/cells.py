"""Cells of a worksheet's XML given new values; not a byte beside them is touched."""

from collections.abc import Mapping
from datetime import date

from toolkit.exchange.annotate.text import (
    attributes,
    elements,
    escaped,
    prefix,
    set_attribute,
    tags,
    without,
)

Cell = str | int | float | date | None
Place = tuple[int, int]
"""Row and column, both from 1."""
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_LETTERS = 26


def column_of(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def letters_of(column: int) -> str:
    """1 → A, 27 → AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def with_cells(xml: bytes, cells: Mapping[Place, Cell], hidden: frozenset[int]) -> bytes:
    """The worksheet with these values, each in the format that its cell has, and rows hidden.

    What formulas of this sheet came to is forgotten: whoever opens it reckons anew."""
    start = prefix(xml, "worksheet")
    wanted: dict[int, dict[int, Cell]] = {}
    for (row, column), value in cells.items():
        wanted.setdefault(row, {})[column] = value
    out, at = [], 0
    for begin, end in [*elements(xml, "row")]:
        number = int(attributes(xml[begin : xml.index(b">", begin)]).get("r", "0"))
        new = [row for row in sorted(wanted) if row < number]
        out += [xml[at:begin], *(_row(start, row, wanted.pop(row)) for row in new)]
        out.append(_changed(xml[begin:end], number, wanted.pop(number, {}), start, hidden))
        at = end
    rest = b"".join(_row(start, row, wanted[row]) for row in sorted(wanted))
    return b"".join(out) + _ending(xml[at:], rest, start)


def formulas_in(xml: bytes, places: frozenset[Place]) -> frozenset[Place]:
    """Those of the places where a formula stands."""
    found = set()
    for begin, end in elements(xml, "c"):
        place = _place(xml[begin : xml.index(b">", begin)])
        if place in places and next(tags(xml[begin:end], "f"), None):
            found.add(place)
    return frozenset(found)


def _ending(xml: bytes, rows: bytes, start: bytes) -> bytes:
    """What comes after the last row; rows that come after it are put there first."""
    if not rows:
        return xml
    empty = next((hit for hit in tags(xml, "sheetData") if hit[2]), None)
    if empty:
        whole = b"<%ssheetData>%s</%ssheetData>" % (start, rows, start)
        return xml[: empty.start()] + whole + xml[empty.end() :]
    place = xml.index(b"</%ssheetData" % start)
    return xml[:place] + rows + xml[place:]


def _changed(
    xml: bytes, number: int, values: Mapping[int, Cell], start: bytes, hidden: frozenset[int]
) -> bytes:
    """One row with its new values, and what its formulas came to forgotten."""
    opening = xml[: xml.index(b">") + 1]
    inside, closing = xml[len(opening) :], b""
    if opening.endswith(b"/>") and values:
        opening, closing = opening[:-2].rstrip() + b">", b"</%srow>" % start
    out, at, left = [], 0, dict(values)
    for begin, end in [*elements(inside, "c")]:
        cell = inside[begin:end]
        _, column = _place(cell[: cell.index(b">")])
        new = [each for each in sorted(left) if each < column]
        out += [inside[at:begin], *(_cell(start, number, each, left.pop(each)) for each in new)]
        if column in left:
            style = attributes(cell[: cell.index(b">")]).get("s", "")
            out.append(_cell(start, number, column, left.pop(column), style))
        else:
            out.append(_forgotten(cell))
        at = end
    new_cells = [_cell(start, number, each, left[each]) for each in sorted(left)]
    if number in hidden:
        opening = set_attribute(opening, "hidden", "1")
    return b"".join((opening, *out, *new_cells, inside[at:], closing))


def _row(start: bytes, number: int, values: Mapping[int, Cell]) -> bytes:
    cells = b"".join(_cell(start, number, column, values[column]) for column in sorted(values))
    return b'<%srow r="%d">%s</%srow>' % (start, number, cells, start)


def _cell(start: bytes, row: int, column: int, value: Cell, style: str = "") -> bytes:
    look = b' s="%s"' % style.encode() if style else b""
    begun = b'<%sc r="%s%d"%s' % (start, letters_of(column).encode(), row, look)
    if value is None or value == "":
        return begun + b"/>"
    if isinstance(value, str):
        text = b'<%sis><%st xml:space="preserve">%s</%st></%sis>'
        inside = text % (start, start, escaped(value), start, start)
        return b'%s t="inlineStr">%s</%sc>' % (begun, inside, start)
    number = value.toordinal() - _DAY_NOUGHT if isinstance(value, date) else value
    return b"%s><%sv>%s</%sv></%sc>" % (begun, start, repr(number).encode(), start, start)


def _forgotten(cell: bytes) -> bytes:
    if not next(tags(cell, "f"), None):
        return cell
    return without(cell, [*elements(cell, "v")])


def _place(tag: bytes) -> Place:
    told = attributes(tag).get("r", "")
    letters = told.rstrip("0123456789")
    return int(told[len(letters) :] or 0), column_of(letters)
