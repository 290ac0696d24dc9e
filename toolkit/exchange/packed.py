"""Files that come together: packed in a zip, or lying in a folder."""

import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from toolkit.errors import Problem
from toolkit.exchange.guard import MEGABYTE, MOST_BYTES
from toolkit.exchange.zips import METHODS, READING_FAULTS, entries_within, lie_upon_one_another

MOST_PACKED = 300 * MEGABYTE
MOST_UNPACKED = 600 * MEGABYTE
MOST_FILES = 10_000
_JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_JUNK_STARTS = ("~$", "._", ".~lock.")
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype"})

Files = tuple[tuple[str, bytes], ...]


def files_in(name: str, data: bytes) -> tuple[Files, tuple[Problem, ...]]:
    """The files of a zip by their names in it, and why others are left out; or the file itself.

    A workbook is a zip too, and comes back whole. Nothing is written anywhere; sizes are counted
    while reading, never believed. Files of one name are kept apart as "a.xlsx", "a (2).xlsx".
    Each problem about one file names it in `values["name"]`."""
    if not data.startswith(b"PK"):
        return ((name, data),), ()
    if len(data) > MOST_PACKED:
        values = {"size": round(len(data) / MEGABYTE, 1), "most": MOST_PACKED // MEGABYTE}
        return (), (Problem("packed.too_big", values=values),)
    if not entries_within(data, MOST_FILES * 2):
        return (), (Problem("packed.too_many", values={"most": MOST_FILES}),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _DOCUMENT_PARTS & set(archive.namelist()):
                return ((name, data),), ()
            return _Unpacking(name, archive).files()
    except READING_FAULTS:
        return (), (Problem("packed.damaged"),)


def files_under(folder: Path) -> tuple[tuple[tuple[str, Path], ...], tuple[Problem, ...]]:
    """Every file below the folder as (name within it, path), in order; and what is left out.

    Lock files of Office and what file managers leave behind are passed over in silence; links
    that lead out of the folder are told. A zip among them is one file: ask `files_in`."""
    root = folder.resolve()
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    kept: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    for path in (path for path in paths if not _is_junk(path.relative_to(folder).parts)):
        name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if not path.resolve().is_relative_to(root) or not path.is_file():
            problems.append(Problem("packed.file_elsewhere", values={"name": name}))
        else:
            kept.append((name, path))
    if len(kept) > MOST_FILES:
        return (), (Problem("packed.too_many", values={"most": MOST_FILES}),)
    if not kept and not problems:
        problems.append(Problem("packed.nothing", values={"name": folder.name}))
    return tuple(kept), tuple(problems)


def read_file(name: str, path: Path) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file of a folder; a zip may be bigger than a workbook, but not endless."""
    try:
        if path.stat().st_size > MOST_PACKED:
            values = {"name": name, "most": MOST_PACKED // MEGABYTE}
            return b"", (Problem("packed.file_too_big", values=values),)
        return path.read_bytes(), ()
    except OSError:
        return b"", (Problem("packed.file_unreadable", values={"name": name}),)


class _Unpacking:
    """One zip being read: what was kept, what was told, how much was unpacked."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name, self.archive = name, archive
        self.kept: list[tuple[str, bytes]] = []
        self.problems: list[Problem] = []
        self.left = MOST_UNPACKED

    def files(self) -> tuple[Files, tuple[Problem, ...]]:
        entries = [entry for entry in self.archive.infolist() if not entry.is_dir()]
        if lie_upon_one_another(entries):
            return (), (Problem("packed.damaged"),)
        wanted = [entry for entry in entries if not _is_junk(_parts(_name(entry)))]
        if len(wanted) > MOST_FILES:
            return (), (Problem("packed.too_many", values={"most": MOST_FILES}),)
        for entry in wanted:
            self._take(entry)
            if self.left < 0:
                values = {"most": MOST_UNPACKED // MEGABYTE}
                return (), (Problem("packed.too_heavy", values=values),)
        if not wanted:
            self.problems.append(Problem("packed.nothing", values={"name": self.name}))
        return _apart(self.kept), tuple(self.problems)

    def _take(self, entry: zipfile.ZipInfo) -> None:
        name = _name(entry)
        fault = _fault(entry, name)
        data = b"" if fault else self._read(entry)
        if data is None:
            fault = "packed.file_damaged"
        elif len(data) > MOST_BYTES:
            fault = "packed.file_too_big"
        elif _is_nested(data):
            fault = "packed.file_nested"
        if fault:
            values = {"name": _shown(name), "most": MOST_BYTES // MEGABYTE}
            self.problems.append(Problem(fault, values=values))
        elif data is not None:
            self.kept.append((name, data))

    def _read(self, entry: zipfile.ZipInfo) -> bytes | None:
        """The bytes, one more than allowed if there are too many; nothing if they are damaged."""
        try:
            with self.archive.open(entry) as part:
                data = part.read(min(MOST_BYTES, max(self.left, 0)) + 1)
        except READING_FAULTS:
            return None
        self.left -= len(data)
        return data


def _fault(entry: zipfile.ZipInfo, name: str) -> str:
    """Why the file is not even opened, or nothing."""
    if entry.flag_bits & 1:
        return "packed.file_encrypted"
    if entry.compress_type not in METHODS:
        return "packed.file_damaged"
    leads_out = name.startswith("/") or ".." in _parts(name) or ":" in name
    return "packed.file_odd_name" if leads_out else ""


def _name(entry: zipfile.ZipInfo) -> str:
    """The name in Unicode: Mac and old Windows write it without saying how, and zipfile guesses."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        told = name.encode("cp437", "replace")
        try:
            name = told.decode("utf-8")
        except UnicodeDecodeError:
            name = told.decode("cp1258", "replace")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _shown(name: str) -> str:
    """As a sentence may hold it: no control characters, not endless."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:200])


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name).parts


def _is_junk(parts: tuple[str, ...]) -> bool:
    if not parts:
        return True
    last = parts[-1].casefold()
    return "__MACOSX" in parts or last in _JUNK or last.startswith(_JUNK_STARTS)


def _is_nested(data: bytes) -> bool:
    """A zip that is no document."""
    if not data.startswith(b"PK\x03\x04") or not entries_within(data, MOST_FILES):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not _DOCUMENT_PARTS & set(archive.namelist())
    except READING_FAULTS:
        return False


def _apart(files: Iterable[tuple[str, bytes]]) -> Files:
    """Each name once, whatever the case of its letters."""
    taken: Counter[str] = Counter()
    apart: list[tuple[str, bytes]] = []
    for name, data in files:
        taken[name.casefold()] += 1
        times = taken[name.casefold()]
        path = PurePosixPath(name)
        unique = name if times == 1 else str(path.with_name(f"{path.stem} ({times}){path.suffix}"))
        apart.append((unique, data))
    return tuple(apart)
