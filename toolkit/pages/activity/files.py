"""New files of a form on their way: several, each under a name of the form's own."""

from collections.abc import Collection
from typing import Any

from toolkit.domain.blocker import blocker
from toolkit.errors import Refused
from toolkit.pages.parts.files import MEBIBYTE, Upload

MOST = 10 * MEBIBYTE
MOST_FILES = 5


class Uploads:
    """At most five files at a time, so that nobody fills the memory."""

    def __init__(self) -> None:
        self._files: dict[str, Upload] = {}

    def begin(self, name: str, file_name: str, size: int) -> None:
        """Raises Refused when it is too big, empty, or one too many."""
        if name not in self._files and len(self._files) >= MOST_FILES:
            raise Refused([blocker("blocker.too_many_files", "file", most=MOST_FILES)])
        upload = self._files[name] = Upload(most=MOST)
        try:
            upload.begin(file_name, size)
        except Refused:
            del self._files[name]
            raise

    def add(self, name: str, at: int, piece: bytes) -> None:
        if name in self._files and self._files[name].name:
            self._files[name].add(at, piece)

    def drop(self, name: str) -> None:
        self._files.pop(name, None)

    def shown(self) -> dict[str, Any]:
        """Name → {name, share, error} as the file part shows it."""
        return {
            name: {"name": each.name, "share": each.share, "error": ""}
            for name, each in self._files.items()
        }

    def whole(self, named: Collection[str]) -> dict[str, tuple[str, bytes]]:
        """The files that have arrived and that the form names."""
        return {
            name: (each.name, each.data)
            for name, each in self._files.items()
            if name in named and each.whole
        }
