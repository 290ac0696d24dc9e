"""The icon font, cut down to the icons that the pages and their components draw."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

ICONS = Path(__file__).parent / "icons"
FONT = ICONS / "material-design-icons.woff2"
LIST = ICONS / "icons.json"


@cache
def held() -> dict[str, Any]:
    """What the part was made from (`original`) and is (`part`), as SHA-256; `icons` by name, each
    with its code point in hexadecimal letters."""
    kept: dict[str, Any] = json.loads(LIST.read_text(encoding="utf-8"))
    return kept


def lean(content: bytes) -> bytes:
    """The part of the icon font in place of the whole; any other file stays as it is.

    Another edition of the font is another file: its icons may differ, so it is served whole."""
    whole = hashlib.sha256(content).hexdigest() == held()["original"]
    return FONT.read_bytes() if whole else content
