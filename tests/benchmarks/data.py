"""The data that are measured: the demo's 144 units, and 5,000 of them with the same habits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count, cycle, islice
from pathlib import Path

from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.app import DEMO, DEMO_DAY
from toolkit.demo import DEFAULT_DAY, make_demo, people, writing
from toolkit.demo.script import Event, Step, events
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.plan import Plan
from toolkit.domain.report import Report
from toolkit.domain.unit import Unit
from toolkit.domain.zone import VIETNAM
from toolkit.exchange.units import check_units, read_units
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.rules.duties import duties
from toolkit.store import Store

SMALL, LARGE = 144, 5_000
TODAY = DEFAULT_DAY
_PLAN = "plans/monre-2016-2020.toml"
_UNITS = "units/monre-2016.csv"
NOW = datetime.combine(TODAY, time(17), VIETNAM)
BEGIN = datetime.combine(TODAY.replace(year=2016, month=12, day=8), time(8), VIETNAM)
_WEEK_AGO = NOW - timedelta(days=8)
# What a provincial department or a general department has below it.
_BELOW = (
    ("Chi cục Bảo vệ môi trường", "don_vi_cap_3"),
    ("Chi cục Quản lý đất đai", "don_vi_cap_3"),
    ("Văn phòng Đăng ký đất đai", "don_vi_cap_3"),
    ("Trung tâm Quan trắc tài nguyên và môi trường", "trung_tam"),
    ("Trung tâm Công nghệ thông tin", "trung_tam"),
    ("Trung tâm Phát triển quỹ đất", "trung_tam"),
    ("Chi nhánh Văn phòng Đăng ký đất đai số", "don_vi_cap_3"),
)
_STATES = {
    Step.SEND: State.SENT,
    Step.RETURN: State.RETURNED,
    Step.ACCEPT: State.ACCEPTED,
    Step.WAIVE: State.WAIVED,
}
_STANDING = {State.SENT, State.ACCEPTED}


@dataclass(frozen=True)
class Life:
    """An obligation's versions, oldest first, each with the event that made it (none: the plan)."""

    unit: Unit
    versions: tuple[tuple[Event | None, Obligation], ...]

    def until(self, moment: datetime) -> tuple[Event | None, Obligation]:
        return [one for one in self.versions if one[0] is None or one[0].at <= moment][-1]

    def since(self, moment: datetime) -> Iterator[tuple[Event, Obligation]]:
        return (
            (event, owed)
            for event, owed in self.versions
            if event is not None and event.at > moment
        )


def stores(folder: Path) -> Mapping[int, Path]:
    """The two data files, made where they are missing."""
    made = {units: folder / f"{units}.db" for units in (SMALL, LARGE)}
    for units, place in made.items():
        if not place.exists():
            print(f"making the data of {units} units …", flush=True)
            (make_demo(str(place)) if units == SMALL else make_large(place))
    return made


def make_large(place: Path, units: int = LARGE) -> None:
    """A demo of many units, written in bulk: states as the demo's script has them today.

    Older steps are not kept as versions of their own; those of the last week are."""
    half = place.with_suffix(".half")
    half.unlink(missing_ok=True)
    store = Store.open(half, create=True)
    plan = load_plan(resource(_PLAN))
    try:
        with store.one_transaction():
            set_up(Desk(store, people.MINISTRY[0], lambda: BEGIN), all_units(plan, units))
            lives = list(_lives(plan, store))
            _keep_obligations(store, lives)
            _keep_reports(store, plan, lives)
    finally:
        store.close()
    half.rename(place)


def all_units(plan: Plan, number: int) -> list[Unit]:
    """The real units, and below them as many more as there are to be."""
    rows, _ = read_units(resource(_UNITS).read_bytes(), _UNITS)
    real, _ = check_units(rows, (), plan)
    heads = [unit for unit in real if unit.kind in ("so", "tong_cuc") and unit.valid_to is None]
    return [*real, *islice(_below(heads), number - len(real))]


def _below(heads: list[Unit]) -> Iterator[Unit]:
    """Round after round, one more unit below each head."""
    for place, (name, kind) in zip(count(1), cycle(_BELOW), strict=False):
        for head in heads:
            yield Unit(
                code=f"{head.code}.{place:03}",
                name=f"{name} {place} - {re.sub(r'^Sở ', '', head.name)}",
                kind=kind,
                bloc=head.bloc,
                parent=head.code,
            )


def set_up(desk: Desk, units: list[Unit]) -> None:
    plan = resource(_PLAN)
    use_plan(desk, text=plan.read_text(encoding="utf-8"), name=plan.name)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.put_setting(DEMO, "1")
        tx.put_setting(DEMO_DAY, TODAY.isoformat())
        tx.save_many([*people.MINISTRY, people.LEADER, people.ANALYST], action="add")
        tx.save_many([people.coordinator(unit) for unit in units], action="add")
        tx.save_many(units, action="import")
        tx.commit()


def _lives(plan: Plan, store: Store) -> Iterator[Life]:
    with store.reading() as reading:
        units = {unit.code: unit for unit in reading.units()}
    for duty in duties(plan, units.values()):
        owed = Obligation(
            unit=duty.unit, task=duty.task, phase=duty.phase, period=duty.period, due=duty.due
        )
        unit = units[duty.unit]
        script = sorted(event for event in events(owed, unit) if event.at <= NOW)
        yield Life(unit, tuple(_lived(owed, script)))


def _lived(owed: Obligation, script: Iterable[Event]) -> Iterator[tuple[Event | None, Obligation]]:
    yield None, owed
    for event in script:
        owed = _after(owed, event)
        yield event, owed


def _after(owed: Obligation, event: Event) -> Obligation:
    on = event.at.date()
    if event.step is Step.EXTEND:
        return replace(owed, extended_to=owed.due + timedelta(days=15))
    owed = replace(owed, state=_STATES[event.step])
    if event.step is Step.SEND:
        sender = people.login_of(owed.unit)
        first = owed.first_sent_on or on
        return replace(owed, sent_on=on, sent_by=sender, first_sent_on=first)
    note = "Đề nghị bổ sung số liệu." if event.step is Step.RETURN else ""
    return replace(owed, decided_on=on, decided_by=people.MINISTRY[0].login, note=note)


def _keep_obligations(store: Store, lives: list[Life]) -> None:
    """As they were a week ago in bulk, by month and step; then the week's steps one by one."""
    batches: dict[tuple[datetime, str], list[Obligation]] = defaultdict(list)
    for life in lives:
        event, owed = life.until(_WEEK_AGO)
        month = event.at.replace(day=1, hour=8, minute=0, second=0) if event else BEGIN
        batches[max(month, BEGIN), event.step.value if event else "make"].append(owed)
    saved: dict[tuple[str, str, str], Obligation] = {}
    for (at, action), owed_then in sorted(batches.items(), key=lambda item: item[0]):
        with store.writing(by=people.MINISTRY[0].login, at=at) as tx:
            for one in tx.save_many(owed_then, action=action):
                saved[one.unit, one.task, one.period] = one
            tx.commit()
    _keep_the_week(store, lives, saved)


def _keep_the_week(
    store: Store, lives: list[Life], saved: dict[tuple[str, str, str], Obligation]
) -> None:
    news = [(event, owed) for life in lives for event, owed in life.since(_WEEK_AGO)]
    for event, owed in sorted(news, key=lambda one: one[0]):
        known = saved[owed.unit, owed.task, owed.period]
        by = owed.sent_by if event.step is Step.SEND else people.MINISTRY[0].login
        with store.writing(by=by, at=event.at) as tx:
            next_one = replace(owed, id=known.id, version=known.version)
            saved[owed.unit, owed.task, owed.period] = tx.save(next_one, action=event.step.value)
            tx.commit()


def _keep_reports(store: Store, plan: Plan, lives: list[Life]) -> None:
    """The report behind each obligation that is sent or accepted."""
    with store.reading() as reading:
        standing = [each for each in reading.all_obligations() if each.state in _STANDING]
    units = {life.unit.code: life.unit for life in lives}
    with store.writing(by=people.MINISTRY[0].login, at=NOW) as tx:
        tx.save_many([_report(plan, owed, units[owed.unit]) for owed in standing], action="send")
        tx.commit()


def _report(plan: Plan, owed: Obligation, unit: Unit) -> Report:
    on = owed.sent_on or TODAY
    said = writing.content(plan.task_by_code[owed.task], owed, unit, on)
    numbers = {code: float(str(value)) for code, value in said.numbers.items() if value is not None}
    return Report(
        obligation=owed.id,
        text=said.text,
        numbers=numbers,
        paper_number=said.paper_number,
        paper_date=on if said.paper_date else None,
        paper_issuer=said.paper_issuer,
    )


def touch(place: Path) -> None:
    """Write something: what was counted before must be counted anew."""
    store = Store.open(place)
    try:
        with store.writing(by=people.MINISTRY[0].login, at=NOW) as tx:
            (unit,) = tx.units_called(["TCMT"])
            tx.save(unit, action="save")
            tx.commit()
    finally:
        store.close()
