"""In a list with headings of its own the head, the rows and what is no row are told apart."""

import pytest

from tests.exchange.foreign_books import NOMINEES, SIGNATURES, TITLES, Rows, book
from toolkit.exchange.cells import read_book
from toolkit.exchange.foreign import ForeignList, find_list
from toolkit.rules.list_columns import ListKind


def _found(rows: Rows, kind: ListKind = ListKind.PERSONS, **more: object) -> ForeignList:
    its, problems = find_list(read_book(book(rows, **more)).tables, kind, {})  # type: ignore[arg-type]  # options pass through
    assert its is not None, problems
    return its


def _left(its: ForeignList) -> list[tuple[int, str]]:
    return [(left.line, left.why.rpartition(".")[2]) for left in its.left]


def _lines(its: ForeignList) -> list[int]:
    return [body.row.line for body in its.rows]


def test_head_is_found_below_titles_and_the_body_ends_at_the_signatures() -> None:
    its = _found(
        [
            *TITLES,
            NOMINEES,
            [1, "Ông", "Trần Văn Thử", "Trưởng phòng", "TCMT"],
            [2, "Bà", "Lê Thị Mẫu", "Chuyên viên", "TCMT"],
            ["Tổng cộng: 2 người"],
            *SIGNATURES,
        ]
    )

    assert its.head_line == 6
    assert [column.heading for column in its.columns] == [*NOMINEES]
    assert _lines(its) == [7, 8]
    assert _left(its) == [(9, "total"), *[(line, "signature") for line in (11, 12, 13, 15)]]


def test_head_of_two_levels_is_read_as_one_and_its_number_row_is_no_row() -> None:
    its = _found(
        [
            ["DANH SÁCH"],
            ["STT", "Họ và tên", "Năm sinh", None, "Đơn vị", "Quyết định khen thưởng", None],
            [None, None, "Nam", "Nữ", None, "Số", "Ngày"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "7=(6:3)"],
            [1, "Trần Văn Thử", 1975, None, "TCMT", "1/QĐ", "12/10/2017"],
        ],
        merges=("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:G2"),
    )

    assert [column.heading for column in its.columns] == [
        *("STT", "Họ và tên", "Năm sinh / Nam", "Năm sinh / Nữ", "Đơn vị"),
        *("Quyết định khen thưởng / Số", "Quyết định khen thưởng / Ngày"),
    ]
    assert _lines(its) == [5]
    assert _left(its) == [(4, "numbers")]


def test_sections_repeated_heads_and_rows_of_a_template_are_told_and_are_no_rows() -> None:
    head = ["TT", "Họ và tên", "Chức vụ", "Đơn vị"]
    its = _found(
        [
            head,
            ["I", "Danh hiệu Chiến sĩ thi đua cơ sở"],
            [1, "Trần Văn Thử", "Trưởng phòng", "TCMT"],
            head,
            ["II", "Giấy khen"],
            [2, "Lê Thị Mẫu", "Chuyên viên", "TCMT"],
            [3, "#N/A", "#N/A", None],
            [4],
            [None, "Cộng", None, 2],
        ]
    )

    assert [(body.row.line, body.section) for body in its.rows] == [
        (3, "I Danh hiệu Chiến sĩ thi đua cơ sở"),
        (6, "II Giấy khen"),
    ]
    assert _left(its) == [
        *((2, "section"), (4, "head"), (5, "section"), (7, "empty"), (8, "empty"), (9, "total"))
    ]


def test_row_whose_formulas_were_never_worked_out_stays_a_row() -> None:
    its = _found([["STT", "Họ và tên", "Đơn vị"], [1, "=B1", "=A2"]])

    assert _lines(its) == [2]


def test_every_line_below_the_head_is_a_row_or_told_as_none() -> None:
    its = _found(
        [
            ["STT", "Họ và tên", "Đơn vị"],
            [1, "Trần Văn Thử", "TCMT"],
            ["Ghi chú: số liệu tạm tính"],
            [2, "Lê Thị Mẫu", "TCMT"],
            *SIGNATURES,
        ]
    )

    assert sorted([*_lines(its), *(left.line for left in its.left)]) == [2, 3, 4, 6, 7, 8, 10]


def test_rows_that_the_sheet_hides_are_marked() -> None:
    its = _found(
        [["STT", "Họ và tên", "Đơn vị"], [1, "Trần Văn Thử", "TCMT"], [2, "Lê Thị Mẫu", "TCMT"]],
        hidden=(3,),
    )

    assert [body.is_hidden for body in its.rows] == [False, True]


def test_unknown_headings_are_taken_where_a_row_looks_like_a_head() -> None:
    its = _found([["BÁO CÁO"], ["Mục A", "Mục B", "Mục C"], ["x", "y", "z"]])

    assert [column.heading for column in its.columns] == ["Mục A", "Mục B", "Mục C"]


def test_heading_that_is_there_twice_gets_a_number() -> None:
    its = _found([["STT", "Họ và tên", "Đơn vị", "Đơn vị"], [1, "Trần Văn Thử", "A", "B"]])

    assert [column.heading for column in its.columns][2:] == ["Đơn vị", "Đơn vị (2)"]


@pytest.mark.parametrize(
    "name", ["Tổng cục Môi trường", "Cộng đồng xanh", "Tổng kho thử", "Vụ Tổ chức"]
)
def test_unit_whose_name_begins_like_a_total_is_a_row(name: str) -> None:
    its = _found(
        [["STT", "Tên đơn vị/tập thể", "Mã danh hiệu"], [1, name, "TTLĐXS"]], ListKind.COLLECTIVES
    )

    assert _lines(its) == [2]


def test_table_without_a_head_is_told() -> None:
    its, problems = find_list(read_book(book([["chỉ một ô"]])).tables, ListKind.PERSONS, {})

    assert its is None
    assert [problem.key for problem in problems] == ["foreign.no_head"]
