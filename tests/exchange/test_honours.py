"""Summary 5 as a workbook: the list in its sections, its table, and its printed pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.exchange.honour_cases import NOMINEES, a_nominee, figures
from tests.exchange.summary_cases import many_units, office, pages, row_of, values
from toolkit.exchange.honours import write_honours
from toolkit.rules.honours import HonourFigures
from toolkit.words import Words

VI = Words("vi")


def _written(folder: Path, made: HonourFigures) -> Path:
    out = folder / "bieu.xlsx"
    write_honours(made, out, words=VI)
    return out


def _listed(file: Path) -> Iterator[list[Any]]:
    """Rows of the list from its numbers of columns on, the total too."""
    rows = iter([cell.value for cell in row] for row in load_workbook(file)["Biểu 5"].iter_rows())
    next(row for row in rows if row[0] == "(1)")
    for row in rows:
        yield row
        if str(row[1]).startswith('="'):
            return


def test_list_has_a_section_for_each_kind_and_its_six_columns(tmp_path: Path) -> None:
    rows = list(_listed(_written(tmp_path, figures())))
    decided = "Bằng khen của Bộ trưởng (QĐ số 12/QĐ-BTNMT ngày 01/06/2018)"
    assert [row[0] for row in rows[:-1]] == [
        *("I. Cá nhân", 1, 2, 3, "II. Tập thể", 1, "III. Mô hình", 1)
    ]
    assert rows[1][:4] == [1, "Trần Thị Ba", "Chuyên viên, Phòng Tổng hợp", "Đơn vị V1"]
    assert rows[1][4] == "Giải quyết hồ sơ nhanh."
    assert rows[1][5] == f"Lĩnh vực dat\n{decided}\nĐã được biểu dương ngày 20/09/2019"
    assert rows[2][1:4] == ["Nguyễn Văn Tám", "Chuyên viên, Phòng Tổng hợp", "Đơn vị V1"]
    assert rows[5][1:3] == ["Đội Một", "Tập thể 12 người, đứng đầu: Lê Văn Đội"]
    assert rows[7][2] == "Huyện Một"
    assert rows[7][5] == "Đã nhân rộng 2 lượt\nĐã được biểu dương ngày 20/09/2019"


def test_table_counts_by_unit_and_kind_and_shares(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, figures()))["Biểu 5a"]
    assert row_of(cells, "Đơn vị V1", 7) == [2, 2, 0, 0, 0, 1, 50]
    assert row_of(cells, "Đơn vị 01", 7) == [2, 1, 1, 0, 0, 0, 0]
    assert row_of(cells, "Đơn vị S9", 7) == [0, 0, 0, 0, 0, 0, "–"]
    assert row_of(cells, "TỔNG CỘNG", 7) == [5, 3, 1, 1, 0, 2, 40]


def test_sources_lead_to_the_rows_of_the_list(tmp_path: Path) -> None:
    book = load_workbook(_written(tmp_path, figures()))
    listed = book["Biểu 5"]
    names = {}
    for row in book["Nguồn"].iter_rows(min_row=5):
        line = int(re.findall(r"A(\d+):", row[10].value)[0])
        names[row[11].value] = (row[5].value, listed[f"B{line}"].value)
    assert set(names) == {one.id for one in NOMINEES}
    assert [pair for pair in names.values() if pair[0] != pair[1]] == []


@pytest.mark.office
def test_printed_pages_keep_total_and_signatures_together(tmp_path: Path, soffice: str) -> None:
    units = many_units(40)
    nominees = [
        a_nominee(f"P{place}", unit.code, summary="Làm tốt, được nhân dân tin. " * (place % 9))
        for place, unit in enumerate(units)
    ]
    out = _written(tmp_path, figures(nominees, units, ()))
    text = pages(office(soffice, out, "pdf"))
    assert [page for page in text if "###" in page] == []
    book = load_workbook(out)
    for name in ("Biểu 5", "Biểu 5a"):
        mine = [page for page in text if re.search(rf"{name} – Mã số liệu", page)]
        assert len(mine) == len(book[name].row_breaks) + 1
    last = [page for page in text if "Biểu 5 – Mã số liệu" in page][-1]
    words = ("Tổng cộng: 40", "NGƯỜI LẬP BIỂU", "đóng dấu")
    assert [each for each in words if each not in last] == []


def test_fingerprint_changes_with_what_the_list_says() -> None:
    told = figures().fingerprint
    assert figures(reversed(NOMINEES)).fingerprint == told
    assert figures(deeds=()).fingerprint != told
    assert figures((*NOMINEES[:-1], a_nominee("P9"))).fingerprint != told
