"""Somebody's list at a desk: looked at, taken, and what is on record afterwards."""

from datetime import date
from typing import Any

from tests.exchange.foreign_books import SIGNATURES, TITLES, book
from toolkit.actions.desk import Desk
from toolkit.actions.foreign_answers import Answers, ListPreview
from toolkit.actions.foreign_lists import look_list, take_list
from toolkit.domain.activity import Activity
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.ledger import Received
from toolkit.store import ActivityFilter, ExemplarFilter

TODAY = date(2017, 11, 1)
FOUND = Answers(found_on=date(2017, 10, 12), field="toan_dien")
HEAD = ("STT", "Họ và tên", "Năm sinh", "Đơn vị")


def listed(*rows: Any, head: Any = HEAD, **more: Any) -> bytes:
    return book([*TITLES, head, *rows, *SIGNATURES], **more)


def look(
    desk: Desk,
    data: bytes,
    kind: str = "persons",
    answers: Answers = FOUND,
    name: str = "danh-sach.xlsx",
) -> ListPreview:
    return look_list(desk, kind=kind, name=name, data=data, answers=answers)


def take(
    desk: Desk,
    data: bytes,
    kind: str = "persons",
    answers: Answers = FOUND,
    name: str = "danh-sach.xlsx",
) -> Received:
    return take_list(desk, kind=kind, name=name, data=data, answers=answers)


def on_record(desk: Desk) -> list[Exemplar]:
    with desk.store.reading() as q:
        return sorted(q.exemplars_in(ExemplarFilter()), key=lambda one: one.code)


def done(desk: Desk) -> tuple[Activity, ...]:
    with desk.store.reading() as q:
        return q.activities(ActivityFilter()).rows


def faults(seen: ListPreview) -> list[tuple[str, str]]:
    """Every fault of rows with its cell."""
    return [(problem.key, problem.cell) for row in seen.rows for problem in row.problems]


def states(seen: ListPreview) -> list[str]:
    return [row.state.value for row in seen.rows]
