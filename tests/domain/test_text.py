"""Vietnamese text: kept, searched and sorted."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from toolkit.domain.text import clean, fold, given_name_order, vietnamese_order


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (unicodedata.normalize("NFD", "Điển hình"), "Điển hình"),
        ("\u00d0oàn \u00f0ịa chất", "Đoàn địa chất"),
        ("  hai\u00a0 khoảng\ttrắng ", "hai khoảng trắng"),
        ("dòng một\r\ndòng hai\rdòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("\ufeffkhông\u200b thấy\x07 được\u202e", "không thấy được"),
    ],
)
def test_text_is_kept_composed_trimmed_and_without_what_nobody_sees(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Tổng cục Môi trường", "tong cuc moi truong"),
        ("ĐIỂN HÌNH", "dien hinh"),
        ("Ðịa chất", "dia chat"),
        (unicodedata.normalize("NFD", "Thừa Thiên Huế"), "thua thien hue"),
        ("  nhiều   khoảng  ", "nhieu khoang"),
    ],
)
def test_search_knows_no_tone_marks_no_case_and_takes_dd_for_d(typed: str, found: str) -> None:
    assert fold(typed) == found


@given(some.text())
def test_cleaning_and_folding_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


def _sorted(words: str) -> str:
    return " ".join(sorted(words.split(), key=vietnamese_order))


def test_words_sort_by_the_vietnamese_alphabet() -> None:
    words = "bà ca âm đa áo an da ăn eo ê ô ơ o ư u"

    assert _sorted(words) == "an áo ăn âm bà ca da đa eo ê o ô ơ u ư"


def test_tone_decides_last_in_the_order_of_the_school_book() -> None:
    assert _sorted("mạ má mã mả mà ma") == "ma mà mả mã má mạ"


def test_digits_and_signs_come_before_letters() -> None:
    assert _sorted("ăn A2 A1 1 an - 10") == "- 1 10 A1 A2 an ăn"


def test_shorter_word_comes_before_the_longer_one_that_begins_with_it() -> None:
    assert sorted(["Hà Nội", "Hà", "Hà Nam"], key=vietnamese_order) == ["Hà", "Hà Nam", "Hà Nội"]


def test_persons_sort_by_given_name_then_middle_then_family_name() -> None:
    people = ["Trần Văn Bình", "Lê Thị An", "Nguyễn Văn An", "Đỗ Thị An"]

    assert sorted(people, key=given_name_order) == [
        "Đỗ Thị An",
        "Lê Thị An",
        "Nguyễn Văn An",
        "Trần Văn Bình",
    ]


SIGNS = [
    *map(chr, (*range(0x250), *range(0x300, 0x330), *range(0x1E00, 0x1F00))),
    *map(chr, (*range(0x2000, 0x2070), 0xFEFF, 0x212B, 0xFB01, 0xAC00, 0x1F600)),
]


@given(some.text(some.sampled_from(SIGNS), max_size=12))
def test_quick_ways_give_what_the_plain_definitions_say(text: str) -> None:
    composed = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ")
    one_way = composed.replace("\r\n", "\n").replace("\r", "\n")
    unseen = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]"
    tidy = re.sub("[ \t\u00a0\u2007\u202f]+", " ", re.sub(unseen, "", one_way)).strip()
    loose = unicodedata.normalize("NFD", tidy.replace("Đ", "D").replace("đ", "d"))
    bare = "".join(sign for sign in loose if not unicodedata.combining(sign))

    assert clean(text) == tidy
    assert fold(text) == " ".join(bare.casefold().split())
