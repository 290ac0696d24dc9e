"""A dossier's own words with its names taken out, for judges who must not know whose it is."""

import re
from collections.abc import Iterable

GONE = "[…]"
_SHORTEST = 2
_POLITE = "ông|bà|anh|chị|cô|chú|thầy|đồng chí|đ/c|gđ"


def masked(text: str, names: Iterable[str]) -> str:
    """The text without these names (people, units, codes), in whatever case they stand.

    Of a person's name its last word goes too where it follows a form of address (bà Lan)."""
    wanted = sorted({name.strip() for name in names if len(name.strip()) >= _SHORTEST}, key=len)
    for name in reversed(wanted):
        text = re.sub(_spaced(name), GONE, text, flags=re.IGNORECASE)
    for given in {name.split()[-1] for name in wanted}:
        called = rf"\b({_POLITE})\s+{re.escape(given)}\b"
        text = re.sub(called, rf"\1 {GONE}", text, flags=re.IGNORECASE)
    return text


def _spaced(name: str) -> str:
    """The name as a whole, with any spaces between its words."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return rf"(?<!\w){words}(?!\w)"
