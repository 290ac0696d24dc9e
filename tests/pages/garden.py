"""A small plan of two phases, nine units and a desk, for tests of the pages."""

from datetime import date, datetime, time
from pathlib import Path

from tests.builders import a_user
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.reports import Content, accept_report, return_report, send_report
from toolkit.actions.units import import_units
from toolkit.domain.obligation import Obligation
from toolkit.domain.user import Role, User
from toolkit.domain.zone import VIETNAM
from toolkit.pages.units.state import UnitsState
from toolkit.store import Store
from toolkit.words import Words

PLAN = """
code = "VUON-1"
title = "Kế hoạch vườn trường"
title_en = "School gardens"
short_title = "Vườn trường"
short_title_en = "Gardens"
paper = { number = "15/KH-SGD", on = 2017-01-02, issuer = "Sở Giáo dục" }
head = "SO"
superior = "ỦY BAN NHÂN DÂN TỈNH"
issuer = "SỞ GIÁO DỤC"
place = "Huế"
signer_authority = "KT. GIÁM ĐỐC"
signer_title = "PHÓ GIÁM ĐỐC"
due_soon_days = 10
phases = [
    { code = "A", name = "Trồng", name_en = "Planting", starts = 2017-01-01, ends = 2017-12-31 },
    { code = "B", name = "Chăm", name_en = "Tending", starts = 2018-01-01, ends = 2018-12-31 },
]
kinds = [
    { code = "so", name = "Sở", name_en = "Department", takes_part = false },
    { code = "truong", name = "Trường", name_en = "School" },
    { code = "phong", name = "Phòng", name_en = "Office" },
]
blocs = [
    { code = "C1", name = "Cụm Bắc", name_en = "North" },
    { code = "C2", name = "Cụm Nam", name_en = "South" },
]
milestones = [
    { on = 2017-01-02, name = "Ban hành", name_en = "Issued", source = "official" },
    { on = 2018-06-01, name = "Hội vườn", name_en = "Garden fair" },
]

[[tasks]]
code = "1"
phase = "A"
name = "Làm đất cho vườn"
name_en = "Prepare the ground"
short = "Làm đất"
short_en = "Ground"
frequency = "once"
due = ["2017-03-31"]
source = "official"
evidence = { text = true, paper = true }

[[tasks]]
code = "2"
phase = "A"
name = "Trồng cây"
name_en = "Plant trees"
short = "Trồng cây"
short_en = "Trees"
frequency = "half_yearly"
due = ["06-15", "12-15"]
opens = 2017-02-01
after = ["1"]
who = ["truong"]
numbers = [
    { code = "cay", name = "Số cây", name_en = "Trees" },
    { code = "chet", name = "Số cây chết", name_en = "Dead trees", required = false },
]

[[tasks]]
code = "3"
phase = "B"
name = "Chăm sóc vườn"
name_en = "Tend the garden"
short = "Chăm sóc"
short_en = "Tending"
frequency = "yearly"
due = ["11-30"]

[[indicators]]
code = "a"
phase = "A"
name = "Cây được trồng"
name_en = "Trees planted"
task = "2"
number = "cay"
target = 200
"""
UNITS = """code,name_vi,kind,bloc,parent,valid_from,valid_to,successor
SO,Sở Giáo dục,so,,,,,
P1,Phòng Quế Võ,phong,C1,SO,,,
T1,Trường Tiểu học Đồng Tháp,truong,C1,P1,,,
T2,Trường Thủy Nguyên,truong,C2,SO,,2017-05-01,T9
T3,"Trường <b onclick=""x()"">Ba</b> & Bốn",truong,C2,SO,,,
T9,Trường Thủy Nguyên mới,truong,C2,SO,2017-05-01,,
"""


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), VIETNAM)


def a_garden(folder: Path) -> Store:
    """A store with the plan and its units, in use from 02/01/2017."""
    store = Store.open(folder / "garden.db", create=True)
    founder = Desk(store, a_user(Role.MINISTRY), lambda: at(date(2017, 1, 2)))
    use_plan(founder, text=PLAN, name="garden.toml")
    import_units(founder, data=UNITS.encode(), name="units.csv")
    return store


def desk(store: Store, on: date, user: User | None = None) -> Desk:
    return Desk(store, user or a_user(Role.MINISTRY), lambda: at(on))


def owed(store: Store, unit: str, task: str, period: str = "once") -> Obligation:
    with store.reading() as reading:
        found = {(o.unit, o.task, o.period): o for o in reading.all_obligations()}
    return found[unit, task, period]


def sent(store: Store, on: date, unit: str, task: str, period: str, **told: str) -> Obligation:
    """The report of the unit is sent on that day."""
    mine = owed(store, unit, task, period)
    content = Content(text="Đã làm.", numbers=told)
    return send_report(desk(store, on), obligation=mine.id, version=mine.version, content=content)


def accepted(store: Store, on: date, unit: str, task: str, period: str) -> Obligation:
    mine = owed(store, unit, task, period)
    return accept_report(desk(store, on), obligation=mine.id, version=mine.version)


def returned(store: Store, on: date, mine: Obligation, why: str) -> Obligation:
    return return_report(desk(store, on), obligation=mine.id, version=mine.version, reason=why)


def units(store: Store, on: date, user: User | None = None, language: str = "vi") -> UnitsState:
    return UnitsState(desk(store, on, user), Words(language))


def codes(state: UnitsState) -> list[str]:
    return [row[0] for row in state.rows]


def cells(state: UnitsState) -> dict[str, list[str]]:
    return {row[0]: row[4] for row in state.rows}
