"""Hội nghị: what each part of the page shows to whom, and what its doors do."""

from datetime import date
from typing import Any

import pytest

from tests.actions.test_conference import on_list, sent, shared
from tests.builders import a_user
from tests.conferences import CONGRESS, DAY, at_conference, reviewed
from tests.desks import DeskFor, coordinator
from toolkit.actions import activities
from toolkit.actions.desk import Desk
from toolkit.domain.user import Role
from toolkit.pages.conference.state import ConferenceState
from toolkit.pages.conference.view import Page
from toolkit.words import Words

__all__ = ["at_conference"]
AFTER = date(2018, 12, 20)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages ask the same of either database: one is enough here."""
    return sqlite_url


def opened(desk: Desk, language: str = "vi", **told: Any) -> ConferenceState:
    state = ConferenceState(desk, Words(language))
    state.open(**{"code": CONGRESS, **told})
    return state


def send(state: ConferenceState, event: str, **data: Any) -> None:
    Page(state)._handle_event(None, {"event": event, "data": data or None}, [])


def parts(state: ConferenceState) -> list[str]:
    return [each["part"] for each in state.tabs]


def test_the_nearest_conference_that_was_not_held_is_opened(at_conference: DeskFor) -> None:
    state = ConferenceState(at_conference(on=date(2017, 3, 1)), Words("vi"))
    state.open()

    assert (state.head["name"], state.part) == ("Hội nghị sơ kết", "places")
    assert state.head["sub"] == "Họp ngày 20/11/2017 tại Huế"
    assert [each["code"] for each in state.every] == ["giua-ky", "dai-hoi"]
    send(state, "turn", code=CONGRESS)
    assert (state.head["name"], state.query["code"]) == ("Đại hội", CONGRESS)


def test_everybody_has_the_parts_that_are_for_them(at_conference: DeskFor) -> None:
    reviewed(at_conference, "T2", "Nguyễn Văn An")
    assert parts(opened(at_conference())) == ["places", "list", "papers"]
    leader = a_user(Role.LEADER)
    assert parts(opened(at_conference(leader))) == ["list"]
    shared(at_conference())
    assert parts(opened(at_conference())) == ["places", "nominate", "list", "papers"]
    unit = opened(at_conference(coordinator("T2")))
    assert parts(unit) == ["places", "nominate", "list"]
    assert [row["code"] for row in unit.places["rows"]] == ["T2"]
    assert not unit.places["may"]
    assert parts(opened(at_conference(leader))) == ["places", "list"]
    assert parts(opened(at_conference(leader, AFTER))) == ["places", "list"]


def test_places_are_shared_and_changed_with_the_reason_beside_its_field(
    at_conference: DeskFor,
) -> None:
    reviewed(at_conference, "T2", "Nguyễn Văn An")
    state = opened(at_conference())
    send(state, "share", reason="")
    rows = {row["code"]: row for row in state.places["rows"]}
    assert {code: row["places"] for code, row in rows.items()} == {"T2": 5, "T9": 1}
    assert state.head["figures"][0] == {"name": "seats", "count": "6/6"}
    told = {"unit": "T9", "version": rows["T9"]["version"]}
    send(state, "set_place", **told, count=4, reason="")
    assert set(state.faults) == {"count", "reason"}
    assert state.faults["reason"] == "Hãy ghi lý do."
    send(state, "set_place", **told, count=0, reason="Không có ai.")
    assert (state.faults, state.places["left"]) == ({}, 1)
    send(state, "set_place", unit="T9", version=1, count=1, reason="Cũ.")
    assert state.notice["kind"] == "error"


def test_a_unit_ticks_leaves_comes_back_and_sends(at_conference: DeskFor) -> None:
    one = reviewed(at_conference, "T2", "Tủ sách lớp")
    shared(at_conference())
    desk = at_conference(coordinator("T2"))
    state = opened(desk, part="nominate")
    assert (state.nominating["said"], state.query["unit"]) == ("Còn 5/5 chỗ", "T2")
    chosen = [{"exemplar": one.id, "name": "", "post": "Tổ trưởng", "note": ""}]
    send(state, "keep", chosen=chosen)
    assert state.nominating["kept"].startswith("Đã lưu nháp lúc ")
    again = opened(desk, part="nominate")
    assert again.nominating["draft"] == {"chosen": chosen}
    send(again, "send", chosen=chosen)
    assert again.faults == {"name": "Hãy ghi tên người đi dự."}
    send(again, "send", chosen=[{**chosen[0], "name": "Trần Thị Bình"}])
    assert (again.faults, again.nominating["kept"]) == ({}, "")
    [section] = again.listed["sections"]
    assert [(row["name"], row["post"], row["state"]) for row in section["rows"]] == [
        ("Trần Thị Bình", "Tổ trưởng", "nominated")
    ]
    assert again.nominating["candidates"][0]["why"] != ""
    [row] = section["rows"]
    send(again, "withdraw", delegate=row["id"], version=row["version"], reason="Ốm.")
    assert again.listed["total"] == 0
    send(again, "keep", chosen=[])
    assert again.nominating["kept"] == ""


def test_the_ministry_decides_adds_closes_and_marks_who_came(at_conference: DeskFor) -> None:
    ones = [reviewed(at_conference, "T2", f"Người {name}") for name in ("An", "Bình")]
    shared(at_conference())
    sent(at_conference(coordinator("T2")), "T2", *ones)
    state = opened(at_conference())
    assert (state.part, state.listed["waiting"]) == ("list", 2)
    an, binh = state.listed["sections"][0]["rows"]
    send(state, "decline", delegate=binh["id"], version=binh["version"], reason="")
    assert state.faults == {"reason": "Hãy ghi lý do."}
    send(state, "decline", delegate=binh["id"], version=binh["version"], reason="Thiếu hồ sơ.")
    assert [row["note"] for row in state.listed["declined"]] == ["Thiếu hồ sơ."]
    send(state, "close_list")
    assert "chờ duyệt" in state.faults["all"]
    send(state, "confirm", delegates=[an["id"]])
    form = {"group": "leader", "name": "Lê Minh", "post": "", "unit": "", "section": "", "note": ""}
    send(state, "put", form=form)
    guest = state.listed["sections"][0]["rows"][0]
    send(
        state,
        "mend",
        delegate=guest["id"],
        version=guest["version"],
        form={**form, "post": "Trưởng ban"},
    )
    send(state, "close_list")
    assert state.head["stage"] == "closed"
    badges = [(row["name"], row["badge"]) for s in state.listed["sections"] for row in s["rows"]]
    assert badges == [("Lê Minh", 1), ("Người An", 2)]
    day = opened(at_conference(on=DAY))
    guest, an = (s["rows"][0] for s in day.listed["sections"])
    send(day, "mark", delegates=[an["id"]])
    send(day, "excuse", delegate=guest["id"], version=guest["version"], reason="Họp.")
    assert [s["rows"][0]["state"] for s in day.listed["sections"]] == ["excused", "attended"]
    assert parts(day) == ["places", "nominate", "list", "after", "papers"]
    send(day, "unmark", delegate=guest["id"], version=guest["version"] + 1, reason="Nhầm.")
    assert day.listed["sections"][0]["rows"][0]["state"] == "confirmed"
    guest = day.listed["sections"][0]["rows"][0]
    send(day, "strike", delegate=guest["id"], version=guest["version"], reason="Thôi.")
    assert day.listed["total"] == 2


def test_what_each_did_afterwards_is_shown(at_conference: DeskFor) -> None:
    an = on_list(at_conference)["Nguyễn Văn An"]
    day = at_conference(on=AFTER)
    state = opened(day, part="after")
    assert state.after == []
    send(state, "go", part="list")
    send(state, "mark", delegates=[an.id])
    form = {"title": "Kể chuyện", "on": "01/12/2018", "outlet": "Báo Huế", "medium": "newspaper"}
    activities.record(day, kind="media", unit="T2", form=form, exemplars=[an.exemplar])
    [row] = opened(day, part="after").after
    assert (row["counts"], row["newest"]) == (["1 tuyên truyền"], ["01/12/2018 · Kể chuyện"])


def test_a_paper_is_made_and_handed_over(at_conference: DeskFor) -> None:
    on_list(at_conference)
    state = opened(at_conference(), part="papers")
    got: list[tuple[str, str, bytes]] = []
    state.deliver = lambda name, mime, data: got.append((name, mime, data))
    page = Page(state)
    page._handle_event(None, {"event": "make", "data": {"kind": "badges-docx"}}, [])
    page._work.wait()

    [(name, mime, data)] = got
    assert (name, data[:2]) == ("The-dai-bieu_dai-hoi.docx", b"PK")
    assert mime.endswith("wordprocessingml.document")
    assert [each["name"] for each in state.offered] == [
        *("Danh sách đại biểu", "Thẻ đại biểu", "Giấy chứng nhận", "Giấy mời")
    ]


def test_what_a_browser_makes_up_is_not_taken(at_conference: DeskFor) -> None:
    state = opened(at_conference(coordinator("T2")))
    for event, data in (
        ("go", {"part": "secrets"}),
        ("send", {"chosen": [{"exemplar": "x"}]}),
        ("mark", {"delegates": "all"}),
        ("put", {"form": {"group": "leader"}}),
        ("make", {"kind": "menu"}),
    ):
        send(state, event, **data)
        assert state.notice["kind"] == "warning"
    send(state, "close_list")
    assert state.faults == {"all": state.words.say("blocker.no_right")}


def test_in_english_every_part_speaks_english(at_conference: DeskFor) -> None:
    on_list(at_conference)
    state = opened(at_conference(on=AFTER), "en")
    for part in parts(state):
        send(state, "go", part=part)
    assert state.head["name"] == "Conference dai-hoi"
    assert state.head["chip"]["text"] == "Held"
