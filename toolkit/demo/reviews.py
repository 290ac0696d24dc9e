"""The demo's council at work: dossiers put up, scored, voted on, decided; for both reviews."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from toolkit.actions.desk import Desk
from toolkit.actions.reviews import ballots, council, dossiers, handing_in, rounds, scoring
from toolkit.actions.reviews.decisions import propose_decisions
from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.publish import publish
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.sitting import sitting
from toolkit.demo import judging, people
from toolkit.domain.exemplar import Exemplar, Registration, Step
from toolkit.domain.plan import Plan
from toolkit.domain.review import Review, Reviewed
from toolkit.domain.user import User
from toolkit.domain.zone import VIETNAM
from toolkit.store import ExemplarFilter, Store

_MORE = 1.4
"""Dossiers for each seat."""
_ON_BALLOT = 6
"""How many more than there are seats are put to the vote."""
_PER_UNIT = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that is done at a moment."""

    at: datetime
    do: Callable[[datetime], None]


class ReviewWorld:
    """The rounds of exemplars of the plan, as the demo's council holds them."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store, self._plan = store, plan

    def script(self) -> Iterator[Turn]:
        """Everything that ever happens, in no order."""
        for review in self._plan.reviews:
            if review.of is Reviewed.EXEMPLARS:
                yield from self._round(review)

    def play(self, turn: Turn) -> None:
        turn.do(turn.at)

    def _round(self, review: Review) -> Iterator[Turn]:
        def on(day: date, hour: int, do: Callable[..., None], *more: object) -> Turn:
            return Turn(at(day, hour), partial(do, review, *more))

        opens, closes = review.opens, review.closes
        yield on(opens - timedelta(days=7), 9, self._seat_council)
        yield on(opens - timedelta(days=6), 10, self._put_up)
        yield on(opens - timedelta(days=4), 9, self._declare)
        yield on(opens, 8, self._open)
        for place, (user, _) in enumerate(people.COUNCIL):
            for half, share in enumerate((0.1 + 0.05 * place, 0.25 + 0.08 * place)):
                day = working(opens + (closes - opens) * share)
                yield on(day, 9 + place % 8, self._hand_in, user, half)
        yield on(working(closes - timedelta(days=2)), 17, self._close)
        meeting = working(closes - timedelta(days=1))
        yield on(meeting, 8, self._open_ballot)
        for place, (user, _) in enumerate(people.COUNCIL):
            yield Turn(at(meeting, 9, 3 * place), partial(self._vote, review, user, place))
        yield on(meeting, 11, self._count)
        yield on(meeting, 15, self._decide)
        yield on(working(closes + timedelta(days=7)), 10, self._publish)

    def _desk(self, user: User, now: datetime) -> Desk:
        return Desk(self._store, user, lambda: now)

    def _clerk(self, now: datetime) -> Desk:
        return self._desk(people.MINISTRY[0], now)

    def _seat_council(self, review: Review, now: datetime) -> None:
        for user, post in people.COUNCIL:
            council.put_member(
                self._clerk(now), review=review.code, login=user.login, post=post.value
            )

    def _put_up(self, review: Review, now: datetime) -> None:
        with self._store.reading() as q:
            asked = ExemplarFilter(registration=Registration.APPROVED.value, sort="code")
            found = [each for each in q.exemplars_in(asked) if _fit(review, each)]
        subjects = [each.id for each in _picked(found, round((review.seats or 40) * _MORE))]
        dossiers.put_up(self._clerk(now), review=review.code, subjects=subjects)

    def _declare(self, review: Review, now: datetime) -> None:
        """One stands aside from a dossier for a reason that no tree of units knows."""
        desk = self._desk(people.STANDS_ASIDE, now)
        with self._store.reading() as q:
            home = held(q, review.code)
            seated = sitting(q, desk, home)
        free = [one for one in seated.dossiers if desk.user.login in seated.judges(one)]
        stand, reason = (
            "abstain",
            "Đã tham gia nhóm nghiên cứu, xây dựng cùng cá nhân, tập thể này.",
        )
        scoring.declare(desk, dossier=free[7].id, stand=stand, reason=reason)

    def _open(self, review: Review, now: datetime) -> None:
        desk = self._clerk(now)
        seed = f"{review.code} {review.opens:%d/%m/%Y}"
        rounds.open_scoring(desk, review=review.code, version=self._version(review), seed=seed)

    def _hand_in(self, review: Review, user: User, half: int, now: datetime) -> None:
        desk = self._desk(user, now)
        with self._store.reading() as q:
            seated = sitting(q, desk, held(q, review.code))
            codes = _codes(q.exemplars([each.subject for each in seated.dossiers]))
        merits = judging.merits(sorted(codes.values()), review.seats or len(codes))
        mine = [each for each in seated.dossiers if user.login in seated.judges(each)]
        by = judging.judge(user.login)
        middle = (len(mine) + 1) // 2
        part = mine[middle:] if half else mine[:middle]
        sheets = {
            each.id: judging.sheet(review, (code := codes[each.subject]), merits[code], by)
            for each in part
        }
        handing_in.hand_in(desk, review=review.code, sheets=sheets)

    def _close(self, review: Review, now: datetime) -> None:
        rounds.close_scoring(self._clerk(now), review=review.code, version=self._version(review))

    def _open_ballot(self, review: Review, now: datetime) -> None:
        with self._store.reading() as q:
            order = [each.dossier for each in ranked(q, held(q, review.code)).order]
        most = (review.seats or len(order)) + _ON_BALLOT
        ballots.open_ballot(
            self._clerk(now),
            review=review.code,
            kind="electronic",
            dossiers=order[:most],
            present=[user.login for user, _ in people.COUNCIL],
        )

    def _vote(self, review: Review, user: User, place: int, now: datetime) -> None:
        """The last one hands in a blank ballot."""
        desk = self._desk(user, now)
        with self._store.reading() as q:
            ballot = q.ballots(review.code)[-1]
            order = [each.dossier for each in ranked(q, held(q, review.code)).order]
            codes = _codes(q.exemplars([each.subject for each in q.dossiers(review.code)]))
            subject = {each.id: codes[each.subject] for each in q.dossiers(review.code)}
        if place == len(people.COUNCIL) - 1:
            ballots.cast_invalid(desk, ballot=ballot.id)
            return
        put = [one for one in order if one in ballot.dossiers]
        agreed = {
            one
            for rank, one in enumerate(put)
            if user.login not in ballot.kept.get(one, ())
            and judging.agrees(rank, place, subject[one], user.login, review.seats or len(put))
        }
        ballots.cast(desk, ballot=ballot.id, agreed=agreed)

    def _count(self, review: Review, now: datetime) -> None:
        with self._store.reading() as q:
            ballot = q.ballots(review.code)[-1]
        ballots.count(self._clerk(now), ballot=ballot.id, version=ballot.version)

    def _decide(self, review: Review, now: datetime) -> None:
        propose_decisions(self._clerk(now), review.code)

    def _publish(self, review: Review, now: datetime) -> None:
        published(self._clerk(now), review, self._version(review))

    def _version(self, review: Review) -> int:
        with self._store.reading() as q:
            return held(q, review.code).round.version


def published(desk: Desk, review: Review, version: int) -> None:
    """Publish a round today, by a paper of today."""
    number = f"{judging.paper_number(review.code)}/QĐ-BTNMT"
    issuer = "Bộ trưởng Bộ Tài nguyên và Môi trường"
    publish(desk, review=review.code, number=number, on=desk.today, issuer=issuer, version=version)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), VIETNAM)


def working(day: date) -> date:
    """The day itself, or the Monday after."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _fit(review: Review, one: Exemplar) -> bool:
    """Found in time, nurtured, and of no unit whose people sit in the council but one."""
    return (
        one.discovered_on <= review.until
        and one.taken(Step.NURTURED) is not None
        and one.unit not in people.UNITS_OF_JUDGES
    )


def _picked(found: list[Exemplar], count: int) -> list[Exemplar]:
    """So many of them, the best of each unit first, at most two of a unit, by code."""
    places: dict[str, int] = {}
    fit = []
    for one in sorted(found, key=lambda one: (-len(one.steps), one.code)):
        places[one.unit] = places.get(one.unit, 0) + 1
        if places[one.unit] <= _PER_UNIT:
            fit.append((places[one.unit], one))
    chosen = sorted(fit, key=lambda each: (each[0], -len(each[1].steps), each[1].code))[:count]
    return sorted((one for _, one in chosen), key=lambda one: one.code)


def _codes(exemplars: Mapping[str, Exemplar]) -> dict[str, str]:
    return {key: one.code for key, one in exemplars.items()}
