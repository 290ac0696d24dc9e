"""A small plan of two tasks, three units and their people, at a desk on either database."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import pytest

from tests.builders import a_user
from tests.templates import begin_with
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.units import import_units
from toolkit.domain.user import Role, User
from toolkit.domain.zone import VIETNAM
from toolkit.store import Store

PLAN = """
code = "DOC"
title = "Kế hoạch đọc sách"
title_en = "Reading plan"
short_title = "Đọc sách"
short_title_en = "Reading"
head = "PGD"
superior = "ỦY BAN NHÂN DÂN QUẬN"
issuer = "PHÒNG GIÁO DỤC"
place = "Huế"
signer_authority = "KT. TRƯỞNG PHÒNG"
signer_title = "PHÓ TRƯỞNG PHÒNG"
due_soon_days = 10

[[phases]]
code = "A"
name = "Năm học"
name_en = "School year"
starts = 2017-01-01
ends = 2017-12-31

[[kinds]]
code = "phong"
name = "Phòng"
name_en = "Office"
takes_part = false
[[kinds]]
code = "truong"
name = "Trường"
name_en = "School"

[[tasks]]
code = "1"
phase = "A"
name = "Lập tủ sách"
name_en = "Make a bookcase"
short = "Tủ sách"
short_en = "Bookcase"
frequency = "once"
due = ["2017-03-31"]
evidence = { text = true, paper = true }
[[tasks.numbers]]
code = "sach"
name = "Số sách"
name_en = "Books"

[[tasks]]
code = "2"
phase = "A"
name = "Báo cáo đọc sách"
name_en = "Reading report"
short = "Đọc"
short_en = "Reading"
frequency = "half_yearly"
due = ["06-15", "12-15"]
"""
UNITS = """code,name_vi,kind,parent,valid_from,valid_to,successor
PGD,Phòng Giáo dục,phong,,,,
T1,Trường Một,truong,PGD,,2017-05-01,T9
T2,Trường Hai,truong,PGD,,,
T9,Trường Một mới,truong,PGD,2017-05-01,,
"""

DeskFor = Callable[..., Desk]


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), VIETNAM)


@pytest.fixture
def desk_for(database_url: str) -> Iterator[DeskFor]:
    """desk_for(user, day): somebody at the desk on that day; plan and units are in use."""
    begin_with(database_url, "desk", _found)
    store = Store.open(database_url)

    def desk(user: User | None = None, on: date = date(2017, 3, 1)) -> Desk:
        return Desk(store, user or a_user(Role.MINISTRY), lambda: at(on))

    yield desk
    store.close()


def _found(url: str) -> None:
    store = Store.open(url, create=True)
    founder = Desk(store, a_user(Role.MINISTRY), lambda: at(date(2017, 1, 2)))
    use_plan(founder, text=PLAN, name="doc.toml")
    import_units(founder, data=UNITS.encode(), name="truong.csv")
    store.close()


def coordinator(unit: str) -> User:
    return a_user(Role.UNIT, login=f"dm.{unit.lower()}", unit=unit)
