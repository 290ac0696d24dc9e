"""How firm a rank is: what one judge more or less, and normalising, would make of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.rules.ranking import FINE, fine
from toolkit.rules.scoring import Standing, Total

Places = dict[int, tuple[int, int]]
"""Value as it is compared → the first and the last place of those who have it."""


@dataclass(frozen=True, slots=True)
class Firmness:
    """The best and the worst rank by mean that a dossier may take, with all judges or when any one
    of them is left out, and its ranks by raw and by normalised mean.

    Where means are equal, any of their places may be a dossier's: the ladder decides, not they.
    `raw` and `normalised` are the first of those places."""

    best: int
    worst: int
    raw: int
    normalised: int


def firmness(totals: Sequence[Total], whole: Mapping[str, Standing]) -> dict[str, Firmness]:
    """By dossier; `whole` is what `standings` makes of the same totals.

    A dossier whose only judge is left out has no rank then; the other judges' tell its range."""
    at = {dossier: place for place, dossier in enumerate(whole)}
    raw = [fine(one.mean) for one in whole.values()]
    even = [fine(one.normalised) for one in whole.values()]
    places, even_places = _places(raw), _places(even)
    best = [places[value][0] for value in raw]
    worst = [places[value][1] for value in raw]
    for means in _without_each(totals, at, list(whole.values()), raw):
        found = _places([value for value in means if value is not None])
        for place, value in enumerate(means):
            if value is not None:
                first, last = found[value]
                if first < best[place]:  # noqa: PLR1730 -- thirty thousand times; min is slower
                    best[place] = first
                if last > worst[place]:  # noqa: PLR1730 -- so is max
                    worst[place] = last
    return {
        dossier: Firmness(
            best[place], worst[place], places[raw[place]][0], even_places[even[place]][0]
        )
        for dossier, place in at.items()
    }


def _without_each(
    totals: Sequence[Total], at: Mapping[str, int], whole: Sequence[Standing], raw: list[int]
) -> Iterator[list[int | None]]:
    """The means of all dossiers as they are compared, once without each judge."""
    own: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for dossier, judge, value in totals:
        own[judge].append((at[dossier], value))
    sums = [one.mean * one.judges for one in whole]
    left_over = [one.judges - 1 for one in whole]
    for given in own.values():
        left: list[int | None] = [*raw]
        for place, value in given:
            count = left_over[place]
            left[place] = round((sums[place] - value) / count * FINE) if count else None
        yield left


def _places(values: list[int]) -> Places:
    """Places from 1, by falling value."""
    found: Places = {}
    for place, value in enumerate(sorted(values, reverse=True), start=1):
        first, _ = found.get(value, (place, place))
        found[value] = (first, place)
    return found
