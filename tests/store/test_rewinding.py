"""Demo data may be taken back in time; real data never."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.builders import BY, NOON, a_unit, kept
from toolkit.errors import NotADemo
from toolkit.store import Store
from toolkit.store.backup import check


def _demo(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        tx.put_setting("demo", "1")
        tx.commit()


def test_rewinding_makes_the_data_as_they_were(store: Store) -> None:
    _demo(store)
    [first] = kept(store, a_unit("A", "1"))
    [second] = kept(store, replace(first, name="2"), when=NOON + timedelta(days=1))
    kept(store, replace(second, name="3"), a_unit("B"), when=NOON + timedelta(days=2))
    with store.reading() as q:
        version = q.data_version()

    store.rewind(NOON + timedelta(days=1))

    assert check(store) == ()
    with store.reading() as q:
        assert q.units() == (second,)
        assert len(q.history("unit", first.id)) == 2
        assert q.data_version() != version
    [third] = kept(store, replace(second, name="again"), when=NOON + timedelta(days=2))
    with store.reading() as q:
        assert q.units() == (third,)


def test_real_data_are_never_taken_back(store: Store) -> None:
    [unit] = kept(store, a_unit("A"))

    with pytest.raises(NotADemo):
        store.rewind(NOON - timedelta(days=1))

    with store.reading() as q:
        assert q.units() == (unit,)
