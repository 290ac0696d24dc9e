"""The demo's rounds of units: own scores, those of the bloc's head, the Ministry's, proposals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random

from toolkit.actions.desk import Desk
from toolkit.actions.reviews import blocs, dossiers, handing_in, rounds
from toolkit.actions.reviews.decisions import propose_decisions
from toolkit.actions.reviews.evidence import evidence
from toolkit.actions.reviews.unit_round import UnitRound, unit_round
from toolkit.demo import people
from toolkit.demo.judging import in_steps
from toolkit.demo.reviews import Turn, at, published, working
from toolkit.domain.council import Dossier, ScoreSheet
from toolkit.domain.plan import Plan
from toolkit.domain.review import Criterion, Review, Reviewed, Scorer
from toolkit.domain.unit import Unit
from toolkit.rules.succession import is_valid
from toolkit.rules.unit_review import MINISTRY
from toolkit.store import Store

_LEADS = "TCMT"
_BATCHES = 4
"""Days on which units hand their own scores in."""
_STEPS_APART = (0, 0, 0, -1, -1, 1, -2)
"""By how many steps whoever checks a score gives another."""
_FAR, _STEPS_FAR = 0.03, -5
"""How often a score is so far from the one before that it has to be explained."""
Sheets = dict[str, tuple[dict[str, float], dict[str, str]]]


class UnitReviewWorld:
    """The rounds of units of the plan, as they are lived in the demo."""

    def __init__(self, store: Store, plan: Plan, units: Sequence[Unit]) -> None:
        self._store, self._plan = store, plan
        self._by_code = {unit.code: unit for unit in units}

    def script(self) -> Iterator[Turn]:
        """Everything that ever happens, in no order."""
        for review in self._plan.reviews:
            if review.of is Reviewed.UNITS:
                yield from self._round(review)

    def _round(self, review: Review) -> Iterator[Turn]:
        span = review.closes - review.opens

        def on(share: float, hour: int, do: Callable[..., None], *more: object) -> Turn:
            return Turn(at(working(review.opens + span * share), hour), partial(do, review, *more))

        before = working(review.opens - timedelta(days=6))
        yield Turn(at(before, 9), partial(self._put_up, review))
        yield Turn(at(before, 10), partial(self._name_heads, review))
        yield on(0, 8, self._open)
        for batch in range(_BATCHES):
            yield on(0.06 + 0.09 * batch, 15, self._score_themselves, batch)
        for place, bloc in enumerate(self._plan.blocs):
            yield on(0.45 + 0.02 * place, 14, self._check, bloc.code)
        yield on(0.8, 9, self._check, "")
        yield on(0.84, 15, self._score)
        for place, bloc in enumerate(self._plan.blocs):
            yield on(0.88 + 0.003 * place, 16, self._propose, bloc.code)
        yield on(0.96, 17, self._close)
        decided = working(review.closes)
        yield Turn(at(decided, 15), partial(self._decide, review))
        yield Turn(
            at(working(review.closes + timedelta(days=7)), 11), partial(self._publish, review)
        )

    def play(self, turn: Turn) -> None:
        turn.do(turn.at)

    def _put_up(self, review: Review, now: datetime) -> None:
        fit = {kind.code for kind in self._plan.kinds if kind.takes_part}
        codes = [
            unit.code
            for unit in self._by_code.values()
            if unit.kind in fit and unit.bloc and is_valid(unit, now.date())
        ]
        dossiers.put_up(self._clerk(now), review=review.code, subjects=codes)

    def _name_heads(self, review: Review, now: datetime) -> None:
        """The first unit of each bloc leads it, the second is its deputy; TCMT leads its own."""
        desk = self._clerk(now)
        of = self._round_of(review, desk)
        for bloc in self._plan.blocs:
            members = sorted(map(of.unit_of, of.members(bloc.code)), key=lambda one: one != _LEADS)
            if members:
                head, deputy, *_ = *members, ""

                put = partial(blocs.name_head, desk, review=review.code, bloc=bloc.code)
                put(head=head, deputy=deputy, version=0)

    def _open(self, review: Review, now: datetime) -> None:
        desk, seed = self._clerk(now), f"{review.code} {review.opens:%d/%m/%Y}"
        version = self._round_of(review, desk).held.round.version
        rounds.open_scoring(desk, review=review.code, version=version, seed=seed)

    def _score_themselves(self, review: Review, batch: int, now: datetime) -> None:
        """Each unit of the batch gives what its figures say, and a little more."""
        with self._store.reading() as q:
            of = unit_round(q, self._clerk(now), review.code)
            batched = of.dossiers[batch::_BATCHES]
            figures = evidence(q, of.held, batched, on=now.date())
        for each in batched:
            shares = {code: one.share for code, one in figures.get(each.id, {}).items()}
            scores = {one.code: _own(review, one, each, shares) for one in review.criteria}
            desk = self._coordinator(of.unit_of(each), now)
            self._hand_in(desk, review, Scorer.SELF, {each.id: (scores, {})})

    def _check(self, review: Review, bloc: str, now: datetime) -> None:
        """The bloc's head checks its units, its deputy the head; without a bloc: the Ministry."""
        desk = self._clerk(now)
        of = self._round_of(review, desk)
        some = of.members(bloc) if bloc else of.dossiers
        by_checker: dict[str, list[Dossier]] = {}
        for each in some:
            who = of.checker_of(each)
            if who is not None and (who == MINISTRY) == (not bloc):
                by_checker.setdefault(who, []).append(each)
        for who, theirs in by_checker.items():
            by = self._coordinator(who, now) if who else desk
            self._hand_in(by, review, Scorer.CROSS, self._after(review, theirs, Scorer.SELF))

    def _score(self, review: Review, now: datetime) -> None:
        desk = self._clerk(now)
        every = self._round_of(review, desk).dossiers
        sheets = self._after(review, every, Scorer.CROSS)
        self._hand_in(desk, review, Scorer.MINISTRY, sheets)

    def _propose(self, review: Review, bloc: str, now: datetime) -> None:
        """The bloc's best third, by the scores that its head has checked."""
        with self._store.reading() as q:
            of = unit_round(q, self._clerk(now), review.code)
            totals = {one: total for one, _, total in q.score_totals(review.code, Scorer.CROSS)}
        head = of.head_of(bloc)
        if not head:
            return
        best = sorted(of.members(bloc), key=lambda one: (-totals.get(one.id, 0), one.number))
        blocs.propose(
            self._coordinator(head, now),
            review=review.code,
            bloc=bloc,
            proposed=[of.unit_of(each) for each in best[: max(1, len(best) // 3)]],
            note="Dẫn đầu về điểm trong khối, cụm; các đơn vị trong khối, cụm đều nhất trí.",
            version=of.bloc(bloc).version,
        )

    def _close(self, review: Review, now: datetime) -> None:
        desk = self._clerk(now)
        version = self._round_of(review, desk).held.round.version
        rounds.close_scoring(desk, review=review.code, version=version)

    def _decide(self, review: Review, now: datetime) -> None:
        propose_decisions(self._clerk(now), review.code)

    def _publish(self, review: Review, now: datetime) -> None:
        desk = self._clerk(now)
        published(desk, review, self._round_of(review, desk).held.round.version)

    def _after(self, review: Review, some: Sequence[Dossier], before: Scorer) -> Sheets:
        """What a checker makes of the scores that were given before."""
        with self._store.reading() as q:
            given = {each.dossier: each for each in q.sheets(review.code, scorer=before)}
        return {
            each.id: _checked(review, each, given[each.id]) for each in some if each.id in given
        }

    def _hand_in(self, desk: Desk, review: Review, scorer: Scorer, sheets: Sheets) -> None:
        handing_in.hand_in_unit_scores(desk, review=review.code, scorer=scorer, sheets=sheets)

    def _round_of(self, review: Review, desk: Desk) -> UnitRound:
        with self._store.reading() as q:
            return unit_round(q, desk, review.code)

    def _clerk(self, now: datetime) -> Desk:
        return Desk(self._store, people.MINISTRY[0], lambda: now)

    def _coordinator(self, unit: str, now: datetime) -> Desk:
        return Desk(self._store, people.coordinator(self._by_code[unit]), lambda: now)


def _own(
    review: Review, criterion: Criterion, dossier: Dossier, shares: Mapping[str, float | None]
) -> float:
    chance = _chance(f"tự chấm {review.code} {dossier.subject} {criterion.code}")
    share = shares.get(criterion.code)
    told = chance.uniform(0.6, 0.9) if share is None else share
    return in_steps(criterion, review.step, told + chance.uniform(0, 0.08))


def _checked(
    review: Review, dossier: Dossier, sheet: ScoreSheet
) -> tuple[dict[str, float], dict[str, str]]:
    scores = {}
    notes = {code: f"Thống nhất với khối, cụm: {note}" for code, note in sheet.notes.items()}
    for one in review.criteria:
        chance = _chance(f"{sheet.scorer} {review.code} {dossier.subject} {one.code}")
        before, steps = sheet.scores[one.code], chance.choice(_STEPS_APART)
        if chance.random() < _FAR:
            steps, notes[one.code] = _STEPS_FAR, "Số liệu tự chấm chưa có minh chứng kèm theo."
        scores[one.code] = min(max(before + steps * review.step, 0.0), one.most)
    return scores, notes


def _chance(key: str) -> Random:
    return Random(f"gương sáng {key}")  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
