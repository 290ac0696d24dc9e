"""What a round judges: who can be put up, who is, who was withdrawn, and whom it is put to."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.candidates import Candidate, Candidates, candidates, found_subjects
from toolkit.actions.reviews.conflicts import discreet
from toolkit.actions.reviews.held import held, hides, looks_on, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.seeing import asks
from toolkit.actions.reviews.sitting import Sitting, seen_dossier, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.ballot import BallotState
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, RoundState
from toolkit.domain.review import Scorer
from toolkit.domain.text import clean
from toolkit.rules.assigning import dealt
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import reason_blockers
from toolkit.rules.rounds import numbered, state_blockers
from toolkit.store import Reading, Writing

__all__ = [
    "Candidate",
    "Candidates",
    "DossierRow",
    "assign",
    "assign_evenly",
    "candidates",
    "dossiers_seen",
    "put_up",
    "withdraw",
]
_UNTIL_CLOSED = (RoundState.PREPARING, RoundState.SCORING)
_UNTIL_PUBLISHED = (*_UNTIL_CLOSED, RoundState.SCORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A dossier as its user may see it. `judges` are those it is put to who do not stand aside,
    `away` the others with their reasons. Who is only a judge learns of nobody but themselves."""

    dossier: Dossier
    label: Label
    judges: tuple[str, ...]
    away: Mapping[str, tuple[Blocker, ...]]


def dossiers_seen(desk: Desk, review: str) -> tuple[DossierRow, ...]:
    """Every dossier of the round by number, withdrawn ones too. Raises Refused, UnknownReview."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        member = seat(q, desk, round_of)
        if member is None and not looks_on(desk):
            refuse((blocker("blocker.not_of_this_council"),))
        all_told = asks(desk, round_of, member)
        seated = sitting(q, desk, round_of)
        found = q.dossiers(review)
        named = labels(q, desk, round_of, found)
        return tuple(_row(desk, seated, each, named[each.id], all_told=all_told) for each in found)


def put_up(desk: Desk, *, review: str, subjects: Sequence[str]) -> tuple[Dossier, ...]:
    """Put exemplars (ids) or units (codes) up for the round, in this order: all or none of them.

    One that was withdrawn comes back under its number. Raises Refused with every reason."""
    require(desk, Act.RUN_REVIEWS)
    wanted = list(dict.fromkeys(subjects))
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        round_of = held(tx, review)
        refuse(state_blockers(round_of.round.state, RoundState.PREPARING))
        found, blockers = found_subjects(tx, desk, round_of, wanted)
        refuse(blockers)
        before = {each.subject: each for each in tx.dossiers(review)}
        next_number = max((each.number for each in before.values()), default=0) + 1
        back = [replace(before[one], withdrawn=False, note="") for one in found if one in before]
        put = [
            Dossier(review=review, subject=one, unit=found[one], number=number)
            for number, one in enumerate((o for o in found if o not in before), start=next_number)
        ]
        saved = [tx.save(each, action="put_up") for each in back]
        saved += tx.save_many(put, action="put_up")
        tx.commit()
    return tuple(saved)


def withdraw(desk: Desk, *, dossier: str, version: int, reason: str) -> Dossier:
    """Take a dossier out of the round, for a reason; its scores are kept and count nowhere.

    What was to be decided on it is taken back."""
    require(desk, Act.RUN_REVIEWS)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, round_of = seen_dossier(tx, dossier, version)
        blockers = state_blockers(round_of.round.state, *_UNTIL_PUBLISHED)
        if found.withdrawn:
            blockers = (*blockers, blocker("blocker.dossier_withdrawn"))
        refuse((*blockers, *_voted(tx, found), *reason_blockers(reason)))
        gone = replace(found, withdrawn=True, note=reason)
        saved = tx.save(gone, action="withdraw", reason=reason)
        pending = tx.decision(dossier)
        if pending is not None:
            tx.remove(pending, reason=reason)
        tx.commit()
    return saved


def assign(desk: Desk, *, dossier: str, version: int, judges: Collection[str]) -> Dossier:
    """Put a dossier to these members; to nobody in particular is to all of them.

    Refused for those who stand aside, and where somebody is left out who has scored it."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, round_of = seen_dossier(tx, dossier, version)
        refuse(state_blockers(round_of.round.state, *_UNTIL_CLOSED))
        gone = (blocker("blocker.dossier_withdrawn"),) if found.withdrawn else ()
        chosen = tuple(sorted(set(judges)))
        seated = sitting(tx, desk, round_of)
        refuse((*gone, *_assigning(tx, seated, found, chosen)))
        saved = tx.save(replace(found, judges=chosen), action="assign")
        tx.commit()
    return saved


def assign_evenly(desk: Desk, *, review: str, each: int, seed: str) -> tuple[Dossier, ...]:
    """Deal the dossiers out, `each` of them to so many judges; with the same seed the same way.

    Only before scoring opens. Raises Refused."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        round_of = held(tx, review)
        refuse(state_blockers(round_of.round.state, RoundState.PREPARING))
        seated = sitting(tx, desk, round_of)
        everybody = tuple(replace(one, judges=()) for one in seated.dossiers)
        refuse(_dealing(seated, everybody, each))
        deal = dealt(
            [one.id for one in everybody],
            [one.login for one in seated.members],
            each=each,
            away={one.id: seated.kept_away(one) for one in everybody},
            seed=clean(seed),
        )
        saved = tuple(
            one if one.judges == deal[one.id] else _dealt_to(tx, one, deal[one.id])
            for one in seated.dossiers
        )
        tx.commit()
    return saved


def _dealt_to(tx: Writing, dossier: Dossier, judges: tuple[str, ...]) -> Dossier:
    return tx.save(replace(dossier, judges=judges), action="assign")


def _dealing(seated: Sitting, dossiers: Iterable[Dossier], each: object) -> tuple[Blocker, ...]:
    most = len(seated.members)
    if isinstance(each, bool) or not isinstance(each, int) or not 1 <= each <= most:
        return (blocker("blocker.judges_each", "each", most=most),)
    alone = [one.number for one in dossiers if not seated.judges(one)]
    return (blocker("blocker.no_judge_left", numbers=numbered(alone)),) if alone else ()


def _assigning(
    q: Reading, seated: Sitting, dossier: Dossier, chosen: Collection[str]
) -> tuple[Blocker, ...]:
    sits = frozenset(one.login for one in seated.members)
    people = q.user_names(chosen)
    found = []
    for login in chosen:
        name = people.get(login, login)
        if login not in sits:
            found.append(blocker("blocker.judge_not_member", "judges", name=name))
        elif seated.away.blockers(login, dossier):
            found.append(blocker("blocker.judge_stands_aside", "judges", name=name))
    put_to = replace(dossier, judges=tuple(chosen))
    if not found and not seated.judges(put_to):
        found.append(blocker("blocker.no_judge_left", numbers=numbered([dossier.number])))
    return (*found, *_left_out(q, seated, put_to))


def _left_out(q: Reading, seated: Sitting, put_to: Dossier) -> Iterator[Blocker]:
    """Members who have scored the dossier stay its judges."""
    asked = seated.asked(put_to)
    sheets = q.sheets(put_to.review, scorer=Scorer.COUNCIL, dossier=put_to.id)
    gone = [each.judge for each in sheets if each.judge not in asked]
    for name in q.user_names(gone).values():
        yield blocker("blocker.judge_has_scored", "judges", name=name)


def _voted(q: Reading, dossier: Dossier) -> tuple[Blocker, ...]:
    stands = [
        each.number
        for each in q.ballots(dossier.review)
        if each.state is not BallotState.VOID and dossier.id in each.dossiers
    ]
    return (blocker("blocker.dossier_voted", number=stands[-1]),) if stands else ()


def _row(
    desk: Desk, seated: Sitting, dossier: Dossier, label: Label, *, all_told: bool
) -> DossierRow:
    out, judges = seated.kept_away(dossier), seated.judges(dossier)
    mine = desk.user.login
    if hides(desk, seated.held):
        out = {login: discreet(reasons, own=login == mine) for login, reasons in out.items()}
    if not all_told:
        out = {login: reasons for login, reasons in out.items() if login == mine}
        judges = tuple(login for login in judges if login == mine)
    shown = replace(dossier, subject="", unit="", judges=judges) if label.hidden else dossier
    return DossierRow(dossier=shown, label=label, judges=judges, away=out)
