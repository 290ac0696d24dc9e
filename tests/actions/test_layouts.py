"""The statistics form tells the dashboards' figures; LibreOffice reckons its totals from them."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.builders import a_user
from tests.desks import DeskFor, desk_for
from tests.exchange.summary_cases import office
from toolkit.actions.layouts import statistics_form
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.actions.views.overview import overview
from toolkit.app import open_toolkit
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.words import Words

__all__ = ["desk_for"]
VI = Words()
TOTAL = 42


@pytest.mark.office
def test_the_form_and_the_pages_tell_the_same_figures(
    demo_data: Path, tmp_path: Path, soffice: str
) -> None:
    with open_toolkit(str(demo_data)) as kit:
        page, exemplars = overview(kit.desk), exemplar_figures(kit.desk)
        _, data = statistics_form(kit.desk, words=VI)
    (tmp_path / "a.xlsx").write_bytes(data)
    sheet = openpyxl.load_workbook(office(soffice, tmp_path / "a.xlsx", "xlsx"), data_only=True)[
        "Biểu 01"
    ]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=12, max_row=TOTAL - 1)]
    total = [cell.value for cell in sheet[TOTAL]]

    assert {row[1]: row[3] for row in rows if row[3]} == {
        label.name: tally.expected for label, tally in page.by_kind if tally.expected
    }
    assert total[1] == "Tổng cộng"
    assert total[3:7] == [
        *(page.total.expected, page.total.on_time, page.total.late, page.total.missing)
    ]
    assert total[7] == pytest.approx(page.total.rate)
    assert total[8] == exemplars.reached()[0]


def test_the_form_is_put_down_as_handed_out(desk_for: DeskFor) -> None:
    desk = desk_for()
    name, data = statistics_form(desk, words=VI)

    with desk.store.reading() as reading:
        (line,) = reading.exports(digest=sha256(data).hexdigest())
    assert (line.kind, line.name) == ("statistics", name)
    assert openpyxl.load_workbook(BytesIO(data))["Biểu 01"]["B12"].value == "Trường"


def test_the_form_is_the_ministrys(desk_for: DeskFor) -> None:
    with pytest.raises(Refused):
        statistics_form(desk_for(a_user(Role.COUNCIL)), words=VI)
