"""Rounds of units: who cross-checks whom, which scores lie apart, when a sheet is whole."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import BlocRound, ScoreSheet
from toolkit.domain.review import Criterion, Kinship, Review, Scorer
from toolkit.domain.unit import Unit
from toolkit.rules.checks import too_long, unless
from toolkit.rules.conflicts import conflict_blockers
from toolkit.rules.reporting import MOST_REASON
from toolkit.rules.scoring import Scale, total

MINISTRY = ""
"""Who cross-checks where neither the bloc's head nor its deputy may."""
_HAIR = 1e-9
SELF_CHECKED = (Scorer.CROSS, Scorer.MINISTRY)
"""Whose scores are held against the unit's own."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A score that lies further from the unit's own than the round allows unexplained.

    `more` is by how much it is higher (below nought: lower)."""

    scorer: Scorer
    criterion: str
    more: float
    explained: bool


def checker(
    unit: str, bloc: BlocRound, kinds: Collection[Kinship], units: Mapping[str, Unit]
) -> str | None:
    """Who cross-checks a unit: its bloc's head, where that may not the deputy, else the Ministry.

    None while the bloc has no head. Nobody checks their own unit, whatever the round's rules."""
    if not bloc.head:
        return None
    rules = {*kinds, Kinship.SAME_UNIT}
    able = (
        each
        for each in (bloc.head, bloc.deputy)
        if each and not conflict_blockers(each, unit, rules, units)
    )
    return next(able, MINISTRY)


def apart(review: Review, own: ScoreSheet | None, sheet: ScoreSheet | None) -> tuple[Apart, ...]:
    """The scores of a sheet that lie too far from the unit's own, in the order of the criteria."""
    return tuple(_apart(review, own, sheet)) if own and sheet else ()


def whole(review: Review, own: ScoreSheet | None, sheet: ScoreSheet) -> float | None:
    """The sheet's total (0–100); None while a score is missing or one lies apart unexplained."""
    if missing(review, sheet) or any(not each.explained for each in apart(review, own, sheet)):
        return None
    return total(sheet.scores, {one.code: Scale(one.most, one.weight) for one in review.criteria})


def missing(review: Review, sheet: ScoreSheet | None) -> tuple[Criterion, ...]:
    """The criteria that have no score yet."""
    scores: Collection[str] = sheet.scores if sheet else ()
    return tuple(one for one in review.criteria if one.code not in scores)


def remark_blockers(review: Review, criterion: str, remark: str) -> tuple[Blocker, ...]:
    """Why a remark can't be taken; the empty criterion is the whole."""
    known = not criterion or criterion in review.criterion_by_code
    at = f"note.{criterion}"
    return (*unless(known, "blocker.criterion_unknown"), *too_long(at, remark, MOST_REASON))


def heads_blockers(
    bloc: str, head: str, deputy: str, members: Collection[str]
) -> tuple[Blocker, ...]:
    """Why these can't lead a bloc: `members` are the units of it that the round judges."""
    return (
        *unless(head, "blocker.head_missing", "head"),
        *unless(not head or head in members, "blocker.head_not_in_bloc", "head", unit=head),
        *unless(not deputy or deputy in members, "blocker.head_not_in_bloc", "deputy", unit=deputy),
        *unless(not deputy or deputy != head, "blocker.deputy_is_head", "deputy", bloc=bloc),
    )


def proposal_blockers(
    review: Review, proposed: Sequence[str], note: str, members: Collection[str]
) -> tuple[Blocker, ...]:
    """Why a bloc can't propose these units, best first, with this reason."""
    return tuple(_proposal(review, proposed, note, members))


def _proposal(
    review: Review, proposed: Sequence[str], note: str, members: Collection[str]
) -> Iterator[Blocker]:
    yield from unless(proposed, "blocker.nobody_proposed", "proposed")
    for unit in dict.fromkeys(proposed):
        yield from unless(unit in members, "blocker.proposed_not_in_bloc", "proposed", unit=unit)
        if proposed.count(unit) > 1:
            yield blocker("blocker.proposed_twice", "proposed", unit=unit)
    if review.seats is not None and len(proposed) > review.seats:
        yield blocker("blocker.proposed_too_many", "proposed", seats=review.seats)
    yield from unless(note.strip(), "blocker.proposal_reason", "note")
    yield from too_long("note", note, MOST_REASON)


def _apart(review: Review, own: ScoreSheet, sheet: ScoreSheet) -> Iterator[Apart]:
    for one in review.criteria:
        first, second = own.scores.get(one.code), sheet.scores.get(one.code)
        if first is None or second is None:
            continue
        if abs(second - first) > review.apart * one.most + _HAIR:
            explained = bool(sheet.notes.get(one.code, "").strip())
            yield Apart(sheet.scorer, one.code, second - first, explained)
