"""The count of a secret ballot (bỏ phiếu kín): quorum, threshold, who is chosen.

Quorum and threshold are the round's own and stand in the plan; minutes tell the share as
official papers do ("kết quả nhất trí …%")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from toolkit.domain.ballot import Ballot
from toolkit.domain.blocker import Blocker, blocker

LEAST_VOTERS = 3
"""Fewer would learn from the count how each other voted."""
_NOBODY: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Count:
    """Ballots handed in: valid and invalid ones, and how many of the valid say yes to whom.

    `kept` is how many members stay away from a dossier, `kept_cast` how many of those handed in a
    ballot that says nothing of it."""

    members: int
    valid: int
    invalid: int
    agreed: Mapping[str, int]
    kept: Mapping[str, int] = field(default_factory=lambda: _NOBODY)
    kept_cast: Mapping[str, int] = field(default_factory=lambda: _NOBODY)

    @property
    def cast(self) -> int:
        return self.valid + self.invalid

    def of(self, dossier: str) -> int:
        """Of how many ballots a dossier's votes are a share: the valid ones that may speak of it.

        Where some stay away and some ballots are invalid nobody knows whose those are; then it is
        the most that it can be, so that a share is never told higher than it is."""
        return max(0, self.cast - max(self.kept_cast.get(dossier, 0), self.invalid))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dossier's result: votes, their share of the valid ballots, and whether that is enough.

    `chosen` is None where it shares the last seat with others: the ladder must decide, or a lot.
    `of` is how many ballots the share is of."""

    dossier: str
    agreed: int
    share: float
    enough: bool
    chosen: bool | None
    of: int = 0


def needed(members: int, quorum: float) -> int:
    """How many members make the quorum: the share of all, rounded up."""
    return ceil(Fraction(quorum).limit_denominator(1000) * members)


def least_cast(members: int, quorum: float) -> int:
    """How many ballots must come in: the quorum, and enough to hide each other."""
    return max(needed(members, quorum), LEAST_VOTERS)


def counted(ballot: Ballot) -> Count:
    """What a counted ballot says. On paper nobody knows who handed in: all who were present."""
    return count_of(ballot, ballot.voted or ballot.present, ballot.valid, ballot.invalid)


def count_of(ballot: Ballot, handed: tuple[str, ...], valid: int, invalid: int) -> Count:
    """A count of the ballot, where `handed` are those who may have handed in."""
    here = set(handed)
    return Count(
        members=len(ballot.voters),
        valid=valid,
        invalid=invalid,
        agreed=ballot.agreed,
        kept={one: len(kept) for one, kept in ballot.kept.items()},
        kept_cast={one: len(here.intersection(kept)) for one, kept in ballot.kept.items()},
    )


def count_blockers(count: Count, quorum: float) -> tuple[Blocker, ...]:
    """Why the count can't stand: too few ballots, too many, or more votes than ballots."""
    least = least_cast(count.members, quorum)
    found = []
    if count.cast < least:
        found.append(
            blocker("blocker.no_quorum", cast=count.cast, least=least, members=count.members)
        )
    if count.cast > count.members:
        found.append(blocker("blocker.too_many_ballots", cast=count.cast, members=count.members))
    if any(not 0 <= votes <= count.of(one) for one, votes in count.agreed.items()):
        found.append(blocker("blocker.more_votes_than_ballots", valid=count.valid))
    return tuple(found)


def without_quorum(count: Count, quorum: float) -> tuple[str, ...]:
    """The dossiers on which too few have voted of those who don't stay away from them."""
    return tuple(
        one
        for one in sorted(count.kept)
        if count.cast - count.kept_cast.get(one, 0)
        < least_cast(count.members - count.kept[one], quorum)
    )


def outcome(count: Count, *, threshold: float, seats: int | None) -> tuple[Outcome, ...]:
    """Every dossier's result, the greatest share first; equal ones by code."""
    least = Fraction(threshold).limit_denominator(1000)
    of = {one: count.of(one) for one in count.agreed}
    share = {one: Fraction(votes, of[one] or 1) for one, votes in count.agreed.items()}
    ordered = sorted(count.agreed, key=lambda one: (-share[one], one))
    enough = {one for one in ordered if of[one] and share[one] >= least}
    places = [share[one] for one in ordered if one in enough]
    last = places[seats - 1] if seats is not None and 0 < seats < len(places) else None
    shared = last is not None and places[seats or 0] == last
    return tuple(
        Outcome(
            one,
            count.agreed[one],
            float(share[one]),
            one in enough,
            one in enough and seats != 0 and _chosen(share[one], last, shared=shared),
            of[one],
        )
        for one in ordered
    )


def _chosen(share: Fraction, last: Fraction | None, *, shared: bool) -> bool | None:
    if last is None or share > last:
        return True
    if share < last:
        return False
    return None if shared else True
