"""Score sheets on paper: blank ones to fill, and filled ones."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.exchange.review_cases import ON, figures
from tests.exchange.summary_cases import MADE, TWO_PHASES, differing, office, pages
from toolkit.exchange.review import Asked, JudgeForm, ScoreForms, forms_name, write_forms
from toolkit.words import Words

VI = Words("vi")
AWAY = "Hồ sơ số 3: đứng ngoài vì cùng đơn vị."


def forms(*, filled: bool, dossiers: int = 12) -> ScoreForms:
    """Three judges' sheets; a filled one has what the judge gave."""
    made = figures(dossiers, 3)
    given = {(each.dossier, each.judge): each.scores for each in made.given}
    return ScoreForms(
        plan=TWO_PHASES,
        plan_version=1,
        as_known_on=ON,
        made_at=MADE,
        review=made.review,
        sheets=[
            JudgeForm(
                judge=judge,
                asked=[
                    Asked(
                        number=row.number,
                        name=row.name,
                        unit=row.unit,
                        scores=given.get((row.id, judge.login), {}) if filled else {},
                        notes={"tot": "=1+1", "": "Nên khen"} if filled else {},
                    )
                    for row in sorted(made.rows, key=lambda each: each.number)
                ],
                away=[AWAY],
            )
            for judge in made.judges
        ],
    )


def written(folder: Path, made: ScoreForms) -> Path:
    write_forms(made, folder / "phiếu.xlsx", words=VI)
    return folder / "phiếu.xlsx"


def test_each_judge_has_a_sheet_with_every_criterion_of_every_dossier(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, forms(filled=False)))
    rows = [[cell.value for cell in row] for row in book["Phiếu 2"].iter_rows()]
    heads = next(place for place, row in enumerate(rows) if row[0] == "STT")

    assert book.sheetnames == ["Phiếu 1", "Phiếu 2", "Phiếu 3"]
    assert rows[heads] == [
        *("STT", "Nội dung", "Điểm chuẩn", "Trọng số", "Điểm chấm", "Ghi chú"),
    ]
    assert rows[heads + 1][0].startswith("I. Hồ sơ số 1: Nguyễn Văn An – Sở")
    assert rows[heads + 2] == [1, "Thành tích nổi bật", 10, 40, None, None]
    assert rows[heads + 4][2] == 7.5
    assert "Người chấm: Trần Thị Bình, Phó Chủ tịch Hội đồng" in str(rows[:heads])
    assert AWAY in str(rows[-12:])
    assert "Trần Thị Bình" in str(rows[-1])


@pytest.mark.office
@pytest.mark.parametrize("filled", [True, False])
def test_totals_reckon_themselves_once_every_criterion_has_a_score(
    tmp_path: Path, soffice: str, *, filled: bool
) -> None:
    made = forms(filled=filled)
    file = written(tmp_path, made)
    wrong, count = differing(soffice, file)
    book = load_workbook(file, data_only=True)
    totals = [
        row[4].value
        for row in book["Phiếu 1"].iter_rows()
        if row[1].value == "Tổng điểm (thang 100)" and row[4].value
    ]
    expected = [
        value
        for (_, judge), value in sorted(
            figures(12, 3).totals.items(), key=lambda each: int(each[0][0][1:])
        )
        if judge == "hd0"
    ]

    assert [each for each in wrong if each[3] or each[4]] == []
    assert count >= 36
    assert totals == (expected if filled else [])


@pytest.mark.office
def test_every_dossier_stays_on_one_page_and_the_judge_signs_on_the_last(
    tmp_path: Path, soffice: str
) -> None:
    file = written(tmp_path, forms(filled=False, dossiers=30))
    text = pages(office(soffice, file, "pdf"))
    breaks = [len(sheet.row_breaks) + 1 for sheet in load_workbook(file)]

    assert len(text) == sum(breaks)
    for page in text:
        assert page.count("Hồ sơ số") - page.count(AWAY) == page.count("Tổng điểm (thang 100)")
    assert "NGƯỜI CHẤM" in text[breaks[0] - 1]


def test_only_scores_of_the_scale_may_be_typed(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, forms(filled=False)))["Phiếu 1"]
    (check,) = sheet.data_validations.dataValidation

    assert check.type == "custom"
    assert "/0.5,6),1)=0" in check.formula1
    assert check.error == VI.say("review_file.form.wrong", step=0.5)


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, forms(filled=True)))["Phiếu 1"]

    assert {cell.data_type for cell in sheet["F"] if cell.value == "=1+1"} == {"s"}


def test_a_sheet_is_named_after_its_round_and_day() -> None:
    made = forms(filled=True)

    assert forms_name(made, VI) == "Phieu-cham-diem_so-ket-thu_20181015.xlsx"
    assert replace(made, sheets=made.sheets[1:]).fingerprint != made.fingerprint
