"""Workbooks of lists: what each row tells, live totals, room to sign, and where rows come from."""

import re
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.exchange.list_cases import (
    KNOWN,
    PLAN,
    STAMP,
    VI,
    a_line,
    a_model,
    persons,
    section,
    written,
)
from tests.exchange.summary_cases import forgotten, formulas, office, pages, values
from tests.exemplars import a_nurturing, a_person, a_replication, an_exemplar
from toolkit.domain.activity import Activity, Award, AwardType, Commendation
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.proof import Proof
from toolkit.errors import Cancelled
from toolkit.exchange.lists import (
    ACTIVITIES,
    CHOICES,
    COLLECTIVES,
    MODELS,
    PERSONS,
    Known,
    Section,
    activity_line,
    exemplar_line,
    filtered,
    list_name,
    write_list,
)
from toolkit.exchange.official.paper import paragraphs, pieces

FORMS = {"persons": PERSONS, "collectives": COLLECTIVES, "models": MODELS, "acts": ACTIVITIES}


def _column(file: Path, sheet: str, letter: str) -> list[object]:
    found = values(file)[sheet]
    return [found[place] for place in found if re.fullmatch(rf"{letter}\d+", place)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_columns_of_an_official_list_fill_one_page_width_unscaled(form: object) -> None:
    assert isinstance(form, type(PERSONS))
    assert form.scale == 100
    assert sum(form.widths) == pytest.approx(249.48)


def test_list_of_every_column_is_still_one_page_wide() -> None:
    form = filtered(CHOICES)
    assert sum(form.widths) * form.scale / 100 <= 249.48


def test_person_is_told_as_the_forms_ask() -> None:
    one = a_person(birth_date=date(1980, 5, 4), post="Chuyên viên", unit="B2")
    award = Activity(
        unit="B2",
        on=date(2018, 6, 5),
        title="Khen",
        detail=Commendation(award=Award.MINISTER_CERTIFICATE, type=AwardType.MERIT),
        proofs=(Proof(paper_number="12/QĐ-BTNMT", paper_date=date(2018, 6, 1)),),
    )
    known = replace(KNOWN, awards={one.id: [award]})
    assert exemplar_line(one, PERSONS, known).cells == (
        *("Nguyễn Văn An", "Nam", date(1980, 5, 4), "Chuyên viên", "Phòng Tổng hợp", "Sở Hai"),
        *("Lĩnh vực dat", "Bằng khen của Bộ trưởng (QĐ số 12/QĐ-BTNMT ngày 01/06/2018)"),
        *("Giải quyết hồ sơ nhanh.", "A1-2017-001"),
    )


def test_birth_known_by_its_year_alone_stays_a_year() -> None:
    assert exemplar_line(a_person(), PERSONS, KNOWN).cells[2] == 1980


def test_activity_tells_what_its_kind_asks_and_for_whom() -> None:
    line = activity_line(a_replication(), {"E1": a_model()}, KNOWN)
    assert line.cells[:5] == (
        *("01/05/2017", "Áp dụng", "Đơn vị áp dụng: Sở Hai; Rút còn ba bước.; 12 xã", "Cục Một"),
        "Mô hình một cửa (A1-2017-001)",
    )


def test_rows_are_numbered_under_their_section_and_empty_sections_left_out(tmp_path: Path) -> None:
    parts = [
        section("Tập thể", COLLECTIVES, ()),
        section(
            "Hộ gia đình",
            COLLECTIVES,
            [an_exemplar(ExemplarKind.HOUSEHOLD, name=name) for name in ("Hộ A", "Hộ B")],
        ),
    ]
    numbers = _column(written(tmp_path, COLLECTIVES, parts), "Danh sách", "A")
    assert numbers[numbers.index("(1)") + 1 :][:3] == ["I. Hộ gia đình", 1, 2]


@pytest.mark.office
@pytest.mark.parametrize("count", [0, 3])
def test_every_value_kept_is_what_libreoffice_reckons(
    count: int, tmp_path: Path, soffice: str
) -> None:
    models = [a_model(code=f"A1-2017-{place}") for place in range(count)]
    out = written(tmp_path, MODELS, [section("Theo lĩnh vực", MODELS, models)])
    kept, asked = values(out), formulas(out)
    reckoned = values(office(soffice, forgotten(out), "xlsx"))
    assert [
        (sheet, place, kept[sheet].get(place), reckoned[sheet].get(place))
        for sheet, cells in asked.items()
        for place in cells
        if kept[sheet].get(place) != reckoned[sheet].get(place)
    ] == []
    told = [kept["Danh sách"][place] for place in asked["Danh sách"]]
    assert told == (["Tổng cộng: 3", 361.5, 900] if count else ["Tổng cộng: 0"])


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "@x", "-2", '<r>a</r> & "b"'])
def test_text_of_a_record_never_becomes_a_formula(text: str, form: object, tmp_path: Path) -> None:
    assert isinstance(form, type(PERSONS))
    out = written(tmp_path, form, [Section(text, [a_line(form, text)])])
    live = [
        cell.value
        for sheet in load_workbook(out).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert [
        made for made in live if not re.match(r"=(SUM|\"Tổng cộng: \"&COUNT|HYPERLINK)", made)
    ] == []
    shown = {str(each).strip() for each in _column(out, "Danh sách", "C")}
    assert text in shown


def test_source_row_leads_to_its_row_and_names_the_record(tmp_path: Path) -> None:
    one = a_model()
    out = written(tmp_path, MODELS, [section("Theo lĩnh vực", MODELS, [one, one])])
    cells, asked = values(out), formulas(out)
    assert [cells["Nguồn"][f"{letter}5"] for letter in "ABCDGH"] == [
        *(2, "A1-2017-001", "Mô hình một cửa", "A1", "M1"),
        0,
    ]
    row = re.search(r"!A(\d+)", asked["Nguồn"]["A5"])
    assert row is not None
    assert cells["Danh sách"][f"A{row[1]}"] == 2


def test_source_row_is_as_high_as_its_text_so_that_nothing_is_cut_on_paper(
    tmp_path: Path,
) -> None:
    long = a_model(
        name="Mô hình tổ tự quản thu gom rác thải nhựa trên bãi biển của các hộ dân ven biển"
    )
    out = written(tmp_path, MODELS, [section("", MODELS, [long, a_model()])])
    sheet = load_workbook(out)["Nguồn"]

    heights = [sheet.row_dimensions[row].height for row in (4, 5)]
    assert sheet["C4"].alignment.wrap_text
    assert heights[0] > heights[1]


def test_totals_have_room_for_the_label_and_group_their_thousands(tmp_path: Path) -> None:
    out = written(tmp_path, MODELS, [section("", MODELS, [a_model(), a_model()])])
    sheet = load_workbook(out)["Danh sách"]
    (total,) = (cell for cell in sheet["B"] if str(cell.value).startswith('="Tổng cộng'))
    (row,) = sheet.iter_rows(min_row=total.row, max_row=total.row)

    assert f"B{total.row}:C{total.row}" in sheet.merged_cells
    summed = [cell.number_format for cell in row if str(cell.value).startswith("=SUM")]
    assert len(summed) == 2
    assert all("#,##0.0" in each for each in summed)


def test_model_has_its_summary_of_achievements_with_long_texts_whole(tmp_path: Path) -> None:
    story = " ".join(f"từ{place}" for place in range(2000))
    out = written(tmp_path, MODELS, [section("", MODELS, [a_model(summary=story)])])
    labels = _column(out, "Tóm tắt thành tích", "A")
    assert "1. Mô hình một cửa (A1-2017-001) – Cục Một" in labels
    assert "Kinh phí (triệu đồng)" in labels
    texts = " ".join(map(str, _column(out, "Tóm tắt thành tích", "B")))
    assert story in texts
    book = load_workbook(out)["Tóm tắt thành tích"]
    assert max(each.height or 0 for each in book.row_dimensions.values()) < 409


def test_long_text_goes_on_in_the_row_below_and_is_counted_once(tmp_path: Path) -> None:
    story = " ".join(f"từ{place}" for place in range(900))
    people = [a_person(summary=story), a_person("Trần Bình")]
    out = written(tmp_path, PERSONS, [section("", PERSONS, people)])
    told = " ".join(map(str, _column(out, "Danh sách", "J")))
    assert story in told
    assert "Tổng cộng: 2" in _column(out, "Danh sách", "B")


@pytest.mark.parametrize("most", [1, 2, 5])
@pytest.mark.parametrize("text", ["", "một", "a b " * 50, "dài" * 80, "một\nhai\n" * 20])
def test_pieces_of_a_text_fit_and_lose_nothing(text: str, most: int) -> None:
    parts = pieces(text, 20, 10, most)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert max(paragraphs(part, 20, 10) for part in parts) <= most


@pytest.mark.office
@pytest.mark.parametrize("count", [3, 13, 40])
def test_signatures_stand_whole_under_the_last_rows_and_heads_on_every_page(
    count: int, tmp_path: Path, soffice: str
) -> None:
    out = written(tmp_path, PERSONS, [section("Điển hình", PERSONS, persons(count))])
    laid = len(load_workbook(out)["Danh sách"].row_breaks) + 1
    text = pages(office(soffice, out, "pdf"))
    found = [page for page in text if "DANH SÁCH CÁ NHÂN ĐIỂN HÌNH TIÊN TIẾN – Mã số" in page]
    assert len(found) == laid
    block = (f"Tổng cộng: {count}", "Ghi chú", "NGƯỜI LẬP BIỂU", "VỤ TRƯỞNG", "đóng dấu")
    assert [words for words in block if words not in found[-1]] == []
    assert [page for page in found if "(10)" not in page] == []
    assert [page for page in text if "###" in page] == []
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found[0]


def test_every_row_down_to_the_signatures_has_the_height_that_pages_reckon_with(
    tmp_path: Path,
) -> None:
    """Rows without a cell lose their height on a sheet that goes straight to disk."""
    out = written(tmp_path, PERSONS, [section("Điển hình", PERSONS, persons(3))])
    sheet = load_workbook(out)["Danh sách"]
    empty = [row[0].row for row in sheet.iter_rows() if not any(cell.value for cell in row)]
    assert len(empty) == 8
    assert [row for row in empty if sheet.row_dimensions[row].height is None] == []


def test_filtered_list_says_what_it_leaves_out_and_can_be_filtered_on(tmp_path: Path) -> None:
    form = filtered({"code", "name", "unit", "no such"})
    assert [column.key for column in form.columns] == ["code", "name", "unit"]
    stamp = replace(STAMP, filters="Chỉ gồm: Cá nhân.")
    out = written(tmp_path, form, [section("", form, persons(2))], stamp=stamp)
    cells = values(out)["Danh sách"]
    assert "Chỉ gồm: Cá nhân." in cells.values()
    book = load_workbook(out)["Danh sách"]
    top, last = re.findall(r"\d+", str(book.auto_filter.ref))
    assert (cells[f"C{top}"], cells[f"C{last}"]) == ("(3)", "Nguyễn Văn An 1")


def test_ten_times_the_rows_take_hardly_more_memory(tmp_path: Path) -> None:
    """What is kept of a row is its height."""
    form = filtered({"name", "code"})
    one = a_person()
    peaks = []
    for count in (100, 500, 5_000):  # the first one fills the caches
        tracemalloc.start()
        written(tmp_path, form, [section("", form, [one] * count)], count=count)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] - peaks[1] < 4_500 * 50


def test_cancelled_list_leaves_nothing_behind(tmp_path: Path) -> None:
    shares: list[float] = []
    with pytest.raises(Cancelled):
        write_list(
            PERSONS,
            [section("", PERSONS, persons(500))],
            tmp_path / "ds.xlsx",
            stamp=STAMP,
            count=500,
            words=VI,
            progress=shares.append,
            cancelled=lambda: len(shares) > 20,
        )
    assert list(tmp_path.iterdir()) == []
    assert shares == sorted(shares)


def test_file_is_named_after_list_plan_and_day() -> None:
    assert list_name(MODELS, STAMP, VI) == "Danh-sach-mo-hinh_KH_20191001.xlsx"


def test_unit_field_and_day_that_nobody_knows_are_told_as_they_are() -> None:
    known = Known(PLAN, VI)
    line = exemplar_line(an_exemplar(fields=("gone",)), MODELS, known)
    assert line.cells[1:3] == ("A1", "gone")
    assert activity_line(a_nurturing(until=date(2017, 5, 3)), {}, known).cells[0] == (
        "01/05/2017 – 03/05/2017"
    )
