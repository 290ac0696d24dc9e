"""Summary 6: what its workbook tells, that its formulas agree, and how it prints."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import a_kind, a_unit
from tests.exchange.summary_cases import (
    MADE,
    ON,
    TWO_PHASES,
    forgotten,
    formulas,
    many_units,
    office,
    pages,
    values,
)
from toolkit.domain.unit import Unit
from toolkit.errors import Cancelled
from toolkit.exchange.overall import overall_name, write_overall
from toolkit.rules.overall import Counted, OverallFigures, overall_figures
from toolkit.rules.timeliness import Tally
from toolkit.words import Words

VI = Words("vi")
PLAN = replace(
    TWO_PHASES, blocs=(a_kind("K1", name="Khối 1"), a_kind("K2", name="Khối *"), a_kind("K3"))
)
UNITS = (
    a_unit("V1", bloc="K1"),
    a_unit("V2", bloc="K2", name="=1+1"),
    a_unit("S1", kind="so", bloc="K2"),
    a_unit("S2", kind="so"),
)
STEPS = (9, 7, 5, 4, 2, 2, 1, 1, 1, 0)
COUNTED = {
    "V1": Counted({"1": Tally(4, 2, 1, 1), "2": Tally(2, 2, 0, 0)}, STEPS),
    "S1": Counted({"1": Tally(3, 0, 3, 0)}, STEPS, {"media": 5, "issue": 1}, {"state": 2}),
    "S2": Counted(activities={"nurturing": 7}, awards={"unit": 1, "ministry": 1}),
}


def _figures(
    counted: Mapping[str, Counted] = COUNTED, units: Iterable[Unit] = UNITS
) -> OverallFigures:
    return overall_figures(PLAN, units, counted, as_known_on=ON, made_at=MADE)


def _many(count: int) -> OverallFigures:
    units = [replace(unit, bloc="K1") for unit in many_units(count)]
    counted = {unit.code: COUNTED["S1"] for unit in units}
    return _figures(counted, units)


def _written(folder: Path, figures: OverallFigures) -> Path:
    out = folder / "bieu.xlsx"
    write_overall(figures, out, words=VI)
    return out


def _row(cells: dict[str, Any], label: str) -> list[Any]:
    """All that stands to the right of the label in the second column."""
    row = next(place[1:] for place, value in cells.items() if place[0] == "B" and value == label)
    letters = "CDEFGHIJKLMNOPQRSTUVWXYZ"
    return [cells.get(f"{letter}{row}") for letter in letters]


def _agree(kept: Any, reckoned: Any) -> bool:
    if isinstance(kept, int | float) and isinstance(reckoned, int | float):
        return abs(kept - reckoned) < 1e-9
    return bool(kept == reckoned)


@pytest.mark.office
@pytest.mark.parametrize("case", ["four units", "nothing", "many"])
def test_every_value_kept_is_what_libreoffice_reckons(
    case: str, tmp_path: Path, soffice: str
) -> None:
    made = {"four units": _figures(), "nothing": _figures({}, ()), "many": _many(60)}[case]
    out = _written(tmp_path, made)
    kept, asked = values(out), formulas(out)
    reckoned = values(office(soffice, forgotten(out), "xlsx"))
    differing = [
        (sheet, place, text, kept[sheet].get(place), reckoned[sheet].get(place))
        for sheet, cells in asked.items()
        for place, text in cells.items()
        if not _agree(kept[sheet].get(place), reckoned[sheet].get(place))
    ]
    assert differing == []
    assert sum(map(len, asked.values())) > (100 if case == "four units" else 50)


def test_units_kinds_and_blocs_add_up_to_the_same_total(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, _figures()))
    total = [9, 4, 4, 1, pytest.approx(800 / 9), *(2 * each for each in STEPS)]
    total += [7, 0, 5, 0, 0, 1, 1, 1, 2]
    for sheet in ("Biểu 6a", "Biểu 6b", "Biểu 6c"):
        assert _row(cells[sheet], "TỔNG CỘNG") == total


def test_rows_tell_units_by_kind_and_blocs_by_name(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, _figures()))
    assert _row(cells["Biểu 6c"], "Đơn vị V1")[:5] == [6, 4, 1, 1, pytest.approx(500 / 6)]
    assert _row(cells["Biểu 6c"], "=1+1")[:6] == [0, 0, 0, 0, "–", 0]
    assert _row(cells["Biểu 6a"], "Loại so")[:4] == [3, 0, 3, 0]
    assert _row(cells["Biểu 6b"], "Khối *")[:4] == [3, 0, 3, 0]
    assert _row(cells["Biểu 6b"], "Ngoài khối, cụm")[15:] == [7, 0, 0, 0, 0, 0, 1, 1, 0]


def test_cover_tells_key_figures_and_both_phases(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, _figures()))["Biểu 6"]
    labels: dict[Any, str] = {}
    for place, value in cells.items():
        labels.setdefault(value, place)

    def above(label: str) -> Any:
        place = labels[label]
        return cells[f"{place[0]}{int(place[1:]) - 1}"]

    assert above("Đơn vị tham gia") == 4
    assert above("Báo cáo đến hạn") == 9
    assert above("Tỷ lệ báo cáo (%)") == pytest.approx(800 / 9)
    assert above("Điển hình đăng ký") == 10
    assert above("Lượt khen thưởng") == 4
    row = labels["Giai đoạn 1"][1:]
    assert [cells[f"{letter}{row}"] for letter in "EFGH"] == [7, 2, 4, 1]


def test_no_table_holds_a_number_that_is_not_a_formula(tmp_path: Path) -> None:
    out = _written(tmp_path, _figures())
    asked, kept = formulas(out), values(out)
    for sheet in ("Biểu 6a", "Biểu 6b", "Biểu 6c"):
        numbers = {
            place
            for place, value in kept[sheet].items()
            if isinstance(value, int | float) and place[0] != "A"
        }
        assert numbers - set(asked[sheet]) == set()


def test_properties_and_names_tell_programs_what_it_is(tmp_path: Path) -> None:
    figures = _figures()
    book = load_workbook(_written(tmp_path, figures))
    told = {each.name: each.value for each in book.custom_doc_props.props}
    assert (told["kind"], told["language"]) == ("summary-6", "vi")
    assert told["fingerprint"] == figures.fingerprint
    assert book.defined_names["gs_khoa"].attr_text == "'Dữ liệu'!$A$4:$D$8"
    assert book.defined_names["gs_so_lieu"].attr_text == "'Dữ liệu'!$E$4:$AE$8"
    assert overall_name(figures, VI) == "Bieu-6-so-ket-tong-ket_08-KH-THU_20191001.xlsx"


def test_equal_figures_have_equal_fingerprints() -> None:
    assert _figures().fingerprint == _figures().fingerprint
    fewer = {code: each for code, each in COUNTED.items() if code != "S2"}
    assert _figures().fingerprint != _figures(fewer).fingerprint


def test_who_is_in_no_list_comes_last_and_counts() -> None:
    figures = _figures({**COUNTED, "X9": Counted({"9": Tally(1, 1, 0, 0)})})
    assert [each.unit.code for each in figures.units] == ["V1", "V2", "S1", "S2", "X9"]
    assert figures.total[:12] == (7, 2, 4, 1, 2, 2, 0, 0, 1, 1, 0, 0)


@pytest.mark.office
def test_cover_is_two_pages_with_heads_and_signatures_and_charts_four(
    tmp_path: Path, soffice: str
) -> None:
    text = pages(office(soffice, _written(tmp_path, _many(60)), "pdf"))
    cover = [page for page in text if re.search(r"^ *Biểu 6 – Mã số liệu", page, re.MULTILINE)]
    charts = [page for page in text if "Biểu đồ – Mã số liệu" in page]
    assert (len(cover), len(charts)) == (2, 4)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cover[0]
    assert "Lượt khen thưởng" in cover[0]
    assert [words for words in ("NGƯỜI LẬP BIỂU", "đóng dấu") if words not in cover[1]] == []
    assert [page for page in text if "###" in page] == []


def test_a_making_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "bieu.xlsx"
    with pytest.raises(Cancelled):
        write_overall(_many(200), out, words=VI, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []
