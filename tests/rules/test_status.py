"""What an obligation's state means on a given day."""

from datetime import date

import pytest

from tests.builders import an_obligation
from toolkit.domain.obligation import State, Status
from toolkit.rules.status import days_late, is_missing, status

DUE = date(2017, 3, 31)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2017, 3, 15), Status.NOT_DUE),
        (date(2017, 3, 16), Status.DUE_SOON),
        (date(2017, 3, 31), Status.DUE_SOON),
        (date(2017, 4, 1), Status.OVERDUE),
    ],
)
def test_open_task_is_due_soon_fifteen_days_ahead_and_overdue_the_day_after_its_deadline(
    today: date, expected: Status
) -> None:
    assert status(an_obligation(due=DUE), today, due_soon_days=15) is expected


def test_extension_moves_the_day_from_which_a_task_is_overdue() -> None:
    extended = an_obligation(due=DUE, extended_to=date(2017, 4, 30))

    assert status(extended, date(2017, 4, 30), 15) is Status.DUE_SOON
    assert status(extended, date(2017, 5, 1), 15) is Status.OVERDUE


@pytest.mark.parametrize("state", [State.SENT, State.RETURNED, State.ACCEPTED, State.WAIVED])
def test_what_was_done_counts_more_than_the_calendar(state: State) -> None:
    done = an_obligation(due=DUE, state=state)

    assert [status(done, day, 15).value for day in (date(2017, 1, 1), date(2020, 1, 1))] == [
        state.value,
        state.value,
    ]


@pytest.mark.parametrize(
    ("state", "missing"),
    [
        (State.OPEN, True),
        (State.RETURNED, True),
        (State.SENT, False),
        (State.ACCEPTED, False),
        (State.WAIVED, False),
    ],
)
def test_missing_is_what_is_past_its_deadline_with_no_report_standing(
    state: State,
    *,
    missing: bool,
) -> None:
    owed = an_obligation(due=DUE, state=state)

    assert is_missing(owed, date(2017, 4, 1)) is missing
    assert is_missing(owed, DUE) is False


def test_days_late_count_from_the_deadline_and_are_none_for_what_stands() -> None:
    owed = an_obligation(due=DUE)
    sent = an_obligation(due=DUE, state=State.SENT)

    assert [days_late(owed, day) for day in (DUE, date(2017, 4, 1), date(2017, 4, 30))] == [
        0,
        1,
        30,
    ]
    assert days_late(sent, date(2017, 4, 30)) == 0
