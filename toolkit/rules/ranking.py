"""Ranking with the ladder of tie-breaks, and how firm a rank is."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from toolkit.rules.scoring import Total, standings

Value = Callable[[str], float]
"""What a rung of the ladder gives a dossier; the higher is the better."""
_SAME = 9
"""Decimals to which two values count as equal."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A dossier's rank from 1; those that nothing tells apart are `tied` and share it.

    `rung` is the rung of the ladder that tells it from its neighbours (0: the score alone)."""

    dossier: str
    rank: int
    rung: int = 0
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Firmness:
    """The best and the worst rank that a dossier takes when any one judge is left out, and its
    ranks by raw and by normalised mean."""

    best: int
    worst: int
    raw: int
    normalised: int


def ranking(dossiers: Sequence[str], ladder: Sequence[Value]) -> tuple[Ranked, ...]:
    """The dossiers from the best to the last, whatever order they came in.

    `ladder` begins with the score; each further rung is asked only where all before are equal."""
    keys = {one: tuple(-round(value(one), _SAME) for value in ladder) for one in dossiers}
    ordered = sorted(dossiers, key=lambda one: (keys[one], one))
    ranked: list[Ranked] = []
    for key, group in groupby(ordered, keys.__getitem__):
        same, first = list(group), len(ranked) + 1
        beside = [
            keys[ordered[at]] for at in (first - 2, first - 1 + len(same)) if 0 <= at < len(ordered)
        ]
        rung = (
            len(ladder) - 1
            if len(same) > 1
            else max((_unlike(key, other) for other in beside), default=0)
        )
        ranked += [Ranked(one, first, rung, len(same) > 1) for one in same]
    return tuple(ranked)


def drawn(tied: Sequence[str], seed: str) -> tuple[str, ...]:
    """Tied dossiers in the order of a lot; the seed is on record, so anybody can draw it again.

    Python's generator gives the same order for the same seed on every machine and since 3.2."""
    lots = sorted(tied)
    Random(seed).shuffle(lots)  # noqa: S311 -- a lot that can be drawn again, not a secret
    return tuple(lots)


def firmness(totals: Sequence[Total]) -> dict[str, Firmness]:
    """How far each rank depends on one judge, and on normalising. Equal means share a rank.

    A dossier whose only judge is left out has no rank then; the other judges' tell its range."""
    whole = standings(totals)
    raw = _ranks(whole, lambda one: one.mean)
    even = _ranks(whole, lambda one: one.normalised)
    seen = {dossier: {rank} for dossier, rank in raw.items()}
    for means in _without_each(totals):
        for dossier, rank in _ranks(means, lambda one: one).items():
            seen[dossier].add(rank)
    return {
        dossier: Firmness(min(ranks), max(ranks), raw[dossier], even[dossier])
        for dossier, ranks in seen.items()
    }


def _without_each(totals: Sequence[Total]) -> list[dict[str, float]]:
    """The means of all dossiers, once without each judge."""
    sums: dict[str, float] = {}
    counts: dict[str, int] = {}
    own: dict[str, dict[str, float]] = {}
    for dossier, judge, value in totals:
        sums[dossier] = sums.get(dossier, 0.0) + value
        counts[dossier] = counts.get(dossier, 0) + 1
        own.setdefault(judge, {})[dossier] = value
    return [
        {
            dossier: (sums[dossier] - given.get(dossier, 0.0)) / left
            for dossier, count in counts.items()
            if (left := count - (dossier in given))
        }
        for given in own.values()
    ]


def _ranks(things: Mapping[str, Hashable], value: Callable[..., float]) -> dict[str, int]:
    """Rank from 1 by falling value; equal values share the better rank."""
    ordered = sorted(things, key=lambda name: -round(value(things[name]), _SAME))
    ranks: dict[str, int] = {}
    before = None
    for place, name in enumerate(ordered, start=1):
        now = round(value(things[name]), _SAME)
        ranks[name] = ranks[ordered[place - 2]] if place > 1 and now == before else place
        before = now
    return ranks


def _unlike(one: Sequence[float], other: Sequence[float]) -> int:
    """The first rung on which two keys differ."""
    pairs = zip(one, other, strict=True)
    return next((rung for rung, (mine, theirs) in enumerate(pairs) if mine != theirs), 0)
