"""Which files may hang on a report."""

import re
from math import ceil
from pathlib import PurePosixPath

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.text import clean

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 10
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = {
    "pdf": b"%PDF-",
    "docx": _ZIP,
    "xlsx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "doc": _OLE,
    "xls": _OLE,
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_FORBIDDEN = re.compile(r'[<>:"|?*\s]+')
_LONGEST_NAME = 150


def file_blockers(name: str, size: int, head: bytes) -> tuple[Blocker, ...]:
    """Why the file can't be attached; `head` is its first bytes (a few will do).

    Its type is judged by its ending and its first bytes together: a program renamed to .pdf is
    refused, and so is a PDF named .exe."""
    name = base_name(name)
    if size == 0:
        return (blocker("blocker.file_empty", "file", name=name),)
    faults: list[Blocker] = []
    if size > MOST_MEGABYTES * MEGABYTE:
        megabytes = ceil(10 * size / MEGABYTE) / 10  # 10 MB and a byte are not "10 MB"
        faults.append(
            blocker("blocker.file_too_big", "file", name=name, size=megabytes, most=MOST_MEGABYTES)
        )
    start = _STARTS.get(PurePosixPath(name).suffix.lower().removeprefix("."))
    if start is None or not head.startswith(start):
        faults.append(blocker("blocker.file_type", "file", name=name, types=", ".join(_STARTS)))
    return tuple(faults)


def picture_type(name: str, head: bytes = b"") -> str:
    """The MIME type of a file that is a picture by its ending, and by its first bytes if given."""
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    if ending not in _PICTURES or (head and not head.startswith(_STARTS[ending])):
        return ""
    return _PICTURES[ending]


def base_name(name: str) -> str:
    """The file's own name: no folders, nothing invisible, nothing that a system forbids."""
    own = clean(name).replace("\\", "/").rsplit("/", 1)[-1]
    own = _FORBIDDEN.sub(" ", own).strip(" .") or "tep"
    stem, dot, ending = own.rpartition(".")
    room = _LONGEST_NAME - len(ending) - 1
    return own if len(own) <= _LONGEST_NAME else f"{stem[:room]}{dot}{ending[:20]}"
