"""Bad cells in red, by a rule laid over them: their own formats stay as they are."""

import re
from collections.abc import Sequence

from toolkit.exchange.annotate.names import MARK
from toolkit.exchange.annotate.text import children, elements, inserted, prefix, tags, without

# What may stand before the rules of a worksheet, after its cells.
BEFORE_RULES = (
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
)
_END_OF_CELLS = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_NEAR_END = 2_000_000
_PRIORITY = re.compile(rb'(<(?:[\w.-]+:)?cfRule\s[^>]*?\bpriority=")(\d+)(")')


def coloured(xml: bytes, cells: Sequence[str], red: int) -> bytes:
    """The worksheet with our rule over the cells, before all others."""
    if not cells:
        return xml
    above, below = halves(xml)
    below = _with_priorities(below, 1)
    rule = (
        b'<{0}conditionalFormatting sqref="{1}"><{0}cfRule type="expression" dxfId="{2}" '
        b'priority="1"><{0}formula>{3}</{0}formula></{0}cfRule></{0}conditionalFormatting>'
    )
    formula = b'LEN("%s")&gt;0' % MARK
    pieces = (prefix(xml, "worksheet"), " ".join(cells).encode(), b"%d" % red, formula)
    for place, piece in enumerate(pieces):
        rule = rule.replace(b"{%d}" % place, piece)
    return above + inserted(below, place_behind(below, BEFORE_RULES), rule)


def uncoloured(xml: bytes) -> bytes:
    """Without the rules of an earlier return."""
    if MARK not in xml:
        return xml
    above, below = halves(xml)
    spans = []
    for start, end in elements(below, "conditionalFormatting"):
        block = below[start:end]
        ours = [(a, b) for a, b in elements(block, "cfRule") if MARK in block[a:b]]
        if ours and len(ours) == len(list(tags(block, "cfRule"))):
            spans.append((start, end))
        else:
            spans += [(start + a, start + b) for a, b in ours]
    below = without(below, spans)
    is_first_free = all(int(hit[2]) > 1 for hit in _PRIORITY.finditer(below))
    return above + (_with_priorities(below, -1) if is_first_free else below)


def halves(xml: bytes) -> tuple[bytes, bytes]:
    """The worksheet to the end of its cells, and the rest; millions of cells are not searched.

    Raises ValueError where a worksheet has no cells' element at all."""
    for size in (_NEAR_END, len(xml)):
        offset = max(len(xml) - size, 0)
        closing = list(_END_OF_CELLS.finditer(xml, offset))
        if closing:
            place = closing[-1].end()
            return xml[:place], xml[place:]
    raise ValueError("no cells")


def place_behind(below: bytes, names: Sequence[str]) -> int:
    """Where an element belongs, below the cells, that follows all the named ones."""
    place = 0
    for name, _, end in children(below, 0):
        if name not in names:
            break
        place = end
    return place


def _with_priorities(xml: bytes, by: int) -> bytes:
    """Rules are weighed in the order of these numbers, and no two may be alike."""
    return _PRIORITY.sub(lambda hit: hit[1] + b"%d" % (int(hit[2]) + by) + hit[3], xml)
