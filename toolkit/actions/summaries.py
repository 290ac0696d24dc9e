"""Make the Ministry's summaries as workbooks."""

from collections.abc import Callable
from pathlib import Path

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.exchange.funnel import funnel_name, write_funnel
from toolkit.exchange.summary import file_name, write_summary
from toolkit.rules.figures import SummaryFigures
from toolkit.rules.funnel import FunnelFigures
from toolkit.rules.permissions import Act
from toolkit.words import Words

__all__ = ["file_name", "funnel_name", "write_summary_1", "write_summary_2"]


def write_summary_1(
    desk: Desk,
    *,
    figures: SummaryFigures,
    out: Path,
    words: Words,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the figures as an official workbook at `out`: whole or not at all."""
    require(desk, Act.SUMMARISE)
    write_summary(figures, out, words=words, progress=progress, cancelled=cancelled)


def write_summary_2(
    desk: Desk,
    *,
    figures: FunnelFigures,
    out: Path,
    words: Words,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the funnel as an official workbook at `out`: whole or not at all."""
    require(desk, Act.SUMMARISE)
    write_funnel(figures, out, words=words, progress=progress, cancelled=cancelled)
