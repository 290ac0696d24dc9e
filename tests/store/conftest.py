"""A fresh store on either database."""

from collections.abc import Iterator

import pytest

from tests.templates import begin_with
from tests.waiting import PATIENCE
from toolkit.store import Store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store of its own, on SQLite and on PostgreSQL in turn."""
    begin_with(database_url, "empty", lambda url: Store.open(url, create=True).close())
    store = Store.open(database_url, patience=PATIENCE)
    yield store
    store.close()
