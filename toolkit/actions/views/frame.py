"""What frames every page: the plan's title, the user's unit, who may be impersonated in a demo."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Names:
    """What people and units are called: by login, by code."""

    people: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


def names(desk: Desk, *, people: Collection[str], units: Collection[str]) -> Names:
    """The names of people by login and of units by code, for lists that carry only those."""
    with desk.store.reading() as reading:
        called = reading.units_called(units)
        return Names(reading.user_names(people), {unit.code: unit.name for unit in called})
