"""Whole score sheets handed in at once: for who scored on paper, or judges a long list."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import held, seat
from toolkit.actions.reviews.sheets import scoring_blockers
from toolkit.actions.reviews.sitting import sitting
from toolkit.actions.reviews.unit_round import give_blockers, unit_round
from toolkit.actions.reviews.unit_scores import keep_sheet
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker
from toolkit.domain.council import Dossier, ScoreSheet
from toolkit.domain.review import Review, Scorer
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules.permissions import Act
from toolkit.rules.rounds import score_blockers
from toolkit.rules.unit_review import remark_blockers, whole

Scores = Mapping[str, float]
Notes = Mapping[str, str]


def hand_in(desk: Desk, *, review: str, sheets: Mapping[str, Scores]) -> tuple[ScoreSheet, ...]:
    """A member's scores of many dossiers (id → criterion → score): all of them or none.

    What they scored before of the same dossiers is replaced. Raises Refused with every reason,
    NotFound for a dossier that is not of the round, UnknownReview."""
    require(desk, Act.SCORE)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        round_of = held(tx, review)
        seated, member = sitting(tx, desk, round_of), seat(tx, desk, round_of)
        dossiers = _asked(tx.dossiers(review), sheets)
        mine = {
            e.dossier: e for e in tx.sheets(review, scorer=Scorer.COUNCIL, judge=desk.user.login)
        }
        found: list[Blocker] = []
        for each in dossiers:
            found += scoring_blockers(tx, desk, round_of, each, member, seated.away)
            found += _wrong(round_of.review, sheets[each.id])
        refuse(_once(found))
        given = [
            _scored(round_of.review, mine.get(each.id) or _blank(each, desk), sheets[each.id])
            for each in dossiers
        ]
        saved = tx.save_many([each for each in given if not each.version], action="score")
        again = [each for each in given if each.version and each != mine[each.dossier]]
        saved += [tx.save(each, action="score_again") for each in again]
        tx.commit()
    return tuple(saved)


def hand_in_unit_scores(
    desk: Desk,
    *,
    review: str,
    scorer: Scorer,
    sheets: Mapping[str, tuple[Scores, Notes]],
) -> tuple[ScoreSheet, ...]:
    """Scores and remarks of units (dossier's id → both by criterion), all given by one scorer.

    Raises Refused with every reason, NotFound for a dossier that is not of the round."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        of = unit_round(tx, desk, review)
        dossiers, rules = _asked(of.dossiers, sheets), of.held.review
        found: list[Blocker] = []
        for each in dossiers:
            scores, notes = sheets[each.id]
            found += (*give_blockers(desk, of, each, scorer), *_wrong(rules, scores))
            found += (b for code, text in notes.items() for b in remark_blockers(rules, code, text))
        refuse(_once(found))
        kept = {each.dossier: each for each in tx.sheets(review, scorer=scorer)}
        saved = []
        for each in dossiers:
            scores, notes = sheets[each.id]
            judge = {Scorer.SELF: each.subject, Scorer.CROSS: of.home}.get(scorer, "")
            blank = ScoreSheet(review=review, dossier=each.id, scorer=scorer, judge=judge)
            sheet = _scored(rules, kept.get(each.id, blank), scores)
            told = MappingProxyType({code: clean(text) for code, text in notes.items()})
            put = replace(sheet, judge=judge, notes=told)
            saved.append(keep_sheet(tx, of, each, put, "score"))
        tx.commit()
    return tuple(saved)


def _once(found: list[Blocker]) -> tuple[Blocker, ...]:
    return tuple(each for place, each in enumerate(found) if each not in found[:place])


def _asked(dossiers: tuple[Dossier, ...], sheets: Mapping[str, object]) -> list[Dossier]:
    found = [each for each in dossiers if each.id in sheets]
    if len(found) < len(sheets):
        raise NotFound
    return found


def _wrong(review: Review, scores: Scores) -> Iterator[Blocker]:
    for code, score in scores.items():
        yield from score_blockers(review.criterion_by_code.get(code), score, review.step)


def _blank(dossier: Dossier, desk: Desk) -> ScoreSheet:
    login = desk.user.login
    return ScoreSheet(review=dossier.review, dossier=dossier.id, scorer=Scorer.COUNCIL, judge=login)


def _scored(review: Review, sheet: ScoreSheet, scores: Scores) -> ScoreSheet:
    given = MappingProxyType({code: float(score) for code, score in scores.items()})
    scored = replace(sheet, scores=given)
    return replace(scored, total=whole(review, None, scored))
