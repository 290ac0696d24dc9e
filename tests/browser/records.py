"""Records put into a running house by the actions that its pages use."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from tests.browser.house import DAY, House
from toolkit.actions.desk import Desk
from toolkit.actions.exemplars import discover
from toolkit.demo import people
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.zone import VIETNAM
from toolkit.store import Store

Files = Mapping[str, tuple[str, bytes]]
Act = Callable[[Desk], None]


@contextmanager
def ministry(house: House) -> Iterator[Desk]:
    """The desk of a ministry coordinator, beside the server."""
    store = Store.open(house.data)
    yield Desk(store, people.MINISTRY[0], lambda: datetime.combine(DAY, time(9), VIETNAM))
    store.close()


def a_model(house: House, *, unit: str = "VP", files: Files | None = None, **form: Any) -> Exemplar:
    """A model just put on record."""
    told = {"comprehensive": True, **form}
    with ministry(house) as desk:
        return discover(desk, kind="model", unit=unit, form=told, files=files or {})
