"""What kind of file the bytes are, and whether a reader may safely open it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from toolkit.errors import Problem
from toolkit.exchange.parts import MOST_UNPACKED, Scan
from toolkit.exchange.zips import METHODS, READING_FAULTS, entries_within, lie_upon_one_another

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
MOST_ENTRIES = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OLD_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"\xfd7zXZ")
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


class Format(StrEnum):
    """What a table can come as, told by its first bytes and never by its name."""

    TEXT = "text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Guarded:
    """What kind of file it is, why it may not be opened, and what else is worth telling."""

    format: Format
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def guard(data: bytes) -> Guarded:
    """The format of the bytes, and why they may not be opened (no problems when they may).

    `notes` tell of macros and links to other files: neither is ever followed."""
    if len(data) > MOST_BYTES:
        size = round(len(data) / MEGABYTE, 1)
        values = {"size": size, "most": MOST_BYTES // MEGABYTE}
        return Guarded(Format.OTHER, (Problem("table_file.too_big", values=values),))
    if not data.strip():
        return _refused("table_file.empty")
    if data.startswith(b"PK"):
        return _zip(data)
    if data.startswith(_OLE):
        return _ole(data)
    return _text(data)


def _refused(key: str, form: Format = Format.OTHER) -> Guarded:
    return Guarded(form, (Problem(key),))


def _ole(data: bytes) -> Guarded:
    if _ENCRYPTED in data:
        return _refused("table_file.encrypted", Format.XLS)
    notes = (Problem("table_file.has_macros"),) if _OLD_MACROS in data else ()
    return Guarded(Format.XLS, (), notes)


def _text(data: bytes) -> Guarded:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return _refused("table_file.web_page")
    if data.startswith(_OTHER_ARCHIVES):
        return _refused("table_file.other_archive")
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith(_PICTURES) or (b"\0" in data and not is_wide):
        return _refused("table_file.not_a_table")
    return Guarded(Format.TEXT)


def _zip(data: bytes) -> Guarded:
    if not entries_within(data, MOST_ENTRIES):
        return _refused("table_file.too_heavy")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            form = _form(archive)
            if form is Format.OTHER:
                return _refused("table_file.not_a_table")
            problem = _zip_problem(archive, form)
            return Guarded(form, (problem,) if problem else (), tuple(_notes(archive)))
    except READING_FAULTS:
        return _refused("table_file.damaged")


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


def _zip_problem(archive: zipfile.ZipFile, form: Format) -> Problem | None:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        return Problem("table_file.encrypted")
    if sum(one.file_size for one in entries) > MOST_UNPACKED:
        return Problem("table_file.too_heavy")
    if _has_odd_entries(entries):
        return Problem("table_file.damaged")
    if form is Format.ODS and _ods_is_locked(archive):
        return Problem("table_file.encrypted")
    return Scan(archive).problem()


def _has_odd_entries(entries: list[zipfile.ZipInfo]) -> bool:
    """Doubled names, names that leave the archive, strange packing, or parts that share bytes."""
    names = [entry.filename for entry in entries]
    folded = {name.casefold() for name in names}
    if len(folded) < len(names) or any(one.compress_type not in METHODS for one in entries):
        return True
    if any("\\" in name or name.startswith("/") or ".." in name.split("/") for name in names):
        return True
    return lie_upon_one_another(entries)


def _ods_is_locked(archive: zipfile.ZipFile) -> bool:
    if "META-INF/manifest.xml" not in archive.namelist():
        return False
    with archive.open("META-INF/manifest.xml") as part:
        return b"encryption-data" in part.read(MEGABYTE)


def _notes(archive: zipfile.ZipFile) -> Iterator[Problem]:
    names = archive.namelist()
    if any(re.search(r"vbaProject|xl/macrosheets/|^Basic/", name) for name in names):
        yield Problem("table_file.has_macros")
    if any("xl/externalLinks/" in name for name in names):
        yield Problem("table_file.has_links")
