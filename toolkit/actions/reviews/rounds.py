"""A round of review set up, opened for scoring, closed and opened again."""

import secrets
from dataclasses import replace

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.opening import aside, closing, opening, tidied
from toolkit.actions.reviews.seeing import RoundView, review_seen, reviews_seen
from toolkit.actions.reviews.sitting import seen_round, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.ballot import BallotState
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Round, RoundState
from toolkit.domain.text import clean
from toolkit.rules.checks import too_long
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import MOST_REASON, reason_blockers
from toolkit.rules.rounds import state_blockers
from toolkit.store import Reading
from toolkit.words import Words

__all__ = [
    "RoundView",
    "close_scoring",
    "open_again",
    "open_scoring",
    "review_seen",
    "reviews_seen",
    "set_up",
]


def set_up(desk: Desk, *, review: str, version: int, note: str) -> Round:
    """Note something about a round that is being prepared (the paper that its council is set up
    by, say). Raises Refused, Conflict."""
    require(desk, Act.RUN_REVIEWS)
    note = clean(note)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = seen_round(tx, review, version)
        preparing = state_blockers(found.round.state, RoundState.PREPARING)
        refuse((*preparing, *too_long("note", note, MOST_REASON)))
        saved = tx.save(replace(found.round, note=note), action="set_up")
        tx.commit()
    return saved


def open_scoring(desk: Desk, *, review: str, version: int, seed: str = "") -> Round:
    """Open scoring: from now on the round's rules are those of the plan as it is today.

    The seed of its lots is drawn now, before there is anybody to draw between (`seed` is for lots
    that have been drawn elsewhere). Raises Refused with every reason, Conflict."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = seen_round(tx, review, version)
        refuse(state_blockers(found.round.state, RoundState.PREPARING))
        tidied(tx, desk, found)
        seated = sitting(tx, desk, found)
        refuse(opening(tx, desk, seated))
        in_use = tx.plan_version()
        opened = replace(
            found.round,
            state=RoundState.SCORING,
            plan_version=in_use.version if in_use else 1,
            seed=clean(seed) or secrets.token_hex(8),
            opened_on=desk.today,
        )
        saved = tx.save(opened, action="open")
        tx.commit()
    return saved


def close_scoring(desk: Desk, *, review: str, version: int, reason: str = "") -> Round:
    """Close scoring; with sheets missing only for a reason, which is kept.

    Sheets of judges who have come to stand aside since they scored are taken out.
    Raises Refused, Conflict."""
    require(desk, Act.RUN_REVIEWS)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = seen_round(tx, review, version)
        refuse(state_blockers(found.round.state, RoundState.SCORING))
        seated = sitting(tx, desk, found)
        refuse((*closing(tx, seated, reason), *too_long("reason", reason, MOST_REASON)))
        for sheet in aside(tx, seated):
            tx.remove(sheet, reason=Words().say("round.taken_out_at_closing"))
        closed = replace(found.round, state=RoundState.SCORED, closed_on=desk.today)
        saved = tx.save(closed, action="close", reason=reason)
        tx.commit()
    return saved


def open_again(desk: Desk, *, review: str, version: int, reason: str) -> Round:
    """Open scoring once more, for a reason, as long as nobody has voted on what it led to.

    What was to be decided by the old scores is taken back."""
    require(desk, Act.RUN_REVIEWS)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = seen_round(tx, review, version)
        scored = state_blockers(found.round.state, RoundState.SCORED)
        refuse((*scored, *_voted(tx, review), *reason_blockers(reason)))
        again = replace(found.round, state=RoundState.SCORING, closed_on=None)
        saved = tx.save(again, action="open_again", reason=reason)
        for pending in tx.decisions(review):
            tx.remove(pending, reason=reason)
        tx.commit()
    return saved


def _voted(q: Reading, review: str) -> tuple[Blocker, ...]:
    stands = [each for each in q.ballots(review) if each.state is not BallotState.VOID]
    return (blocker("blocker.round_voted", number=stands[-1].number),) if stands else ()
