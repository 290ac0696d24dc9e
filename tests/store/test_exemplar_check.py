"""Checking tells what is wrong with exemplars, each fault by its own sentence."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.exemplars import a_nurturing, a_person, a_replication, stepped
from tests.store.builders import a_unit, kept
from toolkit.domain.activity import FollowUp
from toolkit.domain.exemplar import Step
from toolkit.store import Store
from toolkit.store.backup import check
from toolkit.words import LANGUAGES, Words


@pytest.fixture
def whole(store: Store) -> Store:
    """An exemplar that was registered, nurtured and copied."""
    person = a_person()
    steps = stepped(person, Step.SELECTED, Step.REGISTERED, Step.NURTURED)
    kept(store, a_unit("A1"))
    [person] = kept(store, replace(person, **steps))
    kept(store, a_nurturing(exemplars=(person.id,)))
    [copied] = kept(store, a_replication(exemplars=(person.id,)))
    asked = FollowUp(
        activity=copied.id, exemplar=person.id, unit="B2", months=6, due=person.discovered_on
    )
    kept(store, asked)
    return store


def test_whole_exemplars_have_no_problem(whole: Store) -> None:
    assert check(whole) == ()


@pytest.mark.parametrize(
    ("damage", "keys"),
    [
        ("UPDATE exemplar SET unit = 'Z'", {"check.exemplar_unit"}),
        ("UPDATE exemplar SET registration = 'draft'", {"check.exemplar_state"}),
        ("UPDATE exemplar SET selected_on = NULL", {"check.exemplar_state"}),
        ("UPDATE exemplar SET nurtured_on = '2016-01-01'", {"check.exemplar_state"}),
        (
            "UPDATE exemplar SET merged_into = 'x', standing = 'merged'",
            {"check.exemplar_merged"},
        ),
        ("UPDATE exemplar SET standing = 'merged'", {"check.exemplar_state"}),
        ("DELETE FROM exemplar_word", {"check.exemplar_words"}),
        ("DELETE FROM activity_link", {"check.activity_links"}),
        ("DELETE FROM activity WHERE kind = 'replication'", {"check.follow_up_of_nothing"}),
    ],
)
def test_each_fault_is_told(whole: Store, damage: str, keys: set[str]) -> None:
    with whole.engine.begin() as connection:
        connection.execute(text(damage))

    problems = check(whole)

    assert {problem.key for problem in problems} == keys
    for language in LANGUAGES:
        assert all(Words(language).problems(problems))
