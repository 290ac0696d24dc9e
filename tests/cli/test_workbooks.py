"""The workbooks of units are written from the command line."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, VI, environment_with, toolkit
from tests.waiting import eventually

WORKBOOKS = ("export", "workbooks", "--out")


@pytest.fixture(autouse=True)
def data(demo_data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = tmp_path / "data.db"
    copy.write_bytes(demo_data.read_bytes())
    monkeypatch.setenv("TOOLKIT_DATA", str(copy))


def test_workbooks_of_the_units_named_are_written_into_a_folder_that_is_made(
    tmp_path: Path,
) -> None:
    out = tmp_path / "biểu mẫu" / "kỳ này"

    done = toolkit(*WORKBOOKS, out, "--unit", "TCMT", "--unit", "VP")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == VI.say("cli.export.workbooks_done", count=2, path=out) + "\n"
    assert sorted(file.name for file in out.iterdir()) == [
        "Bieu-mau_TCMT_2018-H2.xlsx",
        "Bieu-mau_VP_2018-H2.xlsx",
    ]


def test_period_is_taken_at_its_word(tmp_path: Path) -> None:
    done = toolkit(*WORKBOOKS, tmp_path / "out", "--unit", "VP", "--period", "2017")

    assert done.exit_code == 0
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["Bieu-mau_VP_2017.xlsx"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("--unit", "XYZ"), VI.say("workbook.unknown_unit", codes="XYZ")),
        (("--period", "2031"), VI.say("blocker.unknown_period", period="2031", year="2016")),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    tmp_path: Path, line: tuple[str, ...], sentence: str
) -> None:
    done = toolkit(*WORKBOOKS, tmp_path / "out", *line)

    assert (done.exit_code, done.stderr) == (1, sentence + "\n")
    assert not (tmp_path / "out").exists()


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    done = toolkit(*WORKBOOKS, tmp_path / "file" / "out", "--unit", "VP")

    assert done.exit_code == 1
    assert done.stderr == VI.say("cli.cannot_write", path=tmp_path / "file" / "out") + "\n"


def test_folder_must_be_named() -> None:
    assert toolkit("export", "workbooks").exit_code == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["stopped", "killed"])
def test_run_that_ends_midway_shows_no_workbook_half_written(
    tmp_path: Path, how: signal.Signals
) -> None:
    out = tmp_path / "out"
    line = [*COMMAND, *WORKBOOKS, str(out)]
    with subprocess.Popen(line, env=environment_with(), stderr=subprocess.PIPE) as run:
        assert eventually(lambda: bool([*out.glob(".*/*.xlsx")]))
        run.send_signal(how)
        told = run.communicate(timeout=60)[1].decode()

    assert [file.name for file in out.iterdir() if not file.name.startswith(".")] == []
    if how is signal.SIGINT:
        assert run.returncode == 1
        assert VI.say("cli.stopped") in told
        assert [*out.iterdir()] == []
