"""Papers of a conference: what stands on which sheet, for whom, in Word and as PDF."""

import re
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from tests.builders import a_plan
from toolkit.errors import FaultyFile, NoPdf
from toolkit.exchange.word import faults, names_for
from toolkit.exchange.word import pdf as pdf_module
from toolkit.exchange.word.conference import (
    CONFERENCE_NAMES,
    ON_SHEET,
    ConferencePaper,
    Delegates,
    Printed,
    conference_context,
    conference_paper,
    conference_template,
)
from toolkit.exchange.word.pdf import pdf_of
from toolkit.words import Words

VI = Words("vi")


def delegates(*people: Printed) -> Delegates:
    return Delegates(
        plan=a_plan(),
        name="Đại hội thi đua",
        on=date(2020, 11, 27),
        place="Hà Nội",
        made_on=date(2020, 2, 3),
        sections=["Khách mời", "Điển hình"],
        people=people,
    )


def a_person(number: int, **changes: object) -> Printed:
    told = {"exemplar": f"Mô hình {number}", "told": "Mô hình, Vụ Pháp chế", **changes}
    section = int(str(told.pop("section", 1)))
    return Printed(
        f"Người {number}",
        "Chuyên viên",
        "Vụ Pháp chế",
        number,
        section,
        **told,  # type: ignore[arg-type]  # words of the test
    )


def text_of(document: bytes) -> str:
    """All text of the body, a paragraph a line."""
    body = ZipFile(BytesIO(document)).read("word/document.xml").decode()
    lines = re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", line)) for line in lines)


@pytest.mark.parametrize("kind", ConferencePaper)
def test_each_template_asks_for_known_names_only(kind: ConferencePaper) -> None:
    assert faults(conference_template(kind), CONFERENCE_NAMES) == ()
    assert names_for(conference_template(kind)) is CONFERENCE_NAMES


def test_the_list_goes_by_section_and_counts_each_anew() -> None:
    found = delegates(a_person(1, section=0, exemplar=""), a_person(2), a_person(3))
    lines = conference_context(found, VI)["bang_dai_bieu"]
    assert isinstance(lines, list)

    assert [(line["phan"], line["tt"], line["so_the"]) for line in lines] == [
        ("I. Khách mời (1)", "", ""),
        ("", "1", "001"),
        ("II. Điển hình (2)", "", ""),
        ("", "1", "002"),
        ("", "2", "003"),
    ]


def test_badges_come_eight_to_a_sheet_and_the_rest_stays_empty() -> None:
    found = delegates(*(a_person(number) for number in range(1, 11)))
    sheets = conference_context(found, VI)["bang_to"]
    assert isinstance(sheets, list)

    assert (len(sheets), ON_SHEET) == (2, 8)
    assert [sheets[1][f"ten_{place}"] for place in range(1, 9)] == [
        *("Người 9", "Người 10"),
        *[""] * 6,
    ]
    document = Document(BytesIO(conference_paper(ConferencePaper.BADGES, found, VI)))
    assert len(document.tables) == 2
    written = text_of(conference_paper(ConferencePaper.BADGES, found, VI))
    assert (written.count("ĐẠI BIỂU"), written.count("Số thẻ:")) == (10, 10)


def test_a_long_post_is_cut_on_the_badge_only() -> None:
    long = Printed("An", "Phó " * 60, "Vụ", 1, 0)
    context = conference_context(delegates(long), VI)
    sheets, people = context["bang_to"], context["bang_nguoi"]
    assert isinstance(sheets, list)
    assert isinstance(people, list)

    assert (len(sheets[0]["chuc_vu_1"]), sheets[0]["chuc_vu_1"][-1]) == (90, "…")
    assert people[0]["chuc_vu"] == "Phó " * 60


def test_certificates_are_for_exemplars_and_invitations_for_all() -> None:
    found = delegates(a_person(1, exemplar=""), a_person(2))
    certificates = text_of(conference_paper(ConferencePaper.CERTIFICATES, found, VI))
    invitations = text_of(conference_paper(ConferencePaper.INVITATIONS, found, VI))

    assert (certificates.count("GIẤY CHỨNG NHẬN"), invitations.count("GIẤY MỜI")) == (1, 2)
    assert "Mô hình 2" in certificates
    assert "Hà Nội, ngày 27 tháng 11 năm 2020" in certificates
    assert "Chuyên viên, Vụ Pháp chế" in invitations


def test_signs_that_mean_something_to_word_or_the_template_are_text() -> None:
    tricky = Printed("{{ 7*7 }} <b>&", "", "Vụ", 1, 0)

    assert "{{ 7*7 }} &lt;b&gt;&amp;" in text_of(
        conference_paper(ConferencePaper.LIST, delegates(tricky), VI)
    )


def test_a_template_with_an_unknown_name_is_refused(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("{{ ten_hoi_nghi }} {{ so_cho }}")
    made.save(str(tmp_path / "mau.docx"))
    with pytest.raises(FaultyFile) as fault:
        conference_paper(ConferencePaper.LIST, delegates(), VI, tmp_path / "mau.docx")
    assert [each.values["name"] for each in fault.value.problems] == ["so_cho"]


def test_without_libreoffice_no_pdf_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_NAMES", ("no-such-office",))
    assert not pdf_module.can_make_pdf()
    with pytest.raises(NoPdf):
        pdf_of(b"")


@pytest.mark.office
@pytest.mark.usefixtures("soffice")
def test_pages_of_the_pdf_are_those_that_are_cut_and_handed_out(tmp_path: Path) -> None:
    found = delegates(*(a_person(number) for number in range(1, 18)))
    pages = {
        ConferencePaper.BADGES: (3, (595, 842)),
        ConferencePaper.CERTIFICATES: (17, (842, 595)),
    }
    for kind, (count, size) in pages.items():
        place = tmp_path / f"{kind}.pdf"
        place.write_bytes(pdf_of(conference_paper(kind, found, VI)))
        told = subprocess.run(["pdfinfo", str(place)], check=True, capture_output=True, text=True)
        assert re.search(rf"Pages: +{count}\n", told.stdout)
        points = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told.stdout)
        assert points is not None
        assert tuple(round(float(each)) for each in points.groups()) == size
    words = subprocess.run(
        ["pdftotext", str(tmp_path / "the-dai-bieu.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert words.stdout.count("Số thẻ:") == 17
