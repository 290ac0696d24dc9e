"""Papers of a conference as they are handed out: who is on them, who may make them."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.actions.test_conference import on_list
from tests.actions.test_exemplars import told
from tests.conferences import CONGRESS, DAY, at_conference, of_unit
from tests.desks import DeskFor
from toolkit.actions.conference import attendance, papers
from toolkit.actions.conference.views import conference_seen
from toolkit.actions.exports import exports
from toolkit.errors import Refused
from toolkit.words import Words

__all__ = ["at_conference"]
VI = Words("vi")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Papers ask what the page asks: one database is enough here."""
    return sqlite_url


def test_the_list_is_printed_by_section_with_who_came(at_conference: DeskFor) -> None:
    closed = on_list(at_conference)
    day = at_conference(on=DAY)
    attendance.mark_attendance(day, conference=CONGRESS, came=[closed["Nguyễn Văn An"].id])
    name, data = papers.paper(day, conference=CONGRESS, kind="list-xlsx", words=VI)
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]

    assert name == "Danh-sach-dai-bieu_dai-hoi.xlsx"
    assert [row[0] for row in rows if row[0].startswith("I")] == [
        "I. Khách mời",
        "II. Cá nhân",
        "III. Tập thể, mô hình",
    ]
    assert [row[1:4] + row[6:7] for row in rows if row[2] in ("001", "002", "003")] == [
        ["Lê Minh Quang", "001", "Trưởng phòng", ""],
        ["Nguyễn Văn An", "002", "Giáo viên", "Đã dự"],
        ["Trần Thị Bình", "003", "", ""],
    ]
    [line] = exports(day, kind="conference-list")
    assert (line.name, line.known_on) == (name, DAY)


def test_papers_are_offered_for_as_many_as_they_are_for(at_conference: DeskFor) -> None:
    on_list(at_conference)
    seen = conference_seen(at_conference(), code=CONGRESS)

    counts = {each.paper.name: each.count for each in papers.offered(seen)}
    assert counts == {"LIST": 3, "BADGES": 3, "CERTIFICATES": 2, "INVITATIONS": 3}


def test_units_make_no_papers_and_an_empty_list_none_at_all(at_conference: DeskFor) -> None:
    with pytest.raises(Refused) as refused:
        papers.paper(at_conference(), conference=CONGRESS, kind="badges-docx", words=VI)
    assert told(refused) == [("list_empty", "")]
    with pytest.raises(Refused) as refused:
        papers.paper(at_conference(), conference=CONGRESS, kind="menu-docx", words=VI)
    assert told(refused) == [("not_in_list", "kind")]
    unit = of_unit(at_conference, "T2")
    with pytest.raises(Refused) as refused:
        papers.paper(unit, conference=CONGRESS, kind="badges-docx", words=VI)
    assert told(refused) == [("no_right", "")]
