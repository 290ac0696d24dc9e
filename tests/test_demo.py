"""The demo lives the same life every time, goes on, goes back, and leaves real data alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_user
from tests.desks import PLAN
from toolkit.actions import reports
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.app import Toolkit, open_toolkit
from toolkit.demo import make_demo, move_day
from toolkit.demo.deeds import Deed
from toolkit.demo.exemplar_life import ExemplarWorld
from toolkit.demo.life import DayOutOfPlan
from toolkit.demo.make import DataThere
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.user import Role
from toolkit.errors import NotADemo, Refused
from toolkit.rules.lifeline import impossible
from toolkit.rules.succession import is_valid
from toolkit.store import ExemplarFilter

MARCH, APRIL = date(2017, 3, 20), date(2017, 4, 12)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demo") / "demo.db"
    make_demo(str(data), today=APRIL)
    return data


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Iterator[Toolkit]:
    """A copy of a demo that has lived to 12/04/2017."""
    copy = tmp_path / "demo.db"
    copy.write_bytes(made.read_bytes())
    with open_toolkit(str(copy)) as toolkit:
        yield toolkit


def life(desk: Desk) -> dict[tuple[str, str, str], Obligation]:
    """Obligations by what people call them, without ids that differ from run to run."""
    with desk.store.reading() as reading:
        return {(o.unit, o.task, o.period): replace(o, id="") for o in reading.all_obligations()}


def exemplars(desk: Desk) -> list[Exemplar]:
    """Exemplars without ids that differ from run to run."""
    with desk.store.reading() as reading:
        found = reading.exemplars_in(ExemplarFilter(standing="", sort="code"))
        return [replace(each, id="") for each in found]


def test_144_units_live_through_the_plan_by_the_actions(demo: Toolkit) -> None:
    with demo.desk.store.reading() as reading:
        assert len(reading.units()) == 144
        sent = next(o for o in reading.all_obligations() if o.state is State.ACCEPTED)
        steps = [step.action for step in reading.history("obligation", sent.id)]
    assert steps[0] == "accept"
    assert steps[-1] == "make"


def test_the_demos_clock_tells_the_demos_day(demo: Toolkit) -> None:
    assert (demo.is_demo, demo.desk.today) == (True, APRIL)


def test_going_back_and_on_again_leads_to_the_same_life(demo: Toolkit) -> None:
    before, found = life(demo.desk), exemplars(demo.desk)
    move_day(demo.desk, to=MARCH)
    earlier = life(demo.desk)
    assert 0 < len(exemplars(demo.desk)) < len(found)
    assert demo.desk.today == MARCH
    assert sum(o.state is not State.OPEN for o in earlier.values()) < sum(
        o.state is not State.OPEN for o in before.values()
    )
    move_day(demo.desk, to=APRIL)
    assert life(demo.desk) == before
    assert exemplars(demo.desk) == found


def test_script_up_to_the_end_of_2020_discovers_about_1200_exemplars(demo: Toolkit) -> None:
    with demo.desk.store.reading() as reading:
        plan, units = reading.plan(), {unit.code: unit for unit in reading.units()}
    script = ExemplarWorld(demo.desk.store, plan, tuple(units.values())).script()
    found = [it for it in script if it.deed is Deed.DISCOVER]
    by_units_that_are = [it for it in found if is_valid(units[it.unit], it.at.date())]

    assert all(it.at.date() <= date(2020, 12, 31) for it in found)
    assert 1_150 <= len(by_units_that_are) <= 1_250
    assert len({it.unit for it in by_units_that_are}) >= 140


def test_nobody_has_a_middle_name_of_the_other_sex(demo: Toolkit) -> None:
    told = {"Thị": "female", "Văn": "male"}
    people = [each for each in exemplars(demo.desk) if each.kind is ExemplarKind.PERSON]
    sexes = {(each.name.split()[1], each.sex) for each in people}
    by_name = {(middle, sex) for middle, sex in sexes if middle in told}

    assert by_name == set(told.items())


def test_exemplars_live_their_life_by_the_actions(demo: Toolkit) -> None:
    found = exemplars(demo.desk)

    assert [each.code for each in found if list(impossible(each))] == []
    assert {each.registration for each in found} == set(Registration)
    assert len({(each.unit, each.name) for each in found}) == len(found)
    assert not [each for each in found if each.discovered_on > APRIL or not each.summary]


def test_what_somebody_did_is_kept_when_the_day_moves_on(demo: Toolkit) -> None:
    move_day(demo.desk, to=MARCH)
    with demo.desk.store.reading() as reading:
        mine = next(o for o in reading.all_obligations() if o.state is State.OPEN)
    freed = reports.waive(demo.desk, obligation=mine.id, version=mine.version, reason="Thử.")
    move_day(demo.desk, to=APRIL)
    with demo.desk.store.reading() as reading:
        assert reading.obligation(mine.id) == freed


def test_a_day_outside_the_plan_is_refused(demo: Toolkit) -> None:
    with pytest.raises(DayOutOfPlan):
        move_day(demo.desk, to=date(2021, 1, 1))
    assert demo.desk.today == APRIL


def test_only_those_who_may_move_the_day(demo: Toolkit) -> None:
    with pytest.raises(Refused):
        move_day(demo.desk.as_user(a_user(Role.COUNCIL)), to=MARCH)


def test_real_data_have_no_day_to_move(tmp_path: Path) -> None:
    with open_toolkit(str(tmp_path / "that.db"), create=True) as real:
        use_plan(real.desk, text=PLAN, name="doc.toml")
        with pytest.raises(NotADemo):
            move_day(real.desk, to=MARCH)


def test_a_demo_is_never_made_over_data(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(DataThere):
        make_demo(str(made), today=MARCH)
    assert made.read_bytes() == before


def test_a_demo_takes_the_place_of_an_empty_file(tmp_path: Path) -> None:
    place = tmp_path / "demo.db"
    place.touch()
    make_demo(str(place), today=date(2016, 12, 9))
    with open_toolkit(str(place)) as kit:
        assert kit.is_demo


def test_a_demo_that_fails_leaves_nothing_half_made(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(share: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        make_demo(str(tmp_path / "demo.db"), today=MARCH, progress=stop)
    assert list(tmp_path.iterdir()) == []
