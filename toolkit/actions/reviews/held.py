"""A round of review with the rules that it is held by: the plan's until it opens, then its own."""

from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse
from toolkit.domain.blocker import blocker
from toolkit.domain.council import Member, Round, RoundState
from toolkit.domain.plan import Plan
from toolkit.domain.review import Review
from toolkit.errors import UnknownReview
from toolkit.rules.permissions import Act, may
from toolkit.store import Reading


@dataclass(frozen=True, slots=True)
class Held:
    """`review` and `plan` are those in force; a round of version 0 is not kept yet."""

    review: Review
    plan: Plan
    round: Round


def held(q: Reading, code: str) -> Held:
    """The round of that code. Raises UnknownReview (a NotFound with its own sentence)."""
    return _held(q, code, q.round(code) or Round(review=code))


def all_held(q: Reading) -> tuple[Held, ...]:
    """Every round of the plan in use, in its order, then those kept that it no longer names."""
    kept = {each.review: each for each in q.rounds()}
    plan = q.plan()
    codes = dict.fromkeys(review.code for review in plan.reviews)
    gone = (each.review for each in kept.values() if each.plan_version)
    codes |= dict.fromkeys(gone)
    return tuple(_held(q, code, kept.get(code) or Round(review=code)) for code in codes)


def seat(q: Reading, desk: Desk, round_of: Held) -> Member | None:
    """The desk's user as a member of the round's council; None where they don't sit in it."""
    member = q.member(round_of.review.code, desk.user.login)
    return member if member is not None and member.active else None


def runs(desk: Desk) -> bool:
    """Whether the desk's user is the round's secretary: the Ministry's coordinator."""
    return not may(desk.user, Act.RUN_REVIEWS)


def looks_on(desk: Desk) -> bool:
    """Whether they may follow every round without sitting in it: secretary, leader, analyst."""
    return runs(desk) or not may(desk.user, Act.SUMMARISE)


def hides(desk: Desk, round_of: Held) -> bool:
    """Whether names and units are kept from them: in blind mode until it is published."""
    published = round_of.round.state is RoundState.PUBLISHED
    return round_of.review.blind and not published and not runs(desk)


def require_decided(q: Reading, desk: Desk, round_of: Held) -> None:
    """Raises Refused for who may not see the round's decisions: until they are published they are
    the secretary's alone."""
    if runs(desk):
        return
    if round_of.round.state is not RoundState.PUBLISHED:
        refuse((blocker("blocker.review_file.not_published"),))
    if not looks_on(desk) and seat(q, desk, round_of) is None:
        refuse((blocker("blocker.no_right"),))


def _held(q: Reading, code: str, kept: Round) -> Held:
    plan = q.plan_of(kept.plan_version) if kept.plan_version else q.plan()
    review = next((each for each in plan.reviews if each.code == code), None)
    if review is None:
        raise UnknownReview(code=code)
    return Held(review, plan, kept)
