"""Records as lines of a workbook, and forms made of those lines."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_report, an_obligation
from tests.exchange.workbook_cases import ACTIVITIES, MODEL, PERSON, PLAN, RECORDS
from tests.exemplars import an_exemplar
from toolkit.domain.activity import Activity
from toolkit.domain.exemplar import Exemplar, ExemplarKind
from toolkit.domain.workbook import Line, Sheet
from toolkit.rules.activity_form import read_activity
from toolkit.rules.exemplar_form import read_exemplar
from toolkit.rules.workbook_lines import (
    activity_form,
    activity_line,
    exemplar_form,
    exemplar_line,
    report_line,
    several,
    split,
    workbook_lines,
)

TODAY = date(2018, 10, 15)
FULL_MODEL = replace(
    MODEL, novelty="Mới", place="Xã Một", figures="12 xã", cost=120.5, benefit=0.0, contact="ĐT"
)
TEAM = an_exemplar(ExemplarKind.TEAM, head="Trần Bình", size=12, fields=("nuoc",))
BORN = replace(PERSON, birth_date=date(1980, 5, 4))


@pytest.mark.parametrize("exemplar", [PERSON, BORN, FULL_MODEL, TEAM], ids=lambda one: one.kind)
def test_exemplar_read_from_its_own_line_is_unchanged(exemplar: Exemplar) -> None:
    form = exemplar_form(exemplar_line(exemplar).values)
    blank = replace(exemplar, name="", fields=(), comprehensive=False, cost=None, summary="")

    assert read_exemplar(form, exemplar, plan=PLAN, today=TODAY)[0] == exemplar
    assert read_exemplar(form, blank, plan=PLAN, today=TODAY)[0] == exemplar


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda one: one.kind)
def test_activity_read_from_its_own_line_is_unchanged(activity: Activity) -> None:
    line = activity_line(activity, RECORDS.codes)
    form = activity_form(activity.kind, line.values)
    read, faults = read_activity(activity.kind, form, None, unit="A1", plan=PLAN, today=TODAY)
    hung = replace(read, exemplars=activity.exemplars, proofs=activity.proofs)

    assert faults == ()
    assert replace(hung, id=activity.id, version=activity.version) == activity


def test_lines_carry_keys_ids_and_versions_of_what_they_show() -> None:
    found = [
        (line.sheet, line.key, line.id, line.version)
        for line in workbook_lines(RECORDS)
        if line.sheet is not Sheet.TARGETS
    ]

    assert found == [
        (Sheet.REPORTS, "1.1/once", "O1", 0),
        (Sheet.REPORTS, "1.2/once", "O2", 4),
        (Sheet.EXEMPLARS, "A1-2017-001", "E1", 3),
        (Sheet.EXEMPLARS, "A1-2017-002", "E2", 1),
        *((Sheet.ACTIVITIES, each.id, each.id, each.version) for each in ACTIVITIES),
    ]


def test_report_tells_every_number_that_its_task_asks_for() -> None:
    report = a_report(id="R1", version=2, numbers={"ca_nhan": 0.0}, text="Xong.")

    assert report_line(an_obligation(id="O1"), report, PLAN, "A1") == Line(
        sheet=Sheet.REPORTS,
        key="1.1/once",
        id="O1",
        version=2,
        values={
            "text": "Xong.",
            "paper_number": None,
            "paper_date": None,
            "paper_issuer": None,
            "link": None,
            "number.ca_nhan": 0.0,
            "number.kinh_phi": None,
        },
    )


def test_what_was_owed_by_a_unit_that_ended_is_told_apart() -> None:
    inherited = an_obligation("OLD", id="O9")

    assert report_line(inherited, None, PLAN, "A1").key == "1.1/once/OLD"


def test_many_values_share_a_cell_and_come_apart_again() -> None:
    assert several(["dat", "nuoc"]) == "dat; nuoc"
    assert several([]) is None
    assert split("dat;nuoc ;\n khi;;") == ("dat", "nuoc", "khi")
    assert split(None) == ()
