"""Text of the time before Unicode is recognised, and Unicode text is left alone."""

import csv

import pytest

from toolkit.exchange.legacy import legacy_font, legacy_script, may_hold_legacy, unicode_text
from toolkit.resources import resource


@pytest.mark.parametrize(
    "text", ["Bé Tµi nguyªn vµ M«i tr\u00adêng", "Vô Ph¸p chÕ", "Së", "§iÖn Biªn", "Hµ Néi"]
)
def test_tcvn3_is_known_by_signs_inside_words(text: str) -> None:
    assert legacy_script(text, legacy_font(".VnTime")) == "TCVN3"


@pytest.mark.parametrize(
    "text", ["Boä Taøi nguyeân vaø Moâi tröôøng", "Vuï Phaùp cheá", "Ñaø Naüng", "Ñieän Bieân"]
)
def test_vni_is_known_by_pairs_that_no_word_holds(text: str) -> None:
    assert legacy_script(text) == "VNI"


@pytest.mark.parametrize(
    "text", ["Noël", "Hoà Bình", "quê hoá toán xoá", "Müller", "Sao Paulo", ""]
)
def test_foreign_names_and_old_spelling_are_no_sign(text: str) -> None:
    assert legacy_script(text) == ""


def test_no_unit_that_ships_looks_like_legacy_text() -> None:
    with resource("units/monre-2016.csv").open(encoding="utf-8") as file:
        texts = [text for row in csv.reader(file) for text in row]

    assert [text for text in texts if legacy_script(text)] == []


@pytest.mark.parametrize(
    ("font", "script"),
    [(".VnTimeH", "TCVN3"), (".VnArial", "TCVN3"), ("VNI-Times", "VNI"), ("Times New Roman", "")],
)
def test_font_tells_the_script(font: str, script: str) -> None:
    assert legacy_font(font) == script


# What the old keyboards wrote for these letters, in the order of the alphabet.
SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
SMALL_TCVN3 = (
    "aµ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËbcd®eÌÎÏÐÑªÒÓÔÕÖghi×ØÜÝÞklmnoßáâãä«åæçèé¬êëìíîpqrstuïñòóô\xadõö÷øùvxyúûüýþ"
)
SMALL_VNI = (
    "aaøaûaõaùaïaêaèaúaüaéaëaâaàaåaãaáaäbcdñeeøeûeõeùeïeâeàeåeãeáeäghiìæóíòklmn"
    "ooøoûoõoùoïoâoàoåoãoáoäôôøôûôõôùôïpqrstuuøuûuõuùuïööøöûöõöùöïvxyyøyûyõyùî"
)


def test_whole_alphabet_comes_out_of_tcvn3() -> None:
    assert unicode_text(SMALL_TCVN3, ".VnTime") == SMALL
    assert unicode_text("¡¢§£¤¥¦", ".VnArial") == "ĂÂĐÊÔƠƯ"


def test_font_of_capitals_makes_the_whole_alphabet_capitals() -> None:
    assert unicode_text(SMALL_TCVN3, ".VnTimeH") == SMALL.upper()
    assert unicode_text("thanh", ".VnTimeH") == "THANH"


def test_whole_alphabet_comes_out_of_vni() -> None:
    assert unicode_text(SMALL_VNI, "VNI-Times") == SMALL
    assert unicode_text(SMALL_VNI.upper(), "VNI-Times") == SMALL.upper()


@pytest.mark.parametrize(
    ("before", "font", "after"),
    [
        ("Bé Tµi nguyªn vµ M«i tr\xadêng", ".VnTime", "Bộ Tài nguyên và Môi trường"),
        ("Bé Tµi nguyªn vµ M«i tr\xadêng", ".VnTimeH", "BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG"),
        ("Boä Taøi nguyeân vaø Moâi tröôøng", "VNI-Times", "Bộ Tài nguyên và Môi trường"),
        ("ÑAØ NAÜNG, Aùnh", "VNI-Helve", "ĐÀ NẴNG, Ánh"),
        ("Së §iÖn Biªn, Vô Ph¸p chÕ", "", "Sở Điện Biên, Vụ Pháp chế"),
        ("Ñieän Bieân", "", "Điện Biên"),
        ("Hà Nội", ".VnTime", "Hà Nội"),
        ("Noël, hoà, Müller", "", "Noël, hoà, Müller"),
        ("Noël", "Arial", "Noël"),
        ("100 m2", ".VnTime", "100 m2"),
    ],
)
def test_text_comes_out_as_a_person_sees_it_drawn(before: str, font: str, after: str) -> None:
    assert unicode_text(before, font) == after


@pytest.mark.parametrize("letter", sorted(set(SMALL + SMALL.upper())))
def test_unicode_is_left_alone_whatever_the_font(letter: str) -> None:
    for font in ("", ".VnTime", "VNI-Times"):
        assert unicode_text(f"Việt {letter}", font) == f"Việt {letter}"


@pytest.mark.parametrize("text", ["Vô Ph¸p", "tr\xadêng", "§iÖn", "vaø Ñaø", "nguyeân", "tröôøng"])
def test_workbook_with_a_legacy_text_is_looked_at_closely(text: str) -> None:
    assert legacy_script(text)
    assert may_hold_legacy(f"<t>{text}</t>".encode())


def test_unicode_workbook_is_not_looked_at_twice() -> None:
    assert not may_hold_legacy(resource("units/monre-2016.csv").read_bytes())
