"""Việc của tôi: what is due from my unit, and what waits for my decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.actions.desk import Desk
from toolkit.actions.rights import own_codes, require
from toolkit.domain.activity import FollowUp
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.plan import Plan
from toolkit.domain.user import Role
from toolkit.rules.permissions import Act, may
from toolkit.store import ObligationRow, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """`due`: open or returned obligations, oldest deadline first; `waiting`: sent, to be decided.

    `due_total` and `waiting_total` count all, the tuples hold the page asked for. `looks`: what
    the unit copied and should look at again by now, with the `models` by id; `units`: names."""

    plan: Plan
    on: date
    due: tuple[ObligationRow, ...]
    due_total: int
    waiting: tuple[ObligationRow, ...]
    waiting_total: int
    sent: tuple[ObligationRow, ...]
    looks: tuple[FollowUp, ...]
    models: Mapping[str, Exemplar]
    units: Mapping[str, str]


def my_work(desk: Desk, *, offset: int = 0, limit: int = 50, search: str = "") -> Work:
    """The user's work: a unit coordinator's own obligations, a decider's waiting reports."""
    require(desk, Act.SEE)
    with desk.store.reading() as reading:
        today, mine, decides = desk.today, _mine(desk, reading), _decides(desk)
        due: tuple[ObligationRow, ...] = ()
        sent: tuple[ObligationRow, ...] = ()
        waiting: tuple[ObligationRow, ...] = ()
        due_total = waiting_total = 0
        looks = _looks(desk, reading, mine)
        if mine is not None:
            due, due_total = reading.due(today, codes=mine, offset=offset, limit=limit)
            sent, _ = reading.waiting(today, codes=mine, search="", offset=0, limit=limit)
        if decides:
            waiting, waiting_total = reading.waiting(
                today, codes=None, search=search, offset=offset, limit=limit
            )
        return Work(
            plan=reading.plan(),
            on=today,
            due=due,
            due_total=due_total,
            waiting=waiting,
            waiting_total=waiting_total,
            sent=sent,
            looks=looks,
            models=reading.exemplars({each.exemplar for each in looks}),
            units={each.code: each.name for each in reading.units_called({u.unit for u in looks})},
        )


def work_count(desk: Desk) -> int:
    """How many things want the user's hand today: the badge beside the page's name."""
    if may(desk.user, Act.SEE):
        return 0
    with desk.store.reading() as reading:
        count = 0
        mine = _mine(desk, reading)
        if mine is not None:
            count += reading.due(desk.today, codes=mine, offset=0, limit=0)[1]
            count += len(_looks(desk, reading, mine))
        if _decides(desk):
            count += reading.waiting(desk.today, codes=None, search="", offset=0, limit=0)[1]
        return count


def _looks(desk: Desk, reading: Reading, mine: frozenset[str] | None) -> tuple[FollowUp, ...]:
    """What the unit copied and has not said by now whether it is still alive."""
    if mine is None:
        return ()
    after = desk.today + timedelta(days=1)
    return reading.follow_ups(codes=mine, due_before=after, open_only=True)


def _decides(desk: Desk) -> bool:
    return not may(desk.user, Act.ACCEPT)


def _mine(desk: Desk, reading: Reading) -> frozenset[str] | None:
    if desk.user.role is not Role.UNIT:
        return None
    return own_codes(desk, reading.units())
