"""The part "units" of a round: what a unit, a bloc's head and the Ministry see and do there."""

from typing import Any

import pytest

from tests.actions.unit_rounds import (
    REVIEW,
    close,
    dossiers,
    of_school,
    round_desk,
    school_desk,
    scored,
)
from tests.builders import a_user
from tests.desks import DeskFor
from toolkit.actions.desk import Desk
from toolkit.domain.review import Scorer
from toolkit.domain.user import Role
from toolkit.errors import Conflict, Refused
from toolkit.pages.reviews.state import ReviewsState
from toolkit.pages.reviews.view import Page
from toolkit.pages.view import PageView
from toolkit.words import Words

__all__ = ["round_desk", "school_desk"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages behave alike on both databases; the actions are tested on both."""
    return sqlite_url


def page_of(desk: Desk, **at: Any) -> ReviewsState:
    state = ReviewsState(desk, Words())
    state.open(round=REVIEW, part="units", **at)
    return state


def lines(state: ReviewsState) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = state.units["sheet"]["lines"]
    return found


def cells(state: ReviewsState, name: str) -> list[list[Any]]:
    return [[cell[name] for cell in line["cells"]] for line in lines(state)]


def test_a_unit_opens_its_own_sheet_with_the_evidence_filled_in(round_desk: DeskFor) -> None:
    state = page_of(of_school(round_desk, "T4"))

    sheet = state.units["sheet"]
    assert (sheet["label"]["name"], sheet["bloc"], state.units["list"]) == (
        "Trường Bốn",
        "Khối 1",
        "",
    )
    assert [mark["title"] for mark in sheet["marks"]] == ["Tự chấm"]
    assert lines(state)[0]["evidence"]["text"] == "0/2 báo cáo đúng hạn; 0 muộn, 2 chưa gửi"
    assert (lines(state)[0]["by_figure"], lines(state)[1]["evidence"]) == ("theo tỷ lệ: 0 điểm", {})


def test_scores_are_kept_as_one_goes_and_faults_stand_beside_them(round_desk: DeskFor) -> None:
    state = page_of(of_school(round_desk, "T4"))
    state.give_unit("self", "bao_cao", 8.5)
    assert (cells(state, "score"), state.units["saved"]["what"]) == (
        [[8.5], [None]],
        "self bao_cao",
    )
    assert state.units["sheet"]["marks"][0]["state"] == "đã chấm 1/2 tiêu chí"

    state.give_unit("self", "doc", 25)
    assert state.units["faults"] == {
        "self doc": "Điểm của “Phong trào đọc” phải từ 0 đến 20; bạn cho 25."
    }
    state.give_unit("self", "doc", 15)
    assert (state.units["faults"], state.units["sheet"]["marks"][0]["total"]) == ({}, "79")
    state.remark_unit("self", "doc", "Có 40 ngày hội đọc.")
    state.remark_unit("self", "", "Năm tốt.")
    assert (cells(state, "note")[1], state.units["sheet"]["marks"][0]["remark"]) == (
        ["Có 40 ngày hội đọc."],
        "Năm tốt.",
    )


def test_a_figure_opens_its_rows_and_puts_them_away(round_desk: DeskFor) -> None:
    state = page_of(of_school(round_desk, "T4"))
    state.open_rows("bao_cao")
    rows = state.units["rows"]
    assert [(row["day"], row["chip"]["text"], row["href"]) for row in rows["rows"]] == [
        ("31/03/2017", "chưa gửi", "?page=units&unit=T4&task=1"),
        ("15/06/2017", "chưa gửi", "?page=units&unit=T4&task=2"),
    ]
    assert (rows["told"], rows["href"]) == ("2 dòng", "?page=units&unit=T4&phase=A")
    state.open_rows("bao_cao")
    assert state.units["rows"] == {}


def test_what_was_changed_elsewhere_is_shown_and_said(round_desk: DeskFor) -> None:
    school = of_school(round_desk, "T4")
    state = page_of(school)
    scored(school, "T4", Scorer.SELF, 9, 18)

    state.give_unit("self", "bao_cao", 5)
    assert cells(state, "score") == [[9], [18]]
    assert state.notice["kind"] == "warning"
    state.give_unit("self", "bao_cao", 5)
    assert cells(state, "score") == [[5], [18]]


def test_the_head_sees_its_bloc_and_what_is_left_to_check(round_desk: DeskFor) -> None:
    scored(of_school(round_desk, "T4"), "T4", Scorer.SELF, 8, 15)
    state = page_of(of_school(round_desk, "T2"))

    board = state.units["board"]
    assert [row["name"] for row in board["rows"]] == [
        *("Trường Một", "Trường Hai", "Trường Ba", "Trường Bốn")
    ]
    assert [row["mine"] for row in board["rows"]] == [
        *(["bạn chấm chéo"], ["bạn tự chấm"], ["bạn chấm chéo"], ["bạn chấm chéo"])
    ]
    assert [each["text"] for each in board["left"]] == [
        "Còn 3 đơn vị bạn chưa chấm chéo xong",
        "Bạn chưa tự chấm xong",
    ]
    assert [cell["text"] for cell in board["rows"][3]["cells"]] == ["77", "–", ""]
    assert (state.units["bloc"], board["views"][1]["text"]) == ({}, "Khối, cụm của tôi")


def test_a_score_far_from_the_units_own_asks_for_an_explanation(round_desk: DeskFor) -> None:
    scored(of_school(round_desk, "T4"), "T4", Scorer.SELF, 8, 15)
    head = of_school(round_desk, "T2")
    state = page_of(head, dossier=dossiers(head)["T4"].number)
    state.give_unit("cross", "bao_cao", 8)
    state.give_unit("cross", "doc", 9)

    assert cells(state, "apart") == [["", ""], ["", "thấp hơn 6"]]
    assert state.units["sheet"]["marks"][1]["state"] == "còn 1 chênh lệch cần giải trình"
    state.remark_unit("cross", "doc", "Chưa đủ minh chứng.")
    assert state.units["sheet"]["marks"][1]["total"] == "59"
    state.open(round=REVIEW, part="units")
    row = state.units["board"]["rows"][3]
    assert (row["apart"], row["unexplained"]) == ("1 tiêu chí lệch nhiều", False)
    assert [cell["by"] for cell in row["cells"]] == ["", "−18", ""]


def test_the_head_puts_a_proposal_together_sends_it_and_takes_it_back(round_desk: DeskFor) -> None:
    state = page_of(of_school(round_desk, "T2"), view="blocs")
    bloc = state.units["bloc"]
    assert (bloc["name"], bloc["proposes"], bloc["names"]) == ("Khối 1", True, False)
    state.put_proposal("K1", ("T4",), "", bloc["version"], send=True)
    assert state.units["faults"]["proposal"] == "Hãy nêu lý do đề xuất."
    assert state.units["bloc"]["sent"] == ""

    state.put_proposal("K1", ("T4", "T2"), "Dẫn đầu.", bloc["version"], send=True)
    sent = state.units["bloc"]
    assert ([each["name"] for each in sent["proposed"]], sent["sent"], sent["takes_back"]) == (
        ["Trường Bốn", "Trường Hai"],
        "Đã gửi ngày 10/09/2017.",
        True,
    )
    with pytest.raises(Conflict):
        state.draw_back_proposal("K1", "Nhầm.", bloc["version"])
    state.draw_back_proposal("K1", "Nhầm.", sent["version"])
    assert (state.units["bloc"]["sent"], state.units["bloc"]["proposes"]) == ("", True)


def test_the_ministry_filters_units_names_heads_and_sees_each_blocs_order(
    round_desk: DeskFor,
) -> None:
    for unit, score in (("T1", 10), ("T2", 18), ("T3", 12), ("T4", 16)):
        scored(round_desk(), unit, Scorer.MINISTRY, 5, score)
    state = page_of(round_desk())
    assert state.units["board"]["count"] == "6 đơn vị"
    state.units_filter("K1", "", "")
    assert [row["place"] for row in state.units["board"]["rows"]] == [1, 2, 3, 4]
    assert [each["name"] for each in state.units["bloc"]["ranking"]] == [
        *("Trường Hai", "Trường Bốn", "Trường Ba", "Trường Một")
    ]
    state.units_filter("", "ministry", "")
    assert [row["name"] for row in state.units["board"]["rows"]] == ["Trường Năm", "Trường Sáu"]
    state.units_filter("", "", "khong co")
    assert (state.units["board"]["rows"], state.units["board"]["filtered"]) == ([], True)

    state.units_filter("K2", "", "")
    state.put_heads("K2", "T5", "", state.units["bloc"]["version"])
    assert state.units["bloc"]["head_name"] == "Trường Năm"
    state.units_view("blocs")
    assert [
        (each["name"], each["head"], each["mean"]) for each in state.units["board"]["blocs"]
    ] == [
        ("Khối 1", "Trường Hai", "62"),
        ("Khối 2", "Trường Năm", ""),
    ]


def test_the_way_leads_from_unit_to_unit_within_the_filters(round_desk: DeskFor) -> None:
    state = page_of(round_desk(), bloc="K1", dossier=2)

    assert (state.units["before"], state.units["after"], state.units["list"]) == (
        "?page=reviews&round=danh-gia-truong&part=units&dossier=1&bloc=K1",
        "?page=reviews&round=danh-gia-truong&part=units&dossier=3&bloc=K1",
        "?page=reviews&round=danh-gia-truong&part=units&bloc=K1",
    )


def test_a_unit_reads_all_scores_once_the_round_is_closed(round_desk: DeskFor) -> None:
    scored(of_school(round_desk, "T4"), "T4", Scorer.SELF, 8, 15)
    for unit in ("T1", "T2", "T3", "T4", "T5", "T6"):
        scored(round_desk(), unit, Scorer.MINISTRY, 7, 14)
    close(round_desk())
    state = page_of(of_school(round_desk, "T4"))

    marks = state.units["sheet"]["marks"]
    assert [(mark["title"], mark["total"], mark["writes"]) for mark in marks] == [
        ("Tự chấm", "77", False),
        ("Chấm chéo", "", False),
        ("Bộ chấm", "70", False),
    ]
    assert (state.units["open"], state.units["later"]) == (False, "")


def test_a_hostile_browser_meets_the_same_refusals(round_desk: DeskFor) -> None:
    state = page_of(of_school(round_desk, "T4"))
    with pytest.raises(Refused):
        state.give_unit("self", "khong_co", 5)
    with pytest.raises(Refused):
        state.put_heads("K1", "T4", "", 1)
    with pytest.raises(Refused):
        state.put_proposal("K1", ("T4",), "Tôi.", 1, send=True)
    with pytest.raises(Refused):
        state.give_unit("ministry", "doc", 20)
    other = page_of(of_school(round_desk, "T4"), dossier=dossiers(round_desk())["T3"].number)
    assert other.units["sheet"]["label"]["name"] == "Trường Bốn"


def test_the_leader_reads_everything_and_writes_nothing(round_desk: DeskFor) -> None:
    scored(of_school(round_desk, "T4"), "T4", Scorer.SELF, 8, 15)
    state = page_of(round_desk(a_user(Role.LEADER)))

    board = state.units["board"]
    assert [row["cells"][0]["text"] for row in board["rows"]] == [*("–",) * 3, "77", "–", "–"]
    assert (board["left"], [row["mine"] for row in board["rows"]]) == ([], [[]] * 6)
    state.open(round=REVIEW, part="units", dossier=4)
    assert state.units["sheet"]["writes"] is False


def test_the_page_speaks_english_to_its_names(round_desk: DeskFor) -> None:
    state = ReviewsState(round_desk(), Words("en"))
    state.open(round=REVIEW, part="units", view="blocs")

    assert [each["name"] for each in state.units["board"]["blocs"]] == ["Bloc 1", "Bloc 2"]
    state.open(round=REVIEW, part="units", dossier=4)
    assert (state.units["sheet"]["bloc"], lines(state)[1]["name"]) == ("Bloc 1", "Reading")


def test_doors_take_only_what_they_know(round_desk: DeskFor) -> None:
    state = page_of(of_school(round_desk, "T4"))
    page: PageView = Page(state)
    for event, data in (
        ("units_score", {"scorer": "chu_tich", "criterion": "doc", "score": 5}),
        ("units_score", {"scorer": "self", "criterion": "doc", "score": "năm"}),
        ("units_remark", {"scorer": "self", "criterion": "doc", "text": "a" * 5000}),
        ("units_propose", {"bloc": "K1", "proposed": "T4", "note": "", "version": 1, "send": True}),
        ("units_view", {"view": "<b>"}),
    ):
        page._handle_event(None, {"event": event, "data": data}, [])
    assert cells(state, "score") == [[None], [None]]
    page._handle_event(
        None,
        {"event": "units_score", "data": {"scorer": "self", "criterion": "doc", "score": 5}},
        [],
    )
    assert cells(state, "score") == [[None], [5.0]]
