"""What the workbook of nominations is made with: names, rows of data, the list's cells."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from toolkit.domain.exemplar import ExemplarKind
from toolkit.exchange.lists import Known
from toolkit.exchange.lists.form import Column, Form, Value
from toolkit.exchange.official.book import Book
from toolkit.exchange.official.listed import TOP
from toolkit.rules.honours import HonourFact, HonourFigures
from toolkit.rules.unit_facts import UnitFacts

KEYS = 4  # columns that name a row of data
NOMINATED, HONOURED = "E", "F"  # columns of data
FORM = Form(
    "honours.file_name",
    "honours.title",
    "honours.note",
    (
        Column("name", 38),
        Column("post", 36),
        Column("unit", 42, head="home"),
        Column("summary", 60, grows=1),
        Column("note", 40),
    ),
)


@dataclass(frozen=True, slots=True)
class DataRow:
    """A unit's exemplars of a kind: its row, and the first of theirs among sources."""

    unit: UnitFacts[HonourFact]
    facts: tuple[HonourFact, ...]
    row: int
    first: int

    @property
    def kind(self) -> ExemplarKind:
        return self.facts[0].kind

    @property
    def last(self) -> int:
        return self.first + len(self.facts) - 1


class HonourBook(Book[HonourFigures]):
    """It knows where rows of data stand, and how the list words an exemplar."""

    kind = "summary-5"

    @cached_property
    def names(self) -> dict[str, str]:
        """Units' names by code."""
        return {each.unit.code: each.unit.name for each in self.figures.units}

    @cached_property
    def kinds(self) -> dict[str, str]:
        return self.words.family("exemplar_kind")

    @cached_property
    def known(self) -> Known:
        return Known(self.figures.plan, self.words, self.names)

    @cached_property
    def rows(self) -> tuple[DataRow, ...]:
        found: list[DataRow] = []
        source = TOP + 1
        for unit in self.figures.units:
            for _, alike in groupby(unit.facts, attrgetter("kind")):
                facts = tuple(alike)
                found.append(DataRow(unit, facts, TOP + 1 + len(found), source))
                source += len(facts)
        return tuple(found)

    @cached_property
    def spans(self) -> dict[str, dict[ExemplarKind, int]]:
        """Unit's code → its row of data by kind."""
        found: dict[str, dict[ExemplarKind, int]] = {}
        for row in self.rows:
            found.setdefault(row.unit.unit.code, {})[row.kind] = row.row
        return found

    def taken(self, unit: UnitFacts[HonourFact]) -> Callable[[int], str]:
        """Formulas that take a unit's counts from the sheet of data, by their place."""
        rows = self.spans.get(unit.unit.code, {})

        def formula(place: int) -> str:
            kinds = [*ExemplarKind]
            if place < len(kinds):
                row = rows.get(kinds[place])
                return f"='{self.data}'!{NOMINATED}{row}" if row else "=0"
            if not rows:
                return "=0"
            first, last = min(rows.values()), max(rows.values())
            return f"=SUM('{self.data}'!{HONOURED}{first}:{HONOURED}{last})"

        return formula

    def cells(self, fact: HonourFact) -> tuple[Value, ...]:
        """The list's columns after the running number."""
        one = fact.exemplar
        return one.name, self.post(fact), self.names[fact.unit], one.summary, self.note(fact)

    def post(self, fact: HonourFact) -> str:
        """A person's post and workplace, a team's head and size, a model's place."""
        one, say = fact.exemplar, self.words.say
        if one.kind is ExemplarKind.TEAM:
            size = say("honours.size", count=one.size) if one.size else ""
            return ", ".join(filter(None, (size, one.head and say("honours.head", name=one.head))))
        if one.kind is ExemplarKind.PERSON:
            return ", ".join(filter(None, (one.post, one.workplace)))
        return one.place

    def note(self, fact: HonourFact) -> str:
        """Fields, rewards, who copied it, and whether it was honoured since."""
        say, known = self.words.say, self.known
        told = [
            known.scope(fact.exemplar.scope),
            "; ".join(map(known.award, fact.awards)),
            say("honours.copies", count=fact.copies) if fact.copies else "",
            say("honours.honoured", on=fact.honoured_on) if fact.honoured_on else "",
        ]
        return "\n".join(filter(None, told))
