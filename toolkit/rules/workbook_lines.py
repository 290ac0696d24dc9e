"""A unit's records as the lines of its workbook, and the other way round."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from toolkit.domain.activity import Activity, ActivityKind, Visit
from toolkit.domain.exemplar import COMPREHENSIVE, Exemplar
from toolkit.domain.obligation import Obligation
from toolkit.domain.plan import Plan
from toolkit.domain.proof import NO_PROOF
from toolkit.domain.report import Report
from toolkit.domain.target import Target
from toolkit.domain.workbook import SEPARATOR, Cell, Line, Sheet

NUMBER_FIELD = "number."
"""Before a number's code in the values of a report."""
SHARED: Mapping[str, Mapping[ActivityKind, str]] = MappingProxyType(
    {
        "choice": {
            ActivityKind.NURTURING: "means",
            ActivityKind.MEDIA: "medium",
            ActivityKind.COMMENDATION: "award",
            ActivityKind.ISSUE: "severity",
        },
        "told": {
            ActivityKind.REPLICATION: "adapted",
            ActivityKind.VISIT: "lessons",
            ActivityKind.MOVEMENT: "aim",
            ActivityKind.COMMENDATION: "reason",
            ActivityKind.ISSUE: "adjustment",
        },
        "figures": {ActivityKind.REPLICATION: "figures", ActivityKind.MOVEMENT: "closing"},
        "outlet": {ActivityKind.MEDIA: "outlet", ActivityKind.MOVEMENT: "scope"},
    }
)
"""Columns of activities whose meaning follows from the kind: column → kind → field of the form
(rules/activity_form.py). A kind that is missing has no such field."""
_OWN = {
    "type": (ActivityKind.COMMENDATION,),
    "taker": (ActivityKind.REPLICATION,),
    "link": (ActivityKind.MEDIA,),
    "adjusted_on": (ActivityKind.ISSUE,),
}
_PAPER = ("paper_number", "paper_date", "paper_issuer")
_TEXTS = (
    *("name", "discovered_on", "movement", "summary", "contact", "post", "workplace", "head"),
    *("size", "novelty", "place", "cost", "benefit", "figures"),
)


@dataclass(frozen=True, kw_only=True)
class UnitRecords:
    """What a unit's workbook for a period is filled with.

    `reports` is by obligation id, `codes` maps ids of exemplars to codes: of all that the
    activities hang on. `reached` is by (kind, field) as rules/targets.py has them."""

    plan: Plan
    unit: str
    year: int
    targets: tuple[Target, ...] = ()
    reached: Mapping[tuple[str, str], int] = field(default_factory=lambda: MappingProxyType({}))
    obligations: tuple[Obligation, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=lambda: MappingProxyType({}))
    exemplars: tuple[Exemplar, ...] = ()
    activities: tuple[Activity, ...] = ()
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def workbook_lines(records: UnitRecords) -> tuple[Line, ...]:
    """All the lines, sheet after sheet, in the order of the records."""
    return (
        *target_lines(records),
        *(
            report_line(each, records.reports.get(each.id), records.plan, records.unit)
            for each in records.obligations
        ),
        *(exemplar_line(each) for each in records.exemplars),
        *(activity_line(each, records.codes) for each in records.activities),
    )


def target_lines(records: UnitRecords) -> Iterator[Line]:
    """A line for every kind and field, set or not: one for all fields, comprehensive, each."""
    plan, year = records.plan, records.year
    known = {(each.kind, each.field): each for each in records.targets}
    for kind in plan.exemplars.kinds:
        for name in ("", COMPREHENSIVE, *plan.field_by_code):
            target = known.get((kind, name))
            yield target_line(target, year=year, kind=kind, name=name)


def target_line(target: Target | None, *, year: int, kind: str, name: str) -> Line:
    """The aim for a kind and field in the year; fields `count`."""
    return Line(
        sheet=Sheet.TARGETS,
        key=f"{year}/{kind}/{name}",
        id=target.id if target else "",
        version=target.version if target else 0,
        values={"count": target.count if target else None},
    )


def report_key(obligation: Obligation, unit: str) -> str:
    """ "1.2/2018-H1"; what was made for a unit that this one succeeded has that one's code too."""
    own = "" if obligation.unit == unit else f"/{obligation.unit}"
    return f"{obligation.task}/{obligation.period}{own}"


def report_line(obligation: Obligation, report: Report | None, plan: Plan, unit: str) -> Line:
    """A report: text, paper_number, paper_date, paper_issuer, link, number.<code> of its task."""
    task = plan.task_by_code.get(obligation.task)
    told = report or Report(obligation=obligation.id)
    numbers = {
        f"{NUMBER_FIELD}{each.code}": told.numbers.get(each.code)
        for each in (task.numbers if task else ())
    }
    texts = {name: getattr(told, name) or None for name in ("text", *_PAPER, "link")}
    return Line(
        sheet=Sheet.REPORTS,
        key=report_key(obligation, unit),
        id=obligation.id,
        version=told.version,
        values={**texts, **numbers},
    )


def exemplar_line(exemplar: Exemplar) -> Line:
    """An exemplar: kind, scope, birth, next_step, next_step_on and the fields of `CONTENT` that a
    unit fills."""
    values: dict[str, Cell] = {name: _cell(getattr(exemplar, name)) for name in _TEXTS}
    return Line(
        sheet=Sheet.EXEMPLARS,
        key=exemplar.code,
        id=exemplar.id,
        version=exemplar.version,
        values={
            **values,
            "kind": exemplar.kind.value,
            "scope": several(exemplar.scope),
            "birth": exemplar.birth_date or exemplar.birth_year,
            "sex": exemplar.sex.value if exemplar.sex else None,
            "next_step": None,
            "next_step_on": None,
        },
    )


def exemplar_form(values: Mapping[str, Cell]) -> dict[str, Any]:
    """The form (rules/exemplar_form.py) that the line's values make; only the fields it has."""
    form: dict[str, Any] = {
        name: values[name] for name in (*_TEXTS, "birth", "sex") if name in values
    }
    if "scope" in values:
        chosen = split(values["scope"])
        form["comprehensive"] = COMPREHENSIVE in chosen
        form["fields"] = [each for each in chosen if each != COMPREHENSIVE]
    return form


def activity_line(activity: Activity, codes: Mapping[str, str]) -> Line:
    """An activity: kind, title, on, until, place, people, result, exemplars (codes), guests, the
    columns of `SHARED`, what single kinds have, and the paper of its first proof."""
    kind, detail = activity.kind, activity.detail
    proof = activity.proofs[0] if activity.proofs else NO_PROOF
    values: dict[str, Cell] = {
        name: _cell(getattr(activity, name))
        for name in ("title", "on", "until", "place", "people", "result")
    }
    values |= {
        column: _cell(getattr(detail, names[kind])) if kind in names else None
        for column, names in SHARED.items()
    }
    values |= {
        name: _cell(getattr(detail, name)) if kind in kinds else None
        for name, kinds in _OWN.items()
    }
    guests = detail.guests if isinstance(detail, Visit) else {}
    return Line(
        sheet=Sheet.ACTIVITIES,
        key=activity.id,
        id=activity.id,
        version=activity.version,
        values={
            **values,
            "kind": kind.value,
            "exemplars": several(codes.get(each, each) for each in activity.exemplars),
            "guests": several(f"{unit}: {count}" for unit, count in guests.items()),
            **{name: getattr(proof, name) or None for name in _PAPER},
        },
    )


def activity_form(kind: ActivityKind, values: Mapping[str, Cell]) -> dict[str, Any]:
    """The form (rules/activity_form.py) that the line's values make, without exemplars and proofs;
    only the fields that it has and the kind knows."""
    plain = ("title", "on", "until", "place", "people", "result")
    form: dict[str, Any] = {name: values[name] for name in plain if name in values}
    for column, names in SHARED.items():
        if column in values and kind in names:
            form[names[kind]] = values[column]
    form |= {name: values[name] for name, kinds in _OWN.items() if name in values and kind in kinds}
    if kind is ActivityKind.VISIT and "guests" in values:
        pairs = (each.rpartition(":") for each in split(values["guests"]))
        form["guests"] = {unit.strip(): number.strip() for unit, _, number in pairs}
    return form


def several(values: Iterable[str]) -> str | None:
    """Many values as one cell holds them."""
    return f"{SEPARATOR} ".join(values) or None


def split(cell: Cell) -> tuple[str, ...]:
    """The values that a cell of many holds."""
    found = (each.strip() for each in str(cell or "").replace("\n", SEPARATOR).split(SEPARATOR))
    return tuple(each for each in found if each)


def _cell(value: Any) -> Cell:
    """Nothing is None; a code of ours is plain text."""
    if value is None or value == "":
        return None
    return str(value) if isinstance(value, str) else value
