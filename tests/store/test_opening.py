"""Opening: ours, up to date, quick; everything else is refused untouched, in clear words."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from tests.store.builders import a_unit, kept
from toolkit.errors import (
    DataError,
    NewerVersion,
    NoData,
    NotOurs,
    Unreachable,
)
from toolkit.store import Store
from toolkit.store.schema import metadata
from toolkit.words import LANGUAGES, Words


def test_migrations_make_exactly_the_tables_that_the_code_knows(store: Store) -> None:
    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)

    assert found == []


def test_data_are_created_only_when_asked(database_url: str) -> None:
    with pytest.raises(NoData):
        Store.open(database_url)

    Store.open(database_url, create=True)
    with Store.open(database_url).reading() as q:
        assert q.units() == ()


def test_nothing_is_made_where_creating_was_not_asked(tmp_path: Path) -> None:
    with pytest.raises(NoData) as told:
        Store.open(tmp_path / "there" / "data.sqlite")

    assert told.value.values["path"] == str(tmp_path / "there" / "data.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_opening_created_data_with_create_leaves_them(store: Store, database_url: str) -> None:
    kept(store, a_unit("A"))

    with Store.open(database_url, create=True).reading() as q:
        assert [unit.code for unit in q.units()] == ["A"]


def test_a_newer_release_s_data_are_refused(store: Store, database_url: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NewerVersion):
        Store.open(database_url, create=True)


@pytest.mark.parametrize("content", [b"xin chao", b"PK\x03\x04" + b"\0" * 99, b"SQLite format 2\0"])
def test_a_file_of_another_kind_is_not_ours_and_not_touched(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes(content)

    with pytest.raises(NotOurs):
        Store.open(file, create=True)
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_another_programs_sqlite_file_is_not_ours_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE song (name TEXT)")
    before = file.read_bytes()

    with pytest.raises(NotOurs):
        Store.open(file, create=True)
    assert file.read_bytes() == before


def test_a_folder_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(NotOurs):
        Store.open(tmp_path, create=True)


@pytest.mark.postgresql
def test_another_programs_postgresql_database_is_not_ours(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as other:
        other.execute("CREATE TABLE song (name TEXT)")

    with pytest.raises(NotOurs):
        Store.open(postgresql_url, create=True)


def test_an_empty_file_is_room_for_new_data(tmp_path: Path) -> None:
    file = tmp_path / "data.sqlite"
    file.touch()

    with pytest.raises(NoData):
        Store.open(file)
    Store.open(file, create=True)


def test_a_creation_that_was_broken_off_is_taken_up_again(tmp_path: Path) -> None:
    file = tmp_path / "data.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = WAL")

    with Store.open(file, create=True).reading() as q:
        assert q.units() == ()


@pytest.mark.postgresql
def test_a_server_that_is_not_there_is_told_without_the_password(postgresql_url: str) -> None:
    nobody = "postgresql://lan:bi-mat@127.0.0.1:1/data"

    with pytest.raises(Unreachable) as told:
        Store.open(nobody)
    with pytest.raises(Unreachable):
        Store.open(postgresql_url + "_not_there")

    for language in LANGUAGES:
        sentence = Words(language).error(told.value)
        assert "bi-mat" not in sentence
        assert "lan:***@127.0.0.1:1/data" in sentence


def test_the_page_opens_data_quickly_and_without_alembic_or_threads(tmp_path: Path) -> None:
    Store.open(tmp_path / "data.sqlite", create=True).close()
    script = f"""
        import sys, threading, time
        from toolkit.store import Store
        import sqlalchemy.dialects.sqlite
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            store = Store.open({str(tmp_path / "data.sqlite")!r})
            times.append(time.perf_counter() - begin)
        assert "alembic" not in sys.modules
        assert "pandas" not in sys.modules
        assert threading.active_count() == 1
        print(min(times) * 1000)
    """

    done = subprocess.run(
        [sys.executable, "-c", dedent(script)], capture_output=True, text=True, check=True
    )

    assert float(done.stdout) < 15


def test_a_fork_reads_and_writes_the_store_it_was_given(store: Store) -> None:
    kept(store, a_unit("A"))
    child = os.fork()
    if not child:
        try:
            kept(store, a_unit("from the child"))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    kept(store, a_unit("B"))

    with store.reading() as q:
        assert [unit.code for unit in q.units()] == ["A", "from the child", "B"]


def test_a_file_removed_under_an_open_store_is_told_and_does_not_come_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "data.sqlite"
    store = Store.open(file, create=True)
    kept(store, a_unit("A"))
    for each in tmp_path.iterdir():
        each.unlink()

    with pytest.raises(NoData):
        kept(store, a_unit("B"))
    assert list(tmp_path.iterdir()) == []


def test_an_open_store_goes_on_with_the_file_that_was_put_in_its_place(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data.sqlite", create=True)
    kept(store, a_unit("old"))
    other = Store.open(tmp_path / "other.sqlite", create=True)
    kept(other, a_unit("new"))
    other.close()
    for each in tmp_path.glob("data.sqlite-*"):
        each.unlink()
    (tmp_path / "other.sqlite").replace(tmp_path / "data.sqlite")

    with store.reading() as q:
        assert [unit.code for unit in q.units()] == ["new"]


def test_every_data_error_has_its_sentence() -> None:
    for kind in _children(DataError):
        for language in LANGUAGES:
            assert Words(language).say(kind.key, path="/data.sqlite", detail="x")


def _children(kind: type[DataError]) -> list[type[DataError]]:
    return [kind, *(each for child in kind.__subclasses__() for each in _children(child))]
