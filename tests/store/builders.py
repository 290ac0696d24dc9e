"""Short ways to write down records and moments in tests of the store."""

from datetime import UTC, date, datetime
from typing import TypeVar

from toolkit.domain.obligation import Obligation
from toolkit.domain.unit import Unit
from toolkit.store import PlanVersion, Store
from toolkit.store.mapping import Record

R = TypeVar("R", bound=Record)
BY = "ha"


def at(text: str) -> datetime:
    """A moment in UTC: `at("2018-03-01 08:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NOON = at("2018-03-01 05:00")


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_unit(code: str, name: str = "", kind: str = "vu", **others: object) -> Unit:
    return Unit(code=code, name=name or code, kind=kind, **others)  # type: ignore[arg-type]  # mypy can't check a spread


def an_obligation(unit: str, task: str = "1.1", **others: object) -> Obligation:
    values = {"phase": "1", "period": "2018", "due": day("2018-06-15"), **others}
    return Obligation(unit=unit, task=task, **values)  # type: ignore[arg-type]  # mypy can't check a spread


def kept(store: Store, *records: R, when: datetime = NOON, by: str = BY) -> list[R]:
    """Saves records, new or changed, in one transaction."""
    with store.writing(by=by, at=when) as tx:
        saved = [tx.save(record) for record in records]
        tx.commit()
    return saved


A_PLAN = PlanVersion(code="p", title="Kế hoạch", toml="", in_use_from=day("2017-01-01"))
