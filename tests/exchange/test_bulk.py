"""Everything as tidy tables: what goes in comes out, in each of the three forms of file."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import fastparquet
import openpyxl
import pytest
from arro3.io import read_parquet
from openpyxl.utils.escape import unescape

from tests.builders import a_plan
from toolkit.errors import Cancelled
from toolkit.exchange.bulk import (
    Column,
    FolderTaken,
    Format,
    Kind,
    Row,
    Stamp,
    Table,
    Written,
    sheets,
    write_tables,
)
from toolkit.words import Words

VI = Words()
NOON = datetime(2018, 12, 31, 5, 0, 30, tzinfo=UTC)
STAMP = Stamp(plan=a_plan(), plan_version=1, as_known_on=date(2018, 12, 31), made_at=NOON)
# Names of columns that the words know, whatever table they are told of.
THINGS = Table(
    "follow_ups",
    (
        Column("alive", itemgetter(0), Kind.TRUTH),
        Column("on", itemgetter(1), Kind.DAY),
        Column("at", itemgetter(2), Kind.MOMENT),
        Column("note", itemgetter(3)),
    ),
)
TEXTS = Table("units", (Column("code", itemgetter(0)), Column("name", itemgetter(1))))
ODD = [
    "=cmd|'/c calc'!A0",
    "+84 912",
    "-1",
    "@a",
    "'=1",
    "Nguyễn Thị Ửng",
    'a "b", c\nd',
    "_x0041_",
]


def written(
    out: Path, form: Format, table: Table = TEXTS, rows: Iterator[Row] | None = None, **more: Any
) -> Written:
    given = rows if rows is not None else iter([("A", text) for text in ODD])
    return write_tables([(table, given)], out, form=form, stamp=STAMP, count=9, words=VI, **more)


def book(out: Path) -> Any:
    (file,) = out.glob("*.xlsx")
    return openpyxl.load_workbook(file)


def frame_of(place: Path) -> Any:
    with place.open("rb") as file:
        return fastparquet.ParquetFile(file).to_pandas()


def test_text_that_looks_like_a_formula_stays_text_in_a_workbook(tmp_path: Path) -> None:
    written(tmp_path / "a", Format.XLSX)

    cells = [row[1] for row in book(tmp_path / "a")["units"].iter_rows(min_row=2)]

    assert "f" not in {cell.data_type for cell in cells}
    assert [unescape(cell.value) for cell in cells] == ODD


def test_csv_is_opened_right_by_excel_and_gives_back_every_text(tmp_path: Path) -> None:
    written(tmp_path / "a", Format.CSV)
    data = (tmp_path / "a" / "units.csv").read_bytes()
    lines = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))

    assert data.startswith(b"\xef\xbb\xbf")
    told = [line[1] for line in lines[1:]]
    assert [one for one in told if one[0] in "=+-@"] == []
    assert [one.removeprefix("'") for one in told] == ODD


def test_parquet_is_read_alike_by_another_library(tmp_path: Path) -> None:
    written(tmp_path / "a", Format.PARQUET)
    place = tmp_path / "a" / "units.parquet"

    frame = frame_of(place)
    schema = read_parquet(place).schema

    assert frame["name"].tolist() == ODD
    assert schema.field("code").metadata[b"description"].decode() == VI.say("bulk.any.code")


@pytest.mark.parametrize("form", Format)
def test_days_are_days_and_moments_are_of_vietnam(tmp_path: Path, form: Format) -> None:
    row = (True, date(2018, 2, 28), NOON, "ghi chú")
    written(tmp_path / "a", form, THINGS, iter([row, (None,) * 4]))

    if form is Format.XLSX:
        (cells,) = book(tmp_path / "a")["follow_ups"].iter_rows(min_row=2, max_row=2)
        assert [str(cell.value) for cell in cells] == [
            *("True", "2018-02-28 00:00:00", "2018-12-31 12:00:30", "ghi chú")
        ]
        assert [cell.is_date for cell in cells] == [False, True, True, False]
    elif form is Format.CSV:
        _, first, empty = (tmp_path / "a" / "follow_ups.csv").read_text("utf-8-sig").splitlines()
        assert first == "true,2018-02-28,2018-12-31 12:00:30,ghi chú"
        assert empty == ",,,"
    else:
        frame = frame_of(tmp_path / "a" / "follow_ups.parquet")
        assert [str(each) for each in frame.iloc[0]][1:] == [
            *("2018-02-28 00:00:00", "2018-12-31 05:00:30", "ghi chú")
        ]
        assert frame.iloc[1].isna().all()


@pytest.mark.parametrize("form", Format)
def test_every_column_is_told_in_words(tmp_path: Path, form: Format) -> None:
    files = written(tmp_path / "a", form).files

    assert len(files) == (1 if form is Format.XLSX else 2)
    if form is Format.XLSX:
        _, *rows = book(tmp_path / "a")["columns"].iter_rows(values_only=True)
        assert rows[1][:5] == ("units", "Đơn vị", "name", "chữ", VI.say("bulk.any.name"))


def test_what_does_not_fit_on_a_sheet_goes_on_on_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)  # the head and three rows
    written(tmp_path / "a", Format.XLSX)
    made = book(tmp_path / "a")
    names = [name for name in made.sheetnames if name.startswith("units")]
    rows = [row for name in names for row in made[name].iter_rows(min_row=2, values_only=True)]

    assert names == ["units", "units 2", "units 3"]
    assert [unescape(name) for _, name in rows] == ODD


def test_a_text_too_long_for_a_cell_is_cut_and_counted(tmp_path: Path) -> None:
    long = "ộ" * 40_000

    done = written(tmp_path / "a", Format.XLSX, rows=iter([("A", long)]))
    whole = written(tmp_path / "b", Format.CSV, rows=iter([("A", long)]))

    assert (done.cut, whole.cut) == (1, 0)
    assert book(tmp_path / "a")["units"]["B2"].value == long[:32_766] + "…"
    assert long in (tmp_path / "b" / "units.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("form", Format)
def test_stopping_leaves_nothing_behind(tmp_path: Path, form: Format) -> None:
    with pytest.raises(Cancelled):
        written(tmp_path / "a", form, cancelled=lambda: True)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", Format)
def test_rows_that_fail_leave_nothing_behind(tmp_path: Path, form: Format) -> None:
    def rows() -> Iterator[Row]:
        yield ("A", "một")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        written(tmp_path / "a", form, rows=rows())

    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", "utf-8")

    with pytest.raises(FolderTaken):
        written(tmp_path, Format.CSV)

    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    assert written(tmp_path / "a", Format.CSV).files == ("columns.csv", "units.csv")


def test_progress_is_told_forwards_to_the_end(tmp_path: Path) -> None:
    shares: list[float] = []
    written(tmp_path / "a", Format.XLSX, progress=shares.append)

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
