"""Data that others hold, or that may not be written: told so, and kept."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from textwrap import dedent

import psycopg
import pytest

from tests.store.builders import BY, NOON, a_unit, kept
from tests.waiting import PATIENCE
from toolkit.errors import Locked
from toolkit.store import Store
from toolkit.store.backup import backup


def test_many_who_create_at_once_find_one_store(database_url: str) -> None:
    failures: list[BaseException] = []

    def create(number: int) -> None:
        try:
            store = Store.open(database_url, create=True, patience=PATIENCE)
            kept(store, a_unit(f"U{number}"))
        except BaseException as error:  # noqa: BLE001 -- told below, in the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with Store.open(database_url).reading() as q:
        assert sorted(unit.code for unit in q.units()) == [f"U{number}" for number in range(8)]


def test_data_locked_by_another_program_are_told_so_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "data.sqlite"
    store = Store.open(file, create=True, patience=0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Locked) as told:
        kept(store, a_unit("A"))
    other.execute("ROLLBACK")
    kept(store, a_unit("A"))

    assert told.value.values == {"path": str(file)}


def test_data_locked_whole_can_not_be_opened(tmp_path: Path) -> None:
    file = tmp_path / "data.sqlite"
    Store.open(file, create=True).close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(Locked):
        Store.open(file, patience=0.2)
    other.close()
    Store.open(file)


@pytest.mark.postgresql
def test_rows_locked_in_postgresql_are_told_so(postgresql_url: str) -> None:
    store = Store.open(postgresql_url, create=True, patience=0.2)
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as other:
        other.execute("SELECT * FROM stamp FOR UPDATE")

        with pytest.raises(Locked):
            kept(store, a_unit("A"))


def test_a_file_that_may_not_be_written_is_read_only(tmp_path_of_all: Path) -> None:
    file = tmp_path_of_all / "data.sqlite"
    store = Store.open(file, create=True)
    kept(store, a_unit("A"))
    store.close()
    before = file.read_bytes()

    file.chmod(0o444)
    assert _as_nobody(f"Store.open({str(file)!r})") == "ReadOnly"
    file.chmod(0o666)
    assert _as_nobody(f"Store.open({str(file)!r})") == "ReadOnly"  # its folder
    there = str(tmp_path_of_all / "new" / "data.sqlite")
    assert _as_nobody(f"Store.open({there!r}, create=True)") == "ReadOnly"
    assert file.read_bytes() == before


def test_a_folder_that_lets_nobody_in_is_told_as_read_only(tmp_path_of_all: Path) -> None:
    closed = tmp_path_of_all / "closed"
    closed.mkdir(mode=0o700)
    where = str(closed / "data.sqlite")
    if os.geteuid() != 0:
        closed.chmod(0)

    assert _as_nobody(f"Store.open({where!r})") == "ReadOnly"
    assert _as_nobody(f"Store.open({where!r}, create=True)") == "ReadOnly"
    closed.chmod(0o700)


def test_nothing_is_restored_into_a_folder_that_is_read_only(tmp_path_of_all: Path) -> None:
    store = Store.open(tmp_path_of_all / "data.sqlite", create=True)
    kept(store, a_unit("A"))
    backup(store, tmp_path_of_all / "b")
    (tmp_path_of_all / "b").chmod(0o644)
    place, file = str(tmp_path_of_all / "new.sqlite"), str(tmp_path_of_all / "b")

    assert _as_nobody(f"restore(where={place!r}, file={file!r})") == "ReadOnly"
    assert list(tmp_path_of_all.glob("new*")) == []


@pytest.fixture
def tmp_path_of_all(tmp_path: Path) -> Path:
    """A folder that everybody may enter."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    return tmp_path


def _as_nobody(code: str) -> str:
    """Name of the error that the code raises for a user without rights."""
    script = f"""
        from toolkit.errors import DataError
        from toolkit.store import Store
        from toolkit.store.backup import restore
        import os
        if os.geteuid() == 0:
            import sqlalchemy.dialects.sqlite, toolkit.plans.load
            os.setgroups([]), os.setgid(65534), os.setuid(65534)
        else:
            os.chmod(os.path.dirname({code.split("'")[1]!r}), 0o555)
        try:
            {code}
        except DataError as error:
            print(type(error).__name__)
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(script)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_reading_leaves_a_writer_alone_and_the_other_way_round(store: Store) -> None:
    kept(store, a_unit("A"))
    begin = time.perf_counter()
    with store.writing(by=BY, at=NOON) as tx:
        tx.save(a_unit("B"))
        with store.reading() as q:
            assert [unit.code for unit in q.units()] == ["A"]
        tx.commit()

    assert time.perf_counter() - begin < PATIENCE, "somebody waited for the other in vain"
