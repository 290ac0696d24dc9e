"""Sổ nhận tệp: what was said of a file is read later; one line leads to the next."""

import pytest

from tests.actions.intake_cases import EXEMPLARS, given, taken
from tests.actions.test_lifeline import registered
from tests.desks import DeskFor, coordinator
from tests.pages.test_exchange import TODAY, done, event, opened, send, with_new
from tests.pages.test_exchange_conflicts import conflicting
from toolkit.actions.desk import Desk
from toolkit.app import command_user
from toolkit.pages.exchange.state import ExchangeState


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    return desk_for(on=TODAY)


def read_of(desk: Desk, number: int = 0) -> ExchangeState:
    """The ledger with a line open, the newest being 0."""
    page, _ = opened(desk, view="ledger")
    event(page, "open_received", {"id": page.state.received[number]["id"]})
    return page.state


def test_row_that_a_file_left_out_is_told_in_the_ledger_as_a_proposal(desk: Desk) -> None:
    one = registered(desk, name="An")
    file = given(desk)
    file.sheet(EXEMPLARS).delete_row(file.sheet(EXEMPLARS).key(one.code))
    taken(desk, file)

    state = read_of(desk)

    assert state.received[0]["noted"] == "1 ghi chú"
    [note] = state.entry["notes"]
    assert "An" in note
    assert "đề nghị bỏ" in note
    assert state.entry["problems"] == []


def test_ledger_names_people_and_the_command_line_in_words(desk: Desk) -> None:
    registered(desk, name="An")
    file = given(desk)
    with desk.store.writing(by="cli", at=desk.now()) as tx:
        tx.save(desk.user, action="add")
        tx.commit()
    taken(desk, file)
    taken(desk.as_user(command_user()), file)

    page, _ = opened(desk, view="ledger")

    assert [row["by"] for row in page.state.received] == ["dòng lệnh", desk.user.name]


def test_field_that_kept_what_is_here_is_told_in_the_ledger(desk: Desk) -> None:
    page, _ = opened(desk)
    state = send(page, "t2.xlsx", conflicting(desk).data)
    event(page, "decide_all", {"side": "ours"})
    event(page, "take_file", {"id": state.sheet["id"]})
    [row] = done(page).queue

    again, _ = opened(desk, view="ledger", line=row["href"].rpartition("=")[2])

    [note] = again.state.entry["notes"]
    assert all(text in note for text in ("Giáo viên", "Tổ trưởng"))


def test_faults_of_a_refused_file_are_read_in_the_ledger(desk: Desk) -> None:
    taken(desk, with_new(desk, kind="Người tốt", birth="31/02/1980"))

    state = read_of(desk)

    assert len(state.entry["problems"]) == 2
    assert all(each["place"].startswith(f"{EXEMPLARS} · ") for each in state.entry["problems"])


def test_marked_copy_of_a_refused_file_is_fetched_again_from_the_ledger(desk: Desk) -> None:
    line = taken(desk, with_new(desk, kind="Người tốt"))
    page, held = opened(desk, view="ledger", line=line.id)
    assert page.state.entry["marks"] is True

    event(page, "fetch_annotated", {"id": line.id})
    done(page)

    [(name, data)] = held
    assert name == "t2 - lỗi cần sửa.xlsx"
    assert data.startswith(b"PK")


def test_file_that_was_replaced_says_so_and_leads_to_the_one_in_its_place(desk: Desk) -> None:
    taken(desk, given(desk), "một.xlsx")
    taken(desk, with_new(desk), "hai.xlsx")
    page, _ = opened(desk, view="ledger")
    later, earlier = page.state.received

    assert [row["chip"]["text"] for row in (later, earlier)] == ["Nhận", "Thay thế"]
    links = [link["href"].rpartition("=")[2] for link in read_of(desk, 1).entry["links"]]
    assert links == ["T2", "T2", later["id"]]
    event(page, "turn", {"unit": "", "verdict": "superseded", "page": 1})
    assert [row["name"] for row in page.state.received] == ["một.xlsx"]


def test_ledger_is_filtered_by_unit_and_closing_a_line_keeps_the_filter(desk: Desk) -> None:
    taken(desk, given(desk), "t2.xlsx")
    taken(desk, given(desk, "T1"), "t1.xlsx")
    page, _ = opened(desk, view="ledger")

    event(page, "turn", {"unit": "T2", "verdict": "", "page": 1})
    [row] = page.state.received
    event(page, "open_received", {"id": row["id"]})
    assert page.state.query["line"] == row["id"]
    event(page, "close_received")

    assert (row["name"], page.state.paging["unit_name"]) == ("t2.xlsx", "Trường Hai")
    assert (page.state.entry, page.state.query["unit"]) == ({}, "T2")


def test_another_unit_s_line_is_not_opened(desk_for: DeskFor, desk: Desk) -> None:
    line = taken(desk, given(desk))
    page, _ = opened(desk_for(coordinator("T1"), TODAY), view="ledger")

    event(page, "open_received", {"id": line.id})

    assert page.state.entry == {}
    assert page.state.notice["kind"] == "error"
