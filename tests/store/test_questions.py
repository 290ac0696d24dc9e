"""The questions that pages ask: order, filters, search, news; always the same few statements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.store.builders import (
    BY,
    NOON,
    a_plan,
    a_unit,
    an_obligation,
    at,
    day,
    kept,
    statements_of,
)
from toolkit.domain.obligation import State, Status
from toolkit.domain.report import Report
from toolkit.domain.user import Role, User
from toolkit.errors import NoPlan, NoPlanThen
from toolkit.store import Reading, Store

TODAY = day("2018-03-01")


def test_of_a_day_before_the_plan_was_recorded_that_is_told(store: Store) -> None:
    kept(store, a_plan(tasks=("1.1",)))

    before = NOON.date() - timedelta(days=1)
    with store.reading(as_known_on=before) as q, pytest.raises(NoPlanThen) as told:
        q.plan()
    assert told.value.values == {"on": before}


def test_there_is_no_plan_before_one_is_put_in_use(store: Store) -> None:
    with store.reading() as q:
        assert q.plan_version() is None
        with pytest.raises(NoPlan):
            q.plan()


def test_units_come_in_the_plans_order_of_kinds_then_as_taken_in(store: Store) -> None:
    kept(store, a_unit("S2", kind="so"), a_unit("V", kind="vu"), a_unit("S1", kind="so"))
    kept(store, a_unit("X", kind="unknown"), a_plan(kinds=("vu", "so")))

    with store.reading() as q:
        assert [unit.code for unit in q.units()] == ["V", "S2", "S1", "X"]


def test_units_valid_on_a_day_exist_on_that_day(store: Store) -> None:
    kept(
        store,
        a_unit("old", valid_to=day("2018-01-01")),
        a_unit("now", valid_from=day("2018-01-01")),
    )

    with store.reading() as q:
        assert [unit.code for unit in q.units(valid_on=day("2017-12-31"))] == ["old"]
        assert [unit.code for unit in q.units(valid_on=day("2018-01-01"))] == ["now"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["TCMT", "CĐĐ", "A%B"]),
        ("moi truong", ["TCMT"]),
        ("MÔI  TRƯỜNG cục", ["TCMT"]),
        ("tcmt", ["TCMT"]),
        ("đất", ["CĐĐ"]),
        ("dat dai cdd", ["CĐĐ"]),
        ("%", ["A%B"]),
        ("_", []),
        ("đất môi", []),
    ],
)
def test_search_finds_every_word_without_tone_marks(
    store: Store, search: str, found: list[str]
) -> None:
    kept(
        store,
        a_unit("TCMT", "Tổng cục Môi trường"),
        a_unit("CĐĐ", "Cục Đất đai"),
        a_unit("A%B", "Đơn vị lạ"),
    )
    kept(store, *(an_obligation(code) for code in ("TCMT", "CĐĐ", "A%B")))

    with store.reading() as q:
        page = q.matrix(TODAY, search=search)

    assert [row.unit.code for row in page.rows] == found
    assert page.total == len(found)


def test_matrix_filters_pages_and_counts_all(store: Store) -> None:
    kept(store, a_plan(kinds=("vu", "so"), phases=("1", "2")))
    units = [a_unit(f"U{n}", kind="so" if n % 2 else "vu", bloc=str(n % 3)) for n in range(12)]
    kept(store, *units)
    owed = [an_obligation(unit.code, due=day("2018-02-01")) for unit in units]
    owed[2:4] = [replace(each, state=State.SENT) for each in owed[2:4]]
    owed[5] = replace(owed[5], phase="2")
    kept(store, *owed)

    def codes(**asked: Any) -> tuple[list[str], int]:
        with store.reading() as q:
            page = q.matrix(TODAY, **asked)
        return [row.unit.code for row in page.rows], page.total

    assert codes(offset=4, limit=4) == (["U8", "U10", "U1", "U3"], 12)
    assert codes(kind="so", bloc="1") == (["U1", "U7"], 2)
    assert codes(kind="so", only_late=True) == (["U1", "U5", "U7", "U9", "U11"], 5)
    assert codes(kind="so", only_late=True, phase="1")[0] == ["U1", "U7", "U9", "U11"]
    assert codes(phase="2") == (["U5"], 1)
    assert codes(codes={"U4", "U3"}) == (["U4", "U3"], 2)
    assert codes(codes=set()) == ([], 0)


def test_a_successor_bears_what_its_predecessors_owe(store: Store) -> None:
    old = a_unit("TCMT", "Tổng cục", valid_to=day("2018-02-01"), successor="CMT")
    new = a_unit("CMT", "Cục Môi trường", valid_from=day("2018-02-01"))
    kept(store, old, new, a_unit("VP"))
    [owed, _] = kept(store, an_obligation("TCMT", due=day("2018-02-15")), an_obligation("VP"))

    with store.reading() as q:
        assert [(row.unit.code, row.cells["1.1"].status) for row in q.matrix(TODAY).rows] == [
            ("CMT", Status.OVERDUE),
            ("VP", Status.NOT_DUE),
        ]
        [late] = q.late(TODAY, limit=5)
        assert (late.unit, late.name, late.count, late.days) == ("CMT", "Cục Môi trường", 1, 14)
        row = q.obligation_row(owed.id, TODAY)
        assert row is not None
        assert (row.unit.code, row.status, row.days_late) == ("CMT", Status.OVERDUE, 14)
        assert q.obligation_row("nobody", TODAY) is None
        before = q.matrix(day("2018-01-31"))
        assert [row.unit.code for row in before.rows] == ["TCMT", "VP"]


def test_late_units_come_longest_first_then_the_most(store: Store) -> None:
    kept(store, *(a_unit(code) for code in "ABCD"))
    owed = [("A", "2018-02-10"), ("B", "2018-02-01"), ("C", "2018-02-01"), ("C", "2018-02-20")]
    owed += [("D", "2018-03-01")]
    kept(
        store,
        *(an_obligation(unit, task=str(n), due=day(due)) for n, (unit, due) in enumerate(owed)),
    )

    with store.reading() as q:
        late = q.late(TODAY, limit=2)
        mine = q.late(TODAY, limit=5, codes={"A", "D"})

    assert [(each.unit, each.count, each.days) for each in late] == [("C", 2, 28), ("B", 1, 28)]
    assert [each.unit for each in mine] == ["A"]


def test_due_and_waiting_are_paged_and_counted(store: Store) -> None:
    kept(store, a_plan(due_soon_days=14), a_unit("A", "Vụ A"), a_unit("B", "Sở Đất"))
    dues = ["2018-02-01", "2018-03-10", "2018-03-16", "2018-02-10", "2018-02-05", "2018-02-06"]
    states = [State.OPEN, State.OPEN, State.OPEN, State.RETURNED, State.SENT, State.SENT]
    sent = [None, None, None, None, "2018-02-03", "2018-02-02"]
    kept(
        store,
        *(
            an_obligation(
                "AB"[n % 2], task=str(n), due=day(dues[n]), state=states[n], sent_on=_maybe(sent[n])
            )
            for n in range(6)
        ),
    )

    with store.reading() as q:
        due, total = q.due(TODAY, codes=None, offset=0, limit=2)
        assert ([row.obligation.task for row in due], total) == (["0", "3"], 3)
        assert q.due(TODAY, codes={"B"}, offset=0, limit=0) == ((), 2)
        waiting, total = q.waiting(TODAY, codes=None, search="", offset=0, limit=9)
        assert ([row.obligation.task for row in waiting], total) == (["5", "4"], 2)
        waiting, total = q.waiting(TODAY, codes=None, search="dat", offset=0, limit=9)
        assert ([row.obligation.task for row in waiting], total) == (["5"], 1)


def _maybe(text: str | None) -> Any:
    return day(text) if text else None


def test_indicators_add_up_the_numbers_of_reports_that_stand(store: Store) -> None:
    kept(store, a_plan(tasks=("a", "b", "c")), a_unit("A"), a_unit("B"))
    states = [State.SENT, State.ACCEPTED, State.RETURNED, State.SENT]
    owed = kept(
        store,
        *(
            an_obligation("AB"[n % 2], task="b" if n == 3 else "a", period=str(n), state=state)
            for n, state in enumerate(states)
        ),
    )
    numbers: list[dict[str, float]] = [{"found": 3}, {"found": 1.5}, {"found": 100}, {"other": 7}]
    reports = kept(
        store,
        *(Report(obligation=o.id, numbers=n) for o, n in zip(owed, numbers, strict=True)),
    )
    kept(store, replace(reports[0], numbers={"found": 4}), when=NOON + timedelta(days=1))

    with store.reading() as q:
        assert q.indicators() == {"ind-a": 5.5, "ind-b": 0, "ind-c": 0}
        assert q.indicators(codes={"A"}) == {"ind-a": 4, "ind-b": 0, "ind-c": 0}
    with store.reading(as_known_on=NOON.date()) as q:
        assert q.indicators()["ind-a"] == 4.5


def test_news_are_changes_of_units_obligations_and_plan_newest_first(store: Store) -> None:
    [plan] = kept(store, a_plan(), when=at("2018-01-01 00:00"))
    [unit, _] = kept(store, a_unit("A"), a_unit("B"), when=at("2018-01-02 00:00"))
    [owed] = kept(store, an_obligation("A", period="2018"), when=at("2018-01-03 00:00"))
    with store.writing(by="lan", at=at("2018-01-04 00:00")) as tx:
        tx.save(Report(obligation=owed.id), action="send")
        owed = tx.save(replace(owed, state=State.SENT), action="send")
        tx.commit()
    with store.writing(by="ha", at=at("2018-01-05 00:00")) as tx:
        tx.save(replace(owed, state=State.RETURNED), action="return", reason="Thiếu số liệu")
        tx.commit()

    week = at("2018-01-01 00:00"), at("2018-01-08 00:00")
    with store.reading() as q:
        news = q.changes(*week, limit=9)
        assert [(row.kind, row.action, row.unit, row.task) for row in news] == [
            ("obligation", "return", "A", "1.1"),
            ("obligation", "send", "A", "1.1"),
            ("unit", "save", "B", ""),
            ("unit", "save", "A", ""),
            ("plan", "save", "", ""),
        ]
        assert (news[0].by, news[0].reason, news[0].id, news[0].period) == (
            "ha",
            "Thiếu số liệu",
            owed.id,
            "2018",
        )
        assert (news[-1].at, news[-1].id) == (week[0], plan.id)
        assert q.changes(*week, limit=2) == news[:2]
        assert q.change_counts(*week) == {"return": 1, "save": 3, "send": 1}
        assert [row.id for row in q.changes(*week, limit=9, codes={"A"})] == [
            owed.id,
            owed.id,
            unit.id,
        ]
        assert q.change_counts(*week, codes={"B"}) == {"save": 1}
        assert q.changes(week[1], week[1] + timedelta(days=9), limit=9) == ()


def test_names_of_users_by_login(store: Store) -> None:
    kept(
        store,
        User(login="lan", name="Lan", role=Role.UNIT),
        User(login="minh", name="Minh", role=Role.UNIT),
    )

    with store.reading() as q:
        assert q.user_names({"lan", "nobody", ""}) == {"lan": "Lan"}


QUESTIONS: dict[str, Callable[[Reading], object]] = {
    "units": lambda q: q.units(),
    "tallies": lambda q: q.tallies(TODAY),
    "tallies of some": lambda q: q.tallies(TODAY, codes={"U0", "U1"}),
    "totals": lambda q: q.totals(TODAY),
    "task_tallies": lambda q: q.task_tallies(TODAY),
    "late": lambda q: q.late(TODAY, limit=10),
    "matrix": lambda q: q.matrix(TODAY, kind="vu", search="u", only_late=True),
    "obligations": lambda q: q.obligations(TODAY, codes=None),
    "due": lambda q: q.due(TODAY, codes=None, offset=0, limit=20),
    "waiting": lambda q: q.waiting(TODAY, codes=None, search="u", offset=0, limit=20),
    "facts": lambda q: list(q.facts(TODAY)),
    "indicators": lambda q: q.indicators(),
    "changes": lambda q: q.changes(NOON - timedelta(days=7), NOON, limit=10),
    "change_counts": lambda q: q.change_counts(NOON - timedelta(days=7), NOON),
}


@pytest.mark.parametrize("as_known", [False, True], ids=["now", "as known"])
def test_questions_cost_the_same_statements_for_3_300_and_5000_units(
    store: Store, *, as_known: bool
) -> None:
    counts = []
    for first, last in ((0, 3), (3, 300), (300, 5000)):
        _take_in(store, first, last)
        counts.append({name: _statements(store, name, as_known=as_known) for name in QUESTIONS})

    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0].values()) <= 6


def _take_in(store: Store, first: int, last: int) -> None:
    with store.writing(by=BY, at=NOON - timedelta(days=2)) as tx:
        if not first:
            tx.save(a_plan())
        old: dict[str, Any] = {"valid_to": day("2018-01-01"), "successor": "U1"}
        tx.save_many([a_unit(f"U{n}", **({} if n % 9 else old)) for n in range(first, last)])
        states = [State.OPEN, State.SENT, State.RETURNED]
        tx.save_many(
            [
                an_obligation(f"U{n}", due=day("2018-02-01"), state=states[n % 3])
                for n in range(first, last)
            ]
        )
        tx.commit()


def _statements(store: Store, question: str, *, as_known: bool) -> int:
    with (
        store.reading(as_known_on=TODAY if as_known else None) as q,
        statements_of(store) as statements,
    ):
        QUESTIONS[question](q)
    return len(statements)
