"""An obligation: one unit must report on one task for one period by one day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What has been done about an obligation; whether that is late follows from the calendar."""

    OPEN = "open"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"


class Status(StrEnum):
    """What people see: the state, read against a day."""

    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """`unit` is the unit it was made for; after a renaming its successor bears it.

    `period` is "2017", "2017-H1" or "once"; `first_sent_on` the day of the first sending that was
    not withdrawn: being sent back for mending does not make a punctual unit late.
    `note` is the reason of the last return, waiver or extension."""

    unit: str
    task: str
    phase: str
    period: str
    due: date
    extended_to: date | None = None
    state: State = State.OPEN
    first_sent_on: date | None = None
    sent_on: date | None = None
    sent_by: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    note: str = ""
    id: str = ""
    version: int = 0

    @property
    def deadline(self) -> date:
        """The day it must be in: the extension where there is one."""
        return self.extended_to or self.due
