"""Tables out of any file: what the cells hold, and what stands beside them."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.exchange.xlsb import an_xlsb
from toolkit.exchange.annotate.names import SHEETS
from toolkit.exchange.cells import Book, Table, is_past_true_digits, read_book
from toolkit.exchange.guard import Format

TCVN3 = "Vô Ph¸p chÕ"
VNI = "Vuï Phaùp cheá"
RIGHT = "Vụ Pháp chế"


def a_workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


def the_table(book: Book) -> Table:
    assert book.problems == ()
    (table,) = book.tables
    return table


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry.filename == part else content)
    return out.getvalue()


def everything(book: xlsxwriter.Workbook) -> None:
    """A list as it comes: titles merged, dates, errors, hidden lines and sheets, old letters."""
    sheet = book.add_worksheet("Danh sách")
    old = book.add_format({"font_name": ".VnTime"})
    capitals = book.add_format({"font_name": ".VnTimeH"})
    vni = book.add_format({"font_name": "VNI-Times"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("A1:D1", "Danh sách")
    sheet.write_string("A3", TCVN3, old)
    sheet.write_string("B3", TCVN3, capitals)
    sheet.write_string("C3", VNI, vni)
    sheet.write_string("D3", RIGHT, old)
    sheet.write_datetime("A4", date(2017, 4, 3), day)
    sheet.write_number("B4", 1.5)
    sheet.write_number("C4", 20000)
    sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
    sheet.write_string("A5", "Vũ")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write_rich_string("B5", "Unicode: ", old, "®iÓn", " hình")
    book.add_worksheet("Ẩn").hide()


def test_everything_of_a_sheet_is_told() -> None:
    table = the_table(read_book(a_workbook(everything)))

    assert [(row.line, row.values) for row in table.rows] == [
        (1, ("Danh sách",)),
        (3, (RIGHT, RIGHT.upper(), RIGHT, RIGHT)),
        (4, (date(2017, 4, 3), 1.5, 20000, "#DIV/0!")),
        (5, ("Vũ", "Unicode: điển hình")),
    ]
    assert table.title == "Danh sách"
    assert table.hidden == {5}
    assert table.merges == ((1, 0, 1, 3),)
    assert [row.errors for row in table.rows] == [set(), set(), {3}, set()]


def test_legacy_text_is_shown_before_and_after() -> None:
    table = the_table(read_book(a_workbook(everything)))

    assert [(one.cell, one.script, one.before, one.after) for one in table.converted] == [
        ("A3", "TCVN3", TCVN3, RIGHT),
        ("B3", "TCVN3", TCVN3, RIGHT.upper()),
        ("C3", "VNI", VNI, RIGHT),
        ("B5", "TCVN3", "Unicode: ®iÓn hình", "Unicode: điển hình"),
    ]


# OpenDocument is read without its fonts: the case of .VnTimeH is lost, and a cell of mixed runs is
# taken for one script. Both are shown before and after, for a person to see.
@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_formats_tell_the_same(kind: str, soffice: str, tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(a_workbook(everything))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        [soffice, home, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
    )

    book = read_book((tmp_path / f"a.{kind}").read_bytes())
    table = the_table(book)

    assert book.format == kind
    assert [(row.line, row.values) for row in table.rows] == [
        (1, ("Danh sách",)),
        (3, (RIGHT, RIGHT.upper() if kind == "xls" else RIGHT, RIGHT, RIGHT)),
        (4, (date(2017, 4, 3), 1.5, 20000, "#DIV/0!")),
        (5, ("Vũ", "Unicode: điển " + ("hình" if kind == "xls" else "hỡnh"))),
    ]
    assert (table.title, table.merges) == ("Danh sách", ((1, 0, 1, 3),))
    assert table.hidden == {5}
    assert [row.errors for row in table.rows] == [set(), set(), {3}, set()]


def test_binary_workbook_is_read_too() -> None:
    book = read_book(an_xlsb("Danh sách", [["STT", "Tên"], [1, TCVN3], [2.5, RIGHT]]))
    table = the_table(book)

    assert book.format is Format.XLSB
    assert table.title == "Danh sách"
    assert [row.values for row in table.rows] == [("STT", "Tên"), (1, RIGHT), (2.5, RIGHT)]
    assert [(one.cell, one.before) for one in table.converted] == [("B2", TCVN3)]


@pytest.mark.parametrize("text", [TCVN3, VNI], ids=["TCVN3", "VNI"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_csv_of_the_old_time_is_read(text: str, delimiter: str) -> None:
    line = delimiter.join(["1", text, "x"])

    book = read_book(f"STT{delimiter}a{delimiter}b\r\n{line}\r\n".encode("cp1252"))
    tables = [table for table in book.tables if len(table.rows[0].values) == 3]

    assert [row.values for row in tables[0].rows] == [("STT", "a", "b"), ("1", RIGHT, "x")]
    assert [(one.line, one.before, one.after) for one in tables[0].converted] == [(2, text, RIGHT)]


def test_legacy_text_in_a_new_font_is_known_by_its_signs() -> None:
    data = a_workbook(lambda book: book.add_worksheet().write_string(0, 0, TCVN3))

    assert [one.after for one in the_table(read_book(data)).converted] == [RIGHT]


def test_formula_that_was_never_worked_out_is_told() -> None:
    data = a_workbook(
        lambda book: book.add_worksheet().write_row(0, 0, ["x", "=1+1", "=2+2", '=""', "y"])
    )
    sheet = "xl/worksheets/sheet1.xml"
    bare = with_part(data, sheet, lambda xml: xml.replace(b"<f>1+1</f><v>0</v>", b"<f>1+1</f>"))

    (row,) = the_table(read_book(bare)).rows

    assert row.values[:3] == ("x", None, 0)
    assert row.unvalued == {1}


def test_row_of_nothing_but_formulas_without_values_is_a_row() -> None:
    data = a_workbook(lambda book: book.add_worksheet().write_row(2, 0, ["=1+1", "=2+2"]))
    sheet = "xl/worksheets/sheet1.xml"
    bare = with_part(data, sheet, lambda xml: xml.replace(b"<v>0</v>", b""))

    (row,) = the_table(read_book(bare)).rows

    assert (row.line, row.values) == (3, (None, None))
    assert row.unvalued == {0, 1}


def test_sheet_that_lists_faults_is_no_table() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for title in (*SHEETS, "Danh sách"):
            book.add_worksheet(title).write_string(0, 0, title)

    assert the_table(read_book(a_workbook(fill))).title == "Danh sách"


def test_truth_is_told_as_the_sheet_shows_it() -> None:
    data = a_workbook(lambda book: book.add_worksheet().write_row(0, 0, [True, False]))

    assert the_table(read_book(data)).rows[0].values == ("TRUE", "FALSE")


def test_numbers_of_more_than_15_digits_are_known() -> None:
    data = a_workbook(lambda book: book.add_worksheet().write_row(0, 0, [123456789012345, 10**16]))

    (row,) = the_table(read_book(data)).rows

    assert [is_past_true_digits(value) for value in row.values] == [False, True]


def _told(data: bytes) -> list[str]:
    return [one.key.removeprefix("table_file.") for one in read_book(data).problems]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]),
        ("xl/workbook.xml", lambda _: b"<workbook>"),
        ("xl/_rels/workbook.xml.rels", lambda _: b""),
        ("xl/sharedStrings.xml", lambda xml: xml.replace(b"<si>", b"<x>")),
        ("xl/styles.xml", lambda _: b"<"),
    ],
    ids=["cut off", "no sheets", "no relations", "missing strings", "no styles"],
)
def test_broken_part_is_told_as_damage(part: str, change: Callable[[bytes], bytes]) -> None:
    whole = a_workbook(everything)

    assert _told(with_part(whole, part, change)) == ["damaged"]


def test_missing_shared_strings_are_told_as_damage() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_workbook(everything))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for entry in old.infolist():
            if entry.filename != "xl/sharedStrings.xml":
                new.writestr(entry, old.read(entry))

    assert _told(out.getvalue()) == ["damaged"]


def test_truncated_workbook_is_told_as_damage() -> None:
    whole = a_workbook(everything)

    assert [_told(whole[: len(whole) * n // 10]) for n in (1, 5, 9)] == [["damaged"]] * 3


def test_merge_over_everything_costs_nothing() -> None:
    data = a_workbook(lambda book: book.add_worksheet().merge_range("A1:B1", "x"))
    sheet = "xl/worksheets/sheet1.xml"
    wide = with_part(data, sheet, lambda xml: xml.replace(b'"A1:B1"', b'"A1:XFD1048576"'))

    assert the_table(read_book(wide)).merges == ((1, 0, 1_048_576, 16_383),)


def test_workbook_with_macros_is_read_and_told() -> None:
    data = with_part(a_workbook(everything), "xl/none", bytes)
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")

    book = read_book(out.getvalue())

    assert the_table(book).title == "Danh sách"
    assert [note.key for note in book.notes] == ["table_file.has_macros"]


def test_list_that_is_longer_than_any_list_is_told() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write(250_000, 0, "x")

    assert _told(a_workbook(fill)) == ["too_heavy"]


def test_renamed_files_are_known_by_what_they_are() -> None:
    assert read_book(b"a,b\n1,2\n").format is Format.TEXT
    assert _told(b"<html><table><tr><td>1</td></tr></table></html>") == ["web_page"]
