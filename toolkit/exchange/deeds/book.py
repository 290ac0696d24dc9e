"""What the workbook of deeds is made with: names, and where each unit's rows stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.official.book import Book
from toolkit.exchange.official.listed import TOP
from toolkit.rules.deeds import MEASURES, Counted, DeedFact, DeedFigures, Measure, counted
from toolkit.rules.unit_facts import UnitFacts

KEYS = 4  # columns of a row's names on the sheet of data
LETTERS = tuple(xl_col_to_name(KEYS + place) for place in range(len(MEASURES)))
FORM, AFTER, PHASE, ONCE, PEOPLE = "E", "F", "G", "H", "L"  # columns of sources


@dataclass(frozen=True, slots=True)
class Span:
    """A unit's rows: `data` its first on the sheet of data, `sources` by what they count."""

    data: int
    sources: dict[Counted, tuple[int, int]]

    @property
    def first(self) -> int:
        return min(first for first, _ in self.sources.values())

    @property
    def last(self) -> int:
        return max(last for _, last in self.sources.values())


class DeedBook(Book[DeedFigures]):
    """Phases are told apart by their names, so that formulas find them."""

    kind = "summary-3"

    @cached_property
    def phases(self) -> dict[str, str]:
        """Names by code; the whole plan, which has no code, comes first."""
        named = {"": self.words.say("summary.whole_plan")}
        for phase in self.figures.plan.phases:
            name = self.words.named(phase)
            taken = name.casefold() in {each.casefold() for each in named.values()}
            named[phase.code] = f"{name} ({phase.code})" if taken else name
        return named

    @cached_property
    def forms(self) -> dict[str, str]:
        """Forms of nurturing and media by their codes."""
        return {**self.words.family("means"), **self.words.family("medium"), "": ""}

    @cached_property
    def afters(self) -> dict[str, str]:
        return {**self.words.family("deeds.after"), "": ""}

    def label(self, measure: Measure) -> str:
        """What a column of the sheet of data is called."""
        say = self.words.say
        what = say(f"deeds.what.{measure.what}")
        if measure.people:
            return say("deeds.people")
        more = self.forms[measure.form] or self.afters[measure.after]
        return f"{what}: {more}" if more else what

    @cached_property
    def counts(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """Counts by unit's code and phase, of units that have any; "" is the whole plan."""
        return {
            (unit.unit.code, phase): counted(unit.facts, phase)
            for unit in self.figures.units
            if unit.facts
            for phase in self.phases
        }

    def counted(self, units: Iterable[UnitFacts[DeedFact]], phase: str) -> tuple[int, ...]:
        """The counts of these units added up."""
        nothing = (0,) * len(MEASURES)
        mine = (self.counts.get((unit.unit.code, phase), nothing) for unit in units)
        return tuple(map(sum, zip(nothing, *mine, strict=True)))

    @cached_property
    def spans(self) -> dict[str, Span]:
        """Where units' rows stand, by code; units without any are not there."""
        found: dict[str, Span] = {}
        data = source = TOP + 1
        for unit in self.figures.units:
            if not unit.facts:
                continue
            rows: dict[Counted, tuple[int, int]] = {}
            for what, facts in groupby(unit.facts, attrgetter("what")):
                count = sum(1 for _ in facts)
                rows[what] = (source, source + count - 1)
                source += count
            found[unit.unit.code] = Span(data, rows)
            data += len(self.phases)
        return found

    def taken(
        self, unit: UnitFacts[DeedFact], phase: str, measures: Sequence[int]
    ) -> Callable[[int], str]:
        """Formulas that take a unit's counts from the sheet of data, by their place."""
        span = self.spans.get(unit.unit.code)
        if span is None:
            return lambda _place: "=0"
        row = span.data + list(self.phases).index(phase)
        return lambda place: f"='{self.data}'!{LETTERS[measures[place]]}{row}"
