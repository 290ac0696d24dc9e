"""Báo cáo: the summary is previewed, made in a thread, delivered, cancelled."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.actions.test_lifeline import registered
from tests.actions.test_reports import send
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.actions.views import overview
from toolkit.domain.user import Role, User
from toolkit.pages.reports.previews import VIEWS
from toolkit.pages.reports.state import ReportsState
from toolkit.pages.reports.view import Page
from toolkit.words import Words

APRIL = date(2017, 4, 10)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def opened(desk_for: DeskFor, user: User, **filters: Any) -> Page:
    state = ReportsState(desk_for(user, APRIL), Words("vi"))
    state.open(**filters)
    return Page(state)


def event(page: Page, name: str, data: Any = None) -> None:
    page._handle_custom_msg({"event": name, "data": data}, [])


def test_the_preview_tells_the_overviews_figures(desk_for: DeskFor) -> None:
    send(desk_for(coordinator("T2")))
    page = opened(desk_for, a_user(Role.LEADER))
    total = overview(page.state.desk).total
    assert page.state.rows == [
        {
            "name": "Trường",
            "units": "2",
            "expected": "2",
            "on_time": "1",
            "late": "0",
            "missing": "1",
            "rate": "50,0 %",
        },
        {**page.state.rows[0], "name": "Tổng cộng"},
    ]
    assert (total.expected, total.on_time, total.late, total.missing) == (2, 1, 0, 1)


def test_a_past_day_tells_what_was_known_then(desk_for: DeskFor) -> None:
    send(desk_for(coordinator("T2"), date(2017, 4, 5)))
    page = opened(desk_for, a_user(), on=date(2017, 4, 3))
    assert (page.state.past, page.state.query) == (True, {"on": "2017-04-03", "view": ""})
    assert [(row["late"], row["missing"]) for row in page.state.rows] == [("0", "2"), ("0", "2")]
    event(page, "choose", {"on": "2017-04-10", "view": "progress"})
    assert (page.state.past, page.state.query) == (False, {"on": "", "view": ""})
    assert [(row["late"], row["missing"]) for row in page.state.rows] == [("1", "1"), ("1", "1")]


def test_a_day_to_come_is_today(desk_for: DeskFor) -> None:
    page = opened(desk_for, a_user(), on=date(2030, 1, 1))
    assert (page.state.on, page.state.past) == ("2017-04-10", False)


def test_the_workbook_is_made_and_delivered(desk_for: DeskFor) -> None:
    page = opened(desk_for, a_user())
    saved: list[tuple[str, str, bytes]] = []
    page.state.deliver = lambda *file: saved.append(file)
    event(page, "make")
    page._work.wait(60)
    ((name, _, data),) = saved
    assert name.endswith("20170410.xlsx")
    assert "/" not in name
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[0] == "Biểu 1"
    assert (page.state.work["running"], page.state.made["name"]) == (False, name)


def test_a_making_that_is_cancelled_delivers_nothing(desk_for: DeskFor) -> None:
    page = opened(desk_for, a_user())
    saved: list[object] = []
    page.state.deliver = lambda *file: saved.append(file)
    with page._turn:
        event(page, "make")
        event(page, "cancel")
    page._work.wait(60)
    assert (saved, page.state.made, page.state.work["running"]) == ([], {}, False)


def test_a_unit_coordinator_gets_no_summary_even_by_a_forged_click(
    desk_for: DeskFor,
) -> None:
    page = opened(desk_for, coordinator("T2"), view="progress")
    saved: list[object] = []
    page.state.deliver = lambda *file: saved.append(file)
    assert page.state.views == ["persons", "collectives", "models", "activities"]
    assert (page.state.allowed, page.state.view) == (True, "persons")
    for view in ("progress", "funnel"):
        page.state.view = view
        event(page, "make")
        page._work.wait(60)
        assert page.state.notice["kind"] == "error"
    assert saved == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_report_is_previewed_made_and_delivered(view: str, desk_for: DeskFor) -> None:
    registered(desk_for(on=APRIL))
    page = opened(desk_for, a_user(), view=view)
    assert (page.state.view, page.state.query["view"]) == (view, view if view != VIEWS[0] else "")
    assert page.state.rows[-1]["name"] == "Tổng cộng"
    assert [set(row) for row in page.state.rows] == [{c[0] for c in page.state.columns}] * len(
        page.state.rows
    )
    saved: list[tuple[str, str, bytes]] = []
    page.state.deliver = lambda *file: saved.append(file)
    event(page, "make")
    page._work.wait(60)
    ((name, _, data),) = saved
    assert name.endswith("_DOC_20170410.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0] in (
        "Biểu 1",
        "Biểu 2",
        "Danh sách",
    )


def test_preview_of_a_list_counts_its_rows(desk_for: DeskFor) -> None:
    registered(desk_for(on=APRIL))
    page = opened(desk_for, a_user(), view="persons")
    assert [row["count"] for row in page.state.rows] == ["1", "0", "1"]
    event(page, "choose", {"on": "2017-04-10", "view": "funnel"})
    assert (page.state.view, page.state.rows[-1]["registered"]) == ("funnel", "1")
