"""A round's results as a workbook: what it tells, what reckons itself, and its printed pages."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.exchange.review_cases import a_criterion, a_review, figures
from tests.exchange.summary_cases import differing, office, pages, values
from toolkit.errors import Cancelled
from toolkit.exchange.comparing import compare
from toolkit.exchange.review import Judged, ReviewFigures, results_name, write_results
from toolkit.rules.scoring import Scale, normalised, standings, total
from toolkit.words import Words

VI = Words("vi")


def written(folder: Path, made: ReviewFigures, name: str = "kq.xlsx") -> Path:
    write_results(made, folder / name, words=VI)
    return folder / name


def ranked(file: Path) -> list[list[Any]]:
    """Rows of the ranking, from its row of column letters to its note."""
    rows = [[cell.value for cell in row] for row in load_workbook(file, data_only=True)["Biểu 1"]]
    first = next(place for place, row in enumerate(rows) if row[0] == "A") + 1
    last = next(place for place, row in enumerate(rows) if str(row[0]).startswith("Ghi chú:"))
    return rows[first:last]


def test_ranking_tells_what_the_rules_reckon(tmp_path: Path) -> None:
    made = figures()
    scales = {each.code: Scale(each.most, each.weight) for each in made.review.criteria}
    totals = [(each.dossier, each.judge, total(each.scores, scales)) for each in made.given]
    by_rules = standings(totals)
    for row, cells in zip(made.rows, ranked(written(tmp_path, made)), strict=True):
        told = by_rules[row.id]
        assert cells[:5] == [row.rank, row.number, row.name, row.unit, told.judges]
        assert cells[5:8] == pytest.approx([told.mean, told.median, told.normalised], abs=1e-7)
    even = {(dossier, judge): value for dossier, judge, value in normalised(totals)}
    assert dict(made.normalised) == pytest.approx(even, abs=1e-7)


@pytest.mark.office
@pytest.mark.parametrize(
    "made",
    [
        figures(),
        figures(9, 40),
        figures(2, 1, a_review(criteria=(a_criterion("mot", weight=33, most=7),))),
        figures(given=(), rows=[replace(each, rank=None) for each in figures().rows]),
    ],
    ids=["12 × 9", "9 × 40", "one judge, one criterion", "no scores"],
)
def test_kept_values_are_what_libreoffice_reckons(
    tmp_path: Path, soffice: str, made: ReviewFigures
) -> None:
    wrong, count = differing(soffice, written(tmp_path, made))

    assert wrong == []
    assert count > 2 * len(made.given)


@pytest.mark.office
def test_a_clerk_who_changes_a_score_or_a_weight_gets_the_new_means(
    tmp_path: Path, soffice: str
) -> None:
    made = figures()
    changed = replace(
        made,
        given=[
            replace(each, scores={**each.scores, "tot": 0}) if each.judge == "hd0" else each
            for each in made.given
        ],
        review=replace(
            made.review,
            criteria=tuple(replace(each, weight=20) for each in made.review.criteria),
        ),
    )
    book = load_workbook(written(tmp_path, made))
    data, criteria = book["Dữ liệu"], book["Tiêu chí"]
    for row in data.iter_rows(min_row=5):
        if row[2].value == 1:
            row[4].value = 0
    for row in criteria.iter_rows(min_row=7, max_row=9):
        row[3].value = 20
    (tmp_path / "sửa").mkdir()
    book.save(tmp_path / "sửa" / "kq.xlsx")
    cells = ranked(office(soffice, tmp_path / "sửa" / "kq.xlsx", "xlsx"))

    assert [row[5:8] for row in cells] == [
        pytest.approx(changed.reached[row.id], abs=1e-8) for row in changed.rows
    ]


@pytest.mark.office
def test_fifteen_judges_fit_on_the_page_and_signatures_stay_with_the_last_rows(
    tmp_path: Path, soffice: str
) -> None:
    out = written(tmp_path, figures(40, 15))
    text = pages(office(soffice, out, "pdf"))
    book = load_workbook(out)

    assert [page for page in text if "###" in page] == []
    for name in ("Biểu 1", "Biểu 2", "Biểu 3"):
        mine = [page for page in text if f"{name} – Mã số liệu" in page]
        assert len(mine) == len(book[name].row_breaks) + 1
    last = [page for page in text if "Biểu 1 – Mã số liệu" in page][-1]
    assert [each for each in ("NGƯỜI LẬP BIỂU", "đóng dấu", "40") if each not in last] == []
    judges = next(page for page in text if "Biểu 2 – Mã số liệu" in page)
    assert judges.count("x") >= 15


def test_judges_stand_on_sheets_of_at_most_sixteen(tmp_path: Path) -> None:
    names = load_workbook(written(tmp_path, figures(9, 40))).sheetnames

    assert names == [
        *("Biểu 1", "Biểu 2a", "Biểu 2b", "Biểu 2c", "Biểu 3a", "Biểu 3b", "Biểu 3c"),
        *("Tiêu chí", "Người chấm", "Hướng dẫn đọc", "Dữ liệu", "Nguồn"),
    ]


def test_results_of_open_scoring_say_on_every_table_that_they_may_change(tmp_path: Path) -> None:
    made = figures(provisional=True, begun=3)
    cells = values(written(tmp_path, made))
    mark = VI.say("review_file.provisional")

    assert mark == "(TẠM TÍNH, CHƯA KHÓA ĐIỂM)"
    assert [name for name in ("Biểu 1", "Biểu 2", "Biểu 3") if mark not in str(cells[name])] == []
    assert VI.say("review_file.note.begun", count=3) in str(cells["Biểu 1"])
    assert results_name(made, VI) == "Ket-qua-binh-xet_so-ket-thu_20181015_tam-tinh.xlsx"
    assert made.fingerprint != figures(begun=3).fingerprint


def test_a_dossier_without_scores_comes_last_and_takes_no_rank(tmp_path: Path) -> None:
    made = figures()
    unscored = Judged(id="X", number=99, name="=1+1", unit="", rank=None)
    file = written(tmp_path, replace(made, rows=[*made.rows, unscored]))

    assert ranked(file)[-1][:10] == ["–", 99, "=1+1", "", 0, *["–"] * 5]
    cells = load_workbook(file)["Biểu 1"]["C"]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_every_row_of_data_has_the_record_of_its_score_sheet(tmp_path: Path) -> None:
    made = figures()
    book = load_workbook(written(tmp_path, made))
    told = {
        (row[2].value, row[1].value): row[3].value for row in book["Nguồn"].iter_rows(min_row=5)
    }
    names = {judge.login: judge.name for judge in made.judges}

    assert told == {(each.dossier, names[each.judge]): each.record for each in made.given}


def test_two_results_are_compared_by_dossier_and_judge(tmp_path: Path) -> None:
    made = figures()
    (first, *rest) = made.given
    later = replace(made, given=[replace(first, scores={**first.scores, "tot": 1}), *rest])
    found = compare(
        ("a.xlsx", written(tmp_path, made, "a.xlsx").read_bytes()),
        ("b.xlsx", written(tmp_path, later, "b.xlsx").read_bytes()),
    )
    row = next(
        each for each in found.rows if any(cell.label.startswith("Thành") for cell in each.cells)
    )

    assert row.key == (int(first.dossier[1:]) + 1, made.judges[0].name)


def test_two_thousand_dossiers_and_fifteen_judges_are_written_in_seconds(tmp_path: Path) -> None:
    told: list[float] = []
    made = figures(2000, 15)
    write_results(made, tmp_path / "kq.xlsx", words=VI, progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1
    book = load_workbook(tmp_path / "kq.xlsx", read_only=True)
    assert sum(1 for _ in book["Dữ liệu"].iter_rows(min_row=5)) == len(made.given)


def test_what_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_results(figures(), tmp_path / "kq.xlsx", words=VI, cancelled=lambda: True)

    assert [*tmp_path.iterdir()] == []
