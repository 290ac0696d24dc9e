"""Dossiers of a round in the order of their scores: totals, the plan's ladder, the round's lot."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.actions.reviews.evidence import timeliness
from toolkit.actions.reviews.held import Held
from toolkit.domain.council import Dossier
from toolkit.domain.review import Review, Scorer
from toolkit.plans.reviews import CRITERION, LOT
from toolkit.rules.firmness import Firmness, firmness
from toolkit.rules.ranking import Ranked, Rung, drawn, ranking
from toolkit.rules.scoring import Habit, Standing, habits, standings
from toolkit.store import Reading


@dataclass(frozen=True, slots=True)
class Ranking:
    """`order` holds every dossier that has a score, the best first; the rest is by dossier's id.

    `dossiers` are all that are not withdrawn, by number. `ladder` names the rungs that may be
    asked after the score, in their order."""

    order: tuple[Ranked, ...]
    ladder: tuple[str, ...]
    dossiers: Mapping[str, Dossier]
    standings: Mapping[str, Standing]
    firmness: Mapping[str, Firmness]
    habits: Mapping[str, Habit]

    @property
    def by_dossier(self) -> dict[str, Ranked]:
        return {one.dossier: one for one in self.order}

    def rung(self, one: Ranked) -> str:
        """What told a dossier from its neighbours; empty where the score alone did."""
        return self.ladder[one.rung - 1] if one.rung else ""


def deciding(review: Review) -> Scorer:
    """Whose scores rank a round that is scored in several rounds: the last named in the plan."""
    return review.scorers[-1]


def ranked(q: Reading, held: Held) -> Ranking:
    """The ranking of the round's dossiers by the rules in force for it; no rights are asked.

    Withdrawn ones are left out. The rung "timeliness" is that of the day the scores closed."""
    dossiers = {each.id: each for each in q.dossiers(held.review.code) if not each.withdrawn}
    on = held.round.closed_on or held.review.closes
    numbers = {key: each.number for key, each in dossiers.items()}
    totals = q.score_totals(held.review.code, deciding(held.review))
    whole = standings(totals)
    ladder = held.review.tie_break
    by_lot = bool(ladder) and ladder[-1] == LOT
    asked = _Ladder(q, held, whole, dossiers, on)
    order = ranking(
        {dossier: one.mean for dossier, one in whole.items()},
        [asked.rung(name) for name in ladder if name != LOT],
        _Lot(numbers, held.round.seed) if by_lot else None,
    )
    return Ranking(order, ladder, dossiers, whole, firmness(totals, whole), habits(totals))


@dataclass(frozen=True, slots=True)
class _Lot:
    """Draws between the numbers of the dossiers, which everybody knows."""

    numbers: Mapping[str, int]
    seed: str

    def __call__(self, tied: Sequence[str]) -> tuple[str, ...]:
        of = {self.numbers[one]: one for one in tied}
        return tuple(of[number] for number in drawn(of, self.seed))


@dataclass(frozen=True, slots=True)
class _Ladder:
    q: Reading
    held: Held
    standings: Mapping[str, Standing]
    dossiers: Mapping[str, Dossier]
    on: date

    def rung(self, name: str) -> Rung:
        """The values that a rung gives; read only when it is asked."""
        if name.startswith(CRITERION):
            return lambda tied: self._criterion(name.removeprefix(CRITERION), tied)
        if name == "timeliness":
            return self._timeliness
        return lambda tied: {one: getattr(self.standings[one], name) for one in tied}

    def _criterion(self, code: str, tied: Collection[str]) -> dict[str, float]:
        """The mean of the judges' scores on one criterion."""
        review = self.held.review
        found = self.q.criterion_means(review.code, tied, code, deciding(review))
        return {one: found.get(one, 0.0) for one in tied}

    def _timeliness(self, tied: Collection[str]) -> dict[str, float]:
        """A unit of which no report was expected was late with none."""
        some = [self.dossiers[one] for one in tied]
        found = timeliness(self.q, self.held, some, on=self.on)
        return {one: 1.0 if (share := found[one]) is None else share for one in tied}
