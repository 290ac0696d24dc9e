"""The rules of status and timeliness as SQL over many obligations.

They are told in words in toolkit/rules/status.py and timeliness.py; a test holds the two together.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from toolkit.domain.obligation import State, Status
from toolkit.rules.timeliness import Outcome
from toolkit.store.schema import obligation, unit

_C = obligation.c
_STANDING = (State.SENT.value, State.ACCEPTED.value)
_OWED = (State.OPEN.value, State.RETURNED.value)

deadline: ColumnElement[date] = func.coalesce(_C.extended_to, _C.due)
is_standing: ColumnElement[bool] = _C.state.in_(_STANDING)


def is_founded(today: date) -> ColumnElement[bool]:
    """Whether a unit exists or has existed on that day (rules/succession.py)."""
    return or_(unit.c.valid_from.is_(None), unit.c.valid_from <= today)


def is_in(state: State) -> ColumnElement[bool]:
    # Written into the statement, so that SQLite sees which partial index it may use.
    return _C.state == literal(state.value, literal_execute=True)


def is_expected(today: date) -> ColumnElement[bool]:
    return and_(_C.state != State.WAIVED.value, deadline < today)


def is_on_time(today: date) -> ColumnElement[bool]:
    return and_(is_standing, deadline < today, _C.first_sent_on <= deadline)


def is_missing(today: date) -> ColumnElement[bool]:
    return and_(_C.state.in_(_OWED), deadline < today)


def is_overdue(today: date) -> ColumnElement[bool]:
    return and_(is_in(State.OPEN), deadline < today)


def is_due_soon(today: date, due_soon_days: int) -> ColumnElement[bool]:
    soon = today + timedelta(days=due_soon_days)
    return and_(is_in(State.OPEN), deadline >= today, deadline <= soon)


def status(today: date, due_soon_days: int) -> ColumnElement[str]:
    """The Status's value."""
    return case(
        (_C.state != State.OPEN.value, _C.state),
        (deadline < today, literal(Status.OVERDUE.value)),
        (deadline <= today + timedelta(days=due_soon_days), literal(Status.DUE_SOON.value)),
        else_=literal(Status.NOT_DUE.value),
    )


def outcome(today: date) -> ColumnElement[str]:
    """The Outcome's value."""
    return case(
        (is_in(State.WAIVED), literal(Outcome.WAIVED.value)),
        (deadline >= today, literal(Outcome.NOT_EXPECTED.value)),
        (is_missing(today), literal(Outcome.MISSING.value)),
        (is_on_time(today), literal(Outcome.ON_TIME.value)),
        else_=literal(Outcome.LATE.value),
    )


def how_many(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count().filter(condition)
