"""What the workbook of awards is made with: names, rows of data, and the sums over them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from toolkit.exchange.official.book import Book
from toolkit.exchange.official.listed import TOP
from toolkit.rules.awards import MEASURES, AwardFact, AwardFigures
from toolkit.rules.unit_facts import UnitFacts

YEAR, AWARD, CAUSE, RECEIVER, LEVEL, COUNT = "D", "E", "F", "G", "H", "I"
KEYS = 8  # columns that name a row of data


@dataclass(frozen=True, slots=True)
class DataRow:
    """Awards of a unit that are alike: its row, and the first of their rows among sources."""

    unit: UnitFacts[AwardFact]
    facts: tuple[AwardFact, ...]
    row: int
    first: int

    @property
    def last(self) -> int:
        return self.first + len(self.facts) - 1


class AwardBook(Book[AwardFigures]):
    """Sums over rows of data, of all units or of one."""

    kind = "summary-4"

    @cached_property
    def awards(self) -> dict[str, str]:
        return self.words.family("award")

    @cached_property
    def causes(self) -> dict[str, str]:
        return self.words.family("awards.cause")

    @cached_property
    def receivers(self) -> dict[str, str]:
        return self.words.family("awards.receiver")

    @cached_property
    def levels(self) -> dict[str, str]:
        """A receiver who is nobody's person has none."""
        return {**self.words.family("awards.level"), "": "–"}

    @cached_property
    def rows(self) -> tuple[DataRow, ...]:
        """Row after row of data; numbers as people see them, from 1."""
        found: list[DataRow] = []
        source = TOP + 1
        for unit in self.figures.units:
            for _, alike in groupby(unit.facts, attrgetter("key")):
                facts = tuple(alike)
                found.append(DataRow(unit, facts, TOP + 1 + len(found), source))
                source += len(facts)
        return tuple(found)

    @cached_property
    def spans(self) -> dict[str, tuple[int, int]]:
        """Unit's code → its first and last row of data; units without any are not there."""
        found: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            first, _ = found.get(row.unit.unit.code, (row.row, row.row))
            found[row.unit.unit.code] = (first, row.row)
        return found

    @property
    def whole(self) -> tuple[int, int]:
        """First and last row of all the data."""
        return TOP + 1, TOP + max(len(self.rows), 1)

    def sums(
        self, span: tuple[int, int] | None, asked: Iterable[tuple[str, str]] = ()
    ) -> Callable[[int], str]:
        """Formulas by the place of a measure, over the rows of the span that say what is asked:
        a column's letter and what it holds, as a formula's part."""
        if span is None:
            return lambda _place: "=0"
        first, last = span
        always = list(asked)

        def formula(place: int) -> str:
            measure = MEASURES[place]
            wanted = [*always]
            if measure.cause:
                wanted.append((CAUSE, _quoted(self.causes[measure.cause])))
            if measure.receiver:
                wanted.append((RECEIVER, _quoted(self.receivers[measure.receiver])))
            if measure.level:
                wanted.append((LEVEL, _quoted(self.levels[measure.level])))
            parts = [f"'{self.data}'!${COUNT}${first}:${COUNT}${last}"]
            for letter, value in wanted:
                parts += [f"'{self.data}'!${letter}${first}:${letter}${last}", value]
            return f"=SUMIFS({','.join(parts)})"

        return formula

    def named(self, award: str) -> tuple[str, str]:
        """The criterion of an award."""
        return AWARD, _quoted(self.awards[award])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
