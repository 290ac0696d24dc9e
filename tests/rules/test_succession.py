"""Who bears the obligations of a unit that was renamed, merged or ended."""

from datetime import date

from tests.builders import a_unit
from toolkit.rules.succession import bearers, is_valid

CHANGE = date(2017, 4, 4)
BEFORE, AFTER = date(2017, 4, 3), date(2017, 4, 5)


def test_unit_is_valid_from_its_first_day_until_the_day_before_it_ends() -> None:
    unit = a_unit(valid_from=CHANGE, valid_to=date(2018, 3, 1))

    days = [BEFORE, CHANGE, date(2018, 2, 28), date(2018, 3, 1)]
    assert [is_valid(unit, day) for day in days] == [False, True, True, False]


def test_unit_without_dates_is_always_valid() -> None:
    assert is_valid(a_unit(), date(1900, 1, 1)) is True


def test_renamed_unit_hands_its_obligations_on_from_the_day_it_ends() -> None:
    old = a_unit("CU", valid_to=CHANGE, successor="MOI")
    new = a_unit("MOI", valid_from=CHANGE)

    assert bearers([old, new], BEFORE) == {"CU": "CU", "MOI": "MOI"}
    assert bearers([old, new], CHANGE) == {"CU": "MOI", "MOI": "MOI"}


def test_two_units_merged_into_one_are_both_borne_by_it() -> None:
    units = [
        a_unit("KH", valid_to=CHANGE, successor="KHTC"),
        a_unit("TC", valid_to=CHANGE, successor="KHTC"),
        a_unit("KHTC", valid_from=CHANGE),
    ]

    assert bearers(units, AFTER) == {"KH": "KHTC", "TC": "KHTC", "KHTC": "KHTC"}


def test_chain_of_renamings_leads_to_the_unit_of_that_day() -> None:
    units = [
        a_unit("A", valid_to=CHANGE, successor="B"),
        a_unit("B", valid_to=date(2018, 3, 1), successor="C"),
        a_unit("C"),
    ]

    assert bearers(units, AFTER)["A"] == "B"
    assert bearers(units, date(2018, 3, 1))["A"] == "C"


def test_unit_ended_without_successor_keeps_its_own_so_nothing_drops_out_of_sight() -> None:
    assert bearers([a_unit("A", valid_to=CHANGE)], AFTER) == {"A": "A"}


def test_unknown_successor_changes_nothing() -> None:
    assert bearers([a_unit("A", valid_to=CHANGE, successor="Z")], AFTER) == {"A": "A"}


def test_units_that_succeed_one_another_in_a_circle_come_to_an_end() -> None:
    circle = [
        a_unit("A", valid_to=CHANGE, successor="B"),
        a_unit("B", valid_to=CHANGE, successor="A"),
    ]

    assert bearers(circle, AFTER) == {"A": "B", "B": "A"}
