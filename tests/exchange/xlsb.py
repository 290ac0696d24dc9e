"""A small .xlsb workbook, record by record: no library at hand writes that format."""

import io
import struct
import zipfile
from collections.abc import Sequence

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
)


def an_xlsb(title: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    """One sheet of texts and numbers."""
    sheet = _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text(title))
    book = _record(131) + _record(143) + sheet + _record(144) + _record(132)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", _RELATIONS)
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(rows))
    return out.getvalue()


def _sheet(rows: Sequence[Sequence[str | float]]) -> bytes:
    size = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    body = b"".join(
        _record(0, struct.pack("<IIHBBBI", line, 0, 300, 0, 0, 0, 0))
        + b"".join(_cell(column, value) for column, value in enumerate(row))
        for line, row in enumerate(rows)
    )
    start = _record(129) + _record(148, size) + _record(145)
    return start + body + _record(146) + _record(130)


def _cell(column: int, value: str | float) -> bytes:
    at = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return _record(6, at + _text(value))
    return _record(5, at + struct.pack("<d", value))


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(data)]) + data


def _text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")
