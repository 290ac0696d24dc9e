"""Words of others are met with proposals that give a score and a reason."""

import pytest

from toolkit.domain.text import fold
from toolkit.rules.list_columns import ListKind, match_columns
from toolkit.rules.matching import Choice, Choices, Proposal, spelled

UNITS = Choices(
    [
        Choice("TCMT", ("Tổng cục Môi trường",)),
        Choice("TCKTTV", ("Tổng cục Khí tượng Thủy văn",)),
        Choice("STNMT-17", ("Sở Tài nguyên và Môi trường tỉnh Hòa Bình",)),
        Choice("STNMT-79", ("Sở Tài nguyên và Môi trường thành phố Hồ Chí Minh",)),
        Choice("KHTC", ("Vụ Kế hoạch - Tài chính",)),
        Choice("ĐCKS-05", ("Vụ Kế hoạch - Tài chính",)),
    ]
)
# domain.md 4 tells the forms as they are used.
FORMS = {
    ListKind.PERSONS: {
        "STT | Tên gọi (Ông/Bà/Chức danh) | Tên tập thể/cá nhân/hộ gia đình | Chức vụ"
        " | Đơn vị công tác | Phân loại khen thưởng | Danh hiệu thi đua/Hình thức khen thưởng"
        " | Phân loại đối tượng | Lĩnh vực hoạt động": (
            "serial title name post unit award_type award subject field"
        ),
        "STT | Họ và tên | Giới tính | Ngày sinh | Chức vụ | Tên phòng ban | Tên đơn vị công tác"
        " | Địa chỉ | Mã phân loại cán bộ | Mã hình thức khen thưởng | Mã danh hiệu thi đua": (
            "serial name sex birth post department unit contact class award award_title"
        ),
        "STT | Họ và tên | Chức vụ | Đơn vị | Tóm tắt thành tích | Ghi chú": (
            "serial name post unit summary note"
        ),
    },
    ListKind.COLLECTIVES: {
        "STT | Tên đơn vị/tập thể | Mã phân loại tập thể | Mã hình thức khen thưởng"
        " | Mã danh hiệu": ("serial name class award award_title")
    },
    ListKind.INITIATIVES: {
        "STT | Tên đề tài | Ngày công nhận | Đơn vị công nhận | Tóm tắt thành tích đạt được"
        " | Tên tác giả | Phòng ban làm việc | Tên cơ quan làm việc": (
            "serial name paper_date paper_issuer summary author department unit"
        )
    },
}


@pytest.mark.parametrize(
    ("told", "meant", "reason", "sure"),
    [
        ("Tổng cục  MÔI TRƯỜNG", "TCMT", "matching.same", True),
        ("TCMT", "TCMT", "matching.same", True),
        ("Sở TN&MT Hoà Bình", "STNMT-17", "matching.spelling", True),
        ("Sở TNMT TP. Hồ Chí Minh", "STNMT-79", "matching.spelling", True),
        ("Tổng cục Khí tượng thuỷ văn", "TCKTTV", "matching.spelling", True),
        ("Tong cuc Moi truong", "TCMT", "matching.marks", False),
        ("Văn phòng, Tổng cục Môi trường", "TCMT", "matching.part", False),
        ("Tổng cụcc Môi trừơng", "TCMT", "matching.near", False),
    ],
)
def test_unit_is_proposed_with_the_reason_and_asked_about_unless_it_is_sure(
    told: str, meant: str, reason: str, *, sure: bool
) -> None:
    [proposal, *_] = UNITS.proposals(told)

    assert (proposal.meant, proposal.reason, proposal.is_sure) == (meant, reason, sure)


def test_name_that_two_units_have_is_asked_about_and_both_are_shown() -> None:
    found = UNITS.proposals("Vụ Kế hoạch – Tài chính")

    assert [each.meant for each in found] == ["KHTC", "ĐCKS-05"]
    assert not any(each.is_sure for each in found)


def test_what_comes_near_nothing_has_no_proposal() -> None:
    assert UNITS.proposals("Công ty Ánh Dương") == ()


def test_what_was_said_once_is_proposed_before_anything_else() -> None:
    choices = Choices([Choice("A", ("Phòng A",))], {fold("Phòng 1"): "A", fold("Phòng A"): ""})

    assert choices.proposals("PHÒNG 1") == (Proposal("A", 100, "matching.remembered"),)
    assert choices.proposals("Phòng A") == (Proposal("", 100, "matching.remembered"),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chiến sỹ", "chiến sĩ"),
        ("Hoà Bình", "Hòa Bình"),
        ("thuỷ văn", "thủy văn"),
        ("khoẻ", "khỏe"),
        ("TP. Cần Thơ", "thành phố Cần Thơ"),
        ("Sở TN & MT", "Sở Tài nguyên và Môi trường"),
        ("kỹ thuật", "kĩ thuật"),
    ],
)
def test_two_spellings_are_the_same(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize("word", ["hoàn", "huỳnh", "quý", "yên", "thanh tra", "quỹ"])
def test_word_of_one_spelling_stays_as_it_is(word: str) -> None:
    assert spelled(word) == word


@pytest.mark.parametrize(
    ("kind", "headings", "fields"),
    [
        (kind, headings, fields)
        for kind, forms in FORMS.items()
        for headings, fields in forms.items()
    ],
)
def test_columns_of_the_real_forms_are_known(kind: ListKind, headings: str, fields: str) -> None:
    found = match_columns(headings.split(" | "), kind, {}, {})

    assert [each.field for each in found] == fields.split()
    assert all(each.is_sure for each in found)


def test_heading_that_is_only_like_a_known_one_is_asked_about() -> None:
    [found] = match_columns(["Họ và tên người được đề nghị"], ListKind.PERSONS, {}, {})

    assert (found.field, found.reason, found.is_sure) == ("name", "matching.part", False)


def test_heading_that_is_there_twice_is_asked_about() -> None:
    first, second = match_columns(["Ngày sinh", "Năm sinh"], ListKind.PERSONS, {}, {})

    assert (first.field, first.is_sure) == ("birth", True)
    assert (second.field, second.is_sure, second.others) == ("", False, ("birth",))


def test_what_the_user_says_of_a_heading_counts_before_what_was_remembered() -> None:
    remembered = {fold("Nơi làm"): "unit", fold("Mục A"): "post"}
    found = match_columns(
        ["Nơi làm", "Mục A"], ListKind.PERSONS, remembered, {"Nơi làm": "department"}
    )

    assert [(each.field, each.reason) for each in found] == [
        ("department", "matching.told"),
        ("post", "matching.remembered"),
    ]
