"""Which record each row of a returned workbook is about, though its key may be lost or copied."""

from collections.abc import Callable, Mapping
from math import isclose

from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.rules.workbook_lines import split

_SETS = frozenset({"scope", "exemplars", "guests"})
"""Fields of many values, in no order."""
_LIKE_ENOUGH, _LEAST_ALIKE = 0.75, 3
"""A row that has lost its key is a record that the file leaves out, if it says three quarters of
what was given out, and no less than three things."""

_MAY_BE_NEW = (Sheet.EXEMPLARS, Sheet.ACTIVITIES)
Spot = tuple[Sheet, str] | None
"""Names a record: its sheet and key; None of a new one."""


def alike(field: str, one: Cell, other: Cell) -> bool:
    """Whether two cells say the same: sheets lose the last digits, and people add blanks."""
    if one == other or one is None or other is None:
        return one == other
    if field in _SETS:
        return set(split(one)) == set(split(other))
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-12)
    return False


def spots_of(
    file: tuple[Line, ...],
    known: Mapping[tuple[Sheet, str], Line],
    natural: Callable[[Line], str],
) -> list[Spot]:
    """For each line of the file the spot of the record that it is about; None for a new one."""
    spots: list[Spot] = [None] * len(file)
    by_key: dict[tuple[Sheet, str], list[int]] = {}
    for place, line in enumerate(file):
        if (line.sheet, line.key) in known:
            by_key.setdefault((line.sheet, line.key), []).append(place)
    for spot, places in by_key.items():
        spots[max(places, key=lambda place: _likeness(file[place], known[spot]))] = spot
    free: dict[tuple[Sheet, str], list[tuple[Sheet, str]]] = {}
    for spot in known.keys() - set(spots):
        free.setdefault((spot[0], natural(known[spot])), []).append(spot)
    for place, line in enumerate(file):
        found = free.get((line.sheet, natural(line))) if natural(line) else None
        if spots[place] is None and found:
            best = max(sorted(found), key=lambda spot: _likeness(line, known[spot]))
            found.remove(best)
            spots[place] = best
    _pair_the_like(file, spots, known)
    return spots


def _pair_the_like(
    file: tuple[Line, ...], spots: list[Spot], known: Mapping[tuple[Sheet, str], Line]
) -> None:
    """Pair rows with the lines left out that they are like enough to, on sheets without any key.

    Where other rows have theirs, a row that has none is a new one, however like."""
    keyed = {line.sheet for line in file if (line.sheet, line.key) in known}
    left_out = sorted(known.keys() - set(spots))
    for place, line in enumerate(file):
        if spots[place] is not None or line.sheet in keyed or line.sheet not in _MAY_BE_NEW:
            continue
        near = [spot for spot in left_out if spot[0] is line.sheet and _is_like(line, known[spot])]
        if near:
            best = max(near, key=lambda spot: _likeness(line, known[spot]))
            spots[place] = best
            left_out.remove(best)


def _is_like(line: Line, known: Line) -> bool:
    held = sum(1 for value in known.values.values() if value is not None)
    count = _likeness(line, known)
    return count >= _LEAST_ALIKE and count >= _LIKE_ENOUGH * held


def _likeness(line: Line, known: Line) -> int:
    """How many fields that hold something are as they were."""
    return sum(
        1
        for name, told in line.values.items()
        if told is not None and alike(name, told, known.values.get(name))
    )
