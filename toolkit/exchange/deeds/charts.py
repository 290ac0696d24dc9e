"""The charts of deeds: by kind of unit, by phase, by means and by medium."""

from collections.abc import Iterator, Sequence

from toolkit.domain.activity import Means, Medium
from toolkit.exchange.deeds.book import DeedBook
from toolkit.exchange.official.charts import BAD, FAIR, GOOD, Cell, Drawing, Line, Part
from toolkit.exchange.official.table import Placed
from toolkit.rules.deeds import MEASURES, After, Counted, Measure

_DONE = (Counted.NURTURING, Counted.REPLICATION, Counted.MEDIA, Counted.VISIT, Counted.MOVEMENT)
_AFTER = (After.ALIVE, After.ENDED, After.UNANSWERED)
# Columns of the main table, from 0, with what they count.
_SHOWN = (
    *zip((1, 3, 11, 12, 14), map(Measure, _DONE), strict=True),
    *((7 + at, Measure(Counted.REPLICATION, after=each.value)) for at, each in enumerate(_AFTER)),
)


def chart_parts(book: DeedBook, placed: Sequence[Placed]) -> Iterator[Part]:
    """Of the main table, its phases, and the forms."""
    say, (main, *phases, forms) = book.words.say, placed
    heads = [say(f"activity_kind.{each}") for each in _DONE]
    heads += [book.afters[each] for each in _AFTER]
    months = str(book.figures.months)
    drawings = (
        Drawing(say("deeds.chart.done"), range(5), "stacked"),
        Drawing(say("deeds.chart.after", months=months), (5, 6, 7), "stacked", (GOOD, BAD, FAIR)),
    )
    units, whole = [*book.figures.units], main.laid.total
    total = _line(main, whole, say("summary.total"), book.counted(units, ""))
    kinds = [
        _line(
            main,
            row,
            book.words.named(group.label) or say("summary.other_kind"),
            book.counted(group.units, ""),
        )
        for row, group in zip(main.laid.kinds, book.figures.groups, strict=True)
    ]
    yield Part(
        say("summary.chart.by_kind"), say("summary.chart.kind"), heads, kinds, drawings, total
    )
    lines = [
        _line(sheet, sheet.laid.total, book.phases[each.code], book.counted(units, each.code))
        for sheet, each in zip(phases, book.figures.plan.phases, strict=True)
    ]
    yield Part(say("deeds.chart.by_phase"), say("summary.data.phase"), heads, lines, drawings)
    yield from _forms(book, forms, book.counted(units, ""))


def _forms(book: DeedBook, forms: Placed, values: Sequence[int]) -> Iterator[Part]:
    """Means stand after their sum, media after theirs."""
    say, row = book.words.say, forms.laid.total + 1
    parts = (
        ("means", Counted.NURTURING, 1, [*Means]),
        ("medium", Counted.MEDIA, 2 + len(Means), [*Medium]),
    )
    for key, what, first, all_forms in parts:
        title, number = say(f"deeds.block.{key}"), say("deeds.chart.number")
        lines = [
            Line(
                book.forms[form],
                [
                    Cell(
                        f"='{forms.name}'!{forms.grid.letters[first + at]}{row}",
                        values[MEASURES.index(Measure(what, form=form.value))],
                    )
                ],
            )
            for at, form in enumerate(all_forms)
        ]
        yield Part(title, title, [number], lines, [Drawing(title, [0])])


def _line(sheet: Placed, row: int, name: str, values: Sequence[int]) -> Line:
    cells = [
        Cell(f"='{sheet.name}'!{sheet.grid.letters[place]}{row + 1}", values[MEASURES.index(each)])
        for place, each in _SHOWN
    ]
    return Line(name, cells)
