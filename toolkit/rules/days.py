"""A day as somebody typed it."""

import re
from datetime import date

from toolkit.domain.blocker import Blocker, blocker

_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_day(typed: str, field: str) -> tuple[date | None, tuple[Blocker, ...]]:
    """The day of "15/10/2018" or "2018-10-15"; nothing typed is no day and no fault."""
    text = typed.strip()
    if not text:
        return None, ()
    written = _WRITTEN.fullmatch(text)
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(year, month, day), ()
        return date.fromisoformat(text), ()
    except ValueError:
        return None, (blocker("blocker.date_unreadable", field, value=text),)
