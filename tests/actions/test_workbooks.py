"""Workbooks are handed out: to whom, with what in them, all or none, and put down."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.actions.test_exemplars import put
from tests.actions.test_lifeline import record, registered
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.exchange.workbook_cases import rows
from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.targets import set_targets
from toolkit.actions.unit_records import unit_records
from toolkit.actions.workbooks import (
    UnknownUnit,
    given,
    unit_workbook,
    units_with_workbooks,
    workbooks_zip,
    write_workbooks,
)
from toolkit.domain.user import Role
from toolkit.errors import Cancelled, Refused
from toolkit.words import Words

TODAY = date(2017, 6, 1)
VI = Words("vi")


def told(desk: Desk, unit: str, sheet: str, **more: Any) -> list[dict[str, Any]]:
    _, data = unit_workbook(desk, unit=unit, words=VI, **more)
    return rows(load_workbook(BytesIO(data))[sheet])


def digests(folder: Path) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_workbook_holds_what_the_unit_owes_has_and_did(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, name="An")
    done = record(desk, "media", one, outlet="Báo", medium="radio")
    put(desk, unit="T9", name="Ba")
    set_targets(desk, unit="T2", year=2017, counts={("person", ""): 3})

    people = [row["name"] for row in told(desk, "T2", "Điển hình")]
    assert people == ["An"]
    assert [row["@key"] for row in told(desk, "T2", "Hoạt động")] == [done.id]
    targets = told(desk, "T2", "Kế hoạch và chỉ tiêu")
    assert (targets[0]["count"], targets[0]["reached"]) == (3, 1)
    assert [row["@key"] for row in told(desk, "T2", "Báo cáo nhiệm vụ")] == [
        "1/once#sach",
        "2/2017-H1",
    ]


def test_workbook_of_a_later_period_asks_for_what_is_due_in_it_too(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    keys = {
        period: [row["@key"] for row in told(desk, "T2", "Báo cáo nhiệm vụ", period=period)]
        for period in ("2017-H1", "2017-H2", "2017")
    }

    assert keys["2017-H1"] == ["1/once#sach", "2/2017-H1"]
    assert keys["2017-H2"] == keys["2017"] == ["1/once#sach", "2/2017-H1", "2/2017-H2"]


def test_what_a_unit_succeeded_stands_in_its_workbook_under_the_old_code(
    desk_for: DeskFor,
) -> None:
    early = desk_for(on=date(2017, 4, 1))
    put(early, unit="T1", name="An")
    desk = desk_for(on=TODAY)

    assert [row["name"] for row in told(desk, "T9", "Điển hình")] == ["An"]
    assert told(desk, "T1", "Điển hình") == told(desk, "T9", "Điển hình")
    assert [row["@key"] for row in told(desk, "T9", "Báo cáo nhiệm vụ")] == [
        "1/once/T1#sach",
        "2/2017-H1",
    ]


def test_unit_takes_its_own_workbook_and_those_below_it_and_no_other(desk_for: DeskFor) -> None:
    own, above = desk_for(coordinator("T2"), TODAY), desk_for(coordinator("PGD"), TODAY)

    assert unit_workbook(own, unit="T2", words=VI)[0] == "Bieu-mau_T2_2017-H1.xlsx"
    assert unit_workbook(above, unit="T2", words=VI)[0] == "Bieu-mau_T2_2017-H1.xlsx"
    with pytest.raises(Refused):
        unit_workbook(own, unit="T9", words=VI)
    with pytest.raises(Refused):
        write_workbooks(own, folder=Path("none"), words=VI, units=["T9"])
    for role in (Role.LEADER, Role.ANALYST, Role.COUNCIL):
        with pytest.raises(Refused):
            unit_workbook(desk_for(a_user(role), TODAY), unit="T2", words=VI)
    assert not Path("none").exists()


def test_all_means_the_units_that_take_part_today_and_that_one_speaks_for(
    desk_for: DeskFor,
) -> None:
    def codes(desk: Desk) -> list[str]:
        return [unit.code for unit in units_with_workbooks(desk)]

    assert codes(desk_for(on=TODAY)) == ["T2", "T9"]
    assert codes(desk_for(on=date(2017, 3, 1))) == ["T1", "T2"]
    assert codes(desk_for(coordinator("T2"), TODAY)) == ["T2"]


def test_unknown_unit_and_period_are_told(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)

    with pytest.raises(UnknownUnit) as unknown:
        unit_workbook(desk, unit="T7", words=VI)
    assert VI.error(unknown.value).startswith("Không có đơn vị nào mang mã T7.")
    for period in ("2031", "2017-H3", "once", "2017-h1"):
        with pytest.raises(Refused) as refused:
            unit_workbook(desk, unit="T2", words=VI, period=period)
        assert [reason.key for reason in refused.value.blockers] == ["blocker.unknown_period"]


def test_folder_gets_every_workbook_and_each_is_put_down(desk_for: DeskFor, tmp_path: Path) -> None:
    desk = desk_for(on=TODAY)
    shares: list[float] = []
    files = write_workbooks(desk, folder=tmp_path / "out", words=VI, progress=shares.append)

    names = ["Bieu-mau_T2_2017-H1.xlsx", "Bieu-mau_T9_2017-H1.xlsx"]
    assert [file.name for file in files] == names
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == names
    assert shares == [0.5, 1.0]
    with desk.store.reading() as reading:
        told_of = reading.exports(kind="workbook")
    assert sorted((each.unit, each.name, each.period) for each in told_of) == [
        ("T2", names[0], "2017-H1"),
        ("T9", names[1], "2017-H1"),
    ]
    assert {each.by for each in told_of} == {desk.user.login}
    assert {each.name: each.digest for each in told_of} == digests(tmp_path / "out")


def test_who_was_given_what_is_told_of_the_units_that_one_speaks_for(desk_for: DeskFor) -> None:
    ministry, unit = desk_for(on=TODAY), desk_for(coordinator("T2"), TODAY)
    for code in ("T2", "T9"):
        unit_workbook(ministry, unit=code, words=VI)
    unit_workbook(unit, unit="T2", words=VI)

    assert [(each.unit, each.by) for each in given(ministry)] == [
        ("T2", "dm.t2"),
        ("T9", "ministry"),
        ("T2", "ministry"),
    ]
    assert [(each.unit, each.by) for each in given(unit)] == [("T2", "dm.t2"), ("T2", "ministry")]
    assert len(given(ministry, limit=1)) == 1


def test_run_that_is_stopped_leaves_nothing_behind(desk_for: DeskFor, tmp_path: Path) -> None:
    desk = desk_for(on=TODAY)
    out = tmp_path / "out"
    write_workbooks(desk, folder=out, words=VI, units=["T2"])
    before = digests(out)
    turns = iter([False, True])
    with pytest.raises(Cancelled):
        write_workbooks(desk, folder=out, words=VI, cancelled=lambda: next(turns))

    assert digests(out) == before
    with desk.store.reading() as reading:
        assert [each.unit for each in reading.exports(kind="workbook")] == ["T2"]


def test_zip_holds_the_same_workbooks(desk_for: DeskFor) -> None:
    name, data = workbooks_zip(desk_for(on=TODAY), words=VI, period="2017")

    assert name == "Bieu-mau-cac-don-vi_2017.zip"
    with ZipFile(BytesIO(data)) as together:
        assert together.namelist() == ["Bieu-mau_T2_2017.xlsx", "Bieu-mau_T9_2017.xlsx"]
        assert together.testzip() is None
        book = load_workbook(BytesIO(together.read("Bieu-mau_T9_2017.xlsx")))
    assert book["_gs"]["B6"].value == "T9"


def test_records_take_as_many_statements_for_2_units_as_for_1_and_for_20_exemplars(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    counts = []
    for units, more in ((["T2"], 1), (["T2", "T9"], 18)):
        for number in range(more):
            record(desk, "media", put(desk, name=f"An {number}"), outlet="Báo", medium="radio")
        with statements_of(desk.store) as statements, desk.store.reading() as reading:
            unit_records(reading, units=units, period="2017-H1", today=TODAY)
        counts.append(len(statements))

    assert counts[0] == counts[1]
