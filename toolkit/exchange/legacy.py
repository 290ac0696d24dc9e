"""Text of the time before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times), known and converted."""

import re
from itertools import product

_REAL = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# Signs that TCVN3 draws as letters (¸ is á, ® is đ …), inside a word or at its edge.
_TCVN3 = re.compile(r"[A-Za-z][µ·¶¸¹\xad¨©ª«¬®§]|[¨©ª«¬®§\xad][A-Za-z]")
# Pairs that no Vietnamese word holds: VNI writes a vowel and its mark as two letters.
_VNI_PAIRS = re.compile(r"a[âáàãêéèúùõ]|e[âáàãùõ]|o[âùõ]|[öô][ùõø]", re.IGNORECASE)
_VNI_LETTERS = re.compile(r"[øûïåäëñö]", re.IGNORECASE)
# The three above as UTF-8 bytes: a whole workbook is asked at once, before any of its cells. Each
# begins with a byte and only then looks back: so the search is as quick as for that byte.
_TCVN3_BYTES = re.compile(
    rb"\xc2(?:[\xa7-\xae\xb5-\xb9](?<=[A-Za-z]\xc2.)|[\xa7-\xae][A-Za-z])", re.DOTALL
)
_VNI_BYTES = re.compile(
    rb"\xc3(?:"
    rb"[\xa0-\xa3\x80-\x83\xa8-\xaa\x88-\x8a\xba\x9a\xb9\x99\xb5\x95](?<=[aA]\xc3.)"
    rb"|[\xa0-\xa3\x80-\x83\xb9\x99\xb5\x95](?<=[eE]\xc3.)"
    rb"|[\xa2\x82\xb9\x99\xb5\x95](?<=[oO]\xc3.)"
    rb"|[\xb8\x98\xbb\x9b\xaf\x8f\xa5\x85\xa4\x84\xab\x8b\xb1\x91\xb6\x96]"
    rb"|[\xb4\x94]\xc3[\xb9\x99\xb5\x95\xb8\x98])",
    re.DOTALL,
)

# TCVN 5712:1993, as the fonts .Vn… draw it. Capitals with tones have no codes: fonts whose names
# end in H draw every letter as a capital.
_TCVN3_SIGNS = (
    "µ¶·¸¹" "¨»¼½¾Æ" "©ÇÈÉÊË" "®" "ÌÎÏÐÑ" "ªÒÓÔÕÖ" "×ØÜÝÞ"
    "ßáâãä" "«åæçèé" "¬êëìíî" "ïñòóô" "\xadõö÷øù" "úûüýþ" "¡¢§£¤¥¦"
)  # fmt: skip
_TCVN3_LETTERS = (
    "àảãáạ" "ăằẳẵắặ" "âầẩẫấậ" "đ" "èẻẽéẹ" "êềểễếệ" "ìỉĩíị"
    "òỏõóọ" "ôồổỗốộ" "ơờởỡớợ" "ùủũúụ" "ưừửữứự" "ỳỷỹýỵ" "ĂÂĐÊÔƠƯ"
)  # fmt: skip
_FROM_TCVN3 = str.maketrans(_TCVN3_SIGNS, _TCVN3_LETTERS)

# VNI: a letter and its mark; a few letters have a sign of their own.
_VNI_TONES = "ùøûõï"
_VNI_MARKED = {
    "a": ("áàảãạ", "êéèúüë", "ăắằẳẵặ", "âáàåãä", "âấầẩẫậ"),
    "e": ("éèẻẽẹ", "âáàåãä", "êếềểễệ"),
    "o": ("óòỏõọ", "âáàåãä", "ôốồổỗộ"),
    "ô": ("ớờởỡợ",),
    "u": ("úùủũụ",),
    "ö": ("ứừửữự",),
    "y": ("ýỳỷỹ",),
}
_VNI_ALONE = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))


def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for letter, (toned, *others) in _VNI_MARKED.items():
        marks = zip((_VNI_TONES, *others[::2]), (toned, *others[1::2]), strict=True)
        for signs, letters in marks:
            pairs |= {letter + sign: one for sign, one in zip(signs, letters, strict=False)}
    return pairs


def _in_both_cases(table: dict[str, str]) -> dict[str, str]:
    """A capital's mark may be typed as a capital or not: AÙ and Aù are both Á."""
    return {
        "".join(signs): letter.upper() if signs[0].isupper() else letter
        for told, letter in table.items()
        for signs in product(*({sign, sign.upper()} for sign in told))
    }


_FROM_VNI = _in_both_cases(_VNI_ALONE) | _in_both_cases(_vni_pairs())
_VNI_SIGNS = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))


def legacy_script(text: str, drawn_as: str = "") -> str:
    """The script: "TCVN3", "VNI", or nothing for text that needs no conversion.

    `drawn_as` is the script of the cell's font, where it is known. A single foreign letter (Noël,
    Müller) is no sign; a true Vietnamese letter says Unicode, whatever the font."""
    if text.isascii() or _REAL.search(text):
        return ""
    if drawn_as:
        return drawn_as
    if _TCVN3.search(text):
        return "TCVN3"
    if _VNI_PAIRS.search(text) or len(_VNI_LETTERS.findall(text)) > 1:
        return "VNI"
    return ""


def may_hold_legacy(utf8: bytes) -> bool:
    """Whether it is worth asking `legacy_script` about the texts in these bytes."""
    return bool(_TCVN3_BYTES.search(utf8) or _VNI_BYTES.search(utf8))


def legacy_font(font: str) -> str:
    """The script that a font draws: .VnTime and its kin TCVN3, VNI-Times and its kin VNI."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return "TCVN3"
    return "VNI" if name.startswith("vni-") else ""


def from_script(text: str, script: str) -> str:
    """Text of a legacy script in Unicode; of no script, as it is."""
    if script == "TCVN3":
        return text.translate(_FROM_TCVN3)
    return _VNI_SIGNS.sub(lambda hit: _FROM_VNI[hit[0]], text) if script == "VNI" else text


def unicode_text(text: str, font: str = "") -> str:
    """The text as a person sees it drawn in the font, in Unicode; Unicode text stays as it is.

    Without a font, only what cannot be anything else is converted."""
    drawn_as = legacy_font(font)
    if _REAL.search(text):
        return text
    text = from_script(text, legacy_script(text, drawn_as))
    return text.upper() if drawn_as == "TCVN3" and font.strip().endswith("H") else text
