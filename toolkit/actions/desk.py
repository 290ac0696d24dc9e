"""Where an action is done: the store, who does it, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from toolkit.domain.user import User
from toolkit.domain.zone import VIETNAM
from toolkit.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` tells an aware moment; the day that rules judge by is that moment's in Vietnam."""

    store: Store
    user: User
    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        return self.now().astimezone(VIETNAM).date()

    def as_user(self, user: User) -> "Desk":
        """The same desk with somebody else sitting at it."""
        return replace(self, user=user)
