"""What a unit aims at, by its own word or by the plan's default, against what it reached."""

from dataclasses import replace

import pytest

from tests.builders import a_unit
from tests.exemplars import a_plan_of_two_phases
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.plan import DefaultTarget
from toolkit.domain.target import Target
from toolkit.rules.targets import Aim, aims, default_targets

PERSON, TEAM = ExemplarKind.PERSON, ExemplarKind.TEAM
PLAN = replace(
    a_plan_of_two_phases(),
    target_defaults=(
        DefaultTarget(kind=PERSON, count=2, who=("so",)),
        DefaultTarget(kind=PERSON, count=1),
        DefaultTarget(kind=TEAM, count=1, who=("so",)),
    ),
)


@pytest.mark.parametrize(
    ("kind", "defaults"),
    [("so", {PERSON: 2, TEAM: 1}), ("vu", {PERSON: 1}), ("bo", {})],
)
def test_the_first_default_that_fits_a_unit_counts(
    kind: str, defaults: dict[ExemplarKind, int]
) -> None:
    assert default_targets(PLAN, a_unit(kind=kind)) == defaults


def test_who_has_set_nothing_is_taken_to_aim_at_the_default() -> None:
    found = aims(PLAN, [a_unit("A1")], [2017], [], {("A1", 2017, PERSON, ""): 3})

    assert found == (Aim("A1", 2017, PERSON, "", 1, 3, assumed=True),)
    assert found[0].missing == 0


def test_who_has_spoken_for_a_year_has_said_all_for_that_year() -> None:
    own = Target(unit="A1", year=2017, kind=TEAM, count=4, field="dat")
    reached = {("A1", 2017, PERSON, ""): 1, ("A1", 2017, TEAM, "dat"): 1}
    found = aims(PLAN, [a_unit("A1")], [2017, 2018], [own], reached)

    assert found == (
        Aim("A1", 2017, PERSON, "", 0, 1, assumed=False),
        Aim("A1", 2017, TEAM, "dat", 4, 1, assumed=False),
        Aim("A1", 2018, PERSON, "", 1, 0, assumed=True),
    )
    assert [each.missing for each in found] == [0, 3, 1]
