"""Nhận tệp: reading and taking many files, stopped in the middle, and gone on with."""

import io
import zipfile
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from tests.actions.intake_cases import given, people
from tests.desks import DeskFor
from tests.pages.test_exchange import TODAY, done, event, send, with_new
from tests.waiting import PATIENCE
from toolkit.actions.desk import Desk
from toolkit.actions.intake import ledger
from toolkit.pages.exchange.state import ExchangeState
from toolkit.pages.exchange.view import Page
from toolkit.words import Words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the actions' tests run on both."""
    return sqlite_url


@pytest.fixture
def desk(desk_for: DeskFor) -> Desk:
    return desk_for(on=TODAY)


class Held:
    """A page whose work waits, once `armed`, when it first tells how far it is."""

    def __init__(self, desk: Desk) -> None:
        self.armed = False
        self._reached, self._go = Event(), Event()
        state = ExchangeState(desk, Words("vi"))
        state.observe(self._hold, names=["work"])
        state.open()
        self.page = Page(state)

    def _hold(self, change: Any) -> None:
        if self.armed and change["new"]["share"]:
            self.armed = False
            self._reached.set()
            self._go.wait(PATIENCE)

    def stopped_in(self, work: Callable[[], object], also: Callable[[], object]) -> ExchangeState:
        """Begin the work; when its first file is done, do the other thing, and press Stop."""
        self.armed = True
        work()
        assert self._reached.wait(PATIENCE)
        also()
        event(self.page, "cancel")
        self._go.set()
        return done(self.page)


def arrive(page: Page, name: str, data: bytes) -> None:
    event(page, "begin_file", {"name": name, "size": len(data)})
    event(page, "file_piece", {"at": 0}, [data])


def two_files(desk: Desk) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("t2.xlsx", with_new(desk).data)
        archive.writestr("t1.xlsx", given(desk, "T1").data)
    return data.getvalue()


def nothing() -> None:
    """Nothing else."""


def chips(state: ExchangeState) -> list[str]:
    return [row["chip"]["text"] for row in state.queue]


def test_files_read_before_it_was_stopped_stay_read_and_the_rest_is_read_later(desk: Desk) -> None:
    held, more = Held(desk), with_new(desk, name="Trần Hoa").data
    packed = two_files(desk)

    state = held.stopped_in(
        lambda: arrive(held.page, "nop.zip", packed),
        also=lambda: arrive(held.page, "sau.xlsx", more),
    )

    assert chips(state) == ["Sẵn sàng nhận", "Chưa đọc", "Chưa đọc"]
    assert "còn 2 tệp chưa đọc" in state.notice["text"]
    event(held.page, "read_rest")
    assert chips(done(held.page)) == ["Sẵn sàng nhận"] * 3


def test_files_taken_before_it_was_stopped_are_told_as_taken(desk: Desk) -> None:
    held = Held(desk)
    send(held.page, "nop.zip", two_files(desk))

    state = held.stopped_in(lambda: event(held.page, "take_all"), also=nothing)

    assert chips(state) == ["Nhận", "Sẵn sàng nhận"]
    assert "đã nhận 1 tệp, còn 1 tệp" in state.notice["text"]
    assert list(people(desk)) == ["Lê Thị Mai"]
    assert ledger(desk).total == state.writes == 1
    event(held.page, "drop_done")
    assert chips(state) == ["Sẵn sàng nhận"]


def test_zip_with_one_entry_that_leads_elsewhere_gives_its_other_files(desk: Desk) -> None:
    page = Held(desk).page
    data = io.BytesIO(two_files(desk))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("../../t2.xlsx", b"PK")

    state = send(page, "nop.zip", data.getvalue())

    assert chips(state) == ["Sẵn sàng nhận", "Sẵn sàng nhận", "Có lỗi"]
    assert "dẫn ra ngoài" in state.queue[2]["told"]
    assert state.queue[2]["open"] is False


def test_zip_of_more_files_than_may_wait_is_refused_whole(desk: Desk) -> None:
    page = Held(desk).page
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(301):
            archive.writestr(f"{number}.xlsx", b"khong phai bang tinh")

    state = send(page, "nop.zip", data.getvalue())

    assert state.queue == []
    assert "quá nhiều tệp" in state.notice["text"]
