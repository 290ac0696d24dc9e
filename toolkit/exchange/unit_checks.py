"""Faults between units: doubled codes, unknown parents, circles; kinds and blocs by the plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from toolkit.domain.plan import Label, Plan
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.errors import Problem


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as its file tells it: with the line, and in a sheet the cell of each field.

    `faulty` names the fields that could not be read; they are empty in `unit`."""

    unit: Unit
    line: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()

    def problem(self, at: str, key: str, /, **values: object) -> Problem:
        values["column"] = self.headings.get(at, at)
        return Problem(key, self.line, at, self.cells.get(at, ""), values)


def check_units(
    rows: Sequence[UnitRow], known: Iterable[Unit], plan: Plan | None
) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """The units with kinds and blocs as the plan's codes, and every fault among them.

    References may lead to units of the file and to those already `known`; where both tell of a
    unit, the file counts. Without a plan, kinds and blocs are taken as they are."""
    coded, problems = _coded(rows, plan)
    known = tuple(known)
    units = {unit.code: unit for unit in known} | {row.unit.code: row.unit for row in coded}
    problems += [
        *_doubled(coded),
        *_other_case(coded, known),
        *_references(coded, units),
        *_circles(coded, units, "parent"),
        *_circles(coded, units, "successor"),
    ]
    return tuple(row.unit for row in coded), tuple(problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems from the first line to the last."""
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _coded(rows: Sequence[UnitRow], plan: Plan | None) -> tuple[list[UnitRow], list[Problem]]:
    if plan is None:
        return list(rows), []
    kinds, blocs = _by_word(plan.kinds), _by_word(plan.blocs)
    coded: list[UnitRow] = []
    problems: list[Problem] = []
    for row in rows:
        kind, bloc = kinds.get(fold(row.unit.kind)), blocs.get(fold(row.unit.bloc))
        if kind is None and row.unit.kind:
            near = _near(row.unit.kind, plan.kinds)
            value = row.unit.kind
            problems.append(row.problem("kind", "units_file.kind_unknown", value=value, near=near))
        if bloc is None and row.unit.bloc:
            near = _near(row.unit.bloc, plan.blocs)
            value = row.unit.bloc
            problems.append(row.problem("bloc", "units_file.bloc_unknown", value=value, near=near))
        unit = replace(row.unit, kind=kind or row.unit.kind, bloc=bloc or row.unit.bloc)
        coded.append(replace(row, unit=unit))
    return coded, problems


def _by_word(labels: Iterable[Label]) -> dict[str, str]:
    """Folded code or name → code; where a name looks like another's code, the code counts."""
    labels = tuple(labels)
    names = {fold(label.name): label.code for label in labels}
    return names | {fold(label.code): label.code for label in labels}


def _near(word: str, labels: Sequence[Label]) -> str:
    codes = [label.code for label in labels]
    return ", ".join(get_close_matches(word, codes, n=3) or codes[:8])


def _doubled(rows: Sequence[UnitRow]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        code = row.unit.code.casefold()
        if code and code in first:
            values = {"code": row.unit.code, "line": str(first[code])}
            yield row.problem("code", "units_file.code_doubled", **values)
        first.setdefault(code, row.line)


def _other_case(rows: Sequence[UnitRow], known: Sequence[Unit]) -> Iterator[Problem]:
    """A code typed "vp" for VP would make a second unit beside it."""
    codes = {unit.code for unit in known}
    folded = {code.casefold(): code for code in codes}
    for row in rows:
        code = row.unit.code
        if code not in codes and code.casefold() in folded:
            values = {"code": code, "known": folded[code.casefold()]}
            yield row.problem("code", "units_file.code_case", **values)


def _references(rows: Sequence[UnitRow], units: Mapping[str, Unit]) -> Iterator[Problem]:
    for row in rows:
        unit = row.unit
        if unit.parent and unit.parent not in units:
            yield row.problem("parent", "units_file.parent_unknown", value=unit.parent)
        if unit.successor and unit.successor not in units:
            yield row.problem("successor", "units_file.successor_unknown", value=unit.successor)
        if unit.successor and unit.valid_to is None and "valid_to" not in row.faulty:
            yield row.problem("valid_to", "units_file.end_missing", successor=unit.successor)


def _circles(rows: Sequence[UnitRow], units: Mapping[str, Unit], by: str) -> Iterator[Problem]:
    """One problem a circle, at the first row of it."""
    key = "units_file.parent_circle" if by == "parent" else "units_file.successor_circle"
    told: set[str] = set()
    for row in rows:
        if not row.unit.code:
            continue
        circle = _circle_from(row.unit.code, units, by)
        if circle and circle[0] not in told:
            told |= set(circle)
            yield row.problem(by, key, circle=" → ".join([*circle, circle[0]]))


def _circle_from(start: str, units: Mapping[str, Unit], by: str) -> list[str]:
    """The codes from `start` round to itself, empty where the way ends or turns elsewhere."""
    way = [start]
    while (unit := units.get(way[-1])) is not None:
        next_code: str = getattr(unit, by)
        if next_code == start:
            return way
        if not next_code or next_code in way:
            return []
        way.append(next_code)
    return []
