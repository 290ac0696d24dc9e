"""Activities for the tests of summaries 3 and 4, and what they hang on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import a_unit
from tests.exchange.summary_cases import MADE, TWO_PHASES
from tests.exemplars import a_nurturing, a_replication
from toolkit.domain.activity import (
    Activity,
    FollowUp,
    Means,
    MediaItem,
    Medium,
    Movement,
    Nurturing,
    Visit,
)
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.unit import Unit
from toolkit.rules.deeds import DeedFigures, Hung, deed_figures

ON = date(2019, 10, 1)
UNITS = (a_unit("V1"), a_unit("01", kind="so"), a_unit("1", kind="so"), a_unit("S9", kind="so"))
HUNG = {
    one.id: one
    for one in (
        Hung("E1", "V1-2017-001", "Nguyễn Văn An", ExemplarKind.PERSON, "V1", "Vụ trưởng"),
        Hung("E2", "01-2017-001", "Mô hình một cửa", ExemplarKind.MODEL, "01", ""),
    )
}
HEIRS = {"V0": "V1"}


def a_media(medium: Medium, **changes: Any) -> Activity:
    detail = MediaItem(outlet="Báo Ngành", medium=medium)
    return a_nurturing(**{"title": "Gương sáng", "detail": detail, **changes})


DEEDS = (
    a_nurturing(id="A1", unit="V0", exemplars=("E1", "E2")),
    a_nurturing(id="A2", unit="V1", detail=Nurturing(means=Means.TASK), on=date(2019, 5, 1)),
    a_replication("1", id="A3", unit="01", exemplars=("E2",), on=date(2018, 3, 1)),
    a_replication("S9", id="A4", unit="01", exemplars=("E2",), on=date(2018, 4, 1)),
    a_replication("V1", id="A5", unit="01", exemplars=("E2",), on=date(2019, 9, 1)),
    a_media(Medium.RADIO, id="A6", unit="1", on=date(2018, 2, 1)),
    a_nurturing(id="A7", unit="01", detail=Visit(guests={"1": 12, "V1": 5}), exemplars=("E2",)),
    a_nurturing(id="A8", unit="V1", detail=Movement(aim="Học tập"), exemplars=()),
    a_nurturing(
        id="A9", unit="V1", detail=Movement(), until=date(2018, 1, 1), exemplars=(), title="=1+1"
    ),
)


def a_look(activity: str, months: int, *, due: date, alive: bool | None = None) -> FollowUp:
    return FollowUp(activity=activity, exemplar="E2", unit="1", months=months, due=due, alive=alive)


LOOKS = (
    a_look("A3", 6, due=date(2018, 9, 1), alive=False),
    a_look("A3", 12, due=date(2019, 3, 1), alive=True),
    a_look("A4", 12, due=date(2019, 4, 1)),
    a_look("A5", 12, due=date(2020, 9, 1)),
)


def figures(
    deeds: Iterable[Activity] = DEEDS,
    units: Iterable[Unit] = UNITS,
    looks: Iterable[FollowUp] = LOOKS,
) -> DeedFigures:
    return deed_figures(
        TWO_PHASES,
        units,
        deeds,
        hung=HUNG,
        follow_ups=looks,
        heirs=HEIRS,
        as_known_on=ON,
        made_at=MADE,
    )


def many_deeds(units: Iterable[Unit]) -> list[Activity]:
    """Each unit with a hundred pieces in the media: wide numbers in every row."""
    return [
        replace(DEEDS[5], unit=unit.code, id=f"{unit.code}-{place}")
        for unit in units
        for place in range(100)
    ]
