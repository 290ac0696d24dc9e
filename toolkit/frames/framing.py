"""What all frames share: columns in their order, real days, and what a past day is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from toolkit.actions.desk import Desk


def framed(columns: Iterable[str], rows: Sequence[tuple[Any, ...]], *days: str) -> pd.DataFrame:
    """The rows under these columns, `days` as days."""
    frame = pd.DataFrame(list(rows), columns=list(columns))
    return frame.assign(**{day: pd.to_datetime(frame[day]) for day in days})


def past(desk: Desk, on: date | None) -> date | None:
    """The day that is asked about where it is past: only then is there something not to know."""
    return on if on is not None and on < desk.today else None
