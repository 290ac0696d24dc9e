"""When a ballot may be opened, voted in, counted on paper and declared void."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from toolkit.domain.ballot import Ballot, BallotKind, BallotState, PaperCount
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, RoundState
from toolkit.rules.ballot import LEAST_VOTERS, Count, count_of
from toolkit.rules.checks import unless
from toolkit.rules.reporting import reason_blockers

VALID, INVALID = "valid", "invalid"
"""Places of a count of paper ballots, beside the ids of the dossiers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a ballot is to be opened with: dossiers by id, and the logins of those present."""

    dossiers: tuple[str, ...]
    present: tuple[str, ...]


def opening_blockers(
    asked: Asked,
    *,
    state: RoundState,
    dossiers: Mapping[str, Dossier],
    voters: Collection[str],
    kept: Mapping[str, tuple[str, ...]],
    before: Collection[Ballot],
    seats: int | None,
) -> Iterator[Blocker]:
    """Why the ballot can't be opened. `dossiers` are the round's that are not withdrawn, `before`
    its ballots so far, `seats` those that are left."""
    yield from unless(state is RoundState.SCORED, f"blocker.ballot.round.{state.value}")
    yield from unless(asked.dossiers, "blocker.ballot.no_dossiers", "dossiers")
    yield from unless(asked.present, "blocker.ballot.nobody_present", "present")
    yield from unless(set(asked.present) <= set(voters), "blocker.ballot.not_a_member", "present")
    yield from unless(seats != 0, "blocker.ballot.no_seats")
    yield from (
        blocker("blocker.ballot.is.open", number=each.number)
        for each in before
        if each.state is BallotState.OPEN
    )
    counted = {one for each in before if each.state is BallotState.COUNTED for one in each.dossiers}
    for one in asked.dossiers:
        found = dossiers.get(one)
        if found is None:
            yield blocker("blocker.ballot.dossier_gone", "dossiers")
        elif one in counted:
            yield blocker("blocker.ballot.counted_before", "dossiers", number=found.number)
        elif (left := len(set(voters) - set(kept.get(one, ())))) < LEAST_VOTERS:
            yield blocker(
                "blocker.ballot.too_few_vote",
                "dossiers",
                number=found.number,
                left=left,
                least=LEAST_VOTERS,
            )


def state_blockers(ballot: Ballot) -> tuple[Blocker, ...]:
    """Why nothing may be done with the ballot any more."""
    is_open = ballot.state is BallotState.OPEN
    return unless(is_open, f"blocker.ballot.is.{ballot.state.value}", number=ballot.number)


def voting_blockers(ballot: Ballot, login: str, voted: Collection[str]) -> tuple[Blocker, ...]:
    """Why this person can't vote in the ballot, or not once more."""
    if login not in ballot.voters:
        return (blocker("blocker.ballot.not_yours", number=ballot.number),)
    return (
        *state_blockers(ballot),
        *unless(ballot.kind is BallotKind.ELECTRONIC, "blocker.ballot.on_paper"),
        *unless(login in ballot.present, "blocker.ballot.not_present"),
        *unless(login not in voted, "blocker.ballot.voted"),
    )


def void_blockers(ballot: Ballot, reason: str) -> tuple[Blocker, ...]:
    """A ballot is void only while it is open: a count stands."""
    return (*state_blockers(ballot), *reason_blockers(reason))


def may_vote_on(ballot: Ballot, login: str) -> tuple[str, ...]:
    """The dossiers of the ballot on which this person votes, in its order."""
    return tuple(one for one in ballot.dossiers if login not in ballot.kept.get(one, ()))


def paper_blockers(
    ballot: Ballot, login: str, others: Collection[PaperCount], typed: PaperCount
) -> Iterator[Blocker]:
    """Why this person's count of the paper can't be taken."""
    yield from state_blockers(ballot)
    yield from unless(ballot.kind is BallotKind.PAPER, "blocker.ballot.not_on_paper")
    two = [each for each in others if each.login != login]
    yield from unless(len(two) < COUNTERS, "blocker.ballot.two_have_counted")
    here = len(ballot.present)
    cast = typed.valid + typed.invalid
    if cast > here:
        yield blocker("blocker.ballot.more_than_present", VALID, cast=cast, present=here)
    count = paper_count(ballot, typed)
    for one in ballot.dossiers:
        if one not in typed.agreed:
            yield blocker("blocker.ballot.count_missing", one)
        elif cast <= here and typed.agreed[one] > count.of(one):
            yield blocker("blocker.ballot.more_votes", one, most=count.of(one))


COUNTERS = 2
"""How many people count the paper, each for themselves."""


def paper_count(ballot: Ballot, told: PaperCount) -> Count:
    """What one person counted, as a count of the ballot."""
    return count_of(ballot, ballot.present, told.valid, told.invalid)


def differences(ballot: Ballot, one: PaperCount, other: PaperCount) -> tuple[str, ...]:
    """The places in which two counts differ: "valid", "invalid", or a dossier's id."""
    sums = ((VALID, one.valid == other.valid), (INVALID, one.invalid == other.invalid))
    return (
        *(place for place, same in sums if not same),
        *(each for each in ballot.dossiers if one.agreed.get(each) != other.agreed.get(each)),
    )
