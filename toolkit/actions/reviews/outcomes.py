"""What the counted ballots of a round say of each dossier; where none is held, its ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.actions.reviews.held import Held
from toolkit.actions.reviews.ranked import ranked
from toolkit.domain.ballot import Ballot, BallotState
from toolkit.rules.ballot import counted, outcome
from toolkit.rules.ranking import Ranked
from toolkit.rules.seats import Settled, settled
from toolkit.store import Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a dossier is chosen by what the round has found so far.

    `settled` is None where it was not put to the vote; `able` is False where it may not be chosen:
    too few votes, or none at all."""

    chosen: bool
    able: bool
    settled: Settled | None = None
    ballot: str = ""


def settled_of(
    ballots: Sequence[Ballot], order: Mapping[str, Ranked], seed: str
) -> dict[str, tuple[Settled, ...]]:
    """Id of each counted ballot → its dossiers, settled to the last seat."""
    return {
        each.id: settled(
            outcome(counted(each), threshold=each.threshold, seats=each.seats),
            order,
            seats=each.seats,
            seed=seed,
        )
        for each in ballots
        if each.state is BallotState.COUNTED
    }


def seats_left(q: Reading, round_of: Held, ballots: Sequence[Ballot]) -> int | None:
    """How many may still be chosen; None for no limit."""
    seats = round_of.review.seats
    if seats is None:
        return None
    found = settled_of(ballots, ranked(q, round_of).by_dossier, round_of.round.seed)
    return max(0, seats - sum(one.chosen for each in found.values() for one in each))


def verdicts(q: Reading, round_of: Held, order: Mapping[str, Ranked]) -> dict[str, Verdict]:
    """Id of each dossier that is not withdrawn → what is found of it, by ballots and `order`."""
    code = round_of.review.code
    dossiers = [each.id for each in q.dossiers(code) if not each.withdrawn]
    if not round_of.review.ballot:
        return _by_rank(dossiers, order, round_of.review.seats)
    found = settled_of(q.ballots(code), order, round_of.round.seed)
    told = {
        one.outcome.dossier: Verdict(one.chosen, one.outcome.enough, one, ballot)
        for ballot, each in found.items()
        for one in each
    }
    return {one: told.get(one, Verdict(chosen=False, able=False)) for one in dossiers}


def _by_rank(
    dossiers: Sequence[str], order: Mapping[str, Ranked], seats: int | None
) -> dict[str, Verdict]:
    """The best by rank; who nobody has scored can't be chosen."""
    most = len(dossiers) if seats is None else seats
    return {
        one: Verdict(chosen=one in order and order[one].rank <= most, able=one in order)
        for one in dossiers
    }
