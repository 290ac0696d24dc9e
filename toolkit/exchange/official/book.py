"""One official workbook from its figures to the file: what every summary is made by."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, NotRequired, TypedDict, TypeVar, Unpack

from xlsxwriter import Workbook

from toolkit.exchange.official.page import Figures
from toolkit.exchange.official.steps import Steps
from toolkit.exchange.official.styles import Styles
from toolkit.exchange.official.workbook import describe, workbook_at
from toolkit.words import Words

_F = TypeVar("_F", bound=Figures)


@dataclass(frozen=True)
class Book(Generic[_F]):
    """What every sheet of one workbook is made with; `kind` is what its properties call it."""

    kind: ClassVar[str] = ""

    workbook: Workbook
    figures: _F
    words: Words
    styles: Styles
    steps: Steps

    @cached_property
    def data(self) -> str:
        """The name of the sheet of data."""
        return self.words.say("summary.sheet.data")

    @cached_property
    def sources(self) -> str:
        """The name of the sheet that every figure comes from."""
        return self.words.say("summary.sheet.sources")


_B = TypeVar("_B", bound=Book[Any])


class Making(TypedDict):
    """How a workbook is made: its language, who is told shares 0-1 (never back), when to stop."""

    words: Words
    progress: NotRequired[Callable[[float], None]]
    cancelled: NotRequired[Callable[[], bool]]


@contextmanager
def official_book(
    book: type[_B],
    figures: Figures,
    out: Path,
    *,
    title: str,
    cells: int,
    **how: Unpack[Making],
) -> Iterator[_B]:
    """A workbook of these figures to fill and pack; `out` appears at the end, whole or not at all.

    Work is counted in `cells`; the last third of the way is packing. Raises Cancelled when
    `cancelled` answers yes, and OSError as the disk gives it; then nothing is left behind."""
    words, progress = how["words"], how.get("progress", _tell_nobody)
    steps = Steps(cells * 3 // 2, progress, how.get("cancelled", _never))
    with workbook_at(out, steps) as workbook:
        version, mark = figures.plan_version, figures.fingerprint
        describe(workbook, figures, words, title=title, version=version, mark=mark, kind=book.kind)
        yield book(workbook, figures, words, Styles(workbook, words.language), steps)
    progress(1.0)


def _tell_nobody(_share: float) -> None:
    """Nobody asked how far it has come."""


def _never() -> bool:
    return False
