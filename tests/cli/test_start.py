"""The first data: real ones that begin empty or with what ships, and demo data."""

import os
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, VI, environment_with, toolkit
from toolkit.app import open_toolkit

DAY = ["--today", "2017-04-20"]


def test_init_makes_data_with_the_shipped_plan_and_units(data: Path) -> None:
    done = toolkit("init")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == VI.say("cli.init.done", path=data) + "\n"
    with open_toolkit() as kit, kit.desk.store.reading() as reading:
        assert reading.plan().code
        assert len(reading.units()) == 144
        assert len(reading.all_obligations()) > 1000
        assert not kit.is_demo


@pytest.mark.postgresql
def test_init_makes_data_in_postgresql_and_shows_no_password(postgresql_url: str) -> None:
    done = toolkit("init", "--empty", "--data", postgresql_url)

    assert done.exit_code == 0
    assert "postgresql://" in done.stdout
    assert toolkit("user", "list", "--data", postgresql_url).exit_code == 0


def test_init_never_touches_data_that_are_there(data: Path) -> None:
    toolkit("init")
    before = data.read_bytes()

    done = toolkit("init")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == VI.say("cli.init.there", path=data) + "\n"
    assert data.read_bytes() == before


def test_init_fills_data_that_are_still_empty() -> None:
    toolkit("init", "--empty")

    assert toolkit("init").exit_code == 0


def test_a_file_that_is_not_ours_is_left_alone(data: Path) -> None:
    data.parent.mkdir()
    data.write_bytes(b"my thesis")

    for verb in (["init"], ["demo"], ["demo", "--if-missing"], ["user", "list"]):
        done = toolkit(*verb)
        assert done.exit_code == 1
        assert done.stderr == VI.say("error.data_not_ours", path=data) + "\n"

    assert data.read_bytes() == b"my thesis"


def test_demo_lives_to_its_day(data: Path) -> None:
    done = toolkit("demo", *DAY)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == VI.say("cli.demo.done", path=data, today=date(2017, 4, 20)) + "\n"
    with open_toolkit() as kit:
        assert kit.is_demo
        assert kit.desk.today == date(2017, 4, 20)
    assert [file.name for file in data.parent.iterdir()] == [data.name]


def test_demo_again_begins_anew_on_another_day(data: Path) -> None:
    toolkit("demo", *DAY)

    done = toolkit("demo", "--today", "1/2/2017")

    assert done.exit_code == 0
    with open_toolkit() as kit:
        assert kit.desk.today == date(2017, 2, 1)
    assert [file.name for file in data.parent.iterdir()] == [data.name]


def test_demo_if_missing_leaves_what_is_there(data: Path) -> None:
    toolkit("init", "--empty")
    before = data.read_bytes()

    done = toolkit("demo", "--if-missing")

    assert (done.exit_code, done.output) == (0, "")
    assert data.read_bytes() == before


def test_demo_never_replaces_real_data(data: Path) -> None:
    toolkit("init", "--empty")
    before = data.read_bytes()

    done = toolkit("demo")

    assert done.exit_code == 1
    assert done.stderr == VI.say("error.data_there", path=data) + "\n"
    assert data.read_bytes() == before


def test_demo_has_no_day_outside_the_plan(data: Path) -> None:
    done = toolkit("demo", "--today", "2015-01-01")

    assert done.exit_code == 1
    assert "08/12/2016 – 31/12/2020" in done.stderr
    assert list(data.parent.glob("*")) == []


def test_demo_stopped_by_hand_leaves_nothing(data: Path) -> None:
    demo = subprocess.Popen(
        [*COMMAND, "demo"], env=environment_with(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    # While a module is imported Python may lose a Ctrl+C; once rows are written all are imported.
    while not sum(log.stat().st_size for log in data.parent.glob("*-wal")) and demo.poll() is None:
        time.sleep(0.01)
    os.kill(demo.pid, signal.SIGINT)
    told, wrong = demo.communicate(timeout=60)

    assert (told, wrong.decode()) == (b"", f"\n{VI.say('cli.stopped')}\n")
    assert demo.returncode == 1
    assert list(data.parent.iterdir()) == []
