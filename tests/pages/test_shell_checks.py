"""What a browser or an address says is believed only after its check."""

from datetime import date
from typing import Any

import pytest

from toolkit.pages import checks
from toolkit.pages.address import address, parse, understood
from toolkit.pages.checks import BadValue, Check

BAD: list[tuple[Check[Any], Any]] = [
    (checks.code, ""),
    (checks.code, "A" * 65),
    (checks.code, "<script>"),
    (checks.code, {"a": 1}),
    (checks.text(3), "abcd"),
    (checks.text(3, least=1), ""),
    (checks.text(3), None),
    (checks.whole(0, 9), 10),
    (checks.whole(0, 9), -1),
    (checks.whole(0, 9), True),
    (checks.whole(0, 9), 1.5),
    (checks.whole(0, 9), "1e3"),
    (checks.number, float("nan")),
    (checks.number, "7"),
    (checks.flag, "yes"),
    (checks.day, "15/10/2018"),
    (checks.day, "2018-02-30"),
    (checks.day, 20181015),
    (checks.one_of(("vi", "en")), "fr"),
    (checks.one_of(("vi", "en")), ["vi"]),
    (checks.many(checks.code, 2), ["a", "b", "c"]),
    (checks.many(checks.code, 2), "ab"),
    (checks.record(id=checks.code), {"id": "a", "more": 1}),
    (checks.record(id=checks.code), {}),
    (checks.record(id=checks.code), "id"),
]


@pytest.mark.parametrize(("check", "value"), BAD)
def test_value_that_our_page_would_not_send_is_refused(check: Check[Any], value: Any) -> None:
    with pytest.raises(BadValue):
        check(value)


def test_good_values_come_back_typed() -> None:
    fields = {
        "on": checks.optional(checks.day),
        "late": checks.flag,
        "size": checks.whole(1, 500),
        "picked": checks.many(checks.code, 3),
    }

    assert checks.checked(
        {"on": "2018-10-15", "late": "1", "size": "50", "picked": ["STNMT-01", "ĐCKS"]}, fields
    ) == {"on": date(2018, 10, 15), "late": True, "size": 50, "picked": ("STNMT-01", "ĐCKS")}


def test_unknown_field_is_refused() -> None:
    with pytest.raises(BadValue):
        checks.checked({"id": "a", "role": "admin"}, {"id": checks.code})


def test_address_leaves_out_empty_filters_and_comes_back_the_same() -> None:
    search = address("units", unit="ĐCKS", late=True, q="tổng cục & viện", kind="", on=None)

    assert "kind" not in search
    assert parse(search) == {"page": "units", "unit": "ĐCKS", "late": "1", "q": "tổng cục & viện"}


@pytest.mark.parametrize("search", ["?" + "a" * 2_001, "?" + "&".join("a=1" for _ in range(60))])
def test_address_that_nobody_would_type_is_nothing(search: str) -> None:
    assert parse(search) == {}


def test_what_an_address_says_wrong_is_named_and_left_out() -> None:
    takes = {"on": checks.day, "late": checks.flag}

    assert understood({"on": "today", "late": "1", "x": "<b>"}, takes) == (
        {"late": True},
        ("on", "x"),
    )
