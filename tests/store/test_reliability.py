"""Kills, crowds and full disks: what was acknowledged is there, whole, and nothing is half-done."""

import random
import resource
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.store.builders import BY, NOON, a_plan, a_unit, an_obligation, kept
from tests.store.children import Child, Say
from toolkit.domain.report import Report
from toolkit.domain.unit import Unit
from toolkit.errors import Conflict, DiskFull
from toolkit.store import Store
from toolkit.store.backup import backup, check, restore

KILLS = 200
WRITERS = 50
SAVES = 4


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_half_written_by_200_kills(
    tmp_path: Path,
) -> None:
    place = tmp_path / "data.sqlite"
    kept(Store.open(place, create=True), a_plan(tasks=("1.1",)))
    chance = random.Random(2016)
    acknowledged: list[str] = []
    for number in range(KILLS):
        child = Child(partial(_write_on, place, number))
        acknowledged += child.wait_for_a_word().split()
        time.sleep(chance.uniform(0, 0.03))
        child.kill()
        acknowledged += child.end()

    store = Store.open(place)
    assert check(store) == ()
    with store.reading() as q:
        written = Counter(unit.name for unit in q.units())
        reports = [q.report_on(owed.id) for owed in q.all_obligations()]
    assert set(written.values()) == {2}
    assert set(acknowledged) <= set(written)
    assert len(acknowledged) >= KILLS
    assert len(written) - len(acknowledged) <= KILLS
    assert len(reports) == len(written)
    assert all(report and report.file_size == 20000 for report in reports)


def _write_on(place: Path, child: int, say: Say) -> None:
    """Transactions of five rows in four tables, each told once it is committed."""
    store = Store.open(place)
    for number in range(1000):
        name = f"{child}-{number}"
        with store.writing(by=BY, at=NOON) as tx:
            first, _ = tx.save_many([a_unit(f"{name}-{side}", name) for side in "ab"])
            owed = tx.save(an_obligation(first.code))
            digest = tx.keep_file(random.Random(name).randbytes(20000), name)
            tx.save(Report(obligation=owed.id, file_hash=digest, file_size=20000))
            tx.commit()
        say(name)


def test_killed_while_creating_leaves_room_to_create(tmp_path: Path) -> None:
    chance = random.Random(1)
    for number in range(20):
        place = tmp_path / f"{number}.sqlite"
        child = Child(partial(_create, place))
        time.sleep(chance.uniform(0, 0.06))
        child.kill()
        child.end()

        assert check(Store.open(place, create=True)) == ()


def _create(place: Path, say: Say) -> None:
    Store.open(place, create=True).close()
    say("created")


@pytest.mark.slow
def test_killed_while_restoring_leaves_the_old_data_or_the_new(tmp_path: Path) -> None:
    place, file = tmp_path / "data.sqlite", tmp_path / "sao-luu"
    store = Store.open(place, create=True)
    with store.writing(by=BY, at=NOON) as tx:
        tx.save_many([a_unit(f"new-{number}", "x" * 200) for number in range(3000)])
        tx.commit()
    backup(store, file)
    chance, seen = random.Random(3), set()
    for number in range(20):
        kept(store, a_unit(f"old-{number}"))
        child = Child(partial(_restored, file, place))
        # The first one may finish, the second hardly begins.
        if number == 0:
            child.wait_for_a_word()
        time.sleep(0 if number < 2 else chance.uniform(0, 0.2))
        child.kill()
        child.end()

        assert check(store) == ()
        with store.reading() as q:
            old = [unit.code for unit in q.units() if unit.code.startswith("old")]
            assert len(q.units()) == 3000 + len(old)
        assert not old or old[-1] == f"old-{number}"
        seen.add(bool(old))
    assert seen == {True, False}


def _restored(file: Path, place: Path, say: Say) -> None:
    restore(file, place, replace=True)
    say("restored")


@pytest.mark.slow
def test_fifty_writers_at_once_lose_no_update_and_are_told_every_conflict(
    store: Store, tmp_path: Path
) -> None:
    kept(store, *(a_unit(code, "0") for code in "ABC"))
    where = store.engine.url.render_as_string(hide_password=False)
    gate = tmp_path / "gate"
    children = [Child(partial(_count_up, where, gate, number)) for number in range(WRITERS)]
    assert [child.wait_for_a_word() for child in children] == ["ready\n"] * WRITERS
    gate.touch()
    said = [child.end() for child in children]

    saves = Counter(word.split()[1] for lines in said for word in lines if word[:5] == "saved")
    conflicts = [word for lines in said for word in lines if word.startswith("conflict")]
    others = [word for lines in said for word in lines if word[:5] not in {"saved", "confl"}]
    assert others == []
    assert sum(saves.values()) == WRITERS * SAVES
    assert len(conflicts) >= WRITERS - len("ABC")
    with store.reading() as q:
        units = q.units()
        assert {unit.code: int(unit.name) for unit in units} == saves
        assert {unit.code: unit.version - 1 for unit in units} == saves
        authors = Counter(change.by for unit in units for change in q.history("unit", unit.id)[:-1])
    assert authors == {f"writer-{number}": SAVES for number in range(WRITERS)}
    assert check(store) == ()


def _count_up(where: str, gate: Path, number: int, say: Say) -> None:
    """Add one to a record's name, SAVES times, again from the new version after a conflict.

    All have read before the gate opens: of those who read the same record, one alone can save it,
    however fast or slow the machine is."""
    store = Store.open(where, patience=300)
    chance = random.Random(number)

    def read() -> Unit:
        with store.reading() as q:
            return q.units()[chance.randrange(3)]

    unit = read()
    say("ready")
    while not gate.exists():
        time.sleep(0.01)
    done = 0
    while done < SAVES:
        try:
            with store.writing(by=f"writer-{number}", at=NOON) as tx:
                tx.save(replace(unit, name=str(int(unit.name) + 1)))
                tx.commit()
        except Conflict as conflict:
            newer = conflict.theirs.version > unit.version and conflict.base == unit
            say(f"conflict {unit.code}" if newer else "a conflict with no newer version")
        else:
            say(f"saved {unit.code}")
            done += 1
        unit = read()
        time.sleep(chance.uniform(0, 0.01))


def test_threads_of_one_store_lose_no_update(store: Store) -> None:
    kept(store, a_unit("A", "0"))

    def count_up() -> None:
        done = 0
        while done < SAVES:
            with store.writing(by=BY, at=NOON) as tx:
                unit = tx.unit("A")
                assert unit is not None
                tx.save(replace(unit, name=str(int(unit.name) + 1)))
                tx.commit()
            done += 1

    threads = [threading.Thread(target=count_up) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as q:
        assert [unit.name for unit in q.units()] == [str(12 * SAVES)]


def test_a_full_disk_is_told_and_earlier_data_are_intact(tmp_path: Path) -> None:
    place = tmp_path / "data.sqlite"
    store = Store.open(place, create=True)
    kept(store, a_unit("A"))
    store.close()

    assert _on_a_full_disk(lambda: kept(store, a_unit("B", "x" * 3_000_000))) == ["DiskFull"]
    assert _on_a_full_disk(lambda: backup(store, tmp_path / "b")) == []
    assert _on_a_full_disk(lambda: backup(store, tmp_path / "c"), most=50_000) == ["DiskFull"]

    assert check(store) == ()
    with store.reading() as q:
        assert [unit.code for unit in q.units()] == ["A"]
    assert sorted(each.name for each in tmp_path.iterdir() if "data" not in each.name) == ["b"]


def test_data_begun_on_a_full_disk_leave_no_file(tmp_path: Path) -> None:
    place = tmp_path / "data.sqlite"

    assert _on_a_full_disk(lambda: Store.open(place, create=True), most=10_000) == ["DiskFull"]
    assert list(tmp_path.iterdir()) == []


def _on_a_full_disk(work: Callable[[], object], most: int = 1_000_000) -> list[str]:
    """Names of the errors when no file may grow beyond `most` bytes."""

    def limited(say: Say) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        try:
            work()
        except DiskFull as error:
            say(type(error).__name__)

    return Child(limited).end()


def test_a_database_that_may_not_grow_is_told_as_a_full_disk(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data.sqlite", create=True)
    store.close()
    event.listen(store.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 100"))

    with pytest.raises(DiskFull) as told:
        kept(store, a_unit("A", "x" * 1_000_000))

    assert told.value.values == {"path": str(tmp_path / "data.sqlite")}
    kept(store, a_unit("B"))
    assert check(store) == ()
