"""Frames of exemplars, of what is done for them, of who copied them, and of targets."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.activity import (
    Activity,
    Commendation,
    Detail,
    Issue,
    MediaItem,
    Nurturing,
    Replication,
    Visit,
)
from toolkit.domain.exemplar import Exemplar, Step
from toolkit.frames.framing import framed, past
from toolkit.rules.permissions import Act
from toolkit.rules.succession import is_valid
from toolkit.rules.targets import aims
from toolkit.store import ActivityFilter, ExemplarFilter

_STEP_DAYS = [f"{step}_on" for step in Step]
COLUMNS = {
    "exemplars": {
        "exemplar": "mã bản ghi · id",
        "code": "mã điển hình · code",
        "name": "tên · name",
        "kind": "person, team, model, household",
        "unit": "đơn vị phát hiện · code of the unit that found it",
        "comprehensive": "toàn diện hay không · comprehensive or not",
        "fields": "mã lĩnh vực, cách nhau bằng dấu | · codes of fields, divided by |",
        "step": "bước xa nhất đã qua · furthest step taken",
        "registration": "draft, waiting, returned, approved",
        "standing": "followed, stopped, merged",
        "sex": "male, female (cá nhân · persons)",
        "birth_year": "năm sinh · year of birth",
        "size": "số người của tập thể · people of a team",
        "cost": "kinh phí, triệu đồng · million dong",
        "benefit": "lợi ích, triệu đồng · million dong",
        "last_on": "ngày hoạt động gần nhất · day of the last step or activity",
        **{name: f"ngày qua bước {name[:-3]} · day of that step" for name in _STEP_DAYS},
    },
    "activities": {
        "activity": "mã bản ghi · id",
        "kind": "nurturing, replication, media, visit, movement, commendation, issue",
        "on": "ngày · first day",
        "until": "ngày cuối · last day where it took more than one",
        "unit": "đơn vị thực hiện · code of the unit that did it",
        "title": "nội dung · what",
        "exemplars": "số điển hình gắn với hoạt động · exemplars that it hangs on",
        "form": "hình thức: means, medium, award hoặc severity · form",
        "taker": "đơn vị áp dụng (nhân rộng) · code of the unit that copies",
        "guests": "số khách (tham quan) · guests of a visit",
    },
    "replications": {
        "activity": "mã bản ghi · id",
        "on": "ngày · day",
        "exemplar": "mã bản ghi điển hình · exemplar's id",
        "code": "mã điển hình · exemplar's code",
        "name": "tên · name",
        "kind": "loại điển hình · kind",
        "origin": "đơn vị có điển hình · code of the unit that has it",
        "taker": "đơn vị áp dụng · code of the unit that copies it",
        "alive": "còn duy trì theo lần xem gần nhất, trống là chưa xem · last answer, if any",
    },
    "targets": {
        "unit": "đơn vị · code",
        "year": "năm · year",
        "kind": "loại điển hình · kind",
        "field": "lĩnh vực; trống là mọi lĩnh vực · field, empty for all",
        "target": "chỉ tiêu · target",
        "actual": "đã được duyệt đăng ký trong năm · registered in the year",
        "assumed": "chỉ tiêu mặc định của kế hoạch · the plan's default, not the unit's own",
    },
}
_EVERY = 10_000_000


def exemplars(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row an exemplar that the user sees, stopped and merged ones too.

    Columns as `COLUMNS["exemplars"]` tells."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading(as_known_on=past(desk, on)) as reading:
        asked = ExemplarFilter(codes=visible_codes(desk, reading), standing="", sort="code")
        rows = [_exemplar(one) for one in reading.exemplars_in(asked)]
    return framed(COLUMNS["exemplars"], rows, "last_on", *_STEP_DAYS)


def activities(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row an activity, the newest first; columns as `COLUMNS["activities"]` tells."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading(as_known_on=past(desk, on)) as reading:
        asked = ActivityFilter(codes=visible_codes(desk, reading))
        rows = [_activity(one) for one in reading.activities(asked, limit=_EVERY).rows]
    return framed(COLUMNS["activities"], rows, "on", "until")


def replications(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row an exemplar and a unit that copied it; columns as `COLUMNS["replications"]` tells."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading(as_known_on=past(desk, on)) as reading:
        found = reading.replications(codes=visible_codes(desk, reading))
        rows = [
            (
                *(row.activity, row.on, row.exemplar, row.code, row.name, str(row.kind)),
                *(row.origin, row.taker, row.alive),
            )
            for row in found
        ]
    return framed(COLUMNS["replications"], rows, "on").astype({"alive": "boolean"})


def targets(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row a target of a unit of the day, its own or the plan's default, and what was reached.

    Columns as `COLUMNS["targets"]` tells; what was reached without a target has a target of 0."""
    require(desk, Act.SEE_EXEMPLARS)
    known_on = past(desk, on)
    day = known_on or desk.today
    with desk.store.reading(as_known_on=known_on) as reading:
        plan, codes = reading.plan(), visible_codes(desk, reading)
        mine = tuple(
            unit
            for unit in reading.units()
            if is_valid(unit, day) and (codes is None or unit.code in codes)
        )
        years = range(plan.starts.year, plan.ends.year + 1)
        found = aims(
            plan, mine, years, reading.targets(codes=codes), reading.actuals(day, codes=codes)
        )
        rows = [
            (
                *(aim.unit, aim.year, str(aim.kind), aim.field),
                *(aim.target, aim.actual, aim.assumed),
            )
            for aim in found
        ]
    return framed(COLUMNS["targets"], rows)


def _exemplar(one: Exemplar) -> tuple[Any, ...]:
    taken = {each.step: each.on for each in one.steps}
    return (
        *(one.id, one.code, one.name, str(one.kind), one.unit),
        *(one.comprehensive, "|".join(one.fields), str(one.step)),
        *(str(one.registration), str(one.standing), str(one.sex or ""), one.birth_year, one.size),
        *(one.cost, one.benefit, one.last_on, *(taken.get(step) for step in Step)),
    )


def _activity(one: Activity) -> tuple[Any, ...]:
    detail = one.detail
    taker = detail.taker if isinstance(detail, Replication) else ""
    guests = sum(detail.guests.values()) if isinstance(detail, Visit) else None
    form = next(_forms(detail), "")
    return (
        *(one.id, str(one.kind), one.on, one.until, one.unit, one.title),
        *(len(one.exemplars), form, taker, guests),
    )


def _forms(detail: Detail) -> Iterator[str]:
    if isinstance(detail, Nurturing):
        yield str(detail.means)
    elif isinstance(detail, MediaItem):
        yield str(detail.medium)
    elif isinstance(detail, Commendation):
        yield str(detail.award)
    elif isinstance(detail, Issue):
        yield str(detail.severity)
