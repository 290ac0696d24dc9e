"""Reports and letters tell the dashboards' figures, as known on their day, and are put down."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator, desk_for
from toolkit.actions.desk import Desk
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.actions.views.overview import overview
from toolkit.actions.word_reports import (
    late_units,
    reminder_calendar,
    reminder_letter,
    reminders,
    report_day,
    word_report,
)
from toolkit.app import open_toolkit
from toolkit.domain.user import Role
from toolkit.errors import Cancelled, NotFound, Refused
from toolkit.exchange.word import REPORT_NAMES, ReportKind, report_template
from toolkit.exchange.word.report import report_context
from toolkit.exchange.word.template import names_of
from toolkit.words import Words

__all__ = ["desk_for"]
VI = Words()
PAST = date(2018, 3, 31)


def tables(data: bytes) -> dict[str, list[list[str]]]:
    """Rows of each table by the heads of its columns."""
    found = docx.Document(BytesIO(data)).tables
    rows = [[[cell.text for cell in row.cells] for row in table.rows] for table in found]
    return {"|".join(each[0]): each[2:] for each in rows if len(each) > 2}


def of(data: bytes, head: str) -> list[list[str]]:
    return next(rows for heads, rows in tables(data).items() if head in heads)


@pytest.mark.parametrize("on", [PAST, None])
@pytest.mark.parametrize("kind", ReportKind)
def test_reports_and_pages_tell_the_same_figures(
    demo_data: Path, kind: ReportKind, on: date | None
) -> None:
    with open_toolkit(str(demo_data)) as kit:
        day = on or report_day(kit.desk, kind=kind)
        page, exemplars = overview(kit.desk, on=day), exemplar_figures(kit.desk, on=day)
        _, data = word_report(kit.desk, kind=kind, words=VI, on=on)
    *rows, total = of(data, "Tỷ lệ đúng hạn")
    counts = [VI.number(getattr(page.total, name)) for name in ("expected", "on_time", "late")]
    steps = [VI.number(count) for count in exemplars.reached()]

    assert total[3:] == [
        *(*counts, VI.number(page.total.missing)),
        *(VI.percent(page.total.rate), VI.percent(page.total.on_time_rate)),
    ]
    assert {row[1]: row[3] for row in rows if row[3] != "0"} == {
        label.name: VI.number(tally.expected) for label, tally in page.by_kind if tally.expected
    }
    assert of(data, "Phát hiện")[-1][2:] == steps[: len(of(data, "Phát hiện")[-1]) - 2]
    if page.late_units:
        assert [row[1] for row in of(data, "Hạn sớm nhất")[:12]] == [
            each.name for each in page.late
        ]


def test_a_report_fills_every_name_it_promises(demo_data: Path) -> None:
    from toolkit.actions.word_reports import _figures

    with open_toolkit(str(demo_data)) as kit:
        figures = _figures(kit.desk, PAST)
    for kind in ReportKind:
        found = dict(names_of(report_context(kind, figures, VI)))
        assert found == dict(REPORT_NAMES)


def test_an_interim_review_speaks_of_the_end_of_the_first_phase(desk_for: DeskFor) -> None:
    early, late = desk_for(on=date(2017, 6, 1)), desk_for(on=date(2019, 1, 1))

    assert report_day(early, kind=ReportKind.INTERIM) == date(2017, 6, 1)
    assert report_day(late, kind=ReportKind.INTERIM) == date(2017, 12, 31)
    assert report_day(late, kind=ReportKind.FINAL) == date(2019, 1, 1)


def test_a_report_is_put_down_as_handed_out(desk_for: DeskFor) -> None:
    desk = desk_for(on=date(2017, 6, 1))
    name, data = word_report(desk, kind=ReportKind.FINAL, words=VI)

    with desk.store.reading() as reading:
        (line,) = reading.exports(digest=sha256(data).hexdigest())
    assert (line.kind, line.name, line.known_on) == ("report-tong-ket", name, date(2017, 6, 1))
    assert len(line.mark) == 64


def letters(desk: Desk) -> list[str]:
    return [name for name, _ in reminders(desk, words=VI)]


def test_each_late_unit_gets_a_letter_and_a_calendar(desk_for: DeskFor) -> None:
    desk = desk_for(on=date(2017, 7, 1))

    assert sorted(each.unit for each in late_units(desk)) == ["T2", "T9"]
    assert sorted(letters(desk)) == [
        *("Don-doc_T2.docx", "Don-doc_T2.ics", "Don-doc_T9.docx", "Don-doc_T9.ics")
    ]
    with desk.store.reading() as reading:
        assert sorted(each.unit for each in reading.exports(kind="letter")) == ["T2", "T9"]


def test_a_successor_is_reminded_of_what_it_took_over(desk_for: DeskFor) -> None:
    desk = desk_for(on=date(2017, 7, 1))
    _, data = reminder_letter(desk, unit="T9", words=VI)

    assert [(row[1], row[3], row[4]) for row in of(data, "Số ngày quá hạn")] == [
        ("Lập tủ sách", "31/03/2017", "92"),
        ("Báo cáo đọc sách", "15/06/2017", "16"),
    ]


def test_nobody_is_reminded_while_nothing_is_late(desk_for: DeskFor) -> None:
    assert letters(desk_for(on=date(2017, 3, 31))) == []


def test_letters_that_are_stopped_are_not_put_down(desk_for: DeskFor) -> None:
    desk = desk_for(on=date(2017, 7, 1))

    with pytest.raises(Cancelled):
        list(reminders(desk, words=VI, cancelled=lambda: True))
    with desk.store.reading() as reading:
        assert reading.exports(kind="letter") == ()


def test_a_letter_needs_a_unit_that_there_is(desk_for: DeskFor) -> None:
    with pytest.raises(NotFound):
        reminder_calendar(desk_for(), unit="NONE", words=VI)


@pytest.mark.parametrize("user", [coordinator("T1"), a_user(Role.COUNCIL)])
def test_reports_and_letters_are_the_ministrys(desk_for: DeskFor, user: object) -> None:
    desk = desk_for(user)

    with pytest.raises(Refused):
        word_report(desk, kind=ReportKind.FINAL, words=VI)
    with pytest.raises(Refused):
        reminder_letter(desk, unit="T1", words=VI)


def test_a_template_of_ones_own_is_used(desk_for: DeskFor, tmp_path: Path) -> None:
    document = docx.Document(str(report_template(ReportKind.FINAL)))
    document.add_paragraph("Riêng của {{ don_vi_ban_hanh }}")
    document.save(str(tmp_path / "mau.docx"))
    _, data = word_report(
        desk_for(), kind=ReportKind.FINAL, words=VI, template=tmp_path / "mau.docx"
    )

    assert docx.Document(BytesIO(data)).paragraphs[-1].text == "Riêng của PHÒNG GIÁO DỤC"
