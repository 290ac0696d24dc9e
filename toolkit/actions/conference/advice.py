"""What the council decided and what the law asks of a nominee: advice, never a veto."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit.actions.conference.called import Called
from toolkit.domain.ballot import Decision, DecisionState
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.eligibility import AwardRules
from toolkit.domain.exemplar import Exemplar
from toolkit.errors import FaultyFile
from toolkit.plans.eligibility import award_rules
from toolkit.rules.eligibility import Earlier, Verdict, eligibility
from toolkit.store import Reading


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of the conference's round: `subjects` had a dossier there.

    `decided` is empty until the round is published."""

    decided: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))
    subjects: frozenset[str] = frozenset()
    rewards: Mapping[str, tuple[Earlier, ...]] = field(default_factory=lambda: MappingProxyType({}))


def judgement(q: Reading, seen: Called) -> Judgement:
    """Three statements, whatever the number of nominees."""
    code = seen.conference.review
    subject = {each.id: each.subject for each in q.dossiers(code) if not each.withdrawn}
    if not subject:
        return Judgement()
    published = (each for each in q.decisions(code) if each.state is DecisionState.PUBLISHED)
    decided = {subject[each.dossier]: each for each in published if each.dossier in subject}
    return Judgement(decided, frozenset(subject.values()), q.rewards(code))


def advice(known: Judgement, seen: Called, found: Exemplar) -> tuple[Blocker, ...]:
    """What whoever nominates or confirms this exemplar should know."""
    return (*_council(known, found), *_law(known, seen, found))


def _council(known: Judgement, found: Exemplar) -> tuple[Blocker, ...]:
    if not known.decided:
        return ()
    decision = known.decided.get(found.id)
    if decision is None:
        return (blocker("conference.advice.not_judged"),)
    if decision.chosen:
        return (blocker("conference.advice.chosen"),)
    return (blocker("conference.advice.left_out"),)


def _law(known: Judgement, seen: Called, found: Exemplar) -> tuple[Blocker, ...]:
    """The conditions of the award that the round puts its chosen up for, by the law of the day."""
    review = seen.plan.review_by_code.get(seen.conference.review)
    rules = _rules()
    if review is None or review.award is None or rules is None or found.id not in known.subjects:
        return ()
    on = seen.conference.on
    earlier = tuple(each for each in known.rewards.get(found.id, ()) if each.on <= on)
    told = eligibility(rules, review.award, found.kind, earlier, since=review.since, on=on)
    if told.verdict is Verdict.NOT_MET and told.law:
        return (blocker("conference.advice.not_met", law=told.law.name),)
    return ()


def _rules() -> AwardRules | None:
    """None where the file is faulty: that costs the advice and nothing else."""
    try:
        return award_rules()
    except FaultyFile:
        return None
