"""Two summaries held against each other: what changed, in which rows, by which records."""

import io
from datetime import date

import openpyxl
import pytest

from tests.actions.test_lifeline import registered
from tests.actions.test_reports import send
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.actions.compare import compare_days, compare_files
from toolkit.actions.summaries import SUMMARIES, make_summary
from toolkit.errors import Cancelled, FaultyFile, Refused
from toolkit.exchange.comparing import Told
from toolkit.words import Words

VI = Words("vi")
BEFORE, AFTER = date(2017, 4, 3), date(2017, 4, 10)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def test_a_figure_that_changed_leads_to_its_row_and_its_record(desk_for: DeskFor) -> None:
    send(desk_for(coordinator("T2"), date(2017, 4, 5)))
    found = compare_days(desk_for(a_user(), AFTER), kind=1, first=BEFORE, second=AFTER, words=VI)
    assert [(each.label, each.before, each.after, each.rows) for each in found.changed] == [
        ("Chậm", 0, 1, 1),
        ("Chưa báo cáo", 2, 1, 1),
    ]
    (row,) = found.rows
    assert (row.key[0], row.key[4], found.count) == ("T2", "1", 1)
    assert row.cells == (Told("Chậm", 0, 1), Told("Chưa báo cáo", 1, 0))
    assert [each.change for each in row.cells] == [1, -1]
    (source,) = row.sources
    assert {each.label: each.after for each in source.cells} == {
        "Gửi lần đầu": date(2017, 4, 5),
        "Trạng thái": "Đã gửi",
        "Kết quả": "Chậm",
    }
    assert (found.before.known_on, found.after.known_on) == (BEFORE, AFTER)


@pytest.mark.parametrize("kind", SUMMARIES)
def test_the_same_day_twice_shows_no_change_in_any_kind(kind: int, desk_for: DeskFor) -> None:
    registered(desk_for(on=AFTER))
    desk = desk_for(a_user(), AFTER)
    found = compare_days(desk, kind=kind, first=AFTER, second=AFTER, words=VI)
    assert (found.changed, found.rows, found.count) == ((), (), 0)
    assert found.totals


@pytest.mark.parametrize("kind", [2, 6])
def test_totals_count_each_exemplar_once(kind: int, desk_for: DeskFor) -> None:
    registered(desk_for(on=AFTER))
    desk = desk_for(a_user(), AFTER)
    found = compare_days(desk, kind=kind, first=BEFORE, second=AFTER, words=VI)
    totals = {each.label: (each.before, each.after) for each in found.changed}
    assert totals["Phát hiện"] == (0, 1)


def test_a_step_leads_to_its_exemplar_in_every_field_that_it_counts_in(desk_for: DeskFor) -> None:
    one = registered(desk_for(on=AFTER))
    found = compare_days(desk_for(a_user(), AFTER), kind=2, first=BEFORE, second=AFTER, words=VI)
    fields = {row.key[4] for row in found.rows}
    assert len(fields) == 1 + len(one.scope)
    assert "Mọi lĩnh vực" in fields
    assert {source.record for row in found.rows for source in row.sources} == {one.id}


def test_two_files_are_compared_by_what_they_hold(desk_for: DeskFor) -> None:
    send(desk_for(coordinator("T2"), AFTER))
    desk = desk_for(a_user(), AFTER)
    name, data = make_summary(desk, kind=6, words=VI)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Dữ liệu"]["E5"] = 41
    out = io.BytesIO()
    book.save(out)
    found = compare_files((name, data), ("sửa.xlsx", out.getvalue()))
    assert [each.after for each in found.rows[0].cells] == [41]
    assert found.rows[0].lines == (5, 5)


def test_two_kinds_are_not_compared(desk_for: DeskFor) -> None:
    desk = desk_for(a_user(), AFTER)
    files = [make_summary(desk, kind=kind, words=VI) for kind in (1, 2)]
    with pytest.raises(FaultyFile) as fault:
        compare_files(files[0], files[1])
    assert [each.key for each in fault.value.problems] == ["comparing.other_kind"]


def test_a_workbook_that_does_not_say_where_its_data_stand_is_told(desk_for: DeskFor) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    ours = make_summary(desk_for(a_user(), AFTER), kind=1, words=VI)
    with pytest.raises(FaultyFile) as fault:
        compare_files(("lạ.xlsx", out.getvalue()), ours)
    assert fault.value.values["name"] == "lạ.xlsx"
    assert [each.key for each in fault.value.problems] == ["comparing.no_data"]


def test_comparing_stops_when_asked_and_asks_for_the_right(desk_for: DeskFor) -> None:
    desk = desk_for(a_user(), AFTER)
    with pytest.raises(Cancelled):
        compare_days(desk, kind=6, first=BEFORE, second=AFTER, words=VI, cancelled=lambda: True)
    with pytest.raises(Refused):
        compare_days(
            desk_for(coordinator("T2"), AFTER), kind=6, first=BEFORE, second=AFTER, words=VI
        )
