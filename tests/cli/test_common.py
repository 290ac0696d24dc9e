"""What many commands share: days, progress, files to write."""

import errno
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest

from tests.cli.running import environment_with
from toolkit.cli.common import CannotWrite, Day, writing_to
from toolkit.errors import DiskFull

SHOWING = """
from toolkit.cli.common import progress
with progress("Đang làm") as show:
    show(0.25); show(0.2); show(1.0)
print("xong")
"""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-10-15", date(2018, 10, 15)),
        ("15/10/2018", date(2018, 10, 15)),
        ("5/1/2018", date(2018, 1, 5)),
        (" 2018-10-15 ", date(2018, 10, 15)),
        ("29/02/2020", date(2020, 2, 29)),
    ],
)
def test_a_day_is_written_the_iso_or_the_vietnamese_way(text: str, day: date) -> None:
    assert Day().convert(text, None, None) == day


@pytest.mark.parametrize(
    "text", ["", "31/02/2018", "2018-2-1", "20181015", "10/15/2018", "15/10/18", "hôm nay", "1-1-1"]
)
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(click.BadParameter, match="không phải ngày"):
        Day().convert(text, None, None)


def test_progress_is_drawn_for_a_person_who_watches() -> None:
    watching, terminal = pty.openpty()

    done = subprocess.run(
        [sys.executable, "-c", SHOWING],
        env=environment_with(TERM="xterm", PYTHONUTF8="1"),
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=True,
    )
    drawn = os.read(watching, 10_000).decode()
    os.close(watching)
    os.close(terminal)

    assert done.stdout.decode() == "xong\n"
    assert "Đang làm" in drawn
    assert " 25%" in drawn
    assert "100%" in drawn


def test_progress_is_not_drawn_into_a_file() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWING], env=environment_with(), capture_output=True, check=True
    )

    assert done.stderr == b""


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EACCES, CannotWrite), (errno.ENOENT, CannotWrite)],
)
def test_what_the_disk_complains_of_is_told_by_the_file(number: int, kind: type[Exception]) -> None:
    with pytest.raises(kind), writing_to(Path("a.xlsx")):
        raise OSError(number, "")
