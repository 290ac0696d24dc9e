"""What an importer refuses before any reader opens it."""

import io
import zipfile
import zlib
from collections.abc import Mapping

import pytest
import xlsxwriter

from toolkit.exchange.guard import MOST_BYTES, Format, guard

WORKBOOK = "xl/workbook.xml"


def a_zip(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _told(data: bytes) -> tuple[Format, list[str]]:
    form, problems = guard(data)
    return form, [problem.key.removeprefix("table_file.") for problem in problems]


def test_real_workbook_is_let_in() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "x")

    assert _told(out.getvalue()) == (Format.XLSX, [])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"code,name\n", (Format.TEXT, [])),
        ("mã".encode("utf-16"), (Format.TEXT, [])),
        (b"", (Format.OTHER, ["empty"])),
        (b" \r\n ", (Format.OTHER, ["empty"])),
        (b"%PDF-1.7", (Format.OTHER, ["not_a_table"])),
        (b"\x89PNG\r\n\x1a\n\0\0", (Format.OTHER, ["not_a_table"])),
        (b"abc\0def", (Format.OTHER, ["not_a_table"])),
        (b"<html><table>", (Format.OTHER, ["web_page"])),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', (Format.OTHER, ["web_page"])),
        (b"PK\x03\x04 and then nothing", (Format.OTHER, ["damaged"])),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), (Format.XLS, [])),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            (Format.XLS, ["encrypted"]),
        ),
        (bytes(MOST_BYTES + 1), (Format.OTHER, ["too_big"])),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_file_is_known_by_its_first_bytes(data: bytes, told: tuple[Format, list[str]]) -> None:
    assert _told(data) == told


def test_zip_that_is_no_workbook_is_refused() -> None:
    assert _told(a_zip({"word/document.xml": b"<a/>"})) == (Format.OTHER, ["not_a_table"])


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"xl/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "declarations"),
        ({"xl/x.xml": '<!ENTITY b "c">'.encode("utf-16-le")}, "declarations"),
        ({"xl/x.xml": b" " * (1024 * 1024 - 4) + b"<!DOCTYPE a>"}, "declarations"),
        ({"../out.xml": b"x"}, "damaged"),
        ({"/etc/x.xml": b"x"}, "damaged"),
        ({"a\\b.xml": b"x"}, "damaged"),
        ({f"x/{n}": b"" for n in range(2001)}, "too_heavy"),
        ({"xl/styles.xml": b"<xf />" * 70_001}, "too_heavy"),
        ({"xl/worksheets/sheet1.xml": b"<c r='A1'/>" * 2_000_001}, "too_heavy"),
        ({"xl/worksheets/sheet1.xml": b"<mergeCell r='A1:B2'/>" * 100_001}, "too_heavy"),
        ({"xl/big.bin": bytes(301 * 1024 * 1024)}, "too_heavy"),
        ({"xl/vbaProject.bin": b"x"}, "macros"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value))[:20],
)
def test_workbook_that_could_do_harm_is_refused(parts: dict[str, bytes], key: str) -> None:
    assert _told(a_zip({WORKBOOK: b"<workbook/>", **parts})) == (Format.XLSX, [key])


def test_doubled_entries_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(WORKBOOK, b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(WORKBOOK, b"<b/>")

    assert _told(out.getvalue()) == (Format.XLSX, ["damaged"])


def test_sizes_are_counted_and_not_believed() -> None:
    honest = a_zip({WORKBOOK: b"<a/>", "xl/big.xml": b"x" * 1000})
    lying = honest.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    assert lying != honest
    assert _told(lying) == (Format.OTHER, ["damaged"])


def test_broken_compressed_data_is_told_as_damage() -> None:
    packed = zlib.compress(b"x" * 1000)[2:-4]
    whole = a_zip({WORKBOOK: b"<a/>", "xl/big.xml": b"x" * 1000})
    broken = whole.replace(packed, b"\xff" * len(packed))

    assert broken != whole
    assert _told(broken) == (Format.OTHER, ["damaged"])
