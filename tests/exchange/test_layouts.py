"""A prescribed workbook is filled at its names, and loses nothing of what it had."""

import re
import struct
import zipfile
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from tests.exchange.summary_cases import office
from toolkit.errors import FaultyFile
from toolkit.exchange.layouts import (
    LAYOUT_NAMES,
    faults,
    fill,
    statistics_layout,
    strangers,
    unused,
)
from toolkit.exchange.layouts.cells import Cell, column_of, letters_of, with_cells
from toolkit.words import Words

VI = Words()
NAMES = {
    "ten": frozenset[str](),
    "ngay": frozenset[str](),
    "so": frozenset[str](),
    "bang": frozenset({"ten", "so"}),
}
VALUES: dict[str, Any] = {
    "ten": "=cmd|'/c calc'!A0 <Ửng & Đỏ>",
    "ngay": date(2018, 12, 31),
    "so": 0.5,
    "bang": [{"ten": "Một", "so": 1}, {"ten": "Hai", "so": 2}],
}
X14 = (
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Khác!$A$1:$A$3</xm:f>'
    "</x14:formula1><xm:sqref>H1</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
)


def picture() -> BytesIO:
    """One red pixel."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))]
    chunks += [(b"IDAT", zlib.compress(b"\x00\xff\x00\x00")), (b"IEND", b"")]
    told = [
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks
    ]
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(told))


def layout(folder: Path, **names: str) -> Path:
    """A layout with a chart, a picture, a text box, sparklines, an x14 list and formulas."""
    place = folder / "mẫu.xlsx"
    with Workbook(str(place)) as book:
        sheet, other = book.add_worksheet("Biểu 'A' 1"), book.add_worksheet("Khác")
        day = book.add_format({"num_format": "dd/mm/yyyy", "bold": True})
        sheet.write("A1", "Tên:")
        sheet.write_blank("B3", None, day)
        for row in range(5, 9):
            sheet.write_blank(row, 1, None, day)
        sheet.write_formula("C11", "=SUM(C6:C9)", None, 0)
        other.write_formula("A1", "=1+1", None, 2)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Biểu ''A'' 1'!$C$6:$C$9"})
        sheet.insert_chart("F5", chart)
        sheet.insert_image("F30", "a.png", {"image_data": picture()})
        sheet.insert_textbox("F40", "Ghi chú của Bộ")
        sheet.add_sparkline("D6", {"range": "'Biểu ''A'' 1'!C6:C9"})
        sheet.conditional_format("C6:C9", {"type": "data_bar", "data_bar_2010": True})
        defined = {
            "ten": "='Biểu ''A'' 1'!$B$1:$D$1",
            "ngay": "='Biểu ''A'' 1'!$B$3",
            "so": "=Khác!$C$20",
            "Rieng_cua_Bo": "=Khác!$A$1",
            "bang.ten": "='Biểu ''A'' 1'!$B$6:$B$9",
            "bang.so": "='Biểu ''A'' 1'!$C$6:$C$9",
            **names,
        }
        for name, target in defined.items():
            book.define_name(name, target)
    return _as_excel_saves_it(place)


def _as_excel_saves_it(place: Path) -> Path:
    parts = contents(place.read_bytes())
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = xml.replace("</extLst>", f"{X14}</extLst>").encode()
    # A workbook that Excel saved does not ask for that: it has reckoned.
    own = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    parts["xl/workbook.xml"] = own
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return place


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(place: Path) -> list[str]:
    return VI.problems(faults(place, NAMES))


def test_every_other_part_stays_byte_for_byte_and_in_its_order(tmp_path: Path) -> None:
    place = layout(tmp_path)
    before, after = contents(place.read_bytes()), contents(fill(place, VALUES, NAMES))
    sheets = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]

    assert [*after] == [*before]
    assert {"xl/charts/chart1.xml", "xl/media/image1.png", "xl/drawings/drawing1.xml"} < set(before)
    changed = sorted(name for name, data in before.items() if after[name] != data)
    assert changed == ["xl/workbook.xml", *sheets]
    for name in sheets:
        rest = re.compile(rb"<sheetData.*</sheetData>|<sheetData/>", re.DOTALL)
        assert rest.sub(b"", after[name]) == rest.sub(b"", before[name])
    asked = after["xl/workbook.xml"]
    assert asked.replace(b' fullCalcOnLoad="1"', b"") == before["xl/workbook.xml"]
    for kept in (b"x14:sparkline", b"x14:dataValidation", b"x14:dataBar"):
        assert kept in after["xl/worksheets/sheet1.xml"]


def test_cells_hold_what_was_given_in_the_format_that_they_had(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(fill(layout(tmp_path), VALUES, NAMES)))
    sheet = book["Biểu 'A' 1"]

    assert sheet["A1"].value == "Tên:"
    assert (sheet["B1"].value, sheet["B1"].data_type) == (VALUES["ten"], "s")
    assert (sheet["B3"].value.date(), sheet["B3"].font.bold) == (date(2018, 12, 31), True)
    assert [(row[0].value, row[1].value) for row in sheet["B6:C9"]] == [
        *(("Một", 1), ("Hai", 2), (None, None), (None, None))
    ]
    assert book["Khác"]["C20"].value == 0.5
    assert sheet["C11"].value == "=SUM(C6:C9)"


def test_rows_of_a_table_that_are_left_over_are_hidden(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(BytesIO(fill(layout(tmp_path), VALUES, NAMES)))["Biểu 'A' 1"]

    assert [row for row in range(1, 12) if sheet.row_dimensions[row].hidden] == [8, 9]


@pytest.mark.office
def test_libreoffice_reckons_the_formulas_anew(tmp_path: Path, soffice: str) -> None:
    (tmp_path / "filled.xlsx").write_bytes(fill(layout(tmp_path), VALUES, NAMES))
    book = openpyxl.load_workbook(office(soffice, tmp_path / "filled.xlsx", "xlsx"), data_only=True)

    assert book["Biểu 'A' 1"]["C11"].value == 3


def test_names_are_known_whatever_their_capitals(tmp_path: Path) -> None:
    place = layout(tmp_path)
    xml = contents(place.read_bytes())["xl/workbook.xml"]

    assert b'name="ten"' in xml
    assert unused(place, {**NAMES, "thieu": frozenset()}) == ("thieu",)
    assert strangers(place, NAMES) == ("Rieng_cua_Bo",)


@pytest.mark.parametrize(
    ("name", "target", "key"),
    [
        ("ten", "=Mất!$A$1", "papers.no_place"),
        ("ten", "=SUM(Khác!$A$1:$A$3)", "papers.no_place"),
        ("bang.so", "=Khác!$A$1:$C$9", "papers.no_place"),
        ("ten", "=Khác!$A$1", "papers.formula_there"),
        ("bang.so", "='Biểu ''A'' 1'!$C$9:$C$12", "papers.formula_there"),
    ],
)
def test_a_name_that_points_where_nothing_can_be_filled_is_told(
    tmp_path: Path, name: str, target: str, key: str
) -> None:
    place = layout(tmp_path, **{name: target})

    assert [problem.key for problem in faults(place, NAMES)] == [key]
    with pytest.raises(FaultyFile):
        fill(place, VALUES, NAMES)


def test_a_table_with_too_few_rows_is_told(tmp_path: Path) -> None:
    many: list[dict[str, Cell]] = [{"ten": "Một", "so": 1}] * 5

    with pytest.raises(FaultyFile) as fault:
        fill(layout(tmp_path), {**VALUES, "bang": many}, NAMES)

    assert sorted(VI.problems(fault.value.problems)) == [
        VI.say("papers.too_few_rows", name=name, room=4, rows=5) for name in ("bang.so", "bang.ten")
    ]


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)

    assert told(tmp_path / "a.xlsx") == [VI.say("papers.not_workbook")]


def test_a_workbook_without_our_names_is_told(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet()

    assert told(tmp_path / "a.xlsx") == [VI.say("papers.no_names")]


def test_cells_are_put_where_rows_and_columns_have_gaps() -> None:
    row = b'<x:row r="2"><x:c r="B2" s="1"/></x:row>'
    xml = b"<x:worksheet><x:sheetData>" + row + b"</x:sheetData></x:worksheet>"
    cells: dict[tuple[int, int], Cell] = {
        (1, 1): 1,
        (2, 1): "a",
        (2, 2): None,
        (2, 28): 2.5,
        (4, 3): "b",
    }
    text = '<x:is><x:t xml:space="preserve">{}</x:t></x:is></x:c>'

    assert with_cells(xml, cells, frozenset()).decode() == (
        '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        f'<x:row r="2"><x:c r="A2" t="inlineStr">{text.format("a")}<x:c r="B2" s="1"/>'
        '<x:c r="AB2"><x:v>2.5</x:v></x:c></x:row>'
        f'<x:row r="4"><x:c r="C4" t="inlineStr">{text.format("b")}</x:row>'
        "</x:sheetData></x:worksheet>"
    )


def test_a_sheet_without_a_row_gets_one() -> None:
    xml = b"<worksheet><sheetData/></worksheet>"

    assert with_cells(xml, {(1, 1): 1}, frozenset()) == (
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    )


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(column: int, letters: str) -> None:
    assert (letters_of(column), column_of(letters)) == (letters, column)


def test_the_layout_that_comes_along_can_be_filled() -> None:
    assert faults(statistics_layout(), LAYOUT_NAMES) == ()
    assert strangers(statistics_layout(), LAYOUT_NAMES) == ()
