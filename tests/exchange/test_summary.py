"""The workbook of summary 1: its figures, where they come from, and what is left when stopped."""

import hashlib
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import a_plan, a_unit
from tests.exchange.summary_cases import (
    FIVE_UNITS,
    MADE,
    ON,
    TWO_PHASES,
    facts,
    figures,
    forgotten,
    formulas,
    lived,
    many_units,
    office,
    values,
)
from toolkit.errors import Cancelled
from toolkit.exchange.summary import file_name, write_summary
from toolkit.exchange.units import read_units
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.rules.figures import SummaryFigures, summary_figures
from toolkit.rules.timeliness import tally
from toolkit.words import Words

VI = Words("vi")
FIVE = ["expected", "on_time", "late", "missing"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of five units under a plan of two phases."""
    out = tmp_path_factory.mktemp("small") / "bieu.xlsx"
    write_summary(figures(), out, words=VI)
    return out


def _row(cells: dict[str, Any], label: str) -> int:
    """The row whose second column says so, counted from 1."""
    names = {value: int(place[1:]) for place, value in cells.items() if place[0] == "B"}
    return names[label]


def _real() -> SummaryFigures:
    units, _ = read_units(resource("units/monre-2016.csv").read_bytes(), "monre-2016.csv")
    plan = load_plan(resource("plans/monre-2016-2020.toml"))
    return figures(plan, [row.unit for row in units], date(2020, 6, 30))


def _agree(kept: Any, reckoned: Any) -> bool:
    if isinstance(kept, int | float) and isinstance(reckoned, int | float):
        return abs(kept - reckoned) < 1e-9
    return bool(kept == reckoned)


@pytest.mark.office
@pytest.mark.parametrize("case", ["five units", "no obligation", "144 units"])
def test_every_value_kept_is_what_libreoffice_reckons(
    case: str, tmp_path: Path, soffice: str
) -> None:
    made = {
        "five units": figures,
        "no obligation": lambda: figures(a_plan(paper=None), ()),
        "144 units": _real,
    }[case]()
    out = tmp_path / "bieu.xlsx"
    write_summary(made, out, words=VI)
    kept, asked = values(out), formulas(out)
    reckoned = values(office(soffice, forgotten(out), "xlsx"))
    differing = [
        (sheet, place, text, kept[sheet].get(place), reckoned[sheet].get(place))
        for sheet, cells in asked.items()
        for place, text in cells.items()
        if not _agree(kept[sheet].get(place), reckoned[sheet].get(place))
    ]
    assert differing == []
    assert sum(map(len, asked.values())) > (1000 if case == "144 units" else 10)


def test_total_row_is_the_tally_of_all_obligations(small: Path) -> None:
    cells = values(small)["Biểu 1"]
    row = _row(cells, "TỔNG CỘNG")
    whole = tally(lived(TWO_PHASES, FIVE_UNITS), ON)
    shown = [cells[f"{letter}{row}"] for letter in "CDEF"]
    assert shown == [getattr(whole, name) for name in FIVE]
    assert cells[f"G{row}"] == pytest.approx((whole.rate or 0) * 100)
    assert cells[f"H{row}"] == pytest.approx((whole.on_time_rate or 0) * 100)


@pytest.mark.parametrize(("phase", "letters"), [("1", "IJKL"), ("2", "NOPQ")])
def test_columns_of_a_phase_are_the_tally_of_its_obligations(
    phase: str, letters: str, small: Path
) -> None:
    cells = values(small)["Biểu 1"]
    row = _row(cells, "TỔNG CỘNG")
    whole = tally((each for each in lived(TWO_PHASES, FIVE_UNITS) if each.phase == phase), ON)
    assert [cells[f"{letter}{row}"] for letter in letters] == [getattr(whole, n) for n in FIVE]


def test_units_stand_under_their_kind_with_its_sub_total(small: Path) -> None:
    cells = values(small)["Biểu 1"]
    first = _row(cells, "Loại vu")
    names = [cells[f"B{row}"] for row in range(first, first + 6)]
    numbers = [cells.get(f"A{row}") for row in range(first, first + 6)]
    assert names == ["Loại vu", "Đơn vị V2", "Loại so", "Đơn vị S1", "=1+1", "TỔNG CỘNG"]
    assert numbers == ["I", 1, "II", 1, 2, None]
    asked = formulas(small)["Biểu 1"]
    assert asked[f"I{first + 2}"] == f"=SUM(I{first + 3}:I{first + 4})"
    assert asked[f"I{first + 5}"] == f"=SUM(I{first},I{first + 2})"


def test_row_of_numbers_tells_how_each_column_follows_from_others(small: Path) -> None:
    cells = values(small)["Biểu 1"]
    row = next(int(place[1:]) for place, value in cells.items() if value == "A")
    letters = "ABCDEFGHIJKLMNOPQR"
    rules = [str(cells[f"{letter}{row}"]).replace("\n", "") for letter in letters]
    assert rules == [
        *("A", "B", "1=7+12", "2=8+13", "3=9+14", "4=10+15", "5=(2+3):1", "6=2:1"),
        *("7", "8", "9", "10", "11=(8+9):7", "12", "13", "14", "15", "16=(13+14):12"),
    ]


def test_figure_of_a_unit_leads_to_its_rows_and_they_to_its_reports(small: Path) -> None:
    asked, cells = formulas(small), values(small)
    row = _row(cells["Biểu 1"], "Đơn vị S1")
    data, sources = cells["Dữ liệu"], cells["Nguồn"]
    rows = [place[1:] for place, code in data.items() if place[0] == "A" and code == "S1"]
    first = [place for place in rows if data[f"D{place}"] == "Giai đoạn 1"]
    assert asked["Biểu 1"][f"I{row}"] == f"=SUM('Dữ liệu'!G{first[0]}:G{first[-1]})"
    for place in rows:
        reports = asked["Dữ liệu"][f"H{place}"].split("!")[1].split(",")[0].replace("$", "")
        start, end = (int(part[1:]) for part in reports.split(":"))
        counted = {(sources[f"A{at}"], sources[f"D{at}"]) for at in range(start, end + 1)}
        assert counted == {("S1", data[f"E{place}"])}


def test_source_row_tells_all_about_one_report(small: Path) -> None:
    cells = values(small)["Nguồn"]
    first = lived(TWO_PHASES, FIVE_UNITS)[0]
    row = next(int(place[1:]) for place, value in cells.items() if value == first.id)
    told = [cells.get(f"{letter}{row}") for letter in "ABCDEFGHIJ"]
    assert told[:6] == ["V2", "Đơn vị V2", "V1", "1.1", "NV 1.1", "Cả giai đoạn"]
    assert [day.date() for day in told[6:8] if day] == [first.due, first.due - timedelta(days=3)]
    assert told[8:] == ["Đã tiếp nhận", "Đúng hạn"]


def test_task_sheets_carry_every_task_of_each_phase(small: Path) -> None:
    book = load_workbook(small)
    names = ["Biểu 1", "Biểu 1a", "Biểu 1b", "Biểu đồ", "Hướng dẫn đọc", "Dữ liệu", "Nguồn"]
    assert book.sheetnames == names
    heads = {
        cell.value
        for name in ("Biểu 1a", "Biểu 1b")
        for row in book[name].iter_rows(max_row=8)
        for cell in row
    }
    assert {"1.1. NV 1.1", "1.2. NV 1.2", "2.1. NV 2.1", "2.2. NV 2.2"} < heads


def test_task_that_a_unit_does_not_have_is_crossed(small: Path) -> None:
    cells = values(small)["Biểu 1b"]
    row = _row(cells, "Đơn vị V2")
    assert [cells[f"{letter}{row}"] for letter in "CDEFG"] == ["x"] * 5


def test_unit_named_like_a_formula_or_markup_is_text(tmp_path: Path) -> None:
    names = ["=1+1", "<r><t>x</t></r>", "+SUM(A1)", "@x", 'a & b < "c"']
    units = [a_unit(f"U{place}", name=name) for place, name in enumerate(names)]
    write_summary(figures(units=units), tmp_path / "b.xlsx", words=VI)
    cells = values(tmp_path / "b.xlsx")
    for sheet in ("Biểu 1", "Biểu 1a", "Dữ liệu", "Nguồn"):
        shown = {str(value).strip() for place, value in cells[sheet].items() if place[0] == "B"}
        assert set(names) <= shown
    asked = formulas(tmp_path / "b.xlsx")["Biểu 1"]
    book = load_workbook(tmp_path / "b.xlsx")["Biểu 1"]
    assert [place for place in asked if place[0] == "B" and book[place].data_type == "f"] == []


def test_every_cell_is_in_times_new_roman(small: Path) -> None:
    book = load_workbook(small)
    fonts = {
        cell.font.name for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    }
    assert fonts == {"Times New Roman"}
    with zipfile.ZipFile(small) as parts:
        assert b"<scheme" not in parts.read("xl/styles.xml")


def test_properties_tell_plan_day_and_fingerprint(small: Path) -> None:
    book = load_workbook(small)
    assert book.properties.title == "BIỂU TỔNG HỢP TIẾN ĐỘ THỰC HIỆN KẾ HOẠCH"
    told = {each.name: each.value for each in book.custom_doc_props.props}
    assert told == {
        "plan": "08/KH-THỬ",
        "plan_version": 1,
        "as_known_on": "2019-10-01",
        "made_at": "2019-10-02T09:30:00+07:00",
        "fingerprint": figures().fingerprint,
        "kind": "summary-1",
        "language": "vi",
    }


def test_same_figures_make_the_same_file_to_the_last_byte(small: Path, tmp_path: Path) -> None:
    write_summary(figures(), tmp_path / "again.xlsx", words=VI)
    first, second = (
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (small, tmp_path / "again.xlsx")
    )
    assert first == second


def test_plan_without_reports_due_yet_shows_dashes(tmp_path: Path) -> None:
    early = figures(on=date(2017, 1, 10))
    write_summary(early, tmp_path / "b.xlsx", words=VI)
    cells = values(tmp_path / "b.xlsx")["Biểu 1"]
    row = _row(cells, "TỔNG CỘNG")
    assert [cells[f"{letter}{row}"] for letter in "CDEFGH"] == [0, 0, 0, 0, "–", "–"]


def test_english_words_fill_the_same_sheets(tmp_path: Path) -> None:
    write_summary(figures(), tmp_path / "b.xlsx", words=Words("en"))
    cells = values(tmp_path / "b.xlsx")
    assert list(cells)[:2] == ["Table 1", "Table 1a"]
    assert cells["Table 1"][f"B{_row(cells['Table 1'], 'TOTAL')}"] == "TOTAL"


def test_file_is_named_after_plan_and_day() -> None:
    assert file_name(figures(), VI) == "Bieu-1-tien-do_08-KH-THU_20191001.xlsx"


def test_progress_never_goes_back_and_ends_at_one(tmp_path: Path) -> None:
    told: list[float] = []
    write_summary(
        figures(units=many_units(40)), tmp_path / "b.xlsx", words=VI, progress=told.append
    )
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 20


@pytest.mark.parametrize("asked", [0, 1, 10, 40, 70, 75])
def test_stopping_leaves_nothing_and_spares_the_file_that_was_there(
    asked: int, tmp_path: Path
) -> None:
    out = tmp_path / "b.xlsx"
    out.write_bytes(b"before")
    times = iter(range(1000))
    made = figures(units=many_units(40))
    with pytest.raises(Cancelled):
        write_summary(made, out, words=VI, cancelled=lambda: next(times) >= asked)
    assert list(tmp_path.iterdir()) == [out]
    assert out.read_bytes() == b"before"


def test_folder_that_is_not_there_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_summary(figures(), tmp_path / "none" / "b.xlsx", words=VI)
    assert list(tmp_path.iterdir()) == []


def test_extra_obligations_of_a_task_no_longer_in_the_plan_still_add_up(tmp_path: Path) -> None:
    rows = facts(lived(TWO_PHASES, FIVE_UNITS), FIVE_UNITS)
    rows += [replace(rows[0], obligation="X", phase="0", task="0.1")]
    made = summary_figures(TWO_PHASES, FIVE_UNITS, rows, as_known_on=ON, made_at=MADE)
    write_summary(made, tmp_path / "b.xlsx", words=VI)
    cells = values(tmp_path / "b.xlsx")["Biểu 1"]
    whole = tally(lived(TWO_PHASES, FIVE_UNITS), ON).expected + 1
    assert cells[f"C{_row(cells, 'TỔNG CỘNG')}"] == whole
