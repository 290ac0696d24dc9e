"""The groups of the funnel's tables: units by their kind, or fields by kind of exemplar."""

from toolkit.exchange.funnel.book import FIELD, KIND, PHASE, FunnelBook, quoted
from toolkit.exchange.official.grid import Block, Column, Grid
from toolkit.exchange.official.table import Formula, Group, Row
from toolkit.rules.funnel import added


def grid(book: FunnelBook, above: str) -> Grid:
    """The ten steps under one head."""
    return Grid(blocks=(Block(above, tuple(map(Column, book.step_names))),))


def unit_groups(book: FunnelBook, phase: str) -> list[Group]:
    """Units by their kind, in one phase or in the whole plan ("")."""
    asked = [(FIELD, quoted(book.fields[""]))]
    if phase:
        asked.append((PHASE, quoted(book.phases[phase])))
    return [
        Group(
            book.words.named(group.label) or book.words.say("summary.other_kind"),
            [
                Row(
                    each.unit.name,
                    book.sums(book.places.get(each.unit.code), asked),
                    added(each.facts, phase=phase),
                )
                for each in group.units
            ],
            added(group.facts, phase=phase),
        )
        for group in book.figures.groups
    ]


def field_groups(book: FunnelBook, phase: str) -> list[Group]:
    """Kinds of exemplars, each counted once; under them the fields, where one may count twice."""
    facts = list(book.figures.facts)
    in_phase = [(PHASE, quoted(book.phases[phase]))] if phase else []

    def formula(kind: str, field: str) -> Formula:
        of_kind, of_field = quoted(book.kinds[kind]), quoted(book.fields[field])
        return book.sums(book.whole, [(KIND, of_kind), (FIELD, of_field), *in_phase])

    return [
        Group(
            name,
            [
                Row(told, formula(kind, field), added(facts, phase=phase, kind=kind, field=field))
                for field, told in book.fields.items()
                if field
            ],
            added(facts, phase=phase, kind=kind),
            formula(kind, ""),
        )
        for kind, name in book.kinds.items()
    ]
