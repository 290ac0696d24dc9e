"""The parts of a workbook's zip, read once in pieces and counted, before any reader opens them."""

import re
import zipfile
from collections.abc import Iterator
from functools import partial

from toolkit.errors import Problem

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 300 * MEGABYTE
MOST_TAGS = 20_000_000
MOST_STYLES = 70_000
MOST_STYLE_TAGS = 1_500_000
MOST_MERGES = 100_000
MOST_SHEETS = 500
_CHUNK = 4 * MEGABYTE
_LONGEST_MARK = 64
_BEGINNINGS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<")
# Entities are declared within a DOCTYPE and nowhere else.
_DOCTYPE, _ENTITY = b"<!DOCTYPE", b"<!ENTITY"
# A byte search is twenty times quicker than a pattern; it counts a little too much ("<xfrm" with
# "<xf"), never too little, and the limits are far from what people make.
_TAGS = ((b"<",), MOST_TAGS)
_MERGES = ((b"mergeCell",), MOST_MERGES)
_STYLES = ((b"<xf", b":xf"), MOST_STYLES)
_STYLE_TAGS = ((b"<",), MOST_STYLE_TAGS)
_SHEETS = ((b"<sheet", b":sheet"), MOST_SHEETS)
_FAR_COLUMN = re.compile(
    rb"""r=["']([A-Z]{3,}\d+)["'][^>]*[^/>]>\s*<(?:[\w.-]+:)?(?:v|is|f)[\s>]"""
)
_ROW = b"<row "
_FAR_ROW = re.compile(rb"""<row [^>]*?r=["'](\d{7,})["']""")
_Mark = tuple[tuple[bytes, ...], int]


class Scan:
    """One pass over an archive: stops at the first thing that no reader should meet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unpacked = 0

    def problem(self) -> Problem | None:
        """Why no reader may open the workbook, or nothing."""
        found = (self._in_part(entry) for entry in self._archive.infolist())
        return next((problem for problem in found if problem), None)

    def _in_part(self, entry: zipfile.ZipInfo) -> Problem | None:
        marks, is_xml = _marks(entry.filename), None
        counts = [0] * len(marks)
        for before, chunk in _pieces(self._archive, entry):
            is_xml = _is_xml(chunk) if is_xml is None else is_xml
            self._unpacked += len(chunk)
            if self._unpacked > MOST_UNPACKED:
                return Problem("table_file.too_heavy")
            if is_xml and (problem := _in_xml(before + chunk, entry.filename)):
                return problem
            for number, (quick, most) in enumerate(marks):
                counts[number] += sum(map(chunk.count, quick))
                if counts[number] > most:
                    return _too_many(marks[number])
        return None


def _marks(name: str) -> tuple[_Mark, ...]:
    """What is counted in a part."""
    if "styles" in name:
        return (_STYLES, _STYLE_TAGS)
    return (_SHEETS,) if name == "xl/workbook.xml" else (_TAGS, _MERGES)


def _too_many(mark: _Mark) -> Problem:
    if mark is _SHEETS:
        return Problem("table_file.too_many_sheets", values={"most": MOST_SHEETS})
    return Problem("table_file.too_heavy")


def _in_xml(piece: bytes, name: str) -> Problem | None:
    # Drawing programs declare their pictures; a reader of tables gets at them by no honest way.
    declared = _ENTITY if name.endswith(".svg") else _DOCTYPE
    # UTF-16 would hide declarations and counts alike, and no program writes workbooks in it.
    if b"\0" in piece or declared in piece:
        return Problem("table_file.declarations")
    if "worksheets/" not in name:
        return None
    # Rows stand in order: the last one tells how far they go.
    far = _FAR_COLUMN.search(piece) or _FAR_ROW.match(piece, max(piece.rfind(_ROW), 0))
    return Problem("table_file.too_far", values={"far": far[1].decode()}) if far else None


def _is_xml(chunk: bytes) -> bool | None:
    """Told by how it begins and never by its name; nothing can be told from blanks."""
    head = chunk.lstrip()
    return head.startswith(_BEGINNINGS) if head else None


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """The part in chunks, each with the end of the one before."""
    before = b""
    with archive.open(entry) as part:
        for chunk in iter(partial(part.read, _CHUNK), b""):
            yield before, chunk
            before = chunk[-_LONGEST_MARK:]
