"""Excel lists: whose rows they hold, in what order, and that they agree with the page."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.actions.test_exemplars import put
from tests.actions.test_lifeline import MODEL, now, record, registered
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.exemplar_lists import ListKind, filtered_list, official_list
from toolkit.actions.views.exemplars import Asked, exemplar_list
from toolkit.domain.user import Role
from toolkit.words import Words

VI = Words("vi")
TODAY = date(2017, 6, 1)


def _rows(data: bytes) -> list[list[Any]]:
    """Rows of the list: those with a running number or a section's title."""
    sheet = load_workbook(io.BytesIO(data), data_only=True)["Danh sách"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(place for place, row in enumerate(rows) if row[0] == "(1)")
    end = next(place for place, row in enumerate(rows) if str(row[1]).startswith("Tổng cộng"))
    return rows[top + 1 : end]


def _official(desk: Desk, kind: ListKind, on: date | None = None) -> list[list[Any]]:
    return _rows(official_list(desk, kind=kind, words=VI, on=on)[1])


def test_filtered_list_holds_exactly_the_rows_of_the_page_in_its_order(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    for name in ("Nguyễn Văn Bình", "Trần Thị An", "Lê Chi"):
        put(desk, name=name)
    put(desk, unit="T9", name="Phạm An")
    for asked in (Asked(), Asked(unit="T2", sort="name", descending=True), Asked(text="an")):
        page = exemplar_list(desk, asked=asked).page
        name, data = filtered_list(desk, asked=asked, columns=("name", "day"), words=VI)
        sheet = load_workbook(io.BytesIO(data))["Danh sách"]
        told = [row[1].value for row in sheet.iter_rows() if isinstance(row[0].value, int)]
        assert told == [row.name for row in page.rows]
    assert name == "Danh-sach-dien-hinh_DOC_20170601.xlsx"


def test_filtered_list_tells_the_filters_in_words(desk_for: DeskFor) -> None:
    asked = Asked(unit="T2", kind="person", text="an")
    _, data = filtered_list(desk_for(on=TODAY), asked=asked, columns=(), words=VI)
    sheet = load_workbook(io.BytesIO(data))["Danh sách"]
    assert sheet["A3"].value == "Chỉ gồm: Trường Hai; Cá nhân; “an”."


def test_official_list_holds_those_that_are_approved(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    put(desk, name="Chưa Duyệt")
    one = registered(desk_for(on=TODAY))
    rows = _official(desk, ListKind.PERSONS)
    assert [row[1] for row in rows if isinstance(row[0], int)] == [one.name]


def test_official_list_of_a_past_day_tells_what_was_known_then(desk_for: DeskFor) -> None:
    registered(desk_for(on=date(2017, 5, 1)))
    desk = desk_for(on=TODAY)
    assert _official(desk, ListKind.PERSONS, date(2017, 4, 1)) == []
    assert len(_official(desk, ListKind.PERSONS, date(2017, 5, 1))) == 2


def test_activities_are_listed_by_kind(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk)
    record(desk, "nurturing", one, title="Lớp một", on=TODAY, means="training")
    rows = _official(desk, ListKind.ACTIVITIES)
    assert [row[0] for row in rows] == ["I. Bồi dưỡng", 1]
    assert f"({now(desk, one).code})" in rows[1][5]


def test_a_unit_lists_its_own_alone(desk_for: DeskFor) -> None:
    registered(desk_for(on=TODAY))
    mine = _official(desk_for(coordinator("T2"), TODAY), ListKind.PERSONS)
    others = _official(desk_for(coordinator("T9"), TODAY), ListKind.PERSONS)
    assert [len(rows) for rows in (mine, others)] == [2, 0]


def test_models_come_with_their_summaries(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, **MODEL)
    _, data = official_list(desk, kind=ListKind.MODELS, words=VI)
    sheet = load_workbook(io.BytesIO(data))["Tóm tắt thành tích"]
    heads = [row[0].value for row in sheet.iter_rows()]
    assert f"1. Tủ sách lớp học ({one.code}) – Trường Hai" in heads


def test_list_asks_as_often_for_many_as_for_few(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    counts = []
    for _ in range(2):
        for place in range(5):
            put(desk, name=f"Lê Văn {place}")
        with statements_of(desk.store) as statements:
            filtered_list(desk, asked=Asked(), columns=(), words=VI)
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [Role.LEADER, Role.ANALYST])
def test_who_reads_all_lists_all(role: Role, desk_for: DeskFor, tmp_path: Path) -> None:
    put(desk_for(on=TODAY))
    _, data = filtered_list(desk_for(a_user(role), TODAY), asked=Asked(), columns=(), words=VI)
    (tmp_path / "ds.xlsx").write_bytes(data)
    assert load_workbook(tmp_path / "ds.xlsx").sheetnames == ["Danh sách", "Nguồn"]
