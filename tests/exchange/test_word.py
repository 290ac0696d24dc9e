"""Word templates: every place is filled with text as text, and what is wrong is told."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import a_plan, a_unit
from tests.desks import at
from toolkit.domain.obligation import Status
from toolkit.errors import FaultyFile
from toolkit.exchange.word import (
    LETTER_NAMES,
    REPORT_NAMES,
    Due,
    Reminder,
    ReportKind,
    calendar,
    faults,
    letter,
    letter_template,
    names_for,
    report_template,
    unused,
)
from toolkit.exchange.word.letter import letter_context
from toolkit.exchange.word.template import Value, fill, names_of
from toolkit.words import Words

VI = Words()
NAMES = {"ten": frozenset[str](), "bang": frozenset({"tt", "ten"})}
CONTEXT: dict[str, Value] = {
    "ten": "A & B <c> {{ 7 * 7 }} {% if %}",
    "bang": [{"tt": "1", "ten": "Một"}],
}


def template(folder: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "mẫu.docx"))
    return folder / "mẫu.docx"


def texts(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(data)).paragraphs]


def told(place: Path) -> list[str]:
    return VI.problems(faults(place, NAMES))


def test_text_goes_in_as_text_whatever_signs_it_holds(tmp_path: Path) -> None:
    place = template(tmp_path, "Tên: {{ ten }}.")

    assert texts(fill(place, CONTEXT, NAMES, {})) == [f"Tên: {CONTEXT['ten']}."]


def test_signs_that_a_document_cannot_hold_are_left_out(tmp_path: Path) -> None:
    place = template(tmp_path, "{{ ten }}")

    assert texts(fill(place, {**CONTEXT, "ten": "Hoa\x00\x07 Sen\ud800"}, NAMES, {})) == ["Hoa Sen"]


def test_each_row_of_a_table_is_a_line(tmp_path: Path) -> None:
    place = template(
        tmp_path, "{%p for dong in bang %}", "{{ dong.tt }}: {{ dong.ten }}", "{%p endfor %}"
    )

    assert texts(fill(place, CONTEXT, NAMES, {})) == ["1: Một"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("{{ tenn }}", "tenn"),
        ("{% for dong in bang %}{{ dong.so }}{% endfor %}", "bang.so"),
        ("{% for dong in bangg %}{{ dong.tt }}{% endfor %}", "bangg"),
        ("{% if nhieu %}có{% endif %}", "nhieu"),
    ],
)
def test_a_name_that_nobody_knows_is_told(tmp_path: Path, line: str, name: str) -> None:
    place = template(tmp_path, "{{ ten }}", line)

    assert VI.say("papers.unknown_name", name=name) in told(place)
    with pytest.raises(FaultyFile):
        fill(place, CONTEXT, NAMES, {})


@pytest.mark.parametrize(
    "line", ["{{ ten", "{% for dong in bang %}{{ dong.tt }}", "{{ ten | la }}"]
)
def test_a_place_written_wrongly_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(FaultyFile) as fault:
        fill(template(tmp_path, line, "{{ ten }}"), CONTEXT, NAMES, {})

    assert [each.key for each in fault.value.problems] == ["papers.no_sense"]


def test_a_template_reaches_nothing_but_what_it_is_given(tmp_path: Path) -> None:
    place = template(tmp_path, "{{ ten }} {{ ''.__class__.__mro__[1].__subclasses__() }}")

    with pytest.raises(FaultyFile):
        fill(place, CONTEXT, NAMES, {})


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x03\x04 broken"])
def test_what_is_no_document_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(data)

    assert told(tmp_path / "a.docx") == [VI.say("papers.not_word")]


def test_a_document_with_no_place_to_fill_is_told(tmp_path: Path) -> None:
    assert told(template(tmp_path, "Kính gửi")) == [VI.say("papers.nothing_to_fill")]


def test_names_that_a_template_leaves_out_are_told(tmp_path: Path) -> None:
    assert unused(template(tmp_path, "{{ ten }}"), NAMES) == ("bang",)


def test_every_name_is_used_by_a_template_that_comes_along() -> None:
    shipped = [report_template(kind) for kind in ReportKind]

    assert [place.name for place in shipped if faults(place, REPORT_NAMES)] == []
    assert set.intersection(*(set(unused(place, REPORT_NAMES)) for place in shipped)) == set()
    assert faults(letter_template(), LETTER_NAMES) == ()
    assert unused(letter_template(), LETTER_NAMES) == ("ma_don_vi",)
    assert names_for(letter_template()) is LETTER_NAMES
    assert names_for(shipped[0]) is REPORT_NAMES


def reminder(**changes: object) -> Reminder:
    late = Due("O1", "Đăng ký, gửi Bộ; 100%", "2017-H1", date(2017, 6, 15), 16, Status.OVERDUE)
    soon = Due("O2", "Sơ kết", "once", date(2017, 7, 20), 0, Status.DUE_SOON)
    given = {"plan": a_plan(), "unit": a_unit(name="Sở A & B"), "made_at": at(date(2017, 7, 1))}
    return Reminder(**{**given, "on": date(2017, 7, 1), "late": [late], "soon": [soon], **changes})  # type: ignore[arg-type]  # fields by name


def test_a_letter_tells_what_is_late_and_what_comes() -> None:
    document = docx.Document(BytesIO(letter(reminder(), VI, None)))
    late, soon = ([[c.text for c in r.cells] for r in t.rows[2:]] for t in document.tables[1:3])

    assert "Kính gửi: Sở A & B" in [each.text for each in document.paragraphs]
    assert late == [
        ["1", "Đăng ký, gửi Bộ; 100%", "6 tháng đầu năm 2017", "15/06/2017", "16", "Quá hạn"]
    ]
    assert soon == [["1", "Sơ kết", "Cả giai đoạn", "20/07/2017"]]


def test_a_letter_with_nothing_to_come_has_no_table_of_it() -> None:
    document = docx.Document(BytesIO(letter(reminder(soon=[]), VI, None)))

    assert len(document.tables) == 3  # the head, what is late, the foot


def test_a_letter_fills_every_name_it_promises() -> None:
    assert dict(names_of(letter_context(reminder(), VI))) == dict(LETTER_NAMES)


def test_a_calendar_is_what_diaries_take_in() -> None:
    data = calendar(reminder(), VI)
    lines = data.split(b"\r\n")
    whole = data.replace(b"\r\n ", b"").decode()

    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert max(map(len, lines)) <= 75
    assert whole.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20170720\r\nDTEND;VALUE=DATE:20170721" in whole
    assert "quá hạn từ 15/06/2017: Đăng ký\\, gửi Bộ\\; 100% (6 tháng đầu năm 2017)" in whole
