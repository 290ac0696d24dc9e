"""The units page as its state tells it: matrix, filters, one unit's sheet."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_user
from tests.pages.garden import a_garden, accepted, desk, owed, returned, sent
from toolkit.domain.user import Role, User
from toolkit.pages.units.state import UnitsState
from toolkit.store import Store
from toolkit.words import Words

JUNE_20 = date(2017, 6, 20)


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def units(
    store: Store, on: date = JUNE_20, user: User | None = None, language: str = "vi"
) -> UnitsState:
    return UnitsState(desk(store, on, user), Words(language))


def codes(state: UnitsState) -> list[str]:
    return [row[0] for row in state.rows]


def cells(state: UnitsState) -> dict[str, list[str]]:
    return {row[0]: row[4] for row in state.rows}


def test_units_stand_in_the_order_of_the_plans_kinds_each_kind_named_once(garden: Store) -> None:
    state = units(garden)
    state.open()

    assert [(row[0], row[2]) for row in state.rows] == [
        ("T1", "Trường"),
        ("T3", ""),
        ("T9", ""),
        ("P1", "Phòng"),
    ]


def test_a_cell_tells_status_missing_periods_and_the_deadline_where_it_matters(
    garden: Store,
) -> None:
    sent(garden, date(2017, 6, 1), "T1", "2", "2017-H1", cay="12")
    state = units(garden)
    state.open()

    assert cells(state) == {
        "T1": ["o,1,1,31/03/2017", "s,0,2"],
        "T3": ["o,1,1,31/03/2017", "o,1,2,15/06/2017"],
        "T9": ["o,1,1,31/03/2017", "o,1,2,15/06/2017"],
        "P1": ["o,1,1,31/03/2017", ""],
    }
    assert [row[3] for row in state.rows] == [1, 2, 2, 1]


def test_the_phase_of_the_day_is_shown_unless_another_is_asked_for(garden: Store) -> None:
    state = units(garden, date(2018, 2, 1))
    state.open()
    today = [head["name"] for head in state.heads]
    state.open(phase="A")
    asked = [head["name"] for head in state.heads]
    state.open(phase="all")

    assert today == ["Chăm"]
    assert asked == ["Trồng"]
    assert [head["tasks"] for head in state.heads] == [
        [["1", "Làm đất", "Làm đất cho vườn"], ["2", "Trồng cây", "Trồng cây"]],
        [["3", "Chăm sóc", "Chăm sóc vườn"]],
    ]
    assert [len(row[4]) for row in state.rows] == [3, 3, 3, 3]


def test_a_filter_leaves_out_the_others_and_stands_in_the_address(garden: Store) -> None:
    state = units(garden)
    state.open(kind="truong", bloc="C2", q="thuy nguyen")

    assert codes(state) == ["T9"]
    assert state.summary == {"count": "1 đơn vị", "filtered": True}
    assert state.base == "?page=units&kind=truong&bloc=C2&q=thuy+nguyen"
    assert state.filters == {
        "phase": "A",
        "kind": "truong",
        "bloc": "C2",
        "late": False,
        "q": "thuy nguyen",
    }


def test_search_needs_no_tone_marks_and_finds_codes(garden: Store) -> None:
    state = units(garden)
    found = []
    for text in ("DONG thap", "Đồng Tháp", "t9", "%", "que vo"):
        state.open(q=text)
        found.append(codes(state))

    assert found == [["T1"], ["T1"], ["T9"], [], ["P1"]]


def test_late_units_are_looked_for_in_every_phase_unless_one_is_asked_for(garden: Store) -> None:
    state = units(garden, date(2018, 2, 1))
    state.open(late=True)

    assert state.filters["phase"] == "all"
    assert codes(state) == ["T1", "T3", "T9", "P1"]


def test_only_late_leaves_units_with_missing_reports(garden: Store) -> None:
    state = units(garden, date(2017, 3, 1))
    state.open(late=True)
    before = codes(state)
    state = units(garden)
    state.open(late=True, phase="B")

    assert before == []
    assert codes(state) == []
    state.filter(phase="A", kind="", bloc="", late=True, q="")
    assert codes(state) == ["T1", "T3", "T9", "P1"]


def test_codes_that_the_plan_does_not_know_are_left_out_and_told(garden: Store) -> None:
    state = units(garden)
    state.open(kind="xyz", bloc="C9", phase="Z", q="dong")

    assert codes(state) == ["T1"]
    assert state.filters["phase"] == "A"
    assert state.query["kind"] == state.query["bloc"] == state.query["phase"] == ""
    assert state.notice["kind"] == "warning"


def test_a_page_beyond_the_last_is_the_last(garden: Store) -> None:
    state = units(garden)
    state.open(p=40)

    assert state.paging == {"at": 1, "last": 1, "text": "1–4 trong 4 đơn vị"}
    assert state.query["p"] is None


def test_the_sheet_tells_kind_tree_and_succession_with_links_that_keep_the_filters(
    garden: Store,
) -> None:
    state = units(garden)
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
    state = units(garden)
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
    state = units(garden)
    state.open(unit="T2")

    assert state.picked["phases"] == []
    assert state.picked["none"] == "Các nhiệm vụ của đơn vị này đã chuyển cho đơn vị kế thừa."
    assert state.title == "Trường Thủy Nguyên"


def test_the_sheet_tells_when_a_report_was_sent_late_decided_and_why_returned(
    garden: Store,
) -> None:
    late = sent(garden, date(2017, 6, 18), "T1", "2", "2017-H1", cay="12")
    returned(garden, date(2017, 6, 19), late, "Thiếu số liệu")
    state = units(garden)
    state.open(unit="T1", task="2")
    first = state.picked["phases"][0]["tasks"][1]["rows"][0]

    assert state.picked["task"] == "2"
    assert (first["sent"], first["punctual"]) == ("18/06/2017", "trễ 3 ngày")
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
    state = units(garden)
    state.open(unit="T1")

    assert [(rate["value"], rate["of"]) for rate in state.picked["rates"]] == [
        ("50,0 %", "1 trên 2 báo cáo đến hạn"),
        ("0,0 %", "0 trên 2 báo cáo đến hạn"),
        ("1", "trong 1 báo cáo đã có"),
        ("1", "trên 2 báo cáo đến hạn"),
    ]


def test_an_unknown_unit_is_told_and_the_matrix_shown_instead(garden: Store) -> None:
    state = units(garden)
    state.open(unit="NOPE", kind="truong")

    assert state.picked == {}
    assert codes(state) == ["T1", "T3", "T9"]
    assert state.query["unit"] == ""
    assert state.notice["kind"] == "warning"


def test_a_coordinator_sees_their_unit_and_no_other(garden: Store) -> None:
    state = units(garden, user=a_user(Role.UNIT, login="dm.t9", unit="T2"))
    state.open()
    own = codes(state)
    state.pick("T1")

    assert own == ["T9"]
    assert state.picked == {}
    assert codes(state) == ["T9"]


def test_a_past_day_shows_what_was_known_then_and_a_future_one_shows_now(garden: Store) -> None:
    sent(garden, date(2017, 6, 18), "T1", "2", "2017-H1", cay="12")
    state = units(garden)
    state.open(on=date(2017, 6, 17))
    then = cells(state)["T1"]
    told = (state.day["past"], state.query["on"])
    state.known_on(date(2030, 1, 1))

    assert then == ["o,1,1,31/03/2017", "o,1,2,15/06/2017"]
    assert told == (True, date(2017, 6, 17))
    assert cells(state)["T1"] == ["o,1,1,31/03/2017", "s,0,2"]
    assert (state.day["past"], state.query["on"]) == (False, None)


def test_back_to_the_matrix_finds_the_filters_and_page_as_they_were(garden: Store) -> None:
    state = units(garden)
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
    state = units(garden)
    state.open(unit="T1")
    state.show(owed(garden, "T1", "2", "2017-H1").id)
    state.accept()

    assert state.picked["counts"] == {"a": 1, "n": 2, "o": 1}
    assert state.writes == 1


def test_everything_is_told_in_english_where_that_is_spoken(garden: Store) -> None:
    state = units(garden, language="en")
    state.open(unit="T9")
    facts = [fact["name"] for fact in state.picked["facts"]]
    state.open()

    assert facts == ["Kind", "Bloc", "Belongs to", "In being", "Formerly"]
    assert state.summary["count"] == "4 units"
    assert state.rows[0][2] == "School"
    assert state.heads[0]["tasks"][0] == ["1", "Ground", "Prepare the ground"]


def test_names_travel_as_text_and_a_cell_takes_few_bytes(garden: Store) -> None:
    state = units(garden)
    state.open(phase="all")

    assert state.rows[1][1] == 'Trường <b onclick="x()">Ba</b> & Bốn'
    assert len(json.dumps(cells(state)["T1"])) <= 20 * 3
