"""Two summaries held against each other: two files, or two days of one kind."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.actions.summaries import SUMMARIES, summary_figures
from toolkit.errors import Cancelled
from toolkit.exchange.comparing import Comparison
from toolkit.exchange.comparing import compare as compared
from toolkit.rules.permissions import Act
from toolkit.words import Words

_MAKING = 0.45  # of the work, for each of the two


def compare_files(first: tuple[str, bytes], second: tuple[str, bytes]) -> Comparison:
    """Which figures changed from the first to the second, and the rows behind each.

    Raises FaultyFile for what is no summary of ours, or not the same kind."""
    return compared(first, second)


def compare_days(
    desk: Desk,
    *,
    kind: int,
    first: date,
    second: date,
    words: Words,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Comparison:
    """The same of summary `kind` as known at the end of two days. Raises Refused, Cancelled."""
    require(desk, Act.SUMMARISE)
    made = []
    for place, day in enumerate((first, second)):
        told = partial(_told, progress, place)
        figures = summary_figures(desk, kind=kind, on=day)
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            out = Path(folder) / f"{day.isoformat()}.xlsx"
            SUMMARIES[kind].write(figures, out, words=words, progress=told, cancelled=cancelled)
            made.append((out.name, out.read_bytes()))
    if cancelled():
        raise Cancelled
    comparison = compared(made[0], made[1])
    progress(1.0)
    return comparison


def _told(progress: Callable[[float], None], place: int, share: float) -> None:
    progress(_MAKING * (place + share))
