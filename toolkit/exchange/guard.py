"""What kind of file the bytes are, and whether a reader may safely open it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from itertools import pairwise

from toolkit.errors import Problem

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
MOST_UNPACKED = 300 * MEGABYTE
MOST_ENTRIES = 2_000
MOST_CELLS = 2_000_000
MOST_STYLES = 70_000
MOST_MERGES = 100_000
_CHUNK = MEGABYTE
_LONGEST_MARK = 64
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_DECLARATIONS = [
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
_COUNTED = (
    (re.compile(rb"<(?:\w+:)?c[ >/]"), MOST_CELLS),
    (re.compile(rb"<(?:\w+:)?xf[ >/]"), MOST_STYLES),
    (re.compile(rb"<(?:\w+:)?mergeCell[ >/]"), MOST_MERGES),
)


class Format(StrEnum):
    """What a table can come as, told by its first bytes and never by its name."""

    TEXT = "text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    OTHER = "other"


def guard(data: bytes) -> tuple[Format, tuple[Problem, ...]]:
    """The format of the bytes, and why they may not be opened (empty when they may)."""
    if len(data) > MOST_BYTES:
        size = round(len(data) / MEGABYTE, 1)
        values = {"size": size, "most": MOST_BYTES // MEGABYTE}
        return Format.OTHER, (Problem("table_file.too_big", values=values),)
    if not data.strip():
        return Format.OTHER, (Problem("table_file.empty"),)
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if data.startswith(_OLE):
        locked = (Problem("table_file.encrypted"),) if _ENCRYPTED in data else ()
        return Format.XLS, locked
    return _text(data)


def _text(data: bytes) -> tuple[Format, tuple[Problem, ...]]:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return Format.OTHER, (Problem("table_file.web_page"),)
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if head.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"\x1f\x8b", b"rar!")):
        return Format.OTHER, (Problem("table_file.not_a_table"),)
    if b"\0" in data[:4000] and not is_wide:
        return Format.OTHER, (Problem("table_file.not_a_table"),)
    return Format.TEXT, ()


def _zip(data: bytes) -> tuple[Format, tuple[Problem, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            form = _form(archive)
            if form is Format.OTHER:
                return form, (Problem("table_file.not_a_table"),)
            return form, tuple(_zip_problems(archive, form))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError):
        return Format.OTHER, (Problem("table_file.damaged"),)


def _form(archive: zipfile.ZipFile) -> Format:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if "mimetype" in names:
        with archive.open("mimetype") as part:
            return Format.ODS if part.read(200).strip() == _ODS else Format.OTHER
    return Format.OTHER


def _zip_problems(archive: zipfile.ZipFile, form: Format) -> Iterator[Problem]:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        yield Problem("table_file.encrypted")
    elif len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > MOST_UNPACKED:
        yield Problem("table_file.too_heavy")
    elif _has_odd_entries(entries):
        yield Problem("table_file.damaged")
    else:
        key = _scan(archive, entries)
        if key:
            yield Problem(key)
        if form is Format.XLSX and any("vbaProject" in entry.filename for entry in entries):
            yield Problem("table_file.macros")


def _has_odd_entries(entries: list[zipfile.ZipInfo]) -> bool:
    """Doubled names, names that leave the archive, or entries that lie upon one another."""
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        return True
    if any("\\" in name or name.startswith("/") or ".." in name.split("/") for name in names):
        return True
    spans = sorted((one.header_offset, one.header_offset + one.compress_size) for one in entries)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _scan(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str:
    """Reads every part once, counting; the key of what is wrong, or ""."""
    unpacked = 0
    for entry in entries:
        counts = [0] * len(_COUNTED)
        for piece, fresh in _pieces(archive, entry):
            unpacked += fresh
            if unpacked > MOST_UNPACKED:
                return "table_file.too_heavy"
            if _is_xml(entry) and any(mark in piece for mark in _DECLARATIONS):
                return "table_file.declarations"
            for place, (mark, most) in enumerate(_COUNTED):
                counts[place] += _fresh_hits(mark, piece, fresh)
                if counts[place] > most:
                    return "table_file.too_heavy"
    return ""


def _fresh_hits(mark: re.Pattern[bytes], piece: bytes, fresh: int) -> int:
    """Hits that end in the fresh bytes, so that the overlap is not counted twice."""
    seen = len(piece) - fresh
    return sum(1 for hit in mark.finditer(piece) if hit.end() > seen)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The part in pieces, each beginning with the end of the one before; and how much is new."""
    before = b""
    with archive.open(entry) as part:
        for chunk in iter(partial(part.read, _CHUNK), b""):
            yield before + chunk, len(chunk)
            before = chunk[-_LONGEST_MARK:]


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith((".xml", ".rels", ".vml"))
