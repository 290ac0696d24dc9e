"""Lists of units as they really arrive: CSV of many makes, workbooks, and what is wrong in them."""

import io
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.builders import a_kind, a_plan, a_unit
from toolkit.domain.unit import Unit
from toolkit.errors import Problem
from toolkit.exchange.units import check_units, in_order, read_units
from toolkit.words import LANGUAGES, Words

HEAD = "code,name_vi,kind,bloc,parent,valid_from,valid_to,successor"
VIETNAMESE = [
    "STT",
    "Mã đơn vị",
    "Tên đơn vị",
    "Loại",
    "Khối/cụm",
    "Đơn vị cấp trên",
    "Hiệu lực từ",
    "Hiệu lực đến",
    "Đơn vị kế thừa",
]
PLAN = a_plan(blocs=(a_kind("K1", name="Khối 1"),))
PAIR = (
    a_unit("TĐKT", name="Vụ Thi đua", valid_to=date(2017, 4, 4), successor="TĐKTTT"),
    a_unit("TĐKTTT", name="Vụ Thi đua, Tuyên truyền", valid_from=date(2017, 4, 4)),
)
PAIR_CSV = f"""{HEAD}
TĐKT,Vụ Thi đua,vu,,,,2017-04-04,TĐKTTT
TĐKTTT,"Vụ Thi đua, Tuyên truyền",vu,,,2017-04-04,,
"""


def _units(data: bytes | str) -> tuple[Unit, ...]:
    rows, problems = read_units(data.encode() if isinstance(data, str) else data, "thu")
    assert problems == ()
    return tuple(row.unit for row in rows)


def _problems(data: bytes | str, known: Iterable[Unit] = ()) -> list[tuple[str, int, str]]:
    """Everything that is told about the file: (sentence, line, cell or column)."""
    rows, problems = read_units(data.encode() if isinstance(data, str) else data, "thu")
    _, between = check_units(rows, known, PLAN)
    told = in_order((*problems, *between))
    for language in LANGUAGES:
        assert len(Words(language).problems(told)) == len(told)
    return [(_short(one), one.line, one.cell or one.column) for one in told]


def _short(problem: Problem) -> str:
    return problem.key.split(".")[1]


def a_book(rows: Sequence[Sequence[Any]], font: str = "Times New Roman") -> bytes:
    """A workbook of one sheet: dates as dates, "=…" as formulas that gave #DIV/0!."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        plain = book.add_format({"font_name": font})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                elif isinstance(value, str) and value.startswith("=1/0"):
                    sheet.write_formula(line, column, value, None, "#DIV/0!")
                elif isinstance(value, str):
                    sheet.write_string(line, column, value, plain)
                elif value is not None:
                    sheet.write_number(line, column, value)
    return out.getvalue()


PAIR_BOOK: list[list[Any]] = [
    ["BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG"],
    [],
    ["Danh sách đơn vị"],
    VIETNAMESE,
    [1, "TĐKT", "Vụ Thi đua", "vu", None, None, None, "04/04/2017", "TĐKTTT"],
    [],
    [2, "TĐKTTT", "Vụ Thi đua, Tuyên truyền", "vu", None, None, date(2017, 4, 4)],
]


@pytest.mark.parametrize(
    "data",
    [
        PAIR_CSV.encode(),
        PAIR_CSV.encode("utf-8-sig"),
        PAIR_CSV.encode("utf-16"),
        unicodedata.normalize("NFD", PAIR_CSV).encode(),
        PAIR_CSV.replace("Đ", "\u00d0").encode(),
        PAIR_CSV.replace("\n", "\r\n").encode(),
        PAIR_CSV.replace("\nTĐKTTT", "\n,,,,,,,\n\n  \nTĐKTTT").encode(),
        PAIR_CSV.replace("2017-04-04", "4/4/2017").encode(),
        PAIR_CSV.replace("2017-04-04", "04-04-2017").encode(),
    ],
    ids=["UTF-8", "BOM", "UTF-16", "NFD", "Ð for Đ", "CRLF", "empty lines", "d/m/y", "d-m-y"],
)
def test_same_list_is_read_however_it_was_saved(data: bytes) -> None:
    assert _units(data) == PAIR


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_excel_of_any_country_saves_a_list_that_is_read(delimiter: str) -> None:
    swapped = PAIR_CSV.replace('"Vụ Thi đua, Tuyên truyền"', "@").replace(",", delimiter)

    assert _units(swapped.replace("@", "Vụ Thi đua, Tuyên truyền")) == PAIR


def test_windows_1258_is_read() -> None:
    name = "Vụ Pháp chế và Đất đai ở trường"
    loose = "".join(_loose_tone(sign) for sign in name)
    (unit,) = _units(f"{HEAD}\nA1,{loose},vu,,,,,\n".encode("cp1258"))

    assert unit.name == name


def _loose_tone(sign: str) -> str:
    """The letter with its tone after it, as Windows-1258 keeps it."""
    parts = unicodedata.normalize("NFD", sign)
    tone = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone)) + tone


def test_workbook_with_titles_above_and_vietnamese_headings_is_read() -> None:
    assert _units(a_book(PAIR_BOOK)) == PAIR


@pytest.mark.parametrize("ending", ["ods", "xls"])
@pytest.mark.office
def test_list_from_other_programs_is_read(tmp_path: Path, soffice: str, ending: str) -> None:
    book = tmp_path / "don-vi.xlsx"
    book.write_bytes(a_book(PAIR_BOOK))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(tmp_path),
            str(book),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert _units((tmp_path / f"don-vi.{ending}").read_bytes()) == PAIR


def test_kinds_and_blocs_may_be_codes_or_names() -> None:
    plan = a_plan(
        kinds=(a_kind("tong_cuc", name="Tổng cục"),), blocs=(a_kind("C8", name="Cụm VIII"),)
    )
    rows, _ = read_units(f"{HEAD}\nA,A,Tổng cục,cụm viii,,,,\nB,B,tong_cuc,C8,,,,\n".encode(), "x")
    units, problems = check_units(rows, (), plan)

    assert problems == ()
    assert [(unit.kind, unit.bloc) for unit in units] == [("tong_cuc", "C8"), ("tong_cuc", "C8")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A1,Vụ,la,,,,,", ("kind_unknown", 2, "kind")),
        ("A1,Vụ,vu,K9,,,,", ("bloc_unknown", 2, "bloc")),
        ("A1,Vụ,vu,,X,,,", ("parent_unknown", 2, "parent")),
        ("A1,Vụ,vu,,A1,,,", ("parent_circle", 2, "parent")),
        ("A1,Vụ,vu,,,,2017-04-04,X", ("successor_unknown", 2, "successor")),
        ("A1,Vụ,vu,,,,2017-04-04,A1", ("successor_circle", 2, "successor")),
        ("A1,Vụ,vu,,,2017-04-04,2017-04-04,", ("ends_before_start", 2, "valid_to")),
        ("A1,Vụ,vu,,,31/02/2017,,", ("date_unreadable", 2, "valid_from")),
        ("A1,Vụ,vu,,,2017,,", ("date_unreadable", 2, "valid_from")),
        ("A1,Vụ,vu,,,01/01/0017,,", ("date_unreadable", 2, "valid_from")),
        (",Vụ,vu,,,,,", ("missing", 2, "code")),
        ("A1,,vu,,,,,", ("missing", 2, "name")),
        ("A1,Vụ,,,,,,", ("missing", 2, "kind")),
        ("=A1,Vụ,vu,,,,,", ("formula", 2, "code")),
        ("A 1,Vụ,vu,,,,,", ("code_signs", 2, "code")),
        ("A1,V\u0007ụ,vu,,,,,", ("control_character", 2, "name")),
        ("A1,Vô Ph¸p chÕ,vu,,,,,", ("legacy_text", 2, "name")),
        ("A1,Vuï Phaùp cheá,vu,,,,,", ("legacy_text", 2, "name")),
        (f"A1,{'a' * 301},vu,,,,,", ("too_long", 2, "name")),
        (f"{'a' * 31},Vụ,vu,,,,,", ("too_long", 2, "code")),
    ],
)
def test_fault_is_told_with_its_line_and_column(row: str, told: tuple[str, int, str]) -> None:
    assert _problems(f"{HEAD}\n{row}\n") == [told]


def test_successor_without_an_end_is_told() -> None:
    assert _problems(f"{HEAD}\nA1,Vụ,vu,,,,,B1\nB1,Vụ,vu,,,,,\n") == [
        ("end_missing", 2, "valid_to")
    ]


def test_text_like_a_formula_is_kept_as_text_in_a_name() -> None:
    (unit,) = _units(f'{HEAD}\nA1,"=HYPERLINK(""x"")",vu,,,,,\n')

    assert unit.name == '=HYPERLINK("x")'


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    text = f"{HEAD}\nA1,Vụ,vu,,X,,,\nA2,,la,,,hôm qua,,\nA1,Vụ,vu,,,,,\n"

    assert _problems(text) == [
        ("parent_unknown", 2, "parent"),
        ("missing", 3, "name"),
        ("date_unreadable", 3, "valid_from"),
        ("kind_unknown", 3, "kind"),
        ("code_doubled", 4, "code"),
    ]


def test_doubled_code_names_both_lines() -> None:
    rows, _ = read_units(f"{HEAD}\nA1,Vụ,vu,,,,,\n\nA1,Vụ,vu,,,,,\n".encode(), "x")
    _, (problem,) = check_units(rows, (), None)

    assert (problem.line, problem.values["line"]) == (4, "2")


def test_circle_of_several_is_told_once_with_the_way_round() -> None:
    rows, _ = read_units(f"{HEAD}\nA,A,vu,,B,,,\nB,B,vu,,C,,,\nC,C,vu,,A,,,\n".encode(), "x")
    _, (problem,) = check_units(rows, (), None)

    assert (problem.line, problem.values["circle"]) == (2, "A → B → C → A")


def test_circle_through_units_already_known_is_found() -> None:
    known = [a_unit("B", parent="A"), a_unit("A")]

    assert _problems(f"{HEAD}\nA,A,vu,,B,,,\n", known) == [("parent_circle", 2, "parent")]


def test_references_may_lead_to_units_already_known() -> None:
    text = f"{HEAD}\nA,A,vu,,CU,,2018-01-01,CU\n"

    assert _problems(text, [a_unit("CU")]) == []


def test_faulty_row_is_known_to_those_that_name_it() -> None:
    assert _problems(f"{HEAD}\nA,,vu,,,,,\nB,B,vu,,A,,,\n") == [("missing", 2, "name")]


def test_faults_in_a_workbook_name_the_cell() -> None:
    book: list[list[Any]] = [
        VIETNAMESE,
        [1, "A1", "=1/0", "vu"],
        [2, date(2017, 1, 2), "Vụ", "vu"],
        [3, "A3", "Vụ", "vu", None, None, 42829],
    ]

    assert _problems(a_book(book)) == [
        ("error_cell", 2, "C2"),
        ("date_in_text", 3, "B3"),
        ("date_unreadable", 4, "G4"),
    ]


def test_legacy_font_is_told_even_where_the_letters_could_be_unicode() -> None:
    assert _problems(a_book([VIETNAMESE, [1, "A1", "Vô", "vu"]], font=".VnTime"))[-1] == (
        "legacy_text",
        2,
        "C2",
    )


def test_unicode_text_in_a_legacy_font_is_taken_as_it_is() -> None:
    head = ["code", "name", "kind"]

    assert _problems(a_book([head, ["A1", "Vụ Địa chất", "vu"]], font=".VnTime")) == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (f"{HEAD}\n", [("empty", 0, "")]),
        ("a,b\n1,2\n", [("head_missing", 0, "")]),
        ("M· ®¬n vÞ,Tªn ®¬n vÞ,Lo¹i\n", [("legacy_bytes", 0, "")]),
        ("M· ®¬n vÞ,Tªn ®¬n vÞ\n".encode("cp1252"), [("legacy_bytes", 1, "")]),
        (b"code,name,kind\nA,\xff\xfe\x81,vu\n", [("unknown_encoding", 2, "")]),
        (f'{HEAD}\nA1,"Vụ,vu,,,,,\nA2,Vụ,vu\n', [("quotes", 2, "")]),
        (f"{HEAD},code\nA1,Vụ,vu,,,,,,\n", [("heading_doubled", 1, "code")]),
        (
            f"{HEAD.replace('parent', 'parrent')}\nA1,Vụ,vu,,,,,\n",
            [("heading_unknown", 1, "parrent")],
        ),
        (b"", [("empty", 0, "")]),
        (b"%PDF-1.7", [("not_a_table", 0, "")]),
    ],
    ids=[
        "no units",
        "no head",
        "TCVN3 head",
        "TCVN3 bytes",
        "bytes",
        "quotes",
        "doubled heading",
        "misspelt heading",
        "empty",
        "PDF",
    ],
)
def test_file_that_is_no_list_is_told_why(
    data: bytes | str, told: list[tuple[str, int, str]]
) -> None:
    assert _problems(data) == told


def test_cell_far_out_stops_the_reader_and_not_the_program() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["code", "name", "kind"])
        sheet.write(1_048_575, 16_383, "x")

    assert _problems(out.getvalue()) == [("child_failed", 0, "")]
