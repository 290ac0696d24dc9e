"""Vietnamese text as the whole toolkit keeps, searches and sorts it."""

import re
import unicodedata

_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank}" for rank, letter in enumerate(_ALPHABET, start=10)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def clean(text: str) -> str:
    """One line or many of NFC text: control characters gone, look-alike Ð made Đ, edges trimmed."""
    text = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ")
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Text as search compares it: no tone marks, no case, đ as d, single spaces."""
    bare = unicodedata.normalize("NFD", clean(text).replace("Đ", "D").replace("đ", "d"))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(letters.casefold().split())


def vietnamese_order(text: str) -> str:
    """Key that sorts in the order of the Vietnamese alphabet, tone last (a ă â b c d đ e ê …).

    Spaces come first, then digits and other signs, then letters."""
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFC", text.lower()):
        letter, tone = _letter_and_tone(sign)
        letters.append(_LETTER_RANK.get(letter, " " if letter.isspace() else f"0{letter}"))
        tones.append(tone)
    return "".join(letters) + "\t" + "".join(tones)


def given_name_order(full_name: str) -> str:
    """Key that sorts persons by given name, then middle, then family name."""
    words = full_name.split()
    return vietnamese_order(" ".join([*words[-1:], *words[1:-1], *words[:1]]))


def _letter_and_tone(sign: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONES[part] for part in parts if part in _TONES), "0")
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return letter, tone
