"""Three-way merge of lines: as they were given out, as they come back, as they are here now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.errors import Problem
from toolkit.rules.pairing import Spot, alike, spots_of


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
        if alike(name, told, given) or alike(name, told, now):
            continue
        both = ours is not None and not alike(name, now, given)
        changes.append(Change(name, given, told, now, both=both))
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
    one ("" where a line has none), or, on a sheet that lost all keys, by being like enough. Of
    several with one key, the likest to what was given out is it, and the others are new: rows are
    copied with all their hidden cells."""
    file, given, now = tuple(theirs), _by_spot(base), _by_spot(ours)
    spots = spots_of(file, {**now, **given}, natural)
    compared = [
        _one(
            line,
            given.get(spot) if spot else None,
            now.get(spot) if spot else None,
            label,
            copied_from=_copy(line, spot, file),
        )
        for line, spot in zip(file, spots, strict=True)
    ]
    taken = set(spots)
    out = [
        Compared(each.sheet, _named(each), label(now[spot]), LineState.REMOVED, ours=now[spot])
        for spot, each in given.items()
        if spot not in taken and spot in now
    ]
    return (*compared, *out)


def with_own_word(
    compared: Iterable[Compared],
    before: Iterable[Line],
    ours: Iterable[Line],
    *,
    natural: Callable[[Line], str],
) -> tuple[Compared, ...]:
    """The same, where what is here is only what the unit said itself in an earlier file, `before`.

    There the newer file's word counts, and there is nothing to decide."""
    sent, now = tuple(before), _by_spot(ours)
    said = {
        spot: line.values
        for line, spot in zip(sent, spots_of(sent, now, natural), strict=True)
        if spot is not None
    }
    return tuple(_own(each, said) for each in compared)


def _own(line: Compared, said: Mapping[tuple[Sheet, str], Mapping[str, Cell]]) -> Compared:
    if line.ours is None or line.state is not LineState.CONFLICT:
        return line
    before = said.get((line.sheet, line.ours.key), {})
    changes = tuple(
        replace(
            each,
            both=each.both
            and not (each.field in before and alike(each.field, before[each.field], each.ours)),
        )
        for each in line.changes
    )
    is_clash = any(each.both for each in changes)
    state = LineState.CONFLICT if is_clash else LineState.CHANGED
    return replace(line, changes=changes, state=state)


def _by_spot(lines: Iterable[Line]) -> dict[tuple[Sheet, str], Line]:
    return {(line.sheet, line.key): line for line in lines}


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
