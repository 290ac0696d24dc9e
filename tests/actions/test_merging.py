"""Merging, whatever was done before: no activity, follow-up or code is lost; codes stay unique."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.actions.test_exemplars import put
from tests.actions.test_lifeline import MODEL, now, record, registered
from tests.builders import a_user
from tests.desks import PLAN, UNITS, DeskFor, at
from toolkit.actions import lifeline
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.units import import_units
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.store import ActivityFilter, Store

TODAY = date(2017, 6, 1)
HUNG = some.lists(some.sets(some.integers(0, 2), min_size=1), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all examples; each makes exemplars of its own."""
    place: Path = tmp_path_factory.mktemp("merging") / "a.sqlite"
    store = Store.open(place, create=True)
    founder = Desk(store, a_user(Role.MINISTRY), lambda: at(date(2017, 1, 2)))
    use_plan(founder, text=PLAN, name="doc.toml")
    import_units(founder, data=UNITS.encode(), name="truong.csv")
    yield Desk(store, a_user(Role.MINISTRY), lambda: at(TODAY))
    store.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hung=HUNG, pair=some.permutations([0, 1, 2]), copied=some.booleans())
def test_merging_loses_no_activity(
    desk: Desk, hung: list[set[int]], pair: list[int], *, copied: bool
) -> None:
    ones = [registered(desk, **MODEL) for _ in range(3)]
    done = [record(desk, "nurturing", *(ones[n] for n in each), means="task") for each in hung]
    gone, into = ones[pair[0]], ones[pair[1]]
    if copied and any(pair[0] in each for each in hung):
        done.append(record(desk, "replication", now(desk, gone), taker="T9"))
    before = {each.id: set(each.exemplars) for each in done}

    together = lifeline.merge(
        desk,
        exemplar=gone.id,
        version=now(desk, gone).version,
        into=into.id,
        into_version=now(desk, into).version,
    )

    assert gone.code in together.other_codes
    with desk.store.reading() as q:
        asked = q.activities(ActivityFilter(), limit=10_000).rows
        after = {each.id: set(each.exemplars) for each in asked if each.id in before}
        found = {each.id for each in q.activities_of(into.id)}
        assert q.follow_ups_of(gone.id) == ()
    expected = {
        done_id: {into.id if each == gone.id else each for each in ids}
        for done_id, ids in before.items()
    }
    assert after == expected
    assert found == {done_id for done_id, ids in expected.items() if into.id in ids}


def test_codes_are_unique_though_many_find_at_once(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    codes: list[str] = []
    together = threading.Barrier(8)

    def find(name: str) -> None:
        together.wait(timeout=30)
        codes.append(put(desk, name=name).code)

    threads = [threading.Thread(target=find, args=(f"An {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(codes) == [f"T2-2017-{n:03d}" for n in range(1, 9)]


def test_what_differs_in_kind_or_waits_is_not_merged(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one, model = put(desk), put(desk, **MODEL)
    with pytest.raises(Refused) as refused:
        lifeline.merge(desk, exemplar=one.id, version=1, into=model.id, into_version=1)
    assert [each.key for each in refused.value.blockers] == ["blocker.merge_kinds"]
    with pytest.raises(Refused) as refused:
        lifeline.merge(desk, exemplar=one.id, version=1, into=one.id, into_version=1)
    assert [each.key for each in refused.value.blockers] == ["blocker.merge_itself"]
