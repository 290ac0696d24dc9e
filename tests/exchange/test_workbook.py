"""The workbook that a unit fills in: what it tells, takes, locks and hides."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from tests.builders import a_unit
from tests.exchange.workbook_cases import (
    FIELDS,
    MADE,
    MODEL,
    PERSON,
    RECORDS,
    contents,
    nothing,
    opened,
    rows,
)
from toolkit.domain.exemplar import Registration
from toolkit.domain.workbook import Sheet
from toolkit.exchange.workbook.form import FORMS, HIDDEN, LISTS
from toolkit.exchange.workbook.write import workbook_name

TARGETS, REPORT, PEOPLE, DONE = (
    "Kế hoạch và chỉ tiêu",
    "Báo cáo nhiệm vụ",
    "Điển hình",
    "Hoạt động",
)
NAMES = {Sheet.TARGETS: TARGETS, Sheet.REPORTS: REPORT, Sheet.EXEMPLARS: PEOPLE}
NAMES[Sheet.ACTIVITIES] = DONE


def test_sheets_stand_in_their_order_and_two_are_hidden() -> None:
    book = opened()

    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("Hướng dẫn", "visible"),
        (TARGETS, "visible"),
        (REPORT, "visible"),
        (PEOPLE, "visible"),
        (DONE, "visible"),
        ("Danh mục", "visible"),
        (LISTS, "hidden"),
        (HIDDEN, "veryHidden"),
    ]


def test_very_hidden_sheet_tells_template_plan_unit_period_and_each_record() -> None:
    kept = [[cell.value for cell in row] for row in opened()[HIDDEN].iter_rows()]

    assert [tuple(row[:2]) for row in kept[:9]] == [
        ("template", "guong-sang/don-vi"),
        ("template_version", "1"),
        ("language", "vi"),
        ("plan", "KH"),
        ("plan_version", "2"),
        ("unit", "A1"),
        ("period", "2018-H2"),
        ("made_at", MADE.isoformat()),
        ("known_at", MADE.isoformat()),
    ]
    assert [tuple(row) for row in kept[9:]] == [
        ("sheet", "key", "id", "version"),
        ("targets", "2018/person/", "T1", "2"),
        ("reports", "1.1/once", "O1", "0"),
        ("reports", "1.2/once", "O2", "4"),
        ("exemplars", "A1-2017-001", "E1", "3"),
        ("exemplars", "A1-2017-002", "E2", "1"),
        *(
            ("activities", f"H{place}", f"H{place}", "2" if place == 1 else "1")
            for place in range(1, 8)
        ),
    ]


@pytest.mark.parametrize("sheet", Sheet)
def test_each_sheet_has_hidden_keys_and_names_and_its_heads(sheet: Sheet) -> None:
    page, form = opened()[NAMES[sheet]], FORMS[sheet]

    assert [cell.value for cell in page[5]] == ["@key", *(each.name for each in form.columns)]
    assert page.row_dimensions[5].hidden
    assert page.column_dimensions["A"].hidden
    assert [cell.value for cell in page[7]][1:] == [
        f"({place})" for place in range(1, len(form.columns) + 1)
    ]
    assert all(page.cell(6, place + 2).value for place in range(len(form.columns)))


def test_exemplar_is_told_by_names_with_its_fourth_and_fifth_field_in_one_cell() -> None:
    first, second, *room = rows(opened()[PEOPLE])

    assert first == {
        "@key": "A1-2017-001",
        "code": "A1-2017-001",
        "name": "Nguyễn Văn An",
        "kind": "Cá nhân",
        "scope_1": "Lĩnh vực dat",
        "scope_2": "Lĩnh vực nuoc",
        "scope_3": "Lĩnh vực khi",
        "scope_4": "Lĩnh vực bien; Lĩnh vực rung",
        "discovered_on": datetime(2017, 3, 1),  # noqa: DTZ001 -- cells know no zone
        "summary": "Giải quyết hồ sơ nhanh.",
        "birth": 1980,
        "sex": "Nam",
        "workplace": "Phòng Tổng hợp",
        "registration": "Chưa gửi",
        "step": "Phát hiện",
    }
    assert (second["scope_1"], second["cost"], "birth" in second) == ("Toàn diện", 0, False)
    assert [row for row in room if row] == []


def test_activities_name_their_exemplars_and_what_their_kind_asks() -> None:
    told = {row["@key"]: row for row in rows(opened()[DONE])}

    assert [told["H1"][f"exemplars_{part}"] for part in (1, 2, 3, 4)] == [
        "A1-2017-001 – Nguyễn Văn An",
        "A1-2017-002 – Mô hình một cửa",
        "A1-2017-003",
        "A1-2017-004; A1-2017-005",
    ]
    assert told["H1"]["choice"] == "Đào tạo, tập huấn"
    assert (told["H2"]["taker"], told["H2"]["told"]) == ("B2 – Sở Hai", "Rút còn ba bước.")
    assert (told["H3"]["outlet"], told["H3"]["choice"]) == ("Báo A", "Báo điện tử")
    assert (told["H4"]["guests"], told["H4"]["told"]) == ("B2: 12; C3: 3", "Gọn")
    assert (told["H5"]["outlet"], told["H5"]["told"]) == ("Cục", "Gọn hơn")
    assert (told["H6"]["choice"], told["H6"]["type"]) == ("Giấy khen", "Công trạng")
    assert (told["H6"]["paper_number"], told["H6"]["paper_issuer"]) == ("12/QĐ", "Bộ")
    assert (told["H7"]["choice"], told["H7"]["told"]) == ("Nghiêm trọng", "Thêm người")


def test_report_takes_a_row_for_each_number_with_the_rest_merged_over_them() -> None:
    page = opened()[REPORT]

    assert [(row["@key"], row.get("asked")) for row in rows(page)] == [
        ("1.1/once#ca_nhan", "Số ca_nhan"),
        ("1.1/once#kinh_phi", "Số kinh_phi (nếu có)"),
        ("1.2/once", None),
    ]
    assert {str(each) for each in page.merged_cells.ranges} == {
        f"{letter}8:{letter}9" for letter in "BCDEHIJKLM"
    }


def test_what_a_report_cannot_be_sent_without_is_coloured_while_it_is_blank() -> None:
    (rule,) = opened()[REPORT].conditional_formatting

    assert str(rule.sqref) == "G8 H8"
    assert [each.type for each in rule.rules] == ["containsBlanks"]


def test_targets_stand_for_every_kind_and_field_with_a_live_difference() -> None:
    page = opened()[TARGETS]
    told = rows(page)

    assert len(told) == 4 * (2 + len(FIELDS))
    assert told[0] == {
        "@key": "2018/person/",
        "year": 2018,
        "kind": "Cá nhân",
        "field": "Chung cho mọi lĩnh vực",
        "count": 4,
        "reached": 1,
        "missing": '=IF(E8="","",MAX(E8-F8,0))',
    }
    assert told[1]["@key"] == "2018/person/toan_dien"
    assert "count" not in told[1]


def test_text_like_a_formula_stays_text_in_every_sheet() -> None:
    evil = "=cmd|' /C calc'!A0"
    person = replace(PERSON, name=evil, summary="=1+1", post="@SUM(1)", contact="+84 90")
    activity = replace(RECORDS.activities[0], title='=HYPERLINK("x")', place="-1+2")
    unit = a_unit("A1", name="=1+1")
    records = replace(RECORDS, exemplars=(person, MODEL), activities=(activity,))
    book = opened(records, unit=unit)

    told = rows(book[PEOPLE])[0]
    assert (told["name"], told["summary"], told["post"], told["contact"]) == (
        evil,
        "=1+1",
        "@SUM(1)",
        "+84 90",
    )
    formulas = {
        (page.title, re.sub(r"\d+", "", cell.coordinate))
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {(TARGETS, "G"), (LISTS, "E")}


def test_sheets_print_on_a4_across_with_heads_repeated_and_a_footer() -> None:
    book = opened()
    for page in book.worksheets[:6]:
        setup = page.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert setup.fitToHeight == 0
        assert page.oddFooter.left.text == "A1 – 6 tháng cuối năm 2018 – biểu mẫu phiên bản 1"
        assert page.oddFooter.right.text == "Trang &P/&N"
    wide = {page.title: page.page_setup.fitToWidth or 1 for page in book.worksheets[:6]}
    assert [name for name, pages in wide.items() if pages == 2] == [PEOPLE, DONE, "Danh mục"]
    assert {book[name].print_title_rows for name in NAMES.values()} == {"$6:$7"}
    assert book[PEOPLE].print_title_cols == "$B:$C"
    assert [book[name].freeze_panes for name in NAMES.values()] == ["D8"] * 4


def test_workbook_of_a_unit_that_has_nothing_still_asks_for_targets_and_has_room() -> None:
    book = opened(nothing())

    assert book[REPORT]["B8"].value == "Kỳ này đơn vị không có báo cáo nào phải gửi."
    assert [row for row in rows(book[PEOPLE]) if row] == []
    assert len(rows(book[TARGETS])) == 4 * (2 + len(FIELDS))


def test_returned_registration_tells_the_ministrys_remark() -> None:
    returned = replace(PERSON, registration=Registration.RETURNED, note="Thiếu số liệu.")
    told = rows(opened(replace(RECORDS, exemplars=(returned,)))[PEOPLE])[0]

    assert (told["registration"], told["note"]) == ("Trả lại", "Thiếu số liệu.")


def test_file_is_named_after_unit_and_period() -> None:
    edition = contents().edition

    assert workbook_name(edition, "ĐCKS") == "Bieu-mau_DCKS_2018-H2.xlsx"
    assert workbook_name(edition, "STNMT-01/2") == "Bieu-mau_STNMT-01-2_2018-H2.xlsx"
