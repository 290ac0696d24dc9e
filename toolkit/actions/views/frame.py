"""What frames every page: the plan's title, the user's unit, who may be impersonated in a demo."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.domain.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The plan in use, today, the unit the user speaks for, and people found by login."""

    plan: Plan
    today: date
    unit: Unit | None
    people: tuple[User, ...]


def frame(desk: Desk, *, people: Iterable[str] = ()) -> Frame:
    """What the shell shows around every page; raises NoPlan."""
    with desk.store.reading() as reading:
        found = (reading.user(login) for login in people)
        return Frame(
            plan=reading.plan(),
            today=desk.today,
            unit=reading.unit(desk.user.unit) if desk.user.unit else None,
            people=tuple(user for user in found if user is not None),
        )


def names(desk: Desk, logins: Collection[str]) -> dict[str, str]:
    """Names of the people behind these logins; those who are no users are left out."""
    if not logins:
        return {}
    with desk.store.reading() as reading:
        return {user.login: user.name for user in reading.users() if user.login in logins}
