"""Expected, actual and on-time reporting, as DHIS2 counts them (reporting rate, on-time rate)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.domain.obligation import Obligation, State

_STANDING = (State.SENT, State.ACCEPTED)


class Outcome(StrEnum):
    """What became of one obligation by a day; the first three are what was expected by then."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    WAIVED = "waived"
    NOT_EXPECTED = "not_expected"


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


_COUNTS = {
    Outcome.ON_TIME: Tally(expected=1, on_time=1),
    Outcome.LATE: Tally(expected=1, late=1),
    Outcome.MISSING: Tally(expected=1, missing=1),
    Outcome.WAIVED: Tally(),
    Outcome.NOT_EXPECTED: Tally(),
}


def outcome(obligation: Obligation, today: date) -> Outcome:
    """What has become of the obligation at the end of `today`.

    Expected is what is not waived and whose deadline lies before `today`. A report counts while
    it stands (sent or accepted), and is on time if it was first sent by the deadline."""
    if obligation.state is State.WAIVED:
        return Outcome.WAIVED
    if obligation.deadline >= today:
        return Outcome.NOT_EXPECTED
    if obligation.state not in _STANDING:
        return Outcome.MISSING
    sent = obligation.first_sent_on
    return Outcome.ON_TIME if sent is not None and sent <= obligation.deadline else Outcome.LATE


def tally(obligations: Iterable[Obligation], today: date) -> Tally:
    """The tally of many obligations at the end of `today`."""
    return tally_of(outcome(obligation, today) for obligation in obligations)


def tally_of(outcomes: Iterable[Outcome]) -> Tally:
    """The tally of outcomes: each adds one to expected and one to its own count, or nothing."""
    return sum((_COUNTS[each] for each in outcomes), start=Tally())
