"""Who is likely the same, and why one would think so."""

from datetime import date
from typing import Any

import pytest

from tests.exemplars import a_person, an_exemplar
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Sex
from toolkit.rules.duplicates import likeness, match_keys, spelled


def somebody(name: str, **changes: Any) -> Exemplar:
    return a_person(name, **{"birth_year": None, "sex": None, "workplace": "", **changes})


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("Nguyễn Văn Hoà", "NGUYỄN VĂN HOÀ", "same_name"),
        ("Nguyễn Văn Hoà", "Nguyễn Văn Hòa", "tone_marks"),
        ("Nguyễn Văn Hoà", "Nguyen Van Hoa", "tone_marks"),
        ("Nguyễn Văn Hoà", "Nguyê\u0303n Văn Hoà", "same_name"),
        ("Đỗ Thị Lý", "Ðỗ Thị Lí", "spelling"),
        ("Trần Thuý Quy", "Trần Thúy Qui", "spelling"),
        ("Nguyễn Văn Hoà", "Hoà Nguyễn Văn", "order"),
    ],
)
def test_names_that_are_written_in_two_ways_are_told_even_of_two_units(
    name: str, other: str, reason: str
) -> None:
    mine, theirs = somebody(name), somebody(other, unit="B2")
    found = likeness(mine, theirs)

    assert found is not None
    assert [each.key for each in found.reasons] == [f"duplicate.{reason}"]
    assert set(match_keys(mine)) & set(match_keys(theirs)) - {""}


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"birth_year": 1980}, ["middle_name", "birth_year", "unit"]),
        ({"unit": "B2", "birth_year": 1980}, ["middle_name", "birth_year"]),
        ({}, ["middle_name", "unit"]),
        ({"unit": "B2"}, None),
        ({"birth_year": 1990}, None),
    ],
)
def test_a_missing_middle_name_needs_a_second_reason(
    changes: dict[str, Any], reasons: list[str] | None
) -> None:
    mine = somebody("Nguyễn Văn Hòa", birth_year=1980)
    theirs = somebody("Nguyễn Hòa", **changes)
    found = likeness(mine, theirs)

    told = [each.key.removeprefix("duplicate.") for each in found.reasons] if found else None
    assert told == reasons
    assert match_keys(mine).ends == match_keys(theirs).ends


def test_a_slip_of_the_pen_is_found_by_the_birth_date() -> None:
    born = {"birth_date": date(1980, 2, 3), "birth_year": 1980}
    mine, theirs = somebody("Phạm Thị Hường", **born), somebody("Phạm Thi Hườg", **born, unit="B2")
    found = likeness(mine, theirs)

    assert found is not None
    assert [each.key for each in found.reasons] == ["duplicate.similar", "duplicate.birth_date"]
    assert match_keys(mine).birth == match_keys(theirs).birth


def test_a_man_and_a_woman_of_one_name_are_less_likely_one() -> None:
    man, woman = somebody("Lê Minh Anh", sex=Sex.MALE), somebody("Lê Minh Anh", sex=Sex.FEMALE)

    assert likeness(man, woman) == likeness(woman, man)
    assert likeness(somebody("Lê Minh Anh", unit="B2", sex=Sex.MALE), woman) is None


def test_models_are_found_by_their_telling_words() -> None:
    mine = an_exemplar(name="Mô hình thu gom rác thải nhựa ven biển")
    theirs = an_exemplar(ExemplarKind.TEAM, name="Thu gom rác thải nhựa ven biển", unit="B2")
    found = likeness(mine, theirs)

    assert found is not None
    assert found.reasons[0].key == "duplicate.spelling"
    assert match_keys(mine).all == match_keys(theirs).all


def test_a_person_is_no_model() -> None:
    assert likeness(somebody("An Bình"), an_exemplar(name="An Bình")) is None


@pytest.mark.parametrize(
    ("word", "same"), [("ly", "li"), ("quy", "qui"), ("giang", "dang"), ("xuan", "suan")]
)
def test_spellings_that_people_take_for_one_are_one_key(word: str, same: str) -> None:
    assert spelled(word) == same
