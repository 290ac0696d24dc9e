"""Exemplars in the garden, brought so far by the actions, for tests of the pages about them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.builders import a_user
from tests.pages.garden import desk
from toolkit.actions import activities, exemplars, lifeline
from toolkit.domain.activity import Activity
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.user import Role, User
from toolkit.store import Store

TODAY = date(2018, 10, 15)
MODEL = {
    "name": "Vườn rau mái trường",
    "discovered_on": "01/03/2017",
    "comprehensive": True,
    "summary": "Rau sạch cho bếp ăn.",
    "novelty": "Trồng trên mái.",
    "place": "Sân sau",
    "figures": "300 kg rau",
}


def coordinator(unit: str) -> User:
    return a_user(Role.UNIT, login=f"dm.{unit.lower()}", unit=unit)


def found(store: Store, unit: str = "T1", *, on: date = TODAY, **told: Any) -> Exemplar:
    """A model put on record on that day."""
    form = {**MODEL, **told}
    return exemplars.discover(desk(store, on), kind="model", unit=unit, form=form)


def step(store: Store, name: str, one: Exemplar, **more: Any) -> Exemplar:
    act: Callable[..., Exemplar] = getattr(lifeline, name)
    return act(desk(store, TODAY), exemplar=one.id, version=one.version, **more)


def approved(store: Store, unit: str = "T1", **told: Any) -> Exemplar:
    one = step(store, "select", found(store, unit, **told), form={"on": "01/04/2017"})
    return step(store, "approve", step(store, "submit", one))


def done(store: Store, kind: str, *ones: Exemplar, unit: str = "T1", **form: Any) -> Activity:
    typed = {"title": "Việc", "on": "20/05/2017", **form}
    ids = [one.id for one in ones]
    return activities.record(desk(store, TODAY), kind=kind, unit=unit, form=typed, exemplars=ids)


def copied(store: Store, *takers: str, unit: str = "T1", on: str = "01/02/2018") -> Exemplar:
    """A model that was nurtured, and copied by these units."""
    one = approved(store, unit)
    done(store, "nurturing", one, means="training", title="Tập huấn")
    for taker in takers:
        done(store, "replication", one, on=on, taker=taker, title=f"Áp dụng ở {taker}")
    return one
