"""The count of a secret ballot (bỏ phiếu kín): quorum, threshold, who is chosen.

Quorum and threshold are the round's own and stand in the plan; minutes tell the share as
official papers do ("kết quả nhất trí …%")."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from toolkit.domain.blocker import Blocker, blocker


@dataclass(frozen=True, slots=True)
class Count:
    """Ballots handed in: valid and invalid ones, and how many of the valid say yes to whom."""

    members: int
    valid: int
    invalid: int
    agreed: Mapping[str, int]

    @property
    def cast(self) -> int:
        return self.valid + self.invalid


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dossier's result: votes, their share of the valid ballots, and whether that is enough.

    `chosen` is None where it shares the last seat with others: the ladder must decide, or a lot."""

    dossier: str
    agreed: int
    share: float
    enough: bool
    chosen: bool | None


def needed(members: int, quorum: float) -> int:
    """How many members make the quorum: the share of all, rounded up."""
    return ceil(Fraction(quorum).limit_denominator(1000) * members)


def count_blockers(count: Count, quorum: float) -> tuple[Blocker, ...]:
    """Why the count can't stand: too few ballots, too many, or more votes than ballots."""
    least = needed(count.members, quorum)
    found = []
    if count.cast < least:
        found.append(blocker("blocker.no_quorum", cast=count.cast, least=least))
    if count.cast > count.members:
        found.append(blocker("blocker.too_many_ballots", cast=count.cast, members=count.members))
    if any(not 0 <= votes <= count.valid for votes in count.agreed.values()):
        found.append(blocker("blocker.more_votes_than_ballots", valid=count.valid))
    return tuple(found)


def outcome(count: Count, *, threshold: float, seats: int | None) -> tuple[Outcome, ...]:
    """Every dossier's result, the most votes first; equal ones by code."""
    least = Fraction(threshold).limit_denominator(1000)
    ordered = sorted(count.agreed.items(), key=lambda each: (-each[1], each[0]))
    enough = {
        one for one, votes in ordered if count.valid and Fraction(votes, count.valid) >= least
    }
    places = [votes for one, votes in ordered if one in enough]
    last = places[seats - 1] if seats is not None and 0 < seats < len(places) else None
    shared = last is not None and places[seats or 0] == last
    return tuple(
        Outcome(
            one,
            votes,
            votes / count.valid if count.valid else 0.0,
            one in enough,
            _chosen(votes, last, shared=shared) if one in enough else False,
        )
        for one, votes in ordered
    )


def _chosen(votes: int, last: int | None, *, shared: bool) -> bool | None:
    if last is None or votes > last:
        return True
    if votes < last:
        return False
    return None if shared else True
