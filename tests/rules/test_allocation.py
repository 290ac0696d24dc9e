"""Places of a conference: a base for each unit, the rest by exemplars, always all the seats."""

import itertools
from random import Random

import pytest

from toolkit.rules.allocation import allocate


def places(seats: int, per_unit: int, exemplars: dict[str, int]) -> dict[str, int]:
    return {one.unit: one.places for one in allocate(seats, per_unit, exemplars).shares}


def test_each_unit_has_its_base_and_the_rest_goes_by_exemplars() -> None:
    # 10 seats, 1 each: 7 are left for 3, 2 and 2 of 7 exemplars.
    assert places(10, 1, {"A": 3, "B": 2, "C": 2}) == {"A": 4, "B": 3, "C": 3}


def test_the_largest_remainders_get_the_last_places() -> None:
    # 5 × 7/13 = 2 9/13, 5 × 4/13 = 1 7/13, 5 × 2/13 = 10/13: the last two go to C and A.
    assert places(5, 0, {"A": 7, "B": 4, "C": 2}) == {"A": 3, "B": 1, "C": 1}


def test_equal_remainders_go_to_who_has_more_exemplars() -> None:
    # 3 × 3/6 = 1 1/2, 3 × 1/6 = 1/2 each: A has more.
    found = allocate(3, 0, {"A": 3, "B": 1, "C": 1, "D": 1})

    assert {one.unit: one.places for one in found.shares} == {"A": 2, "B": 1, "C": 0, "D": 0}
    assert (found.tied, found.tied_for) == (("B", "C", "D"), 1)
    assert [one.unit for one in found.shares if one.tied] == ["B", "C", "D"]


def test_no_tie_is_told_where_all_of_them_get_a_place_or_none_does() -> None:
    assert allocate(3, 0, {"A": 1, "B": 1, "C": 1}).tied == ()
    assert allocate(4, 0, {"A": 2, "B": 2}).tied == ()


def test_a_base_that_seats_do_not_suffice_for_becomes_smaller() -> None:
    found = allocate(5, 2, {"A": 1, "B": 0, "C": 0})

    assert found.base == 1
    assert {one.unit: one.places for one in found.shares} == {"A": 3, "B": 1, "C": 1}


def test_where_nobody_has_exemplars_all_count_the_same() -> None:
    assert places(6, 1, {"A": 0, "B": 0}) == {"A": 3, "B": 3}
    assert places(2, 1, {"C": 0, "A": 0, "B": 0}) == {"A": 1, "B": 1, "C": 0}


def test_no_units_have_no_places() -> None:
    assert allocate(10, 1, {}).shares == ()


@pytest.mark.parametrize("seed", range(200))
def test_places_add_up_whatever_the_numbers_and_the_order(seed: int) -> None:
    chance = Random(seed)
    codes = [f"U{number}" for number in range(chance.randint(1, 160))]
    exemplars = {code: chance.choice((0, 0, 1, 1, 2, 3, 8, 40)) for code in codes}
    seats, per_unit = chance.randint(1, 600), chance.randint(0, 4)
    found = allocate(seats, per_unit, exemplars)
    shuffled = dict(sorted(exemplars.items(), key=lambda _: chance.random()))

    assert sum(one.places for one in found.shares) == seats
    assert all(one.places >= found.base for one in found.shares)
    assert allocate(seats, per_unit, shuffled) == found
    by_count = sorted(found.shares, key=lambda one: one.exemplars)
    for less, more in itertools.pairwise(by_count):
        # Who has more exemplars never has fewer places, and no share is off by a whole place.
        assert more.exemplars == less.exemplars or more.places >= less.places
    total = sum(exemplars.values())
    rest = seats - found.base * len(codes)
    if total:
        for one in found.shares:
            assert abs(one.places - found.base - rest * one.exemplars / total) < 1
