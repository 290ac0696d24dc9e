"""The composition root: settings, store, user and clock make one Toolkit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import TracebackType
from typing import Self

from toolkit.actions.desk import Desk
from toolkit.domain.user import Role, User
from toolkit.domain.zone import VIETNAM
from toolkit.errors import UnknownUser
from toolkit.settings import Settings, read_settings
from toolkit.store import Store

LOCAL_LOGIN = "local"
COMMAND_LOGIN = "cli"
DEMO_DAY = "demo_today"
DEMO = "demo"


def local_user() -> User:
    """Who sits at one's own machine: the Ministry coordinator, and the screen says so."""
    return User(login=LOCAL_LOGIN, name="", role=Role.MINISTRY)


def command_user() -> User:
    """Who types commands: whoever may touch the data file."""
    return User(login=COMMAND_LOGIN, name="", role=Role.MINISTRY)


@dataclass(frozen=True, slots=True)
class Toolkit:
    """An open toolkit: `desk` is where actions are done. Use as a context manager, or close it."""

    settings: Settings
    desk: Desk
    is_demo: bool
    identified: bool

    def close(self) -> None:
        self.desk.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_toolkit(
    data: str = "",
    *,
    login: str = "",
    create: bool = False,
    settings: Settings | None = None,
    user: User | None = None,
) -> Toolkit:
    """Open the data at `data` (default: the settings') for the person called `login`.

    With no login the local user sits down. Raises UnknownUser and the DataErrors."""
    settings = settings or read_settings()
    store = Store.open(data or settings.data, create=create)
    try:
        person = user or _person(store, login)
        with store.reading() as reading:
            is_demo = reading.setting(DEMO) == "1"
    except BaseException:
        store.close()
        raise
    now = demo_clock(store) if is_demo else real_clock
    return Toolkit(settings, Desk(store, person, now), is_demo, identified=bool(login))


def _person(store: Store, login: str) -> User:
    if not login:
        return local_user()
    with store.reading() as reading:
        person = reading.user(login)
    if person is None or not person.active:
        raise UnknownUser(login=login)
    return person


def real_clock() -> datetime:
    return datetime.now(UTC)


def demo_clock(store: Store) -> Callable[[], datetime]:
    """A clock that tells the demo's day with the real time of day."""

    def now() -> datetime:
        with store.reading() as reading:
            day = reading.setting(DEMO_DAY)
        moment = datetime.now(VIETNAM)
        on = date.fromisoformat(day) if day else moment.date()
        return datetime.combine(on, time(moment.hour, moment.minute, moment.second), VIETNAM)

    return now
