"""Summary 3 as a workbook: live sums that agree, where they come from, and its printed pages."""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.exchange.deed_cases import figures, many_deeds
from tests.exchange.summary_cases import many_units, office, pages, row_of, values
from toolkit.exchange.deeds import write_deeds
from toolkit.rules.deeds import DeedFigures
from toolkit.words import Words

VI = Words("vi")


def _written(folder: Path, made: DeedFigures) -> Path:
    out = folder / "bieu.xlsx"
    write_deeds(made, out, words=VI)
    return out


def _row(cells: dict[str, Any], label: str) -> list[Any]:
    return row_of(cells, label, 16)


def test_row_of_a_unit_tells_all_that_was_done(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, figures()))
    told = [4, 0, 1, 3, 1, 0, 1, 1, 0, 1, 100, 0, 1, 17, 0, 0]
    total = [9, 2, 2, 3, 1, 3, 1, 1, 0, 1, 100, 1, 1, 17, 2, 1]
    assert _row(cells["Biểu 3"], "Đơn vị 01") == told
    assert _row(cells["Biểu 3"], "TỔNG CỘNG") == total
    assert _row(cells["Biểu 3b"], "TỔNG CỘNG")[:6] == [2, 1, 1, 1, 1, 1]


@pytest.mark.office
def test_answer_changed_in_the_sources_changes_every_table(tmp_path: Path, soffice: str) -> None:
    book = load_workbook(_written(tmp_path, figures()))
    sheet = book["Nguồn"]
    cell = next(row[5] for row in sheet.iter_rows(min_row=5) if row[5].value == "Còn duy trì")
    cell.value = "Không còn duy trì"
    book.save(tmp_path / "changed.xlsx")
    cells = values(office(soffice, tmp_path / "changed.xlsx", "xlsx"))
    assert _row(cells["Biểu 3"], "TỔNG CỘNG")[6:11] == [1, 0, 1, 1, 0]


def test_rows_of_data_name_their_sources(tmp_path: Path) -> None:
    book = load_workbook(_written(tmp_path, figures()))
    data, sources = book["Dữ liệu"], book["Nguồn"]
    for row in data.iter_rows(min_row=5):
        first, last = re.findall(r"A(\d+):A(\d+)", row[-1].value)[0]
        units = {sources[f"A{at}"].value for at in range(int(first), int(last) + 1)}
        assert units == {row[0].value}
    assert [sources.cell(at, 13).value for at in (5, sources.max_row)] == ["A1", "A4"]
    assert {"gs_khoa", "gs_so_lieu", "gs_nguon", "gs_ban_ghi"} <= set(book.defined_names)


def test_title_like_a_formula_is_text(tmp_path: Path) -> None:
    sheet = load_workbook(_written(tmp_path, figures()))["Nguồn"]
    found = [cell.data_type for cell in sheet["J"] if cell.value == "=1+1"]
    assert found == ["s"]


@pytest.mark.office
def test_printed_pages_have_heads_signatures_and_no_hashes(tmp_path: Path, soffice: str) -> None:
    units = many_units(60)
    out = _written(tmp_path, figures(many_deeds(units), units, ()))
    text = pages(office(soffice, out, "pdf"))
    assert [page for page in text if "###" in page] == []
    book = load_workbook(out)
    for name in ("Biểu 3", "Biểu 3a", "Biểu 3b", "Biểu 3c"):
        mine = [page for page in text if re.search(rf"{name} – Mã số liệu", page)]
        assert len(mine) == len(book[name].row_breaks) + 1
        assert [page for page in mine if "Đơn vị" not in page] == []
    last = [page for page in text if "Biểu 3 – Mã số liệu" in page][-1]
    assert [words for words in ("TỔNG CỘNG", "NGƯỜI LẬP BIỂU") if words not in last] == []
    guide = [page for page in text if "Hướng dẫn đọc – Mã số liệu" in page]
    assert len(guide) == 1
