"""Nominated exemplars for the tests of summary 5."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.exchange.award_cases import an_award
from tests.exchange.deed_cases import HEIRS, ON, UNITS
from tests.exchange.summary_cases import MADE, TWO_PHASES
from tests.exemplars import a_field, a_person, a_replication, a_step, an_exemplar
from toolkit.domain.activity import Activity, Award, AwardType
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Step
from toolkit.domain.unit import Unit
from toolkit.rules.deeds import Hung
from toolkit.rules.honours import HonourFigures, honour_figures

PLAN = replace(TWO_PHASES, fields=(a_field("dat"),))
NOMINATED = (a_step(Step.NOMINATED, date(2019, 9, 1)),)
HONOURED = (*NOMINATED, a_step(Step.HONOURED, date(2019, 9, 20)))


def a_nominee(id_: str, unit: str = "V1", **changes: Any) -> Exemplar:
    told = {"id": id_, "code": f"{unit}-2017-{id_}", "unit": unit, "steps": NOMINATED}
    return a_person(**{"post": "Chuyên viên", **told, **changes})


NOMINEES = (
    a_nominee("P1", "V0", name="Nguyễn Văn Tám"),
    a_nominee("P2", name="Trần Thị Ba", steps=HONOURED),
    a_nominee("P3", "01", name="=1+1"),
    an_exemplar(
        ExemplarKind.TEAM,
        id="T1",
        code="01-2017-T1",
        unit="01",
        name="Đội Một",
        head="Lê Văn Đội",
        size=12,
        steps=NOMINATED,
        fields=("dat",),
    ),
    an_exemplar(id="M1", code="1-2017-M1", unit="1", place="Huyện Một", steps=HONOURED),
)
_HUNG = {
    "P2": Hung("P2", "V1-2017-P2", "Trần Thị Ba", ExemplarKind.PERSON, "V1", ""),
    "M1": Hung("M1", "1-2017-M1", "Mô hình một cửa", ExemplarKind.MODEL, "1", ""),
    "M0": Hung("M1", "1-2017-M1", "Mô hình một cửa", ExemplarKind.MODEL, "1", ""),
}
DEEDS = (
    an_award("K1", Award.MINISTER_CERTIFICATE, AwardType.MERIT, "P2"),
    a_replication("S9", id="R1", exemplars=("M1",)),
    a_replication("V1", id="R2", exemplars=("M0",)),
)


def figures(
    nominees: Iterable[Exemplar] = NOMINEES,
    units: Iterable[Unit] = UNITS,
    deeds: Iterable[Activity] = DEEDS,
) -> HonourFigures:
    return honour_figures(
        PLAN,
        units,
        nominees,
        activities=deeds,
        hung=_HUNG,
        heirs=HEIRS,
        as_known_on=ON,
        made_at=MADE,
    )
