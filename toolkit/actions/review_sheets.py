"""Score sheets of a round to print: every member's dossiers, blank or as scored so far."""

from collections.abc import Iterator, Mapping, Sequence

from toolkit.actions.desk import Desk
from toolkit.actions.review_figures import judges_of
from toolkit.actions.reviews.conflicts import discreet
from toolkit.actions.reviews.held import held, runs, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.sitting import Sitting, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, Member, RoundState, ScoreSheet
from toolkit.domain.review import Scorer
from toolkit.exchange.review import Asked, JudgeForm, ScoreForms
from toolkit.rules.permissions import Act
from toolkit.store import Reading
from toolkit.words import Words

_Sheets = Mapping[tuple[str, str], ScoreSheet]


def score_forms(
    desk: Desk, *, review: str, words: Words, login: str = "", filled: bool = False
) -> ScoreForms:
    """The score sheets of the council's members, or of one: blank, or as scored so far.

    A member has their own, the secretary everybody's. In blind mode no sheet names a dossier.
    Raises UnknownReview and Refused."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        mine = seat(q, desk, round_of)
        if not runs(desk) and (mine is None or login not in {"", mine.login}):
            refuse((blocker("blocker.no_right"),))
        seated = sitting(q, desk, round_of)
        refuse(_blockers(seated))
        asked = login if runs(desk) else desk.user.login
        members = [one for one in seated.members if asked in {"", one.login}]
        refuse(() if members else (blocker("blocker.review_file.not_a_member", login=asked),))
        given = _given(q, review) if filled else {}
        sheets = [*_forms(q, desk, seated, members, given, words)]
        in_use = q.plan_version()
    return ScoreForms(
        plan=round_of.plan,
        plan_version=round_of.round.plan_version or (in_use.version if in_use else 1),
        as_known_on=desk.today,
        made_at=desk.now(),
        review=round_of.review,
        sheets=sheets,
    )


def _blockers(seated: Sitting) -> tuple[Blocker, ...]:
    if not seated.by_council:
        return (blocker("blocker.round_without_council"),)
    return () if seated.dossiers else (blocker("blocker.no_dossiers"),)


def _given(q: Reading, review: str) -> _Sheets:
    sheets = q.sheets(review, scorer=Scorer.COUNCIL)
    return {(each.dossier, each.judge): each for each in sheets}


def _forms(  # noqa: PLR0917 -- a round, whose sheets of it, and what stands in them
    q: Reading,
    desk: Desk,
    seated: Sitting,
    members: Sequence[Member],
    given: _Sheets,
    words: Words,
) -> Iterator[JudgeForm]:
    round_of = seated.held
    # A sheet goes from hand to hand: the secretary's own eyes don't count here.
    hidden = round_of.review.blind and round_of.round.state is not RoundState.PUBLISHED
    named = labels(q, desk, round_of, seated.dossiers)
    for judge in judges_of(q, [*members], words):
        asked, away = [], []
        for dossier in seated.dossiers:
            if judge.login not in seated.asked(dossier):
                continue
            if reasons := seated.kept_away(dossier).get(judge.login):
                told = discreet(reasons, own=False) if hidden else reasons
                away.append(_away(dossier, told, words))
            else:
                sheet = given.get((dossier.id, judge.login))
                asked.append(_asked(dossier, named[dossier.id], sheet, hidden=hidden))
        yield JudgeForm(judge=judge, asked=asked, away=away)


def _asked(dossier: Dossier, label: Label, sheet: ScoreSheet | None, *, hidden: bool) -> Asked:
    unit = "" if label.unit_name == label.name else label.unit_name
    return Asked(
        number=dossier.number,
        name="" if hidden else label.name,
        unit="" if hidden else unit,
        scores=sheet.scores if sheet else {},
        notes=sheet.notes if sheet else {},
    )


def _away(dossier: Dossier, reasons: tuple[Blocker, ...], words: Words) -> str:
    told = " ".join(map(words.blocker, reasons))
    return words.say("review_file.form.away", number=dossier.number, reasons=told)
