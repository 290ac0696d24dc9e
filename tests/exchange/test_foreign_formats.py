"""Lists are read alike in every format and script that offices still send."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.exchange.foreign_books import NOMINEES, SIGNATURES, TITLES, book, saved, saved_as
from toolkit.exchange.cells import read_book
from toolkit.exchange.foreign import ForeignList, find_list
from toolkit.rules.list_columns import ListKind

ROWS = [
    [1, "Bà", "Trần Thị Hòa", "Tổ trưởng", "TCMT", "Công trạng", "CSTĐCS", "Cá nhân", "Môi trường"],
    [2, "Ông", "Lê Văn Mẫu", "Chuyên viên", "TCMT", "Đột xuất", "Giấy khen", "Cá nhân", None],
]
LIST = [*TITLES, NOMINEES, *ROWS, ["Tổng cộng: 2 người"], *SIGNATURES]


def _read(data: bytes) -> ForeignList:
    its, problems = find_list(read_book(data).tables, ListKind.PERSONS, {})
    assert its is not None, problems
    return its


def _told(its: ForeignList) -> list[tuple[object, ...]]:
    """Head line, headings and rows, without the empty cells at the end of rows."""
    rows = [tuple(v for v in body.row.values if v not in (None, "")) for body in its.rows]
    return [(its.head_line, *(column.heading for column in its.columns)), *rows]


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_list_saved_by_libreoffice_in_another_format_is_the_same_list(
    ending: str, soffice: str, tmp_path: Path
) -> None:
    data = book(LIST, merges=("A4:I4",), hidden=(8,))
    its = _read(saved_as(data, ending, soffice, tmp_path))

    assert _told(its) == _told(_read(data))
    assert [body.is_hidden for body in its.rows] == [False, True]
    assert [left.line for left in its.left] == [left.line for left in _read(data).left]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_list_as_text_is_the_same_list(mark: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(LIST)
    its = _read(text.getvalue().encode("utf-8-sig"))

    assert [column.heading for column in its.columns] == [*NOMINEES]
    assert [body.row.values[2] for body in its.rows] == ["Trần Thị Hòa", "Lê Văn Mẫu"]


@pytest.mark.parametrize(
    ("font", "head", "row"),
    [
        (
            ".VnTime",
            ["STT", "Hä vµ tªn", "N¨m sinh", "§¬n vÞ"],
            [1, "TrÇn ThÞ Hoµ", 1985, "Tr­êng Hai"],
        ),
        (
            "VNI-Times",
            ["STT", "Hoï vaø teân", "Naêm sinh", "Ñôn vò"],
            [1, "Traàn Thò Hoaø", 1985, "Tröôøng Hai"],
        ),
    ],
)
def test_list_in_a_legacy_script_is_read_and_both_writings_are_shown(
    font: str, head: list[str], row: list[object]
) -> None:
    its = _read(book([head, row], font=font))

    assert [column.heading for column in its.columns] == ["STT", "Họ và tên", "Năm sinh", "Đơn vị"]
    assert its.rows[0].row.values == (1, "Trần Thị Hoà", 1985, "Trường Hai")
    assert [(each.cell, each.before, each.after) for each in its.converted][-2:] == [
        ("B2", str(row[1]), "Trần Thị Hoà"),
        ("D2", str(row[3]), "Trường Hai"),
    ]


def test_best_known_sheet_is_read_and_another_that_seems_a_list_is_named() -> None:
    made = Workbook()
    persons, teams = made.create_sheet("Cá nhân"), made.create_sheet("Tập thể")
    for row in (NOMINEES, *ROWS):
        persons.append(list(row))
    for row in (NOMINEES[:6], [1, None, "Tổ Toán", None, "TCMT"]):
        teams.append(list(row))
    its = _read(saved(made))

    assert (its.sheet, len(its.rows), its.others) == ("Cá nhân", 2, ("Tập thể",))
