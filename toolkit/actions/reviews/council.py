"""A round's council: who sits in it, who may be put into it, and who leaves."""

from dataclasses import dataclass, replace

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import held, hides, looks_on, seat
from toolkit.actions.reviews.sitting import Sitting, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, Member, Post, RoundState
from toolkit.domain.review import Scorer
from toolkit.domain.text import clean, given_name_order
from toolkit.domain.user import User
from toolkit.errors import NotFound
from toolkit.rules.permissions import Act, may
from toolkit.rules.reporting import reason_blockers
from toolkit.rules.rounds import numbered, state_blockers
from toolkit.store import Reading, Writing

_ONE_OF = (Post.CHAIR, Post.SECRETARY)
_UNTIL_CLOSED = (RoundState.PREPARING, RoundState.SCORING)
_ORDER = {post: place for place, post in enumerate(Post)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A member with name and unit; `can_score` tells whether they could come to score at all,
    `away` from how many of the dossiers put to them they stand aside (blind judges read 0)."""

    member: Member
    name: str
    unit: str
    unit_name: str
    can_score: bool
    away: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may be put into the council."""

    login: str
    name: str
    unit: str
    unit_name: str
    role: str


def council(desk: Desk, review: str) -> tuple[Seat, ...]:
    """The members, by post, then name. Raises Refused, UnknownReview."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        own = seat(q, desk, round_of)
        if own is None and not looks_on(desk):
            refuse((blocker("blocker.not_of_this_council"),))
        seated = sitting(q, desk, round_of)
        if own is not None and hides(desk, round_of):
            seated = replace(seated, dossiers=())
        people = {user.login: user for user in q.users()}
        rows = [_seat(seated, one, people.get(one.login)) for one in seated.members]
    return tuple(
        sorted(rows, key=lambda row: (_ORDER[row.member.post], given_name_order(row.name)))
    )


def people_for_council(desk: Desk, review: str) -> tuple[Person, ...]:
    """Everybody who may score and does not sit in the council yet, by name."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.reading() as q:
        code = held(q, review).review.code
        sitting_now = {each.login for each in q.members(code) if each.active}
        able = [
            each for each in q.users() if each.login not in sitting_now and not may(each, Act.SCORE)
        ]
        names = {unit.code: unit.name for unit in q.units_called({each.unit for each in able})}
    able.sort(key=lambda each: given_name_order(each.name))
    return tuple(
        Person(
            login=each.login,
            name=each.name,
            unit=each.unit,
            unit_name=names.get(each.unit, ""),
            role=each.role.value,
        )
        for each in able
    )


def put_member(desk: Desk, *, review: str, login: str, post: str) -> Member:
    """Put somebody into the council, or give a member another post. Raises Refused."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        round_of = held(tx, review)
        refuse(state_blockers(round_of.round.state, *_UNTIL_CLOSED))
        refuse(_putting(tx, review, login, post, by_council=_scores(round_of.review.scorers)))
        before = tx.member(review, login)
        if before is None:
            new = Member(review=review, login=login, post=Post(post))
            saved = tx.save(new, action="put_member")
        elif before.active and before.post == post:
            return before
        else:
            saved = tx.save(replace(before, post=Post(post), active=True), action="put_member")
        tx.commit()
    return saved


def drop_member(desk: Desk, *, review: str, login: str, reason: str) -> Member:
    """Take somebody out of the council; their sheets are taken out with them, for this reason.

    Refused where a dossier that is put to few would be left without a judge."""
    require(desk, Act.RUN_REVIEWS)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        round_of = held(tx, review)
        refuse(state_blockers(round_of.round.state, *_UNTIL_CLOSED))
        member = tx.member(review, login)
        if member is None or not member.active:
            raise NotFound
        put_to = [each for each in tx.dossiers(review) if login in each.judges]
        only = [each.number for each in put_to if each.judges == (login,) and not each.withdrawn]
        alone = (blocker("blocker.only_judge", numbers=numbered(only)),) if only else ()
        refuse((*reason_blockers(reason), *alone))
        _forget(tx, member, put_to, reason)
        saved = tx.save(replace(member, active=False), action="drop_member", reason=reason)
        tx.commit()
    return saved


def _forget(tx: Writing, member: Member, put_to: list[Dossier], reason: str) -> None:
    """Nothing is put to them any more, and none of their sheets counts."""
    for each in put_to:
        left = tuple(login for login in each.judges if login != member.login)
        if left:
            tx.save(replace(each, judges=left), action="assign", reason=reason)
    for sheet in tx.sheets(member.review, scorer=Scorer.COUNCIL, judge=member.login):
        tx.remove(sheet, reason=reason)


def _putting(
    q: Reading, review: str, login: str, post: str, *, by_council: bool
) -> tuple[Blocker, ...]:
    if not by_council:
        return (blocker("blocker.round_without_council"),)
    who = q.user(login)
    if who is None:
        return (blocker("blocker.member_unknown", "login", login=login),)
    if may(who, Act.SCORE):
        return (blocker("blocker.member_cannot_score", "login", name=who.name),)
    if post not in [*Post]:
        return (blocker("blocker.not_in_list", "post"),)
    others = [each for each in q.members(review) if each.active and each.login != login]
    taken = any(each.post == post for each in others) and post in _ONE_OF
    return (blocker("blocker.post_taken", "post"),) if taken else ()


def _scores(scorers: tuple[Scorer, ...]) -> bool:
    return Scorer.COUNCIL in scorers


def _seat(seated: Sitting, member: Member, who: User | None) -> Seat:
    unit = who.unit if who else ""
    out = [each for each in seated.dossiers if seated.stands_aside(member.login, each)]
    return Seat(
        member=member,
        name=who.name if who else member.login,
        unit=unit,
        unit_name=seated.away.unit_name(unit),
        can_score=who is not None and not may(who, Act.SCORE),
        away=len(out),
    )
