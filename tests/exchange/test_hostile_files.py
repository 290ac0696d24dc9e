"""Files that would eat the machine: each is told in a sentence, within the memory of one child."""

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest
import xlsxwriter

from tests.exchange.rich_books import changed
from toolkit.exchange.cells import read_book
from toolkit.exchange.child import ChildFailed, in_child
from toolkit.words import LANGUAGES, Words

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MEGABYTE = 1024 * 1024


def a_book(*texts: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_column(0, 0, texts)
    return out.getvalue()


def swollen(part: str, pieces: Iterator[bytes]) -> bytes:
    """A whole workbook whose one part is streamed, so that the test itself stays small."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_book("x"))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry, old.read(entry))
        with new.open(part, "w") as target:
            for piece in pieces:
                target.write(piece)
    return out.getvalue()


def around(start: bytes, middle: Iterator[bytes], end: bytes) -> Iterator[bytes]:
    yield start
    yield from middle
    yield end


SPACE = b'http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET_START = b'<worksheet xmlns="' + SPACE + b"><sheetData>"
SHEET_END = b"</sheetData></worksheet>"


def blanks(megabytes: int) -> bytes:
    middle = (b" " * MEGABYTE for _ in range(megabytes))
    return swollen(SHEET, around(SHEET_START, middle, SHEET_END))


def one_string(megabytes: int) -> bytes:
    start = b'<sst xmlns="' + SPACE + b"><si><t>"
    middle = (b"x" * MEGABYTE for _ in range(megabytes))
    return swollen(STRINGS, around(start, middle, b"</t></si></sst>"))


def cells(millions: int) -> bytes:
    rows = (
        b"".join(
            b'<row r="%d">' % line + b'<c r="A%d"><v>1</v></c>' % line * 10 + b"</row>"
            for line in range(block * 10_000 + 1, block * 10_000 + 10_001)
        )
        for block in range(millions * 10)
    )
    return swollen(SHEET, around(SHEET_START, rows, SHEET_END))


def strings(millions: int) -> bytes:
    start = b'<sst xmlns="' + SPACE + b">"
    middle = (b"<si><t>x</t></si>" * 100_000 for _ in range(millions * 10))
    return swollen(STRINGS, around(start, middle, b"</sst>"))


def told(data: bytes) -> list[str]:
    """The keys of what is told; each is a sentence in both languages."""
    problems = read_book(data).problems
    for language in LANGUAGES:
        assert all(Words(language).problems(problems))
    return [one.key.removeprefix("table_file.") for one in problems]


@pytest.mark.parametrize(
    "bomb", [lambda: blanks(301), lambda: one_string(301)], ids=["white space", "one string"]
)
def test_file_that_swells_past_any_workbook_is_refused_unread(bomb: Callable[[], bytes]) -> None:
    data = bomb()

    assert len(data) < 4 * MEGABYTE
    assert told(data) == ["too_heavy"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb",
    [lambda: blanks(250), lambda: one_string(250), lambda: strings(4), lambda: cells(3)],
    ids=["white space", "one string", "strings", "cells"],
)
def test_file_that_passes_the_guard_costs_one_childs_memory_at_most(
    bomb: Callable[[], bytes],
) -> None:
    """Whatever comes of it, the child has held its limit, and the parent a table or a sentence."""
    book = read_book(bomb())

    assert book.problems == () or [one.key for one in book.problems] in (
        ["table_file.too_heavy"],
        ["table_file.child_failed"],
    )


def test_reader_in_too_little_memory_ends_alone() -> None:
    with pytest.raises(ChildFailed):
        in_child("toolkit.exchange.opening:open_xlsx", one_string(100), megabytes=150)


def test_lying_header_is_told_as_damage() -> None:
    honest = a_book("x" * 3_000)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo(STRINGS).file_size
    lying = honest.replace(size.to_bytes(4, "little"), (5).to_bytes(4, "little"))

    assert lying != honest
    assert told(lying) == ["damaged"]


def test_entity_bomb_is_refused_unread() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "%s"><!ENTITY c "%s">]><sst/>' % (b"x" * 99, b"&b;" * 99)

    assert told(changed(a_book("x"), {STRINGS: lambda _: bomb})) == ["declarations"]


def test_relation_that_leads_out_of_the_workbook_reads_nothing() -> None:
    def elsewhere(xml: bytes) -> bytes:
        return xml.replace(b'"worksheets/sheet1.xml"', b'"../../../../etc/passwd"')

    data = changed(a_book("x"), {"xl/_rels/workbook.xml.rels": elsewhere})

    assert told(data) == ["damaged"]


def test_text_that_looks_like_a_command_comes_in_as_text() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        book.add_worksheet().write_string(0, 0, "=cmd|' /C calc'!A0")

    (table,) = read_book(out.getvalue()).tables

    assert table.rows[0].values == ("=cmd|' /C calc'!A0",)


def test_old_workbook_that_is_damaged_is_told() -> None:
    assert told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40) == ["damaged"]


def test_a_workbook_renamed_into_another_kind_is_read_as_what_it_is() -> None:
    (table,) = read_book(a_book("x")).tables

    assert table.rows[0].values == ("x",)
