"""After a replication: when to look whether it is still alive, and what may be answered."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from toolkit.domain.activity import Activity, FollowUp, Replication
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.plan import Plan
from toolkit.rules.checks import too_long
from toolkit.rules.reporting import MOST_REASON


def follow_ups(activity: Activity, plan: Plan) -> tuple[FollowUp, ...]:
    """What a replication makes people look at later: one duty for each of the plan's months.

    It is the unit that copied the model that looks."""
    if not isinstance(activity.detail, Replication):
        return ()
    return tuple(
        FollowUp(
            activity=activity.id,
            exemplar=activity.exemplars[0],
            unit=activity.detail.taker,
            months=months,
            due=months_after(activity.on, months),
        )
        for months in plan.exemplars.follow_up_months
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def answer_blockers(
    on: date, note: str, *, alive: object, replicated_on: date, today: date
) -> Iterator[Blocker]:
    """Why the answer can't be taken: it says yes or no, of a day since the replication."""
    if not isinstance(alive, bool):
        yield blocker("blocker.lacks.alive", "alive")
    if on > today:
        yield blocker("blocker.day_in_future", "on", on=on, today=today)
    elif on < replicated_on:
        yield blocker("blocker.before_replication", "on", on=on, replicated_on=replicated_on)
    if alive is False and not note:
        yield blocker("blocker.lacks.why_not_alive", "note")
    yield from too_long("note", note, MOST_REASON)
