"""Workbooks of the small plan's units, filled in and sent back."""

from datetime import date
from typing import Any

from tests.filling import Filled
from toolkit.actions.desk import Desk
from toolkit.actions.intake import Preview, Received, take
from toolkit.actions.workbooks import unit_workbook
from toolkit.domain.exemplar import Exemplar
from toolkit.store import ExemplarFilter
from toolkit.words import Words

TODAY = date(2017, 6, 1)
LATER = date(2017, 7, 1)
VI = Words("vi")
TARGETS, REPORTS = "Kế hoạch và chỉ tiêu", "Báo cáo nhiệm vụ"
EXEMPLARS, ACTIVITIES = "Điển hình", "Hoạt động"
PAPER = {"paper_number": "12/BC", "paper_date": date(2017, 5, 2), "paper_issuer": "Trường Hai"}
NEW = {
    "name": "Lê Thị Mai",
    "kind": "Cá nhân",
    "scope_1": "Toàn diện",
    "discovered_on": date(2017, 4, 12),
    "summary": "Dạy thêm không lấy tiền.",
    "birth": 1990,
    "sex": "Nữ",
    "workplace": "Tổ Toán",
}


def given(desk: Desk, unit: str = "T2", words: Words = VI) -> Filled:
    return Filled(unit_workbook(desk, unit=unit, words=words)[1])


def taken(desk: Desk, filled: Filled, name: str = "t2.xlsx", **more: Any) -> Received:
    return take(desk, name=name, data=filled.data, **more)


def keys(line: Received | Preview) -> list[tuple[str, str]]:
    """What is wrong, and in which cell."""
    return [(problem.key, problem.cell) for problem in line.problems]


def people(desk: Desk, unit: str = "T2") -> dict[str, Exemplar]:
    with desk.store.reading() as q:
        return {each.name: each for each in q.exemplars_in(ExemplarFilter(codes=frozenset({unit})))}


def version(desk: Desk) -> str:
    with desk.store.reading() as q:
        return q.data_version()
