"""Báo cáo: the summary is previewed, made in a thread, delivered, cancelled."""

import io
from datetime import date
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.actions.test_lifeline import registered
from tests.actions.test_reports import send
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.actions.views import overview
from toolkit.domain.user import Role, User
from toolkit.pages.mimes import MIMES
from toolkit.pages.reports.others import OTHERS
from toolkit.pages.reports.previews import PAPERS, SUMMARIES, VIEWS
from toolkit.pages.reports.state import ReportsState
from toolkit.pages.reports.view import Page
from toolkit.words import Words

APRIL = date(2017, 4, 10)
ENDS = {
    **dict.fromkeys(PAPERS, "_DOC_20170410.docx"),
    "letters": "_20170410.zip",
    "csv": "_DOC_20170410_csv.zip",
    "parquet": "_DOC_20170410_parquet.zip",
}


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
    assert page.state.parts == ["make"]
    for view in (*SUMMARIES, *PAPERS, *OTHERS):
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
    ((name, mime, data),) = saved
    assert name.endswith(ENDS.get(view, "_DOC_20170410.xlsx"))
    assert data.startswith(b"PK")
    assert mime == MIMES[page.state.makes]
    assert name.endswith(page.state.makes)
    if view in SUMMARIES:
        sheets = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
        assert sheets[0] == f"Biểu {SUMMARIES[view]}"


def test_letters_go_to_those_who_are_late_today_whatever_day_is_open(desk_for: DeskFor) -> None:
    page = opened(desk_for, a_user(), view="letters", on=date(2017, 4, 3))
    assert (page.state.on, page.state.past, page.state.dated) == ("2017-04-10", False, False)
    assert [row["missing"] for row in page.state.rows] == ["1", "1", "2"]
    saved: list[tuple[str, str, bytes]] = []
    page.state.deliver = lambda *file: saved.append(file)
    event(page, "make")
    page._work.wait(60)
    ((_, _, data),) = saved
    with ZipFile(io.BytesIO(data)) as together:
        assert sorted(together.namelist()) == [
            *("Don-doc_T1.docx", "Don-doc_T1.ics", "Don-doc_T2.docx", "Don-doc_T2.ics"),
        ]


def test_where_nobody_is_late_there_is_no_letter(desk_for: DeskFor) -> None:
    state = ReportsState(desk_for(a_user(), date(2017, 1, 2)), Words("vi"))
    state.open(view="letters")
    page = Page(state)
    event(page, "make")
    page._work.wait(60)
    assert (state.made, state.notice["kind"]) == ({}, "error")
    assert "không có đơn vị nào chậm" in state.notice["text"]


def test_everything_is_a_file_a_table_as_known_on_the_day(desk_for: DeskFor) -> None:
    registered(desk_for(on=APRIL))
    page = opened(desk_for, a_user(), view="csv")
    saved: list[tuple[str, str, bytes]] = []
    page.state.deliver = lambda *file: saved.append(file)
    for day, exemplars in (("2017-04-10", 1), ("2017-04-03", 0)):
        event(page, "choose", {"on": day, "view": "csv"})
        event(page, "make")
        page._work.wait(60)
        with ZipFile(io.BytesIO(saved[-1][2])) as together:
            [name] = [each for each in together.namelist() if each == "exemplars.csv"]
            rows = together.read(name).decode("utf-8-sig").splitlines()
        assert len(rows) == 1 + exemplars


def test_preview_of_a_list_counts_its_rows(desk_for: DeskFor) -> None:
    registered(desk_for(on=APRIL))
    page = opened(desk_for, a_user(), view="persons")
    assert [row["count"] for row in page.state.rows] == ["1", "0", "1"]
    event(page, "choose", {"on": "2017-04-10", "view": "funnel"})
    assert (page.state.view, page.state.rows[-1]["registered"]) == ("funnel", "1")


def looked_at(page: Page, name: str, data: bytes) -> dict[str, Any]:
    event(page, "begin_file", {"name": name, "size": len(data)})
    page._handle_custom_msg({"event": "file_piece", "data": {"at": 0}}, [memoryview(data)])
    page._work.wait(60)
    return page.state.looked


def test_two_days_are_compared_and_a_figure_opens_its_rows(desk_for: DeskFor) -> None:
    send(desk_for(coordinator("T2"), date(2017, 4, 5)))
    page = opened(desk_for, a_user(), part="compare")
    event(page, "ask", {"kind": 1, "first": "2017-04-10", "second": "2017-04-03"})
    assert page.state.query == {
        "part": "compare",
        "kind": "",
        "first": "2017-04-03",
        "second": "2017-04-10",
    }
    event(page, "compare")
    page._work.wait(60)
    assert [
        [row["label"], row["before"], row["after"], row["change"]] for row in page.state.figures
    ] == [
        ["Chậm", "0", "1", "+1"],
        ["Chưa báo cáo", "2", "1", "−1"],
    ]
    event(page, "look_behind", {"label": "Chậm"})
    (row,) = page.state.behind["rows"]
    assert (row["unit"], row["before"], row["after"]) == ("T2", "0", "1")
    (source,) = row["sources"]
    assert "Chưa gửi → Đã gửi" in source["text"]
    event(page, "look_behind", {"label": ""})
    assert page.state.behind == {}
    event(page, "ask", {"kind": 6, "first": "2017-04-10", "second": "2017-04-10"})
    assert (page.state.figures, page.state.compared) == ([], {})


def test_a_file_is_looked_at_and_stands_among_those_made(desk_for: DeskFor) -> None:
    page = opened(desk_for, a_user(), view="overall")
    saved: list[tuple[str, str, bytes]] = []
    page.state.deliver = lambda *file: saved.append(file)
    event(page, "make")
    page._work.wait(60)
    ((name, _, data),) = saved
    event(page, "go", {"part": "verify"})
    told = looked_at(page, name, data)
    assert (told["answer"], told["cells"]) == ("unaltered", [])
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Dữ liệu"]["E5"] = 7
    out = io.BytesIO()
    book.save(out)
    told = looked_at(page, "sửa.xlsx", out.getvalue())
    assert told["answer"] == "altered"
    assert [(cell["place"], cell["theirs"]) for cell in told["cells"]] == [("Dữ liệu!E5", "7")]
    assert looked_at(page, "lạ.xlsx", b"abc")["answer"] == "not_ours"
    event(page, "drop_file")
    assert (page.state.file["name"], page.state.looked) == ("", {})
    event(page, "go", {"part": "earlier"})
    assert [(row["name"], row["kind"], row["on"]) for row in page.state.earlier] == [
        (name, "Biểu 6 (sơ kết, tổng kết)", "10/04/2017")
    ]


def test_a_unit_coordinator_can_neither_compare_nor_verify(desk_for: DeskFor) -> None:
    page = opened(desk_for, coordinator("T2"), part="verify")
    assert page.state.part == "make"
    event(page, "compare")
    page._work.wait(60)
    assert page.state.notice["kind"] == "error"
    assert looked_at(page, "a.xlsx", b"abc") == {}
    event(page, "go", {"part": "earlier"})
    assert page.state.earlier == []
