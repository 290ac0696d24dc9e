"""Activities in the store: found by whom they concern, and what became of replications."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.exemplars import a_nurturing, a_replication, an_exemplar
from tests.store.builders import NOON, kept
from toolkit.domain.activity import ActivityKind, FollowUp
from toolkit.store import ActivityFilter, Store

TODAY = date(2018, 6, 1)


def test_activities_are_found_by_exemplar_and_by_every_unit_they_concern(store: Store) -> None:
    [nurtured, copied] = kept(store, a_nurturing(), a_replication("B2", on=date(2017, 6, 1)))
    moved = replace(copied, exemplars=("E2",))
    [moved] = kept(store, moved, when=NOON + timedelta(days=1))

    def found(**asked: Any) -> list[str]:
        with store.reading() as q:
            page = q.activities(ActivityFilter(**asked))
        assert page.total == len(page.rows)
        return [each.id for each in page.rows]

    assert found() == [moved.id, nurtured.id]
    assert found(exemplar="E1") == [nurtured.id]
    assert found(exemplar="E2") == found(codes=frozenset({"B2"})) == [moved.id]
    assert found(kinds=(ActivityKind.NURTURING,)) == [nurtured.id]
    assert found(since=date(2017, 6, 1)) == [moved.id]
    assert found(text="boi duong") == [nurtured.id]
    with store.reading(as_known_on=NOON.date()) as q:
        assert [each.id for each in q.activities_of("E1")] == [copied.id, nurtured.id]


def test_replications_tell_the_last_answer(store: Store) -> None:
    [model] = kept(store, an_exemplar())
    [copied] = kept(store, a_replication("B2", exemplars=(model.id,)))
    asked = FollowUp(activity=copied.id, exemplar=model.id, unit="B2", months=6, due=TODAY)
    kept(store, replace(asked, alive=True, answered_on=TODAY), replace(asked, months=12))

    with store.reading() as q:
        [row] = q.replications(codes={"B2"})
        assert q.replications(codes={"C3"}) == ()
        assert [each.months for each in q.follow_ups(open_only=True)] == [12]

    assert (row.code, row.origin, row.taker, row.alive) == ("A1-2017-001", "A1", "B2", True)
