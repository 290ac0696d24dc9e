"""What a quick reader of .xlsx does not tell: errors, hidden rows, merges, fonts, no values."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from toolkit.exchange.legacy import legacy_font, legacy_script, may_hold_legacy, unicode_text

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ID = re.compile(r"\{[^}]*/relationships\}id$")
_LEGACY_FONTS = (b'".Vn', b'".VN', b'".vn', b'"VNI-', b'"Vni-', b'"vni-')
_CELL = re.compile(rb"<(?:[\w.-]+:)?c ([^>]*[^>/])>(?:<(?:[\w.-]+:)?v>(\d*)<)?")
_ERROR = re.compile(
    rb"""<(?:[\w.-]+:)?c ([^>]*\bt=["']e["'][^>]*)>(?:(?!</(?:[\w.-]+:)?c>).)*?"""
    rb"<(?:[\w.-]+:)?v>([^<]*)<",
    re.DOTALL,
)
_UNVALUED = re.compile(
    rb"<(?:[\w.-]+:)?c ([^>]*)>\s*<(?:[\w.-]+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?f>)\s*"
    rb"(?:<(?:[\w.-]+:)?v\s*/>|<(?:[\w.-]+:)?v></(?:[\w.-]+:)?v>)?\s*</(?:[\w.-]+:)?c>"
)
_HIDDEN_ROW = re.compile(rb"""<(?:[\w.-]+:)?row ([^>]*\bhidden=["'](?:1|true)["'][^>]*)>""")
_MERGE = re.compile(rb"""<(?:[\w.-]+:)?mergeCell [^>]*?ref=["']([A-Z]+\d+):([A-Z]+\d+)["']""")
_ROW = re.compile(rb"""\br=["'](\d+)["']""")
_PLACE = re.compile(rb"""\br=["']([A-Z]*)(\d+)["']""")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_SHARED = re.compile(rb"""\bt=["']s["']""")
MOST_MERGES = 10_000

Runs = list[tuple[str, str]]


@dataclass
class Marks:
    """What stands beside the values of one sheet; lines from 1, columns from 0.

    `fonts` are (line, column, name of a legacy font); `runs` tell cells of several fonts: (script,
    text in Unicode)."""

    hidden: list[int] = field(default_factory=list)
    merges: list[list[int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    fonts: list[tuple[int, int, str]] = field(default_factory=list)
    runs: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    may_hold_legacy: bool = False


class XlsxParts:
    """The parts of a guarded .xlsx file, as far as marks need them."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = set(self._archive.namelist())
        self._sheets = dict(self._sheet_parts())
        self._fonts = self._legacy_fonts()
        strings = self._part("xl/sharedStrings.xml")
        is_mixed = b"rFont" in strings and _names_legacy_font(strings)
        self._runs = dict(_legacy_runs(strings)) if is_mixed else {}
        self._sniff = may_hold_legacy(strings)

    def visible_sheets(self) -> list[str]:
        return list(self._sheets)

    def marks(self, title: str) -> Marks:
        """The marks of one sheet; each is looked for only where the sheet can hold it."""
        xml = self._part(self._sheets[title])
        marks = Marks(may_hold_legacy=self._sniff)
        if b"hidden=" in xml:
            rows = (_ROW.search(row[1]) for row in _HIDDEN_ROW.finditer(xml))
            marks.hidden = [int(hit[1]) for hit in rows if hit]
        if b"mergeCell" in xml:
            marks.merges = list(_merges(xml))
        if b't="e"' in xml:
            marks.errors = list(_errors(xml))
        if b"<f" in xml or (b"<sheetData" not in xml and b":f" in xml):
            marks.unvalued = list(_unvalued(xml))
        if b"inlineStr" in xml:
            marks.may_hold_legacy |= may_hold_legacy(xml)
        if self._fonts or self._runs:
            self._look_at_fonts(xml, marks)
        return marks

    def _look_at_fonts(self, xml: bytes, marks: Marks) -> None:
        for cell in _CELL.finditer(xml):
            style, at = _STYLE.search(cell[1]), place(cell[1])
            font = self._fonts.get(int(style[1]), "") if style else ""
            runs = self._runs.get(int(cell[2]), []) if cell[2] and _SHARED.search(cell[1]) else []
            if at and runs:
                marks.runs[at] = _converted(runs, font)
            elif at and font:
                marks.fonts.append((*at, font))

    def _part(self, name: str) -> bytes:
        return self._archive.read(name) if name in self._names else b""

    def _sheet_parts(self) -> Iterator[tuple[str, str]]:
        """Title and part of each visible worksheet, in order."""
        relations = ET.fromstring(self._part("xl/_rels/workbook.xml.rels"))  # noqa: S314 -- guarded
        parts = {
            one.get("Id"): one.get("Target", "")
            for one in relations
            if one.get("Type", "").endswith("/worksheet")
        }
        book = ET.fromstring(self._part("xl/workbook.xml"))  # noqa: S314 -- guarded
        for sheet in (
            one for one in book.iter() if one.tag in (_MAIN + "sheet", _STRICT + "sheet")
        ):
            key = next((value for name, value in sheet.items() if _ID.search(name)), "")
            if key in parts and sheet.get("state", "visible") == "visible":
                yield (
                    sheet.get("name", ""),
                    posixpath.normpath(posixpath.join("/xl", parts[key])).lstrip("/"),
                )

    def _legacy_fonts(self) -> dict[int, str]:
        """Number of a cell's style → legacy font, for the styles that have one."""
        xml = self._part("xl/styles.xml")
        if not _names_legacy_font(xml):
            return {}
        styles = ET.fromstring(xml)  # noqa: S314 -- guarded
        space = styles.tag.removesuffix("styleSheet")
        names = [
            next((one.get("val", "") for one in font if one.tag == space + "name"), "")
            for font in styles.iterfind(f"{space}fonts/{space}font")
        ]
        by_style = enumerate(styles.iterfind(f"{space}cellXfs/{space}xf"))
        fonts = {number: _at(names, int(style.get("fontId", "0"))) for number, style in by_style}
        return {number: name for number, name in fonts.items() if legacy_font(name)}


def _names_legacy_font(xml: bytes) -> bool:
    return any(font in xml for font in _LEGACY_FONTS)


def place(attributes: bytes) -> tuple[int, int] | None:
    """Line and column of the cell with these attributes."""
    hit = _PLACE.search(attributes)
    return (int(hit[2]), column_number(hit[1].decode())) if hit and hit[1] else None


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    for hit in _ERROR.finditer(xml):
        at = place(hit[1])
        if at:
            yield *at, hit[2].decode()


def _at(names: list[str], number: int) -> str:
    return names[number] if 0 <= number < len(names) else ""


def _merges(xml: bytes) -> Iterator[list[int]]:
    for count, hit in enumerate(_MERGE.finditer(xml)):
        if count >= MOST_MERGES:
            return
        first, last = (place(b'r="%s"' % corner) for corner in hit.groups())
        if first and last:
            yield [*first, *last]


def _unvalued(xml: bytes) -> Iterator[tuple[int, int]]:
    """Formulas without a value; a text formula may truly have come to nothing."""
    for hit in _UNVALUED.finditer(xml):
        at = place(hit[1])
        if at and b't="str"' not in hit[1]:
            yield at


def _legacy_runs(xml: bytes) -> Iterator[tuple[int, Runs]]:
    """Shared strings of several runs, one of them in a legacy font: (number, (font, text) …)."""
    strings = ET.fromstring(xml)  # noqa: S314 -- guarded
    space = strings.tag.removesuffix("sst")
    for number, string in enumerate(strings.iterfind(space + "si")):
        runs = [_run(run, space) for run in string.iterfind(space + "r")]
        if any(legacy_font(font) for font, _ in runs):
            yield number, runs


def _run(run: ET.Element, space: str) -> tuple[str, str]:
    font = run.find(f"{space}rPr/{space}rFont")
    text = run.findtext(space + "t", "")
    return (font.get("val", "") if font is not None else ""), text


def _converted(runs: Runs, font: str) -> tuple[str, str]:
    """Script and text of a cell whose runs are drawn in their own fonts, or in the cell's."""
    drawn = [(name or font, text) for name, text in runs]
    scripts = {legacy_script(text, legacy_font(name)) for name, text in drawn} - {""}
    return "/".join(sorted(scripts)), "".join(unicode_text(text, name) for name, text in drawn)
