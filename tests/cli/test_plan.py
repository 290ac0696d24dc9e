"""Plan files are checked and put into use from the command line."""

from pathlib import Path

import pytest

from tests.cli.running import EN, VI, toolkit
from toolkit.app import open_toolkit
from toolkit.resources import resource

SHIPPED = resource("plans/monre-2016-2020.toml")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The shipped plan with a key that nobody knows and a date that is none."""
    file = tmp_path / "kế hoạch.toml"
    text = SHIPPED.read_text("utf-8").replace("due_soon_days", "due_sooner_days", 1)
    file.write_text(text.replace('frequency = "once"', 'frequency = "now"', 1), "utf-8")
    return file


def test_a_sound_plan_is_told_with_its_counts() -> None:
    done = toolkit("plan", "check", SHIPPED)

    assert done.exit_code == 0
    assert "hợp lệ: 2 giai đoạn, 18 nhiệm vụ" in done.stdout
    assert "is sound: 2 phases, 18 tasks" in toolkit("plan", "check", SHIPPED, "--lang=en").stdout


@pytest.mark.parametrize("verb", ["check", "use"])
def test_every_fault_of_a_plan_stands_on_a_line_of_its_own(verb: str, faulty: Path) -> None:
    toolkit("init", "--empty")

    done = toolkit("plan", verb, faulty)
    first, *faults = done.stderr.splitlines()

    assert (done.exit_code, done.stdout) == (1, "")
    assert first == VI.say("error.faulty_file", name=faulty.name, count=len(faults))
    assert len(faults) == 3
    assert [fault for fault in faults if fault.startswith("Dòng ")] == faults[1:]


def test_a_faulty_plan_is_not_used(faulty: Path) -> None:
    toolkit("init", "--empty")

    toolkit("plan", "use", faulty)

    with open_toolkit() as kit, kit.desk.store.reading() as reading:
        assert reading.plan_version() is None


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes(b"PK\x03\x04\xff\xfe")

    done = toolkit("plan", "check", file)

    assert done.exit_code == 1
    assert VI.say("plan_file.not_utf8") in done.stderr


def test_a_plan_is_put_into_use_with_its_reason() -> None:
    toolkit("init", "--empty")

    done = toolkit("plan", "use", SHIPPED, "--reason", "Quyết định mới", "--lang", "en")

    assert done.exit_code == 0
    assert done.stdout.endswith(EN.say("cli.made", made=0, moved=0, dropped=0) + "\n")
    with open_toolkit() as kit, kit.desk.store.reading() as reading:
        version = reading.plan_version()
        assert version
        assert version.toml == SHIPPED.read_text("utf-8")
        (change,) = reading.history("plan", version.id)
        assert (change.by, change.action, change.reason) == ("cli", "use_plan", "Quyết định mới")


def test_a_plan_cannot_be_used_before_there_are_data(data: Path) -> None:
    done = toolkit("plan", "use", SHIPPED)

    assert done.exit_code == 1
    assert done.stderr == VI.say("error.data_missing", path=data) + "\n"
