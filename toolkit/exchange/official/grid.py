"""The columns of a printed table: blocks under two-level heads, sums, shares, and their rules."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.official import paper

FIRST = 2  # columns of numbers come after the row's number and name
NONE = "–"
_WIDER = 1.2


@dataclass(frozen=True, slots=True)
class Column:
    """A count that rows tell themselves; or the sum of the columns `adds` (places from 0).

    A `share` is a percentage: its first column of the second."""

    label: str
    adds: tuple[int, ...] = ()
    share: tuple[int, int] | None = None

    @property
    def is_told(self) -> bool:
        return not self.adds and self.share is None


@dataclass(frozen=True, slots=True)
class Block:
    """Columns under one head; without a title each column's own head stands alone."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Widths in mm, sizes in points; `upright` turns the heads of narrow columns on end."""

    blocks: tuple[Block, ...]
    name: float = 82.0
    number: float = 11.0
    size: float = 10.0
    upright: bool = False
    scale: int = 100

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for block in self.blocks for column in block.columns)

    @cached_property
    def letters(self) -> tuple[str, ...]:
        return tuple(xl_col_to_name(FIRST + place) for place in range(len(self.columns)))

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Columns with a rule under their heads are a little wider than others."""
        parts = [1.0 if column.is_told else _WIDER for column in self.columns]
        each = (paper.WIDTH - self.name - self.number) / sum(parts)
        return (self.number, self.name, *(each * part for part in parts))

    @property
    def last(self) -> int:
        return FIRST + len(self.columns) - 1

    def firsts(self) -> Iterator[tuple[int, Block]]:
        """Each block with the index of its first column."""
        at = FIRST
        for block in self.blocks:
            yield at, block
            at += len(block.columns)

    def rules(self) -> Iterator[str]:
        """The row of numbers: "A", "B", "1=2+3", "4", "5=(4:1)", "6=7+…+12"."""
        yield from "AB"
        for place, column in enumerate(self.columns, 1):
            if column.share:
                part, whole = column.share
                yield f"{place}=({part + 1}:{whole + 1})"
            elif column.adds:
                yield f"{place}={_sum([each + 1 for each in column.adds])}"
            else:
                yield str(place)

    def values(self, told: Sequence[int]) -> list[float | None]:
        """Every column's value from those that are told; a share of nothing is None."""
        rest = iter(told)
        found: list[float | None] = [
            next(rest) if column.is_told else None for column in self.columns
        ]
        for place, column in enumerate(self.columns):
            if column.adds:
                found[place] = sum(found[each] or 0 for each in column.adds)
        for place, column in enumerate(self.columns):
            if column.share:
                part, whole = (found[each] or 0 for each in column.share)
                # Reckoned in the formula's own order, so that the last bit agrees too.
                found[place] = part / whole * 100 if whole else None
        return found

    def formula(self, place: int, row: int, told: Callable[[int], str]) -> str:
        """The formula of a column in a row counted from 1; `told` gives the plain columns'."""
        column = self.columns[place]
        if column.share:
            part, whole = (f"{self.letters[each]}{row}" for each in column.share)
            return f'=IF({whole}=0,"{NONE}",{part}/{whole}*100)'
        if column.adds:
            return "=" + "+".join(f"{self.letters[each]}{row}" for each in column.adds)
        return told(place)

    @cached_property
    def told(self) -> tuple[int, ...]:
        """Places of the columns that rows tell themselves."""
        return tuple(place for place, column in enumerate(self.columns) if column.is_told)


def _sum(numbers: Sequence[int]) -> str:
    """Many that follow one another are told by the first and the last."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 3 and [*numbers] == [*range(first, last + 1)]:
        return f"{first}+…+{last}"
    return "+".join(map(str, numbers))
