"""Bình xét: a member's dossiers and sheets, as they score them."""

from typing import Any

import pytest

from tests.desks import DeskFor
from tests.reviewing import BLIND, LATE, REVIEW, member, opened, prepared, score
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.scoring import give_score
from toolkit.pages.reviews.state import ReviewsState
from toolkit.pages.reviews.view import Page
from toolkit.words import Words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


def opening(desk: Desk, review: str = REVIEW, **at: Any) -> Page:
    state = ReviewsState(desk, Words("vi"))
    state.open(round=review, part="score", **at)
    return Page(state)


def event(page: Page, name: str, **data: Any) -> ReviewsState:
    page._handle_custom_msg({"event": name, "data": data}, [])
    return page.state


def test_list_tells_what_is_missing_and_what_comes_next(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    desk = member(desk_for, "tu")
    score(desk, dossiers[0], 8, 15)
    score(desk, dossiers[1], 9)
    state = opening(desk).state

    assert state.score["told"] == "Đã chấm 1/3 hồ sơ"
    rows = [(row["number"], row["chip"]["text"], row["total"]) for row in state.score["rows"]]
    assert rows == [(1, "Đã chấm", "77"), (2, "1/2 tiêu chí", ""), (3, "Chưa chấm", "")]
    assert state.score["next"].endswith("&dossier=2")
    only = opening(desk, show="complete").state.score
    assert [row["number"] for row in only["rows"]] == [1]


def test_dossier_is_shown_with_its_story_guidance_and_evidence(desk_for: DeskFor) -> None:
    opened(desk_for)
    state = opening(member(desk_for, "tu"), dossier=1).state

    assert state.sheet["label"]["name"] == "Bùi Văn Sáu"
    assert [line["name"] for line in state.sheet["lines"]] == ["Tính mới", "Bền vững"]
    assert state.sheet["lines"][1]["evidence"]["text"] != ""
    assert state.sheet["lines"][0]["scale"] == "0–10, bước 0,5"
    assert state.life["summary"] != ""
    assert [each["what"] for each in state.story][-1] == "Phát hiện"
    assert state.query == {"round": REVIEW, "part": "score", "dossier": 1}


def test_scores_are_kept_as_one_goes_and_the_next_dossier_is_named(desk_for: DeskFor) -> None:
    opened(desk_for)
    page = opening(member(desk_for, "tu"), dossier=1)
    state = event(page, "score_give", criterion="moi", score=8.5)
    assert state.sheet["saved"]["what"] == "moi"
    assert state.sheet["saved"]["at"].startswith("Đã lưu lúc ")
    assert (state.sheet["given"], state.sheet["whole"]) == ("1/2 tiêu chí", False)

    state = event(page, "score_give", criterion="ben", score=16)

    assert (state.sheet["total"], state.score["told"]) == ("82", "Đã chấm 1/3 hồ sơ")
    assert state.sheet["left"].endswith("&dossier=2")
    state = event(page, "score_give", criterion="ben", score=None)
    assert (state.sheet["whole"], state.score["told"]) == (False, "Đã chấm 0/3 hồ sơ")


def test_fault_stands_beside_its_criterion_and_nothing_is_kept(desk_for: DeskFor) -> None:
    opened(desk_for)
    page = opening(member(desk_for, "tu"), dossier=1)

    state = event(page, "score_give", criterion="moi", score=11)
    assert state.sheet["faults"] == {"moi": "Điểm của “Tính mới” phải từ 0 đến 10; bạn cho 11."}
    state = event(page, "score_give", criterion="moi", score=7.3)
    assert state.sheet["faults"]["moi"].startswith("Điểm của “Tính mới” phải theo bước 0,5")
    state = event(page, "score_give", criterion="moi", score=7)

    assert (state.sheet["faults"], state.sheet["lines"][0]["score"]) == ({}, 7.0)
    assert event(page, "score_give", criterion="moi", score="8").notice["kind"] == "warning"


def test_others_are_shown_after_ones_own_sheet_is_whole(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    score(member(desk_for, "nam"), dossiers[0], 9, 18)
    page = opening(member(desk_for, "tu"), dossier=1)
    assert page.state.sheet["others"] == []
    assert page.state.sheet["others_told"].startswith("Điểm của người khác hiện ra sau khi")

    event(page, "score_give", criterion="moi", score=8)
    state = event(page, "score_give", criterion="ben", score=16)

    assert state.sheet["others"] == [{"name": "Vũ Năm", "total": "90"}]
    assert state.sheet["lines"][0]["others"] == [{"name": "Vũ Năm", "score": "9"}]


def test_who_stands_aside_sees_why_and_gives_no_score(desk_for: DeskFor) -> None:
    opened(desk_for)
    page = opening(member(desk_for, "ha"), dossier=1)
    assert page.state.sheet["writes"] is False
    assert "cùng đơn vị" in page.state.sheet["blockers"][0]

    assert event(page, "score_give", criterion="moi", score=8).notice["kind"] == "error"
    assert page.state.sheet["lines"][0]["score"] is None


def test_declaration_takes_the_own_scores_out_and_can_be_taken_back(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    desk = member(desk_for, "tu")
    score(desk, dossiers[0], 8, 15)
    page = opening(desk, dossier=1)
    assert event(page, "score_declare", stand="recuse", reason=" ").notice["kind"] == "error"

    state = event(page, "score_declare", stand="recuse", reason="Là người thân.")
    assert "Là người thân." in state.sheet["declared"]
    assert (state.sheet["writes"], state.score["rows"][0]["chip"]["text"]) == (False, "Đứng ngoài")
    assert state.sheet["lines"][0]["score"] is None
    state = event(page, "score_take_back")

    assert (state.sheet["declared"], state.sheet["writes"]) == ("", True)


def test_names_are_hidden_in_a_blind_round(desk_for: DeskFor) -> None:
    opened(desk_for, review=BLIND)
    state = opening(member(desk_for, "tu"), BLIND, dossier=1).state

    assert state.sheet["label"]["name"] == "Hồ sơ số 1"
    assert (state.sheet["label"]["code"], state.sheet["label"]["unit"]) == ("", "")
    assert (state.story, state.life["id"]) == ([], "")
    shown = str([state.sheet, state.life, state.score])
    assert all(name not in shown for name in ("Bùi Văn Sáu", "Trường Hai", "T2-2017"))


def test_sheet_changed_in_another_window_is_shown_anew(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    desk = member(desk_for, "tu")
    page = opening(desk, dossier=1)
    event(page, "score_give", criterion="moi", score=8)
    version = page.state.sheet["version"]
    give_score(desk, dossier=dossiers[0].id, criterion="moi", score=6, version=version)

    state = event(page, "score_give", criterion="moi", score=9)

    assert state.notice["kind"] == "warning"
    assert state.sheet["lines"][0]["score"] == 6.0


def test_remarks_are_kept_on_criterion_and_whole(desk_for: DeskFor) -> None:
    opened(desk_for)
    page = opening(member(desk_for, "tu"), dossier=2)
    event(page, "score_remark", criterion="moi", text="Cách làm mới.")
    state = event(page, "score_remark", criterion="", text="Nên nhân rộng.")

    assert (state.sheet["lines"][0]["note"], state.sheet["remark"]) == (
        "Cách làm mới.",
        "Nên nhân rộng.",
    )


def test_before_opening_there_is_nothing_to_score_and_after_closing_only_to_read(
    desk_for: DeskFor,
) -> None:
    prepared(desk_for)
    state = opening(member(desk_for, "tu", LATE)).state

    assert state.part == "setup"
    assert "score" not in [each["part"] for each in state.round["tabs"]]
