"""One unit's workbook for the tests: a plan of five fields, and records of every kind."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Opened
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import a_number, a_report, a_task, a_unit, an_obligation
from tests.exemplars import (
    a_field,
    a_nurturing,
    a_person,
    a_plan_of_two_phases,
    a_replication,
    an_exemplar,
)
from toolkit.domain.activity import (
    Activity,
    Award,
    AwardType,
    Commendation,
    Issue,
    MediaItem,
    Medium,
    Movement,
    Severity,
    Visit,
)
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.obligation import State
from toolkit.domain.plan import Evidence, Paper
from toolkit.domain.proof import Proof
from toolkit.domain.target import Target
from toolkit.domain.zone import VIETNAM
from toolkit.exchange.workbook.choices import choices_of
from toolkit.exchange.workbook.contents import Contents, Edition
from toolkit.exchange.workbook.write import written
from toolkit.rules.status import status
from toolkit.rules.workbook_lines import UnitRecords
from toolkit.words import Words

TODAY = date(2018, 10, 15)
MADE = datetime(2018, 10, 15, 9, 30, tzinfo=VIETNAM)
FIELDS = ("dat", "nuoc", "khi", "bien", "rung")
PLAN = replace(
    a_plan_of_two_phases(),
    paper=Paper(number="08/KH-THỬ", on=date(2016, 12, 8), issuer="Bộ"),
    fields=tuple(a_field(code) for code in FIELDS),
    tasks=(
        a_task("1.1", numbers=(a_number("ca_nhan"), a_number("kinh_phi", required=False))),
        a_task("1.2", evidence=Evidence(text=False, paper=True)),
    ),
)
UNIT = a_unit("A1", name="Cục Một")
UNITS = (UNIT, a_unit("B2", name="Sở Hai"), a_unit("C3", name="Viện Ba"))
PERSON = a_person(id="E1", code="A1-2017-001", version=3, fields=FIELDS, birth_year=1980)
MODEL = an_exemplar(
    ExemplarKind.MODEL, id="E2", code="A1-2017-002", version=1, comprehensive=True, cost=0.0
)
PROOF = Proof(paper_number="12/QĐ", paper_date=date(2018, 3, 1), paper_issuer="Bộ")
REWARD = Commendation(award=Award.UNIT_CERTIFICATE, type=AwardType.MERIT, reason="Làm tốt")
ACTIVITIES = (
    a_nurturing(id="H1", version=2, exemplars=("E1", "E2", "E3", "E4", "E5")),
    a_replication(id="H2", version=1, exemplars=("E2",)),
    a_nurturing(id="H3", version=1, detail=MediaItem(outlet="Báo A", medium=Medium.ONLINE)),
    a_nurturing(id="H4", version=1, detail=Visit(guests={"B2": 12, "C3": 3}, lessons="Gọn")),
    a_nurturing(id="H5", version=1, exemplars=(), detail=Movement(scope="Cục", aim="Gọn hơn")),
    a_nurturing(id="H6", version=1, detail=REWARD, proofs=(PROOF,)),
    a_nurturing(
        id="H7",
        version=1,
        exemplars=(),
        detail=Issue(severity=Severity.HIGH, adjustment="Thêm người", adjusted_on=date(2018, 5, 9)),
    ),
)
OWED = (
    an_obligation(id="O1"),
    an_obligation(id="O2", task="1.2", state=State.ACCEPTED, sent_on=date(2018, 3, 2)),
)
REPORT = a_report(obligation="O2", id="R2", version=4, text="Đã xong.")
RECORDS = UnitRecords(
    plan=PLAN,
    unit="A1",
    year=2018,
    targets=(Target(unit="A1", year=2018, kind=ExemplarKind.PERSON, count=4, id="T1", version=2),),
    reached={("person", ""): 1},
    obligations=OWED,
    reports={"O2": REPORT},
    exemplars=(PERSON, MODEL),
    activities=ACTIVITIES,
    codes={f"E{place}": f"A1-2017-{place:03}" for place in range(1, 6)},
)


def an_edition(language: str = "vi", **changes: Any) -> Edition:
    words = Words(language)
    return Edition(
        **{
            "plan": PLAN,
            "plan_version": 2,
            "period": "2018-H2",
            "today": TODAY,
            "made_at": MADE,
            "known_at": MADE,
            "choices": choices_of(PLAN, UNITS, words),
            "words": words,
            **changes,
        }
    )


def contents(records: UnitRecords = RECORDS, language: str = "vi", **changes: Any) -> Contents:
    statuses = {each.id: status(each, TODAY, 15) for each in records.obligations}
    edition = an_edition(language)
    return Contents(
        **{
            "edition": edition,
            "unit": UNIT,
            "records": records,
            "statuses": statuses,
            **changes,
        }
    )


def opened(records: UnitRecords = RECORDS, language: str = "vi", **changes: Any) -> Opened:
    """The workbook of these records as openpyxl reads it."""
    return load_workbook(BytesIO(written(contents(records, language, **changes))))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet from its first row of data, by the hidden names of the columns."""
    names = [cell.value for cell in sheet[5]]
    return [
        {name: cell.value for name, cell in zip(names, row, strict=True) if cell.value is not None}
        for row in sheet.iter_rows(min_row=8, max_col=len(names))
    ]


def nothing() -> UnitRecords:
    """A unit of which nothing is known."""
    return UnitRecords(plan=PLAN, unit="A1", year=2018)


def many(exemplars: int, activities: int) -> UnitRecords:
    """A unit with much to tell."""
    people = [
        a_person(
            f"Nguyễn Văn An {place}",
            id=f"E{place}",
            code=f"A1-2017-{place:03}",
            version=1,
            summary="Giải quyết hồ sơ nhanh, được nhân dân tin. " * (1 + 8 * (place % 7 == 0)),
        )
        for place in range(exemplars)
    ]
    done: Iterable[Activity] = (
        a_nurturing(id=f"H{place}", version=1, exemplars=(f"E{place % exemplars}",))
        for place in range(activities)
    )
    codes = {each.id: each.code for each in people}
    return replace(RECORDS, exemplars=tuple(people), activities=tuple(done), codes=codes)
