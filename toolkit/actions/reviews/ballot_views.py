"""What people see of ballots: who may vote and who has, never how; counts once they are closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.ballots import cast_so_far, quorum_blockers, unchanged_blockers
from toolkit.actions.reviews.conflicts import discreet
from toolkit.actions.reviews.held import Held, held, hides, looks_on, runs, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.outcomes import seats_left, settled_of
from toolkit.actions.reviews.paper import (
    counter_blockers,
    counts_missing,
    difference_blockers,
)
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.sitting import Sitting, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.ballot import Ballot, BallotKind, BallotState, PaperCount
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, Post
from toolkit.rules.ballot import least_cast
from toolkit.rules.permissions import Act
from toolkit.rules.seats import Settled
from toolkit.rules.voting import voting_blockers
from toolkit.store import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotLine:
    """A dossier on a ballot. `away`: why this user doesn't vote on it; `kept` who else does not.

    `settled` is None until the ballot is counted; `beside` are numbers of those that shared the
    last seat, in the order found."""

    dossier: str
    label: Label
    rank: int | None = None
    away: tuple[Blocker, ...] = ()
    kept: tuple[str, ...] = ()
    settled: Settled | None = None
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeen:
    """How the counting of paper goes: this user's own count, who else has counted, where they
    differ; `blockers` say why this user doesn't count."""

    mine: PaperCount | None
    counted: tuple[str, ...]
    differ: tuple[Blocker, ...]
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSeen:
    """A ballot as its user may see it; `people` names its voters by login.

    `voted` are the logins who have voted in an electronic one. `mine` says why the user can't vote
    in it (empty: they can), `closing` why it can't be counted yet."""

    ballot: Ballot
    lines: tuple[BallotLine, ...]
    people: Mapping[str, str]
    posts: Mapping[str, Post]
    voted: frozenset[str]
    least: int
    mine: tuple[Blocker, ...]
    closing: tuple[Blocker, ...] = ()
    paper: PaperSeen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToOpen:
    """What a ballot may be opened with: dossiers not voted on yet by rank, members by login."""

    lines: tuple[BallotLine, ...]
    people: Mapping[str, str]
    posts: Mapping[str, Post]
    least: int
    seats: int | None


def ballots_seen(desk: Desk, review: str) -> tuple[BallotSeen, ...]:
    """The ballots of a round, the last one first. Raises Refused, UnknownReview."""
    with desk.store.reading() as q:
        looking = _looking(q, desk, review)
        ballots = q.ballots(review)
        order, seed = ranked(q, looking.held).by_dossier, looking.held.round.seed
        told = settled_of(ballots, order, seed)
        return tuple(looking.seen(each, told.get(each.id, ())) for each in reversed(ballots))


def my_ballot(desk: Desk, review: str) -> BallotSeen | None:
    """The open ballot of a round, if there is one."""
    seen = ballots_seen(desk, review)
    return next((each for each in seen if each.ballot.state is BallotState.OPEN), None)


def to_open(desk: Desk, review: str) -> ToOpen:
    """What the secretary may put to the vote. Raises Refused, UnknownReview."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.reading() as q:
        looking = _looking(q, desk, review)
        ballots = q.ballots(review)
        gone = {
            one for each in ballots if each.state is BallotState.COUNTED for one in each.dossiers
        }
        order = ranked(q, looking.held).by_dossier
        left = [each for each in looking.seated.dossiers if each.id not in gone]
        lines = [
            looking.line(each, order[each.id].rank if each.id in order else None) for each in left
        ]
        lines.sort(key=lambda one: (one.rank or len(order) + 1, one.label.number))
        return ToOpen(
            lines=tuple(lines),
            people=looking.people,
            posts=looking.posts,
            least=least_cast(len(looking.seated.members), looking.seated.held.review.quorum),
            seats=seats_left(q, looking.seated.held, ballots),
        )


def _looking(q: Reading, desk: Desk, review: str) -> "_Looking":
    require(desk, Act.SEE_REVIEWS)
    found = held(q, review)
    if not looks_on(desk) and seat(q, desk, found) is None:
        refuse((blocker("blocker.ballot.not_of_council"),))
    dossiers = q.dossiers(review)
    return _Looking(
        q,
        desk,
        sitting(q, desk, found),
        {each.id: each for each in dossiers},
        labels(q, desk, found, dossiers),
        q.user_names([each.login for each in q.members(review)]),
        {each.login: each.post for each in q.members(review)},
    )


@dataclass(frozen=True, slots=True)
class _Looking:
    q: Reading
    desk: Desk
    seated: Sitting
    dossiers: Mapping[str, Dossier]
    named: Mapping[str, Label]
    people: Mapping[str, str]
    posts: Mapping[str, Post]

    @property
    def held(self) -> Held:
        return self.seated.held

    def seen(self, ballot: Ballot, told: tuple[Settled, ...]) -> BallotSeen:
        voted = self.q.voted(ballot.id)
        is_open = ballot.state is BallotState.OPEN
        return BallotSeen(
            ballot=ballot,
            lines=self._lines(ballot, told),
            people=self.people,
            posts=self.posts,
            voted=voted,
            least=least_cast(len(ballot.voters), ballot.quorum),
            mine=self._mine(ballot, voted),
            closing=self._closing(ballot, voted) if is_open and runs(self.desk) else (),
            paper=self._paper(ballot) if is_open and ballot.kind is BallotKind.PAPER else None,
        )

    def line(self, dossier: Dossier, rank: int | None = None) -> BallotLine:
        """A dossier that is not on a ballot yet."""
        kept = tuple(
            one.login
            for one in self.seated.members
            if self.seated.away.blockers(one.login, dossier)
        )
        return BallotLine(dossier=dossier.id, label=self.named[dossier.id], rank=rank, kept=kept)

    def _lines(self, ballot: Ballot, told: tuple[Settled, ...]) -> tuple[BallotLine, ...]:
        found = {one.outcome.dossier: one for one in told}
        return tuple(self._on_ballot(ballot, one, found.get(one)) for one in ballot.dossiers)

    def _on_ballot(self, ballot: Ballot, dossier: str, told: Settled | None) -> BallotLine:
        kept = ballot.kept.get(dossier, ())
        mine = self.desk.user.login in kept
        return BallotLine(
            dossier=dossier,
            label=self.named[dossier],
            away=self._why(dossier) if mine else (),
            kept=kept,
            settled=told,
            beside=tuple(self.named[one].number for one in told.among) if told else (),
        )

    def _why(self, dossier: str) -> tuple[Blocker, ...]:
        found = self.seated.away.blockers(self.desk.user.login, self.dossiers[dossier])
        return discreet(found, own=True) if hides(self.desk, self.held) else found

    def _mine(self, ballot: Ballot, voted: frozenset[str]) -> tuple[Blocker, ...]:
        login = self.desk.user.login
        found = voting_blockers(ballot, login, voted)
        return found or unchanged_blockers(self.seated, ballot, login)

    def _closing(self, ballot: Ballot, voted: frozenset[str]) -> tuple[Blocker, ...]:
        if ballot.kind is BallotKind.ELECTRONIC:
            return quorum_blockers(self.q, ballot, cast_so_far(ballot, voted))
        told = self.q.paper_counts(ballot.id)
        return counts_missing(told) or difference_blockers(self.q, ballot, told)

    def _paper(self, ballot: Ballot) -> PaperSeen:
        told, login = self.q.paper_counts(ballot.id), self.desk.user.login
        mine = next((each for each in told if each.login == login), None)
        counting = mine is not None or runs(self.desk)
        return PaperSeen(
            mine=mine,
            counted=tuple(each.login for each in told),
            differ=difference_blockers(self.q, ballot, told) if counting else (),
            blockers=counter_blockers(self.q, self.desk, ballot),
        )
