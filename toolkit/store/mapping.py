"""Between records and rows: one pair of functions a table, written out."""

from types import MappingProxyType
from typing import Any

from sqlalchemy import Row

from toolkit.domain.obligation import Obligation, State
from toolkit.domain.report import Report
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role, User
from toolkit.store import schema
from toolkit.store.exemplar_mapping import ACTIVITY, EXEMPLAR, FOLLOW_UP, TARGET
from toolkit.store.kind import AnyRecord, Kind, Record, Values
from toolkit.store.records import PlanVersion
from toolkit.store.review_mapping import REVIEW_KINDS

__all__ = ["ACTIVITY", "EXEMPLAR", "FOLLOW_UP", "KINDS", "TARGET", "AnyRecord", "Kind", "Record"]


def _unit_row(unit: Unit) -> Values:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "bloc": unit.bloc,
        "parent": unit.parent,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "successor": unit.successor,
        "search": fold(f"{unit.code} {unit.name}"),
    }


def a_unit(row: Row[Any]) -> Unit:
    return Unit(
        code=row.code,
        name=row.name,
        kind=row.kind,
        bloc=row.bloc,
        parent=row.parent,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=row.successor,
        id=row.id,
        version=row.version,
    )


def _obligation_row(obligation: Obligation) -> Values:
    return {
        "unit": obligation.unit,
        "task": obligation.task,
        "phase": obligation.phase,
        "period": obligation.period,
        "due": obligation.due,
        "extended_to": obligation.extended_to,
        "state": obligation.state.value,
        "first_sent_on": obligation.first_sent_on,
        "sent_on": obligation.sent_on,
        "sent_by": obligation.sent_by,
        "decided_on": obligation.decided_on,
        "decided_by": obligation.decided_by,
        "note": obligation.note,
    }


def an_obligation(row: Row[Any]) -> Obligation:
    return Obligation(
        unit=row.unit,
        task=row.task,
        phase=row.phase,
        period=row.period,
        due=row.due,
        extended_to=row.extended_to,
        state=State(row.state),
        first_sent_on=row.first_sent_on,
        sent_on=row.sent_on,
        sent_by=row.sent_by,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        note=row.note,
        id=row.id,
        version=row.version,
    )


def _report_row(report: Report) -> Values:
    return {
        "obligation": report.obligation,
        "text": report.text,
        "numbers": dict(report.numbers),
        "paper_number": report.paper_number,
        "paper_date": report.paper_date,
        "paper_issuer": report.paper_issuer,
        "link": report.link,
        "file_hash": report.file_hash or None,
        "file_name": report.file_name,
        "file_size": report.file_size,
    }


def _a_report(row: Row[Any]) -> Report:
    return Report(
        obligation=row.obligation,
        text=row.text,
        numbers=MappingProxyType(row.numbers),
        paper_number=row.paper_number,
        paper_date=row.paper_date,
        paper_issuer=row.paper_issuer,
        link=row.link,
        file_hash=row.file_hash or "",
        file_name=row.file_name,
        file_size=row.file_size,
        id=row.id,
        version=row.version,
    )


def _user_row(user: User) -> Values:
    return {
        "login": user.login,
        "name": user.name,
        "role": user.role.value,
        "unit": user.unit,
        "active": user.active,
    }


def _a_user(row: Row[Any]) -> User:
    return User(
        login=row.login,
        name=row.name,
        role=Role(row.role),
        unit=row.unit,
        active=row.active,
        id=row.id,
        version=row.version,
    )


def _plan_row(plan: PlanVersion) -> Values:
    return {
        "code": plan.code,
        "title": plan.title,
        "toml": plan.toml,
        "in_use_from": plan.in_use_from,
    }


def _a_plan(row: Row[Any]) -> PlanVersion:
    return PlanVersion(
        code=row.code,
        title=row.title,
        toml=row.toml,
        in_use_from=row.in_use_from,
        reason=row.reason,
        id=row.id,
        version=row.version,
    )


UNIT = Kind("unit", Unit, schema.unit, ("code",), _unit_row, a_unit)
OBLIGATION = Kind(
    "obligation",
    Obligation,
    schema.obligation,
    ("unit", "task", "period"),
    _obligation_row,
    an_obligation,
)
REPORT = Kind("report", Report, schema.report, ("obligation",), _report_row, _a_report)
USER = Kind("user", User, schema.user, ("login",), _user_row, _a_user)
PLAN = Kind("plan", PlanVersion, schema.plan, (), _plan_row, _a_plan)

_ALL: tuple[Kind[Any], ...] = (
    *(UNIT, OBLIGATION, REPORT, USER, PLAN),
    *(EXEMPLAR, ACTIVITY, FOLLOW_UP, TARGET),
    *REVIEW_KINDS,
)
KINDS = {kind.name: kind for kind in _ALL}
_BY_TYPE = {kind.type: kind for kind in _ALL}


def kind_of(record: AnyRecord) -> Kind[AnyRecord]:
    return _BY_TYPE[type(record)]
