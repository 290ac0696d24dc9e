"""A faulty workbook with its faults marked; runs in the child process only (exchange/child.py)."""

import base64
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.exchange.annotate.book import BOOK, Sheet, add_ours, remove_ours, worksheets
from toolkit.exchange.annotate.colours import coloured, uncoloured
from toolkit.exchange.annotate.listing import Fault, Texts, listing
from toolkit.exchange.annotate.notes import remove_notes, write_notes
from toolkit.exchange.annotate.package import Package
from toolkit.exchange.annotate.styles import with_styles

MOST_NOTES = 2_000
STYLES = "xl/styles.xml"
LENGTH = 8
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_STRICT = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Told:
    """One problem as it crosses to the child: where it is said to stand, and its sentence."""

    sheet: str
    cell: str
    line: int
    sentence: str


def packed(data: bytes, told: Sequence[Told], texts: Texts) -> bytes:
    """The workbook and what to write on it, in one piece for the child."""
    faults = [[one.sheet, one.cell, one.line, one.sentence] for one in told]
    words = [texts.sheet, texts.title, texts.guide, texts.headings, texts.more]
    head = json.dumps([faults, words]).encode()
    return len(head).to_bytes(LENGTH, "big") + head + data


def marked(piece: bytes) -> str:
    """The marked workbook in base64, of a workbook as `packed` has it."""
    end = LENGTH + int.from_bytes(piece[:LENGTH], "big")
    faults, texts = json.loads(piece[LENGTH:end])
    package = Package(piece[end:])
    _mark(package, [Told(*one) for one in faults], Texts(*texts))
    return base64.b64encode(package.save()).decode()


def _mark(package: Package, told: Sequence[Told], texts: Texts) -> None:
    if _STRICT in package.read(BOOK):
        raise ValueError(_STRICT)
    remove_ours(package)
    sheets = worksheets(package)
    for sheet in sheets:
        remove_notes(package, sheet.part)
        package.write(sheet.part, uncoloured(package.read(sheet.part)))
    xml, styles = with_styles(package.read(STYLES))
    package.write(STYLES, xml)
    faults = [_fault(one, sheets) for one in told]
    for sheet in sheets:
        notes = _notes(fault for fault in faults if fault.sheet == sheet.title)
        package.write(sheet.part, coloured(package.read(sheet.part), list(notes), styles.red))
        write_notes(package, sheet.part, notes)
    add_ours(package, texts.sheet, listing(faults, styles, texts))


def _fault(told: Told, sheets: Sequence[Sheet]) -> Fault:
    """The problem as a line of the list; a problem of a whole row leads to the row."""
    before, _, cell = told.cell.rpartition("!")
    before = before.removeprefix("'").removesuffix("'").replace("''", "'")
    title = unicodedata.normalize("NFC", before or told.sheet)
    sheet = next((one for one in sheets if one.title.casefold() == title.casefold()), None)
    if not title and (cell or told.line):
        sheet = next((one for one in sheets if one.is_visible), None)
    hit = _CELL.fullmatch(cell.upper())
    row = f"{told.line}:{told.line}" if told.line else ""
    if sheet is None or not sheet.is_visible:
        return Fault("", "", f"{title}: {told.sentence}" if title else told.sentence)
    return Fault(sheet.title, "".join(hit.groups()) if hit else row, told.sentence)


def _notes(faults: Iterable[Fault]) -> dict[str, str]:
    """What is told at each cell; of very many only the first, for the list has them all."""
    notes: dict[str, str] = {}
    for fault in faults:
        if _CELL.fullmatch(fault.cell) and (fault.cell in notes or len(notes) < MOST_NOTES):
            before = notes.get(fault.cell, "")
            notes[fault.cell] = f"{before}\n{fault.sentence}" if before else fault.sentence
    return notes
