"""Đơn vị: the matrix of units × tasks, one unit's sheet, one obligation's sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from toolkit.actions.desk import Desk
from toolkit.actions.rights import bearer_of, require, visible_codes
from toolkit.domain.obligation import Obligation
from toolkit.domain.plan import Phase, Plan, Task
from toolkit.domain.report import Report
from toolkit.domain.unit import Unit
from toolkit.domain.zone import VIETNAM
from toolkit.errors import NotFound
from toolkit.rules import reporting
from toolkit.rules.permissions import Act, may
from toolkit.rules.succession import bearers
from toolkit.rules.timeliness import Tally, tally
from toolkit.store import Change, ChangeRow, MatrixPage, ObligationRow, Reading

RECENT_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMatrix:
    """A page of units × tasks, on the day `on`; `as_known` tells that it is a past one.

    `phase`, `kind` and `bloc` are the codes that were looked for, empty for all; `unknown` names
    those of them that were asked for and are not in the plan: they were left out."""

    plan: Plan
    on: date
    as_known: bool
    phase: str
    kind: str
    bloc: str
    unknown: tuple[str, ...]
    page: MatrixPage


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """One unit: itself, its tree and succession, what it bears, and its history, newest first.

    `recent` tells what was last done about its reports; `as_known` that `on` is a past day.
    `people` maps the logins of both to names."""

    plan: Plan
    on: date
    as_known: bool
    unit: Unit
    parent: Unit | None
    children: tuple[Unit, ...]
    predecessors: tuple[Unit, ...]
    successor: Unit | None
    rows: tuple[ObligationRow, ...]
    tally: Tally
    history: tuple[Change, ...]
    recent: tuple[ChangeRow, ...]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationSheet:
    """One obligation with its report, what this user may do about it, and its history.

    `people` gives the names of the logins that the sheet mentions."""

    plan: Plan
    task: Task
    row: ObligationRow
    made_for: Unit
    report: Report | None
    acts: frozenset[Act]
    history: tuple[Change, ...]
    people: dict[str, str]


def matrix(
    desk: Desk,
    *,
    phase: str | None = None,
    kind: str = "",
    bloc: str = "",
    only_late: bool = False,
    search: str = "",
    offset: int = 0,
    limit: int = 50,
    on: date | None = None,
) -> UnitMatrix:
    """A page of units × tasks of one phase (empty: all; None: the day's), in the order of kinds.

    As known now, or at the end of a past day `on`."""
    require(desk, Act.SEE)
    past, day = _past_and_day(desk, on)
    with desk.store.reading(as_known_on=past) as reading:
        plan = reading.plan()
        known = _known_codes(plan, phase=phase or "", kind=kind, bloc=bloc)
        asked = {"phase": phase or "", "kind": kind, "bloc": bloc}
        unknown = tuple(name for name, code in asked.items() if known[name] != code)
        if phase is None or "phase" in unknown:
            known["phase"] = phase_on(plan, day).code
        page = reading.matrix(
            day,
            **known,
            only_late=only_late,
            search=search,
            codes=visible_codes(desk, reading),
            offset=offset,
            limit=limit,
        )
        return UnitMatrix(
            plan=plan, on=day, as_known=past is not None, **known, unknown=unknown, page=page
        )


def unit_sheet(desk: Desk, *, code: str, on: date | None = None) -> UnitSheet:
    """The unit called `code` as known now, or at the end of a past day. Raises NotFound."""
    require(desk, Act.SEE)
    past, day = _past_and_day(desk, on)
    with desk.store.reading(as_known_on=past) as reading:
        unit = _visible_unit(desk, reading, code)
        units = reading.units()
        by_code = {each.code: each for each in units}
        bearer = bearers(units, day)
        mine = frozenset(each for each, by in bearer.items() if by == code)
        rows = reading.obligations(day, codes=mine)
        plan = reading.plan()
        history = reading.history("unit", unit.id)
        recent = reading.changes(
            *_whole_life(plan, day), limit=RECENT_SHOWN, codes=frozenset({code})
        )
        return UnitSheet(
            plan=plan,
            on=day,
            as_known=past is not None,
            unit=unit,
            parent=by_code.get(unit.parent),
            children=tuple(each for each in units if each.parent == code),
            predecessors=tuple(each for each in units if each.code in mine - {code}),
            successor=by_code.get(unit.successor),
            rows=rows,
            tally=tally((row.obligation for row in rows), day),
            history=history,
            recent=recent,
            people=_names(reading, {step.by for step in history} | {step.by for step in recent}),
        )


def obligation_sheet(desk: Desk, *, obligation: str) -> ObligationSheet:
    """One obligation with its report and history. Raises NotFound."""
    require(desk, Act.SEE)
    with desk.store.reading() as reading:
        row = reading.obligation_row(obligation, desk.today)
        if row is None:
            raise NotFound()
        _visible_unit(desk, reading, row.unit.code)
        plan = reading.plan()
        made_for = reading.unit(row.obligation.unit)
        report = reading.report_on(obligation)
        history = reading.history("obligation", obligation)
        logins = {row.obligation.sent_by, row.obligation.decided_by, *(step.by for step in history)}
        return ObligationSheet(
            plan=plan,
            task=plan.task_by_code[row.obligation.task],
            row=row,
            made_for=made_for or row.unit,
            report=report,
            acts=_acts(desk, reading, row),
            history=history,
            people=reading.user_names(logins),
        )


_STEPS = {
    Act.SEND: reporting.send_blockers,
    Act.WITHDRAW: reporting.withdraw_blockers,
    Act.ACCEPT: reporting.decide_blockers,
    Act.RETURN: reporting.decide_blockers,
    Act.REOPEN: reporting.reopen_blockers,
}


def _acts(desk: Desk, reading: Reading, row: ObligationRow) -> frozenset[Act]:
    """What the user may do about the obligation now; the actions ask again."""
    home = bearer_of(reading, desk.user.unit, desk.today) if desk.user.unit else ""
    within = frozenset({home})
    allowed = {
        act
        for act in (*_STEPS, Act.WAIVE, Act.EXTEND)
        if not may(desk.user, act, unit=row.unit.code, within=within)
    }
    blocked = {act for act, blockers in _STEPS.items() if blockers(row.obligation)}
    return frozenset(allowed - blocked - _settled(row.obligation))


def _settled(obligation: Obligation) -> frozenset[Act]:
    waivable = not reporting.waive_blockers(obligation, "-")
    waived = not reporting.reinstate_blockers(obligation)
    closed = set() if waivable or waived else {Act.WAIVE}
    return frozenset(closed | (set() if waivable else {Act.EXTEND}))


def phase_on(plan: Plan, day: date) -> Phase:
    """The phase that runs on the day: the last one begun, or the first before it begins."""
    begun = [phase for phase in plan.phases if phase.starts <= day]
    return begun[-1] if begun else plan.phases[0]


def _known_codes(plan: Plan, *, phase: str, kind: str, bloc: str) -> dict[str, str]:
    """The codes that the plan knows; an empty one for each that it doesn't."""
    return {
        "phase": phase if phase in plan.phase_by_code else "",
        "kind": kind if kind in {each.code for each in plan.kinds} else "",
        "bloc": bloc if bloc in {each.code for each in plan.blocs} else "",
    }


def _names(reading: Reading, logins: set[str]) -> dict[str, str]:
    return {user.login: user.name for user in reading.users() if user.login in logins}


def _past_and_day(desk: Desk, on: date | None) -> tuple[date | None, date]:
    """The past day to read as known on, if it is one, and the day to judge by."""
    past = on if on is not None and on < desk.today else None
    return past, past or desk.today


def _whole_life(plan: Plan, day: date) -> tuple[datetime, datetime]:
    """From the plan's first moment to the end of the day."""
    end = day + timedelta(days=1)
    return (
        datetime.combine(plan.starts, time(), VIETNAM),
        datetime.combine(end, time(), VIETNAM),
    )


def _visible_unit(desk: Desk, reading: Reading, code: str) -> Unit:
    unit = reading.unit(code)
    codes = visible_codes(desk, reading)
    if unit is None or (codes is not None and code not in codes):
        raise NotFound()
    return unit
