"""The first sheet of a returned workbook: every fault, with a link to its cell."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.exchange.annotate.styles import Styles
from toolkit.exchange.annotate.text import escaped

MOST_LISTED = 5_000
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD_LINE = 4
_LETTERS_A_LINE, _LINE_HEIGHT, _TALLEST = 84, 15.75, 400


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the list: which sheet and cell ("" for the whole file), and what to do."""

    sheet: str
    cell: str
    sentence: str

    @property
    def target(self) -> str:
        """The place as a link names it."""
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!{self.cell}" if self.sheet and self.cell else ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What the list says in the person's language; `more` stands below a list that is cut off."""

    sheet: str
    title: str
    guide: str
    headings: list[str]
    more: str


def listing(faults: Sequence[Fault], styles: Styles, texts: Texts) -> bytes:
    """The worksheet's XML: title, what to do, and a line a fault."""
    shown = faults[:MOST_LISTED]
    rows = [
        _row(1, [(styles.title, texts.title)], height=24),
        _row(2, [(styles.guide, texts.guide)], height=36),
        _row(_HEAD_LINE, [(styles.head, heading) for heading in texts.headings]),
    ]
    for number, fault in enumerate(shown, start=1):
        where = styles.link if fault.target else styles.text
        cells = [(styles.text, fault.sheet), (where, fault.cell), (styles.text, fault.sentence)]
        row: list[tuple[int, str | int]] = [(styles.number, number), *cells]
        rows.append(_row(_HEAD_LINE + number, row, height=_height(fault.sentence)))
    if len(faults) > len(shown):
        rows.append(_row(_HEAD_LINE + len(shown) + 1, [(styles.guide, texts.more)]))
    links = b"".join(_link(_HEAD_LINE + n, one) for n, one in enumerate(shown, 1) if one.target)
    return b"".join((_OPENING, *rows, b"</sheetData>", _MERGED, links and _LINKS % links, _PAPER))


_OPENING = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="' + _MAIN + b'">'
    b'<sheetPr><tabColor rgb="FF9C0006"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
    b'<sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="4" '
    b'topLeftCell="A5" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    b'<sheetFormatPr defaultRowHeight="15.75"/><cols><col min="1" max="1" width="6" '
    b'customWidth="1"/><col min="2" max="2" width="26" customWidth="1"/><col min="3" max="3" '
    b'width="10" customWidth="1"/><col min="4" max="4" width="80" customWidth="1"/></cols>'
    b"<sheetData>"
)
_MERGED = b'<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A2:D2"/></mergeCells>'
_PAPER = (
    b'<pageMargins left="0.6" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>'
    b"&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
)
_LINKS = b"<hyperlinks>%s</hyperlinks>"


def _height(sentence: str) -> float:
    """Points that the wrapped sentence needs: not every program reckons them when it opens."""
    lines = sum(math.ceil(len(one) / _LETTERS_A_LINE) or 1 for one in sentence.split("\n"))
    return min(_LINE_HEIGHT * lines + 1.5, _TALLEST)


def _row(line: int, cells: Sequence[tuple[int, str | int]], height: float = 0) -> bytes:
    tall = b' ht="%g" customHeight="1"' % height if height else b""
    told = (_cell(f"{'ABCD'[n]}{line}", style, value) for n, (style, value) in enumerate(cells))
    return b'<row r="%d"%s>%s</row>' % (line, tall, b"".join(told))


def _cell(name: str, style: int, value: str | int) -> bytes:
    if isinstance(value, int):
        return b'<c r="%s" s="%d"><v>%d</v></c>' % (name.encode(), style, value)
    if not value:
        return b'<c r="%s" s="%d"/>' % (name.encode(), style)
    text = b'<is><t xml:space="preserve">%s</t></is>' % escaped(value)
    return b'<c r="%s" s="%d" t="inlineStr">%s</c>' % (name.encode(), style, text)


def _link(line: int, fault: Fault) -> bytes:
    target = escaped(fault.target)
    return b'<hyperlink ref="C%d" location="%s" display="%s"/>' % (line, target, target)
