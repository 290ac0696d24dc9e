"""Rows of other people's lists: on record already, not one's own, hidden, faulty, hostile."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.exchange.foreign_books import book
from tests.foreign import FOUND, HEAD, TODAY, faults, listed, look, on_record, states, take
from toolkit.actions.exemplars import discover
from toolkit.domain.user import Role
from toolkit.errors import Refused


def test_who_is_on_record_already_is_not_added_again(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    form = {"name": "Trần Thị Hoà", "discovered_on": "01/03/2017", "birth": "1985"}
    known = discover(desk, kind="person", unit="T2", form=form)
    data = listed(
        [1, "Trần Thị Hòa", 1985, "T2"], [2, "Lê Mẫu", 1979, "T2"], [3, "Lê Mẫu", 1979, "T2"]
    )

    seen = look(desk, data)
    line = take(desk, data)

    assert states(seen) == ["here", "new", "here"]
    assert [row.like for row in seen.rows] == [known.code, "", "#8"]
    assert [(note.key, note.line) for note in line.notes] == [
        ("foreign.row_here", 7),
        ("foreign.row_here", 9),
    ]
    assert len(on_record(desk)) == 2


def test_who_may_be_on_record_must_be_decided(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    form = {"name": "Trần Thị Hoà", "discovered_on": "01/03/2017"}
    discover(desk, kind="person", unit="PGD", form=form)
    data = listed([1, "Trần Thị Hòa", 1985, "T2"])

    undecided = look(desk, data)
    decided = {how: look(desk, data, answers=replace(FOUND, likely=how)) for how in ("skip", "add")}
    alone = look(desk, data, answers=replace(FOUND, rows={7: "add"}))

    assert (undecided.verdict, states(undecided)) == ("refused", ["likely"])
    assert [(each.what, each.rows) for each in undecided.questions] == [("likely", 1)]
    assert {how: states(seen) for how, seen in decided.items()} == {
        "skip": ["here"],
        "add": ["new"],
    }
    assert (alone.verdict, states(alone)) == ("accepted", ["new"])


def test_unit_coordinator_brings_rows_of_their_own_unit_alone(desk_for: DeskFor) -> None:
    desk = desk_for(coordinator("T2"), TODAY)
    data = listed([1, "Trần Hòa", 1985, "T2"], [2, "Lê Mẫu", 1979, "PGD"])

    assert faults(look(desk, data)) == [("foreign.not_your_unit", "D8")]
    assert take(desk, data).verdict == "refused"
    assert on_record(desk) == []


def test_who_may_write_no_exemplars_may_bring_no_list(desk_for: DeskFor) -> None:
    desk = desk_for(a_user(Role.LEADER), TODAY)
    with pytest.raises(Refused):
        look(desk, listed([1, "Trần Hòa", 1985, "T2"]))


def test_the_same_file_twice_changes_nothing(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    data = listed([1, "Trần Hòa", 1985, "T2"])

    assert [take(desk, data).verdict for _ in range(2)] == ["accepted", "duplicate"]
    assert len(on_record(desk)) == 1


def test_hidden_rows_are_asked_about(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    data = listed([1, "Trần Hòa", 1985, "T2"], [2, "Lê Mẫu", 1979, "T2"], hidden=(8,))

    assert faults(look(desk, data)) == [("foreign.hidden_row", "")]
    assert states(look(desk, data, answers=replace(FOUND, hidden="take"))) == ["new", "new"]
    assert states(look(desk, data, answers=replace(FOUND, hidden="leave"))) == ["new", "left"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ([1, None, 1985, "T2"], ("blocker.lacks.name", "B7")),
        ([1, "Trần Hòa", "31/02/1985", "T2"], ("blocker.date_unreadable", "C7")),
        ([1, "Trần Hòa", 1850, "T2"], ("blocker.birth_too_old", "C7")),
        ([1, date(2017, 5, 4), 1985, "T2"], ("foreign.date_in_text", "B7")),
        ([1, "Trần Hòa", "#N/A", "T2"], ("foreign.error_cell", "C7")),
        ([1, "=B1", 1985, "T2"], ("foreign.uncalculated", "B7")),
        ([1, "Trần Hòa" * 40, 1985, "T2"], ("blocker.too_long", "B7")),
    ],
)
def test_faulty_cell_is_named(desk_for: DeskFor, row: list[Any], fault: tuple[str, str]) -> None:
    seen = look(desk_for(on=TODAY), listed(row, [2, "Lê Mẫu", 1979, "T2"]))

    assert faults(seen)[0] == fault
    assert states(seen) == ["faulty", "new"]


def test_text_that_looks_like_a_command_comes_in_as_text(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    take(desk, "STT,Họ và tên,Đơn vị\n1,=cmd|' /C calc'!A0,T2\n".encode())

    assert [each.name for each in on_record(desk)] == ["=cmd|' /C calc'!A0"]


def test_dates_that_an_american_excel_has_swapped_are_told(desk_for: DeskFor) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị")
    data = listed(
        [1, "Trần Hòa", date(1985, 4, 3), "T2"], [2, "Lê Mẫu", "25/03/1979", "T2"], head=head
    )

    assert [each.key for each in look(desk_for(on=TODAY), data).problems] == ["foreign.dates_mixed"]


def test_year_of_birth_under_nam_or_nu_tells_the_sex(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    take(
        desk,
        book(
            [
                ["STT", "Họ và tên", "Năm sinh", None, "Đơn vị"],
                [None, None, "Nam", "Nữ", None],
                [1, "Trần Hòa", None, 1985, "T2"],
                [2, "Lê Mẫu", 1979, None, "T2"],
            ]
        ),
    )

    assert [(each.birth_year, each.sex) for each in on_record(desk)] == [
        (1985, "female"),
        (1979, "male"),
    ]


def test_answers_that_name_nothing_there_is_are_refused(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    hostile = replace(
        FOUND,
        unit="X",
        field="mars",
        columns={"Họ và tên": "password"},
        values={("unit", "T2"): "ADMIN", ("code", "T2"): "T2"},
    )
    seen = look(desk, listed([1, "Trần Hòa", 1985, "T2"]), answers=hostile)

    assert seen.verdict == "refused"
    assert {each.values["value"] for each in seen.problems if each.values} >= {
        *("X", "mars", "password", "ADMIN", "T2")
    }


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\x03\x04 broken", b"<html></html>"])
def test_file_that_is_no_list_is_refused_with_a_line_of_the_ledger(
    desk_for: DeskFor, data: bytes
) -> None:
    desk = desk_for(on=TODAY)
    line = take(desk, data)

    assert line.verdict == "refused"
    assert [problem.key.partition(".")[0] for problem in line.problems] == ["table_file"]


def test_list_in_tcvn3_comes_on_record_in_unicode_and_shows_what_it_was(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    head = ["STT", "Hä vµ tªn", "N¨m sinh", "§¬n vÞ"]
    data = book([head, [1, "TrÇn ThÞ Hoµ", 1985, "Tr­êng Hai"]], font=".VnTime")
    seen = look(desk, data)
    take(desk, data)

    assert ("TrÇn ThÞ Hoµ", "Trần Thị Hoà") in [(each.before, each.after) for each in seen.legacy]
    assert [(each.name, each.unit) for each in on_record(desk)] == [("Trần Thị Hoà", "T2")]


def test_import_that_falls_over_leaves_everything_as_it_was(
    desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_for(on=TODAY)
    head = (*HEAD, "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành")
    row = [1, "Trần Hòa", 1985, "T2", "Giấy khen", "7/QĐ", "20/10/2017", "Phòng Giáo dục"]

    def fall(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("toolkit.actions.foreign_lists.record", fall)
    with pytest.raises(MemoryError):
        take(desk, listed(row, head=head), answers=replace(FOUND, award_type="merit"))

    assert on_record(desk) == []
    with desk.store.reading() as q:
        assert (q.received().total, q.matches("persons")) == (0, {})


def test_names_called_ong_or_ba_lose_that_and_tell_the_sex(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    take(desk, listed([1, "Ông Lê Văn Mẫu", 1979, "T2"], [2, "Bà Trần Hòa", 1985, "T2"]))

    assert [(each.name, each.sex) for each in on_record(desk)] == [
        ("Lê Văn Mẫu", "male"),
        ("Trần Hòa", "female"),
    ]


def test_family_name_ong_stays_where_others_are_not_called_so(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    rows = [[2, "Lê Mẫu"], [3, "Trần Hòa"], [4, "Vũ Thử"]]
    take(desk, listed([1, "Ông Cao Thắng", 1979, "T2"], *([*row, 1980, "T2"] for row in rows)))

    assert "Ông Cao Thắng" in [each.name for each in on_record(desk)]


def test_column_of_thousands_of_unknown_words_is_told_and_costs_little(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    data = listed(*([n, f"Người thứ {n}", 1980, f"Trường Haii {n}"] for n in range(1, 3001)))
    seen = look(desk, data)

    assert (seen.verdict, len(seen.undecided)) == ("refused", 3000)
    assert sum(bool(each.proposals) for each in seen.undecided) == 500
