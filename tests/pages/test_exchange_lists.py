"""Danh sách khác: what is understood is shown, corrected and taken; without kernel or browser."""

from datetime import date
from typing import Any

import pytest

from tests.actions.intake_cases import people
from tests.desks import DeskFor
from tests.exchange.foreign_books import PERSONS, SIGNATURES, TITLES, book
from tests.pages.test_exchange import done, event, opened, send
from toolkit.actions.desk import Desk
from toolkit.pages.exchange.state import ExchangeState
from toolkit.pages.exchange.view import Page

TODAY = date(2017, 6, 1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    return desk_for(on=TODAY)


def a_list(*rows: tuple[Any, ...], head: tuple[str, ...] = PERSONS) -> bytes:
    return book([*TITLES, head, *rows, *SIGNATURES])


def a_row(number: int, name: str, unit: str = "Trường Hai") -> tuple[Any, ...]:
    return (number, name, "Nữ", "12/03/1980", "Giáo viên", "Tổ Toán", unit, "", "", "", "")


def looked(desk: Desk, data: bytes) -> tuple[Page, ExchangeState]:
    page, _ = opened(desk, view="lists")
    return page, send(page, "ds.xlsx", data, "list")


def answered(page: Page, name: str, **data: Any) -> ExchangeState:
    event(page, name, data)
    return done(page)


def test_list_is_understood_and_what_it_lacks_is_asked_once(desk: Desk) -> None:
    page, state = looked(desk, a_list(a_row(1, "Lê Thị Mai"), a_row(2, "Trần Hoa")))

    assert [column["field"] for column in state.columns][:3] == ["serial", "name", "sex"]
    assert all(column["sure"] for column in state.columns)
    assert state.listed["ready"] is False
    assert {one["what"]: one["needed"] for one in state.questions}["found_on"] is True
    state = answered(page, "answer", what="found_on", value="2017-04-12")
    assert (state.listed["ready"], state.listed["new"]) == (True, 2)
    assert people(desk) == {}


def test_list_that_is_taken_is_put_on_record_and_told_in_the_ledger(desk: Desk) -> None:
    page, _ = looked(desk, a_list(a_row(1, "Lê Thị Mai")))
    answered(page, "answer", what="found_on", value="2017-04-12")

    state = answered(page, "take_list")

    assert people(desk)["Lê Thị Mai"].discovered_on == date(2017, 4, 12)
    assert state.listed == {}
    event(page, "choose", {"view": "ledger"})
    assert [(row["name"], row["chip"]["text"]) for row in state.received] == [("ds.xlsx", "Nhận")]


def test_unit_that_is_not_known_must_be_chosen_and_is_remembered(desk: Desk) -> None:
    page, state = looked(desk, a_list(a_row(1, "Lê Thị Mai", unit="Trường bên sông")))
    answered(page, "answer", what="found_on", value="2017-04-12")
    [value] = [each for each in state.values if not each["sure"]]
    assert (value["name"], value["told"], value["meant"]) == ("Đơn vị", "Trường bên sông", "")

    state = answered(page, "answer_value", field="unit", told=value["told"], meant="T2")
    assert [each["meant_name"] for each in state.values] == ["T2 – Trường Hai"]
    answered(page, "take_list")

    assert list(people(desk)) == ["Lê Thị Mai"]
    _, again = looked(desk, a_list(a_row(1, "Trần Hoa", unit="Trường bên sông")))
    assert [(each["meant"], each["sure"]) for each in again.values] == [("T2", True)]


def test_column_may_be_corrected(desk: Desk) -> None:
    head = (*PERSONS[:4], "Việc đang làm", *PERSONS[5:])
    page, state = looked(desk, a_list(a_row(1, "Lê Thị Mai"), head=head))
    [doubtful] = [each for each in state.columns if not each["field"]]

    state = answered(page, "answer_column", heading=doubtful["heading"], field="post")
    state = answered(page, "answer", what="found_on", value="2017-04-12")
    answered(page, "take_list")

    assert people(desk)["Lê Thị Mai"].post == "Giáo viên"


def test_list_that_is_not_ready_can_not_be_taken_by_a_click(desk: Desk) -> None:
    page, _ = looked(desk, a_list(a_row(1, "Lê Thị Mai")))

    state = answered(page, "take_list")

    assert state.notice["kind"] == "error"
    assert "còn chỗ phải chọn" in state.notice["text"]
    assert people(desk) == {}


def test_other_kind_lets_go_of_the_list(desk: Desk) -> None:
    page, _ = looked(desk, a_list(a_row(1, "Lê Thị Mai")))

    state = answered(page, "choose_list_kind", kind="models")

    assert (state.list_kind, state.listed, state.columns) == ("models", {}, [])


def test_file_that_is_no_table_is_told_as_such(desk: Desk) -> None:
    _, state = looked(desk, b"%PDF-1.4 khong phai bang")

    assert state.listed["ready"] is False
    assert len(state.listed["problems"]) == 1


def test_of_a_long_list_the_first_rows_are_shown_and_how_many_there_are(desk: Desk) -> None:
    _, state = looked(desk, a_list(*(a_row(at, f"Trần Hoa {at}") for at in range(1, 71))))

    assert len(state.list_rows) == 60
    assert state.listed["cut"].startswith("Đang xem 60 trong 70 dòng")
