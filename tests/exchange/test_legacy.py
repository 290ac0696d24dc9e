"""Text of the time before Unicode is recognised, and Unicode text is left alone."""

import csv

import pytest

from toolkit.exchange.legacy import legacy_font, legacy_script
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
