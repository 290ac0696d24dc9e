"""The rounds of review that somebody should know of today."""

from collections.abc import Iterator
from datetime import timedelta

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, all_held
from toolkit.actions.reviews.seeing import RoundView, review_seen
from toolkit.actions.rights import require
from toolkit.domain.council import RoundState
from toolkit.rules.permissions import Act

AHEAD = timedelta(days=60)
"""How long before scoring opens a round is spoken of, and how long after it is published."""


def reviews_running(desk: Desk) -> tuple[RoundView, ...]:
    """Rounds that are scored or decided, open soon, or were published lately; nothing is counted
    of the others."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        codes = list(_near(desk, all_held(q)))
    return tuple(review_seen(desk, code) for code in codes)


def _near(desk: Desk, rounds: tuple[Held, ...]) -> Iterator[str]:
    for each in rounds:
        state, published = each.round.state, each.round.published_on
        days = {
            RoundState.PREPARING: each.review.opens - desk.today,
            RoundState.PUBLISHED: desk.today - (published or desk.today),
        }
        if days.get(state, timedelta()) <= AHEAD:
            yield each.review.code
