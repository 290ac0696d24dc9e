"""Make the demo's data file: plan, units, people, and their life up to a day."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.units import import_units
from toolkit.app import DEMO, DEMO_DAY
from toolkit.demo import people
from toolkit.demo.life import DayOutOfPlan, live
from toolkit.domain.zone import VIETNAM
from toolkit.errors import ReadOnly, ToolkitError
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.store import Store

DEFAULT_DAY = date(2018, 10, 15)
PERSONAS = (
    *(people.MINISTRY[0].login, people.login_of("TCMT"), people.LEADER.login),
    people.COUNCIL[3][0].login,
)
_PLAN = "plans/monre-2016-2020.toml"
_UNITS = "units/monre-2016.csv"


class DataThere(ToolkitError):
    """There are data already; the demo writes only into a new place."""

    key = "error.data_there"


def make_demo(
    data: str, *, today: date = DEFAULT_DAY, progress: Callable[[float], None] = lambda _: None
) -> None:
    """Make demo data at `data`, lived up to the end of `today`.

    A file is made beside its place and moved there when it is whole; in PostgreSQL all is one
    transaction. Raises DataThere, ReadOnly, and DayOutOfPlan for a day outside the plan."""
    if "://" in data:
        _make(data, today, progress)
        return
    place = Path(data)
    try:
        if place.exists() and place.stat().st_size:
            raise DataThere(path=str(place))
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnly(path=str(place)) from error
    half = place.with_name(f"{place.name}.half")
    _forget(half)
    try:
        _make(str(half), today, progress)
        half.replace(place)
    finally:
        _forget(half)


def _make(data: str, today: date, progress: Callable[[float], None]) -> None:
    plan = load_plan(resource(_PLAN))
    _check_day(plan.starts, plan.ends, today)
    begin = datetime.combine(plan.starts, time(8), VIETNAM)
    store = Store.open(data, create=True)
    try:
        with store.one_transaction():
            _set_up(Desk(store, people.MINISTRY[0], lambda: begin), data)
            live(store, after=plan.starts, to=today, progress=progress)
    finally:
        store.close()


def _check_day(starts: date, ends: date, today: date) -> None:
    if not starts <= today <= ends:
        raise DayOutOfPlan(starts=starts, ends=ends)


def _set_up(desk: Desk, data: str) -> None:
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        if tx.plan_version() is not None or tx.units():
            raise DataThere(path=data)
        tx.put_setting(DEMO, "1")
        tx.put_setting(DEMO_DAY, desk.today.isoformat())
        judges = [user for user, _ in people.COUNCIL if user is not people.LEADER]
        tx.save_many([*people.MINISTRY, people.LEADER, people.ANALYST, *judges], action="add")
        tx.commit()
    plan, units = resource(_PLAN), resource(_UNITS)
    use_plan(desk, text=plan.read_text(encoding="utf-8"), name=plan.name)
    import_units(desk, data=units.read_bytes(), name=units.name)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.save_many([people.coordinator(unit) for unit in tx.units()], action="add")
        tx.commit()


def _forget(half: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        half.with_name(half.name + suffix).unlink(missing_ok=True)
