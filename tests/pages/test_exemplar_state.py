"""The page of one exemplar as its state tells it: head, timeline, acts by right, faults."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_user
from tests.pages.garden import a_garden, desk
from tests.pages.lives import TODAY, coordinator, copied, done, found, step
from tests.store.builders import statements_of
from toolkit.domain.user import Role, User
from toolkit.errors import NotFound
from toolkit.pages.exemplar.state import ExemplarState
from toolkit.pages.exemplar.view import Page
from toolkit.store import Store
from toolkit.words import Words

STEP = {"on": "01/10/2018", "note": "", "proof": None}


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def life(
    store: Store, code: str = "T1-2017-001", user: User | None = None, **more: Any
) -> ExemplarState:
    state = ExemplarState(desk(store, TODAY, user), Words("vi"))
    state.open(code=code, **more)
    return state


def told(state: ExemplarState) -> list[tuple[str, str]]:
    return [(each["day"], each["what"]) for each in state.story]


def send(state: ExemplarState, event: str, **data: Any) -> None:
    Page(state)._handle_event(None, {"event": event, "data": data}, [])


def test_what_is_missing_next_is_told_with_reasons(garden: Store) -> None:
    one = found(garden, summary="", comprehensive=False, figures="")
    step(garden, "select", one, form={})
    state = life(garden)

    assert state.one["next"] == {
        "step": "Đăng ký",
        "act": "submit",
        "deed": "",
        "told": "",
        "lacks": ["thiếu tóm tắt thành tích", "thiếu kết quả bằng số liệu"],
    }


def test_each_may_do_what_is_theirs(garden: Store) -> None:
    one = step(garden, "select", found(garden), form={})
    step(garden, "submit", one)
    unit = life(garden, user=coordinator("T1")).one
    ministry = life(garden).one
    leader = life(garden, user=a_user(Role.LEADER)).one

    assert (unit["acts"], unit["edit"]) == (["recall"], False)
    assert ministry["acts"] == ["approve", "send_back", "recall"]
    assert (leader["acts"], leader["rare"], leader["kinds"]) == ([], [], [])


def test_another_units_exemplar_is_not_found_but_an_approved_model_is_there_to_be_copied(
    garden: Store,
) -> None:
    copied(garden)
    found(garden, "T3", name="Người khác")
    with pytest.raises(NotFound):
        life(garden, "T3-2017-001", coordinator("T1"))
    state = life(garden, user=coordinator("T3"))

    assert (state.one["acts"], state.one["edit"]) == ([], False)
    assert "replication" in [each["kind"] for each in state.one["kinds"]]


def test_an_unknown_code_shows_nothing_of_the_one_before(garden: Store) -> None:
    found(garden)
    state = life(garden)
    for code in ("T1-2017-999", ""):
        with pytest.raises(NotFound):
            state.open(code=code)
        assert (state.one, state.title, state.query["code"]) == ({}, "Điển hình", code)


def test_returned_and_mended_stand_in_the_timeline_newest_first(garden: Store) -> None:
    one = step(garden, "select", found(garden), form={"on": "01/04/2017"})
    one = step(garden, "send_back", step(garden, "submit", one), reason="Thiếu số liệu.")
    assert life(garden).one["note"] == "Thiếu số liệu."
    step(garden, "approve", step(garden, "submit", one))
    state = life(garden)

    assert told(state) == [
        ("15/10/2018", "Đăng ký được duyệt"),
        ("15/10/2018", "Gửi đăng ký"),
        ("15/10/2018", "Trả lại đăng ký"),
        ("15/10/2018", "Gửi đăng ký"),
        ("01/04/2017", "Lựa chọn"),
        ("01/03/2017", "Phát hiện"),
    ]
    assert (state.story[2]["result"], state.one["note"]) == ("Thiếu số liệu.", "")


def test_units_that_copied_it_stand_in_the_tree_with_what_is_to_be_answered(garden: Store) -> None:
    copied(garden, "T3", "T9")
    state = life(garden)

    assert [
        (b["code"], b["state"], [look["state"] for look in b["looks"]]) for b in state.branches
    ] == [
        ("T3", "unknown", ["due", "later"]),
        ("T9", "unknown", ["due", "later"]),
    ]
    assert [look["unit"] for look in state.looks] == [
        'Trường <b onclick="x()">Ba</b> & Bốn',
        "Trường Thủy Nguyên mới",
    ]


def test_an_answer_to_a_follow_up_is_told_and_no_longer_asked_for(garden: Store) -> None:
    copied(garden, "T3")
    state = life(garden)
    look = state.looks[0]
    form = {"alive": False, "on": "01/09/2018", "note": ""}
    send(state, "answer", follow_up=look["id"], version=look["version"], form=form)
    faults = state.faults
    send(
        state,
        "answer",
        follow_up=look["id"],
        version=look["version"],
        form={**form, "note": "Hết đất."},
    )

    assert faults == {"note": "Hãy ghi lý do không còn duy trì."}
    assert (state.looks, state.branches[0]["state"]) == ([], "ended")
    assert told(state)[0] == ("15/10/2018", "Đăng ký được duyệt")
    assert ("01/09/2018", "Theo dõi sau 6 tháng") in told(state)


def test_a_step_dated_wrongly_is_told_beside_its_day_and_changes_nothing(garden: Store) -> None:
    found(garden)
    state = life(garden)
    for day, fault in (
        ("16/10/2018", "Ngày 16/10/2018 ở sau hôm nay (15/10/2018). Hãy kiểm tra lại."),
        ("28/02/2017", "Ngày 28/02/2017 ở trước ngày phát hiện điển hình (01/03/2017)."),
        (
            "31/02/2018",
            "“31/02/2018” không phải ngày. Hãy nhập dạng ngày/tháng/năm, ví dụ 15/10/2018.",
        ),
    ):
        send(state, "take_step", act="select", form={**STEP, "on": day})
        assert state.faults == {"on": fault}
    send(state, "take_step", act="select", form=STEP)

    assert (state.faults, told(state)[0]) == ({}, ("01/10/2018", "Lựa chọn"))
    assert state.notice["text"].startswith("Lựa chọn: đã lưu lúc")


def test_a_step_before_its_predecessor_is_refused_whoever_sends_it(garden: Store) -> None:
    found(garden)
    state = life(garden)
    send(state, "take_step", act="nominate", form=STEP)
    assert state.notice["text"] == "Chưa được tổng kết."
    send(state, "act", act="approve")
    assert state.notice["kind"] == "error"
    send(state, "act", act="vanish")
    send(state, "take_step", act="select", form={**STEP, "step": "honoured"})

    assert state.notice["text"] == Words("vi").say("shell.bad_request")
    assert told(state) == [("01/03/2017", "Phát hiện")]


def test_a_merged_exemplar_is_found_by_its_old_code_and_says_so(garden: Store) -> None:
    one, other = found(garden), found(garden, name="Vườn rau trên mái")
    done(garden, "media", one, outlet="Báo Huế", medium="online", title="Rau trên mái")
    state = life(garden)
    state.find_other("vuon")
    rows = [(row["code"], row["id"]) for row in state.found["rows"]]
    send(state, "merge", into=other.id, version=state.found["rows"][0]["version"])

    assert rows == [("T1-2017-002", other.id)]
    assert state.one["code"] == "T1-2017-002"
    assert state.one["codes"] == [
        "Mã T1-2017-001 đã gộp vào điển hình này, nay mang mã T1-2017-002.",
        "Đã gộp vào đây: T1-2017-001 (Vườn rau mái trường).",
    ]
    assert "Tuyên truyền" in [what for _, what in told(state)]


def test_somebody_elses_change_meanwhile_is_told_and_shown(garden: Store) -> None:
    one = found(garden)
    state = life(garden)
    step(garden, "select", one, form={})
    send(state, "take_step", act="select", form=STEP)

    assert state.notice["kind"] == "warning"
    assert told(state)[0][1] == "Lựa chọn"


def test_a_past_day_is_shown_as_known_then_and_nothing_can_be_done(garden: Store) -> None:
    one = found(garden, on=date(2018, 1, 1))
    step(garden, "select", one, form={"on": "02/01/2018"})
    past, now = life(garden, on=date(2018, 6, 1)), life(garden, on=TODAY)

    assert (past.day["past"], past.one["acts"], past.one["kinds"]) == (True, [], [])
    assert told(past) == [("01/03/2017", "Phát hiện")]
    assert (now.day["past"], now.query["on"], len(told(now))) == (False, None, 2)


def test_history_tells_what_each_change_changed(garden: Store) -> None:
    step(garden, "select", found(garden), form={})
    state = life(garden)

    assert [(each["what"], each["changes"]) for each in state.steps_log] == [
        ("Lựa chọn", [{"name": "Bước", "before": "Phát hiện", "after": "Lựa chọn"}]),
        ("Phát hiện", []),
    ]


def test_it_takes_as_many_statements_for_much_as_for_little(garden: Store) -> None:
    copied(garden, "T3")
    one = copied(garden, "T3", "T9")
    for number in range(10):
        done(garden, "media", one, outlet="Báo", medium="online", title=f"Bài {number}")
    counts = []
    for code in ("T1-2017-001", "T1-2017-002"):
        state = life(garden, code)
        with statements_of(garden) as sent:
            state.refresh()
        counts.append(len(sent))

    assert counts[0] == counts[1]
