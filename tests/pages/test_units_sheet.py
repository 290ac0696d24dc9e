"""One unit's sheet as the page's state tells it, who may see it, and the way back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_user
from tests.pages.garden import a_garden, accepted, codes, owed, returned, sent, units
from toolkit.domain.user import Role
from toolkit.store import Store

JUNE_20 = date(2017, 6, 20)


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def test_the_sheet_tells_kind_tree_and_succession_with_links_that_keep_the_filters(
    garden: Store,
) -> None:
    state = units(garden, JUNE_20)
    state.open(late=True, unit="T9")

    assert state.picked["name"] == "Trường Thủy Nguyên mới"
    assert [(fact["name"], fact["text"], fact["links"]) for fact in state.picked["facts"]] == [
        ("Loại", "Trường", []),
        ("Khối, cụm", "Cụm Nam", []),
        ("Trực thuộc", "", [{"text": "Sở Giáo dục", "href": "?page=units&late=1&unit=SO"}]),
        ("Hoạt động", "từ 01/05/2017", []),
        (
            "Tiền thân",
            "",
            [{"text": "Trường Thủy Nguyên (đến 01/05/2017)", "href": "?page=units&late=1&unit=T2"}],
        ),
    ]
    assert state.picked["back"] == "?page=units&late=1"
    assert state.query["unit"] == "T9"


def test_the_sheet_of_a_successor_holds_what_was_made_for_its_predecessor(garden: Store) -> None:
    state = units(garden, JUNE_20)
    state.open(unit="T9")
    (phase, _) = state.picked["phases"]

    assert phase["tasks"][0]["rows"] == [
        {
            "id": owed(garden, "T2", "1").id,
            "period": "Cả giai đoạn",
            "deadline": "31/03/2017",
            "status": "o",
            "late": "81 ngày",
            "made_for": "T2",
        }
    ]
    assert state.picked["counts"] == {"o": 2, "n": 2}


def test_the_sheet_of_an_ended_unit_tells_that_its_tasks_went_to_the_successor(
    garden: Store,
) -> None:
    state = units(garden, JUNE_20)
    state.open(unit="T2")

    assert state.picked["phases"] == []
    assert state.picked["none"] == "Các nhiệm vụ của đơn vị này đã chuyển cho đơn vị kế thừa."
    assert state.title == "Trường Thủy Nguyên"


def test_the_sheet_tells_when_a_report_was_sent_late_decided_and_why_returned(
    garden: Store,
) -> None:
    late = sent(garden, date(2017, 6, 18), "T1", "2", "2017-H1", cay="12")
    returned(garden, date(2017, 6, 19), late, "Thiếu số liệu")
    state = units(garden, JUNE_20)
    state.open(unit="T1", task="2")
    first = state.picked["phases"][0]["tasks"][1]["rows"][0]

    assert state.picked["task"] == "2"
    assert (first["sent"], first["punctual"]) == ("18/06/2017", "chậm 3 ngày")
    assert (first["decided"], first["note"], first["status"]) == (
        "19/06/2017",
        "Thiếu số liệu",
        "r",
    )
    assert [step["what"] for step in state.picked["recent"][:2]] == [
        "Trả lại: 2 Trồng cây · 6 tháng đầu năm 2017",
        "Gửi báo cáo: 2 Trồng cây · 6 tháng đầu năm 2017",
    ]


def test_rates_say_of_what_they_are_a_share(garden: Store) -> None:
    sent(garden, date(2017, 6, 18), "T1", "2", "2017-H1", cay="12")
    accepted(garden, date(2017, 6, 19), "T1", "2", "2017-H1")
    state = units(garden, JUNE_20)
    state.open(unit="T1")

    assert [(rate["value"], rate["of"]) for rate in state.picked["rates"]] == [
        ("50,0 %", "1 trên 2 báo cáo đến hạn"),
        ("0,0 %", "0 trên 2 báo cáo đến hạn"),
        ("1", "trong 1 báo cáo đã có"),
        ("1", "trên 2 báo cáo đến hạn"),
    ]


def test_an_unknown_unit_is_told_and_the_matrix_shown_instead(garden: Store) -> None:
    state = units(garden, JUNE_20)
    state.open(unit="NOPE", kind="truong")

    assert state.picked == {}
    assert codes(state) == ["T1", "T3", "T9"]
    assert state.query["unit"] == ""
    assert state.notice["kind"] == "warning"


def test_a_coordinator_sees_their_unit_and_no_other(garden: Store) -> None:
    state = units(garden, JUNE_20, user=a_user(Role.UNIT, login="dm.t9", unit="T2"))
    state.open()
    own = codes(state)
    state.pick("T1")

    assert own == ["T9"]
    assert state.picked == {}
    assert codes(state) == ["T9"]


def test_back_to_the_matrix_finds_the_filters_and_page_as_they_were(garden: Store) -> None:
    state = units(garden, JUNE_20)
    state.open(kind="truong", q="truong")
    state.pick("T3", "2")
    assert state.query == {
        "phase": "",
        "kind": "truong",
        "bloc": "",
        "late": False,
        "q": "truong",
        "on": None,
        "p": None,
        "unit": "T3",
        "task": "2",
    }
    state.open(kind="truong", q="truong")

    assert state.picked == {}
    assert codes(state) == ["T1", "T3", "T9"]


def test_after_an_action_the_page_shows_what_it_did(garden: Store) -> None:
    sent(garden, date(2017, 6, 1), "T1", "2", "2017-H1", cay="12")
    state = units(garden, JUNE_20)
    state.open(unit="T1")
    state.show(owed(garden, "T1", "2", "2017-H1").id)
    state.accept()

    assert state.picked["counts"] == {"a": 1, "n": 2, "o": 1}
    assert state.writes == 1


def test_everything_is_told_in_english_where_that_is_spoken(garden: Store) -> None:
    state = units(garden, JUNE_20, language="en")
    state.open(unit="T9")
    facts = [fact["name"] for fact in state.picked["facts"]]
    state.open()

    assert facts == ["Kind", "Bloc", "Belongs to", "In being", "Formerly"]
    assert state.summary["count"] == "4 units"
    assert state.rows[0][2] == "School"
    assert state.heads[0]["tasks"][0] == ["1", "Ground", "Prepare the ground"]
