"""Words of lists are held to be units, sexes, sorts of subject, fields and awards by name."""

from datetime import date

import pytest

from tests.builders import a_plan, a_unit
from toolkit.domain.plan import Field
from toolkit.domain.text import fold
from toolkit.rules.list_values import UnitNames, value_choices

UNITS = (
    a_unit("CU", name="Trung tâm Khí tượng", valid_to=date(2018, 3, 1), successor="MOI"),
    a_unit("MOI", name="Tổng cục Khí tượng", valid_from=date(2018, 3, 1)),
    a_unit("A1", name="Vụ Tổ chức cán bộ"),
    a_unit("A2", name="Vụ Tổ chức cán bộ", valid_to=date(2017, 1, 1)),
)
PLAN = a_plan(
    fields=(
        Field(code="dat_dai", name="Đất đai", name_en="Land"),
        Field(code="dia_chat", name="Địa chất, khoáng sản", name_en="Geology"),
    )
)
CHOICES = value_choices(PLAN, UNITS, {})


@pytest.mark.parametrize(
    ("field", "told", "meant", "sure"),
    [
        ("sex", "Nữ", "female", True),
        ("sex", "NAM", "male", True),
        ("title", "Ông", "male", True),
        ("title", "Bà", "female", True),
        ("subject", "Tập thể", "team", True),
        ("subject", "Cá nhân lãnh đạo quản lý", "person", True),
        ("subject", "Hộ gia đình", "household", True),
        ("field", "Đất đai", "dat_dai", True),
        ("field", "Quản lý đất đai", "dat_dai", False),
        ("field", "Địa chất – Khoáng sản", "dia_chat", True),
        ("field", "Toàn diện", "toan_dien", True),
        ("award", "Chiến sỹ thi đua cơ sở", "cstd_co_so", True),
        ("award", "CSTĐ cấp Bộ", "cstd_bo", True),
        ("award", "Bằng khen TTg", "bang_khen_ttg", True),
        ("award", "HCLĐ hạng 3", "huan_chuong_ba", True),
        ("award_title", "TTLĐXS", "tap_the_ldxs", True),
        ("award", "Bang khen cua Bo truong", "bang_khen_bo", False),
        ("award_type", "Chuyên đề", "movement", True),
    ],
)
def test_value_is_proposed_and_asked_about_unless_its_name_is_the_same(
    field: str, told: str, meant: str, *, sure: bool
) -> None:
    first, *_ = CHOICES[field].proposals(told)

    assert (first.meant, first.is_sure) == (meant, sure)


def test_unit_that_has_ended_is_proposed_as_the_one_that_bears_it() -> None:
    units = UnitNames(CHOICES["unit"], UNITS, date(2019, 1, 1))
    first, second = units.proposals("Trung tâm Khí tượng")

    assert (first.meant, first.reason, first.is_sure) == ("MOI", "matching.renamed", False)
    assert second.meant == "CU"


def test_unit_is_itself_while_it_lives() -> None:
    [found] = UnitNames(CHOICES["unit"], UNITS, date(2017, 6, 1)).proposals("Trung tâm Khí tượng")

    assert (found.meant, found.is_sure) == ("CU", True)


def test_of_two_units_of_one_name_the_living_one_comes_first_and_is_asked_about() -> None:
    found = UnitNames(CHOICES["unit"], UNITS, date(2018, 1, 1)).proposals("Vụ Tổ chức cán bộ")

    assert [each.meant for each in found] == ["A1", "A2"]
    assert not any(each.is_sure for each in found)


def test_what_was_said_of_one_field_means_nothing_for_another() -> None:
    choices = value_choices(PLAN, UNITS, {("unit", fold("Đất đai")): "A1"})

    assert choices["unit"].proposals("đất đai")[0].meant == "A1"
    assert choices["field"].proposals("đất đai")[0].meant == "dat_dai"
