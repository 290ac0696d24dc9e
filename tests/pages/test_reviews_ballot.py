"""Bình xét: ballot and decisions, as secretary and members see and do them."""

from datetime import date
from typing import Any

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.reviewing import LATE, MEMBERS, REVIEW, member, opened, score, secretary
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.rounds import close_scoring, review_seen
from toolkit.domain.user import Role
from toolkit.pages.reviews.state import ReviewsState
from toolkit.pages.reviews.view import Page
from toolkit.words import Words

VOTERS = ("ha", "ba", "tu", "nam")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


@pytest.fixture
def closed(desk_for: DeskFor) -> list[str]:
    """A round whose scores are closed: three dossiers, scored by tu and nam."""
    dossiers = opened(desk_for)
    for at, each in enumerate(dossiers):
        score(member(desk_for, "tu"), each, 9 - at, 15)
        score(member(desk_for, "nam"), each, 8 - at, 15)
    desk = secretary(desk_for, LATE)
    version = review_seen(desk, REVIEW).round.version
    close_scoring(desk, review=REVIEW, version=version, reason="Người khác vắng.")
    return [each.id for each in dossiers]


def opening(desk: Desk, part: str = "ballot") -> Page:
    state = ReviewsState(desk, Words("vi"))
    state.open(round=REVIEW, part=part)
    return Page(state)


def event(page: Page, name: str, **data: Any) -> ReviewsState:
    page._handle_custom_msg({"event": name, "data": data}, [])
    return page.state


def put_to_vote(desk_for: DeskFor, dossiers: list[str], kind: str = "electronic") -> Page:
    page = opening(secretary(desk_for, LATE))
    event(page, "ballot_open", kind=kind, dossiers=dossiers, present=list(MEMBERS))
    return page


def voted(desk_for: DeskFor, dossiers: list[str]) -> None:
    """All but the chair, who stands aside from everything, vote on what they may."""
    for login in VOTERS:
        page = opening(member(desk_for, login, LATE))
        [ballot] = page.state.ballot["ballots"]
        mine = [each["id"] for each in ballot["lines"] if not each["away"]]
        event(page, "ballot_cast", ballot=ballot["id"], agreed=[e for e in mine if e in dossiers])


def test_secretary_opens_with_the_ranking_and_everybody_present(
    desk_for: DeskFor, closed: list[str]
) -> None:
    page = opening(secretary(desk_for, LATE))
    told = page.state.ballot["opening"]
    assert [(each["rank"], each["number"]) for each in told["lines"]] == [(1, 1), (2, 2), (3, 3)]
    assert told["lines"][0]["kept"] == "Phạm Chủ, Lê Thị Hà"
    assert [each["post"] for each in told["members"]][:2] == ["Chủ tịch", "Ủy viên thư ký"]
    assert (told["least"], told["seats"]) == ("Cần ít nhất 4 phiếu.", "Còn chọn được 2/2.")

    state = event(page, "ballot_open", kind="electronic", dossiers=closed, present=list(MEMBERS))

    [ballot] = state.ballot["ballots"]
    assert (ballot["open"], ballot["told"]) == (True, "0/5 người có mặt đã bỏ phiếu")
    assert state.ballot["opening"] == {}


def test_member_votes_once_and_nobody_is_shown_how(desk_for: DeskFor, closed: list[str]) -> None:
    put_to_vote(desk_for, closed)
    page = opening(member(desk_for, "tu", LATE))
    [ballot] = page.state.ballot["ballots"]
    assert ballot["vote"] is True

    state = event(page, "ballot_cast", ballot=ballot["id"], agreed=closed[:1])
    [ballot] = state.ballot["ballots"]
    assert (ballot["vote"], ballot["voted"]) == (False, True)
    again = event(page, "ballot_cast", ballot=ballot["id"], agreed=closed)
    assert again.notice["kind"] == "error"

    [seen] = opening(secretary(desk_for, LATE)).state.ballot["ballots"]
    told = {each["name"]: each["told"] for each in seen["people"]}
    assert (told["Đỗ Tư"], told["Vũ Năm"]) == ("đã bỏ phiếu", "chưa bỏ phiếu")
    assert [set(each) & {"votes", "share", "chosen"} for each in seen["lines"]] == [set()] * 3
    assert seen["closing"] != []


def test_a_vote_on_what_one_stands_aside_from_is_not_taken(
    desk_for: DeskFor, closed: list[str]
) -> None:
    put_to_vote(desk_for, closed)
    page = opening(member(desk_for, "ha", LATE))
    [ballot] = page.state.ballot["ballots"]
    assert [bool(each["away"]) for each in ballot["lines"]] == [True, False, False]

    event(page, "ballot_cast", ballot=ballot["id"], agreed=closed)

    assert page.state.notice["kind"] == "error"
    assert page.state.ballot["ballots"][0]["vote"] is True


def test_count_is_told_with_shares_and_leads_to_decisions_that_are_published(
    desk_for: DeskFor, closed: list[str]
) -> None:
    put_to_vote(desk_for, closed)
    voted(desk_for, closed[:2])
    page = opening(secretary(desk_for, LATE))
    state = event(page, "ballot_count", ballot=page.state.ballot["ballots"][0]["id"])
    [ballot] = state.ballot["ballots"]
    assert ballot["sum"] == "Thu 4 phiếu: 4 hợp lệ, 0 không hợp lệ; 2 hồ sơ đạt."
    assert [(each["votes"], each["share"], each["result"]) for each in ballot["lines"]] == [
        ("3/3", "100,0 %", "Đạt"),
        ("3/3", "100,0 %", "Đạt"),
        ("0/3", "0,0 %", "Không đạt"),
    ]

    page = opening(secretary(desk_for, LATE), "decide")
    state = event(page, "decide_propose")
    assert [each["chosen"] for each in state.decide["rows"]] == [True, True, False]
    event(page, "decide_on", dossier=closed[1], chosen=False, award="", kind="", reason="")
    assert page.state.decide_faults["reason"].startswith("Quyết định khác kết quả")
    reason = "Đã được khen đột xuất."
    event(page, "decide_on", dossier=closed[1], chosen=False, award="", kind="", reason=reason)
    row = page.state.decide["rows"][1]
    assert (row["against"], row["reason"]) == (True, reason)
    event(
        page,
        "decide_on",
        dossier=closed[0],
        chosen=True,
        award="giay_khen",
        kind="movement",
        reason="",
    )
    assert page.state.decide["rows"][0]["award_told"] == "Giấy khen"

    event(page, "decide_publish", number="", on="2017-10-02", issuer="PGD")
    assert "number" in page.state.decide_faults
    state = event(page, "decide_publish", number="12/QĐ-PGD", on="2017-10-02", issuer="PGD")

    assert state.round["state"] == "published"
    assert state.decide["paper"] == "Theo quyết định số 12/QĐ-PGD ngày 02/10/2017 của PGD."
    assert state.decide["writes"] is False


def test_void_ballot_is_voted_again(desk_for: DeskFor, closed: list[str]) -> None:
    page = put_to_vote(desk_for, closed)
    ballot = page.state.ballot["ballots"][0]["id"]
    state = event(page, "ballot_void", ballot=ballot, reason="Thiếu một hồ sơ.")

    assert state.ballot["ballots"][0]["chip"]["text"] == "Đã hủy"
    assert [each["number"] for each in state.ballot["opening"]["lines"]] == [1, 2, 3]


def test_two_people_count_the_paper_and_must_agree(desk_for: DeskFor, closed: list[str]) -> None:
    page = put_to_vote(desk_for, closed, "paper")
    ballot = page.state.ballot["ballots"][0]["id"]
    first, second = opening(member(desk_for, "tu", LATE)), opening(member(desk_for, "nam", LATE))
    figures = dict(zip(closed, ("3", "2", "1"), strict=True))
    event(first, "ballot_paper", ballot=ballot, form={"valid": "9", "invalid": "0", **figures})
    assert first.state.paper_faults != {}
    event(first, "ballot_paper", ballot=ballot, form={"valid": "5", "invalid": "0", **figures})
    assert first.state.notice["text"] == "Đã ghi số đếm của bạn."
    wrong = {**figures, closed[2]: "0"}
    event(second, "ballot_paper", ballot=ballot, form={"valid": "5", "invalid": "0", **wrong})

    page = opening(secretary(desk_for, LATE))
    assert "3" in page.state.ballot["ballots"][0]["closing"][0]
    event(second, "ballot_paper", ballot=ballot, form={"valid": "5", "invalid": "0", **figures})
    page = opening(secretary(desk_for, LATE))
    state = event(page, "ballot_count", ballot=ballot)

    assert [each["votes"] for each in state.ballot["ballots"][0]["lines"]] == ["3/3", "2/3", "1/3"]


def test_what_is_pending_is_shown_to_the_secretary_alone(
    desk_for: DeskFor, closed: list[str]
) -> None:
    for user in (a_user(Role.LEADER), coordinator("T2")):
        state = ReviewsState(desk_for(user, date(2017, 10, 3)), Words("vi"))
        state.open(round=REVIEW, part="decide")
        assert state.part != "decide"
        assert state.decide == {}
