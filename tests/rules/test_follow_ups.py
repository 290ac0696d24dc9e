"""When to look again at what was copied, who is stalled, and figures as people type them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.exemplars import a_nurturing, a_person, a_plan_of_two_phases, a_replication, stepped
from toolkit.domain.exemplar import Standing, Step
from toolkit.rules.codes import code_parts, exemplar_code
from toolkit.rules.follow_ups import follow_ups, months_after
from toolkit.rules.numbers import read_figure
from toolkit.rules.stalled import is_stalled

PLAN = a_plan_of_two_phases()


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2017, 5, 20), 6, date(2017, 11, 20)),
        (date(2017, 8, 31), 6, date(2018, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2017, 12, 1), 12, date(2018, 12, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(
    day: date, months: int, after: date
) -> None:
    assert months_after(day, months) == after


def test_only_copying_is_looked_at_again_by_the_taker() -> None:
    asked = follow_ups(a_replication("B2", id="A"), PLAN)

    assert [(each.unit, each.exemplar, each.months) for each in asked] == [
        ("B2", "E1", 6),
        ("B2", "E1", 12),
    ]
    assert follow_ups(a_nurturing(), PLAN) == ()


def test_stalled_is_who_was_not_heard_of_for_more_than_so_many_days() -> None:
    person = a_person(last_on=date(2017, 3, 1))
    days = [date(2017, 8, 28), date(2017, 8, 29)]

    assert [is_stalled(person, day, 180) for day in days] == [False, True]
    assert not is_stalled(replace(person, standing=Standing.STOPPED), days[1], 180)
    honoured = replace(person, **stepped(person, Step.HONOURED))
    assert not is_stalled(honoured, date(2020, 1, 1), 180)


def test_a_code_can_be_read_back_however_many_there_are() -> None:
    codes = [exemplar_code("STNMT-01", 2017, serial) for serial in (1, 999, 1000)]

    assert codes == ["STNMT-01-2017-001", "STNMT-01-2017-999", "STNMT-01-2017-1000"]
    assert [code_parts(code) for code in codes] == [
        ("STNMT-01-2017", 1),
        ("STNMT-01-2017", 999),
        ("STNMT-01-2017", 1000),
    ]


@pytest.mark.parametrize(
    ("typed", "whole", "read"),
    [
        ("", False, None),
        (None, True, None),
        ("1.200", True, 1200),
        ("12,5", False, 12.5),
        (7, True, 7),
        ("1.200", False, "figure_two_ways"),
        ("12,5", True, "figure_not_whole"),
        ("-1", False, "figure_out_of_range"),
        ("mười", True, "figure_unreadable"),
        (float("nan"), False, "figure_unreadable"),
        (True, True, "figure_unreadable"),
        ([1], True, "figure_unreadable"),
        ("1" * 12, True, "figure_not_whole"),
    ],
)
def test_a_figure_is_read_or_told_why_not(
    typed: object, *, whole: bool, read: float | str | None
) -> None:
    value, faults = read_figure(typed, "size", whole=whole)

    told = [(each.key.removeprefix("blocker."), each.field) for each in faults]
    assert (value, told) == ((None, [(read, "size")]) if isinstance(read, str) else (read, []))
