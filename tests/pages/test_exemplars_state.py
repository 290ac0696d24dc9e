"""The list of exemplars as its state tells it: rows, filters, order, pages, columns, rights."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_user
from tests.pages.garden import a_garden, desk
from tests.store.builders import statements_of
from toolkit.actions import exemplars, lifeline
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.user import Role, User
from toolkit.pages.exemplars.state import PAGE, ExemplarsState
from toolkit.store import Store
from toolkit.words import Words

JUNE = date(2017, 6, 20)
COORDINATOR = a_user(Role.UNIT, login="dm.p1", unit="P1")


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def put(store: Store, name: str, unit: str = "T1", kind: str = "person", **told: Any) -> Exemplar:
    form = {"name": name, "discovered_on": "01/03/2017", "comprehensive": True, **told}
    return exemplars.discover(desk(store, JUNE), kind=kind, unit=unit, form=form)


def state(store: Store, user: User | None = None, **filters: Any) -> ExemplarsState:
    made = ExemplarsState(desk(store, JUNE, user), Words("vi"))
    made.open(**filters)
    return made


def names(shown: ExemplarsState) -> list[str]:
    return [row[1] for row in shown.rows]


def test_a_row_has_its_code_and_one_cell_a_column(garden: Store) -> None:
    put(garden, "Nguyễn Thị Hoa", birth="1980", post="Giáo viên")
    shown = state(garden, columns=("name", "unit", "field", "step", "day", "born", "post"))

    assert shown.columns == ["name", "unit", "field", "step", "day", "born", "post"]
    assert shown.rows == [
        [
            *("T1-2017-001", "Nguyễn Thị Hoa", "T1", ["toan_dien"]),
            *("discovered", "01/03/2017", "1980", "Giáo viên"),
        ]
    ]
    assert shown.summary["count"] == "1 điển hình"
    assert shown.base == "?page=exemplar"


def test_people_stand_by_given_name_unless_another_order_is_asked_for(garden: Store) -> None:
    for name, day in (("Lê Văn Út", "03"), ("Vũ Thị An", "01"), ("Đỗ Minh Đức", "02")):
        put(garden, name, discovered_on=f"{day}/03/2017")
    shown = state(garden)
    by_name = names(shown)
    shown.order("-day")

    assert by_name == ["Vũ Thị An", "Đỗ Minh Đức", "Lê Văn Út"]
    assert names(shown) == ["Lê Văn Út", "Đỗ Minh Đức", "Vũ Thị An"]
    assert shown.query["sort"] == "-day"


def test_a_unit_is_filtered_with_its_sub_units(garden: Store) -> None:
    put(garden, "Vũ Thị An", unit="T1")
    put(garden, "Lê Văn Út", unit="T3")
    shown = state(garden, unit="P1")

    assert names(shown) == ["Vũ Thị An"]
    assert shown.choices["unit"] == [
        ["SO", "Sở Giáo dục", 0],
        ["T2", "Trường Thủy Nguyên (đến 01/05/2017)", 1],
        ["T3", 'Trường <b onclick="x()">Ba</b> & Bốn', 1],
        ["T9", "Trường Thủy Nguyên mới", 1],
        ["P1", "Phòng Quế Võ", 1],
        ["T1", "Trường Tiểu học Đồng Tháp", 2],
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"q": "vu an"}, ["Vũ Thị An"]),
        ({"kind": "model"}, ["Vườn treo"]),
        ({"step": "selected"}, ["Vườn treo"]),
        ({"registration": "draft", "kind": "person"}, ["Vũ Thị An"]),
        ({"phase": "B"}, []),
        ({"phase": "A", "year": "2017"}, ["Vũ Thị An", "Vườn treo"]),
        ({"standing": "stopped"}, ["Lê Văn Út"]),
        ({"standing": "all"}, ["Vũ Thị An", "Vườn treo", "Lê Văn Út"]),
        ({"field": "toan_dien"}, ["Vũ Thị An", "Vườn treo"]),
    ],
)
def test_filters_leave_out_the_others_and_stand_in_the_address(
    garden: Store, filters: dict[str, str], found: list[str]
) -> None:
    put(garden, "Vũ Thị An")
    gone = put(garden, "Lê Văn Út")
    model = put(garden, "Vườn treo", kind="model")
    here = desk(garden, JUNE)
    lifeline.stop(here, exemplar=gone.id, version=gone.version, reason="Chuyển ngành")
    lifeline.select(here, exemplar=model.id, version=model.version, form={"on": "01/04/2017"})
    told: dict[str, Any] = {**filters}
    shown = state(garden, **told)

    assert sorted(names(shown)) == sorted(found)
    assert {name: value for name, value in shown.query.items() if value} == filters
    assert shown.summary["filtered"]


def test_an_unknown_filter_is_left_out_and_told(garden: Store) -> None:
    put(garden, "Vũ Thị An")
    shown = state(garden, field="khong_co", unit="XYZ", year="1999")

    assert names(shown) == ["Vũ Thị An"]
    assert shown.notice["kind"] == "warning"
    assert not any(shown.query.values())


def test_pages_follow_one_another_without_gap_and_beyond_the_last_is_the_last(
    garden: Store,
) -> None:
    for number in range(PAGE + 3):
        put(garden, f"Tổ {number:03}", kind="team")
    shown = state(garden)
    first, paging = names(shown), shown.paging
    shown.turn(2)
    second = names(shown)
    shown.turn(9)

    assert [*first, *second] == [f"Tổ {number:03}" for number in range(PAGE + 3)]
    assert names(shown) == second
    assert paging == {"at": 1, "last": 2, "text": "1–50 trong 53"}
    assert shown.query["p"] == 2


def test_a_filter_shows_the_first_page_again(garden: Store) -> None:
    for number in range(PAGE + 1):
        put(garden, f"Tổ {number:03}", kind="team")
    shown = state(garden, p=2)
    shown.filter("to", stalled=False, **dict.fromkeys(("unit", "kind", "step"), ""))

    assert shown.paging["at"] == 1


def test_chosen_columns_keep_the_lists_order_and_outlive_a_visit(garden: Store) -> None:
    put(garden, "Vũ Thị An")
    shown = state(garden)
    shown.choose(("post", "code"))
    address = shown.query["columns"]
    shown.open()

    assert address == "name,code,post"
    assert shown.columns == ["name", "code", "post"]


def test_unit_coordinator_sees_the_own_unit_and_its_sub_units_only(garden: Store) -> None:
    put(garden, "Vũ Thị An", unit="T1")
    put(garden, "Lê Văn Út", unit="T3")
    shown = state(garden, COORDINATOR)

    assert names(shown) == ["Vũ Thị An"]
    assert [unit[0] for unit in shown.choices["unit"]] == ["P1", "T1"]
    assert shown.summary["writes"]


def test_leader_reads_and_may_not_write(garden: Store) -> None:
    put(garden, "Vũ Thị An")
    shown = state(garden, a_user(Role.LEADER), view="new")

    assert names(shown) == ["Vũ Thị An"]
    assert not shown.summary["writes"]
    assert shown.entry == {}


def test_list_takes_as_many_statements_for_fifty_as_for_one(garden: Store) -> None:
    def cost() -> int:
        shown = state(garden)
        with statements_of(garden) as statements:
            shown.open(kind="team", q="to")
        return len(statements)

    put(garden, "Tổ 000", kind="team")
    cost()  # how often the words of a search occur is asked once
    few = cost()
    for number in range(1, PAGE):
        put(garden, f"Tổ {number:03}", kind="team")

    assert cost() == few


def test_what_is_filtered_is_what_is_downloaded(garden: Store) -> None:
    put(garden, "Vũ Thị An")
    put(garden, "Vườn treo", kind="model")
    shown = state(garden, kind="model")
    given: list[tuple[str, bytes]] = []
    shown.deliver = lambda name, _mime, data: given.append((name, data))
    shown.made(shown.job()(lambda _: None, lambda: False))

    [(name, data)] = given
    assert name.endswith(".xlsx")
    assert data.startswith(b"PK")
    assert name in shown.notice["text"]
