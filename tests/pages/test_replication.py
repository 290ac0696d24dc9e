"""Nhân rộng: who copied what, as map and grid, and follow-ups answered in place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.garden import a_garden, desk
from tests.pages.lives import TODAY, approved, coordinator, copied, found
from toolkit.actions.views import work_count
from toolkit.domain.user import User
from toolkit.pages.replication.state import ReplicationState
from toolkit.pages.replication.view import Page
from toolkit.pages.work.state import WorkState
from toolkit.store import Store
from toolkit.words import Words


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def send(state: ReplicationState, event: str, **data: Any) -> None:
    Page(state)._handle_event(None, {"event": event, "data": data}, [])


def replication(
    store: Store, user: User | None = None, show: str = "list", **filters: Any
) -> ReplicationState:
    state = ReplicationState(desk(store, TODAY, user), Words("vi"))
    state.open(show=show, **filters)
    return state


def test_the_map_tells_who_copied_what_and_what_became_of_it(garden: Store) -> None:
    copied(garden, "T3", "T9")
    state = replication(garden)
    row = state.rows[0]

    assert (row["name"], row["origin"]) == ("Vườn rau mái trường", "Trường Tiểu học Đồng Tháp")
    assert [(x["code"], [look[:2] for look in x["looks"]]) for x in row["takers"]] == [
        ("T3", [["6", "due"], ["12", "later"]]),
        ("T9", [["6", "due"], ["12", "later"]]),
    ]
    assert [(f["name"], f["count"]) for f in state.figures] == [
        *(("models", "1"), ("copied", "1"), ("copies", "2")),
        *(("alive", "0"), ("ended", "0"), ("unknown", "2")),
    ]


def test_a_follow_up_is_answered_in_place(garden: Store) -> None:
    copied(garden, "T3", "T9")
    state = replication(garden, coordinator("T3"))
    assert state.due["count"] == 1
    look = state.due["rows"][0]
    form = {"alive": True, "on": "15/10/2018", "note": ""}
    send(state, "answer", follow_up=look["id"], version=look["version"], form=form)

    assert (state.due["count"], state.rows[0]["takers"][0]["state"]) == (0, "alive")
    assert [row["name"] for row in replication(garden, alive="unknown").rows] == [
        "Vườn rau mái trường"
    ]
    assert replication(garden, alive="ended").rows == []


def test_blocs_and_fields_where_nobody_copies_are_named(garden: Store) -> None:
    copied(garden, "T3")
    found(garden, "T9", name="Chưa ai làm theo")
    gaps = replication(garden).gaps

    assert [(gap["name"], gap["takers"], gap["gap"]) for gap in gaps["blocs"]] == [
        ("Cụm Bắc", "0", True),
        ("Cụm Nam", "1", False),
    ]
    assert [
        (gap["name"], gap["registered"], gap["copied"], gap["gap"]) for gap in gaps["fields"]
    ] == [("Toàn diện", "1", "1", False)]


def test_the_grid_tells_model_by_bloc_who_copied_and_what_became_of_it(garden: Store) -> None:
    copied(garden, "T3", "T9")
    approved(garden, "T9", name="Chưa ai làm theo")
    state = replication(garden, show="models")

    assert [head["name"] for head in state.grid["heads"]] == ["Cụm Bắc", "Cụm Nam"]
    assert [(line[1], *line[4:]) for line in state.grid["lines"]] == [
        ("Vườn rau mái trường", 2, ["0,0,0,0,o", "0,0,2,0"]),
        ("Chưa ai làm theo", 0, ["", "0,0,0,0,o"]),
    ]
    assert state.paging["count"] == "1 điển hình đã được nhân rộng"


def test_a_bloc_of_the_grid_unfolds_to_its_units_and_a_cell_tells_who_is_behind_it(
    garden: Store,
) -> None:
    copied(garden, "T3", "T9")
    state = replication(garden, show="fields")
    send(state, "unfold", bloc="C2")
    send(state, "look_at", line="toan_dien", column="T3")

    units = [head["code"] for head in state.grid["heads"] if head["unit"]]
    assert units == ["T3", "T9"]
    assert [copy["code"] for copy in state.spot["copies"]] == ["T3"]
    send(state, "look_at", line="khong_co", column="T3")
    assert state.spot["key"] == ["toan_dien", "T3"]
    send(state, "unfold", bloc="C2")
    assert not any(head["unit"] for head in state.grid["heads"])


def test_a_unit_finds_the_follow_ups_that_are_due_among_its_work_and_answers_there(
    garden: Store,
) -> None:
    copied(garden, "T3", "T9")
    mine = desk(garden, TODAY, coordinator("T3"))
    state, before = WorkState(mine, Words("vi")), work_count(mine)
    state.open()
    assert [(look["name"], look["unit"]) for look in state.looks] == [
        ("Vườn rau mái trường", 'Trường <b onclick="x()">Ba</b> & Bốn')
    ]
    look = state.looks[0]
    state.answer(look["id"], look["version"], {"alive": None, "on": "15/10/2018", "note": ""})
    assert set(state.faults) == {"alive"}
    state.answer(look["id"], look["version"], {"alive": True, "on": "15/10/2018", "note": ""})

    assert (state.looks, work_count(mine)) == ([], before - 1)
    ministry = WorkState(desk(garden, TODAY), Words("vi"))
    ministry.open()
    assert ministry.looks == []
