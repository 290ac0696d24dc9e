"""What the cells of a unit's workbook take, and which of them are locked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook as Opened
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import a_phase
from tests.exchange.test_workbook import DONE, NAMES, PEOPLE, REPORT, TARGETS
from tests.exchange.workbook_cases import (
    FIELDS,
    PLAN,
    an_edition,
    contents,
    opened,
)
from tests.exemplars import a_field
from toolkit.domain.workbook import Sheet
from toolkit.exchange.workbook.choices import choices_of
from toolkit.exchange.workbook.form import ACTIVITIES, EXEMPLARS, FORMS, LISTS, REPORTS, SheetForm
from toolkit.words import LANGUAGES


def test_report_is_locked_once_it_is_sent() -> None:
    page = opened()[REPORT]
    filled = [place for place, column in enumerate(REPORTS.columns, 2) if not column.ours]

    assert {page.cell(8, place).protection.locked for place in filled} == {False}
    assert {page.cell(10, place).protection.locked for place in filled} == {True}


def test_sheets_are_protected_yet_rows_can_be_sorted_filtered_and_added() -> None:
    for page in opened().worksheets:
        lock = page.protection
        assert lock.sheet, page.title
        if page.title in NAMES.values():
            allowed = (lock.sort, lock.autoFilter, lock.insertRows, lock.deleteRows)
            assert allowed == (False, False, False, False), page.title  # not forbidden
            assert page["B6"].protection.locked
            assert page["B2"].protection.locked


@pytest.mark.parametrize(("name", "form"), [(PEOPLE, EXEMPLARS), (DONE, ACTIVITIES)])
def test_whole_rows_are_open_on_sheets_that_grow_so_that_they_can_be_sorted(
    name: str, form: SheetForm
) -> None:
    page = opened()[name]
    first = [cell for cell in page[8] if cell.value is not None]
    last = get_column_letter(len(form.columns) + 1)

    assert {cell.protection.locked for cell in first} == {False}
    for letter in ("A", "B", "C", last):
        assert page.column_dimensions[letter].protection.locked is False, letter
    assert page.auto_filter.ref.startswith("A7:")


def test_columns_of_ours_take_nothing_that_is_typed() -> None:
    page = opened()[PEOPLE]
    guarded = [
        column.name for column in EXEMPLARS.columns if column.ours and column.field != "code"
    ]
    refused = [
        name
        for name in guarded
        if _check(page, name).type == "custom" and _check(page, name).formula1 == "FALSE"
    ]

    assert refused == guarded == ["registration", "step", "note"]
    assert 'LEFT(B8,1)="M"' in _check(page, "code").formula1


def test_drop_downs_show_named_lists_that_hold_every_choice() -> None:
    book = opened()
    people, done = book[PEOPLE], book[DONE]
    asked = {
        "kind": _check(people, "kind"),
        "scope": _check(people, "scope_2"),
        "unit": _check(done, "taker"),
    }

    assert {name: each.formula1 for name, each in asked.items()} == {
        "kind": "DM_exemplar_kind",
        "scope": "DM_scope",
        "unit": "DM_unit",
    }
    assert _named(book, "DM_scope") == ["Toàn diện", *(f"Lĩnh vực {code}" for code in FIELDS)]
    assert _named(book, "DM_unit") == ["A1 – Cục Một", "B2 – Sở Hai", "C3 – Viện Ba"]
    assert _named(book, "DM_exemplar_kind") == ["Cá nhân", "Tập thể", "Mô hình", "Hộ gia đình"]


def test_sheet_of_lists_tells_where_it_leaves_units_out() -> None:
    left_out = opened(edition=an_edition(more_units=True))["Danh mục"]["B4"].value

    assert left_out.endswith("Chỉ liệt kê 3 đơn vị; đơn vị khác thì ghi mã.")
    assert "Chỉ liệt kê" not in opened()["Danh mục"]["B4"].value


def test_dependent_drop_downs_choose_a_run_of_cells_and_nothing_is_indirect() -> None:
    book = opened()

    assert _check(book[DONE], "choice").formula1 == (
        "INDEX(CT_gia_tri,MATCH($B8,CT_loai,0)):"
        "INDEX(CT_gia_tri,MATCH($B8,CT_loai,0)+COUNTIF(CT_loai,$B8)-1)"
    )
    kinds, values = _named(book, "CT_loai"), _named(book, "CT_gia_tri")
    runs = [kind for place, kind in enumerate(kinds) if place == 0 or kinds[place - 1] != kind]
    assert runs == ["Bồi dưỡng", "Tuyên truyền", "Khen thưởng", "Vấn đề nảy sinh"]
    assert [v for k, v in zip(kinds, values, strict=True) if k == "Vấn đề nảy sinh"] == [
        "Nhẹ",
        "Vừa",
        "Nghiêm trọng",
    ]
    steps = list(zip(_named(book, "BM_buoc"), _named(book, "BM_tiep_theo"), strict=True))
    assert [following for taken, following in steps if taken == "Lựa chọn"] == [
        "Gửi đăng ký với Bộ",
        "Sơ kết",
        "Tổng kết",
        "Giới thiệu dự Hội nghị",
    ]
    formulas = [str(each.formula1) for page in book.worksheets for each in _checks(page)]
    assert [each for each in formulas if "INDIRECT" in each or len(each) > 255] == []


def test_new_exemplars_can_be_chosen_for_activities() -> None:
    book = opened()
    shown = book[LISTS]["E1"].value

    assert "INDEX('Điển hình'!$B:$B,ROW()+7)" in shown
    assert "INDEX('Điển hình'!$C:$C,ROW()+7)" in shown
    assert book[LISTS]["E202"].value == shown
    assert "COUNTA('Điển hình'!$C$8:$C$209)" in book.defined_names["DM_exemplar"].attr_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_check_with_a_note_and_a_message_that_programs_show_whole(
    language: str,
) -> None:
    book = opened(language=language)
    titles = {sheet: book.worksheets[place].title for place, sheet in enumerate(Sheet, 1)}
    for sheet in (Sheet.EXEMPLARS, Sheet.ACTIVITIES):
        asked = _checks(book[titles[sheet]])
        assert len(asked) == len(FORMS[sheet].columns)
    for page in book.worksheets:
        for each in _checks(page):
            assert each.showErrorMessage
            assert 0 < len(each.error) <= 255
            assert 0 < len(each.errorTitle) <= 32
            assert 0 < len(each.prompt) <= 255
            assert 0 < len(each.promptTitle) <= 32


def test_days_must_lie_in_the_plan_and_numbers_in_their_bounds() -> None:
    book = opened()
    found, count = _check(book[PEOPLE], "discovered_on"), _checks(book[TARGETS])[0]

    assert (found.type, found.operator, found.formula1, found.formula2) == (
        "date",
        None,  # between
        "42736",
        "44196",
    )
    assert found.error == "Hãy ghi ngày/tháng/năm, từ 01/01/2017 đến 31/12/2020."
    assert (count.type, count.formula1, count.formula2) == ("whole", "0", "1000")
    assert count.error == "Hãy ghi số nguyên từ 0 đến 1.000."


def test_papers_may_be_a_year_older_than_a_plan_that_begins_on_a_leap_day() -> None:
    plan = replace(PLAN, phases=(a_phase(starts=date(2020, 2, 29), ends=date(2021, 12, 31)),))
    edition = replace(contents().edition, plan=plan)
    paper = _check(opened(edition=edition)[DONE], "paper_date")

    assert paper.formula1 == "43525"  # 01/03/2019


def test_room_for_200_exemplars_and_300_activities_is_checked_and_ruled() -> None:
    book = opened()

    assert str(_check(book[PEOPLE], "kind").sqref) == "D8:D709"
    assert str(_check(book[DONE], "kind").sqref) == "B8:B814"
    assert book[PEOPLE].auto_filter.ref == "A7:AB209"
    assert book[DONE].auto_filter.ref == "A7:X314"
    ruled = {str(rule.sqref) for rule in book[PEOPLE].conditional_formatting}
    assert "B8:AB209" in ruled


def test_name_with_a_semicolon_can_stand_among_others_in_one_cell() -> None:
    edition = contents().edition
    plan = replace(edition.plan, fields=(a_field("a", name="Đất; nước"),))
    assert choices_of(plan, (), edition.words).lists["scope"]["a"] == "Đất, nước"


def _checks(page: Worksheet) -> list[DataValidation]:
    return list(page.data_validations.dataValidation)


def _check(page: Worksheet, name: str) -> DataValidation:
    """The check on the column that the hidden row calls so."""
    letter = next(cell.column_letter for cell in page[5] if cell.value == name)
    (found,) = (each for each in _checks(page) if str(each.sqref).startswith(f"{letter}8"))
    return found


def _named(book: Opened, name: str) -> list[str]:
    """What the cells of a named range hold."""
    return list(_cells(book, book.defined_names[name].attr_text))


def _cells(book: Opened, area: str) -> Iterator[str]:
    sheet, _, cells = area.partition("!")
    for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]:
        yield cell.value
