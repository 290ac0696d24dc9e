"""The unit's workbook in another program: printed, recalculated, and saved by it."""

import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.exchange.summary_cases import differing, office, pages
from tests.exchange.test_workbook import NAMES, PEOPLE
from tests.exchange.workbook_cases import RECORDS, contents, many, nothing, rows
from tests.source import ROOT
from toolkit.actions.workbooks import unit_workbook
from toolkit.app import open_toolkit
from toolkit.exchange.workbook.form import HIDDEN, LISTS
from toolkit.exchange.workbook.write import written
from toolkit.rules.workbook_lines import UnitRecords
from toolkit.words import Words

pytestmark = pytest.mark.office
VI = Words("vi")
TITLES = {
    "guide": "HƯỚNG DẪN GHI BIỂU MẪU",
    "targets": "KẾ HOẠCH VÀ CHỈ TIÊU",
    "reports": "BÁO CÁO KẾT QUẢ",
    "lists": "DANH MỤC DÙNG",
}


def _file(folder: Path, records: UnitRecords) -> Path:
    file = folder / "workbook.xlsx"
    file.write_bytes(written(contents(records)))
    return file


def _printed(soffice: str, file: Path) -> list[str]:
    return pages(office(soffice, file, "pdf"))


def test_unit_with_nothing_prints_its_sheets_and_no_empty_room(
    soffice: str, tmp_path: Path
) -> None:
    told = _printed(soffice, _file(tmp_path, nothing()))

    assert len(told) == 12
    assert [sum(title in page for page in told) for title in TITLES.values()] == [1, 1, 1, 1]
    assert "Trang 12/12" in told[-1]


def test_unit_with_many_prints_each_row_once_with_heads_on_every_page(
    soffice: str, tmp_path: Path
) -> None:
    told = _printed(soffice, _file(tmp_path, many(60, 90)))

    assert len(told) == 21
    listed = [page for page in told if "Họ và tên / Tên gọi" in page and "Ngày phát" in page]
    codes = Counter(word for page in listed for word in page.split() if word.startswith("A1-2017-"))
    assert codes == {f"A1-2017-{place:03}": 1 for place in range(60)}
    assert [page.count("Tóm tắt thành tích") for page in listed] == [1] * len(listed)


def test_workbook_of_a_unit_of_the_demo_prints_on_17_pages_that_the_guide_shows(
    soffice: str, pdftoppm: str, tmp_path: Path, demo_data: Path
) -> None:
    data = tmp_path / "data.db"
    data.write_bytes(demo_data.read_bytes())
    file = tmp_path / "workbook.xlsx"
    with open_toolkit(str(data)) as kit:
        file.write_bytes(unit_workbook(kit.desk, unit="TCMT", words=VI)[1])
    pdf = office(soffice, file, "pdf")

    told = pages(pdf)
    assert len(told) == 17
    assert "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ" in told[5]
    assert "HOẠT ĐỘNG ĐÃ THỰC HIỆN" in told[10]
    if os.environ.get("SCREENSHOTS"):
        for name, page, height in (("bieu-mau-bao-cao", 6, 560), ("bieu-mau-hoat-dong", 11, 450)):
            area = f"-r 96 -f {page} -l {page} -x 20 -y 30 -W 1080 -H {height} -png -singlefile"
            command = [pdftoppm, *area.split(), str(pdf), str(ROOT / "docs" / "images" / name)]
            subprocess.run(command, check=True)


def test_values_kept_beside_formulas_are_what_another_program_reckons(
    soffice: str, tmp_path: Path
) -> None:
    wrong, count = differing(soffice, _file(tmp_path, RECORDS))

    assert wrong == []
    assert count == 28 + 202


def test_identity_survives_being_saved_by_another_program(soffice: str, tmp_path: Path) -> None:
    file = _file(tmp_path, RECORDS)
    before, after = load_workbook(file), load_workbook(office(soffice, file, "xlsx"))

    for name in (HIDDEN, *NAMES.values()):
        kept = [[cell.value for cell in row] for row in before[name].iter_rows(max_row=20)]
        again = [[cell.value for cell in row] for row in after[name].iter_rows(max_row=20)]
        width = before[name].max_column
        assert [row[:width] for row in again][: len(kept)] == kept
    assert (after[LISTS].sheet_state, after[HIDDEN].sheet_state) == ("hidden", "hidden")
    assert after[PEOPLE].row_dimensions[5].hidden
    assert after[PEOPLE].column_dimensions["A"].hidden
    assert [row["@key"] for row in rows(after[PEOPLE])[:2]] == ["A1-2017-001", "A1-2017-002"]
    assert {each.formula1 for each in after[PEOPLE].data_validations.dataValidation} >= {
        "DM_exemplar_kind",
        "DM_scope",
    }
    assert all(after[name].protection.sheet for name in NAMES.values())
