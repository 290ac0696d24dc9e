"""Data are backed up, restored and checked from the command line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import VI, toolkit


@pytest.fixture(autouse=True)
def kept(data: Path, tmp_path: Path) -> Path:
    """Data with one user, and their backup."""
    toolkit("init", "--empty")
    toolkit("user", "add", "ha", "--name", "Hà", "--role", "leader")
    file = tmp_path / "sao lưu.zip"
    assert toolkit("backup", file).stdout == VI.say("cli.data.kept", path=file) + "\n"
    return file


def test_a_backup_is_restored_to_a_free_place(kept: Path, tmp_path: Path) -> None:
    place = tmp_path / "khôi phục" / "a.db"

    done = toolkit("restore", kept, "--data", place)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == VI.say("cli.data.restored", path=kept, place=place) + "\n"
    assert toolkit("user", "list", "--data", place).stdout.startswith("ha")
    assert toolkit("check", "--data", place).exit_code == 0


def test_data_are_not_replaced_unless_asked(kept: Path, data: Path) -> None:
    toolkit("user", "add", "an", "--name", "An", "--role", "leader")

    done = toolkit("restore", kept)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == VI.say("error.data_occupied", path=data) + "\n"
    assert toolkit("user", "list").stdout.count("\n") == 2


def test_replaced_data_are_kept_beside(kept: Path) -> None:
    toolkit("user", "add", "an", "--name", "An", "--role", "leader")

    done = toolkit("restore", kept, "--replace")
    aside = done.stdout.splitlines()[1].split("“")[1].split("”")[0]

    assert done.exit_code == 0
    assert done.stdout.splitlines()[1] == VI.say("cli.data.aside", path=aside)
    assert toolkit("user", "list").stdout.count("\n") == 1
    assert toolkit("user", "list", "--data", aside).stdout.count("\n") == 2


def test_a_backup_is_not_overwritten_unless_asked(kept: Path) -> None:
    before = kept.read_bytes()

    refused = toolkit("backup", kept)

    assert refused.exit_code == 1
    assert refused.stderr == VI.say("error.data_occupied", path=kept) + "\n"
    assert kept.read_bytes() == before
    assert toolkit("backup", kept, "--replace").exit_code == 0


def test_a_backup_to_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = toolkit("backup", tmp_path / "none" / "a.zip")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "mã" not in done.stderr.split("“")[0]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"SQLite format 3\x00broken"])
def test_a_file_that_is_no_backup_changes_nothing(
    content: bytes, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(content)

    done = toolkit("restore", file, "--replace")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("“")
    assert toolkit("user", "list").stdout.startswith("ha")


def test_whole_data_are_told_to_be_whole(data: Path) -> None:
    done = toolkit("check")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == VI.say("cli.data.whole", path=data) + "\n"


def test_data_that_somebody_tampered_with_are_told_fault_by_fault(data: Path) -> None:
    with closing(sqlite3.connect(data, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO file VALUES (?, 'a.pdf', 3, x'616263', 0)",
            ("0" * 64,),
        )

    done = toolkit("check")
    faults = done.stdout.splitlines()

    assert done.exit_code == 1
    assert len(faults) == 1
    assert done.stderr == VI.say("cli.data.faulty", path=data, count=1) + "\n"


@pytest.mark.postgresql
def test_data_move_from_a_file_to_postgresql(kept: Path, postgresql_url: str) -> None:
    done = toolkit("restore", kept, "--data", postgresql_url)

    assert done.exit_code == 0
    assert "postgresql://" in done.stdout
    assert toolkit("user", "list", "--data", postgresql_url).stdout.startswith("ha")
