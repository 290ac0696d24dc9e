"""The plan page as its state tells it: chart, table, one task, indicators."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_kind, a_phase, a_plan, a_task
from tests.pages.garden import a_garden, desk, sent
from toolkit.pages.plan.record import who_must
from toolkit.pages.plan.scale import Scale, bar
from toolkit.pages.plan.state import PlanState
from toolkit.pages.plan.view import Page
from toolkit.rules.periods import Period
from toolkit.store import Store
from toolkit.words import Words

JUNE_20 = date(2017, 6, 20)
TEN_DAYS = Scale(date(2017, 1, 1), date(2017, 1, 10))


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def plan(store: Store, on: date = JUNE_20, language: str = "vi") -> PlanState:
    return PlanState(desk(store, on), Words(language))


def tasks(state: PlanState) -> dict[str, dict[str, Any]]:
    return {task["code"]: task for phase in state.phases for task in phase["tasks"]}


def test_a_day_lies_where_its_morning_is_and_days_outside_on_the_edge() -> None:
    days = (date(2017, 1, 1), date(2017, 1, 6), date(2016, 5, 1), date(2019, 1, 1))

    assert [TEN_DAYS.at(day) for day in days] == [0, 50, 0, 100]


def test_a_span_takes_its_last_day_in() -> None:
    assert TEN_DAYS.span(date(2017, 1, 1), date(2017, 1, 10)) == {"left": 0, "width": 100}
    assert TEN_DAYS.span(date(2017, 1, 10), date(2017, 1, 10)) == {"left": 90, "width": 10}


def test_the_years_label_is_not_covered_by_the_days() -> None:
    four_years = Scale(date(2017, 1, 1), date(2020, 12, 31))

    assert four_years.flips(date(2018, 11, 1))
    assert not four_years.flips(date(2018, 5, 1))
    assert four_years.flips(date(2020, 12, 1))


def test_a_bar_reaches_from_the_opening_to_the_last_deadline() -> None:
    opens, due = date(2017, 2, 1), Period("once", date(2017, 3, 31))
    plan = a_plan(phases=(a_phase(),))

    assert bar(plan, a_task(opens=opens), (due,)) == (opens, due.due)
    assert bar(plan, a_task(), (due,)) == (date(2017, 1, 1), due.due)
    assert bar(plan, a_task(), ()) == (date(2017, 1, 1), date(2018, 12, 31))


def test_who_must_names_those_left_out_where_they_are_few() -> None:
    kinds = tuple(a_kind(code) for code in "abcdef")
    plan = a_plan(kinds=(*kinds, a_kind("bo", takes_part=False)))
    told = [who_must(plan, a_task(who=tuple(who)), Words("vi")) for who in ("", "abcde", "ab")]

    assert told == ["Mọi loại đơn vị", "Mọi loại, trừ Loại f", "Loại a, Loại b"]


def test_each_deadline_tells_its_period_and_whether_it_is_past(garden: Store) -> None:
    state = plan(garden)
    state.open()

    assert [(due["day"], due["period"], due["past"]) for due in tasks(state)["2"]["dues"]] == [
        ("15/06/2017", "6 tháng đầu năm 2017", True),
        ("15/12/2017", "6 tháng cuối năm 2017", False),
    ]


def test_a_deadline_is_ahead_until_its_day_is_over(garden: Store) -> None:
    state = plan(garden, date(2017, 6, 15))
    state.open()

    assert [due["past"] for due in tasks(state)["2"]["dues"]] == [False, False]


def test_a_task_tells_what_it_asks_whence_it_is_and_how_it_stands(garden: Store) -> None:
    sent(garden, date(2017, 6, 10), "T1", "2", "2017-H1", cay="12")
    state = plan(garden)
    state.open()
    first, second, third = (tasks(state)[code] for code in "123")

    assert (first["official"], second["official"]) == (True, False)
    assert first["asks"] == ["Nội dung báo cáo", "Văn bản (số, ngày, cơ quan)"]
    assert second["numbers"] == ["Số cây", "Số cây chết (không bắt buộc)"]
    assert (second["frequency"], second["who"], second["after"]) == (
        "6 tháng một lần",
        "Trường",
        "1",
    )
    assert (second["rate"], second["told"]) == ("33,3 %", "1 trên 3 báo cáo đến hạn")
    assert (second["missing"], first["missing"]) == (2, 4)
    assert (third["rate"], third["share"]) == ("", None)


def test_indicators_stand_against_their_targets(garden: Store) -> None:
    sent(garden, date(2017, 6, 10), "T1", "2", "2017-H1", cay="50")
    state = plan(garden)
    state.open()

    assert state.indicators == [
        {
            "code": "a",
            "phase": "A",
            "name": "Cây được trồng",
            "task": "2",
            "actual": "50",
            "target": "200",
            "rate": "25,0 %",
            "share": 25.0,
            "official": False,
        }
    ]


def test_milestones_are_numbered_and_official_ones_marked(garden: Store) -> None:
    state = plan(garden)
    state.open()

    assert [(m["number"], m["day"], m["official"], m["past"]) for m in state.milestones] == [
        (1, "02/01/2017", True, True),
        (2, "01/06/2018", False, False),
    ]


def test_chart_or_table_and_the_open_task_stand_in_the_address(garden: Store) -> None:
    state = plan(garden)
    state.open(view="table", task="2")
    told = state.query
    state.show_as("chart")
    state.pick("")

    assert told == {"view": "table", "task": "2", "on": None}
    assert state.query == {"view": "", "task": "", "on": None}


def test_a_task_that_the_plan_does_not_have_is_told(garden: Store) -> None:
    state = plan(garden)
    state.open(task="9.9")

    assert (state.task, state.query["task"]) == ("", "")
    assert state.notice["text"] == "Kế hoạch không có nhiệm vụ này."


def test_a_past_day_shows_the_plan_as_known_then(garden: Store) -> None:
    sent(garden, date(2017, 6, 19), "T1", "2", "2017-H1", cay="50")
    state = plan(garden)
    state.open(on=date(2017, 6, 18))
    then = (tasks(state)["2"]["rate"], state.indicators[0]["actual"], state.day["past"])
    state.known_on(None)

    assert then == ("0,0 %", "0", True)
    assert (tasks(state)["2"]["rate"], state.day["past"]) == ("33,3 %", False)


def test_the_plan_is_told_in_english_where_that_is_spoken(garden: Store) -> None:
    state = plan(garden, language="en")
    state.open()

    assert state.phases[0]["name"] == "Planting"
    assert tasks(state)["1"]["short"] == "Ground"
    assert tasks(state)["2"]["frequency"] == "Half-yearly"


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("show_as", {"mode": "gantt"}),
        ("show_as", {"mode": None}),
        ("show_as", {"mode": ["table"]}),
        ("pick", {"task": "<img src=x onerror=alert(1)>"}),
        ("pick", {"task": "x" * 10_000}),
        ("pick", {"task": 1}),
        ("known_on", {"day": "hôm qua"}),
        ("known_on", {}),
        ("known_on", {"day": "2017-01-01", "by": "me"}),
    ],
)
def test_what_our_page_would_not_send_changes_nothing(
    garden: Store, event: str, data: dict[str, Any]
) -> None:
    page = Page(plan(garden))
    page.state.open()
    before = (page.state.mode, page.state.task, page.state.query)
    page._handle_custom_msg({"event": event, "data": data}, [])

    assert (page.state.mode, page.state.task, page.state.query) == before


def test_the_doors_open_for_what_our_page_sends(garden: Store) -> None:
    page = Page(plan(garden))
    page.state.open()
    for event, data in (
        ("show_as", {"mode": "table"}),
        ("pick", {"task": "2"}),
        ("known_on", {"day": "2017-06-01"}),
    ):
        page._handle_custom_msg({"event": event, "data": data}, [])

    assert page.state.query == {"view": "table", "task": "2", "on": date(2017, 6, 1)}
