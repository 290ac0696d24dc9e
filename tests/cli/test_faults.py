"""Whatever goes wrong becomes one sentence and an exit status."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.cli.running import COMMAND, VI, environment_with, toolkit
from toolkit.cli.faults import Program
from toolkit.errors import Locked


def running(body: Callable[[], object], *line: str) -> Result:
    """A command line of a program whose only command does `body`."""
    program = Program("toolkit", help="cli.help.toolkit")
    program.command("go")(body)
    return CliRunner().invoke(program, [*line, "go"])


def raising(fault: BaseException) -> Callable[[], object]:
    def body() -> None:
        raise fault

    return body


def test_a_fault_of_ours_is_its_sentence_on_standard_error_with_status_1() -> None:
    done = running(raising(Locked(path="a.db")))

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == VI.say("error.data_locked", path="a.db") + "\n"


def test_an_unexpected_fault_shows_a_code_that_finds_the_traceback_in_the_log(
    tmp_path: Path,
) -> None:
    done = running(raising(ZeroDivisionError("secret detail")))
    log = (tmp_path / "log/toolkit.log").read_text("utf-8")
    code = re.findall(r"mã ([0-9A-F]{6})", done.stderr)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(VI.say("error.unexpected", code=code[0]))
    assert "ZeroDivisionError" not in done.stderr
    assert f"ERROR {code[0]}\nTraceback" in log
    assert log.endswith("ZeroDivisionError: secret detail\n")


def test_debug_shows_the_traceback_too() -> None:
    done = running(raising(ZeroDivisionError("detail")), "--debug")

    assert "Traceback (most recent call last)" in done.stderr
    assert done.exit_code == 1


def test_a_log_that_cannot_be_written_does_not_hide_the_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TOOLKIT_LOG_FILE", "/dev/null/toolkit.log")

    done = running(raising(ZeroDivisionError()))

    assert re.fullmatch(r"Có lỗi ngoài dự kiến \(mã .{6}\)\..*\n", done.stderr)
    assert "toolkit.log" not in done.stderr


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), EOFError(), click.Abort()])
def test_stopping_by_hand_is_clean(stop: BaseException) -> None:
    done = running(raising(stop))

    assert done.exit_code == 1
    assert done.stderr == f"\n{VI.say('cli.stopped')}\n"


def test_wrong_settings_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_PORT", "x")

    done = toolkit("user", "list")

    assert done.exit_code == 1
    assert "port = x" in done.stderr


@pytest.mark.parametrize("line", [["--help"], ["user", "list"]])
def test_a_reader_who_leaves_early_is_no_fault(line: list[str], data: Path) -> None:
    assert toolkit("init", "--empty").exit_code == 0
    assert toolkit("user", "add", "a", "--name", "A", "--role", "leader").exit_code == 0
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [*COMMAND, *line],
        env=environment_with(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


def test_data_that_are_not_there_are_told_with_what_to_do(data: Path) -> None:
    done = toolkit("user", "list")

    assert done.exit_code == 1
    assert done.stderr == VI.say("error.data_missing", path=data) + "\n"
    assert not data.exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("foo://x/y", "foo://x/y"),
        ("mysql://me:secret@host/y", "host/y"),
        ("postgresql://me:secret@[::1/y", "[::1/y"),
        ("postgresql://me:secret@host:port/y", "host:port/y"),
    ],
)
def test_an_address_that_is_no_database_is_told_without_its_password(
    address: str, told: str
) -> None:
    done = toolkit("user", "list", "--data", address)

    assert done.exit_code == 1
    assert done.stderr == VI.say("cli.unknown_database", path=told) + "\n"


def test_a_database_that_does_not_answer_is_told_without_its_password() -> None:
    done = toolkit("user", "list", "--data", "postgresql://me:secret@127.0.0.1:1/x")

    assert done.exit_code == 1
    assert "Không kết nối được" in done.stderr
    assert "secret" not in done.stderr
