"""What a round of review may do next, and what keeps it from opening, closing, opening again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose, isfinite
from typing import TypeGuard

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import RoundState
from toolkit.domain.review import Criterion, Review, Scorer
from toolkit.rules.checks import unless

LEAST_MEMBERS = 3
"""Fewer can't decide by majority. Assumed: no source read names a least number for a plan's own
council."""
WHOLE = 100
_SAME = 1e-9
_MOST = 1_000_000

_NOT_IN = {
    RoundState.PREPARING: "blocker.round_not_preparing",
    RoundState.SCORING: "blocker.round_not_scoring",
    RoundState.SCORED: "blocker.round_not_scored",
}


def state_blockers(state: RoundState, *allowed: RoundState) -> tuple[Blocker, ...]:
    """Why this can't be done in the state that the round is in; the first allowed one is told."""
    return unless(state in allowed, _NOT_IN[allowed[0]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What opening asks of a round: its `members` and those of them who are `unable` (names of
    people who are off the list of users or whose role may not score), numbers of its `dossiers`,
    of those `unjudged` (all their judges stand aside), `stopped` (nobody follows their exemplar any
    more), and of `twins` (one subject twice)."""

    members: int
    unable: Sequence[str]
    dossiers: int
    unjudged: Sequence[int]
    stopped: Sequence[int]
    twins: Sequence[tuple[int, int]]


def opening_blockers(review: Review, ready: Readiness, today: date) -> tuple[Blocker, ...]:
    """Why scoring can't be opened, every reason of it."""
    return tuple(_opening(review, ready, today))


def _opening(review: Review, ready: Readiness, today: date) -> Iterator[Blocker]:
    if today < review.opens:
        yield blocker("blocker.round_opens_later", opens=review.opens)
    total = sum(one.weight for one in review.criteria)
    if not isclose(total, WHOLE):
        yield blocker("blocker.review_weights", total=total, whole=WHOLE)
    yield from unless(ready.dossiers, "blocker.no_dossiers")
    if ready.stopped:
        yield blocker("blocker.dossiers_stopped", numbers=numbered(ready.stopped))
    for one, other in ready.twins:
        yield blocker("blocker.twin_dossiers", one=one, other=other)
    if Scorer.COUNCIL in review.scorers:
        yield from _council(ready)


def _council(ready: Readiness) -> Iterator[Blocker]:
    if ready.members < LEAST_MEMBERS:
        yield blocker("blocker.council_too_small", count=ready.members, least=LEAST_MEMBERS)
    for name in ready.unable:
        yield blocker("blocker.member_cannot_score", name=name)
    if ready.members and ready.unjudged:
        yield blocker("blocker.no_judge_left", numbers=numbered(ready.unjudged))


def closing_blockers(*, unscored: Sequence[int], missing: int, reason: str) -> tuple[Blocker, ...]:
    """Why scoring can't be closed: a dossier that nobody scored; sheets missing, and no reason."""
    found = unless(not unscored, "blocker.dossiers_unscored", numbers=numbered(unscored))
    if missing and not reason.strip():
        return (*found, blocker("blocker.sheets_missing", "reason", count=missing))
    return found


def score_blockers(criterion: Criterion | None, score: object, step: float) -> tuple[Blocker, ...]:
    """Why a score can't be taken: no such criterion, no number, out of scale, off the step."""
    if criterion is None:
        return (blocker("blocker.criterion_unknown"),)
    at = f"score.{criterion.code}"
    if score is None:
        return ()
    if not _is_number(score):
        return (blocker("blocker.score_not_a_number", at, name=criterion.name),)
    if not 0 <= score <= criterion.most:
        values = {"name": criterion.name, "most": criterion.most, "score": score}
        return (blocker("blocker.score_off_scale", at, **values),)
    steps = score / step
    if abs(steps - round(steps)) > _SAME * max(1.0, steps):
        values = {"name": criterion.name, "step": step, "score": score}
        return (blocker("blocker.score_off_step", at, **values),)
    return ()


def _is_number(score: object) -> TypeGuard[float]:
    """Whether it is one that any scale may hold; numbers of a thousand digits are none."""
    if isinstance(score, bool) or not isinstance(score, int | float):
        return False
    return abs(score) <= _MOST and isfinite(score)


def twins(subjects: Sequence[tuple[int, str]]) -> tuple[tuple[int, int], ...]:
    """Numbers of dossiers that have come to be about the same subject, two by two."""
    first: dict[str, int] = {}
    found = []
    for number, subject in subjects:
        if subject and subject in first:
            found.append((first[subject], number))
        first.setdefault(subject, number)
    return tuple(found)


def numbered(numbers: Collection[int], most: int = 10) -> str:
    """Numbers as a sentence tells them, the first few: "1, 2, 5 …"."""
    ordered = sorted(numbers)
    more = " …" if len(ordered) > most else ""
    return ", ".join(str(each) for each in ordered[:most]) + more
