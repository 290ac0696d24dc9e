"""Everything is written as tables from the command line."""

from pathlib import Path

import pytest

from tests.cli.running import VI, toolkit

EVERYTHING = ("export", "all", "--format")


@pytest.fixture(autouse=True)
def data(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_DATA", str(demo_data))


@pytest.mark.parametrize(("form", "count"), [("xlsx", 1), ("csv", 19), ("parquet", 19)])
def test_everything_is_written_in_each_form(tmp_path: Path, form: str, count: int) -> None:
    out = tmp_path / "toàn bộ"

    done = toolkit(*EVERYTHING, form, "--out", out)

    assert (done.exit_code, done.stderr) == (0, "")
    assert str(out) in done.stdout
    assert [file.suffix for file in out.iterdir()] == [f".{form}"] * count


def test_a_folder_with_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", "utf-8")

    done = toolkit(*EVERYTHING, "csv", "--out", tmp_path)

    assert done.exit_code == 1
    assert done.stderr == VI.say("bulk.folder_taken", path=tmp_path) + "\n"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    done = toolkit(*EVERYTHING, "csv", "--out", tmp_path / "none" / "out")

    assert done.exit_code == 1
    assert done.stderr == VI.say("cli.cannot_write", path=tmp_path / "none" / "out") + "\n"
