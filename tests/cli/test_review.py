"""A round's files from the command line: on the demo, whose rounds are lived through."""

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.cli.running import VI, toolkit

ROUND, UNITS, LATER = "so-ket-2018", "so-ket-2018-don-vi", "tong-ket-2020"


@pytest.fixture(autouse=True)
def data(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_DATA", str(demo_data))


@pytest.mark.parametrize("code", [ROUND, UNITS])
def test_results_are_written_whole(tmp_path: Path, code: str) -> None:
    out = tmp_path / "kết quả.xlsx"
    done = toolkit("review", "results", code, "--out", out)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "TẠM TÍNH" not in done.stdout
    assert "Biểu 1" in load_workbook(out, read_only=True).sheetnames
    assert [file.name for file in tmp_path.iterdir()] == [out.name]


def test_minutes_are_written_whole(tmp_path: Path) -> None:
    out = tmp_path / "biên bản.docx"
    done = toolkit("review", "minutes", ROUND, "--out", out)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "BIÊN BẢN" in [each.text for each in docx.Document(str(out)).paragraphs]
    assert [file.name for file in tmp_path.iterdir()] == [out.name]


def test_score_sheets_are_written_for_all_or_for_one(tmp_path: Path) -> None:
    every, one = tmp_path / "a.xlsx", tmp_path / "b.xlsx"

    assert toolkit("review", "sheets", ROUND, "--out", every).exit_code == 0
    some = toolkit("review", "sheets", ROUND, "--out", one, "--member", "hd.minh", "--filled")
    assert (some.exit_code, some.stderr) == (0, "")
    assert len(load_workbook(every, read_only=True).sheetnames) == 9
    assert len(load_workbook(one, read_only=True).sheetnames) == 1


@pytest.mark.parametrize("what", ["results", "minutes"])
@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("khong-co", [VI.say("error.unknown_review", code="khong-co")] * 2),
        (LATER, ["chưa mở chấm điểm", VI.say("blocker.review_file.nothing_counted")]),
    ],
)
def test_what_is_not_there_is_a_sentence_and_no_file(
    tmp_path: Path, what: str, code: str, sentences: list[str]
) -> None:
    ending = "xlsx" if what == "results" else "docx"
    done = toolkit("review", what, code, "--out", tmp_path / f"a.{ending}")

    assert done.exit_code == 1
    assert sentences[what == "minutes"] in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_round_without_a_ballot_has_no_minutes(tmp_path: Path) -> None:
    done = toolkit("review", "minutes", UNITS, "--out", tmp_path / "a.docx")

    assert (done.exit_code, done.stderr) == (
        1,
        VI.say("blocker.review_file.no_ballot_held") + "\n",
    )
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("what", "name"), [("results", "a.docx"), ("minutes", "a.xlsx"), ("rewards", "a.pdf")]
)
def test_the_ending_of_a_file_says_what_it_is(tmp_path: Path, what: str, name: str) -> None:
    done = toolkit("review", what, ROUND, "--out", tmp_path / name)

    assert done.exit_code == 2
    assert [*tmp_path.iterdir()] == []


def test_a_round_needs_its_code() -> None:
    assert toolkit("review", "results", "--out", "a.xlsx").exit_code == 2
