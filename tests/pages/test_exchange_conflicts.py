"""Trao đổi tệp: what a unit changed in its file and what was changed here meanwhile."""

import pytest

from tests.actions.intake_cases import EXEMPLARS, given, people
from tests.actions.test_lifeline import registered
from tests.desks import DeskFor
from tests.filling import Filled
from tests.pages.test_exchange import TODAY, done, event, opened, send
from toolkit.actions.desk import Desk
from toolkit.actions.exemplars import edit


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    return desk_for(on=TODAY)


def conflicting(desk: Desk) -> Filled:
    """T2 changed An's post in the file; meanwhile it was changed here, otherwise."""
    one = registered(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng", contact="Tổ Văn")
    edit(desk, exemplar=one.id, version=people(desk)["An"].version, form={"post": "Giáo viên"})
    return file


def test_conflict_must_be_decided_before_the_file_is_taken(desk: Desk) -> None:
    page, _ = opened(desk)
    state = send(page, "t2.xlsx", conflicting(desk).data)

    assert (state.sheet["undecided"], state.queue[0]["chip"]["text"]) == (1, "Có mâu thuẫn")
    event(page, "take_file", {"id": state.sheet["id"]})

    assert "1 mâu thuẫn chưa chọn" in done(page).notice["text"]
    assert people(desk)["An"].contact == ""


@pytest.mark.parametrize(("side", "post"), [("theirs", "Tổ trưởng"), ("ours", "Giáo viên")])
def test_side_chosen_stands_and_the_rest_of_the_file_is_taken(
    desk: Desk, side: str, post: str
) -> None:
    page, _ = opened(desk)
    state = send(page, "t2.xlsx", conflicting(desk).data)
    [line] = state.lines
    both = {change["field"]: change["both"] for change in line["changes"]}
    assert both == {"post": True, "contact": False}

    event(page, "decide", {"line": line["key"], "field": "post", "side": side})
    assert [each["side"] for each in state.lines[0]["changes"] if each["both"]] == [side]
    event(page, "take_file", {"id": state.sheet["id"]})
    done(page)

    assert (people(desk)["An"].post, people(desk)["An"].contact) == (post, "Tổ Văn")


def test_one_answer_may_stand_for_all_conflicts(desk: Desk) -> None:
    page, _ = opened(desk)
    state = send(page, "t2.xlsx", conflicting(desk).data)

    event(page, "decide_all", {"side": "ours"})

    assert (state.sheet["undecided"], state.sheet["ready"]) == (0, True)


def test_choice_for_a_field_without_conflict_is_not_kept(desk: Desk) -> None:
    page, _ = opened(desk)
    state = send(page, "t2.xlsx", conflicting(desk).data)
    key = state.lines[0]["key"]

    event(page, "decide", {"line": key, "field": "contact", "side": "ours"})
    event(page, "decide", {"line": "exemplars/không có", "field": "post", "side": "theirs"})

    assert state.sheet["undecided"] == 1
