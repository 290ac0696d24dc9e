"""Where the rows of a printed table stand, and how its pages end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official import paper
from toolkit.exchange.official.page import Columns, quiet


class Table(Columns, Protocol):
    """Columns of a table that is printed at a scale (a percentage) to be one page wide."""

    @property
    def scale(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the table came to stand: rows from 0, heights in points of rows kept together."""

    top: int
    body: int
    kinds: tuple[int, ...]
    total: int
    head_height: float
    blocks: tuple[tuple[float, ...], ...]


def paginate(
    sheet: Worksheet, grid: Table, laid: Laid, *, above: float, foot: Sequence[float]
) -> None:
    """Choose every page's end ourselves, so that nothing is parted that belongs together.

    Fitting to the page's width would have the program ignore the breaks: hence a scale."""
    whole = paper.HEIGHT * 100 / grid.scale
    blocks = [*laid.blocks[:-1], (*laid.blocks[-1], *foot)]
    later = whole - laid.head_height
    starts = paper.page_starts(blocks, first=later - above, later=later)
    sheet.set_h_pagebreaks([laid.body + start for start in starts])
    sheet.repeat_rows(laid.top, laid.body - 1)
    sheet.print_area(0, 0, laid.total + len(foot), grid.last)
    sheet.freeze_panes(laid.body, 2)
    quiet(sheet, laid.total, grid.last)


def together(heights: Sequence[float], sizes: Sequence[int]) -> tuple[tuple[float, ...], ...]:
    """Rows kept on one page: a kind with its first unit; the last two units with the total."""
    blocks: list[tuple[float, ...]] = []
    row = 0
    for size in sizes:
        blocks.append(tuple(heights[row : row + 2]))
        blocks += [(points,) for points in heights[row + 2 : row + 1 + size]]
        row += 1 + size
    tail: tuple[float, ...] = ()
    while blocks and len(tail) < 2:
        tail = blocks.pop() + tail
    return (*blocks, (*tail, heights[-1]))
