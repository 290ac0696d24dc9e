"""What SQL counts over many obligations is what the rules say of each one of them."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.builders import BY, a_plan, a_unit
from toolkit.domain.obligation import Obligation, State, Status
from toolkit.domain.unit import Unit
from toolkit.rules.status import days_late, is_missing, status
from toolkit.rules.succession import bearers
from toolkit.rules.timeliness import Tally, outcome, tally
from toolkit.store import Reading, Store
from toolkit.store.matrix import PRESSING

START = date(2017, 1, 1)
SOON = 14
CODES = "ABCDE"
DAYS = st.integers(0, 60).map(lambda days: START + timedelta(days=days))
MAYBE = st.none() | DAYS

UNITS = st.builds(
    a_unit,
    code=st.just(""),
    kind=st.sampled_from(["vu", "so", "cu"]),
    bloc=st.sampled_from(["", "1"]),
    valid_to=MAYBE,
    successor=st.sampled_from(["", *CODES, "nobody"]),
)
OBLIGATIONS = st.builds(
    Obligation,
    unit=st.sampled_from(CODES),
    task=st.sampled_from(["a", "b"]),
    phase=st.sampled_from(["1", "2"]),
    period=st.just(""),
    due=DAYS,
    extended_to=MAYBE,
    state=st.sampled_from(State),
    first_sent_on=MAYBE,
    sent_on=DAYS,
)
LATER = st.tuples(st.integers(0, 20), OBLIGATIONS, st.integers(0, 60))


class Life(NamedTuple):
    """Units, their obligations, and later versions of these: (which, as what, days later)."""

    units: list[Unit]
    owed: list[Obligation]
    later: list[tuple[int, Obligation, int]]


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    life=st.builds(
        Life,
        units=st.lists(UNITS, min_size=len(CODES), max_size=len(CODES)),
        owed=st.lists(OBLIGATIONS, max_size=20),
        later=st.lists(LATER, max_size=10),
    ),
    today=DAYS,
    known_on=MAYBE,
)
def test_sql_and_rules_agree(store: Store, life: Life, today: date, known_on: date | None) -> None:
    with suppress(_Undo), store.one_transaction():
        _fill(store, life)
        with store.reading(as_known_on=known_on) as q:
            known = q.all_obligations()
            bearer = bearers(q.units(), today)
            _assert_counts_agree(q, today, known, bearer)
            _assert_lists_agree(q, today, known, bearer)
            _assert_matrix_agrees(q, today, known, bearer)
        raise _Undo


class _Undo(Exception):
    pass


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def _fill(store: Store, life: Life) -> None:
    with store.writing(by=BY, at=_noon(START)) as tx:
        tx.save(a_plan(due_soon_days=SOON, kinds=("so", "vu"), phases=("1", "2")))
        named = zip(life.units, CODES, strict=True)
        tx.save_many([replace(unit, code=code) for unit, code in named])
        numbered = [replace(each, period=str(number)) for number, each in enumerate(life.owed)]
        saved = tx.save_many(numbered)
        tx.commit()
    for place, change, days in life.later:
        if place < len(saved):
            with store.writing(by=BY, at=_noon(START + timedelta(days=days))) as tx:
                changed = replace(change, **_same(saved[place]))
                saved[place] = tx.save(changed)
                tx.commit()


def _same(before: Obligation) -> dict[str, Any]:
    kept = ("unit", "task", "phase", "period", "id", "version")
    return {name: getattr(before, name) for name in kept}


def _assert_counts_agree(
    q: Reading, today: date, known: tuple[Obligation, ...], bearer: dict[str, str]
) -> None:
    groups: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
    for each in known:
        groups[bearer.get(each.unit, each.unit), each.phase].append(each)
    rows = q.tallies(today)
    assert {(row.unit, row.phase): row.tally for row in rows} == {
        key: tally(group, today) for key, group in groups.items()
    }
    for row in rows:
        statuses = [status(each, today, SOON) for each in groups[row.unit, row.phase]]
        told = {each: getattr(row, each.value) for each in Status}
        assert told == {each: statuses.count(each) for each in Status}
    tasks = {each.task for each in known}
    assert q.task_tallies(today) == {
        task: tally((each for each in known if each.task == task), today) for task in tasks
    }
    totals = q.totals(today)
    assert sum((group.tally for group in totals.groups), start=Tally()) == tally(known, today)
    assert sum(group.waived for group in totals.groups) == sum(row.waived for row in rows)
    assert totals.units == len({unit for unit, _ in groups})
    assert totals.late_units == len(q.late(today, limit=99))
    for codes in ({"A", "B"}, {"C"}, set()):
        assert q.tallies(today, codes=codes) == tuple(row for row in rows if row.unit in codes)


def _assert_lists_agree(
    q: Reading, today: date, known: tuple[Obligation, ...], bearer: dict[str, str]
) -> None:
    rows = q.obligations(today, codes=None)
    by_deadline = sorted(known, key=lambda each: (each.deadline, each.id))
    assert [row.obligation for row in rows] == by_deadline
    for row in rows:
        each = row.obligation
        assert row.unit.code == bearer[each.unit]
        assert row.status == status(each, today, SOON)
        assert row.days_late == days_late(each, today)
    wanted = (Status.RETURNED, Status.OVERDUE, Status.DUE_SOON)
    due = tuple(row for row in rows if row.status in wanted)
    assert q.due(today, codes=None, offset=1, limit=3) == (due[1:4], len(due))
    sent = sum(row.status is Status.SENT for row in rows)
    assert q.waiting(today, codes=None, search="", offset=0, limit=0) == ((), sent)
    late = defaultdict(list)
    for each in known:
        if is_missing(each, today):
            late[bearer[each.unit]].append(each.deadline)
    assert {(row.unit, row.count, row.oldest_deadline) for row in q.late(today, limit=99)} == {
        (unit, len(days), min(days)) for unit, days in late.items()
    }
    facts = {fact.obligation: fact for fact in q.facts(today)}
    assert {key: (fact.unit, fact.made_for, fact.outcome) for key, fact in facts.items()} == {
        each.id: (bearer[each.unit], each.unit, outcome(each, today)) for each in known
    }


def _assert_matrix_agrees(
    q: Reading, today: date, known: tuple[Obligation, ...], bearer: dict[str, str]
) -> None:
    cells: dict[str, dict[str, list[Obligation]]] = defaultdict(lambda: defaultdict(list))
    for each in known:
        cells[bearer[each.unit]][each.task].append(each)
    page = q.matrix(today, limit=99)
    order = {unit.code: place for place, unit in enumerate(q.units())}
    assert [row.unit.code for row in page.rows] == sorted(cells, key=order.__getitem__)
    assert page.total == len(cells)
    for row in page.rows:
        assert set(row.cells) == set(cells[row.unit.code])
        for task, cell in row.cells.items():
            group = cells[row.unit.code][task]
            statuses = [status(each, today, SOON) for each in group]
            assert cell.status == min(statuses, key=PRESSING.index)
            assert cell.count == len(group)
            assert cell.missing == sum(is_missing(each, today) for each in group)
            assert cell.deadline == min(
                each.deadline
                for each, status_ in zip(group, statuses, strict=True)
                if status_ is cell.status
            )
    late = {row.unit for row in q.late(today, limit=99)}
    only_late = q.matrix(today, only_late=True, limit=99)
    assert [row for row in page.rows if row.unit.code in late] == list(only_late.rows)


def test_no_status_is_left_out_of_the_order_of_pressing() -> None:
    assert sorted(PRESSING) == sorted(Status)
