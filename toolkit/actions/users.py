"""Put people on the list of users, whom a proxy's identity then lets in."""

import re

from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.text import clean
from toolkit.domain.user import Role, User
from toolkit.rules.permissions import Act
from toolkit.store import Reading

MOST_LOGIN = 100
MOST_NAME = 200
# Account names, e-mail addresses and DOMAIN\account, as proxies hand them on.
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+\\-]*")
_OURS = frozenset({"local", "cli"})


def add_user(desk: Desk, *, login: str, name: str, role: str, unit: str = "") -> User:
    """Put somebody on the list; a unit coordinator speaks for a known unit. Raises Refused."""
    require(desk, Act.MANAGE_USERS)
    login, name = clean(login), clean(name)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        refuse(user_blockers(tx, login=login, name=name, role=role, unit=unit))
        person = tx.save(User(login=login, name=name, role=Role(role), unit=unit), action="add")
        tx.commit()
    return person


def list_users(desk: Desk) -> tuple[User, ...]:
    """Everybody on the list. Raises Refused."""
    require(desk, Act.MANAGE_USERS)
    with desk.store.reading() as reading:
        return reading.users()


def user_blockers(
    reading: Reading, *, login: str, name: str, role: str, unit: str
) -> tuple[Blocker, ...]:
    """Why this person can't be put on the list; empty when they can."""
    found: list[Blocker] = []
    if not _LOGIN.fullmatch(login) or len(login) > MOST_LOGIN or login in _OURS:
        found.append(blocker("blocker.login_shape", "login", login=login, most=MOST_LOGIN))
    elif reading.user(login):
        found.append(blocker("blocker.login_taken", "login", login=login))
    if not 0 < len(name) <= MOST_NAME:
        found.append(blocker("blocker.name_length", "name", most=MOST_NAME))
    if role not in [*Role]:
        roles = ", ".join(Role)
        found.append(blocker("blocker.role_unknown", "role", role=role, roles=roles))
    return (*found, *_unit_blockers(reading, role, unit))


def _unit_blockers(reading: Reading, role: str, unit: str) -> tuple[Blocker, ...]:
    if not unit:
        return (blocker("blocker.unit_missing", "unit"),) if role == Role.UNIT else ()
    return () if reading.unit(unit) else (blocker("blocker.unit_unknown", "unit", unit=unit),)
