"""What the minutes of a council's meeting (biên bản) tell: names, ballots, shares, lots."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.conflicts import discreet
from toolkit.actions.reviews.held import Held, held, hides, looks_on, runs, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.outcomes import settled_of
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.sitting import sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.ballot import Ballot, BallotKind, BallotState, Decision
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Post, RoundState
from toolkit.domain.plan import Plan
from toolkit.domain.review import Review
from toolkit.domain.text import given_name_order
from toolkit.rules.ballot import least_cast
from toolkit.rules.permissions import Act
from toolkit.rules.seats import By, Settled
from toolkit.store import Reading

_POSTS = {post: place for place, post in enumerate(Post)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """A member of the council, with the unit they speak for."""

    login: str
    name: str
    post: Post
    unit_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesLine:
    """One dossier on a ballot: its votes (`settled.outcome`), its rank, and who stayed away.

    `rung` names what the ladder told by where the votes were equal ("" otherwise), `beside` the
    numbers of those that shared the last seat, in the order found. `decision` is told to whom may
    see it."""

    dossier: str
    label: Label
    settled: Settled
    rank: int | None = None
    mean: float | None = None
    rung: str = ""
    beside: tuple[int, ...] = ()
    kept: tuple[Attendant, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotMinutes:
    """One ballot, void ones too (their `ballot.note` says why; they have no lines).

    `handed` ballots came in of `members`; `least` makes the quorum. `counters` are the two who
    counted the paper."""

    ballot: Ballot
    members: int
    present: tuple[Attendant, ...]
    absent: tuple[Attendant, ...]
    handed: int
    least: int
    lines: tuple[MinutesLine, ...] = ()
    counters: tuple[Attendant, ...] = ()
    lot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """One member who stays away from one dossier, and why (sentences of round.toml)."""

    dossier: str
    label: Label
    member: Attendant
    reasons: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Everything that the Word of the minutes needs; `day` is the day of the last count.

    `present` and `absent` are of the ballots that count, all members where there was none.
    `labels` names every dossier of the round by its id; `seed` is what lots are drawn with."""

    review: Review
    plan: Plan
    seed: str
    day: date | None
    scored_from: date | None
    scored_until: date | None
    chair: Attendant | None
    secretary: Attendant | None
    present: tuple[Attendant, ...]
    absent: tuple[Attendant, ...]
    dossiers: int
    labels: Mapping[str, Label]
    ballots: tuple[BallotMinutes, ...]
    conflicts: tuple[ConflictLine, ...]
    published: bool


def minutes_of(desk: Desk, review: str) -> Minutes:
    """What the minutes of a round's ballots tell, for secretary, leader, analyst and council.

    Raises UnknownReview and Refused. No vote is in it that is not counted."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        if not looks_on(desk) and seat(q, desk, round_of) is None:
            refuse((blocker("blocker.ballot.not_of_council"),))
        return _Meeting(q, desk, round_of).minutes()


class _Meeting:
    """A round's ballots with all that is read for them, each question asked once."""

    def __init__(self, q: Reading, desk: Desk, round_of: Held) -> None:
        self._q, self._desk, self._held = q, desk, round_of
        code = round_of.review.code
        self._seated = sitting(q, desk, round_of)
        self._dossiers = q.dossiers(code)
        self._labels = labels(q, desk, round_of, self._dossiers)
        self._ranking = ranked(q, round_of)
        ballots = [each for each in q.ballots(code) if each.state is not BallotState.OPEN]
        self._settled = settled_of(ballots, self._ranking.by_dossier, round_of.round.seed)
        self._people = _people(q, code)
        self._decided = self._decisions()
        self._ballots = [self._ballot(each) for each in ballots]

    def minutes(self) -> Minutes:
        counted = [each for each in self._ballots if each.ballot.state is BallotState.COUNTED]
        logins = {login for each in counted for login in each.ballot.present}
        voters = {login for each in counted for login in each.ballot.voters}
        voters |= {one.login for one in self._seated.members} if not counted else set()
        present = self._named(logins)
        found = self._held
        return Minutes(
            review=found.review,
            plan=found.plan,
            seed=found.round.seed,
            day=max(filter(None, (each.ballot.counted_on for each in counted)), default=None),
            scored_from=found.round.opened_on,
            scored_until=found.round.closed_on,
            chair=self._leading(present, Post.CHAIR, Post.VICE_CHAIR),
            secretary=self._leading(present, Post.SECRETARY),
            present=present,
            absent=self._named(voters - logins),
            dossiers=sum(not each.withdrawn for each in self._dossiers),
            labels=self._labels,
            ballots=tuple(self._ballots),
            conflicts=tuple(self._conflicts()),
            published=found.round.state is RoundState.PUBLISHED,
        )

    def _ballot(self, ballot: Ballot) -> BallotMinutes:
        told = self._settled.get(ballot.id, ())
        paper = ballot.kind is BallotKind.PAPER
        counters = [each.login for each in self._q.paper_counts(ballot.id)] if paper else []
        return BallotMinutes(
            ballot=ballot,
            members=len(ballot.voters),
            present=self._named(ballot.present),
            absent=self._named(set(ballot.voters) - set(ballot.present)),
            handed=ballot.valid + ballot.invalid,
            least=least_cast(len(ballot.voters), ballot.quorum),
            lines=tuple(self._line(ballot, one) for one in told),
            counters=self._named(counters),
            lot=any(one.by is By.LOT for one in told),
        )

    def _line(self, ballot: Ballot, one: Settled) -> MinutesLine:
        dossier = one.outcome.dossier
        place = self._ranking.by_dossier.get(dossier)
        standing = self._ranking.standings.get(dossier)
        return MinutesLine(
            dossier=dossier,
            label=self._labels[dossier],
            settled=one,
            rank=place.rank if place else None,
            mean=standing.mean if standing else None,
            rung=self._ranking.rung(place) if place and one.by is not By.VOTES else "",
            beside=tuple(self._labels[each].number for each in one.among),
            kept=self._named(ballot.kept.get(dossier, ())),
            decision=self._decided.get(dossier),
        )

    def _decisions(self) -> dict[str, Decision]:
        """Pending ones are for nobody but the secretary."""
        published = self._held.round.state is RoundState.PUBLISHED
        if not published and not runs(self._desk):
            return {}
        return {each.dossier: each for each in self._q.decisions(self._held.review.code)}

    def _conflicts(self) -> Iterator[ConflictLine]:
        hidden, mine = hides(self._desk, self._held), self._desk.user.login
        for dossier in self._seated.dossiers:
            for login, reasons in self._seated.kept_away(dossier).items():
                told = discreet(reasons, own=login == mine) if hidden else reasons
                label = self._labels[dossier.id]
                yield ConflictLine(
                    dossier=dossier.id, label=label, member=self._people[login], reasons=told
                )

    def _named(self, logins: Collection[str]) -> tuple[Attendant, ...]:
        """By post, then by name."""
        found = [self._people[login] for login in logins if login in self._people]
        return tuple(sorted(found, key=lambda one: (_POSTS[one.post], given_name_order(one.name))))

    def _leading(self, present: tuple[Attendant, ...], *posts: Post) -> Attendant | None:
        """Who holds one of the posts: of those present, else of all."""
        for some in (present, self._named(tuple(self._people))):
            for post in posts:
                if found := next((one for one in some if one.post is post), None):
                    return found
        return None


def _people(q: Reading, review: str) -> dict[str, Attendant]:
    """Login → who has sat in the council."""
    members = q.members(review)
    users = {user.login: user for user in q.users()}
    units = {unit.code: unit.name for unit in q.units()}
    return {
        one.login: Attendant(
            login=one.login,
            name=users[one.login].name if one.login in users else one.login,
            post=one.post,
            unit_name=units.get(users[one.login].unit, "") if one.login in users else "",
        )
        for one in members
    }
