"""Reports and letters on paper: what LibreOffice prints, page by page."""

import re
from pathlib import Path

import pytest

from tests.exchange.summary_cases import office, pages
from toolkit.actions.word_reports import late_units, reminder_letter, word_report
from toolkit.app import open_toolkit
from toolkit.exchange.word import ReportKind
from toolkit.words import Words

pytestmark = pytest.mark.office
VI = Words()
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize("kind", ReportKind)
def test_a_report_of_144_units_takes_five_pages_that_need_no_touching(
    demo_data: Path, tmp_path: Path, lowriter: str, kind: ReportKind
) -> None:
    with open_toolkit(str(demo_data)) as kit:
        _, data = word_report(kit.desk, kind=kind, words=VI)
    (tmp_path / "a.docx").write_bytes(data)
    text = pages(office(lowriter, tmp_path / "a.docx", "pdf"))

    assert len(text) == 5
    assert [NATION in page for page in text] == [True, *[False] * 4]
    assert [re.match(r"\s*(\d+)\n", page) and page.split()[0] for page in text] == [
        *(None, "2", "3", "4", "5")
    ]
    assert "Nơi nhận:" in text[-1]
    assert "TL. BỘ TRƯỞNG" in text[-1]
    assert "trân trọng báo cáo" in text[-1]
    assert "{" not in "".join(text)


def test_a_letter_keeps_its_signature_with_its_last_words(
    demo_data: Path, tmp_path: Path, lowriter: str
) -> None:
    with open_toolkit(str(demo_data)) as kit:
        _, data = reminder_letter(kit.desk, unit=late_units(kit.desk)[0].unit, words=VI)
    (tmp_path / "a.docx").write_bytes(data)
    text = pages(office(lowriter, tmp_path / "a.docx", "pdf"))

    assert NATION in text[0]
    assert "Rất mong nhận được" in text[-1]
    assert "TL. BỘ TRƯỞNG" in text[-1]
