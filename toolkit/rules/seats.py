"""Who takes the last seat that equal votes share: the ladder of the ranking, then a lot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from toolkit.rules.ballot import Outcome
from toolkit.rules.ranking import Ranked, drawn


class By(StrEnum):
    """What told: the votes alone, the ranking, or the lot."""

    VOTES = "votes"
    LADDER = "ladder"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Settled:
    """One dossier's place: chosen or not, and by what.

    `among` are those who shared the last seat, in the order that was found; empty where the votes
    alone told."""

    outcome: Outcome
    chosen: bool
    by: By = By.VOTES
    among: tuple[str, ...] = ()


def settled(
    outcomes: Sequence[Outcome], ranked: Mapping[str, Ranked], *, seats: int | None, seed: str
) -> tuple[Settled, ...]:
    """Every outcome settled. A dossier without a rank comes after all that have one."""
    sharing = [one.dossier for one in outcomes if one.chosen is None]
    if not sharing:
        return tuple(Settled(one, bool(one.chosen)) for one in outcomes)
    free = (seats or 0) - sum(1 for one in outcomes if one.chosen)
    order, lots = _ordered(sharing, ranked, seed)
    last, first = order[free - 1], order[free]
    lot = any({last, first} <= set(each) for each in lots)
    by = By.LOT if lot or _place(ranked, last) == _place(ranked, first) else By.LADDER
    taken = set(order[:free])
    return tuple(
        Settled(one, one.dossier in taken, by, tuple(order))
        if one.chosen is None
        else Settled(one, one.chosen)
        for one in outcomes
    )


def _ordered(
    sharing: Sequence[str], ranked: Mapping[str, Ranked], seed: str
) -> tuple[list[str], list[tuple[str, ...]]]:
    """The sharers from the best, and those groups of them between which a lot was drawn."""
    lots = [ranked[one].beside for one in sharing if one in ranked and ranked[one].drawn]
    order: list[str] = []
    by_place = sorted(sharing, key=lambda one: (_place(ranked, one), one))
    for _, group in groupby(by_place, lambda one: _place(ranked, one)):
        same = list(group)
        order += drawn(same, seed) if len(same) > 1 else same
    return order, lots


def _place(ranked: Mapping[str, Ranked], dossier: str) -> int:
    return ranked[dossier].rank if dossier in ranked else len(ranked) + 1
