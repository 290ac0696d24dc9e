"""Which exemplars have come to a standstill."""

from datetime import date, timedelta

from toolkit.domain.exemplar import Exemplar, Standing, Step


def stalled_before(today: date, days: int) -> date:
    """Who was last heard of before this day is stalled: more than `days` days ago."""
    return today - timedelta(days=days)


def is_stalled(exemplar: Exemplar, today: date, days: int) -> bool:
    """Followed, not yet honoured, and for more than `days` days neither a step nor an activity."""
    going = exemplar.standing is Standing.FOLLOWED and not exemplar.taken(Step.HONOURED)
    last = exemplar.last_on or exemplar.discovered_on
    return going and last < stalled_before(today, days)
