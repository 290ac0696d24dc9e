"""Dossiers dealt out to judges evenly, by a seed that anybody can deal again with."""

from collections.abc import Collection, Mapping, Sequence
from random import Random


def dealt(
    dossiers: Sequence[str],
    judges: Sequence[str],
    *,
    each: int,
    away: Mapping[str, Collection[str]],
    seed: str,
) -> dict[str, tuple[str, ...]]:
    """Dossier → the `each` judges that it goes to, whatever order both came in.

    `away` tells who stands aside from a dossier. Those with the fewest judges left choose first,
    and always whoever has the least to read; where fewer are left than `each`, all of them."""
    able = {one: [who for who in judges if who not in away.get(one, ())] for one in dossiers}
    lots = sorted(dossiers)
    order = sorted(judges)
    chance = Random(seed)  # noqa: S311 -- a deal that can be dealt again, not a secret
    chance.shuffle(lots)
    load = dict.fromkeys(order, 0)
    given = {}
    for one in sorted(lots, key=lambda dossier: len(able[dossier])):
        chance.shuffle(order)
        place = {who: nth for nth, who in enumerate(order)}
        chosen = sorted(able[one], key=lambda who: (load[who], place[who]))[:each]
        for who in chosen:
            load[who] += 1
        given[one] = tuple(sorted(chosen))
    return given
