"""Nhân rộng: who copied which exemplar, what became of it, and which models nobody copied."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.actions.views.activities import valid_units
from toolkit.domain.activity import FollowUp
from toolkit.domain.exemplar import ExemplarKind, Registration
from toolkit.domain.plan import Plan
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.rules.permissions import Act, may
from toolkit.store import ExemplarFilter, ExemplarRow, Reading, ReplicationRow

MODELS_SHOWN = 1000
"""As many approved models as the map tells of that nobody copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationMap:
    """Who copied what: rows by the exemplar's code, the follow-ups of each replication by its id.

    `registered` tells by field how many exemplars are approved, `models` how many of them are
    models, `uncopied` which of these nobody copied; `today` are the units of the day that the user
    sees; `units` names by code, `bloc_of` the bloc of each or of who is above it, of all; `heirs`
    tells for units that ended which bears their duties;
    `answerable` ids of the follow-ups that the user may answer, `writes` whether any may be
    recorded."""

    plan: Plan
    on: date
    rows: tuple[ReplicationRow, ...]
    follow_ups: Mapping[str, tuple[FollowUp, ...]]
    registered: Mapping[str, int]
    models: int
    uncopied: tuple[ExemplarRow, ...]
    today: tuple[Unit, ...]
    units: Mapping[str, str]
    bloc_of: Mapping[str, str]
    heirs: Mapping[str, str]
    answerable: frozenset[str]
    writes: bool

    def uncopied_like(self, *, field: str = "", q: str = "") -> tuple[ExemplarRow, ...]:
        """Those of a field, whose code, name or unit holds every word."""
        words = fold(q).split()
        return tuple(
            row
            for row in self.uncopied
            if (not field or field in row.scope) and self._holds(row, words)
        )

    def _holds(self, row: ExemplarRow, words: Collection[str]) -> bool:
        told = fold(f"{row.code} {row.name} {row.unit} {self.units.get(row.unit, '')}")
        return all(word in told for word in words)


def replication_map(desk: Desk) -> ReplicationMap:
    """Who copied what among the units that the user sees, and what became of it."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading() as reading:
        units, visible = reading.units(), visible_codes(desk, reading)
        rows = reading.replications(codes=visible)
        asked = _by_activity(reading.follow_ups(), {row.activity for row in rows})
        writes = not may(desk.user, Act.WRITE_EXEMPLARS)
        registered = _registered(reading, visible, desk.today)
        return ReplicationMap(
            plan=reading.plan(),
            on=desk.today,
            rows=rows,
            follow_ups=asked,
            registered={field: sum(kinds.values()) for field, kinds in registered.items()},
            writes=writes,
            models=registered.get("", {}).get(ExemplarKind.MODEL, 0),
            uncopied=_uncopied(reading, visible, {row.exemplar for row in rows}),
            bloc_of=_blocs(units),
            heirs=reading.heirs(desk.today),
            today=valid_units(units, visible, desk.today),
            units={each.code: each.name for each in units},
            answerable=frozenset(
                each.id
                for looks in asked.values()
                for each in looks
                if writes and (visible is None or each.unit in visible)
            ),
        )


def _by_activity(
    follow_ups: Iterable[FollowUp], activities: Collection[str]
) -> dict[str, tuple[FollowUp, ...]]:
    found: dict[str, tuple[FollowUp, ...]] = {}
    for each in follow_ups:
        if each.activity in activities:
            found[each.activity] = (*found.get(each.activity, ()), each)
    return found


def _uncopied(
    reading: Reading, visible: frozenset[str] | None, copied: Collection[str]
) -> tuple[ExemplarRow, ...]:
    asked = ExemplarFilter(
        codes=visible, kind=ExemplarKind.MODEL, registration=Registration.APPROVED
    )
    page = reading.exemplar_page(asked, limit=MODELS_SHOWN)
    return tuple(row for row in page.rows if row.id not in copied)


def _blocs(units: Iterable[Unit]) -> dict[str, str]:
    """Code of a unit → its own bloc, or that of the nearest above it that has one."""
    by_code = {each.code: each for each in units}

    def bloc(code: str) -> str:
        seen: set[str] = set()
        while code in by_code and code not in seen:
            if by_code[code].bloc:
                return by_code[code].bloc
            seen.add(code)
            code = by_code[code].parent
        return ""

    return {code: bloc(code) for code in by_code}


def _registered(
    reading: Reading, visible: frozenset[str] | None, today: date
) -> dict[str, dict[ExemplarKind, int]]:
    """Field (empty: each exemplar once) → kind → how many were registered, in all years."""
    found: dict[str, dict[ExemplarKind, int]] = {}
    for (_, _, kind, field), count in reading.actuals(today, codes=visible, by_unit=False).items():
        kinds = found.setdefault(field, {})
        kinds[kind] = kinds.get(kind, 0) + count
    return found
