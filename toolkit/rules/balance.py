"""Cơ cấu: what those chosen are by field, level, sex, post, kind, region, beside the plan's wishes.

A wish that is not kept is told with how many are wanting; it never changes who is chosen."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from toolkit.domain.review import Balance, Wish

Traits = Mapping[Balance, tuple[str, ...]]
"""What a dossier is, by what a choice is balanced by; none where it does not apply or is not on
record (a team has no sex)."""
_HAIR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of those put up and of those chosen are of `value`.

    `put_up_of` and `chosen_of` are how many of them have anything on record there. `wanting` is
    how many more (or, below 0, fewer) of those chosen would keep the wish; None without one."""

    by: Balance
    value: str
    put_up: int
    put_up_of: int
    chosen: int
    chosen_of: int
    least: float | None = None
    most: float | None = None
    wanting: int | None = None

    @property
    def share(self) -> float | None:
        """Of those chosen, 0–1; None where nobody of them has anything on record there."""
        return self.chosen / self.chosen_of if self.chosen_of else None


def balance(
    put_up: Sequence[Traits], chosen: Sequence[Traits], wishes: Iterable[Wish] = ()
) -> tuple[Share, ...]:
    """Every value that anybody has or that is wished for, by what it balances.

    Values with a wish come first, then the most frequent among those put up."""
    wished = {(wish.by, wish.value): wish for wish in wishes}
    found: list[Share] = []
    for by in Balance:
        all_of, some_of = _counted(put_up, by), _counted(chosen, by)
        known, picked = _known(put_up, by), _known(chosen, by)
        values = {*all_of, *(value for each, value in wished if each is by)}
        for value in sorted(values, key=lambda one: ((by, one) not in wished, -all_of[one], one)):
            wish = wished.get((by, value))
            found.append(
                Share(
                    by=by,
                    value=value,
                    put_up=all_of[value],
                    put_up_of=known,
                    chosen=some_of[value],
                    chosen_of=picked,
                    least=wish.least if wish else None,
                    most=wish.most if wish else None,
                    wanting=_wanting(wish, some_of[value], picked) if wish else None,
                )
            )
    return tuple(found)


def _wanting(wish: Wish, count: int, of: int) -> int:
    if wish.least is not None and count < (least := ceil(wish.least * of - _HAIR)):
        return least - count
    if wish.most is not None and count > (most := floor(wish.most * of + _HAIR)):
        return most - count
    return 0


def _counted(some: Iterable[Traits], by: Balance) -> Counter[str]:
    return Counter(value for each in some for value in each.get(by, ()))


def _known(some: Iterable[Traits], by: Balance) -> int:
    return sum(1 for each in some if each.get(by))
