"""Lists of units are taken over from the command line."""

from pathlib import Path

import pytest

from tests.cli.running import VI, toolkit
from toolkit.app import open_toolkit
from toolkit.resources import resource

SHIPPED = resource("units/monre-2016.csv")


@pytest.fixture(autouse=True)
def store() -> None:
    toolkit("init", "--empty")


def test_units_are_taken_over_and_owe_what_the_plan_asks() -> None:
    toolkit("plan", "use", resource("plans/monre-2016-2020.toml"))

    done = toolkit("import", "units", SHIPPED)
    imported, made = done.stdout.splitlines()

    assert (done.exit_code, done.stderr) == (0, "")
    assert imported == VI.say("cli.units.imported", new=144, changed=0, same=0)
    assert not made.startswith(VI.say("cli.made", made=0, moved=0, dropped=0)[:25])
    assert len(_units()) == 144


def test_units_taken_over_twice_stay_as_they_are() -> None:
    toolkit("import", "units", SHIPPED)

    again = toolkit("import", "units", SHIPPED)

    assert again.stdout.startswith(VI.say("cli.units.imported", new=0, changed=0, same=144))


def test_a_faulty_list_is_refused_whole_with_every_fault_and_its_line(tmp_path: Path) -> None:
    head, first, *rest = SHIPPED.read_text("utf-8").splitlines()
    file = tmp_path / "đơn vị.csv"
    file.write_text("\n".join([head, first, first, *rest, first]), "utf-8")

    done = toolkit("import", "units", file)
    told, *faults = done.stderr.splitlines()

    assert (done.exit_code, done.stdout) == (1, "")
    assert told == VI.say("error.faulty_file", name=file.name, count=len(faults))
    assert all(fault.startswith(("Dòng ", "Ô ")) for fault in faults)
    assert _units() == ()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a,b\n1,2\n", b"PK\x03\x04broken"])
def test_a_file_that_is_no_list_of_units_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "units.csv"
    file.write_bytes(content)

    done = toolkit("import", "units", file)

    assert done.exit_code == 1
    assert done.stderr.startswith("Tệp “units.csv” có ")
    assert _units() == ()


def _units() -> tuple[object, ...]:
    with open_toolkit() as kit, kit.desk.store.reading() as reading:
        return reading.units()
