"""The columns of Biểu 03, and its rows: awards from the highest to the lowest, or units."""

from collections import defaultdict

from toolkit.exchange.awards.book import YEAR, AwardBook
from toolkit.exchange.official.grid import Block, Column, Grid
from toolkit.exchange.official.table import Group, Row
from toolkit.rules.awards import AWARDS, AwardFact, counted

_NAME = 52.0


def grid(book: AwardBook, above: str) -> Grid:
    """`above` heads the first block: in one year, or since the plan began."""
    say = book.words.say
    amount, share = Column(say("awards.col.amount")), say("awards.col.share")
    people = [Column(say(f"awards.col.{each}")) for each in ("leader", "staff", "unknown")]
    receivers = [Column(say(f"awards.receiver.{each}")) for each in ("enterprise", "collective")]
    causes = book.causes
    blocks = (
        Block(
            above,
            (
                Column(say("awards.col.amount"), adds=(1, 2, 3)),
                *receivers,
                Column(say("awards.receiver.person")),
            ),
        ),
        Block(causes["merit"], (amount, Column(share, share=(4, 0)), *people)),
        Block(causes["special"], (amount, Column(share, share=(9, 0)), *people)),
        Block(causes["foreign"], (amount, Column(share, share=(14, 0)))),
        Block(causes["service"], (amount, Column(share, share=(16, 0)))),
    )
    return Grid(blocks=blocks, name=_NAME, number=10.0, upright=True)


def award_groups(book: AwardBook, year: int | None) -> list[Group]:
    """Titles, then forms, of one year or of the whole plan."""
    found: defaultdict[str, list[AwardFact]] = defaultdict(list)
    for fact in book.figures.facts:
        if year in (None, fact.year):
            found[fact.award].append(fact)
    in_year = [(YEAR, str(year))] if year else []
    return [
        Group(
            book.words.say(f"awards.section.{section}"),
            [
                Row(
                    book.awards[award],
                    book.sums(book.whole, [book.named(award), *in_year]),
                    counted(found[award]),
                )
                for award in awards
            ],
            counted(fact for award in awards for fact in found[award]),
        )
        for section, awards in AWARDS.items()
    ]


def unit_groups(book: AwardBook) -> list[Group]:
    """Units by their kind, in the whole plan."""
    return [
        Group(
            book.words.named(group.label) or book.words.say("summary.other_kind"),
            [
                Row(
                    each.unit.name,
                    book.sums(book.spans.get(each.unit.code)),
                    counted(each.facts),
                )
                for each in group.units
            ],
            counted(group.facts),
        )
        for group in book.figures.groups
    ]
