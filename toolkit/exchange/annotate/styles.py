"""Formats that our marks need, added behind those of the workbook."""

import re
from dataclasses import dataclass

from toolkit.exchange.annotate.text import elements, inserted, prefix, set_attribute, tags

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_RED = (
    b'<dxf><font><color rgb="FF9C0006"/></font><fill><patternFill patternType="solid">'
    b'<fgColor rgb="FFFFC7CE"/><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>'
)
_NAME = b'<name val="Times New Roman"/><family val="1"/>'
_PLAIN_FONT = b'<font><sz val="12"/>' + _NAME + b"</font>"
_BOLD_FONT = b'<font><b/><sz val="12"/>' + _NAME + b"</font>"
_TITLE_FONT = b'<font><b/><sz val="14"/><color rgb="FF9C0006"/>' + _NAME + b"</font>"
_LINK_FONT = b'<font><u/><sz val="12"/><color rgb="FF0563C1"/>' + _NAME + b"</font>"
_HEAD_FILL = (
    b'<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/>'
    b"</patternFill></fill>"
)
_LINE = b'<%s style="thin"><color rgb="FFBFBFBF"/></%s>'
_BORDER = (
    b"<border>"
    + b"".join(_LINE % (side, side) for side in (b"left", b"right", b"top", b"bottom"))
    + b"<diagonal/></border>"
)


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of our formats: the red of bad cells, and the cells of the list of faults."""

    red: int
    title: int
    guide: int
    head: int
    text: int
    number: int
    link: int


class _Sheet:
    """styles.xml while formats are added."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self._prefix = prefix(xml, "styleSheet")

    def add(self, container: str, element: str, piece: bytes) -> int:
        """The number of the format: of an equal one that is there already, or of a new one."""
        piece = re.sub(rb"<(/?)(?=\w)", lambda hit: b"<" + hit[1] + self._prefix, piece)
        span = next(elements(self.xml, container), None) or self._made(container)
        start, end = span
        inside = self.xml[start:end]
        present = list(elements(inside, element))
        for number, (first, last) in enumerate(present):
            if inside[first:last] == piece:
                return number
        head = next(tags(inside, container))
        opened = set_attribute(head[0], "count", str(len(present) + 1))
        opened = opened.removesuffix(b"/>").removesuffix(b">").rstrip() + b">"
        body = b"" if head[2] else inside[head.end() : inside.rindex(b"</")]
        closed = b"</%s%s>" % (self._prefix, container.encode())
        self.xml = self.xml[:start] + opened + body + piece + closed + self.xml[end:]
        return len(present)

    def _made(self, container: str) -> tuple[int, int]:
        """An empty container at its place among the others."""
        before = _ORDER[: _ORDER.index(container)]
        ends = [end for name in before for _, end in elements(self.xml, name)]
        place = max(ends, default=next(tags(self.xml, "styleSheet")).end())
        empty = b"<%s%s/>" % (self._prefix, container.encode())
        self.xml = inserted(self.xml, place, empty)
        return place, place + len(empty)


def with_styles(xml: bytes) -> tuple[bytes, Styles]:
    """styles.xml with our formats in it, and their numbers."""
    sheet = _Sheet(xml)
    plain, bold, title, link = (
        sheet.add("fonts", "font", font)
        for font in (_PLAIN_FONT, _BOLD_FONT, _TITLE_FONT, _LINK_FONT)
    )
    fill = sheet.add("fills", "fill", _HEAD_FILL)
    border = sheet.add("borders", "border", _BORDER)

    def cell(font: int, *, lined: bool = True, filled: bool = False, across: bytes = b"") -> int:
        piece = (
            b'<xf numFmtId="0" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyFont="1" '
            b'applyFill="1" applyBorder="1" applyAlignment="1"><alignment%s vertical="top" '
            b'wrapText="1"/></xf>'
        ) % (font, fill if filled else 0, border if lined else 0, across)
        return sheet.add("cellXfs", "xf", piece)

    styles = Styles(
        red=sheet.add("dxfs", "dxf", _RED),
        title=cell(title, lined=False),
        guide=cell(plain, lined=False),
        head=cell(bold, filled=True, across=b' horizontal="center"'),
        text=cell(plain),
        number=cell(plain, across=b' horizontal="center"'),
        link=cell(link),
    )
    return sheet.xml, styles
