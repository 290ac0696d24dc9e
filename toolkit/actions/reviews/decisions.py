"""Decisions on a round's dossiers: proposed from ballot and ranking, changed for a reason.

Until they are published they are the secretary's alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, held, require_decided
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.outcomes import Verdict, verdicts
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.sitting import seen_dossier
from toolkit.actions.rights import refuse, require
from toolkit.domain.activity import Award, AwardType
from toolkit.domain.ballot import BallotState, Decision
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, RoundState
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules.checks import too_long, unless
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import MOST_REASON
from toolkit.rules.rounds import state_blockers
from toolkit.store import Reading, Writing

UNDECIDED = Verdict(chosen=False, able=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A dossier with its decision, and what ballot and ranking say of it."""

    dossier: str
    label: Label
    rank: int | None
    verdict: Verdict
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """`rows` by rank; `blockers` say why nothing can be proposed or published yet.

    `chosen` counts those chosen so far, of `seats`. `awards` are the plan's default."""

    rows: tuple[DecisionRow, ...]
    chosen: int
    seats: int | None
    award: Award | None
    type: AwardType | None
    blockers: tuple[Blocker, ...]
    version: int


def decisions_seen(desk: Desk, review: str) -> Decisions:
    """The decisions: all for the secretary, for others once they are published.

    Raises UnknownReview, Refused."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        require_decided(q, desk, round_of)
        dossiers = [each for each in q.dossiers(review) if not each.withdrawn]
        named = labels(q, desk, round_of, dossiers)
        order = ranked(q, round_of).by_dossier
        found = verdicts(q, round_of, order)
        decided = {each.dossier: each for each in q.decisions(review)}
        rows = [
            DecisionRow(
                dossier=each.id,
                label=named[each.id],
                rank=order[each.id].rank if each.id in order else None,
                verdict=found.get(each.id, UNDECIDED),
                decision=decided.get(each.id),
            )
            for each in dossiers
        ]
        rows.sort(key=lambda one: (one.rank or len(rows) + 1, one.label.number))
        if decided:
            wrong = tuple(publish_blockers(q, round_of, dossiers, decided, found))
        else:
            wrong = tuple(proposal_blockers(q, round_of, found))
    return Decisions(
        rows=tuple(rows),
        chosen=sum(each.chosen for each in decided.values()),
        seats=round_of.review.seats,
        award=round_of.review.award,
        type=round_of.review.award_type,
        blockers=wrong,
        version=round_of.round.version,
    )


def propose_decisions(desk: Desk, review: str) -> tuple[Decision, ...]:
    """Put down what ballot (or ranking, where there is no ballot) came to, for every dossier that
    has no decision yet, or one that a later ballot has overtaken; the secretary may change each.

    What was decided for a reason stands. Raises UnknownReview, Refused."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        round_of = held(tx, review)
        refuse(state_blockers(round_of.round.state, RoundState.SCORED))
        found = found_of(tx, round_of)
        refuse(tuple(proposal_blockers(tx, round_of, found)))
        decided = {each.dossier: each for each in tx.decisions(review)}
        new = [one for one in found if one not in decided]
        old = [decided[one] for one in found if one in decided]
        saved = tx.save_many(
            [_proposed(round_of, one, found[one]) for one in new], action="propose"
        )
        for each in old:
            if _is_overtaken(each, found[each.dossier]):
                fresh = _proposed(round_of, each.dossier, found[each.dossier])
                told = replace(fresh, id=each.id, version=each.version)
                saved.append(tx.save(told, action="propose"))
        tx.commit()
    return tuple(saved)


def _is_overtaken(decision: Decision, verdict: Verdict) -> bool:
    """Whether it says something else than what was found since, with nobody's reason for that."""
    if decision.chosen and not verdict.able:
        return True
    return decision.chosen != verdict.chosen and not decision.reason


def proposal_blockers(
    q: Reading, round_of: Held, found: Mapping[str, Verdict]
) -> Iterator[Blocker]:
    """Why nothing can be proposed yet."""
    if not round_of.review.ballot:
        yield from unless(
            any(each.able for each in found.values()), "blocker.decision.nothing_scored"
        )
        return
    ballots = q.ballots(round_of.review.code)
    counted = any(each.state is BallotState.COUNTED for each in ballots)
    yield from unless(counted, "blocker.decision.nothing_counted")
    yield from _open_ballots(q, round_of)


def _open_ballots(q: Reading, round_of: Held) -> Iterator[Blocker]:
    for each in q.ballots(round_of.review.code):
        if each.state is BallotState.OPEN:
            yield blocker("blocker.decision.ballot_open", number=each.number)


def _proposed(round_of: Held, dossier: str, verdict: Verdict) -> Decision:
    review, chosen = round_of.review, verdict.chosen
    return Decision(
        review=review.code,
        dossier=dossier,
        chosen=chosen,
        award=review.award if chosen else None,
        type=review.award_type if chosen and review.award else None,
    )


def decide(
    desk: Desk,
    *,
    dossier: str,
    chosen: bool,
    award: str = "",
    type: str = "",
    reason: str = "",
    version: int = 0,
) -> Decision:
    """Decide on one dossier (`version` 0: nothing was decided yet). What departs from ballot and
    ranking needs a reason; nobody is chosen whom too few agreed on. Raises Refused, Conflict."""
    require(desk, Act.RUN_REVIEWS)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found, round_of = seen_dossier(tx, dossier)
        before = _current(tx, dossier, version)
        verdict = found_of(tx, round_of).get(dossier, UNDECIDED)
        refuse(
            (
                *state_blockers(round_of.round.state, RoundState.SCORED),
                *unless(not found.withdrawn, "blocker.dossier_withdrawn"),
                *unless(award in {"", *Award}, "blocker.not_in_list", "award"),
                *unless(type in {"", *AwardType}, "blocker.not_in_list", "type"),
                *_against(found, verdict, reason, chosen=chosen),
                *too_long("reason", reason, MOST_REASON),
            )
        )
        known = before or Decision(review=round_of.review.code, dossier=dossier, chosen=chosen)
        decided = replace(
            known,
            chosen=chosen,
            award=Award(award) if chosen and award else None,
            type=AwardType(type) if chosen and award and type else None,
            reason=reason,
        )
        saved = tx.save(decided, action="decide", reason=reason)
        tx.commit()
    return saved


def _current(tx: Writing, dossier: str, version: int) -> Decision | None:
    """The decision that the user saw; where they saw none, saving one tells of another's."""
    if not version:
        return None
    before = tx.decision(dossier)
    if before is None:
        raise NotFound
    return tx.require_current(before, version)


def _against(found: Dossier, verdict: Verdict, reason: str, *, chosen: bool) -> tuple[Blocker, ...]:
    able = not chosen or verdict.able
    if not able:
        return (blocker("blocker.decision.not_enough", "chosen", number=found.number),)
    told = bool(reason) or chosen == verdict.chosen
    return unless(told, "blocker.decision.against", "reason")


def found_of(q: Reading, round_of: Held) -> dict[str, Verdict]:
    """What ballots and ranking have found of each dossier."""
    return verdicts(q, round_of, ranked(q, round_of).by_dossier)


def publish_blockers(
    q: Reading,
    round_of: Held,
    dossiers: list[Dossier],
    decided: Mapping[str, Decision],
    found: Mapping[str, Verdict],
) -> Iterator[Blocker]:
    """Why the decisions can't be published yet; nothing once they are."""
    if round_of.round.state is not RoundState.SCORED:
        return
    yield from _open_ballots(q, round_of)
    seats = round_of.review.seats
    missing = [str(each.number) for each in dossiers if each.id not in decided]
    yield from unless(not missing, "blocker.decision.missing", numbers=", ".join(missing))
    overtaken = [
        str(each.number)
        for each in dossiers
        if each.id in decided and _is_overtaken(decided[each.id], found.get(each.id, UNDECIDED))
    ]
    yield from unless(not overtaken, "blocker.decision.overtaken", numbers=", ".join(overtaken))
    chosen = sum(decided[each.id].chosen for each in dossiers if each.id in decided)
    if seats is not None and chosen > seats:
        yield blocker("blocker.decision.too_many", chosen=chosen, seats=seats)
