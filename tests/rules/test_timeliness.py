"""Expected, actual and on-time reporting."""

from datetime import date

import pytest

from tests.builders import an_obligation
from toolkit.domain.obligation import State
from toolkit.rules.timeliness import Tally, tally

DUE = date(2017, 3, 31)
DAY_AFTER = date(2017, 4, 1)
ON_TIME = Tally(expected=1, on_time=1)
LATE = Tally(expected=1, late=1)
MISSING = Tally(expected=1, missing=1)
NOT_EXPECTED = Tally()


@pytest.mark.parametrize(
    ("state", "first_sent_on", "counted"),
    [
        (State.OPEN, None, MISSING),
        (State.SENT, date(2017, 3, 31), ON_TIME),
        (State.SENT, date(2017, 4, 1), LATE),
        (State.ACCEPTED, date(2017, 3, 1), ON_TIME),
        (State.ACCEPTED, date(2017, 4, 1), LATE),
        (State.RETURNED, date(2017, 3, 1), MISSING),
        (State.WAIVED, None, NOT_EXPECTED),
        (State.WAIVED, date(2017, 3, 1), NOT_EXPECTED),
    ],
)
def test_after_the_deadline_an_obligation_is_on_time_late_missing_or_not_expected(
    state: State, first_sent_on: date | None, counted: Tally
) -> None:
    owed = an_obligation(due=DUE, state=state, first_sent_on=first_sent_on)

    assert tally([owed], DAY_AFTER) == counted


def test_nothing_is_expected_on_the_day_of_the_deadline_itself() -> None:
    sent = an_obligation(due=DUE, state=State.SENT, first_sent_on=date(2017, 3, 1))

    assert tally([an_obligation(due=DUE), sent], DUE) == NOT_EXPECTED


def test_report_sent_back_and_mended_after_the_deadline_stays_on_time() -> None:
    mended = an_obligation(
        due=DUE, state=State.SENT, first_sent_on=date(2017, 3, 30), sent_on=date(2017, 4, 20)
    )

    assert tally([mended], date(2017, 5, 1)) == ON_TIME


def test_extension_makes_a_report_of_the_extended_day_punctual() -> None:
    extended = an_obligation(
        due=DUE, extended_to=date(2017, 4, 30), state=State.SENT, first_sent_on=date(2017, 4, 30)
    )

    assert tally([extended], date(2017, 4, 15)) == NOT_EXPECTED
    assert tally([extended], date(2017, 5, 1)) == ON_TIME


def test_expected_is_on_time_plus_late_plus_missing() -> None:
    owed = [
        an_obligation("A1", state=State.ACCEPTED, first_sent_on=DUE),
        an_obligation("A2", state=State.SENT, first_sent_on=date(2017, 4, 5)),
        an_obligation("A3"),
        an_obligation("A4", state=State.WAIVED),
    ]

    assert tally(owed, date(2017, 5, 1)) == Tally(expected=3, on_time=1, late=1, missing=1)


def test_rates_are_shares_of_what_was_expected() -> None:
    counted = Tally(expected=8, on_time=4, late=2, missing=2)

    assert (counted.actual, counted.rate, counted.on_time_rate) == (6, 0.75, 0.5)


def test_there_is_no_rate_where_nothing_was_expected() -> None:
    assert (Tally().rate, Tally().on_time_rate) == (None, None)
