"""Secret ballots: opened, voted in, counted once, or void with a reason.

Nothing here ties a voter to a vote, nor tells a part count to anybody: see docs/decisions/0073."""

from collections.abc import Collection
from dataclasses import replace
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.outcomes import seats_left
from toolkit.actions.reviews.paper import agreed_count
from toolkit.actions.reviews.sitting import Sitting, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.ballot import Ballot, BallotKind, BallotState
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules.ballot import Count, count_blockers, count_of, without_quorum
from toolkit.rules.checks import too_long, unless
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import MOST_REASON
from toolkit.rules.voting import (
    Asked,
    may_vote_on,
    opening_blockers,
    state_blockers,
    void_blockers,
    voting_blockers,
)
from toolkit.store import Reading, Writing


def open_ballot(
    desk: Desk,
    *,
    review: str,
    kind: str,
    dossiers: Collection[str],
    present: Collection[str],
) -> Ballot:
    """Put dossiers (ids) to the vote of those members (logins) who are present.

    Who votes, who stays away from what, quorum, threshold and seats are fixed now. Raises Refused
    with every reason."""
    require(desk, Act.RUN_REVIEWS)
    if kind not in [*BallotKind]:
        refuse((blocker("blocker.not_in_list", "kind"),))
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seated = _seated(tx, desk, review)
        here = {each.id: each for each in seated.dossiers}
        by_number = sorted(set(dossiers), key=lambda one: here[one].number if one in here else 0)
        asked = Asked(tuple(by_number), tuple(dict.fromkeys(present)))
        before, kept = tx.ballots(review), _kept(seated, asked)
        voters = tuple(one.login for one in seated.members)
        seats = seats_left(tx, seated.held, before)
        refuse(
            tuple(
                opening_blockers(
                    asked,
                    state=seated.held.round.state,
                    dossiers=here,
                    voters=voters,
                    kept=kept,
                    before=before,
                    seats=seats,
                )
            )
        )
        opened = Ballot(
            review=review,
            number=len(before) + 1,
            kind=BallotKind(kind),
            dossiers=asked.dossiers,
            voters=voters,
            present=asked.present,
            kept=MappingProxyType(kept),
            quorum=seated.held.review.quorum,
            threshold=seated.held.review.threshold,
            seats=seats,
            opened_on=desk.today,
        )
        saved = tx.save(opened, action="open")
        tx.commit()
    return saved


def arrive(desk: Desk, *, ballot: str, login: str, version: int) -> Ballot:
    """A member who comes late may vote from now on. Raises Refused, Conflict."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = tx.require_current(ballot_of(tx, ballot), version)
        member = unless(login in found.voters, "blocker.ballot.not_a_member", "present")
        refuse((*state_blockers(found), *member))
        present = tuple(dict.fromkeys((*found.present, login)))
        saved = tx.save(replace(found, present=present), action="arrive")
        tx.commit()
    return saved


def cast(desk: Desk, *, ballot: str, agreed: Collection[str]) -> None:
    """The user's own vote: yes to these dossiers (ids), no to the others. Once, and for good.

    Raises Refused: no second one, none for somebody who stays away, none when it is closed."""
    _cast(desk, ballot, frozenset(agreed))


def cast_invalid(desk: Desk, *, ballot: str) -> None:
    """The user hands in a ballot that is blank: it counts for the quorum and for nobody."""
    _cast(desk, ballot, None)


def _cast(desk: Desk, ballot: str, agreed: frozenset[str] | None) -> None:
    require(desk, Act.VOTE)
    login = desk.user.login
    with desk.store.writing(by=login, at=desk.now()) as tx:
        found = ballot_of(tx, ballot)
        refuse(voting_blockers(found, login, tx.voted(ballot)))
        refuse(unchanged_blockers(_seated(tx, desk, found.review), found, login))
        allowed = frozenset(may_vote_on(found, login))
        refuse(unless(agreed is None or agreed <= allowed, "blocker.ballot.not_yours_to_say"))
        tx.vote(found.id, login, agreed)
        tx.commit()


def unchanged_blockers(seated: Sitting, ballot: Ballot, login: str) -> tuple[Blocker, ...]:
    """Whoever has come to stay away since the opening, or no more, can't vote in this ballot."""
    if login not in {one.login for one in seated.members}:
        return (blocker("blocker.ballot.left_council"),)
    now = {one.id for one in seated.dossiers if seated.away.blockers(login, one)}
    then = {one for one in ballot.dossiers if login in ballot.kept.get(one, ())}
    same = now.intersection(ballot.dossiers) == then
    return unless(same, "blocker.ballot.conflict_since", number=ballot.number)


def count(desk: Desk, *, ballot: str, version: int) -> Ballot:
    """Close the ballot for good, and count it; nobody has seen a number before.

    Raises Refused without quorum, or while two counts of the paper don't agree; Conflict."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = tx.require_current(ballot_of(tx, ballot), version)
        refuse(state_blockers(found))
        closing = replace(found, counted_on=desk.today)
        if found.kind is BallotKind.PAPER:
            told = agreed_count(tx, found)
            counted = replace(
                closing,
                state=BallotState.COUNTED,
                valid=told.valid,
                invalid=told.invalid,
                agreed=told.agreed,
            )
            refuse(quorum_blockers(tx, counted, _on_paper(counted)))
            saved = tx.save(counted, action="count")
        else:
            refuse(quorum_blockers(tx, found, cast_so_far(found, tx.voted(ballot))))
            saved = tx.count_ballot(closing)
        tx.commit()
    return saved


def void(desk: Desk, *, ballot: str, version: int, reason: str) -> Ballot:
    """Declare an open ballot void: its votes are thrown away unread, and it is voted again.

    Raises Refused, Conflict."""
    require(desk, Act.RUN_REVIEWS)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = tx.require_current(ballot_of(tx, ballot), version)
        refuse((*void_blockers(found, reason), *too_long("reason", reason, MOST_REASON)))
        saved = tx.void_ballot(replace(found, note=reason), reason=reason)
        tx.commit()
    return saved


def ballot_of(q: Reading, ballot: str) -> Ballot:
    """The ballot. Raises NotFound."""
    found = q.ballot(ballot)
    if found is None:
        raise NotFound
    return found


def cast_so_far(ballot: Ballot, voted: Collection[str]) -> Count:
    """How many have handed in, and nothing of what."""
    return count_of(ballot, tuple(voted), len(voted), 0)


def quorum_blockers(q: Reading, ballot: Ballot, count: Count) -> tuple[Blocker, ...]:
    """Why too few have voted: in all, or on some dossier of those who don't stay away from it."""
    whole = count_blockers(count, ballot.quorum)
    short = set(without_quorum(count, ballot.quorum))
    if whole or not short:
        return whole
    numbers = [each.number for each in q.dossiers(ballot.review) if each.id in short]
    return (blocker("blocker.no_quorum_for", numbers=", ".join(map(str, numbers))),)


def _on_paper(counted: Ballot) -> Count:
    return count_of(counted, counted.present, counted.valid, counted.invalid)


def _seated(tx: Writing, desk: Desk, review: str) -> Sitting:
    return sitting(tx, desk, held(tx, review))


def _kept(seated: Sitting, asked: Asked) -> dict[str, tuple[str, ...]]:
    """Id of each dossier → the members who stay away from it, where there are any."""
    found = {
        each.id: tuple(one.login for one in seated.members if seated.away.blockers(one.login, each))
        for each in seated.dossiers
        if each.id in asked.dossiers
    }
    return {one: logins for one, logins in found.items() if logins}
