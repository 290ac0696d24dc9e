"""A member's own work: what is put to them, scores saved as they go, and standing aside."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.conflicts import discreet
from toolkit.actions.reviews.held import Held, held, hides, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.sheets import (
    Line,
    Other,
    SheetView,
    seen_or_refused,
    sheet_view,
)
from toolkit.actions.reviews.sitting import seen_dossier, sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Declaration, Dossier, RoundState, ScoreSheet, Stand
from toolkit.domain.review import Review, Scorer
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules.checks import too_long
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import MOST_REASON, reason_blockers
from toolkit.rules.rounds import score_blockers, state_blockers
from toolkit.rules.scoring import Scale, total
from toolkit.store import Writing

__all__ = [
    "Line",
    "MyDossier",
    "Other",
    "SheetView",
    "declare",
    "give_remark",
    "give_score",
    "my_dossiers",
    "sheet_of",
    "take_back_declaration",
]
_UNTIL_PUBLISHED = (RoundState.PREPARING, RoundState.SCORING, RoundState.SCORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDossier:
    """A dossier put to the desk's user. `state` is "missing", "begun", "complete" or "away";
    `given` of the `of` criteria have their score; `total` is there once all have."""

    dossier: str
    number: int
    label: Label
    state: str
    given: int
    of: int
    total: float | None
    blockers: tuple[Blocker, ...]


def my_dossiers(desk: Desk, review: str) -> tuple[MyDossier, ...]:
    """What is put to the desk's user in a round, by number. Raises Refused for who isn't of it."""
    require(desk, Act.SCORE)
    with desk.store.reading() as q:
        round_of = held(q, review)
        if seat(q, desk, round_of) is None:
            refuse((blocker("blocker.not_of_this_council"),))
        seated = sitting(q, desk, round_of)
        mine = desk.user.login
        put_to_me = [each for each in seated.dossiers if mine in seated.asked(each)]
        sheets = {e.dossier: e for e in q.sheets(review, scorer=Scorer.COUNCIL, judge=mine)}
        named = labels(q, desk, round_of, put_to_me)
        out = {each.id: seated.away.blockers(mine, each) for each in put_to_me}
        if hides(desk, round_of):
            out = {key: discreet(reasons, own=True) for key, reasons in out.items()}
        of = round_of.review
        return tuple(
            _mine(of, each, named[each.id], sheets.get(each.id), out[each.id]) for each in put_to_me
        )


def sheet_of(desk: Desk, dossier: str) -> SheetView:
    """A dossier as the desk's user may see it, with their own scores. Raises NotFound, Refused."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        found = q.dossier(dossier)
        if found is None:
            raise NotFound
        return sheet_view(q, desk, found, held(q, found.review))


def give_score(
    desk: Desk, *, dossier: str, criterion: str, score: float | None, version: int
) -> SheetView:
    """Give one score, or take it back (None); kept at once. `version` is the sheet's as seen.

    Raises Refused with every reason, Conflict, NotFound."""

    def scored(sheet: ScoreSheet, round_of: Held) -> ScoreSheet:
        review = round_of.review
        refuse(score_blockers(review.criterion_by_code.get(criterion), score, review.step))
        scores = {**sheet.scores, criterion: score}
        given = {code: float(value) for code, value in scores.items() if value is not None}
        return replace(sheet, scores=given, total=_total(review, given))

    return _write(desk, dossier, version, scored)


def give_remark(desk: Desk, *, dossier: str, criterion: str, text: str, version: int) -> SheetView:
    """Write a remark on a criterion, or on the whole (an empty code); an empty text takes it away.

    Raises Refused, Conflict, NotFound."""
    text = clean(text)

    def remarked(sheet: ScoreSheet, round_of: Held) -> ScoreSheet:
        known = not criterion or criterion in round_of.review.criterion_by_code
        unknown = () if known else (blocker("blocker.criterion_unknown"),)
        refuse((*unknown, *too_long(f"note.{criterion}", text, MOST_REASON)))
        notes = {**sheet.notes, criterion: text}
        return replace(sheet, notes={code: note for code, note in notes.items() if note})

    return _write(desk, dossier, version, remarked)


def declare(desk: Desk, *, dossier: str, stand: str, reason: str) -> SheetView:
    """Stand aside from a dossier, for a reason; what one has scored of it is taken out.

    Once scoring is closed only who has not scored it. Raises Refused, NotFound."""
    require(desk, Act.SCORE)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, round_of = _mine_of(tx, desk, dossier)
        own = tx.sheet(dossier, Scorer.COUNCIL, desk.user.login)
        late = round_of.round.state is RoundState.SCORED and own and own.total is not None
        blockers = (*_standing(round_of, found), *reason_blockers(reason))
        if stand not in [*Stand]:
            blockers = (*blockers, blocker("blocker.not_in_list", "stand"))
        refuse((*blockers, *((blocker("blocker.scored_and_closed"),) if late else ())))
        before = _declaration(tx, found, desk) or Declaration(
            review=found.review,
            dossier=dossier,
            login=desk.user.login,
            stand=Stand(stand),
            reason=reason,
        )
        said = replace(before, stand=Stand(stand), reason=reason, taken_back=False)
        tx.save(said, action="declare", reason=reason)
        if own:
            tx.remove(own, reason=reason)
        view = sheet_view(tx, desk, found, round_of)
        tx.commit()
    return view


def take_back_declaration(desk: Desk, *, dossier: str) -> SheetView:
    """Judge a dossier after all; only while it is prepared or scored. Raises Refused, NotFound."""
    require(desk, Act.SCORE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, round_of = _mine_of(tx, desk, dossier)
        refuse(_standing(round_of, found))
        before = _declaration(tx, found, desk)
        if before is None or before.taken_back:
            raise NotFound
        tx.save(replace(before, taken_back=True), action="take_back_declaration")
        view = sheet_view(tx, desk, found, round_of)
        tx.commit()
    return view


def _write(
    desk: Desk, dossier: str, version: int, change: Callable[[ScoreSheet, Held], ScoreSheet]
) -> SheetView:
    require(desk, Act.SCORE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, round_of = seen_dossier(tx, dossier)
        seen_or_refused(tx, desk, round_of, found)
        sheet = _own(tx, desk, found, version)
        after = change(sheet, round_of)
        if after != sheet:
            tx.save(after, action="score" if sheet.total is None else "score_again")
        view = sheet_view(tx, desk, found, round_of)
        tx.commit()
    return view


def _own(tx: Writing, desk: Desk, dossier: Dossier, version: int) -> ScoreSheet:
    """The desk's own sheet in the version that they saw; a blank one before the first score."""
    sheet = tx.sheet(dossier.id, Scorer.COUNCIL, desk.user.login)
    if sheet is not None:
        return tx.require_current(sheet, version)
    if version:
        raise NotFound
    return ScoreSheet(
        review=dossier.review, dossier=dossier.id, scorer=Scorer.COUNCIL, judge=desk.user.login
    )


def _mine_of(tx: Writing, desk: Desk, dossier: str) -> tuple[Dossier, Held]:
    """A dossier of a round in whose council the desk's user sits. Raises NotFound."""
    found, round_of = seen_dossier(tx, dossier)
    if seat(tx, desk, round_of) is None:
        raise NotFound
    return found, round_of


def _standing(round_of: Held, dossier: Dossier) -> tuple[Blocker, ...]:
    gone = (blocker("blocker.dossier_withdrawn"),) if dossier.withdrawn else ()
    if round_of.round.state in _UNTIL_PUBLISHED:
        return gone
    return (*state_blockers(round_of.round.state, *_UNTIL_PUBLISHED), *gone)


def _declaration(tx: Writing, dossier: Dossier, desk: Desk) -> Declaration | None:
    said = tx.declarations(dossier.review)
    mine = (dossier.id, desk.user.login)
    return next((each for each in said if (each.dossier, each.login) == mine), None)


def _total(review: Review, scores: dict[str, float]) -> float | None:
    """0–100 once every criterion has its score."""
    scales = {each.code: Scale(each.most, each.weight) for each in review.criteria}
    return total(scores, scales) if scales.keys() <= scores.keys() else None


def _mine(
    review: Review,
    dossier: Dossier,
    label: Label,
    sheet: ScoreSheet | None,
    blockers: tuple[Blocker, ...],
) -> MyDossier:
    given = len(sheet.scores) if sheet else 0
    whole = sheet.total if sheet else None
    return MyDossier(
        dossier=dossier.id,
        number=dossier.number,
        label=label,
        state=state_of(sheet, out=bool(blockers)),
        given=given,
        of=len(review.criteria),
        total=whole,
        blockers=blockers,
    )


def state_of(sheet: ScoreSheet | None, *, out: bool) -> str:
    """How far a judge has come with a dossier."""
    if out:
        return "away"
    if sheet is None:
        return "missing"
    return "begun" if sheet.total is None else "complete"
