"""Dates that an American Excel has been at."""

from collections.abc import Sequence
from datetime import date

from toolkit.exchange.cells import Row
from toolkit.rules.days import read_day


def swapped_days(rows: Sequence[Row], place: int) -> tuple[date, date] | None:
    """A real and a typed date of a column where every real one has a day up to 12, no typed one.

    Such an Excel takes 03/04 for 4 March and leaves 25/03 as text: the column needs a look."""
    if place < 0:
        return None
    values = [row.values[place] for row in rows if place < len(row.values)]
    real = [value for value in values if isinstance(value, date)]
    if not real or any(day.day > 12 for day in real):
        return None
    typed = [day for v in values if isinstance(v, str) and (day := read_day(v, "")[0])]
    return (real[0], typed[0]) if typed and all(day.day > 12 for day in typed) else None
