"""The sheet of sources of the funnel: every exemplar that is counted, and the day of each step."""

from toolkit.exchange.funnel.book import FunnelBook
from toolkit.exchange.official.listed import TOP, Listed, Looks, row_of_texts
from toolkit.exchange.official.marked import BETWEEN, mark_sources
from toolkit.exchange.official.sheet import LongSheet, day_cell, text_cell
from toolkit.rules.funnel import FunnelSource, phases_of

_WIDTHS = (24, 75, 40, 24, 42, 44, 24, 40, 60, *([24] * 10), 68)
_HEADS = (
    *("summary.data.code", "summary.unit", "summary.data.kind", "funnel.kind", "funnel.field"),
    *("summary.data.phase", "summary.source.made_for", "funnel.source.code", "funnel.source.name"),
)
_FIELDS, _PHASES = 4, 5  # columns that say several things
_TEXTS, _DAYS, _RECORD = "ABCDEFGHI", "JKLMNOPQRS", "T"


def write_sources(book: FunnelBook, sheet: LongSheet) -> None:
    """One row an exemplar, as units stand; it says all the fields and phases it counts in."""
    say, last = book.words.say, TOP - 1 + len(book.figures.sources)
    heads = [*map(say, _HEADS), *book.step_names, say("summary.source.record")]
    title, note = say("funnel.source.title"), say("funnel.source.note")
    Listed(title, note, heads, _WIDTHS, last).head(book, sheet)
    mark_sources(
        book.workbook,
        sheet,
        head=TOP - 1,
        last=last,
        width=len(heads),
        record=len(heads) - 1,
        several=(_FIELDS, _PHASES),
    )
    looks = Looks(book)
    for row, one in enumerate(book.figures.sources, TOP + 1):
        sheet.write_cells(row, "".join(_cells(book, looks, row, one)))
        book.steps.done(len(_WIDTHS))


def _cells(book: FunnelBook, looks: Looks, row: int, one: FunnelSource) -> list[str]:
    fields = (book.fields[code] for code in ("", *one.fields))
    phases = (book.phases[code] for code in phases_of(book.figures.plan, one))
    texts = (
        *(one.unit, book.unit_names[one.unit], book.unit_kinds[one.unit], book.kinds[one.kind]),
        *(BETWEEN.join(fields), BETWEEN.join(phases), one.made_for, one.code, one.name),
    )
    return [
        *row_of_texts(row, _TEXTS, looks.text, texts),
        *(
            day_cell(f"{letter}{row}", looks.day, day)
            for letter, day in zip(_DAYS, one.days, strict=True)
        ),
        text_cell(f"{_RECORD}{row}", looks.text, one.id),
    ]
