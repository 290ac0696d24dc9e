"""What an importer refuses before any reader opens it."""

import io
import tracemalloc
import zipfile
import zlib
from collections.abc import Mapping

import pytest
import xlsxwriter

from toolkit.exchange.guard import MEGABYTE, MOST_BYTES, Format, guard
from toolkit.words import LANGUAGES, Words

WORKBOOK = "xl/workbook.xml"
FAR = b'<row r="1"><c r="%s" s="1"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def a_zip(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _told(data: bytes) -> tuple[Format, list[str]]:
    seen = guard(data)
    for language in LANGUAGES:
        assert all(Words(language).problems((*seen.problems, *seen.notes)))
    return seen.format, [one.key.removeprefix("table_file.") for one in seen.problems]


def _noted(data: bytes) -> list[str]:
    return [one.key.removeprefix("table_file.") for one in guard(data).notes]


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
        (b"Rar!\x1a\x07\x00", (Format.OTHER, ["other_archive"])),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", (Format.OTHER, ["other_archive"])),
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
        ({"xl/x.xml": "<!DOCTYPE a>".encode("utf-16-le")}, "declarations"),
        ({"xl/x.xml": b"<a>" + b" " * (4 * MEGABYTE - 7) + b"<!DOCTYPE a>"}, "declarations"),
        ({"xl/x.xml": b" " * 9 * MEGABYTE + b"<!DOCTYPE a>"}, "declarations"),
        ({"../out.xml": b"x"}, "damaged"),
        ({"/etc/x.xml": b"x"}, "damaged"),
        ({"a\\b.xml": b"x"}, "damaged"),
        ({"xl/styles.xml": b"<xf />" * 70_001}, "too_heavy"),
        ({"xl/styles.xml": b"<font/>" * 1_500_001}, "too_heavy"),
        ({"xl/worksheets/sheet1.xml": b"<c/>" * 20_000_001}, "too_heavy"),
        ({"xl/worksheets/sheet1.xml": b"<mergeCell r='A1:B2'/>" * 100_001}, "too_heavy"),
        ({"xl/big.bin": bytes(301 * MEGABYTE)}, "too_heavy"),
        ({"xl/worksheets/sheet1.xml": b"<a>" + b" " * 301 * MEGABYTE}, "too_heavy"),
        ({"xl/worksheets/sheet1.xml": FAR % b"XFD1048576"}, "too_far"),
        ({"xl/worksheets/sheet1.xml": FAR % b"AAA1"}, "too_far"),
        ({"xl/worksheets/sheet1.xml": b'<row r="1048576"><c r="A1048576"/>'}, "too_far"),
        ({"xl/media/image1.png": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "declarations"),
        ({"xl/x.xml": "<a>ệ</a>".encode("utf-16")}, "declarations"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value))[:20],
)
def test_workbook_that_could_do_harm_is_refused(parts: dict[str, bytes], key: str) -> None:
    assert _told(a_zip({WORKBOOK: b"<workbook/>", **parts})) == (Format.XLSX, [key])


def test_workbook_of_20000_sheets_is_refused() -> None:
    sheets = b"".join(b'<sheet name="%d" sheetId="%d"/>' % (n, n) for n in range(20_000))

    assert _told(a_zip({WORKBOOK: b"<workbook><sheets>" + sheets})) == (
        Format.XLSX,
        ["too_many_sheets"],
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": b'<row r="1"><c r="XFD1" s="3"/></row>'},
        {"xl/media/image1.svg": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg/>'},
        {"xl/media/image1.png": b"\x89PNG\r\n\x1a\n\0<!DOCTYPE"},
    ],
    ids=["format without content far out", "declared drawing", "mark inside a photo"],
)
def test_what_honest_programs_write_is_let_in(parts: dict[str, bytes]) -> None:
    assert _told(a_zip({WORKBOOK: b"<workbook/>", **parts})) == (Format.XLSX, [])


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"xl/vbaProject.bin": b"x"}, "has_macros"),
        ({"xl/macrosheets/sheet1.xml": b"<a/>"}, "has_macros"),
        ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "has_links"),
    ],
)
def test_macros_and_links_are_told_and_let_in(parts: dict[str, bytes], key: str) -> None:
    data = a_zip({WORKBOOK: b"<workbook/>", **parts})

    assert _told(data) == (Format.XLSX, [])
    assert _noted(data) == [key]


def test_macros_of_an_old_workbook_are_told() -> None:
    data = OLE + "_VBA_PROJECT_CUR".encode("utf-16-le")

    assert _told(data) == (Format.XLS, [])
    assert _noted(data) == ["has_macros"]


def test_locked_opendocument_file_is_told() -> None:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b"<manifest:encryption-data/>",
    }

    assert _told(a_zip(parts)) == (Format.ODS, ["encrypted"])


def test_bomb_costs_little_memory() -> None:
    cells = b'<c r="A1"><v>1</v></c>' * 45_000
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(WORKBOOK, b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(270):
                part.write(cells)

    tracemalloc.start()
    told = _told(bomb.getvalue())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert told == (Format.XLSX, ["too_heavy"])
    assert peak < 40 * MEGABYTE


def test_strange_packing_is_refused_before_it_asks_for_memory() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(WORKBOOK, b"<a/>")

    assert _told(out.getvalue()) == (Format.XLSX, ["damaged"])


def test_endless_list_of_parts_is_not_even_read() -> None:
    whole = a_zip({str(n): b"" for n in range(3_000)})

    assert _told(whole) == (Format.OTHER, ["too_heavy"])


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
    packed = zlib.compress(b"x" * 1000, level=1)[2:-4]
    whole = a_zip({WORKBOOK: b"<a/>", "xl/big.xml": b"x" * 1000})
    broken = whole.replace(packed, b"\xff" * len(packed))

    assert broken != whole
    assert _told(broken) == (Format.OTHER, ["damaged"])
