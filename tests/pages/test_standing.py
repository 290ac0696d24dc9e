"""How exemplars stand on the overview and on a unit's sheet: figures, and the lists behind them."""

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.actions.test_exemplars import put
from tests.actions.test_lifeline import MODEL, registered, step
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.targets import set_targets
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.actions.views.exemplars import exemplar_list
from toolkit.domain.user import Role
from toolkit.pages.exemplars.state import Told
from toolkit.pages.overview.state import OverviewState
from toolkit.pages.standing import drawn_standing
from toolkit.pages.units.state import UnitsState
from toolkit.words import Words

TODAY = date(2017, 6, 1)
VI = Words("vi")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def _some(desk: Desk) -> None:
    """Two found, one of them stopped; two approved; one merged or stalled none."""
    put(desk, name="Mới Tìm")
    one = put(desk, name="Thôi Theo")
    step(desk, "stop", one, reason="Chuyển công tác.")
    registered(desk, name="Đã Duyệt")
    registered(desk, unit="T9", **MODEL)


def _drawn(desk: Desk, unit: str = "") -> dict[str, Any]:
    return drawn_standing(exemplar_figures(desk, unit=unit), VI, past=False)


def _listed(desk: Desk, href: str) -> str:
    """How many the list has at this address."""
    said: dict[str, Any] = dict(parse_qsl(href.removeprefix("?")))
    assert said.pop("page") == "exemplars"
    if "stalled" in said:
        said["stalled"] = True
    return VI.number(exemplar_list(desk, asked=Told(**said).asked, limit=0).page.total)


@pytest.mark.parametrize("unit", ["", "T9"])
def test_every_number_that_is_a_link_is_the_number_of_the_list(
    unit: str, desk_for: DeskFor
) -> None:
    desk = desk_for(on=TODAY)
    _some(desk)
    drawn = _drawn(desk, unit)
    base = drawn["base"]
    links = [(base, drawn["total"])]
    links += [(f"{base}&step={row[0]}", row[4] or "0") for row in drawn["steps"]]
    links += [(f"{base}&kind={row[0]}", row[2]) for row in drawn["kinds"]]
    links += [(f"{base}&field={row[0]}", row[2]) for row in drawn["fields"]]
    assert [(href, _listed(desk, href)) for href, _ in links] == links
    assert drawn["total"] == ("1" if unit else "3")


def test_funnel_counts_who_took_a_step_by_phase_stopped_ones_too(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    _some(desk)
    took = {row[0]: (row[2], row[3]) for row in _drawn(desk)["steps"]}
    assert took["discovered"] == ("4", [100.0])
    assert took["registered"] == ("2", [50.0])


def test_target_of_the_year_is_told_against_what_was_registered(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    _some(desk)
    set_targets(desk, unit="T2", year=2017, counts={("person", ""): 4})
    aims = {row[0]: row[3:] for row in _drawn(desk)["kinds"]}
    assert aims["person"] == ["1/4", 25.0]


def test_stalled_ones_tell_for_how_many_days(desk_for: DeskFor) -> None:
    put(desk_for(on=date(2017, 3, 2)), name="Lâu Rồi")
    later = desk_for(on=date(2017, 12, 1))
    drawn = _drawn(later)
    ((_, name, reached, days),) = drawn["stalled"]
    assert (name, reached, days) == ("Lâu Rồi", "Phát hiện", "275 ngày")
    assert _listed(later, f"{drawn['base']}&stalled=1&sort=last") == "1"


def test_overview_and_unit_sheet_show_it_for_the_day_they_speak_of(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    _some(desk)
    page = OverviewState(desk, VI)
    page.open(on=date(2017, 2, 1))
    assert (page.standing["total"], page.standing["tail"]) == ("0", "&on=2017-02-01")
    page.open()
    assert page.standing["total"] == "3"
    assert page.also[-1] == {
        "tone": "accepted",
        "icon": "mdi-account-star-outline",
        "text": "3 điển hình",
        "href": "?page=exemplars",
    }
    units = UnitsState(desk, VI)
    units.open(unit="T9")
    assert units.picked["standing"]["base"] == "?page=exemplars&unit=T9"


def test_a_unit_counts_its_own(desk_for: DeskFor) -> None:
    _some(desk_for(on=TODAY))
    page = OverviewState(desk_for(coordinator("T9"), TODAY), VI)
    page.open()
    assert page.standing["total"] == "1"


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN, Role.ANALYST])
def test_whoever_sees_the_overview_sees_the_exemplars(role: Role, desk_for: DeskFor) -> None:
    page = OverviewState(desk_for(a_user(role), TODAY), VI)
    page.open()
    assert page.standing["total"] == "0"


def test_pages_ask_as_often_for_many_exemplars_as_for_few(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    counts = []
    for times in (1, 4):
        for _ in range(times):
            _some(desk)
        overview, units = OverviewState(desk, VI), UnitsState(desk, VI)
        with statements_of(desk.store) as statements:
            overview.open()
            units.open(unit="T2")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_state_of_it_is_small(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    for _ in range(4):
        _some(desk)
    assert len(json.dumps(_drawn(desk)).encode()) < 5_000
