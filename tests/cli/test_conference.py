"""Papers of a conference from the command line."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import VI, toolkit

CODE = "bieu-duong-2018"


@pytest.fixture(autouse=True)
def data(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_DATA", str(demo_data))


def test_the_list_of_delegates_is_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "đại biểu.xlsx"
    done = toolkit("export", "conference", CODE, "--kind", "list", "--out", out)

    assert (done.exit_code, done.stderr) == (0, "")
    assert VI.say("cli.conference.done", path=out) in done.stdout
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert "I. Điển hình tiên tiến" in rows


def test_badges_are_made_from_a_template_of_ones_own(tmp_path: Path) -> None:
    mine, out = tmp_path / "mau.docx", tmp_path / "the.docx"
    assert toolkit("template", "copy", "badges", "--out", mine).exit_code == 0
    assert toolkit("template", "check", mine).exit_code == 0
    kind = ("--kind", "badges", "--template", mine)
    done = toolkit("export", "conference", CODE, *kind, "--out", out)

    assert (done.exit_code, done.stderr) == (0, "")
    assert out.read_bytes()[:2] == b"PK"


def test_badges_are_no_workbook_and_an_unknown_conference_is_told(tmp_path: Path) -> None:
    out = tmp_path / "the.xlsx"
    done = toolkit("export", "conference", CODE, "--kind", "badges", "--out", out)
    assert done.exit_code == 2
    assert VI.say("cli.conference.other_ending", path=out) in done.stderr
    done = toolkit("export", "conference", "khong-co", "--kind", "list", "--out", out)
    assert done.exit_code == 1
    assert VI.say("error.unknown_conference", code="khong-co") in done.stderr
    assert not list(tmp_path.iterdir())
