"""Who may do what: rights are reasons, asked by every action."""

from enum import StrEnum

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.user import Role, User


class Act(StrEnum):
    """What somebody wants to do."""

    SEE = "see"
    SEND = "send"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    REOPEN = "reopen"
    WAIVE = "waive"
    EXTEND = "extend"
    IMPORT_UNITS = "import_units"
    USE_PLAN = "use_plan"
    SUMMARISE = "summarise"
    MANAGE_USERS = "manage_users"
    MOVE_DEMO_DAY = "move_demo_day"


_EVERYTHING = frozenset(Act)
_READ = frozenset({Act.SEE, Act.SUMMARISE, Act.MOVE_DEMO_DAY})
_MAY: dict[Role, frozenset[Act]] = {
    Role.MINISTRY: _EVERYTHING - {Act.WITHDRAW},
    Role.ADMIN: _EVERYTHING - {Act.SEND, Act.WITHDRAW, Act.ACCEPT, Act.RETURN, Act.REOPEN},
    Role.LEADER: _READ,
    Role.ANALYST: _READ,
    Role.COUNCIL: frozenset(),
    Role.UNIT: frozenset({Act.SEE, Act.SEND, Act.WITHDRAW, Act.MOVE_DEMO_DAY}),
}


def may(
    user: User, act: Act, *, within: frozenset[str] = frozenset(), unit: str = ""
) -> tuple[Blocker, ...]:
    """Why `user` may not do `act` to `unit`; empty when they may.

    `unit` is the bearer's code; `within` holds the codes whose rows a unit coordinator may touch
    (for SEE their unit and its sub-units, for the rest their own unit and what it succeeded)."""
    if not user.active or act not in _MAY[user.role]:
        return (blocker("blocker.no_right"),)
    if user.role is Role.UNIT and unit and unit not in within:
        return (blocker("blocker.not_your_unit"),)
    return ()
