"""Whether what a plan says of its reviews makes sense: dates, criteria, ladder, shares."""

from collections.abc import Iterator
from itertools import pairwise
from math import isclose, isfinite

from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Sex
from toolkit.domain.review import Balance, Review, Reviewed, Scorer, Wish
from toolkit.plans.lines import Path
from toolkit.plans.parts import Fault, Parts
from toolkit.plans.references import unknown
from toolkit.rules.posts import Level

WHOLE = 100
"""What the weights of a round's criteria add up to: they are percents."""
LOT = "lot"
CRITERION = "criterion:"
RUNGS = ("median", "normalised", "timeliness", LOT)
_ONLY_UNITS = (Scorer.SELF, Scorer.CROSS)


def review_faults(parts: Parts) -> Iterator[Fault]:
    """Every fault in the rounds of review."""
    phases = parts.codes("phases")
    for place, review in parts.reviews.items():
        path: Path = ("reviews", place)
        yield from unknown((*path, "phase"), "plan_file.phase_unknown", review.phase, phases)
        yield from _days(path, review)
        yield from _criteria(path, review)
        yield from _ladder(path, review)
        yield from _scorers(path, review)
        yield from _shares(path, review)
        for nth, wish in enumerate(review.wishes):
            yield from _wish((*path, "wishes", nth), wish)
            known = _values(parts, wish.by)
            here = (*path, "wishes", nth, "value")
            yield from unknown(here, "plan_file.wish_value", wish.value, known)


def _days(path: Path, review: Review) -> Iterator[Fault]:
    days = [(name, getattr(review, name)) for name in ("since", "until", "opens", "closes")]
    for (earlier, first), (later, second) in pairwise(days):
        if second < first:
            values = {"earlier": earlier, "first": first, "second": second}
            yield Fault((*path, later), "plan_file.review_days", values)


def _criteria(path: Path, review: Review) -> Iterator[Fault]:
    if not review.criteria:
        yield Fault((*path, "criteria"), "plan_file.list_empty", {"name": "reviews.criteria"})
        return
    for nth, one in enumerate(review.criteria):
        for name in ("most", "weight"):
            value = getattr(one, name)
            if not (isfinite(value) and value > 0):
                yield Fault((*path, "criteria", nth, name), "plan_file.not_positive")
    total = sum(one.weight for one in review.criteria)
    if isfinite(total) and not isclose(total, WHOLE):
        values = {"total": total, "whole": WHOLE}
        yield Fault((*path, "criteria"), "plan_file.weights", values)
    if not (isfinite(review.step) and 0 < review.step <= min(c.most for c in review.criteria)):
        yield Fault((*path, "step"), "plan_file.review_step")


def _ladder(path: Path, review: Review) -> Iterator[Fault]:
    known = [*RUNGS, *(f"{CRITERION}{one.code}" for one in review.criteria)]
    for nth, rung in enumerate(review.tie_break):
        yield from unknown((*path, "tie_break", nth), "plan_file.rung_unknown", rung, known)
        if rung == LOT and nth < len(review.tie_break) - 1:
            yield Fault((*path, "tie_break", nth), "plan_file.lot_not_last")
    yield from _doubled((*path, "tie_break"), review.tie_break)


def _scorers(path: Path, review: Review) -> Iterator[Fault]:
    if not review.scorers:
        yield Fault((*path, "scorers"), "plan_file.list_empty", {"name": "reviews.scorers"})
    for nth, scorer in enumerate(review.scorers):
        if scorer in _ONLY_UNITS and review.of is not Reviewed.UNITS:
            values = {"value": scorer.value}
            yield Fault((*path, "scorers", nth), "plan_file.scorer_only_units", values)
    yield from _doubled((*path, "scorers"), [each.value for each in review.scorers])
    yield from _doubled((*path, "conflicts"), [each.value for each in review.conflicts])


def _doubled(path: Path, values: list[str] | tuple[str, ...]) -> Iterator[Fault]:
    for nth, value in enumerate(values):
        if value in values[:nth]:
            yield Fault((*path, nth), "plan_file.value_doubled", {"value": value})


def _shares(path: Path, review: Review) -> Iterator[Fault]:
    for name in ("quorum", "threshold", "apart"):
        if not 0 < getattr(review, name) <= 1:
            yield Fault((*path, name), "plan_file.share")
    if review.seats is not None and review.seats < 1:
        yield Fault((*path, "seats"), "plan_file.not_positive")


def _values(parts: Parts, by: Balance) -> list[str]:
    """What may be wished for: the codes of the plan, or the values that records have."""
    named = {
        Balance.FIELD: [COMPREHENSIVE, *parts.codes("fields")],
        Balance.LEVEL: parts.codes("kinds"),
        Balance.REGION: parts.codes("blocs"),
        Balance.SEX: [*Sex],
        Balance.POST: [Level.LEADER, Level.STAFF],
        Balance.KIND: [*ExemplarKind],
    }
    return [str(value) for value in named[by]]


def _wish(path: Path, wish: Wish) -> Iterator[Fault]:
    for name in ("least", "most"):
        value = getattr(wish, name)
        if value is not None and not 0 <= value <= 1:
            yield Fault((*path, name), "plan_file.share")
    if wish.least is None and wish.most is None:
        yield Fault(path, "plan_file.wish_empty")
    elif wish.least is not None and wish.most is not None and wish.most < wish.least:
        yield Fault((*path, "most"), "plan_file.wish_turned")
