"""A faulty workbook goes back: faults marked, everything else byte for byte as it came."""

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.exchange.rich_books import changed, parts, rich_book
from toolkit.errors import Problem
from toolkit.exchange.annotate import annotated, can_be_marked
from toolkit.exchange.annotate.names import AUTHOR, HEAD, SHEETS
from toolkit.exchange.cells import read_book
from toolkit.exchange.guard import guard
from toolkit.words import LANGUAGES, Words

# openpyxl says of many parts that it would lose them: the reason why nothing is saved with it.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
VIETNAMESE = Words("vi")
QUOTES = VIETNAMESE.say("table_file.quotes")
DOUBLED = VIETNAMESE.say("table_file.heading_doubled", heading="=cmd|x")
FAULTS = [
    Problem("table_file.quotes", cell="Điển hình!B7"),
    Problem(
        "table_file.heading_doubled", cell="B7", values={"sheet": "Điển hình", "heading": "=cmd|x"}
    ),
    Problem("table_file.quotes", cell="'Điển hình'!C5"),
    Problem("table_file.quotes", cell="ĐIỂN HÌNH!D900"),
    Problem("table_file.quotes", line=3, values={"sheet": "Danh_muc"}),
    Problem("table_file.empty"),
]
# What must change: the list of sheets, the formats, and the sheet with its notes and their boxes.
MAY_CHANGE = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def notes(data: bytes, sheet: str) -> dict[str, str]:
    cells = (cell for row in opened(data)[sheet] for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def red_cells(data: bytes, sheet: str) -> list[str]:
    rules = opened(data)[sheet].conditional_formatting
    return [str(one.sqref) for one in rules if "GUONG-SANG" in str(one.rules[0].formula)]


def listed(data: bytes) -> list[tuple[Any, ...]]:
    sheet = opened(data).worksheets[0]
    return [row[1:4] for row in sheet.iter_rows(min_row=5, values_only=True)]


def marked(data: bytes, problems: Sequence[Problem] = FAULTS) -> bytes:
    return annotated(data, problems, VIETNAMESE)


def test_no_part_is_lost_and_what_need_not_change_is_the_same_to_the_byte() -> None:
    before, after = parts(rich_book()), parts(marked(rich_book()))

    assert len(before) == 22
    assert before.keys() <= after.keys()
    assert {name for name in before if before[name] != after[name]} <= MAY_CHANGE
    assert after.keys() - before.keys() == {"xl/worksheets/sheet3.xml"}


def test_newer_drop_downs_sparklines_and_data_bars_are_still_there() -> None:
    before, after = (
        parts(one)["xl/worksheets/sheet1.xml"] for one in (rich_book(), marked(rich_book()))
    )
    end = before[before.rindex(b"<extLst>") :]

    assert after.endswith(end)
    assert {
        one: one in end for one in (b"x14:dataValidation", b"x14:sparkline", b"x14:cfRule")
    } == {
        b"x14:dataValidation": True,
        b"x14:sparkline": True,
        b"x14:cfRule": True,
    }


def test_cells_of_a_marked_sheet_are_the_same_to_the_byte() -> None:
    def cells(data: bytes) -> bytes:
        xml = parts(data)["xl/worksheets/sheet1.xml"]
        return xml[xml.index(b"<cols") : xml.index(b"</sheetData>")]

    assert cells(marked(rich_book())) == cells(rich_book())


def test_other_sheet_only_stops_being_the_chosen_one() -> None:
    before = parts(rich_book())["xl/worksheets/sheet2.xml"]

    assert parts(marked(rich_book()))["xl/worksheets/sheet2.xml"] == before.replace(
        b'tabSelected="1"', b'tabSelected="0"'
    )


def test_bad_cells_are_red_and_say_what_is_wrong() -> None:
    data = marked(rich_book())

    assert red_cells(data, "Điển hình") == ["B7 C5 D900"]
    assert notes(data, "Điển hình") == {
        "B7": f"{HEAD}\n{QUOTES}\n{DOUBLED}",
        "C5": f"Người khác ghi\n{HEAD}\n{QUOTES}",
        "D900": f"{HEAD}\n{QUOTES}",
    }
    assert notes(data, "Danh_muc") == {}


def test_first_sheet_lists_every_fault_with_a_link_to_its_cell() -> None:
    book = opened(marked(rich_book()))
    first = book.worksheets[0]

    assert book.sheetnames == ["Lỗi cần sửa", "Điển hình", "Danh_muc"]
    assert book.active is first
    assert listed(marked(rich_book())) == [
        ("Điển hình", "B7", QUOTES),
        ("Điển hình", "B7", DOUBLED),
        ("Điển hình", "C5", QUOTES),
        ("Điển hình", "D900", QUOTES),
        ("Danh_muc", "3:3", QUOTES),
        (None, None, VIETNAMESE.say("table_file.empty")),
    ]
    links = [cell.hyperlink and cell.hyperlink.location for cell in first["C"][4:]]
    assert links[:1] + links[-2:] == ["'Điển hình'!B7", "'Danh_muc'!3:3", None]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    first = opened(marked(rich_book())).worksheets[0]

    assert {cell.data_type for row in first.iter_rows(min_row=5) for cell in row} <= {"s", "n"}


def test_names_of_single_sheets_stay_with_their_sheets() -> None:
    book = opened(marked(rich_book()))

    assert "Rieng" in book["Điển hình"].defined_names
    assert book["Danh_muc"].print_title_rows == "$1:$1"


def test_marking_again_replaces_our_marks() -> None:
    once = marked(rich_book())

    assert marked(once) == once

    mended = marked(once, FAULTS[2:3])
    assert red_cells(mended, "Điển hình") == ["C5"]
    assert notes(mended, "Điển hình") == {"C5": f"Người khác ghi\n{HEAD}\n{QUOTES}"}
    assert listed(mended) == [("Điển hình", "C5", QUOTES)]
    assert opened(mended).sheetnames == ["Lỗi cần sửa", "Điển hình", "Danh_muc"]


def test_when_nothing_is_left_to_mark_the_sheets_are_as_they_came() -> None:
    before, after = parts(rich_book()), parts(marked(marked(rich_book()), []))

    assert after["xl/worksheets/sheet1.xml"] == before["xl/worksheets/sheet1.xml"]
    assert after["xl/drawings/vmlDrawing1.vml"] == before["xl/drawings/vmlDrawing1.vml"]
    assert notes(marked(marked(rich_book()), []), "Điển hình") == {"C5": "Người khác ghi"}


def test_marking_in_the_other_language_replaces_our_marks_too() -> None:
    again = annotated(marked(rich_book()), FAULTS[:1], Words("en"))

    assert opened(again).sheetnames == ["To mend", "Điển hình", "Danh_muc"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_knows_the_sheet_of_faults_by_its_name(language: str) -> None:
    assert Words(language).say("annotated.sheet") in SHEETS


def test_marked_file_is_taken_again_as_it_was() -> None:
    before, after = read_book(rich_book()), read_book(marked(rich_book()))

    assert guard(marked(rich_book())).problems == ()
    assert after.tables == before.tables


@pytest.mark.office
def test_libreoffice_keeps_the_marks_and_they_are_replaced_all_the_same(
    soffice: str, tmp_path: Path
) -> None:
    source = tmp_path / "in.xlsx"
    source.write_bytes(marked(rich_book()))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    out = tmp_path / "out"
    subprocess.run(
        [soffice, home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
    )
    saved = (out / "in.xlsx").read_bytes()
    assert notes(saved, "Điển hình").keys() == {"B7", "C5", "D900"}
    assert red_cells(saved, "Điển hình") == ["B7 C5 D900"]

    mended = marked(saved, FAULTS[2:3])

    assert red_cells(mended, "Điển hình") == ["C5"]
    assert notes(mended, "Điển hình") == {"C5": f"Người khác ghi\n{HEAD}\n{QUOTES}"}
    assert opened(mended).sheetnames == ["Lỗi cần sửa", "Điển hình", "Danh_muc"]


def test_talk_in_a_note_is_not_touched() -> None:
    talk = changed(
        rich_book(), {"xl/comments1.xml": lambda xml: xml.replace(b">Lan<", b">tc={1-2}<")}
    )

    assert notes(marked(talk), "Điển hình")["C5"] == "Người khác ghi"
    assert red_cells(marked(talk), "Điển hình") == ["B7 C5 D900"]


def test_workbook_that_a_script_saved_is_marked_like_any_other() -> None:
    """openpyxl declares what a relation is at every sheet anew, and writes no shared notes."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Danh_muc"
    book.worksheets[0]["A2"] = "x"
    book.create_sheet("Khác")["A1"] = "y"
    book.save(out)
    fault = Problem("table_file.quotes", cell="Danh_muc!A2")
    data = marked(out.getvalue(), [fault])

    assert opened(data).sheetnames == ["Lỗi cần sửa", "Danh_muc", "Khác"]
    assert red_cells(data, "Danh_muc") == ["A2"]
    assert notes(data, "Danh_muc") == {"A2": f"{HEAD}\n{QUOTES}"}
    assert marked(data, [fault]) == data
    assert [table.title for table in read_book(data).tables] == ["Danh_muc", "Khác"]


def test_every_part_of_a_marked_workbook_is_well_formed() -> None:
    for name, content in parts(marked(rich_book())).items():
        if name.endswith((".xml", ".rels", ".vml")):
            ET.fromstring(content)


def test_prefixed_workbook_is_marked_like_any_other() -> None:
    """Some programs write every element with a prefix of its namespace."""

    def prefixed(xml: bytes) -> bytes:
        import re

        xml = xml.replace(b"xmlns=", b"xmlns:x=", 1)
        return re.sub(rb"<(/?)(?![\w]+:|\?)(?=\w)", rb"<\1x:", xml)

    names = ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"]
    data = changed(rich_book(), dict.fromkeys(names, prefixed))
    fault = Problem("table_file.quotes", cell="Danh_muc!A2")

    assert red_cells(marked(data, [fault]), "Danh_muc") == ["A2"]
    assert notes(marked(data, [fault]), "Danh_muc") == {"A2": f"{HEAD}\n{QUOTES}"}


def test_thousands_of_faults_are_all_listed_and_the_first_of_them_noted() -> None:
    faults = [Problem("table_file.quotes", cell=f"Danh_muc!A{line}") for line in range(1, 5_003)]
    data = marked(rich_book(), faults)

    assert len(notes(data, "Danh_muc")) == 2_000
    assert len(listed(data)) == 5_001
    assert "2" in str(opened(data).worksheets[0]["A5005"].value)


@pytest.mark.parametrize(
    "data",
    [b"", b"a,b\n1,2\n", b"%PDF", rich_book()[:3000]],
    ids=["empty", "csv", "pdf", "cut off"],
)
def test_what_cannot_be_marked_gives_the_list_alone(data: bytes) -> None:
    given = marked(data, [Problem("table_file.quotes", cell="B7"), Problem("table_file.empty")])

    assert not can_be_marked(data)
    assert opened(given).sheetnames == ["Lỗi cần sửa"]
    assert listed(given) == [(None, "B7", QUOTES), (None, None, VIETNAMESE.say("table_file.empty"))]


def test_notes_name_their_author() -> None:
    book = opened(marked(rich_book()))

    assert book["Điển hình"]["B7"].comment.author == AUTHOR
    assert book["Điển hình"]["C5"].comment.author == "Lan"
