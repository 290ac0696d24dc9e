"""Paper ballots counted by two people, each for themselves, who must agree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import runs
from toolkit.actions.rights import refuse, require
from toolkit.domain.ballot import Ballot, PaperCount
from toolkit.domain.blocker import Blocker, blocker
from toolkit.errors import NotFound
from toolkit.rules.checks import unless
from toolkit.rules.numbers import read_figure
from toolkit.rules.permissions import Act
from toolkit.rules.voting import COUNTERS, INVALID, VALID, differences, paper_blockers
from toolkit.store import Reading


def enter_paper(
    desk: Desk, *, ballot: str, valid: object, invalid: object, agreed: Mapping[str, object]
) -> PaperCount:
    """What this person counted: valid and invalid ballots, and yes to each dossier (by id).

    Entered once more it replaces their own count. They don't learn what the other one counted.
    Numbers may be as typed. Raises Refused, each reason beside "valid", "invalid" or the id."""
    require(desk, Act.SEE_REVIEWS)
    login = desk.user.login
    with desk.store.writing(by=login, at=desk.now()) as tx:
        found = tx.ballot(ballot)
        if found is None:
            raise NotFound
        refuse(counter_blockers(tx, desk, found))
        typed, faults = _read(found, login, {**agreed, VALID: valid, INVALID: invalid})
        others = tx.paper_counts(ballot)
        refuse((*faults, *(() if faults else paper_blockers(found, login, others, typed))))
        before = next((each for each in others if each.login == login), None)
        known = (before.id, before.version) if before else ("", 0)
        saved = tx.save(replace(typed, id=known[0], version=known[1]), action="count_paper")
        tx.commit()
    return saved


def counter_blockers(q: Reading, desk: Desk, ballot: Ballot) -> tuple[Blocker, ...]:
    """Only the secretary and members of the round's council count its paper."""
    member = q.member(ballot.review, desk.user.login)
    if runs(desk) or (member is not None and member.active):
        return ()
    return (blocker("blocker.ballot.not_a_counter"),)


def agreed_count(q: Reading, ballot: Ballot) -> PaperCount:
    """What both have counted. Raises Refused while one is missing, or naming where they differ."""
    told = q.paper_counts(ballot.id)
    refuse(counts_missing(told))
    refuse(difference_blockers(q, ballot, told))
    return told[0]


def counts_missing(told: Sequence[PaperCount]) -> tuple[Blocker, ...]:
    """Two people count."""
    enough = len(told) >= COUNTERS
    return unless(enough, "blocker.ballot.counts_missing", told=len(told), least=COUNTERS)


def difference_blockers(
    q: Reading, ballot: Ballot, told: Sequence[PaperCount]
) -> tuple[Blocker, ...]:
    """The places in which the two counts differ, without a number of either."""
    if len(told) < COUNTERS:
        return ()
    numbers = {each.id: each.number for each in q.dossiers(ballot.review)}
    return tuple(
        blocker(f"blocker.ballot.differ_in.{place}", place)
        if place in (VALID, INVALID)
        else blocker("blocker.ballot.differ", place, number=numbers[place])
        for place in differences(ballot, told[0], told[1])
    )


def _read(
    ballot: Ballot, login: str, form: Mapping[str, object]
) -> tuple[PaperCount, tuple[Blocker, ...]]:
    """The count as typed, and what could not be read of it."""
    read: dict[str, int] = {}
    faults: list[Blocker] = []
    for place in (VALID, INVALID, *ballot.dossiers):
        number, wrong = read_figure(form.get(place), place, whole=True)
        if number is None and not wrong:
            wrong = (blocker("blocker.ballot.count_missing", place),)
        read[place] = int(number or 0)
        faults += wrong
    valid, invalid = read.pop(VALID), read.pop(INVALID)
    agreed = MappingProxyType(read)
    count = PaperCount(ballot=ballot.id, login=login, valid=valid, invalid=invalid, agreed=agreed)
    return count, tuple(faults)
