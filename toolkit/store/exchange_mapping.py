"""Between lines of the books of files and rows."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row

from toolkit.domain.ledger import Exported, FileKind, Match, Received, Verdict
from toolkit.errors import Problem
from toolkit.store.kind import Values
from toolkit.store.moments import moment

_DAY = "$day"
"""How JSON holds a day."""


def received_row(line: Received) -> Values:
    return {
        "kind": line.kind.value,
        "name": line.name,
        "digest": line.digest,
        "size": line.size,
        "kept": line.kept,
        "unit": line.unit,
        "period": line.period,
        "verdict": line.verdict.value,
        "counts": dict(line.counts),
        "problems": _written(line.problems),
        "notes": _written(line.notes),
        "replaces": line.replaces,
    }


def a_received(row: Row[Any]) -> Received:
    return Received(
        kind=FileKind(row.kind),
        name=row.name,
        digest=row.digest,
        size=row.size,
        kept=row.kept,
        unit=row.unit,
        period=row.period,
        verdict=Verdict(row.verdict),
        counts=MappingProxyType(row.counts),
        problems=_read(row.problems),
        notes=_read(row.notes),
        replaces=row.replaces,
        id=row.id,
        at=moment(row.recorded_from),
        by=row.recorded_by,
        replaced_by=row.replaced_by or "",
    )


def exported_row(line: Exported) -> Values:
    return {
        "kind": line.kind,
        "name": line.name,
        "digest": line.digest,
        "mark": line.mark,
        "known_on": line.known_on,
        "plan_version": line.plan_version,
        "unit": line.unit,
        "period": line.period,
    }


def an_exported(row: Row[Any]) -> Exported:
    return Exported(
        kind=row.kind,
        name=row.name,
        digest=row.digest,
        mark=row.mark,
        known_on=row.known_on,
        plan_version=row.plan_version,
        unit=row.unit,
        period=row.period,
        id=row.id,
        at=moment(row.recorded_from),
        by=row.recorded_by,
    )


def match_row(line: Match) -> Values:
    return {"kind": line.kind, "what": line.what, "told": line.told, "meant": line.meant}


def a_match(row: Row[Any]) -> Match:
    return Match(kind=row.kind, what=row.what, told=row.told, meant=row.meant)


def _written(problems: Sequence[Problem]) -> list[Values]:
    return [
        {
            "key": each.key,
            "line": each.line,
            "column": each.column,
            "cell": each.cell,
            "values": {name: _plain(value) for name, value in each.values.items()},
        }
        for each in problems
    ]


def _read(rows: Sequence[Values]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            row["key"],
            row["line"],
            row["column"],
            row["cell"],
            {name: _meant(value) for name, value in row["values"].items()},
        )
        for row in rows
    )


def _plain(value: object) -> object:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    return value if isinstance(value, str | int | float | None) else str(value)


def _meant(value: Any) -> Any:
    return date.fromisoformat(value[_DAY]) if isinstance(value, dict) else value
