"""Numbers as people write them in reports."""

import pytest

from tests.builders import a_number, a_task
from toolkit.rules.numbers import read_numbers

TASK = a_task(numbers=(a_number("so", name="Số lớp", whole=False),))
WHOLE = a_task(numbers=(a_number("so"),))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("0", 0),
        ("-3", -3),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("0,125", 0.125),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234", 1234),
        ("1\u00a0234\u00a0567", 1234567),
        ("\u22125", -5),
        (7, 7),
        (7.5, 7.5),
    ],
)
def test_number_is_read_the_vietnamese_way_and_the_english_where_that_is_plain(
    typed: object, value: float
) -> None:
    assert read_numbers(TASK, {"so": typed}) == ({"so": value}, ())


@pytest.mark.parametrize(
    ("typed", "big", "small"), [("1.234", "1234", "1,2340"), ("20,000", "20000", "20,0000")]
)
def test_number_that_reads_two_ways_is_asked_back_and_never_guessed(
    typed: str, big: str, small: str
) -> None:
    numbers, (reason,) = read_numbers(TASK, {"so": typed})

    assert numbers == {}
    assert (reason.key, reason.field) == ("blocker.number_two_ways", "number.so")
    assert dict(reason.values) == {"name": "Số lớp", "value": typed, "big": big, "small": small}


def test_number_that_must_be_whole_reads_one_way_only() -> None:
    assert read_numbers(WHOLE, {"so": "1.234"}) == ({"so": 1234}, ())
    assert read_numbers(WHOLE, {"so": "20,000"}) == ({"so": 20000}, ())


def test_both_ways_offered_can_be_read() -> None:
    assert read_numbers(TASK, {"so": "1234"})[0] == {"so": 1234}
    assert read_numbers(TASK, {"so": "1,2340"})[0] == {"so": 1.234}


@pytest.mark.parametrize(
    "typed",
    [
        "mười",
        "12 lớp",
        "65%",
        "1e5",
        "٣",
        "1.23.456",
        "1,2,3",
        "nan",
        True,
        float("nan"),
        [1],
        "9" * 31,
    ],
)
def test_what_is_no_number_is_refused_beside_its_field(typed: object) -> None:
    numbers, (reason,) = read_numbers(TASK, {"so": typed})

    assert numbers == {}
    assert (reason.key, reason.field) == ("blocker.number_not_a_number", "number.so")


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_nothing_typed_is_no_number_and_no_fault_here(typed: object) -> None:
    assert read_numbers(TASK, {"so": typed}) == ({}, ())


def test_number_that_the_task_does_not_ask_for_is_refused() -> None:
    numbers, (reason,) = read_numbers(TASK, {"la": "1"})

    assert numbers == {}
    assert (reason.key, reason.field) == ("blocker.number_unknown", "number.la")
