"""The Ministry's summary is written from the command line, for any day."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import VI, toolkit
from toolkit.demo import make_demo

SUMMARY = ["export", "summary", "--as-known-on"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demo") / "guong-sang.db"
    make_demo(str(place), today=date(2017, 4, 20))
    return place


@pytest.fixture(autouse=True)
def data(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOOLKIT_DATA", str(demo))
    return demo


def test_the_summary_is_written_whole(tmp_path: Path) -> None:
    out = tmp_path / "biểu tổng hợp.xlsx"

    done = toolkit(*SUMMARY, "31/03/2017", "--out", out)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "31/03/2017" in done.stdout
    assert str(out) in done.stdout
    assert openpyxl.load_workbook(out).sheetnames
    assert list(tmp_path.glob("*.part")) == []


def test_an_older_summary_of_that_name_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"old")

    assert toolkit(*SUMMARY, "2017-03-31", "--out", out).exit_code == 0

    assert out.read_bytes().startswith(b"PK")


def test_nobody_knows_the_figures_of_tomorrow(tmp_path: Path) -> None:
    done = toolkit(*SUMMARY, "2017-04-21", "--out", tmp_path / "a.xlsx")

    assert done.exit_code == 2
    assert "21/04/2017 ở sau hôm nay (20/04/2017)" in done.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_a_summary_is_a_workbook_and_nothing_else(tmp_path: Path) -> None:
    done = toolkit(*SUMMARY, "2017-03-31", "--out", tmp_path / "a.pdf")

    assert done.exit_code == 2
    assert VI.say("cli.export.not_xlsx", path=tmp_path / "a.pdf") in done.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    out = tmp_path / "none" / "a.xlsx"

    done = toolkit(*SUMMARY, "2017-03-31", "--out", out)

    assert done.exit_code == 1
    assert done.stderr == VI.say("cli.cannot_write", path=out) + "\n"


def test_without_a_plan_there_is_no_summary(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    toolkit("init", "--empty", "--data", other)

    done = toolkit(*SUMMARY, "2017-03-31", "--out", tmp_path / "a.xlsx", "--data", other)

    assert done.exit_code == 1
    assert done.stderr == VI.say("error.no_plan") + "\n"
