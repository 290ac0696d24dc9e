"""Addresses: what may stand after the question mark."""

import pytest

from toolkit.pages.exchange.state import ExchangeState
from toolkit.pages.overview.state import OverviewState
from toolkit.pages.plan.state import PlanState
from toolkit.pages.reports.state import ReportsState
from toolkit.pages.shell.state import THEMES
from toolkit.pages.units.state import UnitsState
from toolkit.pages.work.state import WorkState
from toolkit.serving.query import PARAMETERS, faults, value
from toolkit.words import LANGUAGES


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page", "units"),
        ("unit", "TĐKTTT"),
        ("unit", "STNMT-01"),
        ("task", "2.3a"),
        ("kind", "so,tong-cuc"),
        ("late", "1"),
        ("on", "2018-10-15"),
        ("q", "Sở Tài nguyên & Môi trường (cũ), 50%"),
        ("lang", "en"),
        ("theme", "dark"),
    ],
)
def test_parameter_with_a_sensible_value_is_allowed(name: str, text: str) -> None:
    assert faults({name: [text.encode()]}) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("template", "lab"),
        ("voila-theme", "dark"),
        ("theme", "dark'><script>alert(1)</script>"),
        ("theme", ""),
        ("page", "../admin"),
        ("unit", "<b>"),
        ("unit", "a" * 65),
        ("on", "15/10/2018"),
        ("late", "yes"),
        ("q", "<img src=x onerror=alert(1)>"),
        ("q", "a" * 101),
        ("q", "a\nb"),
        ("lang", "fr"),
    ],
)
def test_unknown_parameter_or_odd_value_is_refused(name: str, text: str) -> None:
    assert faults({name: [text.encode()]}) == [name]


def test_bytes_that_are_no_text_and_doubled_parameters_are_refused() -> None:
    assert faults({"q": [b"\xff\xfe"], "page": [b"units", b"work"]}) == ["q", "page"]


def test_decomposed_vietnamese_is_as_good_as_composed() -> None:
    assert (
        faults(
            {
                "unit": [
                    "TĐKT".encode(),
                ]
            }
        )
        == []
    )
    assert faults({"unit": ["Sơ\u0309".encode()]}) == []


def test_value_of_a_parameter_that_is_not_there_is_nothing() -> None:
    assert value({}, "lang") == ""


def test_every_filter_that_a_page_puts_in_its_address_is_allowed() -> None:
    states = (ExchangeState, OverviewState, PlanState, ReportsState, UnitsState, WorkState)
    taken = {name for state in states for name in state.takes}

    assert taken | {"page", "lang", "theme"} <= set(PARAMETERS)
    assert [name for name in LANGUAGES if faults({"lang": [name.encode()]})] == []
    assert [name for name in THEMES if faults({"theme": [name.encode()]})] == []
