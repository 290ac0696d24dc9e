"""Memos: the same answer the second time, and never an old one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.store.builders import (
    BY,
    NOON,
    a_plan,
    a_unit,
    an_obligation,
    day,
    kept,
    statements_of,
)
from toolkit.domain.obligation import State
from toolkit.store import Reading, Store

TODAY = day("2018-03-01")
QUESTIONS: list[Callable[[Reading], object]] = [
    lambda q: q.totals(TODAY),
    lambda q: q.task_tallies(TODAY),
    lambda q: q.late(TODAY, limit=3),
    lambda q: q.indicators(),
]
ask = pytest.mark.parametrize(
    "ask", QUESTIONS, ids=["totals", "task_tallies", "late", "indicators"]
)


@pytest.fixture
def filled(store: Store) -> Store:
    kept(store, a_plan(tasks=("1.1",)), a_unit("A", bloc="1"), a_unit("B"))
    kept(
        store,
        an_obligation("A", due=day("2018-02-01")),
        an_obligation("B", due=day("2018-02-02"), extended_to=day("2018-02-20")),
    )
    return store


def _asked(store: Store, ask: Callable[[Reading], object], **how: Any) -> object:
    with store.reading(**how) as q:
        return ask(q)


@ask
def test_the_second_reader_gets_the_same_answer_without_counting(
    filled: Store, ask: Callable[[Reading], object]
) -> None:
    first = _asked(filled, ask)
    with statements_of(filled) as statements:
        second = _asked(filled, ask)

    assert second == first
    assert not [one for one in statements if "FROM obligation" in one]


@ask
def test_a_memo_is_never_read_after_a_change(
    filled: Store, ask: Callable[[Reading], object]
) -> None:
    for step, state in enumerate([State.SENT, State.RETURNED, State.ACCEPTED], start=1):
        _asked(filled, ask)
        _change(filled, state, step)

        assert _asked(filled, ask) == _without_memos(filled, ask)


@ask
def test_a_memo_of_one_day_says_nothing_of_another(
    filled: Store, ask: Callable[[Reading], object]
) -> None:
    _change(filled, State.SENT, 1)
    days = [None, NOON.date() - timedelta(days=1), NOON.date(), NOON.date() + timedelta(days=1)]
    answers = [_asked(filled, ask, as_known_on=known) for known in days]

    assert answers == [_without_memos(filled, ask, as_known_on=known) for known in days]


def test_what_is_not_yet_committed_is_counted_and_no_memo_is_made_of_it(filled: Store) -> None:
    before = _asked(filled, QUESTIONS[0])
    with filled.writing(by=BY, at=NOON) as tx:
        late_units = []
        for each in tx.all_obligations():
            tx.save(replace(each, state=State.SENT))
            late_units.append(tx.totals(TODAY).late_units)

    assert late_units == [1, 0]
    assert _asked(filled, QUESTIONS[0]) == before


def test_memos_of_older_data_are_cleared_away(filled: Store) -> None:
    for step in range(3):
        _change(filled, State.SENT, step)
        _asked(filled, QUESTIONS[0])

    with filled.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM memo")).scalar() == 1


def test_who_cannot_write_a_memo_still_gets_the_answer(filled: Store) -> None:
    with filled.writing(by=BY, at=NOON):
        assert _asked(filled, QUESTIONS[0]) == _without_memos(filled, QUESTIONS[0])


def _change(store: Store, state: State, days: int) -> None:
    with store.reading() as q:
        first = q.all_obligations()[0]
    kept(store, replace(first, state=state, sent_on=TODAY), when=NOON + timedelta(days=days))


def _without_memos(store: Store, ask: Callable[[Reading], object], **how: Any) -> object:
    with store.reading(**how) as q:
        q.memos = None
        return ask(q)
