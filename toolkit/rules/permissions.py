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
    SEE_EXEMPLARS = "see_exemplars"
    WRITE_EXEMPLARS = "write_exemplars"
    JUDGE_EXEMPLARS = "judge_exemplars"
    SET_TARGETS = "set_targets"
    TAKE_FILES = "take_files"
    SEE_REVIEWS = "see_reviews"
    RUN_REVIEWS = "run_reviews"
    SCORE = "score"
    SCORE_UNITS = "score_units"
    VOTE = "vote"
    NOMINATE = "nominate"
    RUN_CONFERENCE = "run_conference"


_EVERYTHING = frozenset(Act)
_READ = frozenset({Act.SEE, Act.SEE_EXEMPLARS, Act.SEE_REVIEWS, Act.SUMMARISE, Act.MOVE_DEMO_DAY})
_WRITE = frozenset(
    {Act.SEE_EXEMPLARS, Act.WRITE_EXEMPLARS, Act.SET_TARGETS, Act.TAKE_FILES, Act.NOMINATE}
)
# Only members of a round's council come to use these; that is asked of the round.
_SIT = frozenset({Act.SCORE, Act.VOTE})
_RUN = frozenset({Act.RUN_REVIEWS, Act.SCORE_UNITS, Act.NOMINATE, Act.RUN_CONFERENCE})
_MAY: dict[Role, frozenset[Act]] = {
    Role.MINISTRY: _EVERYTHING - {Act.WITHDRAW},
    Role.ADMIN: _EVERYTHING
    - {Act.SEND, Act.WITHDRAW, Act.ACCEPT, Act.RETURN, Act.REOPEN}
    - {Act.WRITE_EXEMPLARS, Act.JUDGE_EXEMPLARS, Act.SET_TARGETS, Act.TAKE_FILES}
    - _SIT
    - _RUN,
    Role.LEADER: _READ | _SIT,
    Role.ANALYST: _READ,
    Role.COUNCIL: frozenset({Act.SEE_EXEMPLARS, Act.SEE_REVIEWS}) | _SIT,
    Role.UNIT: frozenset({Act.SEE, Act.SEND, Act.WITHDRAW, Act.MOVE_DEMO_DAY})
    | {Act.SEE_REVIEWS, Act.SCORE_UNITS}
    | _WRITE,
}


def may(
    user: User, act: Act, *, within: frozenset[str] = frozenset(), unit: str = ""
) -> tuple[Blocker, ...]:
    """Why `user` may not do `act` to `unit`; empty when they may.

    `unit` is the bearer's code; `within` holds the codes whose rows a unit coordinator may touch
    (for SEE and what is about exemplars their unit and its sub-units, for the rest their own unit
    and what it succeeded)."""
    if not user.active or act not in _MAY[user.role]:
        return (blocker("blocker.no_right"),)
    if user.role is Role.UNIT and unit and unit not in within:
        return (blocker("blocker.not_your_unit"),)
    return ()
