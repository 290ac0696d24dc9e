"""Columns of the printed tables of summary 6, as narrow as their numbers let them be."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.official import paper
from toolkit.exchange.overall.book import OverallBook
from toolkit.rules.overall import Part

SIZE, RULE = 8.5, 6.5
FIRST = 2
_NUMBER, _NAME = 9.0, (44.0, 66.0)
_LEAST = 6.4


@dataclass(frozen=True)
class Grid:
    """The running number, a name, then every printed column; widths in mm."""

    book: OverallBook

    @cached_property
    def widths(self) -> tuple[float, ...]:
        totals = self.book.values(self.book.figures.total)
        numbers = [
            self._needs("100,0" if shown.rate else f"{total:,}")
            for shown, total in zip(self.book.shown, totals, strict=True)
        ]
        free = paper.WIDTH - _NUMBER - sum(numbers)
        name = min(max(free, _NAME[0]), _NAME[1])
        more = max(0.0, free - name) / len(numbers)
        return (_NUMBER, name, *(width + more for width in numbers))

    @property
    def last(self) -> int:
        return FIRST + len(self.book.shown) - 1

    @property
    def scale(self) -> int:
        return min(100, int(100 * paper.WIDTH / sum(self.widths) + 1e-6))

    @cached_property
    def parts(self) -> tuple[tuple[Part, int, int], ...]:
        """Each part with its first and last column."""
        found, column = [], FIRST
        for part, shown in groupby(self.book.shown, key=lambda each: each.part):
            width = len(list(shown))
            found.append((part, column, column + width - 1))
            column += width
        return tuple(found)

    def rule(self, place: int) -> str:
        """The column's number, and for the rate how it follows from others."""
        if not self.book.shown[place].rate:
            return str(place + 1)
        return f"{place + 1}=\n(2+3):1"

    @property
    def room(self) -> float:
        """What a name may take of its column."""
        return self.widths[1] - paper.PADDING - paper.INDENT

    @staticmethod
    def letter(place: int) -> str:
        """The letter of a printed column."""
        return str(xl_col_to_name(FIRST + place))

    @staticmethod
    def _needs(number: str) -> float:
        return max(paper.text_width(number, SIZE, bold=True) + paper.PADDING, _LEAST)
