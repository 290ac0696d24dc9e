"""Who may do what."""

import pytest

from tests.builders import a_user
from toolkit.domain.user import Role
from toolkit.rules.permissions import Act, may

EXEMPLARS = ("see_exemplars", "write_exemplars", "set_targets", "take_files")

READ = {"see", "summarise", "move_demo_day", "see_exemplars", "see_reviews"}


def _allowed(role: Role) -> set[str]:
    within = frozenset({"A1"})
    return {act.value for act in Act if not may(a_user(role), act, within=within, unit="A1")}


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (
            Role.UNIT,
            {"see", "send", "withdraw", "move_demo_day", *EXEMPLARS}
            | {"see_reviews", "score_units", "nominate"},
        ),
        (Role.LEADER, {*READ, "score", "vote"}),
        (Role.ANALYST, READ),
        (Role.COUNCIL, {"see_exemplars", "see_reviews", "score", "vote"}),
    ],
)
def test_role_may_do_its_own_things_and_no_others(role: Role, acts: set[str]) -> None:
    assert _allowed(role) == acts


def test_ministry_coordinator_may_do_everything_but_withdraw_what_a_unit_sent() -> None:
    assert _allowed(Role.MINISTRY) == {act.value for act in Act} - {"withdraw"}


def test_administrator_decides_nothing_and_writes_no_exemplar() -> None:
    decides = {Act.SEND, Act.WITHDRAW, Act.ACCEPT, Act.RETURN, Act.REOPEN}
    decides |= {Act.WRITE_EXEMPLARS, Act.JUDGE_EXEMPLARS, Act.SET_TARGETS, Act.TAKE_FILES}
    decides |= {Act.RUN_REVIEWS, Act.SCORE, Act.SCORE_UNITS, Act.VOTE}
    decides |= {Act.NOMINATE, Act.RUN_CONFERENCE}

    assert _allowed(Role.ADMIN) == {act.value for act in Act if act not in decides}


def test_unit_coordinator_touches_only_what_is_within_their_reach() -> None:
    user = a_user(Role.UNIT)

    reasons = may(user, Act.SEND, within=frozenset({"A1", "CU"}), unit="B2")
    assert [reason.key for reason in reasons] == ["blocker.not_your_unit"]
    assert may(user, Act.SEND, within=frozenset({"A1", "CU"}), unit="CU") == ()


@pytest.mark.parametrize("role", list(Role))
def test_person_who_left_may_do_nothing(role: Role) -> None:
    user = a_user(role, active=False)

    refused = [act for act in Act if may(user, act, within=frozenset({"A1"}), unit="A1")]
    assert refused == list(Act)
