"""The form of an exemplar, open in the garden, for tests of what it does."""

from datetime import date
from typing import Any

from tests.builders import a_user
from tests.pages.garden import desk
from toolkit.actions import exemplars
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.user import Role, User
from toolkit.pages.exemplars.state import ExemplarsState
from toolkit.store import ExemplarFilter, Store
from toolkit.words import Words

JUNE = date(2017, 6, 20)
COORDINATOR = a_user(Role.UNIT, login="dm.t1", unit="T1")


def put(store: Store, name: str, unit: str = "T1", **told: Any) -> Exemplar:
    form = {"name": name, "discovered_on": "01/03/2017", "comprehensive": True, **told}
    return exemplars.discover(desk(store, JUNE), kind="person", unit=unit, form=form)


def at_the_form(store: Store, user: User | None = None) -> ExemplarsState:
    """The page with an empty form open."""
    state = ExemplarsState(desk(store, JUNE, user), Words("vi"))
    state.open(view="new")
    return state


def editing(store: Store, one: Exemplar, user: User | None = None) -> ExemplarsState:
    state = ExemplarsState(desk(store, JUNE, user), Words("vi"))
    state.open()
    state.entry_edit(one.id)
    return state


def typed(state: ExemplarsState, **told: Any) -> dict[str, Any]:
    return {**state.entry["form"], "comprehensive": True, **told}


def on_record(store: Store) -> list[tuple[str, str]]:
    with store.reading() as q:
        page = q.exemplar_page(ExemplarFilter(sort="code"))
    return [(row.code, row.name) for row in page.rows]
