"""Summary 1 on paper: what LibreOffice prints, page by page."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.exchange.summary_cases import figures, many_units, office, pages
from toolkit.exchange.summary import write_summary
from toolkit.words import Words

pytestmark = pytest.mark.office


def _printed(folder: Path, soffice: str, units: int) -> tuple[list[str], int]:
    """Pages of table 1, and how many the workbook was laid out for."""
    out = folder / "bieu.xlsx"
    write_summary(figures(units=many_units(units)), out, words=Words("vi"))
    laid = len(load_workbook(out)["Biểu 1"].row_breaks) + 1
    text = pages(office(soffice, out, "pdf"))
    return [page for page in text if re.search(r"Biểu 1 – Mã số liệu", page)], laid


@pytest.mark.parametrize("units", [8, 16, 18, 20, 60])
def test_signatures_stand_whole_under_two_rows_of_the_table(
    units: int, tmp_path: Path, soffice: str
) -> None:
    found, laid = _printed(tmp_path, soffice, units)
    assert len(found) == laid
    last = found[-1]
    block = ("TỔNG CỘNG", "Ghi chú", "NGƯỜI LẬP BIỂU", "TL. THỦ TRƯỞNG", "VỤ TRƯỞNG", "đóng dấu")
    assert [words for words in block if words not in last] == []
    rows = re.findall(r"^ *(?:\d+|[IVX]+) +(?:Sở|Loại)", last, re.MULTILINE)
    assert len(rows) >= 2


def test_every_page_has_the_heads_and_the_numbers_of_columns(tmp_path: Path, soffice: str) -> None:
    found, laid = _printed(tmp_path, soffice, 60)
    assert laid == 4
    for number, page in enumerate(found, 1):
        assert "Toàn kế hoạch" in page
        assert "1=7+12" in page
        assert f"Trang {number}" in page


def test_official_head_stands_on_the_first_page_only(tmp_path: Path, soffice: str) -> None:
    found, _ = _printed(tmp_path, soffice, 30)
    nation = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page) for page in found]
    assert nation == [True, *[False] * (len(found) - 1)]
    first = found[0]
    for words in (
        "Độc lập - Tự do - Hạnh phúc",
        "BIỂU TỔNG HỢP TIẾN ĐỘ THỰC HIỆN KẾ HOẠCH",
        "(Số liệu tính đến hết ngày 01/10/2019)",
        "Đơn vị tính: báo cáo",
        "Hà Nội, ngày 02 tháng 10 năm 2019",
    ):
        assert words in first


def test_no_number_is_too_wide_for_its_column_and_no_column_falls_off(
    tmp_path: Path, soffice: str
) -> None:
    out = tmp_path / "bieu.xlsx"
    write_summary(figures(units=many_units(150)), out, words=Words("vi"))
    text = pages(office(soffice, out, "pdf"))
    assert [page for page in text if "###" in page] == []
    book = load_workbook(out)
    for sheet in ("Biểu 1", "Biểu 1a", "Biểu 1b"):
        mine = [page for page in text if re.search(rf"{sheet} – Mã số liệu", page)]
        assert len(mine) == len(book[sheet].row_breaks) + 1
