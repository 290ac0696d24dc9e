"""Hoạt động as its state tells it: filters, months, the form, faults; and Nhân rộng."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_user
from tests.pages.garden import a_garden, desk
from tests.pages.lives import TODAY, approved, coordinator, copied, done
from tests.store.builders import statements_of
from toolkit.domain.user import Role, User
from toolkit.pages.activities.state import ActivitiesState
from toolkit.pages.activities.view import Page
from toolkit.pages.activity.state import ActivityState
from toolkit.pages.replication.state import ReplicationState
from toolkit.store import Store
from toolkit.words import Words

PDF = b"%PDF-1.4 bai bao"
PROOF = {
    "title": "",
    "paper_number": "",
    "paper_date": "",
    "paper_issuer": "",
    "link": "",
    "file": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def shown(store: Store, user: User | None = None, **filters: Any) -> ActivitiesState:
    state = ActivitiesState(desk(store, TODAY, user), Words("vi"))
    state.open(**filters)
    return state


def replication(
    store: Store, user: User | None = None, show: str = "list", **filters: Any
) -> ReplicationState:
    state = ReplicationState(desk(store, TODAY, user), Words("vi"))
    state.open(show=show, **filters)
    return state


def titles(state: ActivitiesState) -> list[str]:
    return [row["title"] for row in state.rows]


def send(state: ActivityState, event: str, **data: Any) -> None:
    Page(state)._handle_event(None, {"event": event, "data": data}, [])


def typed(state: ActivityState, **form: Any) -> dict[str, Any]:
    return {**state.deed["form"], "proofs": [], **form}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, ["Phong trào", "Bài báo", "Tập huấn"]),
        ({"kind": "media"}, ["Bài báo"]),
        ({"unit": "P1"}, ["Bài báo", "Tập huấn"]),
        ({"month": "2017-06"}, ["Phong trào", "Bài báo"]),
        ({"q": "TAP huan"}, ["Tập huấn"]),
    ],
)
def test_filters_leave_what_they_say(
    garden: Store, filters: dict[str, Any], left: list[str]
) -> None:
    one = approved(garden)
    done(garden, "nurturing", one, means="training", title="Tập huấn", on="20/05/2017")
    done(garden, "media", one, outlet="Báo", medium="radio", title="Bài báo", on="02/06/2017")
    done(garden, "movement", unit="T3", aim="Xanh", title="Phong trào", on="01/07/2017")

    assert titles(shown(garden, **filters)) == left


def test_a_month_tells_the_first_of_each_day_and_a_day_all_of_it(garden: Store) -> None:
    for number in range(5):
        done(garden, "issue", severity="low", title=f"Việc {number}", on="02/06/2017")
    done(garden, "issue", severity="low", title="Việc khác", on="03/07/2017")
    state = shown(garden, view="calendar", month="2017-06")
    told = {
        day: ([a["title"] for a in of["first"]], of["more"])
        for day, of in state.calendar["on"].items()
    }
    before = titles(state)
    send(state, "pick_day", day="2017-06-02")

    assert told == {"2017-06-02": (["Việc 4", "Việc 3", "Việc 2"], 2)}
    assert (before, titles(state)) == ([], [f"Việc {number}" for number in (4, 3, 2, 1, 0)])


def test_a_month_stands_in_weeks_from_monday_between_the_plan_and_today(garden: Store) -> None:
    first, last = shown(garden, view="calendar", month="2017-01"), shown(garden, view="calendar")

    assert first.calendar["weeks"][0][0] == "2016-12-26"
    assert (first.calendar["before"], first.calendar["after"]) == ("", "2017-02")
    assert (last.calendar["month"], last.calendar["after"]) == ("2018-10", "")


def test_a_unit_sees_what_concerns_it_and_writes_its_own(garden: Store) -> None:
    one = approved(garden)
    done(garden, "visit", one, title="Tham quan", guests={"T3": "12"})
    done(garden, "issue", unit="T9", severity="low", title="Thiếu đất")
    guest = shown(garden, coordinator("T3"))

    assert (titles(guest), guest.rows[0]["mend"]) == (["Tham quan"], False)
    assert [row["mend"] for row in shown(garden, coordinator("T1")).rows] == [True]
    assert shown(garden, a_user(Role.LEADER)).kinds == []


def test_one_entry_serves_many_exemplars_at_once(garden: Store) -> None:
    ones = [approved(garden, name=name) for name in ("Vườn một", "Vườn hai", "Vườn ba")]
    state = shown(garden)
    state.begin_deed("nurturing")
    state.find("exemplars", "vuon")
    found_ids = [row["id"] for row in state.found["rows"]]
    form = typed(state, title="Lớp chung", means="training")
    send(state, "save_deed", unit="T1", exemplars=found_ids, form=form)

    assert sorted(found_ids) == sorted(one.id for one in ones)
    assert (state.deed, titles(state)) == ({}, ["Lớp chung"])
    assert {each["name"] for each in state.rows[0]["hung"]} == {"Vườn một", "Vườn hai", "Vườn ba"}


def test_faults_stand_beside_their_fields_and_nothing_is_written(garden: Store) -> None:
    one = copied(garden)
    state = shown(garden)
    state.begin_deed("replication", [one.id])
    send(state, "save_deed", unit="T1", exemplars=[one.id], form=typed(state, on="1/1/2019"))

    assert state.faults == {
        "title": "Hãy nhập nội dung.",
        "taker": "Hãy chọn đơn vị áp dụng.",
        "on": "Ngày 01/01/2019 ở sau hôm nay (15/10/2018). Hãy kiểm tra lại.",
    }
    form = typed(state, title="Áp dụng", taker="T1")
    send(state, "save_deed", unit="T1", exemplars=[one.id], form=form)
    assert state.faults == {"taker": "Đơn vị áp dụng phải khác đơn vị có điển hình."}
    assert titles(shown(garden)) == ["Tập huấn"]


def test_what_no_form_of_ours_sends_is_refused_at_the_door(garden: Store) -> None:
    state = shown(garden)
    state.begin_deed("media")
    for data in (
        {"unit": "T1", "exemplars": [], "form": {"role": "admin"}},
        {"unit": "T1", "exemplars": ["<b>"], "form": {}},
        {"unit": "T1", "exemplars": [], "form": {"title": 7}},
    ):
        send(state, "save_deed", **data)
        assert state.notice["text"] == Words("vi").say("shell.bad_request")
    send(state, "begin_deed", kind="party", exemplars=[])
    assert titles(shown(garden)) == []


def test_a_paper_is_attached_and_given_back(garden: Store) -> None:
    one = approved(garden)
    state = shown(garden)
    sent: list[tuple[str, bytes]] = []
    state.deliver = lambda name, _, data: sent.append((name, data))
    state.begin_deed("media", [one.id])
    state.begin_file("new.1", "../bài báo.pdf", len(PDF))
    state.add_piece("new.1", 0, PDF)
    form = typed(
        state, title="Bài", outlet="Báo", medium="online", proofs=[{**PROOF, "file": "new.1"}]
    )
    send(state, "save_deed", unit="T1", exemplars=[one.id], form=form)
    row = state.rows[0]
    state.fetch_file(row["id"], row["files"][0]["hash"])

    assert sent == [("bài báo.pdf", PDF)]


def test_a_file_too_big_or_of_a_type_not_allowed_is_told_beside_it(garden: Store) -> None:
    state = shown(garden)
    state.begin_deed("media", [approved(garden).id])
    state.begin_file("new.1", "to.pdf", 11 * 1024 * 1024)
    too_big = state.files["new.1"]["error"]
    state.begin_file("new.2", "chay.pdf", 3)
    state.add_piece("new.2", 0, b"MZ ")
    form = typed(
        state, title="Bài", outlet="B", medium="radio", proofs=[{**PROOF, "file": "new.2"}]
    )
    send(state, "save_deed", unit="T1", exemplars=[state.deed["hung"][0]["id"]], form=form)

    assert too_big == "Tệp “to.pdf” lớn 11 MB; tối đa 10 MB. Hãy nén hoặc chia nhỏ."
    assert list(state.faults) == ["proofs.0.file"]
    assert titles(shown(garden)) == []


def test_the_second_who_edits_sees_what_the_first_saved(garden: Store) -> None:
    done(garden, "movement", aim="Xanh", title="Phong trào")
    mine, theirs = shown(garden), shown(garden)
    for state in (mine, theirs):
        state.mend_deed(state.rows[0]["id"])
    send(theirs, "save_deed", unit="T1", exemplars=[], form=typed(theirs, aim="Sạch"))
    form = typed(mine, title="Phong trào lớn")
    send(mine, "save_deed", unit="T1", exemplars=[], form=form)
    seen = mine.differences
    send(mine, "save_deed", unit="T1", exemplars=[], form=form)

    assert seen == [{"name": "Mục tiêu", "base": "Xanh", "theirs": "Sạch"}]
    assert titles(mine) == ["Phong trào lớn"]


def test_pages_of_activities_and_copies_take_as_many_statements_for_many_as_for_few(
    garden: Store,
) -> None:
    copied(garden, "T3")
    few = _statements(garden)
    for _ in range(4):
        copied(garden, "T3", "T9")

    assert _statements(garden) == few


def _statements(store: Store) -> list[int]:
    counts = []
    for state in (shown(store), replication(store)):
        with statements_of(store) as sent:
            state.refresh()
        counts.append(len(sent))
    return counts
