"""Publishing a round: all decisions at once, and what follows from them on the life-lines."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from toolkit.actions import activities, lifeline
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.decisions import found_of, publish_blockers
from toolkit.actions.reviews.held import Held
from toolkit.actions.reviews.naming import labels
from toolkit.actions.reviews.sitting import seen_round
from toolkit.actions.rights import refuse, require
from toolkit.domain.activity import Award, AwardType
from toolkit.domain.ballot import Decision, DecisionState
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Round, RoundState
from toolkit.domain.exemplar import Exemplar, Step
from toolkit.domain.review import Reviewed
from toolkit.domain.text import clean
from toolkit.rules.activity_form import MOST_EXEMPLARS
from toolkit.rules.checks import MOST_WORDS, too_long, unless
from toolkit.rules.lifeline import followed_blockers, step_blockers
from toolkit.rules.permissions import Act
from toolkit.rules.rounds import state_blockers
from toolkit.store import Reading
from toolkit.words import Words

_Reward = tuple[Award, AwardType]


def publish(desk: Desk, *, review: str, number: str, on: date, issuer: str, version: int) -> Round:
    """Publish every decision of the round by one paper: whole or not at all.

    Exemplars that were judged have taken the step of the review, those rewarded get the
    commendation, through the actions that pages use; who is followed no longer, or lives on in
    another record, or took the step before, keeps the decision only. Raises Refused with every
    reason, Conflict."""
    require(desk, Act.RUN_REVIEWS)
    paper = _Paper(desk, clean(number), on, clean(issuer))
    with desk.store.one_transaction():
        round_of = _published(desk, review, version, paper)
        if round_of.review.of is Reviewed.EXEMPLARS:
            _LifeLines(desk, round_of, paper).follow()
        with desk.store.reading() as q:
            return q.round(review) or round_of.round


class _Paper:
    """The decision's paper as typed."""

    def __init__(self, desk: Desk, number: str, on: date, issuer: str) -> None:
        self.number, self.on, self.issuer = number, on, issuer
        self._today = desk.today

    def blockers(self, closed: date | None) -> Iterator[Blocker]:
        """Why it can't stand."""
        yield from unless(self.number, "blocker.decision.number", "number")
        yield from unless(self.issuer, "blocker.decision.issuer", "issuer")
        yield from too_long("number", self.number, MOST_WORDS)
        yield from too_long("issuer", self.issuer, MOST_WORDS)
        yield from unless(self.on <= self._today, "blocker.decision.future", "on")
        if closed and self.on < closed:
            yield blocker("blocker.decision.early", "on", closed=closed)

    def on_record(self, decision: Decision) -> Decision:
        """The decision as published by this paper."""
        return replace(
            decision,
            state=DecisionState.PUBLISHED,
            number=self.number,
            on=self.on,
            issuer=self.issuer,
        )

    def proof(self) -> dict[str, object]:
        return {
            "title": Words().say("deciding.paper"),
            "paper_number": self.number,
            "paper_date": self.on,
            "paper_issuer": self.issuer,
        }


def _published(desk: Desk, review: str, version: int, paper: _Paper) -> Held:
    """The round and its decisions, saved as published."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = seen_round(tx, review, version)
        decided = {each.dossier: each for each in tx.decisions(review)}
        dossiers = [each for each in tx.dossiers(review) if not each.withdrawn]
        refuse(
            (
                *state_blockers(found.round.state, RoundState.SCORED),
                *publish_blockers(tx, found, dossiers, decided, found_of(tx, found)),
                *paper.blockers(found.round.closed_on),
            )
        )
        for each in (decided[one.id] for one in dossiers):
            tx.save(paper.on_record(each), action="publish")
        published = replace(found.round, state=RoundState.PUBLISHED, published_on=desk.today)
        tx.save(published, action="publish")
        tx.commit()
    return found


class _LifeLines:
    """What publishing does to the exemplars that were judged."""

    def __init__(self, desk: Desk, round_of: Held, paper: _Paper) -> None:
        self._desk, self._held, self._paper = desk, round_of, paper
        with desk.store.reading() as q:
            self._read(q)

    def _read(self, q: Reading) -> None:
        code = self._held.review.code
        self._plan = q.plan()
        dossiers = [each for each in q.dossiers(code) if not each.withdrawn]
        named = labels(q, self._desk, self._held, dossiers)
        self._subject = {each.id: named[each.id].subject for each in dossiers}
        self._exemplars = q.exemplars([one for one in self._subject.values() if one])
        self._decided: Sequence[Decision] = [
            each for each in q.decisions(code) if each.dossier in self._subject
        ]

    def follow(self) -> None:
        """First the step of the review, then the rewards."""
        for one in self._exemplars.values():
            self._review(one)
        for (award, kind), subjects in self._rewarded().items():
            for at in range(0, len(subjects), MOST_EXEMPLARS):
                self._reward(award, kind, subjects[at : at + MOST_EXEMPLARS])

    @property
    def _step(self) -> Step:
        first = self._plan.phases[0].code == self._held.review.phase
        return Step.INTERIM_REVIEWED if first else Step.FINAL_REVIEWED

    def _review(self, one: Exemplar) -> None:
        today, on = self._desk.today, self._paper.on
        wrong = step_blockers(one, self._step, on, today=today, plan=self._plan)
        if one.taken(self._step) or wrong:
            return
        note = Words().say("deciding.reviewed", review=self._held.review.name)
        form = {"on": on, "note": note}
        lifeline.review(
            self._desk, exemplar=one.id, version=one.version, step=self._step.value, form=form
        )

    def _rewarded(self) -> dict[_Reward, list[str]]:
        """Who gets which award, of those that are followed."""
        found: defaultdict[_Reward, dict[str, None]] = defaultdict(dict)
        for each in self._decided:
            one = self._exemplars.get(self._subject[each.dossier])
            if each.chosen and each.award and one and not followed_blockers(one):
                # Two dossiers whose records have become one since are one to be rewarded.
                found[each.award, each.type or AwardType.MOVEMENT][one.id] = None
        return {reward: list(subjects) for reward, subjects in found.items()}

    def _reward(self, award: Award, kind: AwardType, subjects: Collection[str]) -> None:
        review = self._held.review
        form = {
            "title": Words().say("deciding.commendation", review=review.name)[:MOST_WORDS],
            "on": self._paper.on,
            "award": award.value,
            "type": kind.value,
            "proofs": [self._paper.proof()],
        }
        activities.record(
            self._desk, kind="commendation", unit=self._plan.head, form=form, exemplars=subjects
        )
