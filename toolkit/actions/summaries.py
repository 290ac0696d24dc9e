"""The Ministry's summaries by their number: their figures, and the workbooks made of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar, Unpack

from toolkit.actions.desk import Desk
from toolkit.actions.exports import note_export
from toolkit.actions.rights import require
from toolkit.actions.views.overall import summary_6_with_records
from toolkit.actions.views.summary import summary_1, summary_2, summary_3, summary_4, summary_5
from toolkit.exchange.awards import awards_name, write_awards
from toolkit.exchange.deeds import deeds_name, write_deeds
from toolkit.exchange.funnel import funnel_name, write_funnel
from toolkit.exchange.honours import honours_name, write_honours
from toolkit.exchange.official.book import Making
from toolkit.exchange.official.page import Figures
from toolkit.exchange.overall import overall_name, write_overall
from toolkit.exchange.summary import file_name
from toolkit.exchange.summary import write_summary as write_progress
from toolkit.rules.permissions import Act
from toolkit.words import Words

_F = TypeVar("_F", bound=Figures)
_F_co = TypeVar("_F_co", bound=Figures, covariant=True)
_F_contra = TypeVar("_F_contra", bound=Figures, contravariant=True)


class _Read(Protocol[_F_co]):
    """Reads the figures as known at the end of `on` (today where None). Raises Refused."""

    def __call__(self, desk: Desk, *, on: date | None = None) -> _F_co: ...


class _Write(Protocol[_F_contra]):
    """Writes the figures at `out`, whole or not at all. Raises Cancelled and OSError."""

    def __call__(self, figures: _F_contra, out: Path, **how: Unpack[Making]) -> None: ...


@dataclass(frozen=True, slots=True)
class Summary(Generic[_F]):
    """What makes one summary: its figures, the name of its file, its workbook."""

    read: _Read[_F]
    name: Callable[[_F, Words], str]
    write: _Write[_F]


SUMMARIES: Mapping[int, Summary[Any]] = MappingProxyType(
    {
        1: Summary(summary_1, file_name, write_progress),
        2: Summary(summary_2, funnel_name, write_funnel),
        3: Summary(summary_3, deeds_name, write_deeds),
        4: Summary(summary_4, awards_name, write_awards),
        5: Summary(summary_5, honours_name, write_honours),
        6: Summary(summary_6_with_records, overall_name, write_overall),
    }
)
"""Every summary that can be made, by its number."""


def summary_figures(desk: Desk, *, kind: int, on: date | None = None) -> Figures:
    """Figures of summary `kind` as known at the end of `on` (today where None). Raises Refused."""
    figures: Figures = SUMMARIES[kind].read(desk, on=on)
    return figures


def write_summary(
    desk: Desk, *, kind: int, figures: Figures, out: Path, **how: Unpack[Making]
) -> None:
    """Write the figures of summary `kind` as an official workbook at `out`: whole or not at all.

    That it was made is written down in the book of exports. `how` is words, and optionally
    progress and cancelled. Raises Refused, Cancelled, OSError."""
    require(desk, Act.SUMMARISE)
    SUMMARIES[kind].write(figures, out, **how)
    note_export(
        desk,
        kind=f"summary-{kind}",
        name=out.name,
        data=out.read_bytes(),
        known_on=figures.as_known_on,
        mark=figures.fingerprint,
        plan_version=figures.plan_version,
    )


def make_summary(
    desk: Desk, *, kind: int, on: date | None = None, **how: Unpack[Making]
) -> tuple[str, bytes]:
    """Summary `kind` as known at the end of `on`: (file name, workbook). See `write_summary`."""
    figures = summary_figures(desk, kind=kind, on=on)
    name = SUMMARIES[kind].name(figures, how["words"])
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = Path(folder) / name
        write_summary(desk, kind=kind, figures=figures, out=out, **how)
        return name, out.read_bytes()
