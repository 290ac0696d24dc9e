"""The matrix of the units page as its state tells it: rows, cells, filters, days."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.pages.garden import a_garden, cells, codes, sent, units
from toolkit.store import Store

JUNE_20 = date(2017, 6, 20)


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def test_units_stand_in_the_order_of_the_plans_kinds_each_kind_named_once(garden: Store) -> None:
    state = units(garden, JUNE_20)
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
    state = units(garden, JUNE_20)
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
    state = units(garden, JUNE_20)
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
    state = units(garden, JUNE_20)
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
    state = units(garden, JUNE_20)
    state.open(late=True, phase="B")

    assert before == []
    assert codes(state) == []
    state.filter(phase="A", kind="", bloc="", late=True, q="")
    assert codes(state) == ["T1", "T3", "T9", "P1"]


def test_codes_that_the_plan_does_not_know_are_left_out_and_told(garden: Store) -> None:
    state = units(garden, JUNE_20)
    state.open(kind="xyz", bloc="C9", phase="Z", q="dong")

    assert codes(state) == ["T1"]
    assert state.filters["phase"] == "A"
    assert state.query["kind"] == state.query["bloc"] == state.query["phase"] == ""
    assert state.notice["kind"] == "warning"


def test_a_page_beyond_the_last_is_the_last(garden: Store) -> None:
    state = units(garden, JUNE_20)
    state.open(p=40)

    assert state.paging == {"at": 1, "last": 1, "text": "1–4 trong 4 đơn vị"}
    assert state.query["p"] is None


def test_a_past_day_shows_what_was_known_then_and_a_future_one_shows_now(garden: Store) -> None:
    sent(garden, date(2017, 6, 18), "T1", "2", "2017-H1", cay="12")
    state = units(garden, JUNE_20)
    state.open(on=date(2017, 6, 17))
    then = cells(state)["T1"]
    told = (state.day["past"], state.query["on"])
    state.known_on(date(2030, 1, 1))

    assert then == ["o,1,1,31/03/2017", "o,1,2,15/06/2017"]
    assert told == (True, date(2017, 6, 17))
    assert cells(state)["T1"] == ["o,1,1,31/03/2017", "s,0,2"]
    assert (state.day["past"], state.query["on"]) == (False, None)


def test_names_travel_as_text_and_a_cell_takes_few_bytes(garden: Store) -> None:
    state = units(garden, JUNE_20)
    state.open(phase="all")

    assert state.rows[1][1] == 'Trường <b onclick="x()">Ba</b> & Bốn'
    assert len(json.dumps(cells(state)["T1"])) <= 20 * 3
