"""The charts of awards: by award and by year, for what and to whom."""

from collections.abc import Iterator, Sequence

from toolkit.exchange.awards.book import AwardBook
from toolkit.exchange.official.charts import CHIEF, FAINT, FAIR, Cell, Drawing, Line, Part
from toolkit.exchange.official.table import Group, Placed

# Columns of the table, from 0, and how each is told from what `counted` gives.
_CAUSES = ((4, (3,)), (9, (7,)), (14, (11,)), (16, (12,)))
_RECEIVERS = ((1, (0,)), (2, (1,)), (3, (2,)))
_LEVELS = ((6, 11), (7, 12), (8, 13))  # both of merit and of special causes
_LEVEL_VALUES = ((4, 8), (5, 9), (6, 10))


def chart_parts(
    book: AwardBook, main: Placed, groups: Sequence[Group], years: Sequence[tuple[Placed, Group]]
) -> Iterator[Part]:
    """By award from the main table; by year from the totals of each year's."""
    say = book.words.say
    heads = [*(book.causes[each] for each in ("merit", "special", "foreign", "service"))]
    heads += [book.receivers[each] for each in ("enterprise", "collective", "person")]
    heads += [book.levels[each] for each in ("leader", "staff", "unknown")]
    drawings = (
        Drawing(say("awards.chart.cause"), range(4), "stacked"),
        Drawing(say("awards.chart.receiver"), (4, 5, 6), "stacked", (FAIR, FAINT, CHIEF)),
    )
    lines = [
        _line(main, head + place, row.name, row.values)
        for head, group in zip(main.laid.kinds, groups, strict=True)
        for place, row in enumerate(group.rows, 1)
    ]
    sums = [sum(column) for column in zip(*(group.values for group in groups), strict=True)]
    total = _line(main, main.laid.total, say("summary.total"), sums)
    yield Part(say("awards.chart.by_award"), say("awards.name"), heads, lines, drawings, total)
    by_year = [_line(sheet, sheet.laid.total, told.name, told.values) for sheet, told in years]
    levels = Drawing(say("awards.chart.level"), (7, 8, 9), "stacked")
    yield Part(
        say("awards.chart.by_year"), say("awards.data.year"), heads, by_year, (drawings[0], levels)
    )


def _line(sheet: Placed, row: int, name: str, values: Sequence[int]) -> Line:
    def at(place: int) -> str:
        return f"'{sheet.name}'!{sheet.grid.letters[place]}{row + 1}"

    cells = [Cell(f"={at(place)}", values[told]) for place, (told,) in (*_CAUSES, *_RECEIVERS)]
    cells += [
        Cell(f"={at(first)}+{at(second)}", values[one] + values[other])
        for (first, second), (one, other) in zip(_LEVELS, _LEVEL_VALUES, strict=True)
    ]
    return Line(name, cells)
