"""Somebody's list is shown, asked about and taken from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.running import VI, toolkit
from tests.exchange.foreign_books import PERSONS, SIGNATURES, TITLES, book
from toolkit.app import open_toolkit
from toolkit.cli import main
from toolkit.resources import resource
from toolkit.store import ExemplarFilter

GOOD = [1, "Trần Thị Hòa", "Nữ", "15/10/1985", "Chuyên viên", None, "Tổng cục Môi trường"]
DOUBTFUL = [2, "Lê Văn Mẫu", "Nam", 1979, "Chuyên viên", None, "Tổng cục Môi trừơng"]


@pytest.fixture(autouse=True)
def store() -> None:
    toolkit("init", "--empty")
    toolkit("plan", "use", resource("plans/monre-2016-2020.toml"))
    toolkit("import", "units", resource("units/monre-2016.csv"))


def _file(folder: Path, *rows: list[object]) -> Path:
    file = folder / "danh-sach.xlsx"
    file.write_bytes(book([*TITLES, PERSONS, *rows, *SIGNATURES]))
    return file


def _names() -> list[str]:
    with open_toolkit() as kit, kit.desk.store.reading() as q:
        return [one.name for one in q.exemplars_in(ExemplarFilter())]


def _asked(file: Path, typed: str) -> Result:
    line = ["import", "list", str(file), "--kind", "persons"]
    return CliRunner().invoke(main, line, input=typed)


def test_list_that_is_clear_is_shown_and_taken_with_yes(tmp_path: Path) -> None:
    file = _file(tmp_path, GOOD)
    done = toolkit(
        *("import", "list", file, "--kind", "persons", "--yes"),
        *("--found-on", "12/10/2017", "--field", "moi_truong"),
    )

    assert (done.exit_code, done.stderr) == (0, "")
    assert VI.say("cli.list.taken", new=1, here=0, awards=0) in done.stdout
    assert "B: Họ và tên → Tên" in done.stdout
    assert _names() == ["Trần Thị Hòa"]


def test_with_yes_what_is_doubtful_refuses_the_whole_list_with_status_1(tmp_path: Path) -> None:
    file = _file(tmp_path, GOOD, DOUBTFUL)
    done = toolkit("import", "list", file, "--kind", "persons", "--yes", "--found-on", "2017-10-12")
    told, *faults = done.stderr.splitlines()

    assert done.exit_code == 1
    assert told == VI.say("cli.list.refused")
    assert [fault for fault in faults if "G8" in fault and "Tổng cục Môi trừơng" in fault] == faults
    assert _names() == []


def test_doubt_is_settled_by_an_option(tmp_path: Path) -> None:
    done = toolkit(
        *("import", "list", _file(tmp_path, GOOD, DOUBTFUL), "--kind", "persons", "--yes"),
        *("--found-on", "12/10/2017", "--value", "unit:Tổng cục Môi trừơng=TCMT"),
        *("--column", "Địa chỉ="),
    )

    assert (done.exit_code, done.stderr) == (0, "")
    assert len(_names()) == 2


def test_questions_are_asked_one_by_one_and_the_list_proposes_its_own_day(tmp_path: Path) -> None:
    done = _asked(_file(tmp_path, GOOD, DOUBTFUL), "1\n\n\ny\n")

    assert done.exit_code == 0
    assert VI.say("foreign.ask.found_on", rows=2) + " [12/10/2017]" in done.stdout
    assert VI.say("cli.list.taken", new=2, here=0, awards=0) in done.stdout


def test_column_of_names_that_nobody_knows_is_asked_for_and_remembered(tmp_path: Path) -> None:
    head = ["STT", "Thí sinh", "Tên đơn vị công tác"]
    row = [1, "Trần Thị Hòa", "TCMT"]
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    first.write_bytes(book([head, row]))
    second.write_bytes(book([head, [1, "Lê Văn Mẫu", "TCMT"]]))
    asked = _asked(first, "B\n12/10/2017\n\ny\n")
    known = toolkit(
        "import", "list", second, "--kind", "persons", "--yes", "--found-on", "12/10/2017"
    )

    assert (asked.exit_code, known.exit_code) == (0, 0)
    assert f"B: Thí sinh → Tên ({VI.say('matching.remembered')})" in known.stdout
    assert sorted(_names()) == ["Lê Văn Mẫu", "Trần Thị Hòa"]


def test_answer_no_or_no_answer_at_all_writes_nothing(tmp_path: Path) -> None:
    file = _file(tmp_path, GOOD)

    assert _asked(file, "\n\nn\n").exit_code == 1
    assert _asked(file, "").exit_code == 1
    assert _names() == []


def test_same_file_again_changes_nothing(tmp_path: Path) -> None:
    line = ("import", "list", _file(tmp_path, GOOD), "--kind", "persons", "--yes")
    toolkit(*line, "--found-on", "12/10/2017")
    again = toolkit(*line, "--found-on", "12/10/2017")

    assert (again.exit_code, again.stdout) == (0, VI.say("cli.list.again") + "\n")


@pytest.mark.parametrize(
    "option", [("--column", "Họ và tên"), ("--value", "TCMT"), ("--column", "Họ và tên=hoten")]
)
def test_option_that_can_t_be_read_is_wrong_usage(tmp_path: Path, option: tuple[str, str]) -> None:
    done = toolkit("import", "list", _file(tmp_path, GOOD), "--kind", "persons", *option)

    assert done.exit_code == 2
    assert _names() == []
