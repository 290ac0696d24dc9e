"""The one place where actions ask whether they may."""

from datetime import date

from toolkit.actions.desk import Desk
from toolkit.domain.blocker import Blocker
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration
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


def require_for(desk: Desk, reading: Reading, act: Act, *, unit: str) -> None:
    """Raises Refused unless the user may do this to what was made for `unit`.

    A unit coordinator may where their unit bears it today: their own, or what it succeeded."""
    bearer = bearer_of(reading, unit, desk.today)
    home = bearer_of(reading, desk.user.unit, desk.today) if desk.user.unit else ""
    require(desk, act, unit=bearer, within=frozenset({home}))


def require_over(desk: Desk, reading: Reading, act: Act, *, unit: str) -> None:
    """Raises Refused unless the user may do this to what is `unit`'s.

    A unit coordinator may where their unit, or one that it stands above, bears it today."""
    mine = frozenset({unit}) if is_over(desk, reading, unit) else frozenset[str]()
    require(desk, act, unit=unit, within=mine)


def is_over(desk: Desk, reading: Reading, unit: str) -> bool:
    """Whether the user speaks for all units, or for this one or one above it."""
    if desk.user.role is not Role.UNIT:
        return True
    home = bearer_of(reading, desk.user.unit, desk.today)
    seen: set[str] = set()
    above = bearer_of(reading, unit, desk.today)
    while above and above not in seen:
        if above == home:
            return True
        seen.add(above)
        record = reading.unit(above)
        above = bearer_of(reading, record.parent, desk.today) if record and record.parent else ""
    return False


def may_see(desk: Desk, reading: Reading, exemplar: Exemplar) -> bool:
    """Their own and their sub-units', and every approved model: it is there to be copied."""
    approved = exemplar.registration is Registration.APPROVED
    shared = approved and exemplar.kind is ExemplarKind.MODEL
    return shared or is_over(desk, reading, exemplar.unit)


def bearer_of(reading: Reading, code: str, on: date) -> str:
    """The code of the unit that bears on that day what `code` owes, found step by step."""
    chain: dict[str, Unit] = {}
    following = code
    while following and following not in chain:
        unit = reading.unit(following)
        if unit is None:
            break
        chain[following] = unit
        following = unit.successor
    return bearers(chain.values(), on).get(code, code)


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
