"""Blocs in a round of units: who leads them, and whom they propose, in which order and why."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import runs
from toolkit.actions.reviews.unit_round import UnitRound, unit_round
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import BlocRound, RoundState
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules.checks import unless
from toolkit.rules.permissions import Act, may
from toolkit.rules.reporting import reason_blockers
from toolkit.rules.rounds import state_blockers
from toolkit.rules.unit_review import heads_blockers, proposal_blockers
from toolkit.store import Writing

_LED = (RoundState.SCORING, RoundState.PREPARING, RoundState.SCORED)
_PROPOSED = (RoundState.SCORING, RoundState.SCORED)


def name_head(
    desk: Desk, *, review: str, bloc: str, head: str, deputy: str = "", version: int
) -> BlocRound:
    """Name the unit that leads a bloc for the round, and its deputy, which checks the head's own.

    Raises Refused (not the Ministry, no unit of the bloc, round published), Conflict, NotFound."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        of, known = _seen(tx, desk, review, bloc, version)
        members = {of.unit_of(each) for each in of.members(bloc)}
        refuse(state_blockers(of.held.round.state, *_LED))
        refuse(heads_blockers(of.bloc_name(bloc), head, deputy, members))
        saved = tx.save(replace(known, head=head, deputy=deputy), action="name_head")
        tx.commit()
    return saved


def propose(
    desk: Desk,
    *,
    review: str,
    bloc: str,
    proposed: Sequence[str],
    note: str,
    version: int,
    send: bool = True,
) -> BlocRound:
    """Propose units of the bloc (codes, the best first) with the reason, and send it today.

    `send=False` only keeps what the head has put together so far, as it is.
    Raises Refused (not the head, sent already, reason missing …), Conflict, NotFound."""
    note = clean(note)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        of, known = _seen(tx, desk, review, bloc, version)
        refuse(propose_blockers(desk, of, bloc))
        members = {of.unit_of(each) for each in of.members(bloc)}
        wrong = proposal_blockers(of.held.review, proposed, note, members)
        refuse(tuple(_merged(of, each) for each in wrong if send or each.key not in _UNFINISHED))
        put = replace(known, proposed=tuple(proposed), note=note)
        if send:
            put = replace(put, sent_on=desk.today)
        saved = tx.save(put, action="propose" if send else "draft_proposal")
        tx.commit()
    return saved


def take_back_proposal(
    desk: Desk, *, review: str, bloc: str, reason: str, version: int
) -> BlocRound:
    """Take a proposal back that was sent, to mend it. Raises Refused, Conflict, NotFound."""
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        of, known = _seen(tx, desk, review, bloc, version)
        refuse((*take_back_blockers(desk, of, bloc), *reason_blockers(reason)))
        again = replace(known, sent_on=None)
        saved = tx.save(again, action="take_back_proposal", reason=reason)
        tx.commit()
    return saved


def propose_blockers(desk: Desk, of: UnitRound, bloc: str) -> tuple[Blocker, ...]:
    """Why the desk's user can't put a proposal of this bloc together."""
    sent = of.bloc(bloc).sent_on
    return (
        *_led_blockers(desk, of, bloc),
        *unless(sent is None, "blocker.proposal_sent", on=sent),
    )


def take_back_blockers(desk: Desk, of: UnitRound, bloc: str) -> tuple[Blocker, ...]:
    """Why they can't take back what was sent: the head may, and the Ministry."""
    not_sent = unless(of.bloc(bloc).sent_on, "blocker.proposal_not_sent")
    if runs(desk):
        return (*state_blockers(of.held.round.state, *_PROPOSED), *not_sent)
    return (*_led_blockers(desk, of, bloc), *not_sent)


_UNFINISHED = ("blocker.nobody_proposed", "blocker.proposal_reason")
"""What only a proposal that is sent must have."""


def _led_blockers(desk: Desk, of: UnitRound, bloc: str) -> tuple[Blocker, ...]:
    if no_right := may(desk.user, Act.SCORE_UNITS):
        return no_right
    head = of.head_of(bloc)
    leads = bool(head) and of.home == head
    key = "blocker.only_head" if head else "blocker.bloc_no_head"
    return (
        *state_blockers(of.held.round.state, *_PROPOSED),
        *unless(leads, key, bloc=of.bloc_name(bloc), head=of.name(head)),
    )


def _merged(of: UnitRound, wrong: Blocker) -> Blocker:
    """Names instead of codes; of a unit that has been merged it is told into which."""
    unit = str(wrong.values.get("unit", ""))
    heir = of.bearer.get(unit, unit)
    if heir != unit:
        told = {"unit": of.name(unit), "into": of.name(heir)}
        return blocker("blocker.proposed_merged", wrong.field, **told)
    return blocker(
        wrong.key, wrong.field, **{**wrong.values, **({"unit": of.name(unit)} if unit else {})}
    )


def _seen(
    tx: Writing, desk: Desk, review: str, bloc: str, version: int
) -> tuple[UnitRound, BlocRound]:
    """The bloc's record where it is the version that was seen."""
    of = unit_round(tx, desk, review)
    if bloc not in {each.code for each in of.held.plan.blocs}:
        raise NotFound
    known = of.blocs.get(bloc)
    if known is None:
        return of, of.bloc(bloc)
    return of, tx.require_current(known, version)
