"""The sheet of records behind summary 6: reports, exemplars, activities, awards, unit by unit."""

from toolkit.exchange.official.listed import TOP, Listed, Looks, row_of_texts
from toolkit.exchange.official.marked import mark_sources
from toolkit.exchange.official.sheet import LongSheet, day_cell, text_cell
from toolkit.exchange.overall.book import OverallBook
from toolkit.rules.overall import Part, Record

_WIDTHS = (24, 75, 60, 34, 60, 40, 40, 24, 34, *([24] * 10), 92)
_HEADS = (
    *("summary.data.code", "summary.unit", "overall.source.part", "overall.record.code"),
    *("overall.record.name", "overall.record.period", "overall.record.state", "overall.record.on"),
    "summary.source.made_for",
)
_TEXTS, _ON, _MADE_FOR, _DAYS, _RECORD = "ABCDEFG", "H", "I", "JKLMNOPQRS", "T"
_STATES = {
    Part.REPORTS: "summary.outcome",
    Part.ACTIVITIES: "activity_kind",
    Part.AWARDS: "award",
}


def record_sheet(book: OverallBook, sheet: LongSheet) -> None:
    """A row a record, in the order of the units; the ten steps stand behind exemplars alone."""
    say, records = book.words.say, _as_units_stand(book)
    last = TOP - 1 + len(records)
    heads = [*map(say, _HEADS), *book.step_names, say("summary.source.record")]
    title, note = say("overall.record.title"), say("overall.record.note")
    Listed(title, note, heads, _WIDTHS, last).head(book, sheet)
    width = len(heads)
    mark_sources(book.workbook, sheet, head=TOP - 1, last=last, width=width, record=width - 1)
    looks, names = Looks(book), {each.unit.code: each.unit.name for each in book.figures.units}
    for row, one in enumerate(records, TOP + 1):
        sheet.write_cells(row, "".join(_cells(book, looks, row, one, names[one.unit])))
        book.steps.done(width)


def _as_units_stand(book: OverallBook) -> list[Record]:
    places = {each.unit.code: place for place, each in enumerate(book.figures.units)}
    return sorted(book.figures.records, key=lambda one: places[one.unit])


def _cells(book: OverallBook, looks: Looks, row: int, one: Record, unit: str) -> list[str]:
    words = book.words
    state = words.say(f"{_STATES[one.part]}.{one.state}") if one.part in _STATES else ""
    period = words.period(one.period) if one.part is Part.REPORTS else ""
    name = one.name or book.task_names.get(one.code, "")
    part = words.say(f"overall.part.{one.part}")
    texts = (one.unit, unit, part, one.code, name, period, state)
    days = one.days or (None,) * len(_DAYS)
    return [
        *row_of_texts(row, _TEXTS, looks.text, texts),
        day_cell(f"{_ON}{row}", looks.day, one.on),
        text_cell(f"{_MADE_FOR}{row}", looks.text, one.made_for),
        *(
            day_cell(f"{letter}{row}", looks.day, day)
            for letter, day in zip(_DAYS, days, strict=True)
        ),
        text_cell(f"{_RECORD}{row}", looks.text, one.id),
    ]
