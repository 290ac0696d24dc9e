"""Text of the time before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times), recognised."""

import re

_REAL = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# Signs that TCVN3 draws as letters (¸ is á, ® is đ …), inside a word or at its edge.
_TCVN3 = re.compile(r"[A-Za-z][µ·¶¸¹\xad¨©ª«¬®§]|[¨©ª«¬®§\xad][A-Za-z]")
# Pairs that no Vietnamese word holds: VNI writes a vowel and its mark as two letters.
_VNI_PAIRS = re.compile(r"a[âáàãêéèúùõ]|e[âáàãùõ]|o[âùõ]|[öô][ùõø]", re.IGNORECASE)
_VNI_LETTERS = re.compile(r"[øûïåäëñö]", re.IGNORECASE)


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


def legacy_font(font: str) -> str:
    """The script that a font draws: .VnTime and its kin TCVN3, VNI-Times and its kin VNI."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return "TCVN3"
    return "VNI" if name.startswith("vni-") else ""
