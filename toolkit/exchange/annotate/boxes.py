"""The drawn boxes of notes (VML): hidden until a person points at the cell."""

import math
import re
from collections.abc import Iterator, Mapping

from toolkit.exchange.annotate.text import attributes, elements, inserted, tags, without
from toolkit.exchange.xlsx_marks import place

_SPACES = (
    b' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
BOXES = (
    b"<xml" + _SPACES + b'><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_BOX_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" '
    b'o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    b'<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    b'margin-top:7.5pt;width:240pt;height:90pt;z-index:%d;visibility:hidden" fillcolor="#ffffe1" '
    b'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    b'<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    b"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 12, %d, 2, %d, 12, %d, 8</x:Anchor>"
    b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)
_WIDTH, _LETTERS_A_LINE, _MOST_LINES = 330, 38, 24
_ID = re.compile(rb"_x0000_s(\d+)")
_IDS_A_BLOCK = 1024
_LAST_COLUMN = 16_383


def with_boxes(boxes: bytes, sheet: bytes, notes: Mapping[str, str]) -> bytes:
    """The drawing with a box for each note, beside its cell and big enough for its words."""
    is_declared = all(b"xmlns:%s=" % one in boxes[:1000] for one in (b"v", b"o", b"x"))
    declared = b"" if is_declared else _SPACES
    first = max((int(hit) for hit in _ID.findall(boxes)), default=_IDS_A_BLOCK) + 1
    widths, pieces, last = _widths(sheet), [], first
    if b'id="_x0000_t202"' not in boxes:
        pieces.append(_BOX_TYPE.replace(b"<v:shapetype", b"<v:shapetype" + declared))
    for last, (cell, sentence) in enumerate(notes.items(), start=first):
        line, column = place(b'r="%s"' % cell.encode()) or (1, 0)
        right = _right_end(widths, column + 1)
        top = max(line - 2, 0)
        numbers = (last, last, column + 1, top, right, top + _height(sentence), line - 1, column)
        pieces.append((_BOX % numbers).replace(b"<v:shape ", b"<v:shape" + declared + b" ", 1))
    return _with_blocks(inserted(boxes, boxes.rindex(b"</"), b"".join(pieces)), first, last)


def without_boxes(boxes: bytes, cells: set[str]) -> bytes:
    """The drawing without the boxes of these cells."""
    places = {place(b'r="%s"' % cell.encode()) for cell in cells}
    spans = [
        (start, end)
        for start, end in elements(boxes, "shape")
        if _note_at(boxes[start:end]) in places
    ]
    return without(boxes, spans)


def _height(sentence: str) -> int:
    """Rows of the sheet that the words need."""
    lines = sum(math.ceil(len(one) / _LETTERS_A_LINE) for one in sentence.split("\n"))
    return min(max(lines + 1, 4), _MOST_LINES)


def _note_at(shape: bytes) -> tuple[int, int] | None:
    """Line and column of the cell whose note the shape is."""
    row = re.search(rb"<x:Row>\s*(\d+)\s*<", shape)
    column = re.search(rb"<x:Column>\s*(\d+)\s*<", shape)
    if b'"Note"' not in shape or not row or not column:
        return None
    return int(row[1]) + 1, int(column[1])


def _with_blocks(boxes: bytes, first: int, last: int) -> bytes:
    """With the blocks of numbers that our boxes use told as taken."""
    hit = re.search(rb'(<o:idmap\s[^>]*?\bdata=")([\d, ]*)(")', boxes)
    if not hit:
        return boxes
    blocks = {int(one) for one in re.findall(rb"\d+", hit[2])}
    blocks |= set(range(first // _IDS_A_BLOCK, last // _IDS_A_BLOCK + 1))
    told = ",".join(map(str, sorted(blocks))).encode()
    return boxes[: hit.start(2)] + told + boxes[hit.end(2) :]


def _widths(sheet: bytes) -> list[tuple[int, int, int]]:
    """First and last column (from 0) and width in pixels of the columns that are told."""
    return list(_told_widths(sheet[:200_000]))


def _told_widths(head: bytes) -> Iterator[tuple[int, int, int]]:
    for hit in tags(head, "col"):
        told = attributes(hit[1])
        width = 0.0 if told.get("hidden") in ("1", "true") else float(told.get("width", "9"))
        yield int(told.get("min", "1")) - 1, int(told.get("max", "1")) - 1, math.ceil(width * 7 + 5)


def _right_end(widths: list[tuple[int, int, int]], column: int) -> int:
    """The column in which a box ends that begins in `column`."""
    room = 0
    while room < _WIDTH and column < _LAST_COLUMN:
        room += next((w for first, last, w in widths if first <= column <= last), 64)
        column += 1
    return column
