"""Three-way merge of lines: as they were given out, as they come back, as they are here now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.errors import Problem


class LineState(StrEnum):
    """Mới, thay đổi, không đổi, mâu thuẫn, lỗi, bị bỏ khỏi tệp."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    FAULTY = "faulty"
    REMOVED = "removed"


class Side(StrEnum):
    """Which of two changes of one field is to stand: the file's, or what is here."""

    THEIRS = "theirs"
    OURS = "ours"


Choices = Mapping[tuple[str, str], Side]
"""(`Compared.key`, field) → the side that was chosen; what is here stays where nothing was."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that the file changed; `both` tells that it was changed here too, otherwise."""

    field: str
    base: Cell
    theirs: Cell
    ours: Cell
    both: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the file, or one that it leaves out, and what it would change.

    `key` names it in `Choices`. `line` is the line as read, `ours` as it is here now; `gone` tells
    that it was given out and is here no more. `problems` are the faults of a faulty line."""

    sheet: Sheet
    key: str
    label: str
    state: LineState
    changes: tuple[Change, ...] = ()
    line: Line | None = None
    ours: Line | None = None
    gone: bool = False
    problems: tuple[Problem, ...] = ()


def compare(base: Line | None, theirs: Line, ours: Line | None) -> tuple[Change, ...]:
    """Every field that the file changed, in the file's order.

    A field that the file does not have keeps its value. Where the line is here though it was never
    given out, what the file leaves empty is no wish to empty it."""
    known = ours.values if ours else {}
    changes = []
    for name, told in theirs.values.items():
        now = known.get(name)
        given = base.values.get(name) if base else None
        if told in (given, now):
            continue
        changes.append(Change(name, given, told, now, both=ours is not None and now != given))
    return tuple(changes)


def merged(line: Compared, choices: Choices) -> dict[str, Cell]:
    """Field → value, of the fields that are to be changed here."""
    return {
        each.field: each.theirs
        for each in line.changes
        if not line.gone and (not each.both or choices.get((line.key, each.field)) == Side.THEIRS)
    }


def left(line: Compared, choices: Choices) -> tuple[Change, ...]:
    """Changes of the file that are not followed, because what is here stays."""
    followed = merged(line, choices)
    return tuple(each for each in line.changes if each.field not in followed)


def three_way(
    base: Iterable[Line],
    theirs: Iterable[Line],
    ours: Iterable[Line],
    *,
    natural: Callable[[Line], str],
    label: Callable[[Line], str],
) -> tuple[Compared, ...]:
    """Every line of the file in its order, then those of `base` that it leaves out: each once.

    `theirs` are paired with `base` and `ours` by key, and where the key is gone by the `natural`
    one ("" where a line has none). Of several with one key, the likest to what was given out is
    it, and the others are new: rows are copied with all their hidden cells."""
    file, given, now = tuple(theirs), _by_spot(base), _by_spot(ours)
    spots = _spots(file, {**now, **given}, natural)
    compared = [
        _one(line, given.get(spot), now.get(spot), label, copied_from=_copy(line, spot, file))
        for line, spot in zip(file, spots, strict=True)
    ]
    taken = set(spots)
    out = [
        Compared(each.sheet, _named(each), label(now[spot]), LineState.REMOVED, ours=now[spot])
        for spot, each in given.items()
        if spot not in taken and spot in now
    ]
    return (*compared, *out)


Spot = tuple[Sheet, str] | None


def _by_spot(lines: Iterable[Line]) -> dict[tuple[Sheet, str], Line]:
    return {(line.sheet, line.key): line for line in lines}


def _spots(
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
    return spots


def _likeness(line: Line, known: Line) -> int:
    """How many fields that hold something are as they were."""
    return sum(
        1
        for name, told in line.values.items()
        if told is not None and told == known.values.get(name)
    )


def _copy(line: Line, spot: Spot, file: tuple[Line, ...]) -> Line | None:
    """The line above of which this new one is a copy to the letter."""
    if spot is not None:
        return None
    same = (
        each
        for each in file
        if each.row < line.row and each.sheet is line.sheet and each.values == line.values
    )
    return next(same, None)


def _one(
    line: Line,
    base: Line | None,
    ours: Line | None,
    label: Callable[[Line], str],
    *,
    copied_from: Line | None,
) -> Compared:
    changes = compare(base, line, ours)
    found = Compared(
        line.sheet,
        _named(ours or base or replace(line, key="")),
        label(ours or base or line),
        _state(changes, base, ours),
        changes,
        line,
        ours,
        gone=base is not None and ours is None,
    )
    if copied_from is None:
        return found
    problem = Problem("intake.copied_row", line.row, values={"row": str(copied_from.row)})
    return replace(found, state=LineState.FAULTY, problems=(problem,))


def _state(changes: tuple[Change, ...], base: Line | None, ours: Line | None) -> LineState:
    if base is None and ours is None:
        return LineState.NEW
    if not changes:
        return LineState.UNCHANGED
    clash = ours is None or any(each.both for each in changes)
    return LineState.CONFLICT if clash else LineState.CHANGED


def _named(line: Line) -> str:
    return f"{line.sheet}/{line.key or f'#{line.row}'}"
