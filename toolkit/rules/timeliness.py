"""Expected, actual and on-time reporting, as DHIS2 counts them (reporting rate, on-time rate)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toolkit.domain.obligation import Obligation, State

_STANDING = (State.SENT, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of obligations whose deadline has passed: expected = on time + late + missing."""

    expected: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def actual(self) -> int:
        """Reports that stand, punctual or not."""
        return self.on_time + self.late

    @property
    def rate(self) -> float | None:
        """Actual per expected, 0–1; None where nothing was expected."""
        return self.actual / self.expected if self.expected else None

    @property
    def on_time_rate(self) -> float | None:
        """On time per expected, 0–1; None where nothing was expected."""
        return self.on_time / self.expected if self.expected else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.expected + other.expected,
            self.on_time + other.on_time,
            self.late + other.late,
            self.missing + other.missing,
        )


def tally(obligations: Iterable[Obligation], today: date) -> Tally:
    """The tally of many obligations at the end of `today`.

    Counted are those that are not waived and whose deadline lies before `today`. A report counts
    while it stands (sent or accepted), and is on time if it was first sent by the deadline."""
    total = Tally()
    for obligation in obligations:
        total += _one(obligation, today)
    return total


def _one(obligation: Obligation, today: date) -> Tally:
    if obligation.state is State.WAIVED or obligation.deadline >= today:
        return Tally()
    if obligation.state not in _STANDING:
        return Tally(expected=1, missing=1)
    sent = obligation.first_sent_on
    punctual = sent is not None and sent <= obligation.deadline
    return Tally(expected=1, on_time=int(punctual), late=int(not punctual))
