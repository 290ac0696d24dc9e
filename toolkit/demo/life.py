"""Let the demo live on to a later day, or go back to an earlier one."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from operator import itemgetter

from toolkit.actions import reports
from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.app import DEMO, DEMO_DAY
from toolkit.demo import people, writing
from toolkit.demo.conference import ConferenceWorld
from toolkit.demo.exemplar_life import ExemplarWorld
from toolkit.demo.reviews import ReviewWorld
from toolkit.demo.script import Event, Step, events
from toolkit.demo.unit_reviews import UnitReviewWorld
from toolkit.domain.obligation import Obligation
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.domain.user import User
from toolkit.domain.zone import VIETNAM
from toolkit.errors import NotADemo, Refused, ToolkitError
from toolkit.rules.permissions import Act
from toolkit.rules.succession import bearers
from toolkit.store import Store

Progress = Callable[[float], None]


class DayOutOfPlan(ToolkitError):
    """The demo's day must lie within the plan."""

    key = "error.demo_day_out_of_plan"


def move_day(desk: Desk, *, to: date, progress: Progress = lambda _: None) -> None:
    """Make `to` the demo's today: going on lives the days between, going back forgets them.

    Raises Refused, NotADemo and DayOutOfPlan."""
    require(desk, Act.MOVE_DEMO_DAY)
    store = desk.store
    with store.reading() as reading:
        plan = reading.plan()
        if reading.setting(DEMO) != "1":
            raise NotADemo()
    if not plan.starts <= to <= plan.ends:
        raise DayOutOfPlan(starts=plan.starts, ends=plan.ends)
    if to < desk.today:
        store.rewind(_end_of(to))
        with store.writing(by=desk.user.login, at=desk.now()) as tx:
            tx.put_setting(DEMO_DAY, to.isoformat())
            tx.commit()
    else:
        live(store, after=desk.today, to=to, progress=progress)


def live(store: Store, *, after: date, to: date, progress: Progress = lambda _: None) -> None:
    """Live the days after `after` up to `to`, in one transaction: all of them or none."""
    with store.one_transaction():
        with store.reading() as reading:
            plan, units, owed = reading.plan(), reading.units(), reading.all_obligations()
        begin, end = _end_of(after), _end_of(to)
        turns = _turns(store, plan, _World(store, plan, units, owed), after=after, to=to)
        for count, (at, play) in enumerate(turns):
            with suppress(Refused):
                play()
            if count % 50 == 0:
                progress((at - begin) / (end - begin))
        with store.writing(by=people.MINISTRY[0].login, at=_end_of(to)) as tx:
            tx.put_setting(DEMO_DAY, to.isoformat())
            tx.commit()
    progress(1.0)


def _turns(
    store: Store, plan: Plan, world: "_World", *, after: date, to: date
) -> list[tuple[datetime, Callable[[], None]]]:
    """All that happens in these days, each with its moment, in their order."""
    begin, end = _end_of(after), _end_of(to)
    exemplars = ExemplarWorld(store, plan, world.units)
    judged = (
        ReviewWorld(store, plan),
        UnitReviewWorld(store, plan, world.units),
        ConferenceWorld(store, plan, world.units),
    )

    def elsewhere(play: Callable[[], None]) -> None:
        play()
        exemplars.forget()

    turns: list[tuple[datetime, Callable[[], None]]] = [
        (each.at, partial(world.play, each)) for each in world.script(after, to)
    ]
    turns += [(each.at, partial(exemplars.play, each)) for each in sorted(exemplars.script())]
    turns += [
        (each.at, partial(elsewhere, partial(other.play, each)))
        for other in judged
        for each in other.script()
    ]
    return sorted((each for each in turns if begin < each[0] <= end), key=itemgetter(0))


class _World:
    """Units, obligations and people of the demo while it is being lived."""

    def __init__(
        self, store: Store, plan: Plan, units: tuple[Unit, ...], owed: tuple[Obligation, ...]
    ) -> None:
        self._store, self._plan, self.units = store, plan, units
        self._by_code = {unit.code: unit for unit in units}
        self._owed = {(each.unit, each.task, each.period): each for each in owed}

    def script(self, after: date, to: date) -> list[Event]:
        begin, end = _end_of(after), _end_of(to)
        return sorted(
            event
            for obligation in self._owed.values()
            for event in events(obligation, self._by_code[obligation.unit])
            if begin < event.at <= end
        )

    def play(self, event: Event) -> None:
        """Do what the script says, unless somebody has done otherwise meanwhile."""
        key = (event.unit, event.task, event.period)
        with self._store.reading() as reading:
            owed = reading.obligation(self._owed[key].id)
        if owed is None:
            return
        with suppress(Refused):
            self._act(event, owed)

    def _act(self, event: Event, owed: Obligation) -> None:
        unit = self._bearer(owed, event.at.date())
        match event.step:
            case Step.SEND:
                desk = self._desk(people.coordinator(unit), event)
                task = self._plan.task_by_code[owed.task]
                written = writing.content(task, owed, unit, event.at.date())
                reports.send_report(desk, obligation=owed.id, version=owed.version, content=written)
            case Step.RETURN:
                why = writing.reason(owed, writing.RETURN_REASONS)
                reports.return_report(
                    self._ministry(event), obligation=owed.id, version=owed.version, reason=why
                )
            case Step.ACCEPT:
                reports.accept_report(
                    self._ministry(event), obligation=owed.id, version=owed.version
                )
            case Step.EXTEND:
                why = writing.reason(owed, writing.EXTEND_REASONS)
                reports.extend_deadline(
                    self._ministry(event),
                    obligation=owed.id,
                    version=owed.version,
                    to=owed.due + timedelta(days=15),
                    reason=why,
                )
            case Step.WAIVE:
                why = writing.reason(owed, writing.WAIVE_REASONS)
                reports.waive(
                    self._ministry(event), obligation=owed.id, version=owed.version, reason=why
                )

    def _bearer(self, owed: Obligation, on: date) -> Unit:
        return self._by_code[bearers(self.units, on)[owed.unit]]

    def _ministry(self, event: Event) -> Desk:
        clerk = people.MINISTRY[event.at.day % len(people.MINISTRY)]
        return self._desk(clerk, event)

    def _desk(self, user: User, event: Event) -> Desk:
        return Desk(self._store, user, lambda: event.at)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), VIETNAM)
