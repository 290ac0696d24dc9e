"""The tables of deeds: what their columns count, and units by their kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.domain.activity import Means, Medium
from toolkit.exchange.deeds.book import DeedBook
from toolkit.exchange.official.grid import Block, Column, Grid
from toolkit.exchange.official.table import Group, Row
from toolkit.rules.deeds import MEASURES, After, Counted, Measure

_NAME = 62.0


@dataclass(frozen=True)
class Table:
    """Columns, and the places in `MEASURES` of those that are told."""

    grid: Grid
    measures: Sequence[int]


def main_table(book: DeedBook) -> Table:
    """Everything that is done, and whom it reached."""
    say = book.words.say
    after = [Measure(Counted.REPLICATION, after=each.value) for each in _AFTERS]
    told = (
        *(Counted.NURTURING, Counted.NURTURED, Counted.REPLICATION, Counted.COPIED, Counted.TAKEN),
        *(Counted.MEDIA, Counted.VISIT),
    )
    measures = [Measure(what) for what in told]
    measures[5:5] = after
    measures.append(Measure(Counted.VISIT, people=True))
    measures.append(Measure(Counted.MOVEMENT))
    measures.append(Measure(Counted.MOVEMENT, after=After.CLOSED.value))
    months = str(book.figures.months)

    def column(key: str) -> Column:
        return Column(say(f"deeds.col.{key}"))

    blocks = (
        Block("", (Column(say("deeds.col.all"), adds=(1, 3, 11, 12, 14)),)),
        Block(say("activity_kind.nurturing"), (column("times"), column("nurtured"))),
        Block(
            say("deeds.block.replication", months=months),
            (
                *(column("times"), column("copied"), column("taken")),
                Column(say("deeds.col.answered", months=months), adds=(7, 8)),
                *(column("alive"), column("ended"), column("unanswered")),
                Column(say("deeds.col.rate"), share=(7, 6)),
            ),
        ),
        Block("", (column("items"),)),
        Block(say("deeds.block.visit"), (column("visits"), column("guests"))),
        Block(say("deeds.block.movement"), (column("launched"), column("closed"))),
    )
    grid = Grid(blocks=blocks, name=_NAME, number=10.0, upright=True)
    return Table(grid, [MEASURES.index(each) for each in measures])


def form_table(book: DeedBook) -> Table:
    """Nurturing by its means, media by the medium."""
    means = [Measure(Counted.NURTURING, form=each.value) for each in Means]
    media = [Measure(Counted.MEDIA, form=each.value) for each in Medium]
    all_of = book.words.say("deeds.col.sum")
    blocks = (
        Block(
            book.words.say("deeds.block.means"),
            (
                Column(all_of, adds=tuple(range(1, 1 + len(means)))),
                *(Column(book.forms[each.form]) for each in means),
            ),
        ),
        Block(
            book.words.say("deeds.block.medium"),
            (
                Column(all_of, adds=tuple(range(2 + len(means), 2 + len(means) + len(media)))),
                *(Column(book.forms[each.form]) for each in media),
            ),
        ),
    )
    grid = Grid(blocks=blocks, name=_NAME, number=10.0, upright=True)
    return Table(grid, [MEASURES.index(each) for each in (*means, *media)])


def groups(book: DeedBook, table: Table, phase: str) -> list[Group]:
    """Units by their kind, in one phase or in the whole plan ("")."""
    return [
        Group(
            book.words.named(group.label) or book.words.say("summary.other_kind"),
            [
                Row(
                    each.unit.name,
                    book.taken(each, phase, table.measures),
                    _picked(table, book.counted([each], phase)),
                )
                for each in group.units
            ],
            _picked(table, book.counted(group.units, phase)),
        )
        for group in book.figures.groups
    ]


def _picked(table: Table, values: Sequence[int]) -> list[int]:
    return [values[place] for place in table.measures]


_AFTERS = (After.ALIVE, After.ENDED, After.UNANSWERED)
