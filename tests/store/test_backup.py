"""Backups: whole, from either database to either; checked before they replace anything."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.builders import BY, NOON, a_plan, a_unit, an_obligation, at, day, kept
from toolkit.domain.obligation import State
from toolkit.domain.report import Report
from toolkit.domain.user import Role, User
from toolkit.errors import FaultyBackup, Locked, NewerVersion, NoData, Occupied
from toolkit.store import Store
from toolkit.store.backup import backup, check, restore


@pytest.fixture
def filled(store: Store) -> Store:
    """One of everything, with history."""
    kept(store, a_plan(tasks=("1.1",)))
    unit, _ = kept(store, a_unit("A", "Vụ A"), a_unit("B"))
    kept(store, replace(unit, name="Vụ A mới"), User(login="lan", name="Lan", role=Role.UNIT))
    [owed] = kept(store, an_obligation("A"))
    with store.writing(by="lan", at=NOON + timedelta(days=1)) as tx:
        kept_file = tx.keep_file(b"%PDF" * 1000, "bc.pdf")
        tx.save(
            Report(
                obligation=owed.id,
                numbers={"found": 3, "share": 0.5},
                file_hash=kept_file,
                file_name="bc.pdf",
                file_size=4000,
            )
        )
        sent_on = day("2018-03-02")
        tx.save(replace(owed, state=State.SENT, sent_on=sent_on, first_sent_on=sent_on))
        tx.put_setting("language", "vi")
        tx.save_draft("lan", "x", {"text": "Đang viết"})
        tx.commit()
    return store


def _all(store: Store) -> object:
    with store.reading() as q:
        units, owed = q.units(), q.all_obligations()
        return (
            [q.history("unit", unit.id) for unit in units],
            [(q.history("obligation", each.id), q.report_on(each.id)) for each in owed],
            [q.file(report.file_hash) for each in owed if (report := q.report_on(each.id))],
            (q.plan_version(), q.users(), q.setting("language"), q.draft("lan", "x")),
        )


def test_what_was_backed_up_is_restored_with_its_whole_history(
    filled: Store, tmp_path: Path
) -> None:
    file, place = tmp_path / "sao-luu.sqlite", tmp_path / "new" / "data.sqlite"
    backup(filled, file)

    assert restore(file, place) is None

    restored = Store.open(place)
    assert _all(restored) == _all(filled)
    assert check(restored) == ()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_backup_of_either_database_is_restored_to_postgresql(
    filled: Store, tmp_path: Path, other_postgresql: str
) -> None:
    file = tmp_path / "sao-luu.sqlite"
    backup(filled, file)

    restore(file, other_postgresql)

    restored = Store.open(other_postgresql)
    assert _all(restored) == _all(filled)
    assert check(restored) == ()
    kept(restored, a_unit("C"))
    with restored.reading() as q:
        assert [unit.code for unit in q.units()] == ["A", "B", "C"]


@pytest.fixture
def other_postgresql(postgresql_url: str) -> Iterator[str]:
    """A PostgreSQL database beside the one under test."""
    store = Store.open(postgresql_url, create=True)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE other_one"))
        yield postgresql_url.rsplit("/", 1)[0] + "/other_one"
        connection.execute(text("DROP DATABASE other_one WITH (FORCE)"))


def test_restored_data_have_a_life_of_their_own(filled: Store, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b")
    restore(tmp_path / "b", tmp_path / "data.sqlite")

    with filled.reading() as q, Store.open(tmp_path / "data.sqlite").reading() as copied:
        assert q.data_version() != copied.data_version()


def test_data_that_are_there_are_not_replaced_unless_asked(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.sqlite"
    backup(filled, file)
    kept(filled, a_unit("later"))
    before = _all(filled)

    with pytest.raises(Occupied):
        restore(file, filled.engine.url.render_as_string(hide_password=False))

    assert _all(filled) == before


def test_replaced_data_are_kept_aside_and_open_stores_go_on_with_the_new(
    filled: Store, tmp_path: Path
) -> None:
    file, where = tmp_path / "sao-luu.sqlite", filled.engine.url.render_as_string(False)
    backed_up = _all(filled)
    backup(filled, file)
    kept(filled, a_unit("later"))
    replaced = _all(filled)

    aside = restore(file, where, replace=True)

    assert _all(filled) == backed_up
    assert check(filled) == ()
    kept(filled, a_unit("next"))
    assert aside is not None
    assert _all(Store.open(aside)) == replaced


def test_a_damaged_file_makes_way_for_the_backup(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data.sqlite", create=True)
    kept(store, a_unit("A"))
    backup(store, tmp_path / "b")
    store.close()
    (tmp_path / "data.sqlite").write_bytes(b"\0" * 4096)

    aside = restore(tmp_path / "b", tmp_path / "data.sqlite", replace=True)

    assert aside is not None
    assert aside.read_bytes() == b"\0" * 4096
    with Store.open(tmp_path / "data.sqlite").reading() as q:
        assert [unit.code for unit in q.units()] == ["A"]


def test_what_cannot_be_replaced_leaves_no_copy_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.store.engine.PATIENCE", 0.2)
    place = tmp_path / "data.sqlite"
    store = Store.open(place, create=True)
    kept(store, a_unit("A"))
    backup(store, tmp_path / "b")
    store.close()
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            restore(tmp_path / "b", place, replace=True)

    assert list(tmp_path.glob("*before*")) == []
    assert check(Store.open(place)) == ()


def test_a_backup_into_no_folder_is_told_as_the_folder_missing(
    filled: Store, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        backup(filled, tmp_path / "none" / "b")


def test_a_backup_file_is_not_overwritten_unless_asked(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.sqlite"
    file.write_text("quan trọng")

    with pytest.raises(Occupied):
        backup(filled, file)
    assert file.read_text() == "quan trọng"

    backup(filled, file, replace=True)
    restore(file, tmp_path / "data.sqlite")


def test_there_is_no_backup_where_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NoData):
        restore(tmp_path / "nothing", tmp_path / "data.sqlite")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE unit SET name = 'khác'",
        "DELETE FROM obligation WHERE version = 1",
        "UPDATE file SET data = zeroblob(4000)",
        "UPDATE setting SET value = 'en'",
        "DROP TABLE backup_content",
        "PRAGMA application_id = 7",
    ],
)
def test_a_backup_that_was_changed_is_not_restored(
    filled: Store, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "sao-luu.sqlite"
    backup(filled, file)
    with sqlite3.connect(file) as connection:
        connection.execute(damage)

    with pytest.raises(FaultyBackup):
        restore(file, tmp_path / "data.sqlite")
    assert not (tmp_path / "data.sqlite").exists()


def test_a_backup_cut_short_or_foreign_is_not_restored(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.sqlite"
    backup(filled, file)
    whole = file.read_bytes()

    for damaged in (whole[: len(whole) // 2], b"xin chao", b"", whole[:8192] + whole[12288:]):
        file.write_bytes(damaged)
        with pytest.raises(FaultyBackup):
            restore(file, tmp_path / "data.sqlite")
    assert not (tmp_path / "data.sqlite").exists()


def test_a_backup_of_a_newer_release_is_not_restored(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.sqlite"
    backup(filled, file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NewerVersion):
        restore(file, tmp_path / "data.sqlite")


def test_a_backup_taken_while_others_write_is_of_one_moment(store: Store, tmp_path: Path) -> None:
    pair = kept(store, a_unit("A", "0"), a_unit("B", "0"))
    stop = threading.Event()

    def write() -> None:
        number, now = 0, list(pair)
        while not stop.is_set():
            number += 1
            with store.writing(by=BY, at=at("2018-03-01 05:00")) as tx:
                now = [tx.save(replace(each, name=str(number))) for each in now]
                tx.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            backup(store, tmp_path / f"b{number}")
    finally:
        stop.set()
        writer.join()

    for number in range(5):
        restore(tmp_path / f"b{number}", tmp_path / f"data{number}.sqlite")
        restored = Store.open(tmp_path / f"data{number}.sqlite")
        assert check(restored) == ()
        with restored.reading() as q:
            first, second = q.units()
        assert first.name == second.name
        assert first.version == second.version == int(first.name) + 1


def test_long_work_tells_how_far_it_is_up_to_the_end(filled: Store, tmp_path: Path) -> None:
    told: dict[str, list[float]] = {"backup": [], "restore": [], "check": []}
    backup(filled, tmp_path / "b.gs", progress=told["backup"].append)
    restore(tmp_path / "b.gs", tmp_path / "again.db", progress=told["restore"].append)
    check(filled, progress=told["check"].append)

    for shares in told.values():
        assert shares == sorted(shares)
        assert len(shares) > 2
        assert shares[-1] == pytest.approx(1)


def test_what_a_killed_backup_left_is_taken_away_by_the_next(filled: Store, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f".b.gs.{gone.pid}.part"
    others = tmp_path / f".b.gs.{os.getppid()}.part"
    for each in (left, others):
        each.write_bytes(b"half")
    backup(filled, tmp_path / "b.gs")

    told = os.name == "posix"  # elsewhere nobody can tell whether a process runs
    assert (left.exists(), others.exists()) == (not told, True)
