"""Bình xét: council, dossiers, assignment, opening and closing, as the secretary does them."""

from typing import Any

import pytest

from tests.desks import DeskFor
from tests.reviewing import LATE, REVIEW, exemplar, member, opened, prepared, score, secretary
from toolkit.actions.desk import Desk
from toolkit.pages.reviews.state import ReviewsState
from toolkit.pages.reviews.view import Page
from toolkit.words import Words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


def opening(desk: Desk, **at: Any) -> Page:
    state = ReviewsState(desk, Words("vi"))
    state.open(round=REVIEW, **at)
    return Page(state)


def event(page: Page, name: str, **data: Any) -> ReviewsState:
    page._handle_custom_msg({"event": name, "data": data}, [])
    return page.state


def names(state: ReviewsState) -> list[str]:
    return [each["name"] for each in state.setup["members"]]


def test_council_is_shown_by_post_with_what_each_stands_aside_from(desk_for: DeskFor) -> None:
    prepared(desk_for)
    members = opening(secretary(desk_for)).state.setup["members"]

    assert [(each["post_told"], each["name"], each["away"]) for each in members] == [
        ("Chủ tịch", "Phạm Chủ", "3 hồ sơ"),
        ("Ủy viên thư ký", "Lê Thị Hà", "1 hồ sơ"),
        ("Ủy viên", "Trần Ba", "2 hồ sơ"),
        ("Ủy viên", "Vũ Năm", ""),
        ("Ủy viên", "Đỗ Tư", ""),
    ]


def test_member_is_found_without_tone_marks_put_in_and_taken_out(desk_for: DeskFor) -> None:
    prepared(desk_for)
    page = opening(secretary(desk_for))
    event(page, "setup_drop_member", login="nam", reason="Chuyển công tác.")
    assert "Vũ Năm" not in names(page.state)

    event(page, "setup_find_person", text="vu nam")
    assert [each["id"] for each in page.state.found["rows"]] == ["nam"]
    state = event(page, "setup_put_member", login="nam", post="vice_chair")

    assert "Vũ Năm" in names(state)
    assert state.notice["text"] == "Đã ghi vào Hội đồng."
    assert event(page, "setup_drop_member", login="nam", reason=" ").notice["kind"] == "error"


def test_candidates_are_found_put_up_and_not_offered_twice(desk_for: DeskFor) -> None:
    prepared(desk_for, units=("T2",))
    exemplar(desk_for, "T2", "Ngô Thị Mười Hai")
    page = opening(secretary(desk_for))

    event(page, "setup_find", text="ngo thi muoi", unit="", at=0)
    [row] = page.state.choice["rows"]
    assert (row["name"], row["unit"], row["why"]) == ("Ngô Thị Mười Hai", "Trường Hai", "")
    state = event(page, "setup_put_up", subjects=[row["subject"]])

    assert [each["name"] for each in state.setup["dossiers"]] == ["Bùi Văn Sáu", "Ngô Thị Mười Hai"]
    event(page, "setup_find", text="ngo thi muoi", unit="T2", at=0)
    assert page.state.choice["rows"][0]["why"] != ""


def test_dossiers_are_dealt_evenly_by_hand_or_withdrawn(desk_for: DeskFor) -> None:
    prepared(desk_for)
    page = opening(secretary(desk_for))
    assert [each["judged_by"] for each in page.state.setup["dossiers"]] == [
        "Cả Hội đồng (3)",
        "Cả Hội đồng (3)",
        "Cả Hội đồng (3)",
    ]
    assert page.state.setup["dossiers"][0]["away"][0]["who"] == "Phạm Chủ"

    state = event(page, "setup_assign_evenly", each=2)
    assert [len(each["judges"]) for each in state.setup["dossiers"]] == [2, 2, 2]
    one = state.setup["dossiers"][0]
    event(page, "setup_assign", dossier=one["id"], version=one["version"], judges=["nam", "tu"])
    one = page.state.setup["dossiers"][0]
    assert (sorted(one["judges"]), one["judged_by"]) == (["nam", "tu"], "2 người")
    event(
        page, "setup_withdraw", dossier=one["id"], version=one["version"], reason="Đơn vị xin rút."
    )

    one = page.state.setup["dossiers"][0]
    assert (one["withdrawn"], one["note"]) == (True, "Đơn vị xin rút.")


def test_opening_tells_why_not_and_then_opens(desk_for: DeskFor) -> None:
    dossiers = prepared(desk_for)
    page = opening(secretary(desk_for))
    for each in dossiers:
        data = {"dossier": each.id, "version": each.version, "reason": "Thử."}
        event(page, "setup_withdraw", **data)
    assert page.state.turning["ready"] is False
    assert page.state.turning["blockers"] == ["Chưa có hồ sơ nào được đưa vào đợt bình xét."]
    assert event(page, "turn_state", reason="").notice["kind"] == "error"

    event(page, "setup_put_up", subjects=[each.subject for each in dossiers])
    assert page.state.turning["text"].startswith("Từ lúc mở, thể lệ được cố định")
    state = event(page, "turn_state", reason="")

    assert (state.round["state"], state.turning["act"]) == ("scoring", "close")
    assert [each["part"] for each in state.round["tabs"]] == ["setup", "progress"]


def test_closing_with_sheets_missing_asks_why_and_can_be_taken_back(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    for login, at in (("tu", 0), ("tu", 1), ("tu", 2)):
        score(member(desk_for, login), dossiers[at], 8, 15)
    page = opening(secretary(desk_for, LATE), part="progress")
    assert page.state.turning["ask"] == "Lý do khóa khi còn phiếu chưa xong"
    assert event(page, "turn_state", reason="").round["state"] == "scoring"

    state = event(page, "turn_state", reason="Hai ủy viên đi công tác.")
    assert (state.round["state"], state.turning["act"]) == ("scored", "open_again")
    state = event(page, "turn_state", reason="Bổ sung phiếu.")

    assert state.round["state"] == "scoring"


def test_progress_tells_who_is_missing_and_what_to_write_to_them(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    score(member(desk_for, "tu"), dossiers[0], 8, 15)
    score(member(desk_for, "nam"), dossiers[0], 8)
    page = opening(secretary(desk_for))
    told = page.state.progress

    given = {each["name"]: each["given"] for each in told["judges"]}
    assert (given["Đỗ Tư"], given["Vũ Năm"], given["Phạm Chủ"]) == ("1/3", "0/3", "0/0")
    at = [each["name"] for each in told["judges"]].index("Đỗ Tư")
    assert [row["cells"][at][0] for row in told["rows"]] == ["complete", "missing", "missing"]
    assert [cell[1] for cell in told["rows"][0]["cells"]].count("Đứng ngoài") == 2
    state = event(page, "progress_remind")

    letters = {each["name"]: each["text"] for each in state.progress["letters"]}
    assert "Phạm Chủ" not in letters
    assert "Đỗ Tư" in letters["Đỗ Tư"]


def test_a_member_changes_nothing_of_the_set_up(desk_for: DeskFor) -> None:
    """Their page has no button for it; a browser that sends the event all the same is refused."""
    dossiers = prepared(desk_for)
    page = opening(member(desk_for, "tu"))
    assert (page.state.setup["writes"], page.state.turning) == (False, {})

    for name, data in (
        ("setup_put_member", {"login": "tu", "post": "chair"}),
        ("setup_put_up", {"subjects": [dossiers[0].subject]}),
        ("setup_assign_evenly", {"each": 2}),
    ):
        assert event(page, name, **data).notice["text"] == "Bạn không có quyền làm việc này."
    assert event(page, "setup_put_member", login="tu", post="king").notice["kind"] == "warning"
