"""A fresh store on either database."""

from collections.abc import Iterator

import pytest

from tests.waiting import PATIENCE
from toolkit.store import Store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store of its own, on SQLite and on PostgreSQL in turn."""
    store = Store.open(database_url, create=True, patience=PATIENCE)
    yield store
    store.close()
