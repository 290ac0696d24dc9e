"""The plan of 2016–2020 as it ships, and quite another one: no code knows either."""

from collections import Counter
from datetime import date
from pathlib import Path

from tests.builders import a_unit
from toolkit.domain.source import Source
from toolkit.exchange.units import check_units, read_units
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.rules.duties import duties

READING = Path(__file__).with_name("reading.toml")


def test_plan_that_ships_has_both_phases_with_every_activity() -> None:
    plan = load_plan(resource("plans/monre-2016-2020.toml"))

    assert (plan.code, plan.starts, plan.ends) == (
        "08/KH-BTNMT",
        date(2016, 12, 8),
        date(2020, 12, 31),
    )
    assert Counter(task.phase for task in plan.tasks) == {"1": 8, "2": 10}
    assert [
        milestone.on for milestone in plan.milestones if milestone.source is Source.OFFICIAL
    ] == [
        date(2016, 12, 8),
        date(2017, 6, 11),
        date(2019, 12, 4),
        date(2020, 5, 28),
        date(2020, 7, 29),
        date(2020, 11, 27),
    ]


def test_units_that_ship_fit_the_plan_that_ships() -> None:
    plan = load_plan(resource("plans/monre-2016-2020.toml"))
    rows, problems = read_units(resource("units/monre-2016.csv").read_bytes(), "monre-2016.csv")
    units, between = check_units(rows, (), plan)

    assert (problems, between, len(units)) == ((), (), 144)
    owed = Counter(duty.unit for duty in duties(plan, units))
    assert (owed["TCMT"], owed["STNMT-01"], owed["VKHMT"], owed["TĐKT"]) == (39, 39, 32, 1)
    assert set(owed) == {unit.code for unit in units} - {"BTNMT"}


def test_another_plan_needs_no_code() -> None:
    plan = load_plan(READING)
    units = [
        a_unit("PGD", kind="phong"),
        a_unit("TH-1", kind="tieu_hoc"),
        a_unit("CS-1", kind="thcs"),
    ]

    assert [
        (duty.unit, duty.task, duty.period, duty.due.isoformat()) for duty in duties(plan, units)
    ] == [
        ("TH-1", "goc-doc", "once", "2023-10-15"),
        ("CS-1", "goc-doc", "once", "2023-10-15"),
        ("TH-1", "luot-muon", "2023-H2", "2023-12-20"),
        ("CS-1", "luot-muon", "2023-H2", "2023-12-20"),
        ("TH-1", "luot-muon", "2024-H1", "2024-01-15"),
        ("CS-1", "luot-muon", "2024-H1", "2024-01-15"),
        ("CS-1", "ke-chuyen", "2024", "2024-04-23"),
    ]
