"""Summaries of every kind are written, known again and compared from the command line."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import VI, toolkit
from toolkit.demo import make_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demo") / "guong-sang.db"
    make_demo(str(place), today=date(2017, 4, 20))
    return place


@pytest.fixture(autouse=True)
def data(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOOLKIT_DATA", str(demo))
    return demo


def _summary(folder: Path, kind: int = 6, day: str = "2017-04-15") -> Path:
    out = folder / f"{kind}-{day}.xlsx"
    done = toolkit("export", "summary", "--kind", kind, "--as-known-on", day, "--out", out)
    assert (done.exit_code, done.stderr) == (0, "")
    return out


def test_summary_of_the_kind_asked_for_is_unaltered(tmp_path: Path) -> None:
    file = _summary(tmp_path)
    done = toolkit("verify", file)
    assert done.exit_code == 0
    assert VI.say("verify.unaltered", name=file.name) in done.stdout
    assert "15/04/2017" in done.stdout


def test_altered_file_ends_with_1_and_names_the_cell(tmp_path: Path) -> None:
    file = _summary(tmp_path)
    book = openpyxl.load_workbook(file)
    before = book["Dữ liệu"]["M5"].value
    book["Dữ liệu"]["M5"] = 77
    book.save(file)
    done = toolkit("verify", file)
    assert done.exit_code == 1
    told = VI.say("verify.cell", place="Dữ liệu!M5", ours=str(before), theirs="77")
    assert [line for line in done.stdout.splitlines() if "!" in line] == [told]


def test_a_strange_file_ends_with_1(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"abc")
    done = toolkit("verify", file)
    assert done.exit_code == 1
    assert VI.say("verify.not_ours", name="a.xlsx") in done.stdout


def test_compare_tells_figures_rows_and_records(tmp_path: Path) -> None:
    files = [_summary(tmp_path, kind=1, day=day) for day in ("2017-03-01", "2017-04-15")]
    done = toolkit("compare", *files)
    assert (done.exit_code, done.stderr) == (0, "")
    head, figures, *_ = done.stdout.splitlines()
    assert "01/03/2017 → 15/04/2017" in head
    assert figures.endswith("số liệu thay đổi:")
    assert "bản ghi " in done.stdout
    same = toolkit("compare", files[0], files[0])
    assert VI.say("comparing.same") in same.stdout


def test_two_kinds_are_not_compared(tmp_path: Path) -> None:
    day = "2017-04-15"
    done = toolkit("compare", _summary(tmp_path, 1, day), _summary(tmp_path, 6, day))
    assert done.exit_code == 1
    assert VI.say("comparing.other_kind") in done.stderr
