"""Nobody can tell how anybody voted: every table, the files' bytes, the logs and the errors.

Two councils whose counts agree must leave the same data behind, whoever voted first and whoever
voted how: then nothing that is kept can tell them apart, and there is nothing to recover."""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from itertools import permutations
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from tests.store.builders import BY, NOON, kept
from tests.store.councils import a_ballot, a_dossier
from tests.store.test_ballots import cast, counted
from toolkit.domain.ballot import Ballot
from toolkit.store import Store
from toolkit.store.backup import backup, restore
from toolkit.store.balloting import forget_all

Vote = Collection[str] | None
VOTERS = ("binh", "ha", "lan", "minh")
VOTES: tuple[Vote, ...] = (("D", "E"), ("D",), None, ("E", "F"))


def councils() -> Iterator[tuple[tuple[str, Vote], ...]]:
    """Votes that add up to the same count: who says what, and who comes first, differ."""
    for said in permutations(VOTES):
        yield tuple(zip(VOTERS, said, strict=True))
    yield from permutations(zip(VOTERS, VOTES, strict=True))


@pytest.fixture
def opened(store: Store) -> Ballot:
    """An open ballot in data with something else in them."""
    kept(store, a_dossier(1))
    [ballot] = kept(store, a_ballot("D", "E", "F", voters=VOTERS))
    return ballot


def tables(store: Store) -> dict[str, list[Any]]:
    """Every row of every table, in the order in which the database hands them out."""
    with store.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return {
            name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))]
            for name in names
        }


def test_no_table_tells_how_anybody_voted(store: Store, opened: Ballot) -> None:
    def forgotten() -> None:
        with store.engine.begin() as connection:
            forget_all(connection)

    left = []
    for votes in list(councils())[:: 1 if store.engine.dialect.name == "sqlite" else 5]:
        forgotten()
        for login, said in votes:
            cast(store, opened, login, said)
        left.append(tables(store))

    assert all(each == left[0] for each in left)
    assert set(left[0]["ballot_tally"]) == {
        *((opened.id, what, 2) for what in "DE"),
        *((opened.id, what, votes) for what, votes in {"F": 1, "valid": 3, "invalid": 1}.items()),
    }


def test_voting_changes_no_other_table(store: Store, opened: Ballot) -> None:
    def others() -> dict[str, list[Any]]:
        return {
            name: rows
            for name, rows in tables(store).items()
            if name not in ("ballot_voter", "ballot_tally")
        }

    before = others()
    with store.reading() as q:
        version, history = q.data_version(), q.history("ballot", opened.id)
    cast(store, opened, "lan", ("D",))

    assert others() == before
    with store.reading() as q:
        assert (q.data_version(), q.history("ballot", opened.id)) == (version, history)


def test_the_secret_tables_have_no_time_no_number_and_no_line_that_holds_both(
    store: Store,
) -> None:
    with store.engine.connect() as connection:
        look = inspect(connection)
        found = {
            name: [column["name"] for column in look.get_columns(name)]
            for name in look.get_table_names()
            if "ballot" in name and name != "ballot"
        }

    assert found == {
        "ballot_voter": ["ballot", "login"],
        "ballot_tally": ["ballot", "what", "votes"],
    }


@contextmanager
def copied(base: Path, place: Path) -> Iterator[Store]:
    copy(base, place)
    with closing(Store.open(place)) as store:
        yield store


@pytest.fixture
def base(sqlite_url: str, tmp_path: Path) -> tuple[Path, Ballot]:
    """A data file with an open ballot, closed."""
    with closing(Store.open(tmp_path / "base.db", create=True)) as store:
        kept(store, a_dossier(1))
        [ballot] = kept(store, a_ballot("D", "E", "F", voters=VOTERS))
    assert sqlite_url
    return tmp_path / "base.db", ballot


def test_the_data_file_is_the_same_to_the_byte_whoever_voted_how_and_when(
    base: tuple[Path, Ballot], tmp_path: Path
) -> None:
    file, ballot = base
    voted, done = set(), set()
    for number, votes in enumerate(councils()):
        place = tmp_path / f"{number}.db"
        with copied(file, place) as store:
            for login, said in votes:
                cast(store, ballot, login, said)
            voted.add(place.read_bytes())
            counted(store, ballot)
        done.add(place.read_bytes())
        place.unlink()

    assert (len(voted), len(done)) == (1, 1)


def test_after_each_vote_the_log_beside_the_file_is_empty(
    base: tuple[Path, Ballot], tmp_path: Path
) -> None:
    file, ballot = base
    with copied(file, tmp_path / "x.db") as store:
        for login, said in zip(VOTERS, VOTES, strict=True):
            kept(store, a_dossier(2 + VOTERS.index(login)))
            assert (tmp_path / "x.db-wal").stat().st_size > 0
            cast(store, ballot, login, said)
            assert (tmp_path / "x.db-wal").stat().st_size == 0


def test_a_log_that_somebody_still_reads_is_emptied_with_the_next_vote(
    base: tuple[Path, Ballot], tmp_path: Path
) -> None:
    file, ballot = base
    copy(file, tmp_path / "x.db")
    with closing(Store.open(tmp_path / "x.db", patience=0.1)) as store:
        with store.reading() as q:
            assert q.voted(ballot.id) == frozenset()
            cast(store, ballot, "ha", ("D",))
            assert q.voted(ballot.id) == frozenset()
        cast(store, ballot, "lan", ("E",))

        assert (tmp_path / "x.db-wal").stat().st_size == 0
        assert counted(store, ballot).agreed == {"D": 1, "E": 1, "F": 0}


def test_what_was_deleted_is_not_left_in_the_file(
    base: tuple[Path, Ballot], tmp_path: Path
) -> None:
    """A row of the table of voters lies in the file as the ballot's id with the login behind it."""
    file, ballot = base
    row = f"{ballot.id}lan".encode()
    place = tmp_path / "x.db"
    with copied(file, place) as store:
        assert row not in place.read_bytes()
        cast(store, ballot, "lan", ("D",))
        assert place.read_bytes().count(row) == 1
        cast(store, ballot, "ha", ("D",))
        assert place.read_bytes().count(row) == 1
        counted(store, ballot)
        assert row not in place.read_bytes()


def test_no_copy_of_the_data_holds_open_votes(base: tuple[Path, Ballot], tmp_path: Path) -> None:
    file, ballot = base
    rows = (f"{ballot.id}lan".encode(), f"{ballot.id}valid".encode())
    with copied(file, tmp_path / "x.db") as store:
        backup(store, tmp_path / "before.sqlite")
        cast(store, ballot, "lan", ("D",))
        backup(store, tmp_path / "b.sqlite")
        aside = restore(tmp_path / "before.sqlite", tmp_path / "x.db", replace=True)

    assert aside
    for each in (tmp_path / "x.db", tmp_path / "b.sqlite", aside):
        assert not any(row in each.read_bytes() for row in rows)


def test_an_error_in_voting_does_not_tell_the_vote(store: Store, opened: Ballot) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE ballot_tally RENAME COLUMN votes TO other"))

    with pytest.raises(SQLAlchemyError) as told:
        cast(store, opened, "lan", ("D",))

    assert "lan" not in str(told.value)


def test_the_votes_of_a_counted_ballot_are_in_its_record_alone(
    store: Store, opened: Ballot
) -> None:
    for login, said in zip(VOTERS, VOTES, strict=True):
        cast(store, opened, login, said)
    done = counted(store, opened)

    found = tables(store)
    assert (found["ballot_voter"], found["ballot_tally"]) == ([], [])
    assert done.voted == VOTERS
    with store.reading() as q:
        changes = q.history("ballot", opened.id)
    assert [(change.by, change.action) for change in changes] == [(BY, "count"), (BY, "save")]
    assert [change.record.voted for change in changes] == [VOTERS, ()]
    assert changes[0].at > NOON


@pytest.mark.postgresql
def test_postgresql_keeps_no_dead_rows_and_no_file_of_before(postgresql_url: str) -> None:
    with closing(Store.open(postgresql_url, create=True)) as store:
        [ballot] = kept(store, a_ballot("D", "E", "F", voters=VOTERS))
        files = []
        for login, said in reversed(list(zip(VOTERS, VOTES, strict=True))):
            cast(store, ballot, login, said)
            files.append(_file_of(store, "ballot_tally"))
            for table, key in {"ballot_voter": "login", "ballot_tally": "what"}.items():
                rows = _physical(store, table, key)
                assert [place for _, place, _ in rows] == [f"(0,{n + 1})" for n in range(len(rows))]
                assert [each for each, _, _ in rows] == sorted(each for each, _, _ in rows)
                assert len({transaction for *_, transaction in rows}) == 1

        assert len({*files}) == len(files)
        assert not any(_size(store, each) for each in files[:-1])


@pytest.mark.postgresql
def test_postgresql_s_log_and_statistics_know_no_votes(postgresql_url: str) -> None:
    with closing(Store.open(postgresql_url, create=True)) as store:
        [ballot] = kept(store, a_ballot("D", voters=VOTERS))
        kept(store, a_dossier(note="ghi-vao-nhat-ky"))
        cast(store, ballot, "khong-ghi-vao-nhat-ky", ("D",))
        log = _log(store)

        assert log.count(b"ghi-vao-nhat-ky") > 0
        assert log.count(b"khong-ghi-vao-nhat-ky") == 0
        assert _options(store) == {("u", "{autovacuum_enabled=false}")}


def _ask(store: Store, question: str, **values: Any) -> list[Any]:
    with store.engine.connect() as connection:
        found = connection.execute(text(question), values)
        return list(found) if found.returns_rows else []


def _physical(store: Store, table: str, key: str) -> list[Any]:
    """Rows as they lie in the file: key, place, the transaction that wrote them."""
    return [
        tuple(row)
        for row in _ask(store, f"SELECT {key}, ctid::text, xmin::text FROM {table} ORDER BY ctid")
    ]


def _file_of(store: Store, table: str) -> str:
    return str(_ask(store, "SELECT pg_relation_filepath(:name)", name=table)[0][0])


def _size(store: Store, file: str) -> int:
    """How many bytes are left of a file of the server."""
    [[size]] = _ask(store, "SELECT coalesce((pg_stat_file(:file, true)).size, 0)", file=file)
    return int(size)


def _log(store: Store) -> bytes:
    """All that the server's log of changes still holds."""
    _ask(store, "CHECKPOINT")
    read = "SELECT pg_read_binary_file('pg_wal/' || name) FROM pg_ls_waldir()"
    return b"".join(data for [data] in _ask(store, read))


def _options(store: Store) -> set[tuple[str, str]]:
    found = _ask(
        store,
        "SELECT relpersistence, reloptions::text FROM pg_class"
        " WHERE relname IN ('ballot_voter', 'ballot_tally')",
    )
    return {tuple(row) for row in found}
