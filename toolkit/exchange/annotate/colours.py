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
_PRIORITY = re.compile(rb'(<(?:[\w.-]+:)?cfRule\s[^>]*?\bpriority=")(\d+)(")')


def coloured(xml: bytes, cells: Sequence[str], red: int) -> bytes:
    """The worksheet with our rule over the cells, before all others."""
    if not cells:
        return xml
    xml = _with_priorities(xml, 1)
    start = prefix(xml, "worksheet")
    rule = (
        b'<{0}conditionalFormatting sqref="{1}"><{0}cfRule type="expression" dxfId="{2}" '
        b'priority="1"><{0}formula>{3}</{0}formula></{0}cfRule></{0}conditionalFormatting>'
    )
    formula = b'LEN("%s")&gt;0' % MARK
    for place, piece in enumerate((start, " ".join(cells).encode(), b"%d" % red, formula)):
        rule = rule.replace(b"{%d}" % place, piece)
    return inserted(xml, place_behind(xml, BEFORE_RULES), rule)


def uncoloured(xml: bytes) -> bytes:
    """Without the rules of an earlier return."""
    if MARK not in xml:
        return xml
    spans = []
    for start, end in elements(xml, "conditionalFormatting"):
        block = xml[start:end]
        ours = [(a, b) for a, b in elements(block, "cfRule") if MARK in block[a:b]]
        if ours and len(ours) == len(list(tags(block, "cfRule"))):
            spans.append((start, end))
        else:
            spans += [(start + a, start + b) for a, b in ours]
    xml = without(xml, spans)
    return (
        xml
        if any(int(hit[2]) < 2 for hit in _PRIORITY.finditer(xml))
        else _with_priorities(xml, -1)
    )


def place_behind(xml: bytes, names: Sequence[str]) -> int:
    """Where an element belongs that follows the cells and all the named ones."""
    place = end_of_cells(xml)
    for name, _, end in children(xml, place):
        if name not in names:
            break
        place = end
    return place


def end_of_cells(xml: bytes) -> int:
    """The end of <sheetData>; raises ValueError where a worksheet has none."""
    closing = list(re.finditer(rb"</(?:[\w.-]+:)?sheetData\s*>", xml[-2_000_000:]))
    if closing:
        return max(len(xml) - 2_000_000, 0) + closing[-1].end()
    far = re.search(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>", xml)
    if far is None:
        raise ValueError("no cells")
    return far.end()


def _with_priorities(xml: bytes, by: int) -> bytes:
    """Rules are weighed in the order of these numbers, and no two may be alike."""
    return _PRIORITY.sub(lambda hit: hit[1] + b"%d" % (int(hit[2]) + by) + hit[3], xml)
