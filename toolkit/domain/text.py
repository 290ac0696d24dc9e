"""Vietnamese text as the whole toolkit keeps, searches and sorts it."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]")
# Whatever `clean` would change in composed text, save spaces at the edges.
_UNTIDY = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0\xd0\xf0\u2007\u200b-\u200f\u202a-\u202f\ufeff]|  "
)
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank}" for rank, letter in enumerate(_ALPHABET, start=10)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def clean(text: str) -> str:
    """One line or many of NFC text: control characters gone, look-alike Ð made Đ, edges trimmed."""
    if unicodedata.is_normalized("NFC", text) and not _UNTIDY.search(text):
        return text.strip()  # what nearly all texts are, told in a fifth of the time
    text = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ")
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Text as search compares it: no tone marks, no case, đ as d, single spaces."""
    bare = clean(text).translate(_BARE)
    if not bare.isascii():
        loose = unicodedata.normalize("NFD", bare)
        bare = "".join(sign for sign in loose if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def _bare(sign: str) -> str:
    """The letter without its marks, đ as d."""
    plain = sign.replace("Đ", "D").replace("đ", "d")
    return "".join(
        part for part in unicodedata.normalize("NFD", plain) if not unicodedata.combining(part)
    )


_LETTERS = (*range(0xC0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA))
_BARE = {code: _bare(chr(code)) for code in _LETTERS}
"""Letters that Vietnamese text is made of, and their like, without marks."""


def vietnamese_order(text: str) -> str:
    """Key that sorts in the order of the Vietnamese alphabet, tone last (a ă â b c d đ e ê …).

    Spaces come first, then digits and other signs, then letters."""
    words = [_word_order(word) for word in text.split(" ")]
    return " ".join(letters for letters, _ in words) + "\t" + "0".join(tones for _, tones in words)


# Of a hundred thousand names most words have been met before.
@lru_cache(maxsize=10_000)
def _word_order(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFC", word.lower()):
        letter, tone = _letter_and_tone(sign)
        letters.append(_LETTER_RANK.get(letter, " " if letter.isspace() else f"0{letter}"))
        tones.append(tone)
    return "".join(letters), "".join(tones)


def given_name_order(full_name: str) -> str:
    """Key that sorts persons by given name, then middle, then family name."""
    words = full_name.split()
    return vietnamese_order(" ".join([*words[-1:], *words[1:-1], *words[:1]]))


def _letter_and_tone(sign: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONES[part] for part in parts if part in _TONES), "0")
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return letter, tone
