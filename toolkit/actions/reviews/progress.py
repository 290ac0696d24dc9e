"""How far scoring has come, judge by judge and dossier by dossier, and whom to remind."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.conflicts import discreet
from toolkit.actions.reviews.held import held, hides, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.seeing import asks
from toolkit.actions.reviews.sitting import Sitting, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, Member, Post, RoundState
from toolkit.domain.text import given_name_order
from toolkit.rules.permissions import Act
from toolkit.rules.rounds import numbered, state_blockers
from toolkit.store import Reading
from toolkit.words import Words

_ORDER = {post: place for place, post in enumerate(Post)}
Cells = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeProgress:
    """Of `needed` sheets `given` are complete and `begun` are not; `missing` are the numbers of
    the dossiers without a complete one; `away`: (number, reasons) of those stood aside from."""

    login: str
    name: str
    post: Post
    given: int
    begun: int
    needed: int
    missing: tuple[int, ...]
    away: tuple[tuple[int, tuple[Blocker, ...]], ...]

    @property
    def done(self) -> bool:
        return self.given >= self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierProgress:
    """How many complete sheets a dossier has, and is to have; `away`: how many stand aside."""

    dossier: str
    label: Label
    given: int
    needed: int
    away: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`cells`: (dossier, login) → "missing", "begun", "complete" or "away"; not put to: no cell.

    No score is in it, so it may be shown while scoring goes on."""

    judges: tuple[JudgeProgress, ...]
    dossiers: tuple[DossierProgress, ...]
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A judge who has not finished, and a letter to copy to them."""

    login: str
    name: str
    given: int
    needed: int
    missing: tuple[int, ...]
    text: str


def progress(desk: Desk, review: str) -> Progress:
    """How far a round's scoring by its council has come, in a constant number of statements.

    For secretary, leader, analyst and the council's chair; in blind mode for no judge.
    Raises Refused, UnknownReview."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        member = seat(q, desk, round_of)
        if not asks(desk, round_of, member):
            refuse((blocker("blocker.progress_would_tell" if member else "blocker.no_right"),))
        return _progress(q, desk, sitting(q, desk, round_of))


def reminders(desk: Desk, review: str, words: Words) -> tuple[Reminder, ...]:
    """A letter to each judge who has not finished; none of them names a dossier.

    Raises Refused where scoring isn't open."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        refuse(state_blockers(round_of.round.state, RoundState.SCORING))
        seen = _progress(q, desk, sitting(q, desk, round_of))
    of = round_of.review
    left = (of.closes - desk.today).days
    return tuple(
        Reminder(
            login=one.login,
            name=one.name,
            given=one.given,
            needed=one.needed,
            missing=one.missing,
            text=words.say(
                "round.reminder" if left >= 0 else "round.reminder_late",
                name=one.name,
                review=words.named(of),
                count=one.needed - one.given,
                numbers=numbered(one.missing),
                closes=of.closes,
                signed=desk.user.name,
            ),
        )
        for one in seen.judges
        if not one.done
    )


def _progress(q: Reading, desk: Desk, seated: Sitting) -> Progress:
    if not seated.by_council:
        return Progress(judges=(), dossiers=(), cells={})
    cells, reasons = _cells(q, seated), _reasons(desk, seated)
    named = labels(q, desk, seated.held, seated.dossiers)
    people = q.user_names([one.login for one in seated.members])
    judges = [_of_judge(one, seated, people, cells, reasons) for one in seated.members]
    judges.sort(key=lambda one: (_ORDER[one.post], given_name_order(one.name)))
    return Progress(
        judges=tuple(judges),
        dossiers=tuple(_of_dossier(one, seated, named[one.id], cells) for one in seated.dossiers),
        cells=cells,
    )


def _cells(q: Reading, seated: Sitting) -> dict[tuple[str, str], str]:
    code = seated.held.review.code
    complete = {(dossier, judge) for dossier, judge, _ in q.score_totals(code)}
    begun = q.begun(code)
    found = {}
    for each in seated.dossiers:
        out = seated.kept_away(each)
        for login in seated.asked(each):
            pair = (each.id, login)
            state = "complete" if pair in complete else "begun" if pair in begun else "missing"
            found[pair] = "away" if login in out else state
    return found


def _reasons(desk: Desk, seated: Sitting) -> dict[tuple[str, str], tuple[Blocker, ...]]:
    found = {
        (each.id, login): reasons
        for each in seated.dossiers
        for login, reasons in seated.kept_away(each).items()
    }
    if not hides(desk, seated.held):
        return found
    mine = desk.user.login
    return {pair: discreet(reasons, own=pair[1] == mine) for pair, reasons in found.items()}


def _of_judge(
    member: Member,
    seated: Sitting,
    people: Mapping[str, str],
    cells: Cells,
    reasons: Mapping[tuple[str, str], tuple[Blocker, ...]],
) -> JudgeProgress:
    login = member.login
    own = [(one, cells[one.id, login]) for one in seated.dossiers if (one.id, login) in cells]
    asked = [(one, state) for one, state in own if state != "away"]
    return JudgeProgress(
        login=login,
        name=people.get(login, login),
        post=member.post,
        given=sum(state == "complete" for _, state in asked),
        begun=sum(state == "begun" for _, state in asked),
        needed=len(asked),
        missing=tuple(one.number for one, state in asked if state != "complete"),
        away=tuple((one.number, reasons[one.id, login]) for one, state in own if state == "away"),
    )


def _of_dossier(dossier: Dossier, seated: Sitting, label: Label, cells: Cells) -> DossierProgress:
    states = [cells[dossier.id, login] for login in seated.asked(dossier)]
    return DossierProgress(
        dossier=dossier.id,
        label=label,
        given=states.count("complete"),
        needed=len(states) - states.count("away"),
        away=states.count("away"),
    )
