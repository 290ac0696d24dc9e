"""A process killed while it takes a file leaves the data as before it or as after it."""

import random
import shutil
import time
from functools import partial
from pathlib import Path

import pytest

from tests.actions.intake_cases import EXEMPLARS, NEW, TODAY, given
from tests.builders import a_user
from tests.desks import PLAN, UNITS, at
from tests.store.children import Child, Say
from toolkit.actions.desk import Desk
from toolkit.actions.intake.opening import opened
from toolkit.actions.intake.taking import Intake
from toolkit.actions.plans import use_plan
from toolkit.actions.units import import_units
from toolkit.domain.ledger import Verdict
from toolkit.domain.user import Role
from toolkit.exchange.workbook.raw import raw
from toolkit.store import Store
from toolkit.store.backup import check

KILLS, PEOPLE = 15, 20


def desk_at(place: Path) -> Desk:
    store = Store.open(place, create=True)
    return Desk(store, a_user(Role.MINISTRY), lambda: at(TODAY))


@pytest.mark.slow
def test_15_kills_at_any_moment_leave_all_of_a_file_or_nothing_of_it(tmp_path: Path) -> None:
    place, copy = tmp_path / "whole.db", tmp_path / "data.db"
    desk = desk_at(place)
    use_plan(desk, text=PLAN, name="doc.toml")
    import_units(desk, data=UNITS.encode(), name="truong.csv")
    book = given(desk)
    for number in range(PEOPLE):
        book.sheet(EXEMPLARS).add(**{**NEW, "name": f"Lê Thị {number}"})
    data = book.data
    desk.store.close()
    took = _time_of(place, copy, data)
    chance, seen = random.Random(8), set()
    for number in range(KILLS):
        shutil.copy(place, copy)
        child = Child(partial(_take, copy, data))
        assert child.wait_for_a_word() == "begun\n"
        # The first may finish, the second hardly begins.
        if number:
            time.sleep(chance.uniform(0, took * 1.5) if number > 1 else 0)
            child.kill()
        child.end()

        store = Store.open(copy)
        assert check(store) == ()
        with store.reading() as q:
            told = q.received(limit=5).rows
            [found] = q.connection.exec_driver_sql("SELECT count(*) FROM exemplar").one()
        assert [line.verdict for line in told] in ([], [Verdict.ACCEPTED])
        assert found == PEOPLE * len(told)
        seen.add(found)
        store.close()
        for left in tmp_path.glob("data.db*"):
            left.unlink()
    assert seen == {0, PEOPLE}


def _time_of(place: Path, copy: Path, data: bytes) -> float:
    shutil.copy(place, copy)
    begun = time.perf_counter()
    _written(copy, data)
    return time.perf_counter() - begun


def _take(place: Path, data: bytes, say: Say) -> None:
    say("begun")
    _written(place, data)


def _written(place: Path, data: bytes) -> None:
    """Takes the file, read in this process: only what is written matters here."""
    desk = desk_at(place)
    Intake(desk, raw).taken(opened("t2.xlsx", data, raw), {})
    desk.store.close()
