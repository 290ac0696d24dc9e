"""The workbook's own part: its sheets, ours among them, and everything that counts their places."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.exchange.annotate.names import SHEETS
from toolkit.exchange.annotate.package import Package, declaring_r
from toolkit.exchange.annotate.text import (
    attributes,
    elements,
    escaped,
    inserted,
    prefix,
    set_attribute,
    tags,
    without,
)

BOOK = "xl/workbook.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet as a person knows it, and its part."""

    title: str
    part: str
    is_visible: bool


def worksheets(package: Package) -> tuple[Sheet, ...]:
    """The worksheets in their order, without ours."""
    return tuple(one for one in _all(package) if one.title not in SHEETS)


def remove_ours(package: Package) -> None:
    """Take out the list of faults of an earlier return, wherever it stands by now."""
    for sheet in [one for one in _all(package) if one.title in SHEETS]:
        remove_sheet(package, sheet)


def remove_sheet(package: Package, sheet: Sheet) -> None:
    """Take out a worksheet with its parts, and what the workbook says of it."""
    xml = package.read(BOOK)
    titles = [_title(attributes(hit[1])) for hit in tags(xml, "sheet")]
    place = titles.index(sheet.title)
    xml = without(xml, [list(elements(xml, "sheet"))[place]])
    package.write(BOOK, _moved(xml, place, -1))
    package.unrelate(BOOK, sheet.part)
    for relation in list(package.relations(sheet.part)):
        package.remove(relation.part)
    package.remove(sheet.part)


def add_ours(package: Package, title: str, content: bytes) -> None:
    """The list of faults as first sheet, and the one that opens."""
    part = package.add("xl/worksheets/sheet{}.xml", content, _SHEET_TYPE)
    id_ = package.relate(BOOK, "worksheet", part)
    xml = package.read(BOOK)
    taken = [int(attributes(hit[1]).get("sheetId", "0")) for hit in tags(xml, "sheet")]
    piece = b'<%ssheet%s name="%s" sheetId="%d" r:id="%s"/>' % (
        prefix(xml, "workbook"),
        declaring_r(xml),
        escaped(title),
        max(taken, default=0) + 1,
        id_.encode(),
    )
    xml = _moved(xml, 0, 1)
    xml = inserted(xml, next(tags(xml, "sheets")).end(), piece)
    package.write(BOOK, _opening_first(xml))
    for sheet in worksheets(package):
        _deselect(package, sheet.part)


def _all(package: Package) -> list[Sheet]:
    parts = {one.id: one.part for one in package.relations(BOOK) if one.kind == "worksheet"}
    sheets = []
    for hit in tags(package.read(BOOK), "sheet"):
        told = attributes(hit[1])
        id_ = next((value for name, value in told.items() if name.endswith(":id")), "")
        if id_ in parts:
            sheets.append(
                Sheet(_title(told), parts[id_], told.get("state", "visible") == "visible")
            )
    return sheets


def _title(told: dict[str, str]) -> str:
    return unicodedata.normalize("NFC", told.get("name", ""))


def _moved(xml: bytes, place: int, by: int) -> bytes:
    """With every number of a sheet at or behind the place moved; names of the lost sheet go too."""

    def moved(number: str) -> str:
        return str(max(int(number) + by, 0) if int(number) >= place else number)

    if by < 0:
        lost = [
            (start, end)
            for start, end in elements(xml, "definedName")
            if attributes(xml[start : xml.index(b">", start)]).get("localSheetId") == str(place)
        ]
        xml = without(xml, lost)
    xml = re.sub(
        rb'(\slocalSheetId=")(\d+)(")',
        lambda hit: hit[1] + moved(hit[2].decode()).encode() + hit[3],
        xml,
    )
    return _views(xml, lambda told: {"activeTab": moved(told.get("activeTab", "0"))})


def _opening_first(xml: bytes) -> bytes:
    return _views(xml, lambda _: {"activeTab": "0", "firstSheet": "0"})


def _views(xml: bytes, change: Callable[[dict[str, str]], dict[str, str]]) -> bytes:
    for hit in reversed(list(tags(xml, "workbookView"))):
        tag, told = hit[0], attributes(hit[1])
        for name, value in change(told).items():
            if name in told or value != "0":
                tag = set_attribute(tag, name, value)
        xml = xml[: hit.start()] + tag + xml[hit.end() :]
    return xml


def _deselect(package: Package, part: str) -> None:
    """Two chosen sheets would be a group, in which what is typed goes into both."""
    xml = package.read(part)
    chosen = re.compile(rb'(<(?:[\w.-]+:)?sheetView\s[^>]*?\btabSelected=")(?:1|true)(")')
    cells = max(xml.find(b"sheetData"), 0)
    package.write(part, chosen.sub(rb"\g<1>0\2", xml[:cells]) + xml[cells:])
