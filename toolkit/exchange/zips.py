"""What must hold of any zip before its parts are read."""

import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise

READING_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
    OverflowError,
)
# Excel and file managers write no others; LZMA may ask for gigabytes before its first byte.
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_LONGEST_END = 22 + 65_535


def entries_within(data: bytes, most: int) -> bool:
    """Whether the list of parts is short enough to be read: each costs memory before any check."""
    end = data.rfind(_END, max(len(data) - _LONGEST_END, 0))
    if end < 0:
        return True
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    # The big format tells its size elsewhere; then marks inside packed files count as well.
    start = 0 if data[end - 20 : end - 16] == _END_64 else max(end - size, 0)
    return data.count(_ENTRY, start, end) <= most


def lie_upon_one_another(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes, as in bombs that unpack one piece a thousand times."""
    spans = sorted((one.header_offset, one.header_offset + one.compress_size) for one in entries)
    return any(end > start for (_, end), (start, _) in pairwise(spans))
