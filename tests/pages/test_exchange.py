"""Trao đổi tệp: forms out, files in, conflicts, the ledger; without kernel or browser."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.actions.intake_cases import EXEMPLARS, NEW, TARGETS, given, people
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.filling import Filled
from toolkit.actions.desk import Desk
from toolkit.domain.user import Role
from toolkit.pages.exchange.queue import MOST_BYTES
from toolkit.pages.exchange.state import VIEWS, ExchangeState
from toolkit.pages.exchange.view import Page
from toolkit.words import Words

TODAY = date(2017, 6, 1)
PIECE = 1024 * 1024
Open = Callable[..., Page]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    return desk_for(on=TODAY)


class Held(list[tuple[str, bytes]]):
    """Files that the page handed to the browser."""


def opened(desk: Desk, **filters: Any) -> tuple[Page, Held]:
    state, held = ExchangeState(desk, Words("vi")), Held()
    state.deliver = lambda name, _mime, data: held.append((name, data))
    state.open(**filters)
    return Page(state), held


def event(page: Page, name: str, data: Any = None, buffers: Any = None) -> None:
    page._handle_custom_msg({"event": name, "data": data}, buffers or [])


def done(page: Page) -> ExchangeState:
    page._work.wait(60)
    return page.state


def send(page: Page, name: str, data: bytes, what: str = "file") -> ExchangeState:
    """As the browser does it: begin, then pieces."""
    event(page, f"begin_{what}", {"name": name, "size": len(data)})
    for at in range(0, len(data), PIECE):
        event(page, f"{what}_piece", {"at": at}, [data[at : at + PIECE]])
    return done(page)


def with_new(desk: Desk, **changes: Any) -> Filled:
    file = given(desk)
    file.sheet(EXEMPLARS).add(**{**NEW, **changes})
    return file


def test_form_of_a_unit_is_handed_out_and_told_among_those_handed_out(desk: Desk) -> None:
    page, held = opened(desk, view="forms", unit="T2")

    event(page, "make_form")
    state = done(page)

    assert [name for name, _ in held] == ["Bieu-mau_T2_2017-H1.xlsx"]
    assert held[0][1].startswith(b"PK")
    assert [(row["name"], row["unit"]) for row in state.given] == [(held[0][0], "Trường Hai")]
    assert "Bieu-mau_T2" in state.notice["text"]


def test_forms_of_all_units_come_in_one_zip(desk: Desk) -> None:
    page, held = opened(desk, view="forms")

    event(page, "make_forms")
    state = done(page)

    assert state.forms["all"] == 2
    [(_, data)] = held
    assert len(zipfile.ZipFile(io.BytesIO(data)).namelist()) == 2


def test_nobody_gets_a_form_without_saying_whose(desk: Desk) -> None:
    page, held = opened(desk, view="forms")

    event(page, "make_form")

    assert done(page).notice["text"] == "Hãy chọn đơn vị trước khi tải biểu mẫu."
    assert held == []


def test_unit_coordinator_is_offered_the_form_of_their_own_unit_only(desk_for: DeskFor) -> None:
    page, held = opened(desk_for(coordinator("T2"), TODAY), view="forms", unit="T1")

    assert (page.state.forms["unit"], page.state.forms["all"]) == ("T2", 1)
    event(page, "make_form")
    done(page)
    assert [name for name, _ in held] == ["Bieu-mau_T2_2017-H1.xlsx"]


def test_one_file_opens_with_what_it_would_change_and_nothing_is_written(desk: Desk) -> None:
    page, _ = opened(desk)

    state = send(page, "t2.xlsx", with_new(desk).data)

    [row] = state.queue
    assert (row["chip"]["text"], row["counts"], row["unit"]) == (
        "Sẵn sàng nhận",
        "1 mới",
        "Trường Hai",
    )
    assert state.sheet["ready"] is True
    [line] = state.lines
    assert (line["label"], line["chip"]["text"], line["fresh"]) == ("Lê Thị Mai", "Mới", True)
    told = {change["name"]: change["theirs"] for change in line["changes"]}
    assert (told["Loại điển hình"], told["Ngày phát hiện"]) == ("Cá nhân", "12/04/2017")
    assert people(desk) == {}


def test_taking_it_writes_and_puts_it_in_the_ledger(desk: Desk) -> None:
    page, held = opened(desk)
    file = with_new(desk)
    state = send(page, "t2.xlsx", file.data)

    event(page, "take_file", {"id": state.sheet["id"]})
    done(page)

    assert list(people(desk)) == ["Lê Thị Mai"]
    assert (state.queue[0]["chip"]["text"], state.queue[0]["ready"]) == ("Nhận", False)
    event(page, "choose", {"view": "ledger"})
    [line] = state.received
    assert (line["name"], line["chip"]["text"], line["counts"]) == (
        "t2.xlsx",
        "Nhận",
        "1 mới · 10 không đổi",
    )
    event(page, "fetch_received", {"id": line["id"]})
    assert held[-1] == ("t2.xlsx", file.data)


def test_same_file_twice_is_told_as_a_duplicate_and_can_not_be_taken(desk: Desk) -> None:
    page, _ = opened(desk)
    file = with_new(desk)
    state = send(page, "t2.xlsx", file.data)
    event(page, "take_file", {"id": state.sheet["id"]})
    done(page)

    state = send(page, "lại.xlsx", file.data)

    assert [row["chip"]["text"] for row in state.queue] == ["Nhận", "Trùng"]
    assert "đã nhận trước đây" in state.queue[1]["told"]
    event(page, "take_file", {"id": state.queue[1]["id"]})
    assert "không nhận được" in done(page).notice["text"]
    assert len(people(desk)) == 1


def test_faulty_file_tells_each_cell_and_can_not_be_taken(desk: Desk) -> None:
    page, _ = opened(desk)
    file = with_new(desk, kind="Người tốt")
    file.sheet(TARGETS).write(file.sheet(TARGETS).key("2017/person/"), count=-3)

    state = send(page, "t2.xlsx", file.data)

    assert state.queue[0]["chip"]["text"] == "Có lỗi"
    assert {each["place"].split(" · ")[0] for each in state.problems} == {EXEMPLARS, TARGETS}
    assert all(" · " in each["place"] and each["text"] for each in state.problems)
    event(page, "take_file", {"id": state.sheet["id"]})
    done(page)
    assert people(desk) == {}


def test_refusing_a_faulty_file_hands_out_the_copy_with_notes_and_tells_the_ledger(
    desk: Desk,
) -> None:
    page, held = opened(desk)
    state = send(page, "t2.xlsx", with_new(desk, kind="Người tốt").data)

    event(page, "refuse_file", {"id": state.sheet["id"]})
    done(page)

    [(name, data)] = held
    assert name.endswith(".xlsx")
    assert data[:2] == b"PK"
    assert state.queue[0]["chip"]["text"] == "Từ chối"
    event(page, "choose", {"view": "ledger"})
    assert [row["chip"]["text"] for row in state.received] == ["Từ chối"]


def test_zip_is_read_file_by_file_and_what_nothing_stands_against_is_taken_at_once(
    desk: Desk,
) -> None:
    page, _ = opened(desk)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("nộp/t2.xlsx", with_new(desk).data)
        archive.writestr("nộp/t1.xlsx", given(desk, "T1").data)
        archive.writestr("nộp/ghi chú.xlsx", b"khong phai bang tinh")

    state = send(page, "nop.zip", data.getvalue())
    assert [(row["name"], row["ready"]) for row in state.queue] == [
        ("nộp/t2.xlsx", True),
        ("nộp/t1.xlsx", True),
        ("nộp/ghi chú.xlsx", False),
    ]
    assert (state.queue[2]["counts"], state.queue[2]["chip"]["text"]) == ("", "Có lỗi")
    event(page, "take_all")
    done(page)

    assert list(people(desk)) == ["Lê Thị Mai"]
    assert state.notice["text"] == "Đã nhận 2 trong 2 tệp."


def test_file_that_is_dropped_is_forgotten(desk: Desk) -> None:
    page, _ = opened(desk)
    state = send(page, "t2.xlsx", with_new(desk).data)

    event(page, "drop_file", {"id": state.sheet["id"]})

    assert (state.queue, state.sheet) == ([], {})


def test_file_too_big_is_refused_before_a_byte_is_sent(desk: Desk) -> None:
    page, _ = opened(desk)

    event(page, "begin_file", {"name": "lớn.xlsx", "size": MOST_BYTES + 1})
    event(page, "file_piece", {"at": 0}, [b"PK"])

    assert "lớn.xlsx" in page.state.notice["text"]
    assert (done(page).queue, page.state.sending) == ([], {})


def test_coordinator_of_another_unit_is_told_whose_file_it_is(desk_for: DeskFor) -> None:
    file = with_new(desk_for(on=TODAY))
    page, _ = opened(desk_for(coordinator("T1"), TODAY))

    state = send(page, "t2.xlsx", file.data)

    assert state.queue[0]["ready"] is False
    event(page, "take_file", {"id": state.queue[0]["id"]})
    done(page)
    assert people(desk_for(on=TODAY)) == {}


@pytest.mark.parametrize("role", [Role.LEADER, Role.ANALYST])
def test_those_who_only_read_can_neither_take_nor_hand_out(desk_for: DeskFor, role: Role) -> None:
    file = with_new(desk_for(on=TODAY))
    state = ExchangeState(desk_for(a_user(role=role), TODAY), Words("vi"))
    page = Page(state)

    send(page, "t2.xlsx", file.data)
    event(page, "make_forms")
    done(page)
    event(page, "choose", {"view": "ledger"})

    assert state.notice["kind"] == "error"
    assert state.received == []
    assert people(desk_for(on=TODAY)) == {}


def test_address_names_the_part_and_its_filters(desk: Desk) -> None:
    page, _ = opened(desk, view="ledger", verdict="refused", p=2)

    assert page.state.query == {
        "view": "ledger",
        "unit": "",
        "verdict": "refused",
        "p": 2,
        "line": "",
    }
    for view in VIEWS:
        event(page, "choose", {"view": view})
        assert page.state.view == view
