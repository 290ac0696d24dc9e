"""The funnel's workbook: live sums that agree, what may be chosen, and its printed pages."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import a_unit
from tests.exchange.funnel_cases import FACTS, ON, PLAN, STEPS, UNITS, P, a_source, figures
from tests.exchange.summary_cases import (
    MADE,
    many_units,
    office,
    pages,
    row_of,
    values,
)
from tests.exemplars import a_field
from toolkit.domain.exemplar import ExemplarKind
from toolkit.exchange.funnel import write_funnel
from toolkit.rules.funnel import FunnelFact, FunnelFigures, added, funnel_figures
from toolkit.words import Words

VI = Words("vi")


def _written(folder: Path, figures: FunnelFigures) -> Path:
    out = folder / "bieu.xlsx"
    write_funnel(figures, out, words=VI)
    return out


def _row(cells: dict[str, Any], label: str) -> list[Any]:
    return row_of(cells, label, 10)


def test_units_stand_under_their_kind_and_all_is_added_up(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, figures()))
    assert _row(cells["Biểu 2"], "Đơn vị V1")[:3] == [13, 7, 5]
    assert _row(cells["Biểu 2"], "Loại so")[:3] == [7, 6, 5]
    assert _row(cells["Biểu 2"], "TỔNG CỘNG")[:3] == [20, 13, 10]
    assert _row(cells["Biểu 2a"], "TỔNG CỘNG")[:3] == [14, 12, 10]
    assert _row(cells["Biểu 2b"], "TỔNG CỘNG")[:3] == [6, 1, 0]


def test_units_whose_codes_are_the_same_number_are_told_apart(tmp_path: Path) -> None:
    """To SUMIFS the texts "01" and "1" are equal: a unit is found by its rows, not by its code."""
    cells = values(_written(tmp_path, figures()))["Biểu 2"]
    assert [_row(cells, f"Đơn vị {code}")[0] for code in ("01", "1", "S9")] == [5, 2, 0]


def test_kind_counts_each_exemplar_once_and_fields_count_it_in_each(tmp_path: Path) -> None:
    cells = values(_written(tmp_path, figures()))
    table = cells["Biểu 3"]
    assert _row(table, "Cá nhân")[0] == 16
    assert _row(table, "Mô hình")[0] == 4
    assert _row(table, "TỔNG CỘNG") == _row(cells["Biểu 2"], "TỔNG CỘNG")
    assert [_row(table, name)[0] for name in ("Lĩnh vực dat", "Lĩnh vực nuoc")] == [9, 3]
    names = [value for place, value in table.items() if place[0] == "B"]
    assert names.count("Toàn diện") == len(ExemplarKind)


@pytest.mark.office
def test_choosing_kind_and_phase_adds_up_anew(tmp_path: Path, soffice: str) -> None:
    out = _written(tmp_path, figures())
    book = load_workbook(out)
    sheet = book["Tra cứu"]
    assert sheet["B3"].value == "Mọi loại"
    sheet["B3"], sheet["B5"] = "Cá nhân", "Giai đoạn 1"
    book.save(tmp_path / "chosen.xlsx")
    cells = values(office(soffice, tmp_path / "chosen.xlsx", "xlsx"))["Tra cứu"]
    assert _row(cells, "TỔNG CỘNG") == list(added(FACTS, kind=P, phase="1"))


def test_choices_are_the_names_of_the_data(tmp_path: Path) -> None:
    book = load_workbook(_written(tmp_path, figures()))
    sheet = book["Tra cứu"]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        letter, last = re.findall(r"\$([A-Z]+)\$(\d+)$", rule.formula1)[0]
        offered[str(rule.sqref)] = {
            sheet[f"{letter}{row}"].value for row in range(1, int(last) + 1)
        }
    rows = list(book["Dữ liệu"].iter_rows(min_row=5, values_only=True))
    for place, column in (("B3", 3), ("B4", 4), ("B5", 5)):
        assert {row[column] for row in rows} <= offered[place]


def test_fields_of_one_name_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    plan = replace(PLAN, fields=(a_field("a", name="Đất"), a_field("b", name="đất")))
    facts = [FunnelFact("V1", P, code, "1", STEPS) for code in ("", "a", "b")]
    figures = funnel_figures(plan, UNITS, facts, as_known_on=ON, made_at=MADE)
    names = {row[4] for row in _rows(_written(tmp_path, figures))}
    assert names == {"Mọi lĩnh vực", "Đất", "đất (b)"}


def _rows(file: Path) -> list[tuple[Any, ...]]:
    return list(load_workbook(file)["Dữ liệu"].iter_rows(min_row=5, values_only=True))


def test_unit_named_like_a_formula_is_text(tmp_path: Path) -> None:
    out = _written(tmp_path, figures(units=(a_unit("V1", name="=1+1"),)))
    for sheet in load_workbook(out).worksheets:
        found = [c for row in sheet.iter_rows() for c in row if c.value == "=1+1"]
        assert [cell.data_type for cell in found if cell.data_type == "f"] == []


def test_unit_in_no_list_that_has_exemplars_comes_last_by_its_code() -> None:
    made = figures(units=UNITS[:1])
    assert [each.unit.code for each in made.units] == ["V1", "01", "1"]
    assert added(made.facts) == added(FACTS)


@pytest.mark.office
def test_printed_pages_have_heads_signatures_and_no_hashes(tmp_path: Path, soffice: str) -> None:
    units = many_units(60)
    facts = [FunnelFact(unit.code, P, "", "1", tuple(n * 100 for n in STEPS)) for unit in units]
    out = _written(tmp_path, figures(facts, units))
    text = pages(office(soffice, out, "pdf"))
    assert [page for page in text if "###" in page] == []
    book = load_workbook(out)
    for name in ("Biểu 2", "Biểu 2a", "Biểu 3"):
        mine = [page for page in text if re.search(rf"{name} – Mã số liệu", page)]
        assert len(mine) == len(book[name].row_breaks) + 1
        assert [page for page in mine if "Phát hiện" not in page] == []
    last = [page for page in text if "Biểu 2 – Mã số liệu" in page][-1]
    assert [words for words in ("TỔNG CỘNG", "NGƯỜI LẬP BIỂU") if words not in last] == []


def test_equal_figures_have_equal_fingerprints() -> None:
    assert figures().fingerprint == figures().fingerprint
    assert figures().fingerprint != figures(FACTS[1:]).fingerprint


def test_sources_name_every_exemplar_with_all_that_it_counts_in(tmp_path: Path) -> None:
    in_both = [date(2017, 5, 2), date(2019, 3, 1)]
    taken = (a_source("A", *in_both, fields=("dat", "nuoc")), a_source("B", date(2010, 1, 1)))
    made = funnel_figures(PLAN, UNITS, FACTS, as_known_on=ON, made_at=MADE, sources=taken)
    out = _written(tmp_path, made)
    [row] = load_workbook(out)["Nguồn"].iter_rows(min_row=5, values_only=True)
    assert row[4:6] == (
        "Mọi lĩnh vực; Lĩnh vực dat; Lĩnh vực nuoc",
        "Giai đoạn 1; Giai đoạn 2",
    )
    assert (row[7], row[9].date(), row[-1]) == ("A", in_both[0], "id-A")
    links = [row[-1] for row in _rows(out) if row[0] == "V1" and row[3] == "Cá nhân"]
    assert {"'Nguồn'!A5:A5" in link for link in links} == {True}
