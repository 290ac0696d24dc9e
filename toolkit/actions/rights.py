"""The one place where actions ask whether they may."""

from toolkit.actions.desk import Desk
from toolkit.domain.blocker import Blocker
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.rules.permissions import Act, may
from toolkit.rules.succession import bearers, descendants
from toolkit.store import Reading


def require(desk: Desk, act: Act, *, unit: str = "", within: frozenset[str] = frozenset()) -> None:
    """Raises Refused with the reasons why the desk's user may not do this."""
    refuse(may(desk.user, act, unit=unit, within=within))


def refuse(blockers: tuple[Blocker, ...]) -> None:
    """Raises Refused where there is any reason to."""
    if blockers:
        raise Refused(blockers)


def own_codes(desk: Desk, units: tuple[Unit, ...]) -> frozenset[str]:
    """Codes for which the user acts: their unit and all that it has succeeded."""
    bearer = bearers(units, desk.today)
    home = bearer.get(desk.user.unit, desk.user.unit)
    return frozenset(code for code, by in bearer.items() if by == home) | {home}


def visible_codes(desk: Desk, reading: Reading) -> frozenset[str] | None:
    """Codes whose rows the user sees; None means all of them.

    A unit coordinator sees their unit, what it succeeded, and the units below it."""
    if desk.user.role is not Role.UNIT:
        return None
    units = reading.units()
    return descendants(units, own_codes(desk, units))
