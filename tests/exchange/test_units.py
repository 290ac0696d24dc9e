"""Lists of units are read however they were saved: CSV and workbooks of many makes."""

import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.builders import a_kind, a_plan
from tests.exchange.unit_lists import HEAD, PAIR, PAIR_BOOK, PAIR_CSV, a_book, units_of
from toolkit.exchange.units import check_units, read_units


@pytest.mark.parametrize(
    "data",
    [
        PAIR_CSV.encode(),
        PAIR_CSV.encode("utf-8-sig"),
        PAIR_CSV.encode("utf-16"),
        unicodedata.normalize("NFD", PAIR_CSV).encode(),
        PAIR_CSV.replace("Đ", "\u00d0").encode(),
        PAIR_CSV.replace("\n", "\r\n").encode(),
        PAIR_CSV.replace("\nTĐKTTT", "\n,,,,,,,\n\n  \nTĐKTTT").encode(),
        PAIR_CSV.replace("2017-04-04", "4/4/2017").encode(),
        PAIR_CSV.replace("2017-04-04", "04-04-2017").encode(),
    ],
    ids=["UTF-8", "BOM", "UTF-16", "NFD", "Ð for Đ", "CRLF", "empty lines", "d/m/y", "d-m-y"],
)
def test_same_list_is_read_however_it_was_saved(data: bytes) -> None:
    assert units_of(data) == PAIR


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_excel_of_any_country_saves_a_list_that_is_read(delimiter: str) -> None:
    swapped = PAIR_CSV.replace('"Vụ Thi đua, Tuyên truyền"', "@").replace(",", delimiter)

    assert units_of(swapped.replace("@", "Vụ Thi đua, Tuyên truyền")) == PAIR


def test_windows_1258_is_read() -> None:
    name = "Vụ Pháp chế và Đất đai ở trường"
    loose = "".join(_loose_tone(sign) for sign in name)
    (unit,) = units_of(f"{HEAD}\nA1,{loose},vu,,,,,\n".encode("cp1258"))

    assert unit.name == name


def _loose_tone(sign: str) -> str:
    """The letter with its tone after it, as Windows-1258 keeps it."""
    parts = unicodedata.normalize("NFD", sign)
    tone = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone)) + tone


def test_workbook_with_titles_above_and_vietnamese_headings_is_read() -> None:
    assert units_of(a_book(PAIR_BOOK)) == PAIR


@pytest.mark.parametrize("ending", ["ods", "xls"])
@pytest.mark.office
def test_list_from_other_programs_is_read(tmp_path: Path, soffice: str, ending: str) -> None:
    book = tmp_path / "don-vi.xlsx"
    book.write_bytes(a_book(PAIR_BOOK))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(tmp_path),
            str(book),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert units_of((tmp_path / f"don-vi.{ending}").read_bytes()) == PAIR


def test_kinds_and_blocs_may_be_codes_or_names() -> None:
    plan = a_plan(
        kinds=(a_kind("tong_cuc", name="Tổng cục"),), blocs=(a_kind("C8", name="Cụm VIII"),)
    )
    rows, _ = read_units(f"{HEAD}\nA,A,Tổng cục,cụm viii,,,,\nB,B,tong_cuc,C8,,,,\n".encode(), "x")
    units, problems = check_units(rows, (), plan)

    assert problems == ()
    assert [(unit.kind, unit.bloc) for unit in units] == [("tong_cuc", "C8"), ("tong_cuc", "C8")]


def test_text_like_a_formula_is_kept_as_text_in_a_name() -> None:
    (unit,) = units_of(f'{HEAD}\nA1,"=HYPERLINK(""x"")",vu,,,,,\n')

    assert unit.name == '=HYPERLINK("x")'
