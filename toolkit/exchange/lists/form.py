"""What a list is made of: its columns, its sections, and one line a record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cached_property

from toolkit.domain.plan import Plan
from toolkit.exchange.official.paper import WIDTH

Value = str | int | float | date | None
NUMBER_WIDTH = 11.0


class Look(Enum):
    """How the cells of a column stand; a day that is only a year stays a number."""

    TEXT = "text"
    MIDDLE = "middle"
    NUMBER = "number"
    DAY = "day"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Column:
    """`head` or else `key` names its head ("lists.col.<key>"); `width` is the least, in mm.

    Of the room that is left over each column takes `grows` parts."""

    key: str
    width: float
    look: Look = Look.TEXT
    grows: float = 0
    head: str = ""


@dataclass(frozen=True)
class Form:
    """One list: `title` and `note` are keys, `name` is the key of its file's name.

    The first column, the running number, is not among `columns`. A `signed` list has the official
    head and room to sign; with `summaries` each record has a summary on a sheet of its own."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    signed: bool = True
    summaries: bool = False
    size: float = 10

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Widths of all columns in mm, the room left over shared out."""
        needs = [NUMBER_WIDTH, *(column.width for column in self.columns)]
        parts = sum(column.grows for column in self.columns)
        free = max(WIDTH - sum(needs), 0) / parts if parts else 0
        return (
            NUMBER_WIDTH,
            *(column.width + free * column.grows for column in self.columns),
        )

    @property
    def last(self) -> int:
        """Index of the last column."""
        return len(self.columns)

    @property
    def scale(self) -> int:
        """Percentage at which it is printed, so that it is one page wide."""
        return max(10, min(100, int(100 * WIDTH / sum(self.widths) + 1e-6)))


@dataclass(frozen=True, slots=True)
class Line:
    """A record: its cells, where it comes from, and its summary as (label, text) where asked for.

    `source` is code, name, unit's code, steps or kind, papers, id and version of the record."""

    cells: Sequence[Value]
    source: Sequence[Value]
    heading: str = ""
    summary: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading (none: ""), read once, while they are written."""

    title: str
    lines: Iterable[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Of what plan and day a list speaks, when it was made, and what its `filters` leave out.

    `told` stands right under the title of a signed list."""

    plan: Plan
    plan_version: int
    as_known_on: date
    made_at: datetime
    filters: str = field(default="")
    told: str = ""
