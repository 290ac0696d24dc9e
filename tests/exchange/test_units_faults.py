"""Lists of units that are wrong: every fault at once, by line or cell."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from tests.builders import a_unit
from tests.exchange.unit_lists import HEAD, VIETNAMESE, a_book, problems_of
from toolkit.exchange.units import check_units, read_units


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
    assert problems_of(f"{HEAD}\n{row}\n") == [told]


def test_successor_without_an_end_is_told() -> None:
    assert problems_of(f"{HEAD}\nA1,Vụ,vu,,,,,B1\nB1,Vụ,vu,,,,,\n") == [
        ("end_missing", 2, "valid_to")
    ]


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    text = f"{HEAD}\nA1,Vụ,vu,,X,,,\nA2,,la,,,hôm qua,,\nA1,Vụ,vu,,,,,\n"

    assert problems_of(text) == [
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


def test_code_that_differs_in_capitals_only_is_no_other_unit() -> None:
    text = f"{HEAD}\nA1,Vụ,vu,,,,,\na1,Vụ,vu,,,,,\nvp,Văn phòng,vu,,,,,\n"

    assert problems_of(text, [a_unit("VP")]) == [
        ("code_doubled", 3, "code"),
        ("code_case", 4, "code"),
    ]


def test_circle_of_several_is_told_once_with_the_way_round() -> None:
    rows, _ = read_units(f"{HEAD}\nA,A,vu,,B,,,\nB,B,vu,,C,,,\nC,C,vu,,A,,,\n".encode(), "x")
    _, (problem,) = check_units(rows, (), None)

    assert (problem.line, problem.values["circle"]) == (2, "A → B → C → A")


def test_circle_through_units_already_known_is_found() -> None:
    known = [a_unit("B", parent="A"), a_unit("A")]

    assert problems_of(f"{HEAD}\nA,A,vu,,B,,,\n", known) == [("parent_circle", 2, "parent")]


def test_references_may_lead_to_units_already_known() -> None:
    text = f"{HEAD}\nA,A,vu,,CU,,2018-01-01,CU\n"

    assert problems_of(text, [a_unit("CU")]) == []


def test_faulty_row_is_known_to_those_that_name_it() -> None:
    assert problems_of(f"{HEAD}\nA,,vu,,,,,\nB,B,vu,,A,,,\n") == [("missing", 2, "name")]


def test_faults_in_a_workbook_name_the_cell() -> None:
    book: list[list[Any]] = [
        VIETNAMESE,
        [1, "A1", "=1/0", "vu"],
        [2, date(2017, 1, 2), "Vụ", "vu"],
        [3, "A3", "Vụ", "vu", None, None, 42829],
    ]

    assert problems_of(a_book(book)) == [
        ("error_cell", 2, "C2"),
        ("date_in_text", 3, "B3"),
        ("date_unreadable", 4, "G4"),
    ]


def test_real_and_typed_dates_as_an_american_excel_leaves_them_are_asked_back() -> None:
    swapped: list[list[Any]] = [
        ["code", "name", "kind", "valid_from"],
        ["A1", "Vụ", "vu", date(2017, 4, 3)],
        ["A2", "Vụ", "vu", "25/03/2017"],
    ]
    honest = [*swapped, ["A3", "Vụ", "vu", date(2017, 3, 28)]]

    assert problems_of(a_book(swapped)) == [("dates_mixed", 1, "valid_from")]
    assert problems_of(a_book(honest)) == []


def test_legacy_font_is_told_even_where_the_letters_could_be_unicode() -> None:
    assert problems_of(a_book([VIETNAMESE, [1, "A1", "Vô", "vu"]], font=".VnTime"))[-1] == (
        "legacy_text",
        2,
        "C2",
    )


def test_unicode_text_in_a_legacy_font_is_taken_as_it_is() -> None:
    head = ["code", "name", "kind"]

    assert problems_of(a_book([head, ["A1", "Vụ Địa chất", "vu"]], font=".VnTime")) == []


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
    assert problems_of(data) == told


def test_cell_far_out_stops_the_reader_and_not_the_program() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["code", "name", "kind"])
        sheet.write(1_048_575, 16_383, "x")

    assert problems_of(out.getvalue()) == [("too_far", 0, "")]
