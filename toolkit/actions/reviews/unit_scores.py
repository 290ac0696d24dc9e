"""A unit scored by itself, by its bloc and by the Ministry, one criterion at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.evidence import evidence
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.unit_round import (
    UnitRound,
    give_blockers,
    its_round,
    seen_by,
    shown,
)
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, ScoreSheet
from toolkit.domain.review import Criterion, Scorer
from toolkit.domain.text import clean
from toolkit.errors import Refused
from toolkit.rules.evidence import Evidence, in_step
from toolkit.rules.permissions import Act
from toolkit.rules.rounds import score_blockers
from toolkit.rules.unit_review import (
    SELF_CHECKED,
    Apart,
    apart,
    missing,
    remark_blockers,
    whole,
)
from toolkit.store import Reading, Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One criterion: its evidence, each scorer's score and remark, and which of them lie apart.

    `by_figure` is what the figure alone would give, where it is a share of something."""

    criterion: Criterion
    evidence: Evidence | None
    by_figure: float | None
    scores: Mapping[Scorer, float]
    notes: Mapping[Scorer, str]
    apart: Mapping[Scorer, Apart]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One scorer's sheet as the user may see it: `given` of its criteria have a score.

    `hidden`: they may not see its numbers (yet). `who` is the unit that gives it, empty for the
    Ministry, None where nobody is named. `blockers` are why the user can't write it."""

    scorer: Scorer
    who: str | None
    given: int
    total: float | None
    remark: str
    version: int
    hidden: bool
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDossier:
    """One unit's dossier: lines by criterion, marks in the order self, cross, Ministry.

    `on` is the day that its figures are of."""

    of: UnitRound
    dossier: Dossier
    label: Label
    bloc: str
    on: date
    lines: tuple[UnitLine, ...]
    marks: tuple[Marks, ...]


def unit_dossier(desk: Desk, *, dossier: str) -> UnitDossier:
    """One unit's scores as far as the user may see them. Raises NotFound, Refused."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        found, of = its_round(q, desk, dossier)
        seen = seen_by(desk, of, found)
        if not seen:
            raise Refused([blocker("blocker.scores_not_yours")])
        return _told(q, desk, of, found, seen)


def give_unit_score(
    desk: Desk,
    *,
    dossier: str,
    scorer: Scorer,
    criterion: str,
    score: float | None,
    version: int,
) -> ScoreSheet:
    """Give a score (None takes it back), kept at once. `version` is the sheet's, 0 for a new one.

    Raises Refused (not theirs to give, round closed, out of scale), Conflict, NotFound."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, of, sheet = _sheet(tx, desk, dossier, scorer, version)
        review = of.held.review
        refuse(score_blockers(review.criterion_by_code.get(criterion), score, review.step))
        scores = {**sheet.scores, criterion: score}
        kept = {code: float(value) for code, value in scores.items() if value is not None}
        saved = keep_sheet(tx, of, found, replace(sheet, scores=MappingProxyType(kept)), "score")
        tx.commit()
    return saved


def give_unit_remark(
    desk: Desk, *, dossier: str, scorer: Scorer, criterion: str, remark: str, version: int
) -> ScoreSheet:
    """Remark on a criterion (empty code: on the whole); an empty remark takes it back.

    Raises Refused, Conflict, NotFound."""
    remark = clean(remark)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, of, sheet = _sheet(tx, desk, dossier, scorer, version)
        refuse(remark_blockers(of.held.review, criterion, remark))
        notes = {code: text for code, text in {**sheet.notes, criterion: remark}.items() if text}
        saved = keep_sheet(tx, of, found, replace(sheet, notes=MappingProxyType(notes)), "remark")
        tx.commit()
    return saved


def sheet_for(q: Reading, dossier: Dossier, scorer: Scorer) -> ScoreSheet | None:
    """The one sheet that a scorer has of a dossier, whoever began it."""
    found = q.sheets(dossier.review, scorer=scorer, dossier=dossier.id)
    return found[0] if found else None


def _sheet(
    tx: Writing, desk: Desk, dossier: str, scorer: Scorer, version: int
) -> tuple[Dossier, UnitRound, ScoreSheet]:
    """The sheet to be changed, where it is the version that was seen."""
    found, of = its_round(tx, desk, dossier)
    refuse(give_blockers(desk, of, found, scorer))
    kept = sheet_for(tx, found, scorer)
    judge = {Scorer.SELF: found.subject, Scorer.CROSS: of.home, Scorer.MINISTRY: ""}[scorer]
    if kept is None:
        return (
            found,
            of,
            ScoreSheet(review=found.review, dossier=found.id, scorer=scorer, judge=judge),
        )
    return found, of, replace(tx.require_current(kept, version), judge=judge)


def keep_sheet(
    tx: Writing, of: UnitRound, dossier: Dossier, sheet: ScoreSheet, action: str
) -> ScoreSheet:
    """Save the sheet with its total, and those held against it where it is the unit's own."""
    review = of.held.review
    if sheet.scorer is not Scorer.SELF:
        own = sheet_for(tx, dossier, Scorer.SELF)
        return tx.save(replace(sheet, total=whole(review, own, sheet)), action=action)
    saved = tx.save(replace(sheet, total=whole(review, None, sheet)), action=action)
    for scorer in SELF_CHECKED:
        other = sheet_for(tx, dossier, scorer)
        if other and other.total != (total := whole(review, saved, other)):
            tx.save(replace(other, total=total), action="self_changed")
    return saved


def _told(
    q: Reading, desk: Desk, of: UnitRound, dossier: Dossier, seen: frozenset[Scorer]
) -> UnitDossier:
    on = of.held.round.closed_on or desk.today
    kept = {each.scorer: each for each in q.sheets(dossier.review, dossier=dossier.id)}
    open_ = {
        scorer: sheet
        for scorer, sheet in kept.items()
        if scorer in seen and shown(of, desk, dossier, sheet)
    }
    return UnitDossier(
        of=of,
        dossier=dossier,
        label=labels(q, desk, of.held, [dossier])[dossier.id],
        bloc=of.bloc_of(dossier),
        on=on,
        lines=_lines(of, open_, evidence(q, of.held, [dossier], on=on).get(dossier.id, {})),
        marks=tuple(
            _marks(desk, of, dossier, scorer, kept.get(scorer), hidden=scorer not in open_)
            for scorer in of.scorers
            if scorer in seen
        ),
    )


def _lines(
    of: UnitRound, sheets: Mapping[Scorer, ScoreSheet], figures: Mapping[str, Evidence]
) -> tuple[UnitLine, ...]:
    review, own = of.held.review, sheets.get(Scorer.SELF)
    far = {
        (each.criterion, each.scorer): each
        for scorer in SELF_CHECKED
        for each in apart(review, own, sheets.get(scorer))
    }
    return tuple(
        UnitLine(
            criterion=one,
            evidence=figures.get(one.code),
            by_figure=_by_figure(one, figures.get(one.code), review.step),
            scores={
                s: sheet.scores[one.code] for s, sheet in sheets.items() if one.code in sheet.scores
            },
            notes={
                s: sheet.notes[one.code] for s, sheet in sheets.items() if one.code in sheet.notes
            },
            apart={s: far[one.code, s] for s in SELF_CHECKED if (one.code, s) in far},
        )
        for one in review.criteria
    )


def _by_figure(criterion: Criterion, figure: Evidence | None, step: float) -> float | None:
    share = figure.share if figure else None
    return None if share is None else in_step(share, criterion.most, step)


def _marks(
    desk: Desk,
    of: UnitRound,
    dossier: Dossier,
    scorer: Scorer,
    sheet: ScoreSheet | None,
    *,
    hidden: bool,
) -> Marks:
    who = {Scorer.SELF: of.unit_of(dossier), Scorer.CROSS: of.checker_of(dossier)}.get(scorer, "")
    count = len(of.held.review.criteria) - len(missing(of.held.review, sheet))
    return Marks(
        scorer=scorer,
        who=who,
        given=count,
        total=sheet.total if sheet and not hidden else None,
        remark=sheet.notes.get("", "") if sheet and not hidden else "",
        version=sheet.version if sheet else 0,
        hidden=hidden and sheet is not None,
        blockers=give_blockers(desk, of, dossier, scorer),
    )
