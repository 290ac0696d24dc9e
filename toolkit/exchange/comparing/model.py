"""What comes of reading our workbooks back."""

from dataclasses import dataclass
from datetime import date, datetime

from toolkit.words import LANGUAGES

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Described:
    """What a file's properties say of it; empty or None where they say nothing that reads."""

    kind: str = ""
    mark: str = ""
    plan: str = ""
    language: str = LANGUAGES[0]
    known_on: date | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that does not say what it should."""

    sheet: str
    cell: str
    ours: Cell
    theirs: Cell


@dataclass(frozen=True, slots=True)
class Differences:
    """In how many cells a file differs, the first of them, and sheets that it lacks or added."""

    count: int = 0
    cells: tuple[Differing, ...] = ()
    lacking: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.count or self.lacking or self.added)


@dataclass(frozen=True, slots=True)
class Told:
    """What stands under a heading in the one and in the other; None where the row is not there."""

    label: str
    before: Cell
    after: Cell

    @property
    def change(self) -> float | None:
        """By how much it grew; None of what is no number."""
        numbers = [0 if each is None else each for each in (self.before, self.after)]
        if not all(isinstance(each, int | float) for each in numbers):
            return None
        before, after = (float(str(each)) for each in numbers)
        return after - before


@dataclass(frozen=True, slots=True)
class Total(Told):
    """A column of figures added up, and in how many rows it changed."""

    rows: int


@dataclass(frozen=True, slots=True)
class Source:
    """A record behind a row that says something else, came or went: what it says differently."""

    record: str
    cells: tuple[Told, ...]
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of data whose figures changed: its key, its line in both sheets, what changed in it.

    `sources` are the records behind it, the first of `source_count`."""

    key: tuple[Cell, ...]
    lines: tuple[int | None, int | None]
    cells: tuple[Told, ...]
    sources: tuple[Source, ...] = ()
    source_count: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two summaries of a kind: the totals of all figures, and the rows that changed (the first
    of `count`)."""

    before: Described
    after: Described
    keys: tuple[str, ...]
    totals: tuple[Total, ...]
    rows: tuple[Changed, ...]
    count: int

    @property
    def changed(self) -> tuple[Total, ...]:
        """The figures that are not the same any more, in all or in a row."""
        return tuple(total for total in self.totals if total.rows)
