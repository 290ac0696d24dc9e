"""The books of files: what was received and exported, and what words of others were taken for."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.builders import BY, NOON, a_unit, an_obligation, day, kept
from toolkit.domain.ledger import Exported, Match, Received, Verdict
from toolkit.domain.report import Report
from toolkit.errors import NotFound, Problem
from toolkit.store import Store, schema
from toolkit.store.backup import backup, check, restore
from toolkit.words import LANGUAGES, Words

DATA = b"PK\x03\x04 a workbook"


def a_line(name: str = "a.xlsx", **others: object) -> Received:
    values = {"verdict": Verdict.ACCEPTED, "unit": "A", "period": "2018", **others}
    return Received(name=name, digest=sha256(DATA).hexdigest(), size=len(DATA), **values)  # type: ignore[arg-type]  # mypy can't check a spread


def received(store: Store, *lines: Received, when: int = 0, by: str = BY) -> list[Received]:
    with store.writing(by=by, at=NOON + timedelta(days=when)) as tx:
        written = [tx.receive(line, DATA) for line in lines]
        tx.commit()
    return written


def test_a_file_received_is_told_as_it_was_and_kept_to_the_byte(store: Store) -> None:
    told = Problem("x.y", 7, "Tên", "B7", {"sheet": "Điển hình", "on": day("2018-02-01"), "n": 3})

    [line] = received(store, a_line(counts={"new": 2}, problems=(told,), notes=(told, told)))

    assert (line.at, line.by, line.kept) == (NOON, BY, True)
    with store.reading() as q:
        page = q.received()
        assert (page.rows, page.total) == ((line,), 1)
        assert page.rows[0].problems == (told,)
        assert q.received_line(line.id) == line
        assert q.received_file(line.digest) == DATA
    assert check(store) == ()


def test_a_line_may_tell_of_a_file_too_big_to_keep(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        line = tx.receive(a_line(verdict=Verdict.REFUSED))
        tx.commit()

    assert not line.kept
    assert check(store) == ()
    with store.reading() as q, pytest.raises(NotFound):
        q.received_file(line.digest)


def test_the_ledger_is_paged_newest_first_and_filtered(store: Store) -> None:
    first, second = received(store, a_line("1"), a_line("2", unit="B"))
    [third] = received(store, a_line("3", verdict=Verdict.REFUSED), when=1)
    [fourth] = received(store, a_line("4", unit="", verdict=Verdict.UNKNOWN_UNIT), by="lan")

    with store.reading() as q:
        assert q.received().rows == (fourth, third, second, first)
        assert q.received(offset=1, limit=2).rows == (third, second)
        assert q.received(limit=0).rows == ()
        assert q.received(limit=0).total == 4
        assert q.received(unit="A").rows == (third, first)
        assert q.received(verdict="refused").rows == (third,)
        assert q.received(codes={"B"}).rows == (second,)
        assert q.received(codes={"B"}, by="lan").rows == (fourth, second)
        assert q.received(codes=()).total == 0
        assert q.received(digest="0" * 64).total == 0


def test_an_accepted_file_is_superseded_once_a_later_one_replaces_it(store: Store) -> None:
    [first] = received(store, a_line("1"))
    [second] = received(store, a_line("2", replaces=first.id), when=2)

    with store.reading() as q:
        superseded = replace(first, replaced_by=second.id)
        assert superseded.standing is Verdict.SUPERSEDED
        assert q.received(verdict="superseded").rows == (superseded,)
        assert q.received(verdict="accepted").rows == (second,)
        assert q.last_accepted("A", "2018") == second
        assert q.last_accepted("A", "2019") is None
    with store.reading(as_known_on=(NOON + timedelta(days=1)).date()) as q:
        assert q.received().rows == (first,)
        assert q.last_accepted("A", "2018") == first
    assert check(store) == ()


def test_writing_in_the_books_leaves_remembered_counts_as_they_are(store: Store) -> None:
    with store.reading() as q:
        before = q.data_version()
    received(store, a_line())
    with store.reading() as q:
        assert q.data_version() == before


def test_what_was_exported_is_found_by_file_figures_kind_or_unit(store: Store) -> None:
    line = Exported(
        kind="summary-1",
        name="s.xlsx",
        digest="a" * 64,
        mark="m1",
        known_on=day("2018-12-31"),
        plan_version=2,
    )
    with store.writing(by=BY, at=NOON) as tx:
        summary = tx.exported(line)
        workbook = tx.exported(replace(line, kind="workbook", digest="b" * 64, mark="", unit="A"))
        tx.commit()

    assert (summary.at, summary.by) == (NOON, BY)
    with store.reading() as q:
        assert q.exports() == (workbook, summary)
        assert q.exports(digest="a" * 64) == (summary,)
        assert q.exports(mark="m1") == (summary,)
        assert q.exports(kind="workbook") == (workbook,)
        assert q.exports(unit="A") == (workbook,)
        assert q.exports(limit=1) == (workbook,)
        assert q.exports(mark="m2") == ()


def test_what_was_said_last_of_a_word_counts_and_saying_it_again_writes_nothing(
    store: Store,
) -> None:
    def say(meant: str, **others: str) -> None:
        match = Match(
            **{"kind": "persons", "what": "column", "told": "ho va ten", "meant": meant, **others}
        )
        with store.writing(by=BY, at=NOON) as tx:
            tx.remember(match)
            tx.commit()

    for meant in ("post", "name", "name"):
        say(meant)
    say("A", what="unit", told="vu a")
    say("code", kind="models")

    with store.reading() as q:
        assert q.matches("persons") == {("column", "ho va ten"): "name", ("unit", "vu a"): "A"}
        assert q.matches("models") == {("column", "ho va ten"): "code"}
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM matched")).scalar() == 4


def test_books_are_backed_up_and_restored(
    store: Store, tmp_path: Path, postgresql_url: str
) -> None:
    lines = received(store, a_line("1"), a_line("2", problems=(Problem("x.y"),)))
    with store.writing(by=BY, at=NOON) as tx:
        tx.exported(Exported(kind="workbook", name="x", digest="c" * 64, known_on=NOON.date()))
        tx.remember(Match(kind="persons", what="column", told="ten", meant="name"))
        tx.commit()
    backup(store, tmp_path / "b")

    for place in (tmp_path / "new.sqlite", postgresql_url):
        restore(tmp_path / "b", place, replace=True)
        restored = Store.open(place)
        received(restored, a_line("3"), when=3)
        with restored.reading() as q, store.reading() as old:
            assert q.received().rows[1:] == tuple(reversed(lines))
            assert q.exports() == old.exports()
            assert q.matches("persons") == {("column", "ten"): "name"}
        assert check(restored) == ()


def test_rewinding_demo_data_takes_the_books_back_too(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        tx.put_setting("demo", "1")
        tx.commit()
    [first] = received(store, a_line("1"))
    received(store, a_line("2"), when=2)

    store.rewind(NOON + timedelta(days=1))

    with store.reading() as q:
        assert q.received().rows == (first,)


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        ("DELETE FROM file", "check.received_not_kept"),
        ("UPDATE received SET replaces = 'nothing'", "check.received_replaces"),
    ],
)
def test_books_that_do_not_agree_are_told(store: Store, damage: str, key: str) -> None:
    received(store, a_line())
    with store.engine.begin() as connection:
        connection.execute(text(damage))

    problems = check(store)

    assert [problem.key for problem in problems] == [key]
    for language in LANGUAGES:
        assert all(Words(language).problems(problems))


def test_past_versions_of_many_records_are_read_at_once(store: Store) -> None:
    first, other = kept(store, a_unit("A", "1"), a_unit("B"))
    [second] = kept(store, replace(first, name="2"), when=NOON + timedelta(days=1))
    kept(store, replace(second, name="3"), when=NOON + timedelta(days=2))

    with store.reading() as q:
        found = q.versions("unit", {(first.id, 2), (other.id, 1), ("nothing", 1)})
        assert found == {first.id: second, other.id: other}
        assert q.versions("unit", {(other.id, 2)}) == {}
        assert q.versions("unit", ()) == {}


def test_past_reports_are_read_by_their_obligation_and_version(store: Store) -> None:
    kept(store, a_unit("A"))
    [owed] = kept(store, an_obligation("A"))
    [first] = kept(store, Report(obligation=owed.id, text="1"))
    [second] = kept(store, replace(first, text="2"), when=NOON + timedelta(days=1))

    with store.reading() as q:
        assert q.report_versions({(owed.id, 1)}) == {owed.id: first}
        assert q.report_versions({(owed.id, 2), ("nothing", 1)}) == {owed.id: second}
        assert q.report_versions({(owed.id, 3)}) == {}
        assert q.report_versions(()) == {}


def test_data_of_the_release_before_are_given_the_books_and_keep_everything(
    store: Store, database_url: str
) -> None:
    [unit] = kept(store, a_unit("A"))
    with store.engine.begin() as connection:
        for book in (*schema.REVIEWS, *schema.SECRET, *schema.BOOKS):
            book.drop(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))

    newer = Store.open(database_url)

    [line] = received(newer, a_line())
    with newer.reading() as q:
        assert (q.units(), q.received().rows) == ((unit,), (line,))
    assert check(newer) == ()
