"""A plan with a conference at its end and one halfway, and exemplars that were reviewed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import a_user
from tests.desks import PLAN, UNITS, DeskFor, at, coordinator
from toolkit.actions import activities, exemplars, lifeline
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.units import import_units
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.user import Role, User
from toolkit.store import Store

REVIEW = """
[[reviews]]
code = "{code}"
name = "Bình xét {code}"
name_en = "Review {code}"
of = "exemplars"
phase = "{phase}"
since = 2017-01-01
until = {until}
opens = {until}
closes = {until}
[[reviews.criteria]]
code = "doc"
name = "Đọc"
name_en = "Reading"
most = 10
weight = 100
"""
CONFERENCE = """
[[conferences]]
code = "{code}"
name = "{name}"
name_en = "Conference {code}"
on = {on}
place = "Huế"
review = "{review}"
seats = 6
per_unit = 1

[[conferences.sections]]
code = "khach"
name = "Khách mời"
name_en = "Guests"
groups = ["ex_officio", "leader", "officer"]

[[conferences.sections]]
code = "ca_nhan"
name = "Cá nhân"
name_en = "Persons"
groups = ["exemplar"]
kinds = ["person", "household"]

[[conferences.sections]]
code = "tap_the"
name = "Tập thể, mô hình"
name_en = "Teams and models"
groups = ["exemplar"]
kinds = ["team", "model"]
"""
SECOND = """
[[phases]]
code = "B"
name = "Năm học sau"
name_en = "Next year"
starts = 2018-01-01
ends = 2018-12-31
"""
HALFWAY, CONGRESS = "giua-ky", "dai-hoi"
CONFERENCES = (
    PLAN
    + SECOND
    + REVIEW.format(code="so-ket", phase="A", until="2017-09-01")
    + REVIEW.format(code="tong-ket", phase="B", until="2018-06-01")
    + CONFERENCE.format(code=HALFWAY, name="Hội nghị sơ kết", on="2017-11-20", review="so-ket")
    + CONFERENCE.format(code=CONGRESS, name="Đại hội", on="2018-11-20", review="tong-ket")
)
BEFORE, DAY = date(2018, 10, 1), date(2018, 11, 20)
PERSON = {
    "name": "Nguyễn Văn An",
    "discovered_on": "01/03/2017",
    "comprehensive": True,
    "summary": "Đọc nhiều.",
    "birth": "1985",
    "sex": "female",
    "workplace": "Tổ đọc",
    "post": "Giáo viên",
}
MODEL = {**PERSON, "name": "Tủ sách lớp", "novelty": "Luân chuyển", "place": "Lớp", "figures": "9"}


@pytest.fixture
def at_conference(database_url: str) -> Iterator[DeskFor]:
    """As `desk_for`, with conferences: T2 and T9 (T1 until May 2017) take part."""
    store = Store.open(database_url, create=True)

    def desk(user: User | None = None, on: date = BEFORE) -> Desk:
        return Desk(store, user or a_user(Role.MINISTRY), lambda: at(on))

    founder = desk(on=date(2017, 1, 2))
    use_plan(founder, text=CONFERENCES, name="doc.toml")
    import_units(founder, data=UNITS.encode(), name="truong.csv")
    yield desk
    store.close()


def reviewed(desks: DeskFor, unit: str, name: str, *, final: bool = True) -> Exemplar:
    """A person of the unit, or a model where the name says so, that went through the reviews."""
    form: dict[str, Any] = {**(MODEL if name.startswith("Tủ") else PERSON), "name": name}
    kind = "model" if name.startswith("Tủ") else "person"
    spring = desks(on=date(2017, 6, 1))
    one = exemplars.discover(spring, kind=kind, unit=unit, form=form)
    one = lifeline.select(spring, exemplar=one.id, version=one.version, form={})
    one = lifeline.submit(spring, exemplar=one.id, version=one.version)
    one = lifeline.approve(spring, exemplar=one.id, version=one.version)
    typed = {"title": "Lớp", "on": "01/06/2017", "means": "training"}
    activities.record(spring, kind="nurturing", unit=unit, form=typed, exemplars=[one.id])
    one = now(spring, one)
    one = _review(desks(on=date(2017, 9, 10)), one, "interim_reviewed")
    if final:
        one = _review(desks(on=date(2018, 7, 1)), one, "final_reviewed")
    return one


def _review(desk: Desk, one: Exemplar, step: str) -> Exemplar:
    return lifeline.review(desk, exemplar=one.id, version=one.version, step=step, form={})


def now(desk: Desk, one: Exemplar) -> Exemplar:
    with desk.store.reading() as q:
        found = q.exemplar(one.id)
    assert found is not None
    return found


def of_unit(desks: DeskFor, unit: str, on: date = BEFORE) -> Desk:
    return desks(coordinator(unit), on)
