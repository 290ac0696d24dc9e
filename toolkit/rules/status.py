"""What an obligation's state means on a given day."""

from datetime import date
from typing import Protocol

from toolkit.domain.obligation import State, Status


class Owed(Protocol):
    """Whatever has a state and a deadline: an obligation, a row of the summary's facts."""

    @property
    def state(self) -> State: ...
    @property
    def deadline(self) -> date: ...


_SAME = {
    State.SENT: Status.SENT,
    State.RETURNED: Status.RETURNED,
    State.ACCEPTED: Status.ACCEPTED,
    State.WAIVED: Status.WAIVED,
}


def status(obligation: Owed, today: date, due_soon_days: int) -> Status:
    """The status people see; a task is overdue from the day after its deadline."""
    if obligation.state is not State.OPEN:
        return _SAME[obligation.state]
    days_left = (obligation.deadline - today).days
    if days_left < 0:
        return Status.OVERDUE
    return Status.DUE_SOON if days_left <= due_soon_days else Status.NOT_DUE


def is_missing(obligation: Owed, today: date) -> bool:
    """Past its deadline with no report standing: never sent, or returned and not sent again."""
    return obligation.deadline < today and obligation.state in (State.OPEN, State.RETURNED)


def days_late(obligation: Owed, today: date) -> int:
    """Days since the deadline for what is missing, 0 for the rest."""
    return (today - obligation.deadline).days if is_missing(obligation, today) else 0
