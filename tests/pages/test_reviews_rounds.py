"""Bình xét: rounds, their parts by role and state, what is to be done next; no browser."""

from datetime import date
from typing import Any

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.reviewing import (
    BLIND,
    OF_UNITS,
    OPENS,
    REVIEW,
    member,
    opened,
    prepared,
    score,
    secretary,
)
from toolkit.actions.desk import Desk
from toolkit.domain.council import RoundState
from toolkit.domain.review import Review, Reviewed, Scorer
from toolkit.domain.user import Role
from toolkit.errors import NotFound
from toolkit.pages.overview.state import OverviewState
from toolkit.pages.reviews.naming import ranges
from toolkit.pages.reviews.state import ReviewsState
from toolkit.pages.reviews.tabs import Seat, first_part, parts_of
from toolkit.words import Words

DAY = date(2017, 9, 1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


def opening(desk: Desk, language: str = "vi", **at: Any) -> ReviewsState:
    state = ReviewsState(desk, Words(language))
    state.open(**at)
    return state


def seat(role: Role, state: RoundState, of: Reviewed = Reviewed.EXEMPLARS, **more: Any) -> Seat:
    units = of is Reviewed.UNITS
    scorers = (Scorer.SELF, Scorer.MINISTRY) if units else (Scorer.COUNCIL,)
    review = Review(
        code="R",
        name="Đợt",
        name_en="Round",
        of=of,
        phase="1",
        since=DAY,
        until=DAY,
        opens=DAY,
        closes=DAY,
        criteria=(),
        scorers=scorers,
        ballot=not units,
    )
    return Seat(**{"role": role, "review": review, "state": state, "member": False, **more})


@pytest.mark.parametrize(
    ("role", "member_of", "state", "parts"),
    [
        (Role.MINISTRY, False, "preparing", "setup"),
        (Role.MINISTRY, False, "scoring", "setup progress"),
        (Role.MINISTRY, False, "scored", "setup progress results ballot decide"),
        (Role.LEADER, False, "scoring", "setup progress"),
        (Role.LEADER, True, "scored", "setup score progress results ballot"),
        (Role.COUNCIL, True, "scoring", "setup score"),
        (Role.COUNCIL, True, "scored", "setup score results ballot"),
        (Role.COUNCIL, False, "scored", "setup"),
        (Role.UNIT, False, "scored", "setup"),
        (Role.UNIT, False, "published", "setup results"),
        (Role.LEADER, False, "published", "setup progress results ballot decide"),
    ],
)
def test_parts_of_a_round_of_exemplars_follow_role_and_state(
    role: Role, *, member_of: bool, state: str, parts: str
) -> None:
    shown = parts_of(seat(role, RoundState(state), member=member_of))

    assert shown == parts.split()


def test_who_leads_the_council_follows_its_progress_and_a_member_does_not(
    desk_for: DeskFor,
) -> None:
    opened(desk_for)
    shown = {
        login: [each["part"] for each in opening(member(desk_for, login)).rounds[0]["tabs"]]
        for login in ("chu", "ha", "tu")
    }

    assert shown["chu"] == shown["ha"] == ["setup", "score", "progress"]
    assert shown["tu"] == ["setup", "score"]


def test_a_part_opens_where_there_is_something_to_do() -> None:
    by_role = {
        (Role.MINISTRY, False): ["setup", "progress", "results", "results"],
        (Role.COUNCIL, True): ["setup", "score", "results", "results"],
    }
    found = {
        key: [first_part(seat(key[0], state, member=key[1])) for state in RoundState]
        for key in by_role
    }

    assert found == by_role
    of_units = seat(Role.UNIT, RoundState.SCORING, Reviewed.UNITS)
    assert first_part(of_units) == "units"


def test_all_rounds_are_shown_with_state_days_and_the_next_thing(desk_for: DeskFor) -> None:
    opened(desk_for)
    rounds = opening(secretary(desk_for)).rounds

    first = rounds[0]
    assert first["code"] == REVIEW
    assert first["chip"]["text"] == "Đang chấm điểm"
    assert first["days"] == "chấm điểm 04/09/2017 – 29/09/2017 · còn 25 ngày"
    assert first["counts"] == ["3 hồ sơ", "5 thành viên Hội đồng", "0/9 phiếu điểm đã xong"]
    assert first["next"]["text"] == "Xem tiến độ, nhắc người chưa chấm"
    assert [each["text"] for each in (rounds[1]["next"], rounds[2]["next"])] == [
        "Tiếp tục chuẩn bị"
    ] * 2


def test_a_member_is_led_to_what_they_have_not_scored(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    desk = member(desk_for, "tu")
    assert opening(desk).rounds[0]["next"]["text"] == "Chấm tiếp: còn 3 hồ sơ"
    for each in dossiers:
        score(desk, each, 8, 15)

    assert opening(desk).rounds[0]["next"] == {
        "text": "Đã chấm xong: xem lại phiếu của mình",
        "mine": False,
        "href": "?page=reviews&round=doc-2017&part=score",
    }


def test_a_unit_sees_rounds_and_rules_and_no_count_of_the_council(desk_for: DeskFor) -> None:
    opened(desk_for)
    state = opening(desk_for(coordinator("T2"), OPENS), round=REVIEW)

    assert [each["counts"] for each in state.rounds] == [[], [], []]
    assert (state.part, "members" in state.setup) == ("setup", False)
    assert [each["weight"] for each in state.setup["rules"]["criteria"]] == ["40", "60"]


def test_a_part_that_is_not_open_gives_way_to_the_one_that_is(desk_for: DeskFor) -> None:
    opened(desk_for)
    state = opening(member(desk_for, "tu"), round=REVIEW, part="decide", show="all")

    assert (state.part, state.notice["kind"]) == ("score", "info")
    assert state.query == {"round": REVIEW, "part": "score"}


def test_a_round_that_is_none_is_told(desk_for: DeskFor) -> None:
    prepared(desk_for)

    with pytest.raises(NotFound):
        opening(secretary(desk_for), round="khong-co")


def test_rules_are_told_whole_and_fixed_from_the_opening_on(desk_for: DeskFor) -> None:
    prepared(desk_for)
    desk = secretary(desk_for)
    rules = opening(desk, round=REVIEW).setup["rules"]
    assert rules["fixed"].startswith("Chưa cố định")
    assert rules["conflicts"] == [
        "cùng đơn vị với hồ sơ",
        "đơn vị mình là cấp trên của đơn vị có hồ sơ",
    ]
    assert rules["ladder"] == ["Điểm giữa cao hơn", "Bốc thăm theo mã đã ghi khi mở chấm điểm"]
    facts = {each["name"]: each["value"] for each in rules["facts"]}
    assert facts["Có mặt tối thiểu"] == "4/5 thành viên (66,0 %)"
    assert facts["Số được chọn nhiều nhất"] == "2"

    state = opening(desk, round=REVIEW)
    state.turn_state("")

    assert state.setup["rules"]["fixed"].startswith("Đã cố định từ 04/09/2017 theo kế hoạch bản")


def test_numbers_that_follow_one_another_are_told_as_a_range() -> None:
    assert ranges([3, 1, 2, 7, 9, 10, 12, 13, 14]) == "1–3, 7, 9, 10, 12–14"
    assert ranges([]) == ""


def test_english_is_complete(desk_for: DeskFor) -> None:
    opened(desk_for)
    state = opening(secretary(desk_for), "en", round=REVIEW, part="setup")

    assert state.round["chip"]["text"] == "Scoring"
    assert state.setup["rules"]["criteria"][0]["name"] == "Novelty"


def test_overview_tells_of_the_rounds_that_run_and_of_no_past_one(desk_for: DeskFor) -> None:
    opened(desk_for)
    leader = desk_for(a_user(Role.LEADER), date(2017, 9, 10))
    state = OverviewState(leader, Words("vi"))
    state.open()

    assert [(each["code"], each["fill"]) for each in state.reviews] == [
        (REVIEW, 0),
        (BLIND, 0),
        (OF_UNITS, 0),
    ]
    chips = [(each["text"], each["href"]) for each in state.also]
    assert chips[-1] == ("Đang bình xét", "?page=reviews&round=doc-2017")
    state.open(on=date(2017, 9, 5))
    assert state.reviews == []
