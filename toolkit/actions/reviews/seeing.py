"""What people see of the rounds of review: rules for all, counts for those who are of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.counts import waited
from toolkit.actions.reviews.held import Held, all_held, held, hides, looks_on, runs, seat
from toolkit.actions.reviews.opening import closing, opening
from toolkit.actions.reviews.sitting import Sitting, sitting
from toolkit.actions.rights import require
from toolkit.domain.blocker import Blocker
from toolkit.domain.council import Member, Post, Round, RoundState
from toolkit.domain.plan import Phase
from toolkit.domain.review import Review
from toolkit.rules.permissions import Act
from toolkit.store import Reading

_ASKING = (Post.CHAIR, Post.VICE_CHAIR, Post.SECRETARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round as its user may see it; counts are 0 for those who are not of it.

    `post` is their own on its council. `given` and `needed` count complete score sheets and those
    waited for, `mine_…` the user's own. `missing` are logins of judges who have not finished;
    `people` names members by login. `blockers` tell the secretary why it can't be opened, or
    closed, yet. `overdue`: the day of closing has passed and scoring is open still."""

    review: Review
    round: Round
    phase: Phase
    post: Post | None = None
    members: int = 0
    dossiers: int = 0
    given: int = 0
    needed: int = 0
    mine_given: int = 0
    mine_needed: int = 0
    missing: tuple[str, ...] = ()
    people: Mapping[str, str]
    blockers: tuple[Blocker, ...] = ()
    overdue: bool = False


def reviews_seen(desk: Desk) -> tuple[RoundView, ...]:
    """Every round of the plan; its rules are there for all to read before scores open."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        return tuple(_view(q, desk, each) for each in all_held(q))


def review_seen(desk: Desk, review: str) -> RoundView:
    """One round. Raises UnknownReview."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        return _view(q, desk, held(q, review))


def _view(q: Reading, desk: Desk, found: Held) -> RoundView:
    phase = next(each for each in found.plan.phases if each.code == found.review.phase)
    member = seat(q, desk, found)
    if member is None and not looks_on(desk):
        return RoundView(review=found.review, round=found.round, phase=phase, people={})
    seated = sitting(q, desk, found)
    given, left = waited(q, seated)
    mine = desk.user.login
    return RoundView(
        review=found.review,
        round=found.round,
        phase=phase,
        post=member.post if member else None,
        members=len(seated.members),
        dossiers=len(seated.dossiers),
        given=sum(given.values()),
        needed=sum(given.values()) + sum(left.values()),
        mine_given=given.get(mine, 0) if member else 0,
        mine_needed=given.get(mine, 0) + left.get(mine, 0) if member else 0,
        missing=_missing(left) if asks(desk, found, member) else (),
        people=q.user_names([one.login for one in seated.members]),
        blockers=_blockers(q, desk, seated) if runs(desk) else (),
        overdue=found.round.state is RoundState.SCORING and desk.today > found.review.closes,
    )


def asks(desk: Desk, round_of: Held, member: Member | None) -> bool:
    """Whether they may know who has not finished: secretaries, leaders, the council's chair.

    Not so a judge in blind mode: who stands aside from what would tell whose it is."""
    if member is None:
        return looks_on(desk)
    return (looks_on(desk) or member.post in _ASKING) and not hides(desk, round_of)


def _missing(left: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(login for login, count in left.items() if login and count)


def _blockers(q: Reading, desk: Desk, seated: Sitting) -> tuple[Blocker, ...]:
    state = seated.held.round.state
    if state is RoundState.PREPARING:
        return opening(q, desk, seated)
    return closing(q, seated, "") if state is RoundState.SCORING else ()
