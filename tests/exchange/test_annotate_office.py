"""A returned workbook of a unit in another program: the faults first, all else as it was."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.exchange.rich_books import parts
from tests.exchange.summary_cases import office, pages
from tests.source import ROOT
from toolkit.actions.workbooks import unit_workbook
from toolkit.app import open_toolkit
from toolkit.errors import Problem
from toolkit.exchange.annotate import annotated
from toolkit.exchange.cells import read_book
from toolkit.words import Words

pytestmark = pytest.mark.office
VI = Words("vi")
FAULTS = [
    Problem(
        "units_file.date_unreadable",
        cell="Báo cáo nhiệm vụ!F9",
        values={"column": "Ngày văn bản", "value": "31/13/2017"},
    ),
    Problem("units_file.missing", cell="Điển hình!C9", values={"column": "Họ và tên / Tên gọi"}),
]


@pytest.fixture(scope="module")
def returned(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A unit's workbook of the demo, before and after."""
    data = tmp_path_factory.mktemp("returned") / "data.db"
    data.write_bytes(demo_data.read_bytes())
    with open_toolkit(str(data)) as kit:
        _, before = unit_workbook(kit.desk, unit="TCMT", words=VI)
    return before, annotated(before, FAULTS, VI)


def test_unit_workbook_loses_no_part_and_reads_as_before(returned: tuple[bytes, bytes]) -> None:
    before, after = map(parts, returned)
    same = {name for name in before if after.get(name) == before[name]}

    assert before.keys() - after.keys() == set()
    assert before.keys() - same == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        *(f"xl/worksheets/sheet{number}.xml" for number in (1, 3, 4)),
    }
    assert read_book(returned[1]).tables == read_book(returned[0]).tables


def test_list_of_faults_prints_on_a_page_of_its_own_before_the_rest(
    returned: tuple[bytes, bytes], soffice: str, pdftoppm: str, tmp_path: Path
) -> None:
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    before.write_bytes(returned[0])
    after.write_bytes(returned[1])
    pdf = office(soffice, after, "pdf")

    told = pages(pdf)
    assert len(told) == len(pages(office(soffice, before, "pdf"))) + 1
    assert "Lỗi cần sửa: 2" in told[0]
    assert "không đọc được thành ngày" in told[0]
    if os.environ.get("SCREENSHOTS"):
        area = "-r 96 -f 1 -l 1 -x 20 -y 30 -W 1000 -H 260 -png -singlefile"
        picture = ROOT / "docs" / "images" / "tep-tra-lai"
        subprocess.run([pdftoppm, *area.split(), str(pdf), str(picture)], check=True)
