"""Whether a round can be opened, or closed, as it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.counts import given_of, waited
from toolkit.actions.reviews.held import Held
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.ranked import deciding
from toolkit.actions.reviews.sitting import Sitting
from toolkit.domain.blocker import Blocker
from toolkit.domain.council import ScoreSheet
from toolkit.domain.exemplar import Standing
from toolkit.domain.review import Reviewed, Scorer
from toolkit.rules.permissions import Act, may
from toolkit.rules.rounds import Readiness, closing_blockers, opening_blockers, twins
from toolkit.store import Reading, Writing


def opening(q: Reading, desk: Desk, seated: Sitting) -> tuple[Blocker, ...]:
    """Why scoring can't be opened."""
    return opening_blockers(seated.held.review, _readiness(q, desk, seated), desk.today)


def closing(q: Reading, seated: Sitting, reason: str) -> tuple[Blocker, ...]:
    """Why scoring can't be closed, for this reason or none."""
    missing = sum(waited(q, seated)[1].values())
    return closing_blockers(unscored=_unscored(q, seated), missing=missing, reason=reason)


def tidied(tx: Writing, desk: Desk, round_of: Held) -> None:
    """Dossiers of exemplars that have moved to another unit since they were put up follow them."""
    if round_of.review.of is not Reviewed.EXEMPLARS:
        return
    dossiers = [each for each in tx.dossiers(round_of.review.code) if not each.withdrawn]
    named = labels(tx, desk, round_of, dossiers)
    exemplars = tx.exemplars([named[each.id].subject for each in dossiers])
    for each in dossiers:
        one = exemplars.get(named[each.id].subject)
        if one is not None and one.unit != each.unit:
            tx.save(replace(each, unit=one.unit), action="follow")


def aside(q: Reading, seated: Sitting) -> Iterator[ScoreSheet]:
    """Complete sheets of judges who should have stood aside, or are not asked any more."""
    wanted = seated.wanted()
    for dossier, judge, _ in q.score_totals(seated.held.review.code):
        if judge not in wanted.get(dossier, ()):
            sheet = q.sheet(dossier, Scorer.COUNCIL, judge)
            if sheet is not None:
                yield sheet


def _readiness(q: Reading, desk: Desk, seated: Sitting) -> Readiness:
    named = labels(q, desk, seated.held, seated.dossiers)
    return Readiness(
        members=len(seated.members),
        unable=_unable(q, seated),
        dossiers=len(seated.dossiers),
        unjudged=[each.number for each in seated.dossiers if not seated.judges(each)],
        stopped=_stopped(q, seated, named),
        twins=twins([(each.number, named[each.id].subject) for each in seated.dossiers]),
    )


def _stopped(q: Reading, seated: Sitting, named: Mapping[str, Label]) -> list[int]:
    """Numbers of dossiers of exemplars that were stopped since they were put up."""
    if seated.held.review.of is not Reviewed.EXEMPLARS:
        return []
    found = q.exemplars([each.subject for each in named.values() if each.subject])
    over = {key for key, one in found.items() if one.standing is Standing.STOPPED}
    return [each.number for each in seated.dossiers if named[each.id].subject in over]


def _unable(q: Reading, seated: Sitting) -> list[str]:
    """Names of members who could not come to score at all."""
    people = {user.login: user for user in q.users()}
    found = ((one.login, people.get(one.login)) for one in seated.members)
    return [who.name if who else login for login, who in found if not who or may(who, Act.SCORE)]


def _unscored(q: Reading, seated: Sitting) -> list[int]:
    """Numbers of dossiers that have no complete sheet of those whose scores decide."""
    review = seated.held.review
    scorer = deciding(review)
    if scorer is Scorer.COUNCIL:
        scored = {dossier for dossier, _ in given_of(q, seated, seated.wanted())}
    else:
        scored = {dossier for dossier, _, _ in q.score_totals(review.code, scorer)}
    return [each.number for each in seated.dossiers if each.id not in scored]
