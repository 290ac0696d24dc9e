"""A faulty workbook with its faults marked, every other part of it byte for byte as it was."""

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

from toolkit.errors import Problem
from toolkit.exchange.annotate.book import (
    BOOK,
    Sheet,
    add_ours,
    remove_ours,
    remove_sheet,
    worksheets,
)
from toolkit.exchange.annotate.colours import coloured, uncoloured
from toolkit.exchange.annotate.listing import Fault, listing
from toolkit.exchange.annotate.notes import remove_notes, write_notes
from toolkit.exchange.annotate.package import Package
from toolkit.exchange.annotate.styles import with_styles
from toolkit.exchange.guard import Format, guard
from toolkit.exchange.zips import READING_FAULTS
from toolkit.words import Words

MOST_NOTES = 2_000
_STYLES = "xl/styles.xml"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_STRICT = b"http://purl.oclc.org/ooxml/"


def annotated(data: bytes, problems: Sequence[Problem], words: Words) -> bytes:
    """The workbook with bad cells in red, a note in each and a first sheet that lists the faults.

    Marks of an earlier return are replaced; notes of others are kept. A file that is no .xlsx
    workbook, or one too damaged to be marked, gives a workbook that holds the list alone."""
    if not can_be_marked(data):
        return _list_alone(problems, words)
    try:
        return _marked(Package(data), problems, words)
    except (*READING_FAULTS, StopIteration, LookupError):
        return _list_alone(problems, words)


def can_be_marked(data: bytes) -> bool:
    """Whether the file itself can go back with marks."""
    guarded = guard(data)
    return guarded.format is Format.XLSX and not guarded.problems


def _marked(package: Package, problems: Sequence[Problem], words: Words) -> bytes:
    if _STRICT in package.read(BOOK):
        raise LookupError(_STRICT)
    remove_ours(package)
    sheets = worksheets(package)
    for sheet in sheets:
        remove_notes(package, sheet.part)
        package.write(sheet.part, uncoloured(package.read(sheet.part)))
    xml, styles = with_styles(package.read(_STYLES))
    package.write(_STYLES, xml)
    faults = [_fault(problem, sheets, words) for problem in problems]
    for sheet in sheets:
        notes = _notes(fault for fault in faults if fault.sheet == sheet.title)
        package.write(sheet.part, coloured(package.read(sheet.part), list(notes), styles.red))
        write_notes(package, sheet.part, notes)
    add_ours(package, words.say("annotated.sheet"), listing(faults, styles, words))
    return package.save()


def _fault(problem: Problem, sheets: Sequence[Sheet], words: Words) -> Fault:
    """The problem as a line of the list; a problem of a whole row leads to the row."""
    told, _, cell = problem.cell.rpartition("!")
    told = told.removeprefix("'").removesuffix("'").replace("''", "'")
    title = unicodedata.normalize("NFC", told or str(problem.values.get("sheet", "")))
    sheet = next((one for one in sheets if one.title.casefold() == title.casefold()), None)
    if not title and (cell or problem.line):
        sheet = next((one for one in sheets if one.is_visible), None)
    hit = _CELL.fullmatch(cell.upper())
    row = f"{problem.line}:{problem.line}" if problem.line else ""
    sentence = words.say(problem.key, **problem.values)
    if sheet is None or not sheet.is_visible:
        return Fault("", "", f"{title}: {sentence}" if title else sentence)
    return Fault(sheet.title, "".join(hit.groups()) if hit else row, sentence)


def _notes(faults: Iterable[Fault]) -> dict[str, str]:
    """What is told at each cell; of very many only the first, for the list has them all."""
    notes: dict[str, str] = {}
    for fault in faults:
        if _CELL.fullmatch(fault.cell) and (fault.cell in notes or len(notes) < MOST_NOTES):
            before = notes.get(fault.cell, "")
            notes[fault.cell] = f"{before}\n{fault.sentence}" if before else fault.sentence
    return notes


def _list_alone(problems: Sequence[Problem], words: Words) -> bytes:
    """A new workbook of one sheet, for what cannot be marked itself."""
    import xlsxwriter  # noqa: PLC0415 -- few need it, and it is slow to load

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet()
    package = Package(out.getvalue())
    xml, styles = with_styles(package.read(_STYLES))
    package.write(_STYLES, xml)
    faults = [
        Fault("", problem.cell, words.say(problem.key, **problem.values)) for problem in problems
    ]
    add_ours(package, words.say("annotated.sheet"), listing(faults, styles, words))
    remove_sheet(package, worksheets(package)[0])
    return package.save()
