"""A file is known again: unaltered, saved anew, altered cell by cell, or not ours."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.actions.test_lifeline import registered
from tests.actions.test_reports import send
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.actions.desk import Desk
from toolkit.actions.exemplar_lists import ListKind, official_list
from toolkit.actions.exports import exports
from toolkit.actions.summaries import SUMMARIES, make_summary
from toolkit.actions.verify import Answer, Verified, verify
from toolkit.errors import Refused
from toolkit.words import Words

VI = Words("vi")
APRIL, MAY = date(2017, 4, 10), date(2017, 5, 20)
_Edit = Callable[[openpyxl.Workbook], Any]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    """The Ministry's desk in April, with a report sent and an exemplar on record."""
    registered(desk_for(on=APRIL))
    send(desk_for(coordinator("T2"), APRIL))
    return desk_for(a_user(), APRIL)


def _edited(data: bytes, edit: _Edit) -> bytes:
    """Saved anew by another program, which forgets what formulas come to, after a change."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _told(found: Verified) -> list[tuple[str, str, Any, Any]]:
    return [(each.sheet, each.cell, each.ours, each.theirs) for each in found.differences.cells]


@pytest.mark.parametrize("kind", SUMMARIES)
def test_what_was_made_is_unaltered_and_known_by_whom_and_when(kind: int, desk: Desk) -> None:
    name, data = make_summary(desk, kind=kind, words=VI)
    found = verify(desk, name=name, data=data)
    assert (found.answer, found.kind, found.known_on) == (
        Answer.UNALTERED,
        f"summary-{kind}",
        APRIL,
    )
    assert found.line is not None
    assert (found.line.by, found.line.name) == (desk.user.login, name)
    assert [line.name for line in exports(desk, kind=f"summary-{kind}")] == [name]


@pytest.mark.parametrize("kind", [ListKind.PERSONS, ListKind.ACTIVITIES])
def test_a_list_is_known_again_too(kind: ListKind, desk: Desk) -> None:
    name, data = official_list(desk, kind=kind, words=VI)
    found = verify(desk, name=name, data=data)
    assert (found.answer, found.kind, found.known_on) == (
        Answer.UNALTERED,
        f"list-{kind}",
        APRIL,
    )


@pytest.mark.parametrize("kind", SUMMARIES)
def test_a_file_saved_by_another_program_still_has_its_figures(kind: int, desk: Desk) -> None:
    name, data = make_summary(desk, kind=kind, words=Words("en"))
    found = verify(desk, name=name, data=_edited(data, lambda _: None))
    assert (found.answer, _told(found)) == (Answer.SAVED_ANEW, [])
    assert found.line is not None


@pytest.mark.office
def test_a_file_saved_by_libreoffice_still_has_its_figures(
    desk: Desk, tmp_path: Path, soffice: str
) -> None:
    for kind in SUMMARIES:
        name, data = make_summary(desk, kind=kind, words=VI)
        (tmp_path / name).write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir"]
        subprocess.run(
            [*command, str(tmp_path / "out"), str(tmp_path / name)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        found = verify(desk, name=name, data=(tmp_path / "out" / name).read_bytes())
        assert (found.answer, _told(found)) == (Answer.SAVED_ANEW, [])


def test_changed_cells_are_named_with_what_they_should_say(desk: Desk) -> None:
    name, data = make_summary(desk, kind=6, words=VI)

    def edit(book: openpyxl.Workbook) -> None:
        book["Dữ liệu"]["E5"] = 99
        book["Dữ liệu"]["B5"] = "Đơn vị khác"

    found = verify(desk, name=name, data=_edited(data, edit))
    assert found.answer is Answer.ALTERED
    assert found.differences.count == 2
    assert [(sheet, cell, theirs) for sheet, cell, _, theirs in _told(found)] == [
        ("Dữ liệu", "B5", "Đơn vị khác"),
        ("Dữ liệu", "E5", 99),
    ]


def test_a_formula_typed_over_and_a_sheet_taken_away_are_told(desk: Desk) -> None:
    name, data = make_summary(desk, kind=2, words=VI)

    def edit(book: openpyxl.Workbook) -> None:
        book["Biểu 2"]["C14"] = 1000
        book.remove(book["Tra cứu"])
        book.create_sheet("Thêm")

    found = verify(desk, name=name, data=_edited(data, edit))
    assert [cell[:2] for cell in _told(found)] == [("Biểu 2", "C14")]
    assert (found.differences.lacking, found.differences.added) == (("Tra cứu",), ("Thêm",))


def test_figures_are_remade_as_known_when_the_file_was_made(desk: Desk, desk_for: DeskFor) -> None:
    name, data = make_summary(desk, kind=6, words=VI)
    registered(desk_for(on=MAY), name="Lê Văn Bình")
    later = desk_for(a_user(), MAY)
    found = verify(later, name=name, data=_edited(data, lambda _: None))
    assert (found.answer, found.known_on, _told(found)) == (Answer.SAVED_ANEW, APRIL, [])


@pytest.mark.parametrize("data", [b"", b"abc", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_workbook_is_not_ours(data: bytes, desk: Desk) -> None:
    assert verify(desk, name="a.xlsx", data=data).answer is Answer.NOT_OURS


def test_somebody_elses_workbook_is_not_ours(desk: Desk) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    assert verify(desk, name="a.xlsx", data=out.getvalue()).answer is Answer.NOT_OURS


def test_a_mark_that_no_figures_of_ours_have_is_not_ours(desk: Desk) -> None:
    _, data = make_summary(desk, kind=1, words=VI)
    mark = exports(desk)[0].mark
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(mark.encode(), b"0" * 64))
    assert verify(desk, name="a.xlsx", data=out.getvalue()).answer is Answer.NOT_OURS


def test_who_may_not_see_summaries_may_not_verify(desk_for: DeskFor) -> None:
    with pytest.raises(Refused):
        verify(desk_for(coordinator("T2"), APRIL), name="a.xlsx", data=b"")
