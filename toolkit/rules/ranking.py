"""Ranking with the ladder of tie-breaks, and the lot where nothing else tells apart."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing", str, int)
Rung = Callable[[Collection[str]], Mapping[str, float]]
"""Gives the dossiers that are still tied their values; the higher is the better."""
Lot = Callable[[Sequence[str]], Sequence[str]]
"""Puts tied dossiers in the order in which they are drawn."""
_Groups = list[tuple[int, list[str]]]
"""Dossiers that nothing tells apart so far, best first, and the rung that parts them from those
before."""
FINE = 1e9
"""Two values count as equal that agree in nine decimals: more is what computing made of them."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A dossier's rank from 1; those that nothing tells apart are `tied` and share it.

    `rung` is the last rung of the ladder that was needed to tell it from its neighbours: 0 is the
    score alone, 1 the ladder's first. `beside` names those with which it is tied, or between which
    the lot was `drawn`."""

    dossier: str
    rank: int
    rung: int = 0
    tied: bool = False
    drawn: bool = False
    beside: tuple[str, ...] = ()


def ranking(
    scores: Mapping[str, float], ladder: Sequence[Rung] = (), lot: Lot | None = None
) -> tuple[Ranked, ...]:
    """The dossiers from the best to the last, whatever order they came in.

    Each rung is asked once, and only of those dossiers that all before leave tied."""
    groups = _parted([(0, sorted(scores))], scores, 0)
    asked = 0
    for number, rung in enumerate(ladder, start=1):
        tied = [one for _, group in groups if len(group) > 1 for one in group]
        if not tied:
            break
        groups, asked = _parted(groups, rung(tied), number), number
    return tuple(_ranked(groups, asked, len(ladder) + 1, lot))


def drawn(tied: Iterable[Thing], seed: str) -> tuple[Thing, ...]:
    """Tied dossiers in the order of a lot; the seed is on record, so anybody can draw it again.

    Python's generator gives the same order for the same seed on every machine and since 3.2."""
    lots = sorted(tied)
    Random(seed).shuffle(lots)  # noqa: S311 -- a lot that can be drawn again, not a secret
    return tuple(lots)


def fine(value: float) -> int:
    """The value as it is compared."""
    return round(value * FINE)


def _parted(groups: _Groups, values: Mapping[str, float], number: int) -> _Groups:
    """Each group parted by the values; one that is alone is not asked."""
    found: _Groups = []
    for before, group in groups:
        if len(group) == 1:
            found.append((before, group))
            continue
        keys = {one: -fine(values[one]) for one in group}
        for _, same in groupby(sorted(group, key=keys.__getitem__), keys.__getitem__):
            found.append((before if before >= 0 else number, list(same)))
            before = -1  # noqa: PLW2901 -- only the first keeps what parts the whole group
    return found


def _ranked(groups: _Groups, asked: int, last: int, lot: Lot | None) -> Iterable[Ranked]:
    rank = 1
    for place, (before, group) in enumerate(groups):
        after = groups[place + 1][0] if place + 1 < len(groups) else 0
        if len(group) == 1:
            yield Ranked(group[0], rank, max(before, after))
        elif lot is None:
            beside = tuple(group)
            yield from (Ranked(one, rank, asked, tied=True, beside=beside) for one in group)
        else:
            order = lot(group)
            for nth, one in enumerate(order):
                yield Ranked(one, rank + nth, last, drawn=True, beside=tuple(order))
        rank += len(group)
