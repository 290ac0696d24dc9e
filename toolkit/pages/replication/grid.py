"""Who copied what as a grid: models or fields by blocs, and one bloc's units."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.actions.views.replication import ReplicationMap
from toolkit.domain.exemplar import COMPREHENSIVE
from toolkit.domain.unit import Unit
from toolkit.pages.activity.record import look_state
from toolkit.pages.address import address
from toolkit.pages.replication.rows import models, scope_text, taker_record
from toolkit.store import ReplicationRow
from toolkit.words import Words

MARKS = ("alive", "ended", "due", "later")
OTHER = "-"
"""The column of units that are in no bloc."""


@dataclass(frozen=True, slots=True)
class Line:
    """A model or a field: who copied it, and the units that such exemplars come from."""

    key: str
    name: str
    sub: str
    href: str
    copies: tuple[ReplicationRow, ...]
    origins: tuple[str, ...]


def model_lines(rows: Iterable[ReplicationRow], view: ReplicationMap, words: Words) -> list[Line]:
    """Exemplars that were copied, the most copied first."""
    return [
        Line(
            key=copies[0].code,
            name=copies[0].name,
            sub=scope_text(copies[0].scope, view, words),
            href=address("exemplar", code=copies[0].code),
            copies=tuple(copies),
            origins=(copies[0].origin,),
        )
        for copies in models(rows)
    ]


def uncopied_lines(view: ReplicationMap, words: Words, *, field: str, q: str) -> list[Line]:
    """Approved models that nobody copied, by name."""
    return [
        Line(
            key=row.code,
            name=row.name,
            sub=scope_text(row.scope, view, words),
            href=address("exemplar", code=row.code),
            copies=(),
            origins=(row.unit,),
        )
        for row in view.uncopied_like(field=field, q=q)
    ]


def field_lines(
    rows: Iterable[ReplicationRow], view: ReplicationMap, words: Words, *, field: str
) -> list[Line]:
    """Every field of the plan, and those that are exemplary in all."""
    found, every = tuple(rows), (COMPREHENSIVE, *view.plan.field_by_code)
    lines = []
    for code in every if not field else (field,):
        copies = tuple(row for row in found if code in row.scope)
        lone = (row.unit for row in view.uncopied if code in row.scope)
        origins = tuple(dict.fromkeys((*(row.origin for row in copies), *lone)))
        href = address("replication", field=code)
        name = scope_text((code,), view, words)
        sub = words.say("replication.models", count=len({row.exemplar for row in copies}))
        lines.append(Line(code, name, sub, href, copies, origins))
    return lines


@dataclass(frozen=True, slots=True)
class Column:
    """A bloc, or a unit of the one that is open; `size` is how many units a bloc has."""

    code: str
    name: str
    size: int = 0
    is_unit: bool = False

    def takes(self, unit: str, view: ReplicationMap) -> bool:
        heir = view.heirs.get(unit, unit)
        return heir == self.code if self.is_unit else _bloc(heir, view) == self.code


def columns(view: ReplicationMap, words: Words, opened: str) -> list[Column]:
    """The blocs of those that take part, after the open one its units; at the end the rest."""
    found: list[Column] = []
    for bloc in view.plan.blocs:
        members = list(_members(bloc.code, view))
        if members:
            found.append(Column(bloc.code, words.named(bloc), len(members)))
            if bloc.code == opened:
                found += (Column(each.code, each.name, is_unit=True) for each in members)
    if any(not _bloc(view.heirs.get(row.taker, row.taker), view) for row in view.rows):
        found.append(Column("", words.say("replication.other")))
    return found


def column_record(
    column: Column, view: ReplicationMap, opened: str, words: Words
) -> dict[str, Any]:
    taken = len({row.taker for row in view.rows if column.takes(row.taker, view)})
    told = {"units": words.number(column.size), "taken": words.number(taken)}
    return {
        "code": column.code or OTHER,
        "name": column.name,
        "unit": column.is_unit,
        "open": bool(column.code) and column.code == opened,
        "text": "" if column.is_unit else words.say("replication.column", **told),
        "gap": taken == 0,
    }


def line_record(line: Line, shown: Iterable[Column], view: ReplicationMap) -> list[Any]:
    """[key, name, what is said under it, link, how many copies, a cell a column].

    A cell says how many copies there are of each mark, and whether such an exemplar comes from
    there; "" for neither."""
    counted: dict[tuple[bool, str], Counter[str]] = {}
    for row in line.copies:
        for place in _places(row.taker, view):
            counted.setdefault(place, Counter())[mark(row, view)] += 1
    from_here = {place for unit in line.origins for place in _places(unit, view)}
    cells = []
    for column in shown:
        place = (column.is_unit, column.code)
        marks = counted.get(place, Counter())
        told = ",".join(str(marks[each]) for each in MARKS) + (",o" if place in from_here else "")
        cells.append(told if marks or place in from_here else "")
    return [line.key, line.name, line.sub, line.href, len(line.copies), cells]


def _places(unit: str, view: ReplicationMap) -> tuple[tuple[bool, str], tuple[bool, str]]:
    """The columns of a unit: its bloc, and itself."""
    heir = view.heirs.get(unit, unit)
    return (False, _bloc(heir, view)), (True, heir)


def spot_record(
    line: Line, column: Column, copies: list[ReplicationRow], view: ReplicationMap, words: Words
) -> dict[str, Any]:
    """What stands behind a cell: each copy there, and where the exemplar comes from."""
    origins = [unit for unit in line.origins if column.takes(unit, view)]
    return {
        "title": f"{line.name} · {column.name}",
        "key": [line.key, column.code or OTHER],
        "origins": [view.units.get(unit, unit) for unit in origins],
        "copies": [
            {**taker_record(row, view, words), "mark": mark(row, view), "model": row.name}
            for row in copies
        ],
    }


def mark(row: ReplicationRow, view: ReplicationMap) -> str:
    """What became of a copy: a look that is due comes before what an earlier one found."""
    looks = view.follow_ups.get(row.activity, ())
    if any(look_state(look, view.on) == "due" for look in looks):
        return "due"
    if row.alive is None:
        return "later"
    return "alive" if row.alive else "ended"


def _members(bloc: str, view: ReplicationMap) -> Iterator[Unit]:
    taking = {kind.code for kind in view.plan.kinds if kind.takes_part}
    return (each for each in view.today if each.bloc == bloc and each.kind in taking)


def _bloc(unit: str, view: ReplicationMap) -> str:
    return view.bloc_of.get(unit, "")
