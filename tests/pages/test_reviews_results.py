"""The part "results": a page of the ranking, its filters in the address, reasons, intervals."""

from datetime import date
from typing import Any

import pytest

from tests.actions.test_results import CLOSED, closed
from tests.desks import DeskFor, coordinator
from tests.reviewing import REVIEW, member, opened, secretary
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.results import results
from toolkit.errors import FaultyFile, Problem
from toolkit.pages.reviews import results as part
from toolkit.pages.reviews.state import ReviewsState
from toolkit.plans import eligibility
from toolkit.words import LANGUAGES, Words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the action's tests run on both."""
    return sqlite_url


def _opened(desk: Desk, language: str = "vi", **filters: Any) -> ReviewsState:
    state = ReviewsState(desk, Words(language))
    state.open(round=REVIEW, part="results", **filters)
    return state


def _numbers(state: ReviewsState) -> list[int]:
    return [row["number"] for row in state.results["rows"]]


def test_rows_show_rank_scores_interval_and_why(desk_for: DeskFor) -> None:
    closed(desk_for)

    first, second, _ = _opened(secretary(desk_for, CLOSED)).results["rows"]

    assert (first["rank"], first["mean"], first["why"]) == ("1", "80", "")
    assert first["firm"]["text"] == "1–2"
    assert first["firm"]["told"] == (
        "Bớt một người chấm bất kỳ: hạng 1–2; theo điểm thô hạng 1, theo điểm quy chuẩn hạng 1"
    )
    assert second["why"] == "Bằng nhau ở mọi bậc: bốc thăm giữa các hồ sơ số 2, 3."
    assert [first["within"], second["within"]] == [True, True]


def test_intervals_lie_on_one_axis_with_the_edge_of_the_seats(desk_for: DeskFor) -> None:
    closed(desk_for)

    seen = _opened(secretary(desk_for, CLOSED)).results

    assert seen["axis"] == {"low": "1", "high": "3"}
    assert (seen["rows"][0]["firm"]["from"], seen["rows"][0]["firm"]["to"]) == (3.0, 50.0)
    assert seen["cut"] == 73.5


def test_search_filter_and_order_stand_in_the_address(desk_for: DeskFor) -> None:
    closed(desk_for)
    state = _opened(secretary(desk_for, CLOSED))

    state.find_results(q="truong hai", show="", sort="", view="")
    assert (_numbers(state), state.query["q"]) == ([1], "truong hai")
    state.find_results(q="", show="loose", sort="number", view="")
    assert _numbers(state) == [2, 3]
    assert state.query == {"round": REVIEW, "part": "results", "show": "loose", "sort": "number"}
    state.find_results(q="khong co ai", show="", sort="", view="")
    assert (state.results["rows"], state.results["total"]) == ([], 0)


def test_what_stands_behind_a_rank_opens_and_closes(desk_for: DeskFor) -> None:
    closed(desk_for)
    state = _opened(secretary(desk_for, CLOSED), view="cstd_bo")

    state.open_result(1)
    opened_one = state.results["opened"]
    assert (state.query["dossier"], opened_one["number"]) == (1, 1)
    assert opened_one["law"]["award"] == "Chiến sĩ thi đua Bộ"
    assert [
        (each["verdict"], each["article"], each["counted"])
        for each in opened_one["law"]["options"][0]["findings"]
    ] == [
        ("Chưa đủ theo dữ liệu", "Luật 2003, điều 22", "dữ liệu ghi nhận 0/3"),
        ("Xem hồ sơ", "Luật 2003, điều 22", ""),
    ]
    state.open_result(1)
    assert state.results["opened"] == {}


def test_long_table_is_paged_and_an_opened_dossier_is_on_the_page_shown(
    desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(desk_for)
    monkeypatch.setattr(part, "A_PAGE", 2)
    state = _opened(secretary(desk_for, CLOSED))

    assert (len(_numbers(state)), state.results["paging"]["last"]) == (2, 2)
    state.page_results(2)
    (last,) = _numbers(state)
    assert state.results["paging"]["text"] == "3–3 trong 3"
    assert _numbers(_opened(state.desk, dossier=last)) == [last]
    assert _numbers(_opened(state.desk, p=99)) == [last]


def test_results_are_read_anew_only_where_something_has_changed(
    desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(desk_for)
    read: list[str] = []
    whole = results

    def counted(desk: Desk, review: str, **more: Any) -> Any:
        read.append(review)
        return whole(desk, review, **more)

    monkeypatch.setattr(part, "results", counted)
    state = _opened(secretary(desk_for, CLOSED))
    state.find_results(q="hai", show="", sort="", view="")
    state.page_results(1)
    assert read == [REVIEW]
    with state.desk.store.writing(by="thuky", at=state.desk.now()) as tx:
        tx.put_setting("x", "y")
        tx.commit()
    state.find_results(q="", show="", sort="", view="giay_khen")
    assert read == [REVIEW, REVIEW]


def test_who_may_not_see_results_is_told_why(desk_for: DeskFor) -> None:
    opened(desk_for)
    state = ReviewsState(member(desk_for, "tu"), Words("vi"))
    state.open(round=REVIEW)

    state.show_results()

    assert state.results == {
        "refused": "Kết quả chỉ có sau khi khóa chấm điểm (theo kế hoạch: 29/09/2017)."
    }


def test_unit_is_told_to_wait_for_publication(desk_for: DeskFor) -> None:
    closed(desk_for)
    state = ReviewsState(desk_for(coordinator("T2"), CLOSED), Words("vi"))
    state.open(round=REVIEW)

    state.show_results()

    assert state.results["refused"].startswith("Kết quả chưa công bố.")


def test_faulty_file_of_award_rules_costs_the_advice_and_nothing_else(
    desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty() -> None:
        problems = (Problem("award_rules.empty", line=7, values={"where": "laws"}),)
        raise FaultyFile(name="khen-thuong.toml", problems=problems)

    closed(desk_for)
    monkeypatch.setattr("toolkit.actions.reviews.results.award_rules", faulty)

    seen = _opened(secretary(desk_for, CLOSED), view="cstd_bo").results

    assert "khen-thuong.toml có lỗi ở dòng 7" in seen["notes"][0]
    assert [row["law"] for row in seen["rows"]] == [None] * 3
    assert eligibility.award_rules().laws


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_say_all_of_it(desk_for: DeskFor, language: str) -> None:
    closed(desk_for)

    state = _opened(secretary(desk_for, date(2017, 10, 30)), language, view="bang_khen_bo")
    state.open_result(2)

    assert state.results["opened"]["law"]["options"]
    assert {each["by"] for each in state.results["balance"]} >= {"field", "kind", "level"}
    assert [judge["name"] for judge in state.results["judges"]] == ["Vũ Năm", "Đỗ Tư"]
