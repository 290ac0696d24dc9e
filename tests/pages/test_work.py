"""Việc của tôi and the dialog of one obligation, without kernel or browser."""

from datetime import date
from typing import Any

import pytest

from tests.actions.test_reports import owed, send
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.domain.obligation import State
from toolkit.domain.user import Role
from toolkit.pages.work.state import WorkState
from toolkit.pages.work.view import Page
from toolkit.words import Words

FORM = {
    "text": "Đã lập tủ sách.",
    "numbers": {"sach": "120"},
    "paper_number": "15/BC-T2",
    "paper_date": "2017-02-27",
    "paper_issuer": "Trường Hai",
    "link": "",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


@pytest.fixture
def unit_page(desk_for: DeskFor) -> Page:
    """The page of T2's coordinator on 25/03/2017."""
    return opened(desk_for, coordinator("T2"), date(2017, 3, 25))


def opened(desk_for: DeskFor, user: Any, on: date) -> Page:
    state = WorkState(desk_for(user, on), Words("vi"))
    state.open()
    return Page(state)


def event(page: Page, name: str, data: Any = None, buffers: Any = None) -> None:
    page._handle_custom_msg({"event": name, "data": data}, buffers or [])


def test_a_unit_sees_what_it_owes_nearest_deadline_first(unit_page: Page) -> None:
    rows = [(row["task"], row["deadline"], row["left"]) for row in unit_page.state.due]
    assert rows == [("1 Lập tủ sách", "31/03/2017", "còn 6 ngày")]
    assert unit_page.state.waiting == []


def test_the_form_is_sent_and_the_row_moves_to_what_waits(unit_page: Page) -> None:
    state = unit_page.state
    event(unit_page, "show", {"obligation": state.due[0]["id"]})
    assert state.sheet["acts"] == ["send"]
    event(unit_page, "send", {"form": FORM})
    assert (state.sheet, state.due, len(state.sent)) == ({}, [], 1)
    assert state.notice["text"] == "Đã gửi báo cáo lúc 09:00."


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(unit_page: Page) -> None:
    state = unit_page.state
    event(unit_page, "show", {"obligation": state.due[0]["id"]})
    event(unit_page, "send", {"form": {**FORM, "text": "", "paper_date": "2017-03-26"}})
    assert state.faults == {
        "text": "Hãy viết nội dung báo cáo.",
        "paper_date": "Ngày văn bản (26/03/2017) ở sau hôm nay (25/03/2017). Hãy kiểm tra lại.",
    }
    assert state.sheet["id"] == state.due[0]["id"]


def test_what_is_typed_survives_a_reload_as_a_draft(
    unit_page: Page,
    desk_for: DeskFor,
) -> None:
    obligation = unit_page.state.due[0]["id"]
    event(unit_page, "show", {"obligation": obligation})
    event(unit_page, "keep", {"form": {**FORM, "text": "Đang viết dở"}})
    again = opened(desk_for, coordinator("T2"), date(2017, 3, 25))
    event(again, "show", {"obligation": obligation})
    assert (again.state.form["text"], again.state.form["paper_date"]) == (
        "Đang viết dở",
        "2017-02-27",
    )
    assert again.state.sheet["draft"] == "25/03/2017 09:00"
    other = opened(desk_for, a_user(Role.MINISTRY), date(2017, 3, 25))
    event(other, "show", {"obligation": obligation})
    assert other.state.form["text"] == ""


def test_a_file_comes_in_pieces_and_can_be_fetched_again(unit_page: Page) -> None:
    state, pdf = unit_page.state, b"%PDF-1.4\n%%EOF\n"
    event(unit_page, "show", {"obligation": state.due[0]["id"]})
    event(unit_page, "begin_upload", {"name": "bìa.pdf", "size": len(pdf)})
    event(unit_page, "upload_piece", {"at": 0}, [pdf[:6]])
    event(unit_page, "upload_piece", {"at": 6}, [pdf[6:]])
    assert state.file == {"name": "bìa.pdf", "share": 100, "error": ""}
    event(unit_page, "send", {"form": FORM})
    saved: list[tuple[str, bytes]] = []
    state.deliver = lambda name, _mime, data: saved.append((name, data))
    event(unit_page, "show", {"obligation": state.sent[0]["id"]})
    event(unit_page, "fetch_file")
    assert saved == [("bìa.pdf", pdf)]


def test_a_file_over_10_megabytes_is_refused_before_a_byte_is_sent(unit_page: Page) -> None:
    state = unit_page.state
    event(unit_page, "show", {"obligation": state.due[0]["id"]})
    event(unit_page, "begin_upload", {"name": "to.pdf", "size": 11 * 1024 * 1024})
    assert state.file["error"] == ("Tệp “to.pdf” lớn 11 MB; tối đa 10 MB. Hãy nén hoặc chia nhỏ.")


def test_the_ministry_accepts_many_at_once_and_can_undo_it(
    desk_for: DeskFor,
) -> None:
    sent = send(desk_for(coordinator("T2")))
    page = opened(desk_for, a_user(Role.MINISTRY), date(2017, 3, 25))
    picked = [{"id": row["id"], "version": row["version"]} for row in page.state.waiting]
    event(page, "accept_many", {"picked": picked})
    assert page.state.waiting == []
    assert owed(desk_for()).state is State.ACCEPTED
    event(page, "undo_accept")
    assert [row["id"] for row in page.state.waiting] == [sent.id]
    assert page.state.notice["text"] == "Đã mở lại 1 báo cáo."


def test_of_two_who_decide_the_second_sees_both_versions(
    desk_for: DeskFor,
) -> None:
    send(desk_for(coordinator("T2")))
    first = opened(desk_for, a_user(Role.MINISTRY), date(2017, 3, 25))
    second = opened(desk_for, a_user(Role.MINISTRY, login="thu.hai"), date(2017, 3, 25))
    for page in (first, second):
        event(page, "show", {"obligation": page.state.waiting[0]["id"]})
    event(first, "accept")
    event(second, "return", {"reason": "Thiếu số liệu."})
    rows = {row["name"]: (row["base"], row["theirs"]) for row in second.state.conflict}
    assert rows["Trạng thái"] == ("Đã gửi", "Đã tiếp nhận")
    assert owed(desk_for()).state is State.ACCEPTED


def test_a_click_sent_for_a_button_that_is_off_changes_nothing(unit_page: Page) -> None:
    state = unit_page.state
    event(unit_page, "show", {"obligation": state.due[0]["id"]})
    for name, data in (
        ("accept", None),
        ("withdraw", None),
        ("reinstate", None),
        ("waive", {"reason": "x"}),
        ("return", {"reason": "x"}),
        ("extend", {"to": "2017-12-01", "reason": "x"}),
    ):
        event(unit_page, name, data)
        assert state.notice["kind"] == "error"
    assert owed(state.desk).state is State.OPEN


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("show", {"obligation": "<script>"}),
        ("show", {"obligation": ["a"]}),
        ("send", {"form": {**FORM, "state": "accepted"}}),
        ("send", {"form": {**FORM, "numbers": [["sach", 1]]}}),
        ("send", {"form": {**FORM, "paper_date": "9" * 41}}),
        ("accept_many", {"picked": [{"id": "a", "version": "DROP"}]}),
        ("turn", {"offset": -1}),
        ("search", {"text": "x" * 5000}),
        ("upload_piece", {"at": "0"}),
        ("refresh", None),
        ("__init__", None),
    ],
)
def test_rubbish_from_a_browser_is_refused_without_a_trace(
    unit_page: Page, name: str, data: Any
) -> None:
    state = unit_page.state
    before = (state.due, state.sheet, state.counts)
    event(unit_page, name, data)
    assert (state.due, state.sheet, state.counts) == before
    assert owed(state.desk).state is State.OPEN


def test_events_with_no_dialog_open_do_nothing(unit_page: Page) -> None:
    for name in ("accept", "withdraw", "reopen", "reinstate", "fetch_file", "forget_draft"):
        event(unit_page, name)
    event(unit_page, "send", {"form": FORM})
    assert owed(unit_page.state.desk).state is State.OPEN
