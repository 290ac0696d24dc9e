"""Places of a conference shared among units: a base for each, the rest by their exemplars.

The rest is shared by the largest remainder (số dư lớn nhất). Places of plan 08 itself were not
found: both are assumed, and every place may be changed by hand with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit is given, and of what it comes: base, whole parts and remainder of the rest.

    `tied`: units with the same remainder stood for fewer last places than they were; this one got
    or missed one by its code's place only."""

    unit: str
    exemplars: int
    base: int
    places: int
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """`base` is what each unit surely has: less than asked for where seats don't suffice.

    `tied` are units among which only the order of codes decided; `tied_for` how many places."""

    shares: tuple[Share, ...]
    base: int
    tied: tuple[str, ...] = ()
    tied_for: int = 0


def allocate(seats: int, per_unit: int, exemplars: Mapping[str, int]) -> Allocation:
    """The places of each unit by code; together they are always `seats`, where there is a unit.

    `exemplars` is unit → how many of its exemplars are approved. Where nobody has any, the rest is
    shared as if each had one. Equal remainders go to whoever has more exemplars, then by code."""
    codes = sorted(exemplars)
    if not codes:
        return Allocation((), 0)
    base = min(per_unit, seats // len(codes))
    rest = seats - base * len(codes)
    weights = dict(exemplars) if any(exemplars.values()) else dict.fromkeys(codes, 1)
    total = sum(weights.values())
    whole = {code: rest * weights[code] // total for code in codes}
    claims = {code: (rest * weights[code] % total, exemplars[code]) for code in codes}
    ordered = sorted(codes, key=lambda code: (-claims[code][0], -claims[code][1], code))
    left = rest - sum(whole.values())
    lucky = frozenset(ordered[:left])
    tied = _tied(ordered, claims, left)
    shares = tuple(
        Share(code, exemplars[code], base, base + whole[code] + (code in lucky), code in tied)
        for code in codes
    )
    return Allocation(shares, base, tied, len(lucky & set(tied)))


def _tied(ordered: list[str], claims: Mapping[str, tuple[int, int]], left: int) -> tuple[str, ...]:
    """Units with the claim at the border, where some of them got a place and others did not."""
    if not 0 < left < len(ordered) or claims[ordered[left - 1]] != claims[ordered[left]]:
        return ()
    border = claims[ordered[left]]
    return tuple(code for code in ordered if claims[code] == border)
