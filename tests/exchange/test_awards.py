"""Summary 4 as a workbook: Biểu 03's columns, live sums that agree, and its printed pages."""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.exchange.award_cases import figures
from tests.exchange.summary_cases import many_units, office, pages, row_of, values
from toolkit.exchange.awards import write_awards
from toolkit.rules.awards import AwardFigures
from toolkit.words import Words

VI = Words("vi")


def _written(folder: Path, made: AwardFigures) -> Path:
    out = folder / "bieu.xlsx"
    write_awards(made, out, words=VI)
    return out


def _row(cells: dict[str, Any], label: str) -> list[Any]:
    return row_of(cells, label, 18)


def test_row_of_an_award_has_the_columns_of_bieu_03(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, figures()))
    told = [8, 1, 2, 5, 6, 75, 1, 2, 1, 2, 25, 0, 1, 0, 0, 0, 0, 0]
    assert _row(cells["Biểu 4"], "Bằng khen của Bộ trưởng") == told
    assert _row(cells["Biểu 4a"], "Bằng khen của Bộ trưởng")[:5] == [7, 1, 2, 4, 5]
    assert _row(cells["Biểu 4b"], "Bằng khen của Bộ trưởng")[:5] == [1, 0, 0, 1, 1]
    assert _row(cells["Biểu 4"], "TỔNG CỘNG")[0] == 11
    assert _row(cells["Biểu 4c"], "Đơn vị 01")[:4] == [4, 1, 1, 2]
    assert _row(cells["Biểu 4c"], "TỔNG CỘNG") == _row(cells["Biểu 4"], "TỔNG CỘNG")


def test_rules_under_the_heads_tell_sums_and_shares(tmp_path: Path) -> None:
    sheet = load_workbook(_written(tmp_path, figures()))["Biểu 4"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "A")
    assert row == (
        *("A", "B", "1=2+3+4", "2", "3", "4", "5", "6=(5:1)", "7", "8", "9"),
        *("10", "11=(10:1)", "12", "13", "14", "15", "16=(15:1)", "17", "18=(17:1)"),
    )


def test_rows_of_data_say_what_their_sources_say(tmp_path: Path) -> None:
    book = load_workbook(_written(tmp_path, figures()))
    data, sources = book["Dữ liệu"], book["Nguồn"]
    heads = [[cell.value for cell in sheet[4]] for sheet in (data, sources)]
    shared = [name for name in heads[0] if name in heads[1]]
    assert shared == ["Mã đơn vị", "Đơn vị", "Năm", "Danh hiệu, hình thức", *shared[4:]]
    for row in data.iter_rows(min_row=5):
        first, last = re.findall(r"A(\d+):A(\d+)", row[-1].value)[0]
        for at in range(int(first), int(last) + 1):
            told = [sources.cell(at, heads[1].index(name) + 1).value for name in shared]
            assert told == [row[heads[0].index(name)].value for name in shared]


@pytest.mark.office
def test_printed_pages_have_heads_signatures_and_no_hashes(tmp_path: Path, soffice: str) -> None:
    out = _written(tmp_path, figures(units=many_units(60)))
    text = pages(office(soffice, out, "pdf"))
    assert [page for page in text if "###" in page] == []
    book = load_workbook(out)
    for name in ("Biểu 4", "Biểu 4a", "Biểu 4b", "Biểu 4c"):
        mine = [page for page in text if re.search(rf"{name} – Mã số liệu", page)]
        assert len(mine) == len(book[name].row_breaks) + 1
        assert [page for page in mine if "6=(5:1)" not in page] == []
    last = [page for page in text if "Biểu 4 – Mã số liệu" in page][-1]
    assert [words for words in ("TỔNG CỘNG", "NGƯỜI LẬP BIỂU") if words not in last] == []
