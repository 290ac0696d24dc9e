"""Reports, letters and templates from the command line."""

from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.running import VI, toolkit


@pytest.fixture(autouse=True)
def data(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_DATA", str(demo_data))


@pytest.mark.parametrize("kind", ["so-ket", "tong-ket"])
def test_a_report_is_written_whole(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "báo cáo.docx"

    done = toolkit("export", "report", "--kind", kind, "--out", out, "--as-known-on", "31/03/2018")

    assert (done.exit_code, done.stderr) == (0, "")
    assert "31/03/2018" in done.stdout
    assert docx.Document(str(out)).tables
    assert [file.name for file in tmp_path.iterdir()] == [out.name]


def test_a_report_is_a_document_and_nothing_else(tmp_path: Path) -> None:
    done = toolkit("export", "report", "--kind", "so-ket", "--out", tmp_path / "a.pdf")

    assert done.exit_code == 2
    assert VI.say("cli.papers.not_docx", path=tmp_path / "a.pdf") in done.stderr


def test_letters_go_into_a_folder_of_their_own(tmp_path: Path) -> None:
    done = toolkit("export", "letters", "--out", tmp_path / "thư")
    letters = sorted((tmp_path / "thư").glob("*.docx"))

    assert (done.exit_code, done.stderr) == (0, "")
    assert letters
    assert f" {len(letters)} đơn vị" in done.stdout
    assert len(list((tmp_path / "thư").glob("*.ics"))) == len(letters)


def test_a_template_is_copied_edited_and_checked(tmp_path: Path) -> None:
    place = tmp_path / "mau.docx"

    assert toolkit("template", "copy", "letter", "--out", place).exit_code == 0
    assert toolkit("template", "check", place).exit_code == 0
    document = docx.Document(str(place))
    document.add_paragraph("{{ ten_don_viii }}")
    document.save(str(place))
    done = toolkit("template", "check", place)
    refused = toolkit("export", "letters", "--out", tmp_path / "a", "--template", place)

    sentence = VI.say("papers.unknown_name", name="ten_don_viii")
    assert (done.exit_code, done.stderr) == (1, f"{sentence}\n")
    assert refused.exit_code == 1
    assert sentence in refused.stderr
    assert not (tmp_path / "a").exists()


def test_a_layout_is_copied_checked_and_filled(tmp_path: Path) -> None:
    place, out = tmp_path / "mau.xlsx", tmp_path / "biểu.xlsx"

    assert toolkit("template", "copy", "statistics", "--out", place).exit_code == 0
    checked = toolkit("template", "check", place)
    done = toolkit("export", "statistics", "--out", out, "--template", place)

    assert checked.exit_code == 0
    assert "ty_le_dung_han" in checked.stdout
    assert (done.exit_code, done.stderr) == (0, "")
    assert openpyxl.load_workbook(out)["Biểu 01"]["B12"].value == "Vụ"


def test_a_layout_without_our_names_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "mau.xlsx")
    done = toolkit("template", "check", tmp_path / "mau.xlsx")

    assert (done.exit_code, done.stderr) == (1, VI.say("papers.no_names") + "\n")
