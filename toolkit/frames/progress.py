"""Frames of units and of what they must report."""

from datetime import date

import pandas as pd

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.plan import Label, Phase, Task
from toolkit.frames.framing import framed, past
from toolkit.rules.permissions import Act
from toolkit.rules.status import status

COLUMNS = {
    "units": {
        "unit": "mã đơn vị · unit code",
        "name": "tên đơn vị · name",
        "kind": "mã loại · kind code",
        "kind_name": "tên loại · kind",
        "bloc": "mã khối, cụm · bloc code",
        "bloc_name": "tên khối, cụm · bloc",
        "parent": "mã đơn vị cấp trên · parent's code",
        "valid_from": "hiệu lực từ ngày · first day",
        "valid_to": "hết hiệu lực từ ngày · first day it no longer exists",
        "successor": "mã đơn vị kế thừa · successor's code",
    },
    "obligations": {
        "obligation": "mã nhiệm vụ phải báo cáo · id",
        "unit": "đơn vị chịu trách nhiệm hiện nay · bearer's code",
        "made_for": "đơn vị được giao ban đầu · code it was made for",
        "kind": "mã loại của đơn vị · bearer's kind",
        "bloc": "mã khối, cụm của đơn vị · bearer's bloc",
        "phase": "giai đoạn · phase",
        "task": "mã nhiệm vụ · task",
        "period": "kỳ báo cáo · period",
        "deadline": "hạn, kể cả gia hạn · deadline, extension included",
        "first_sent_on": "ngày gửi lần đầu · first sent",
        "state": "open, sent, returned, accepted, waived",
        "status": "tình trạng trên bảng theo dõi · status on the dashboards",
        "outcome": "on_time, late, missing, waived, not_expected",
    },
    "timeliness": {
        "expected": "số báo cáo đến hạn · due by the day",
        "on_time": "đúng hạn · first sent by the deadline",
        "late": "chậm · sent after it",
        "missing": "chưa báo cáo · not sent, or returned",
        "actual": "đã báo cáo = on_time + late",
        "rate": "đã báo cáo trên đến hạn, 0–1 · actual per expected",
        "on_time_rate": "đúng hạn trên đến hạn, 0–1 · on time per expected",
    },
}
_GROUPS = ("kind", "bloc", "phase", "task", "unit")


def units(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row a unit, in the plan's order; columns as `COLUMNS["units"]` tells."""
    require(desk, Act.SEE)
    with desk.store.reading(as_known_on=past(desk, on)) as reading:
        plan, codes = reading.plan(), visible_codes(desk, reading)
        kinds, blocs = _names(plan.kinds), _names(plan.blocs)
        rows = [
            (
                unit.code,
                unit.name,
                unit.kind,
                kinds.get(unit.kind, unit.kind),
                unit.bloc,
                blocs.get(unit.bloc, unit.bloc),
                unit.parent,
                unit.valid_from,
                unit.valid_to,
                unit.successor,
            )
            for unit in reading.units()
            if codes is None or unit.code in codes
        ]
    return framed(COLUMNS["units"], rows, "valid_from", "valid_to")


def obligations(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row an obligation as it stood at the end of `on` (default today).

    Columns as `COLUMNS["obligations"]` tells."""
    require(desk, Act.SEE)
    day = min(on or desk.today, desk.today)
    with desk.store.reading(as_known_on=past(desk, on)) as reading:
        plan, codes = reading.plan(), visible_codes(desk, reading)
        known = {unit.code: unit for unit in reading.units()}
        rows = [
            (
                fact.obligation,
                fact.unit,
                fact.made_for,
                known[fact.unit].kind,
                known[fact.unit].bloc,
                fact.phase,
                fact.task,
                fact.period,
                fact.deadline,
                fact.first_sent_on,
                str(fact.state),
                str(status(fact, day, plan.due_soon_days)),
                str(fact.outcome),
            )
            for fact in reading.facts(day)
            if codes is None or fact.unit in codes
        ]
    return framed(COLUMNS["obligations"], rows, "deadline", "first_sent_on")


def timeliness(desk: Desk, *, by: str = "kind", on: date | None = None) -> pd.DataFrame:
    """Expected, on time, late, missing and rates by kind, bloc, phase, task or unit.

    Index: the group's code, in the plan's order; columns as `COLUMNS["timeliness"]` tells. The
    figures are the dashboards' own. Raises ValueError for another `by`."""
    if by not in _GROUPS:
        raise ValueError(f"by: {', '.join(_GROUPS)}")
    frame = obligations(desk, on=on)
    outcomes = ["on_time", "late", "missing"]
    counts = pd.crosstab(frame[by], frame["outcome"]).reindex(columns=outcomes, fill_value=0)
    counts.columns.name = None
    counts.insert(0, "expected", counts.sum(axis=1))
    counts["actual"] = counts["on_time"] + counts["late"]
    expected = counts["expected"].where(counts["expected"] > 0)
    counts["rate"] = counts["actual"] / expected
    counts["on_time_rate"] = counts["on_time"] / expected
    return counts.reindex([code for code in _order(desk, by, frame) if code in counts.index])


def _order(desk: Desk, by: str, frame: pd.DataFrame) -> list[str]:
    with desk.store.reading() as reading:
        plan = reading.plan()
        if by == "unit":
            return [unit.code for unit in reading.units()]
    named: dict[str, tuple[Label | Phase | Task, ...]] = {
        "kind": plan.kinds,
        "bloc": plan.blocs,
        "phase": plan.phases,
        "task": plan.tasks,
    }
    codes = [each.code for each in named[by]]
    return codes + sorted(set(frame[by]) - set(codes))


def _names(labels: tuple[Label, ...]) -> dict[str, str]:
    return {label.code: label.name for label in labels}
