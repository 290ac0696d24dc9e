"""What every sheet of the funnel's workbook is made with: figures, names, where data rows stand."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Step
from toolkit.exchange.official.book import Book
from toolkit.rules.funnel import FunnelFact, FunnelFigures, UnitFunnel

TOP = 4  # rows above the first row of data, heads included
KIND, FIELD, PHASE = "D", "E", "F"
LETTERS = "GHIJKLMNOP"  # of the ten steps on the sheet of data


class FunnelBook(Book[FunnelFigures]):
    """Names of kinds, fields and phases are told apart, so that sums find them."""

    kind = "summary-2"

    @cached_property
    def kinds(self) -> dict[str, str]:
        asked = self.figures.plan.exemplars.kinds
        found = {fact.kind for fact in self.figures.facts}
        return {
            kind: self.words.say(f"exemplar_kind.{kind}")
            for kind in ExemplarKind
            if kind in asked or kind in found
        }

    @cached_property
    def fields(self) -> dict[str, str]:
        """The empty code is each exemplar once, whatever its fields."""
        words, known = self.words, self.figures.plan.field_by_code
        own = {COMPREHENSIVE: words.say("scope.toan_dien")}
        named = [
            (code, own.get(code) or (words.named(known[code]) if code in known else code))
            for code in (COMPREHENSIVE, *self.figures.fields)
        ]
        return {"": words.say("funnel.every_field"), **_told_apart(named)}

    @cached_property
    def phases(self) -> dict[str, str]:
        named = [(each.code, self.words.named(each)) for each in self.figures.plan.phases]
        return _told_apart(named)

    @cached_property
    def step_names(self) -> list[str]:
        return [self.words.say(f"step.{step}") for step in Step]

    def rows(self) -> Iterator[tuple[UnitFunnel, FunnelFact]]:
        for each in self.figures.units:
            for fact in each.facts:
                yield each, fact

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """Unit's code → its first and last row of data, from 1; units without any are not there."""
        found: dict[str, tuple[int, int]] = {}
        row = TOP
        for each in self.figures.units:
            if each.facts:
                found[each.unit.code] = (row + 1, row + len(each.facts))
            row += len(each.facts)
        return found

    @cached_property
    def behind(self) -> dict[tuple[str, ExemplarKind], tuple[int, int]]:
        """Unit's code and kind → the first and last row of their exemplars among the sources."""
        found: dict[tuple[str, ExemplarKind], tuple[int, int]] = {}
        for row, one in enumerate(self.figures.sources, TOP + 1):
            first, _ = found.get((one.unit, one.kind), (row, row))
            found[one.unit, one.kind] = (first, row)
        return found

    @cached_property
    def unit_names(self) -> dict[str, str]:
        return {each.unit.code: each.unit.name for each in self.figures.units}

    @cached_property
    def unit_kinds(self) -> dict[str, str]:
        """Unit's code → the name of its kind."""
        return {
            each.unit.code: self.words.named(group.label)
            for group in self.figures.groups
            for each in group.units
        }

    @property
    def whole(self) -> tuple[int, int]:
        """First and last row of all the data."""
        count = sum(len(each.facts) for each in self.figures.units)
        return TOP + 1, TOP + max(count, 1)

    def sums(
        self, span: tuple[int, int] | None, criteria: Iterable[tuple[str, str]]
    ) -> Callable[[int], str]:
        """Formulas, by a step's place, that add up the rows of the span that meet the criteria:
        a column's letter and what it holds, as a formula's part."""
        if span is None:
            return lambda _place: "=0"
        first, last = span
        asked = ",".join(
            f"'{self.data}'!${letter}${first}:${letter}${last},{value}"
            for letter, value in criteria
        )
        return lambda place: (
            f"=SUMIFS('{self.data}'!{LETTERS[place]}${first}:{LETTERS[place]}${last},{asked})"
        )


def quoted(text: str) -> str:
    """A text as a formula names it."""
    return '"' + text.replace('"', '""') + '"'


def _told_apart(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names by code; one that stands twice has its code behind it."""
    found: dict[str, str] = {}
    for code, name in named:
        taken = name.casefold() in {each.casefold() for each in found.values()}
        found[code] = f"{name} ({code})" if taken else name
    return found
