"""What summaries 2 to 5 have in common: nothing half-written, kept values, names, properties."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from tests.exchange import award_cases, deed_cases, funnel_cases, honour_cases
from tests.exchange.summary_cases import differing, many_units
from toolkit.domain.unit import Unit
from toolkit.errors import Cancelled
from toolkit.exchange.awards import awards_name, write_awards
from toolkit.exchange.deeds import deeds_name, write_deeds
from toolkit.exchange.funnel import funnel_name, write_funnel
from toolkit.exchange.honours import honours_name, write_honours
from toolkit.words import Words

VI = Words("vi")


class Case(NamedTuple):
    """How one summary's figures, name and workbook are made in tests."""

    number: int
    figures: Callable[..., Any]
    name: Callable[[Any, Words], str]
    write: Callable[..., None]
    file: str


CASES = (
    Case(2, funnel_cases.figures, funnel_name, write_funnel, "Bieu-2-dien-hinh"),
    Case(3, deed_cases.figures, deeds_name, write_deeds, "Bieu-3-boi-duong-nhan-rong"),
    Case(4, award_cases.figures, awards_name, write_awards, "Bieu-4-khen-thuong"),
    Case(5, honour_cases.figures, honours_name, write_honours, "Bieu-5-de-nghi-bieu-duong"),
)
every = pytest.mark.parametrize("case", CASES, ids=[f"summary {case.number}" for case in CASES])


def _written(folder: Path, case: Case, **figures: Iterable[Unit]) -> Path:
    out = folder / "bieu.xlsx"
    case.write(case.figures(**figures), out, words=VI)
    return out


@pytest.mark.office
@every
def test_every_value_kept_is_what_libreoffice_reckons(
    case: Case, tmp_path: Path, soffice: str
) -> None:
    wrong, count = differing(soffice, _written(tmp_path, case))
    assert wrong == []
    assert count > 60


@pytest.mark.office
@every
def test_summary_of_nobody_is_reckoned_alike(case: Case, tmp_path: Path, soffice: str) -> None:
    out = tmp_path / "bieu.xlsx"
    case.write(case.figures((), ()), out, words=VI)
    assert differing(soffice, out)[0] == []


@every
def test_cancelled_workbook_leaves_nothing_behind(case: Case, tmp_path: Path) -> None:
    shares: list[float] = []
    with pytest.raises(Cancelled):
        case.write(
            case.figures(units=many_units(100)),
            tmp_path / "b.xlsx",
            words=VI,
            progress=shares.append,
            cancelled=lambda: len(shares) > 5,
        )
    assert list(tmp_path.iterdir()) == []
    assert shares == sorted(shares)


@every
def test_progress_never_goes_back_and_ends_at_the_whole(case: Case, tmp_path: Path) -> None:
    shares: list[float] = []
    case.write(case.figures(), tmp_path / "b.xlsx", words=VI, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


@every
def test_file_tells_plan_day_and_figures(case: Case, tmp_path: Path) -> None:
    made = case.figures()
    assert case.name(made, VI) == f"{case.file}_08-KH-THU_20191001.xlsx"
    book = load_workbook(_written(tmp_path, case))
    told = {each.name: each.value for each in book.custom_doc_props.props}
    expected = {
        "plan": "08/KH-THỬ",
        "plan_version": 1,
        "as_known_on": "2019-10-01",
        "made_at": "2019-10-02T09:30:00+07:00",
        "fingerprint": made.fingerprint,
        "kind": f"summary-{case.number}",
        "language": "vi",
    }
    assert {key: told[key] for key in expected} == expected


@every
def test_same_figures_make_the_same_data_in_english(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "b.xlsx"
    case.write(case.figures(), out, words=Words("en"))
    english = load_workbook(out, data_only=True)["Data"]
    ours = load_workbook(_written(tmp_path, case), data_only=True)["Dữ liệu"]
    numbers = [
        [[cell for cell in row if isinstance(cell, int)] for row in sheet.values]
        for sheet in (english, ours)
    ]
    assert numbers[0] == numbers[1]
