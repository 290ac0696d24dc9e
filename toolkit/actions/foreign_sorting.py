"""Which rows of a list are new, which are on record already, which must be decided or mended."""

from collections.abc import Collection, Mapping, Sequence

from toolkit.actions.foreign_answers import Answers, OnLike, RowSeen, RowState
from toolkit.actions.foreign_rows import Read
from toolkit.errors import Problem
from toolkit.rules.duplicates import Likeness
from toolkit.rules.likely import CERTAIN, Crowd
from toolkit.store import Reading
from toolkit.store.exemplar_matching import alike_any


def sorted_rows(
    reading: Reading, read: Sequence[Read], left: Collection[int], answers: Answers
) -> tuple[RowSeen, ...]:
    """Every row with what becomes of it; rows are held against records and the rows before them."""
    crowd: Crowd[str] = Crowd()
    sound = [each.exemplar for each in read if not each.problems and each.line not in left]
    for other in alike_any(reading, sound):
        crowd.add(other, other.code)
    return tuple(_sorted(each, crowd, left, answers) for each in read)


def _sorted(each: Read, crowd: Crowd[str], left: Collection[int], answers: Answers) -> RowSeen:
    one, line = each.exemplar, each.line
    notes = tuple(each.notes)
    if line in left:
        return RowSeen(line, RowState.LEFT, one.name, one.unit)
    if each.problems:
        return RowSeen(line, RowState.FAULTY, one.name, one.unit, tuple(each.problems), notes=notes)
    found = crowd.likest(one)
    if found is None:
        crowd.add(one, f"#{line}")
        return RowSeen(line, RowState.NEW, one.name, one.unit, notes=notes)
    like, how = found
    state = _decided(line, how, answers)
    if state is RowState.NEW:
        crowd.add(one, f"#{line}")
    problems = (_undecided(line, like, how),) if state is RowState.LIKELY else ()
    return RowSeen(line, state, one.name, one.unit, problems, like, how.reasons, notes)


_STATES: Mapping[str, RowState] = {OnLike.ADD: RowState.NEW, OnLike.SKIP: RowState.HERE}


def _decided(line: int, how: Likeness, answers: Answers) -> RowState:
    """Nearly certain ones are on record unless the user says of that very row that they are not."""
    if line in answers.rows:
        return _STATES.get(answers.rows[line], RowState.LIKELY)
    if how.score >= CERTAIN:
        return RowState.HERE
    return _STATES.get(answers.likely, RowState.LIKELY)


def _undecided(line: int, like: str, how: Likeness) -> Problem:
    return Problem("foreign.row_likely", line, values={"like": like, "score": how.score})
