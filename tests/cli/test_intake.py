"""Workbooks are taken back from the command line: shown, asked about, written down."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from tests.actions.intake_cases import EXEMPLARS
from tests.cli.running import VI, toolkit
from tests.filling import Fault, Filled
from toolkit.actions.exemplars import edit
from toolkit.app import open_toolkit
from toolkit.cli import main

IMPORT = ("import", "workbooks")


@pytest.fixture
def folder(demo_data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Two workbooks of the demo, the first with an exemplar's post filled in."""
    copy = tmp_path / "data.db"
    copy.write_bytes(demo_data.read_bytes())
    monkeypatch.setenv("TOOLKIT_DATA", str(copy))
    out = tmp_path / "tệp về"
    toolkit("export", "workbooks", "--out", out, "--unit", "TCMT", "--unit", "VP")
    book = Filled(_of(out, "TCMT").read_bytes())
    book.sheet(EXEMPLARS).write(8, contact="0912 345 678")
    _of(out, "TCMT").write_bytes(book.data)
    return out


def _of(folder: Path, unit: str) -> Path:
    return next(folder.glob(f"*_{unit}_*"))


def _contact(code: str) -> str:
    with open_toolkit() as kit, kit.desk.store.reading() as q:
        found = q.exemplar_called(code)
        return found.contact if found else ""


def _code(folder: Path) -> str:
    return str(Filled(_of(folder, "TCMT").read_bytes()).sheet(EXEMPLARS).value(8, 0))


def test_with_yes_the_folder_is_taken_and_its_ledger_printed(folder: Path) -> None:
    done = toolkit(*IMPORT, folder, "--yes")

    assert (done.exit_code, done.stderr) == (0, "")
    rows = [line.split()[:3] for line in done.stdout.splitlines()[1:3]]
    assert rows == [
        ["Bieu-mau_TCMT_2018-H2.xlsx", "TCMT", "Nhận"],
        ["Bieu-mau_VP_2018-H2.xlsx", "VP", "Nhận"],
    ]
    assert "1 thay đổi" in done.stdout
    assert done.stdout.endswith(VI.say("cli.intake.done", count=2, refused=0) + "\n")
    assert _contact(_code(folder)) == "0912 345 678"


def test_without_yes_it_shows_and_asks_before_anything_is_written(folder: Path) -> None:
    command = [*IMPORT, str(folder)]
    no = CliRunner().invoke(main, command, input="n\n")

    assert no.exit_code == 1
    assert VI.say("cli.intake.sure", count=2) in no.stdout
    assert _contact(_code(folder)) != "0912 345 678"
    with open_toolkit() as kit, kit.desk.store.reading() as q:
        assert q.received(limit=0).total == 0

    yes = CliRunner().invoke(main, command, input="y\n")

    assert yes.exit_code == 0
    assert _contact(_code(folder)) == "0912 345 678"


def test_a_refused_file_is_told_cell_by_cell_and_ends_with_1(folder: Path) -> None:
    book = Filled(_of(folder, "VP").read_bytes())
    book.sheet(EXEMPLARS).add(name="Lê Thị Mai", kind=Fault("#N/A"))
    _of(folder, "VP").write_bytes(book.data)
    row = max(book.sheet(EXEMPLARS).lines)
    (folder / "ghi chú.txt").write_text("xin chào", encoding="utf-8")

    done = toolkit(*IMPORT, folder, "--yes")

    assert done.exit_code == 1
    sentence = VI.say("intake.error_cell", value="#N/A")
    assert f"  - Ô {EXEMPLARS}!D{row}: {sentence}" in done.stdout.splitlines()
    assert f"  - {VI.say('intake.not_a_workbook')}" in done.stdout.splitlines()
    assert done.stdout.endswith(VI.say("cli.intake.done", count=1, refused=2) + "\n")


def test_with_yes_what_is_here_stays_where_both_changed_and_that_is_told(folder: Path) -> None:
    with open_toolkit() as kit:
        with kit.desk.store.reading() as q:
            one = q.exemplar_called(_code(folder))
        assert one is not None
        edit(kit.desk, exemplar=one.id, version=one.version, form={"contact": "trên trang"})

    done = toolkit(*IMPORT, folder, "--yes")

    assert done.exit_code == 0
    assert "giữ “trên trang”, không lấy “0912 345 678” của tệp" in done.stdout
    assert _contact(_code(folder)) == "trên trang"


def test_one_file_or_a_zip_of_them_is_taken_too(folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "gửi về.zip"
    with ZipFile(packed, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"thư mục/{path.name}")

    whole = toolkit(*IMPORT, packed, "--yes")
    single = toolkit(*IMPORT, _of(folder, "VP"), "--yes")

    assert (whole.exit_code, single.exit_code) == (0, 0)
    assert whole.stdout.count("Nhận  ") == 2
    assert single.stdout.splitlines()[1].split()[2] == "Trùng"


def test_a_folder_with_nothing_in_it_is_told(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "trống"
    empty.mkdir()

    done = toolkit(*IMPORT, empty, "--yes")

    assert done.exit_code == 1
    assert VI.say("packed.nothing", name="trống") in done.stderr
    assert not list(folder.glob("*.part"))
