"""Checking tells every fault of the data, each by its own sentence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.store.builders import NOON, a_plan, a_unit, an_obligation, day, kept
from toolkit.domain.obligation import State
from toolkit.domain.report import Report
from toolkit.store import Store
from toolkit.store.backup import check
from toolkit.words import LANGUAGES, Words

ACCEPTED = {
    "state": State.ACCEPTED,
    "first_sent_on": day("2018-06-01"),
    "sent_on": day("2018-06-02"),
    "decided_on": day("2018-06-03"),
}


@pytest.fixture
def whole(store: Store) -> Store:
    """Data with nothing wrong in them, each record with three versions."""
    kept(store, a_plan(tasks=("1.1",)))
    [unit] = kept(store, a_unit("A"))
    [owed] = kept(store, an_obligation("A"))
    with store.writing(by="lan", at=NOON) as tx:
        digest = tx.keep_file(b"%PDF", "bc.pdf")
        tx.save(Report(obligation=owed.id, file_hash=digest, file_name="bc.pdf", file_size=4))
        tx.commit()
    for step in (1, 2):
        when = NOON + timedelta(days=step)
        [unit] = kept(store, replace(unit, name=f"A{step}"), when=when)
        [owed] = kept(store, replace(owed, **ACCEPTED, note=str(step)), when=when)  # type: ignore[arg-type]  # mypy can't check a spread
    return store


def test_whole_data_have_no_problem(whole: Store) -> None:
    assert check(whole) == ()


def test_an_empty_store_has_no_problem(store: Store) -> None:
    assert check(store) == ()


@pytest.mark.parametrize(
    ("damage", "keys"),
    [
        ("UPDATE unit SET recorded_to = 1 WHERE version = 1", {"check.versions"}),
        ("UPDATE unit SET recorded_from = recorded_from + 5 WHERE version = 2", {"check.versions"}),
        ("DELETE FROM unit WHERE version = 2", {"check.versions"}),
        ("DELETE FROM unit WHERE version = 1", {"check.versions"}),
        (
            "DELETE FROM unit WHERE version = 3",
            {"check.not_one_current", "check.versions", "check.unknown_unit"},
        ),
        ("UPDATE obligation SET sent_on = NULL WHERE version = 3", {"check.state"}),
        ("UPDATE obligation SET state = 'lost' WHERE version = 3", {"check.state"}),
        ("UPDATE obligation SET sent_on = '2018-05-01' WHERE version = 3", {"check.state"}),
        ("UPDATE obligation SET task = '9.9' WHERE version = 3", {"check.unknown_task"}),
        ("UPDATE obligation SET unit = 'Z' WHERE version = 3", {"check.unknown_unit"}),
        (
            "UPDATE report SET obligation = 'nothing'",
            {"check.no_report", "check.report_of_nothing"},
        ),
        ("UPDATE file SET size = 5", {"check.file_changed"}),
    ],
)
def test_each_fault_is_told(whole: Store, damage: str, keys: set[str]) -> None:
    with whole.engine.begin() as connection:
        connection.execute(text(damage))

    problems = check(whole)

    assert {problem.key for problem in problems} == keys
    for language in LANGUAGES:
        assert all(Words(language).problems(problems))
