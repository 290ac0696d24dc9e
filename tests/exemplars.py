"""Boring builders of exemplars: a person, a step, an activity, with no surprises."""

from datetime import date
from typing import Any

from tests.builders import a_phase, a_plan
from toolkit.domain.activity import Activity, Means, Nurturing, Replication
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration, Sex, Step, StepTaken
from toolkit.domain.plan import Field, Plan

FOUND = date(2017, 3, 1)


def a_field(code: str, **changes: Any) -> Field:
    return Field(
        **{"code": code, "name": f"Lĩnh vực {code}", "name_en": f"Field {code}", **changes}
    )


def a_plan_of_two_phases() -> Plan:
    """2017–2018 and 2019–2020, fields dat and nuoc."""
    second = a_phase("2", starts=date(2019, 1, 1), ends=date(2020, 12, 31))
    return a_plan(phases=(a_phase(), second), fields=(a_field("dat"), a_field("nuoc")))


def a_person(name: str = "Nguyễn Văn An", **changes: Any) -> Exemplar:
    """Found on 01/03/2017 by A1, born in 1980, with everything that registering asks."""
    return an_exemplar(
        ExemplarKind.PERSON,
        **{
            "name": name,
            "birth_year": 1980,
            "sex": Sex.MALE,
            "workplace": "Phòng Tổng hợp",
            "summary": "Giải quyết hồ sơ nhanh.",
            "fields": ("dat",),
            **changes,
        },
    )


def an_exemplar(kind: ExemplarKind = ExemplarKind.MODEL, **changes: Any) -> Exemplar:
    """Only found, and nothing told of it but its name and code."""
    found = changes.get("discovered_on", FOUND)
    return Exemplar(
        **{
            "kind": kind,
            "name": "Mô hình một cửa",
            "unit": "A1",
            "code": "A1-2017-001",
            "discovered_on": found,
            "steps": (a_step(Step.DISCOVERED, found),),
            **changes,
        }
    )


def a_step(step: Step, on: date = FOUND) -> StepTaken:
    return StepTaken(step=step, on=on, by="ha")


def stepped(exemplar: Exemplar, *steps: Step, on: date = FOUND) -> dict[str, Any]:
    """The fields of an exemplar that has taken these steps on that day besides those it had."""
    approved = Step.REGISTERED in steps
    return {
        "steps": (*exemplar.steps, *(a_step(step, on) for step in steps)),
        "registration": Registration.APPROVED if approved else exemplar.registration,
        "last_on": on,
    }


def a_nurturing(**changes: Any) -> Activity:
    return Activity(
        **{
            "unit": "A1",
            "on": date(2017, 5, 1),
            "title": "Lớp bồi dưỡng",
            "detail": Nurturing(means=Means.TRAINING),
            "exemplars": ("E1",),
            **changes,
        }
    )


def a_replication(taker: str = "B2", **changes: Any) -> Activity:
    detail = Replication(taker=taker, adapted="Rút còn ba bước.", figures="12 xã")
    return a_nurturing(**{"title": "Áp dụng", "detail": detail, **changes})
