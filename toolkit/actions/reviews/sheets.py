"""What a judge sees of a dossier: its words, the criteria, their own scores, then the others'."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.conflicts import Away, away, discreet
from toolkit.actions.reviews.evidence import evidence
from toolkit.actions.reviews.held import Held, hides, looks_on, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.rights import refuse
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Declaration, Dossier, Member, Round, RoundState, ScoreSheet
from toolkit.domain.exemplar import Exemplar, StepTaken
from toolkit.domain.review import Criterion, Review, Reviewed, Scorer
from toolkit.errors import NotFound
from toolkit.rules.blinding import masked
from toolkit.rules.evidence import Evidence
from toolkit.rules.rounds import state_blockers
from toolkit.store import Reading

TOLD = ("summary", "novelty", "figures")
"""What a dossier says in its own words; hidden or not, but without names where it is hidden."""
TOLD_OPENLY = ("post", "workplace", "head", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One criterion: the judge's own score and remark, the plan's own figure, others' scores.

    `others` are (name of the judge, score), there only once the own sheet is complete."""

    criterion: Criterion
    score: float | None
    note: str
    evidence: Evidence | None
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another judge's total (0–100) and remark on the whole."""

    name: str
    total: float
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A dossier and the desk's own sheet on it; `version` is the sheet's, 0 before the first score.

    `blockers` say why no score can be given. `others_hidden` tells that there are others' scores
    which are not shown yet. `text` is what the dossier says of itself, by name of the exemplar's
    field; `steps` its life-line without papers in blind mode."""

    dossier: Dossier
    label: Label
    review: Review
    round: Round
    lines: tuple[Line, ...]
    remark: str
    total: float | None
    version: int
    others: tuple[Other, ...]
    others_hidden: bool
    declaration: Declaration | None
    blockers: tuple[Blocker, ...]
    text: Mapping[str, str]
    steps: tuple[StepTaken, ...]


def sheet_view(q: Reading, desk: Desk, dossier: Dossier, round_of: Held) -> SheetView:
    """The sheet as the desk's user may see it. Raises NotFound for who may not see the dossier."""
    member = seat(q, desk, round_of)
    if member is None and not looks_on(desk):
        raise NotFound
    label = labels(q, desk, round_of, [dossier])[dossier.id]
    own = q.sheet(dossier.id, Scorer.COUNCIL, desk.user.login) or _blank(dossier, desk)
    others = _others(q, desk, round_of, dossier)
    seen = others if may_compare(round_of, member, own) else ()
    names = q.user_names([each.judge for each in seen])
    told = _figures(q, desk, round_of, dossier, hidden=label.hidden)
    exemplar = _exemplar(q, round_of, dossier)
    return SheetView(
        dossier=replace(dossier, subject="", unit="", judges=()) if label.hidden else dossier,
        label=label,
        review=round_of.review,
        round=round_of.round,
        lines=tuple(
            Line(
                criterion=each,
                score=own.scores.get(each.code),
                note=own.notes.get(each.code, ""),
                evidence=told.get(each.code),
                others=tuple((names.get(o.judge, o.judge), o.scores[each.code]) for o in seen),
            )
            for each in round_of.review.criteria
        ),
        remark=own.notes.get("", ""),
        total=own.total,
        version=own.version,
        others=tuple(
            Other(
                name=names.get(each.judge, each.judge),
                total=each.total or 0.0,
                remark=each.notes.get("", ""),
            )
            for each in seen
        ),
        others_hidden=bool(others) and not seen,
        declaration=_declared(q, desk, dossier),
        blockers=scoring_blockers(q, desk, round_of, dossier, member),
        text=_text(q, exemplar, hidden=label.hidden) if exemplar else MappingProxyType({}),
        steps=_steps(exemplar, hidden=label.hidden) if exemplar else (),
    )


def scoring_blockers(  # noqa: PLR0917 -- whose sheet of what, and who stands aside as known
    q: Reading,
    desk: Desk,
    round_of: Held,
    dossier: Dossier,
    member: Member | None,
    known: Away | None = None,
) -> tuple[Blocker, ...]:
    """Why the desk's user may not score the dossier now, every reason of it.

    `known` is who stands aside, where that has been read before."""
    if member is None:
        return (blocker("blocker.not_of_this_council"),)
    found = list(state_blockers(round_of.round.state, RoundState.SCORING))
    if Scorer.COUNCIL not in round_of.review.scorers:
        found.append(blocker("blocker.round_without_council"))
    if dossier.withdrawn:
        found.append(blocker("blocker.dossier_withdrawn"))
    if dossier.judges and member.login not in dossier.judges:
        found.append(blocker("blocker.dossier_not_yours"))
    reasons = (known or away(q, round_of, desk.today)).blockers(member.login, dossier)
    return (*found, *(discreet(reasons, own=True) if hides(desk, round_of) else reasons))


def may_compare(round_of: Held, member: Member | None, own: ScoreSheet) -> bool:
    """Others' scores are seen once one's own are complete, or once scoring is closed."""
    closed = round_of.round.state in (RoundState.SCORED, RoundState.PUBLISHED)
    return closed or (member is not None and own.total is not None)


def seen_or_refused(q: Reading, desk: Desk, round_of: Held, dossier: Dossier) -> None:
    """Raises Refused with the reasons why the desk's user may not score the dossier."""
    member = seat(q, desk, round_of)
    if member is None and not looks_on(desk):
        raise NotFound
    refuse(scoring_blockers(q, desk, round_of, dossier, member))


def _blank(dossier: Dossier, desk: Desk) -> ScoreSheet:
    return ScoreSheet(
        review=dossier.review, dossier=dossier.id, scorer=Scorer.COUNCIL, judge=desk.user.login
    )


def _others(q: Reading, desk: Desk, round_of: Held, dossier: Dossier) -> tuple[ScoreSheet, ...]:
    sheets = q.sheets(round_of.review.code, scorer=Scorer.COUNCIL, dossier=dossier.id)
    return tuple(
        each for each in sheets if each.judge != desk.user.login and each.total is not None
    )


def _declared(q: Reading, desk: Desk, dossier: Dossier) -> Declaration | None:
    said = q.declarations(dossier.review)
    mine = (each for each in said if (each.dossier, each.login) == (dossier.id, desk.user.login))
    return next((each for each in mine if not each.taken_back), None)


def _figures(
    q: Reading, desk: Desk, round_of: Held, dossier: Dossier, *, hidden: bool
) -> Mapping[str, Evidence]:
    day = round_of.round.closed_on or desk.today
    found = evidence(q, round_of, [dossier], on=day).get(dossier.id, {})
    return {code: replace(each, link={}) for code, each in found.items()} if hidden else found


def _exemplar(q: Reading, round_of: Held, dossier: Dossier) -> Exemplar | None:
    if round_of.review.of is not Reviewed.EXEMPLARS:
        return None
    one = q.exemplar(dossier.subject)
    while one is not None and one.merged_into:
        one = q.exemplar(one.merged_into)
    return one


def _text(q: Reading, one: Exemplar, *, hidden: bool) -> Mapping[str, str]:
    if not hidden:
        return {name: getattr(one, name) for name in (*TOLD, *TOLD_OPENLY) if getattr(one, name)}
    units = (text for unit in q.units() for text in (unit.name, unit.code))
    names = (one.name, one.head, one.workplace, one.code, one.contact, *units)
    return {name: masked(getattr(one, name), names) for name in TOLD if getattr(one, name)}


def _steps(one: Exemplar, *, hidden: bool) -> tuple[StepTaken, ...]:
    if not hidden:
        return one.steps
    return tuple(StepTaken(step=each.step, on=each.on) for each in one.steps)
