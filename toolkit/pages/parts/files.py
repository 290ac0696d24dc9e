"""Files that a browser sends in pieces: counted and bounded here, whatever it claims."""

from toolkit.domain.blocker import Blocker, blocker
from toolkit.errors import Refused
from toolkit.pages.checks import BadValue

PIECE = 1024 * 1024
MEBIBYTE = 1024 * 1024


class Upload:
    """One file on its way: begin, then pieces in order, then `data` is whole."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._pieces = bytearray()
        self.name = ""
        self._size = 0

    def begin(self, name: str, size: int) -> None:
        """Raises Refused when the file is too big or empty, before a byte is sent."""
        self.clear()
        if size > self._most:
            raise Refused([self._too_big(name, size)])
        if size == 0:
            raise Refused([blocker("blocker.file_empty", "file", name=name)])
        self.name, self._size = name, size

    def add(self, at: int, piece: bytes) -> bool:
        """Append the piece that starts at byte `at`; True when the file is whole."""
        if not self.name or at != len(self._pieces) or not 0 < len(piece) <= PIECE:
            raise BadValue("piece")
        if at + len(piece) > self._size:
            self.clear()
            raise BadValue("size")
        self._pieces += piece
        return self.whole

    @property
    def whole(self) -> bool:
        return bool(self.name) and len(self._pieces) == self._size

    @property
    def data(self) -> bytes:
        """The bytes of a whole file."""
        if not self.whole:
            raise BadValue("unfinished")
        return bytes(self._pieces)

    @property
    def share(self) -> int:
        """How much has arrived, 0–100."""
        return len(self._pieces) * 100 // self._size if self._size else 0

    def clear(self) -> None:
        self._pieces.clear()
        self.name, self._size = "", 0

    def _too_big(self, name: str, size: int) -> Blocker:
        return blocker(
            "blocker.file_too_big",
            "file",
            name=name,
            size=round(size / MEBIBYTE, 1),
            most=self._most // MEBIBYTE,
        )
