"""Who must stand aside, by the tree of units."""

import pytest

from tests.builders import a_unit
from toolkit.domain.review import Kinship
from toolkit.rules.conflicts import conflict_blockers

UNITS = {
    unit.code: unit
    for unit in (
        a_unit("BO"),
        a_unit("TC", parent="BO", bloc="K1"),
        a_unit("CUC", parent="TC", bloc="K1"),
        a_unit("SO", parent="", bloc="C8"),
        a_unit("SO2", parent="", bloc="C8"),
    )
}


def told(judge: str, dossier: str, kinds: tuple[Kinship, ...] = tuple(Kinship)) -> list[str]:
    found = conflict_blockers(judge, dossier, kinds, UNITS)
    return [each.key.removeprefix("blocker.kin.") for each in found]


@pytest.mark.parametrize(
    ("judge", "dossier", "kin"),
    [
        ("TC", "TC", ["same_unit"]),
        ("TC", "CUC", ["unit_above", "same_bloc"]),
        ("BO", "CUC", ["unit_above"]),
        ("CUC", "TC", ["unit_below", "same_bloc"]),
        ("SO", "SO2", ["same_bloc"]),
        ("SO", "TC", []),
        ("", "TC", []),
        ("KHÔNG CÓ", "TC", []),
    ],
)
def test_kin_of_a_dossier_stand_aside(judge: str, dossier: str, kin: list[str]) -> None:
    assert told(judge, dossier) == kin


def test_only_the_rounds_own_rules_count() -> None:
    assert told("TC", "CUC", (Kinship.SAME_UNIT,)) == []


def test_a_loop_in_the_tree_ends() -> None:
    loop = {"A": a_unit("A", parent="B"), "B": a_unit("B", parent="A")}

    found = conflict_blockers("A", "B", [Kinship.UNIT_ABOVE, Kinship.UNIT_BELOW], loop)

    assert [each.key for each in found] == ["blocker.kin.unit_above", "blocker.kin.unit_below"]
