"""`toolkit init` and `toolkit demo`: the first data."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.common import Day, opened, progress, where
from toolkit.cli.faults import tell
from toolkit.cli.frame import Command, option, say
from toolkit.errors import Locked, NoData, ToolkitError
from toolkit.resources import resource

if TYPE_CHECKING:
    from toolkit.actions.desk import Desk

_PLAN = "plans/monre-2016-2020.toml"
_UNITS = "units/monre-2016.csv"


class AlreadyThere(ToolkitError):
    """There are data already; `toolkit init` only begins."""

    key = "cli.init.there"


@click.command(cls=Command, help="cli.help.init")
@option("--empty", is_flag=True, help="cli.option.empty")
def init(*, empty: bool) -> None:
    with opened(create=True) as kit:
        store = kit.desk.store
        with store.reading() as reading:
            if reading.plan_version() or reading.units() or reading.users():
                raise AlreadyThere(path=store.where)
        if not empty:
            with store.one_transaction():
                _fill(kit.desk)
        tell(say("cli.init.empty" if empty else "cli.init.done", path=store.where))


def _fill(desk: "Desk") -> None:
    from toolkit.actions.plans import use_plan  # noqa: PLC0415 -- help needs no database
    from toolkit.actions.units import import_units  # noqa: PLC0415 -- help needs no database

    plan, units = resource(_PLAN), resource(_UNITS)
    use_plan(desk, text=plan.read_text(encoding="utf-8"), name=plan.name)
    import_units(desk, data=units.read_bytes(), name=units.name)


@click.command(cls=Command, help="cli.help.demo")
@option("--today", type=Day(), help="cli.option.today")
@option("--if-missing", is_flag=True, help="cli.option.if_missing")
def demo(today: date | None, *, if_missing: bool) -> None:
    from toolkit.demo import DEFAULT_DAY, make_demo  # noqa: PLC0415 -- help needs no database

    place, there = where(), _what_is_there()
    if there and if_missing:
        return
    day = today or DEFAULT_DAY
    with progress(say("cli.demo.doing")) as show:
        if there == "demo" and "://" not in place:
            new = Path(f"{place}.new")
            make_demo(str(new), today=day, progress=show)
            _take_the_place(new, Path(place))
        else:
            make_demo(place, today=day, progress=show)
    tell(say("cli.demo.done", path=place, today=day))


def _what_is_there() -> str:
    """What data are at the place: "demo", "real", or none."""
    try:
        with opened() as kit:
            return "demo" if kit.is_demo else "real"
    except NoData:
        return ""


def _take_the_place(new: Path, place: Path) -> None:
    # A journal left beside the old demo would be played into the new one.
    try:
        for suffix in ("-wal", "-shm"):
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        new.replace(place)
    except OSError as fault:
        new.unlink()
        raise Locked(path=str(place)) from fault
