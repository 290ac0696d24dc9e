"""Returned workbooks are read: values as they were meant; what can be doubted is asked."""

import json
import subprocess
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from tests.exchange.workbook_cases import PLAN, RECORDS, UNITS, contents
from tests.filling import Fault, Filled, Formula
from toolkit.domain.workbook import Cell, Sheet
from toolkit.exchange.workbook.choices import choices_of
from toolkit.exchange.workbook.found import Found, found_in
from toolkit.exchange.workbook.raw import raw
from toolkit.exchange.workbook.read import Returned, read_lines
from toolkit.exchange.workbook.write import written
from toolkit.rules.pairing import alike
from toolkit.rules.workbook_lines import workbook_lines
from toolkit.words import LANGUAGES, Words

EXEMPLARS, ACTIVITIES = "Điển hình", "Hoạt động"
REPORTS, TARGETS = "Báo cáo nhiệm vụ", "Kế hoạch và chỉ tiêu"
NEW = {"name": "Lê Thị Mai", "kind": "Cá nhân", "scope_1": "Toàn diện"}


@pytest.fixture(scope="module")
def clean() -> bytes:
    return written(contents())


@pytest.fixture
def book(clean: bytes) -> Filled:
    return Filled(clean)


def found(book: Filled) -> Found:
    answer, problems = found_in(json.loads(json.dumps(raw(book.data))))
    assert problems == ()
    assert answer is not None
    return answer


def read(book: Filled, language: str = "vi") -> Returned:
    words = Words(language)
    return read_lines(found(book), workbook_lines(RECORDS), PLAN, choices_of(PLAN, UNITS, words))


def value(book: Filled, field: str) -> Cell:
    """What was read of the last exemplar's field; nothing may be wrong with it."""
    returned = read(book)
    assert returned.faults == {}
    return [line for line in returned.lines if line.sheet is Sheet.EXEMPLARS][-1].values[field]


def faults(book: Filled) -> list[tuple[str, str]]:
    told = [problem for problems in read(book).faults.values() for problem in problems]
    for language in LANGUAGES:
        assert all(Words(language).problems(told))
    return [(problem.key, problem.cell) for problem in told]


def notes(book: Filled) -> list[str]:
    told = read(book).notes
    for language in LANGUAGES:
        assert all(Words(language).problems(told))
    return [note.key for note in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_says_the_same_when_it_comes_back_untouched(language: str) -> None:
    book = Filled(written(contents(RECORDS, language)))
    lines = {(line.sheet, line.key): line for line in workbook_lines(RECORDS)}

    returned = read(book, language)

    assert (returned.faults, returned.notes) == ({}, ())
    assert {(line.sheet, line.key) for line in returned.lines} == lines.keys()
    for line in returned.lines:
        known = lines[line.sheet, line.key].values
        differing = [name for name in known if not alike(name, line.values[name], known[name])]
        assert differing == [], line.key


@pytest.mark.office
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_by_libreoffice_in_any_form_says_the_same(
    clean: bytes, form: str, soffice: str, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(clean)
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    answer, problems = found_in(raw((tmp_path / "out" / f"a.{form}").read_bytes()))
    assert (problems, answer is None) == ((), False)
    assert answer is not None
    lines = {(line.sheet, line.key): line for line in workbook_lines(RECORDS)}

    returned = read_lines(answer, tuple(lines.values()), PLAN, choices_of(PLAN, UNITS, Words()))

    assert (returned.faults, returned.notes) == ({}, ())
    assert {(line.sheet, line.key) for line in returned.lines} == lines.keys()
    for line in returned.lines:
        known = lines[line.sheet, line.key].values
        assert [name for name in known if not alike(name, line.values[name], known[name])] == []


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("discovered_on", "15/10/2018", date(2018, 10, 15)),
        ("discovered_on", "5-1-2018", date(2018, 1, 5)),
        ("discovered_on", "2018-10-15", date(2018, 10, 15)),
        ("birth", "1975", 1975),
        ("birth", 1975, 1975),
        ("birth", "01/02/1975", date(1975, 2, 1)),
        ("birth", date(1975, 2, 1), date(1975, 2, 1)),
        ("name", "  Lê   Thị\u00a0Mai ", "Lê Thị Mai"),
        ("name", unicodedata.normalize("NFD", "Lê Thị Mai"), "Lê Thị Mai"),
        ("name", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("name", 2018, "2018"),
        ("name", date(2018, 6, 5), "05/06/2018"),
        ("summary", "Một\r\nhai", "Một\nhai"),
        ("sex", "nu", "female"),
        ("sex", "NỮ", "female"),
        ("scope_1", "linh vuc dat", "dat"),
        ("post", "", None),
        ("post", "   ", None),
    ],
)
def test_a_cell_is_read_as_it_was_meant(
    book: Filled, field: str, typed: object, meant: Cell
) -> None:
    book.sheet(EXEMPLARS).add(**{**NEW, field: typed})

    assert value(book, field.partition("_1")[0]) == meant


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("cost", "1.234.567", 1234567),
        ("cost", "12,5", 12.5),
        ("cost", "1.200,5", 1200.5),
        ("cost", 12.5, 12.5),
        ("cost", "0,1234", 0.1234),
    ],
)
def test_a_number_is_read_as_people_here_write_it(
    book: Filled, field: str, typed: object, meant: float
) -> None:
    book.sheet(EXEMPLARS).add(**{**NEW, "kind": "Mô hình", field: typed})

    assert value(book, field) == meant


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        ("cost", "1.234", "blocker.figure_two_ways"),
        ("cost", "1,234", "blocker.figure_two_ways"),
        ("cost", "khoảng 5", "blocker.figure_unreadable"),
        ("cost", -1, "blocker.figure_out_of_range"),
        ("cost", 12345678901234567, "intake.many_digits"),
        ("cost", Fault("#N/A"), "intake.error_cell"),
        ("cost", Formula("A1+1"), "intake.formula"),
        ("cost", date(2018, 6, 5), "intake.day_here"),
        ("discovered_on", "31/02/2018", "blocker.date_unreadable"),
        ("discovered_on", "tháng 6", "blocker.date_unreadable"),
        ("name", 12345678901234567, "intake.many_digits"),
        ("name", Fault("#REF!"), "intake.error_cell"),
        ("kind", "Mô hìn", "intake.not_in_list_guess"),
        ("scope_1", "xyz", "intake.not_in_list"),
        ("next_step", "Biểu dương", "intake.not_in_list"),
    ],
)
def test_what_reads_two_ways_or_none_is_asked_and_never_guessed(
    book: Filled, field: str, typed: object, key: str
) -> None:
    rows = book.sheet(EXEMPLARS)
    row = rows.add(**{**NEW, "kind": "Mô hình", field: typed})
    letter = chr(ord("A") + rows.columns[field])

    assert faults(book) == [(key, f"{letter}{row}")]


def test_of_a_report_that_asks_for_whole_numbers_1_234_reads_one_way(book: Filled) -> None:
    rows = book.sheet(REPORTS)
    rows.write(rows.key("1.1/once#ca_nhan"), value="1.234")

    [line] = [each for each in read(book).lines if each.key == "1.1/once"]

    assert line.values["number.ca_nhan"] == 1234


def test_text_of_old_fonts_is_converted_and_shown_before_and_after(book: Filled) -> None:
    book.sheet(EXEMPLARS).add(**{**NEW, "post": "Tr\u00adëng phßng"})

    assert value(book, "post") == "Trưởng phòng"
    [note] = read(book).notes
    assert (note.key, note.values["after"]) == ("intake.note_converted", "Trưởng phòng")


def test_days_counted_since_1900_are_days_where_the_format_was_lost(book: Filled) -> None:
    rows = book.sheet(EXEMPLARS)
    rows.paste_over()
    rows.add(**{**NEW, "discovered_on": date(2018, 6, 5)})

    assert value(book, "discovered_on") == date(2018, 6, 5)
    assert notes(book) == ["intake.note_counted_day"]


def test_parts_of_one_field_are_joined_once_each(book: Filled) -> None:
    book.sheet(EXEMPLARS).add(
        **{**NEW, "scope_1": "Lĩnh vực dat", "scope_3": "Lĩnh vực dat", "scope_4": "nuoc; bien"}
    )

    assert value(book, "scope") == "dat; nuoc; bien"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("B2: 12; C3: 3", "B2: 12; C3: 3"), ("Sở Hai 12 người", "B2: 12"), ("B2 (5)", "B2: 5")],
)
def test_guests_are_read_by_unit_and_number(book: Filled, typed: str, meant: str) -> None:
    done = book.sheet(ACTIVITIES)
    done.add(kind="Tham quan, học tập", title="Thăm", on=date(2018, 6, 5), guests=typed)

    returned = read(book)

    assert returned.faults == {}
    assert [line.values["guests"] for line in returned.lines if not line.key] == [meant]


def test_cells_not_for_the_kind_are_told_and_not_taken(book: Filled) -> None:
    book.sheet(EXEMPLARS).add(**{**NEW, "size": 12})

    assert notes(book) == ["intake.note_not_for_kind"]


def test_columns_rows_and_sheets_of_one_s_own_are_told_and_not_read(book: Filled) -> None:
    rows = book.sheet(EXEMPLARS)
    rows.insert_column("summary", {rows.head + 1: "Ghi chú riêng", 9: "abc"})
    rows.delete_column("contact")
    rows.insert_rows(2, 4)

    returned = read(book)

    assert [(note.key, note.cell) for note in returned.notes] == [
        ("intake.note_extra_column", "J13"),
        ("intake.note_column_gone", ""),
    ]
    assert returned.faults == {}
    assert len(returned.lines) == len(workbook_lines(RECORDS))


def test_without_the_row_of_names_the_headings_tell_the_columns(book: Filled) -> None:
    for name in (EXEMPLARS, ACTIVITIES, REPORTS, TARGETS):
        rows = book.sheet(name)
        rows.rows.pop(rows.head)

    sheets = found(book).sheets

    assert {each.sheet for each in sheets} == set(Sheet)
    assert all(len(each.columns) > 5 for each in sheets)
    assert [len(each.rows) for each in sheets][1:] == [3, 2, 7]


def test_two_sheets_of_one_kind_are_a_fault_and_not_a_choice(book: Filled) -> None:
    rows = book.sheet(ACTIVITIES)
    rows.rows = dict(book.sheet(EXEMPLARS).rows)

    _, problems = found_in(raw(book.data))

    assert [problem.key for problem in problems] == ["intake.sheet_twice"]


def test_a_workbook_without_its_hidden_sheet_is_not_ours(book: Filled) -> None:
    book.rename("_gs", "Sheet1")

    _, problems = found_in(raw(book.data))

    assert [problem.key for problem in problems] == ["intake.not_ours"]


def test_a_report_told_of_twice_in_different_words_is_asked(book: Filled) -> None:
    rows = book.sheet(REPORTS)
    first, second = (rows.key(f"1.1/once#{code}") for code in ("ca_nhan", "kinh_phi"))
    rows.write(first, text="Một")
    rows.write(second, text="Hai")

    assert faults(book) == [("intake.told_twice", f"H{second}")]


def test_a_row_added_where_rows_cannot_be_added_is_told(book: Filled) -> None:
    book.sheet(TARGETS).add(count=3)

    assert [key for key, _ in faults(book)] == ["intake.unknown_row"]
