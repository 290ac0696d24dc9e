"""The sheets behind the tables of deeds: counts by unit and phase, and what they count."""

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.deeds.book import (
    AFTER,
    FORM,
    KEYS,
    LETTERS,
    ONCE,
    PEOPLE,
    PHASE,
    DeedBook,
    Span,
)
from toolkit.exchange.official.listed import TOP, Listed, Looks, row_of_texts
from toolkit.exchange.official.marked import mark_data, mark_sources
from toolkit.exchange.official.sheet import (
    LongSheet,
    day_cell,
    formula_cell,
    number_cell,
    text_cell,
)
from toolkit.rules.deeds import MEASURES, DeedFact, Measure
from toolkit.rules.unit_facts import UnitFacts

DATA_WIDTHS = (22, 75, 40, 44, *([19] * len(MEASURES)), 24)
SOURCE_WIDTHS = (22, 75, 24, 38, 40, 30, 44, 17, 22, 75, 44, 17, 68)
_SOURCE_HEADS = (
    *("summary.data.code", "summary.unit", "summary.source.made_for", "deeds.source.what"),
    *("deeds.source.form", "deeds.source.after", "summary.data.phase", "deeds.source.once"),
    *("deeds.source.on", "deeds.source.title", "deeds.source.exemplars", "deeds.people"),
    "summary.source.record",
)


def write_lists(book: DeedBook, data: LongSheet, sources: LongSheet) -> None:
    """Fill "Dữ liệu" and "Nguồn", unit after unit."""
    _data_head(book, data)
    _source_head(book, sources)
    lists = _Lists(book, data, sources)
    for group in book.figures.groups:
        kind = book.words.named(group.label)
        for unit in group.units:
            if unit.facts:
                lists.unit(unit, kind)


def _data_head(book: DeedBook, sheet: LongSheet) -> None:
    say = book.words.say
    keys = ("summary.data.code", "summary.unit", "summary.data.kind", "deeds.data.span")
    heads = [*map(say, keys), *map(book.label, MEASURES), say("summary.data.rows")]
    last = TOP - 1 + len(book.spans) * len(book.phases)
    note = say("summary.data.note", sheet=book.sources)
    Listed(say("deeds.data.title"), note, heads, DATA_WIDTHS, last).head(book, sheet)
    figures = (KEYS, KEYS + len(MEASURES) - 1)
    once = (KEYS - 1, book.words.say("summary.whole_plan"))
    mark_data(book.workbook, sheet, head=TOP - 1, last=last, keys=KEYS, figures=figures, once=once)


def _source_head(book: DeedBook, sheet: LongSheet) -> None:
    say = book.words.say
    last = TOP - 1 + sum(1 for _ in book.figures.facts)
    heads = [*map(say, _SOURCE_HEADS)]
    note = say("deeds.source.note")
    Listed(say("deeds.source.sheet"), note, heads, SOURCE_WIDTHS, last).head(book, sheet)
    width = len(SOURCE_WIDTHS)
    mark_sources(book.workbook, sheet, head=TOP - 1, last=last, width=width, record=width - 1)


class _Lists:
    def __init__(self, book: DeedBook, data: LongSheet, sources: LongSheet) -> None:
        self._book, self._data, self._sources = book, data, sources
        self._looks = Looks(book)
        self._whats = book.words.family("deeds.what")
        self._link = xl_col_to_name(KEYS + len(MEASURES))
        self._formulas = {
            phase: [_formula(book, measure, phase) for measure in MEASURES] for phase in book.phases
        }

    def unit(self, unit: UnitFacts[DeedFact], kind: str) -> None:
        span = self._book.spans[unit.unit.code]
        for at, (phase, name) in enumerate(self._book.phases.items(), span.data):
            texts = (unit.unit.code, unit.unit.name, kind, name)
            cells = row_of_texts(at, "ABCD", self._looks.text, texts)
            cells += self._counts(at, span, phase, self._book.counts[unit.unit.code, phase])
            cells.append(
                self._looks.link(f"{self._link}{at}", self._book.sources, span.first, span.last)
            )
            self._data.write_cells(at, "".join(cells))
            self._book.steps.done(len(DATA_WIDTHS))
        for at, fact in enumerate(unit.facts, span.first):
            self._sources.write_cells(at, "".join(self._source(at, unit, fact)))
            self._book.steps.done(len(SOURCE_WIDTHS))

    def _counts(self, row: int, span: Span, phase: str, values: Sequence[int]) -> Iterator[str]:
        """A count by a formula over its rows; where there are none there is nothing to count."""
        look, formulas = self._looks.count, self._formulas[phase]
        for letter, measure, formula, value in zip(
            LETTERS, MEASURES, formulas, values, strict=True
        ):
            rows = span.sources.get(measure.what)
            if rows is None:
                yield number_cell(f"{letter}{row}", look, 0)
            else:
                told = formula.format(first=rows[0], last=rows[1])
                yield formula_cell(f"{letter}{row}", look, told, value)

    def _source(self, row: int, unit: UnitFacts[DeedFact], fact: DeedFact) -> Iterator[str]:
        book, looks = self._book, self._looks
        texts = (
            *(unit.unit.code, unit.unit.name, fact.made_for, self._whats[fact.what]),
            *(book.forms[fact.form], book.afters[fact.after]),
            book.phases[fact.phase] if fact.phase else "",
        )
        yield from row_of_texts(row, "ABCDEFG", looks.text, texts)
        yield number_cell(f"{ONCE}{row}", looks.count, int(fact.first))
        yield day_cell(f"I{row}", looks.day, fact.on)
        yield from row_of_texts(row, "JK", looks.text, (fact.title, fact.exemplars))
        yield number_cell(f"{PEOPLE}{row}", looks.count, fact.people)
        yield text_cell(f"M{row}", looks.text, fact.record)


def _formula(book: DeedBook, measure: Measure, phase: str) -> str:
    """What counts the rows from {first} to {last} of sources."""

    def of(letter: str) -> str:
        sheet = book.sources.replace("'", "''")
        return f"'{sheet}'!{letter}{{first}}:{letter}{{last}}"

    asked = [f'{of(PHASE)},"{_quoted(book.phases[phase])}"' if phase else f"{of(ONCE)},1"]
    if measure.form:
        asked.append(f'{of(FORM)},"{_quoted(book.forms[measure.form])}"')
    if measure.after:
        asked.append(f'{of(AFTER)},"{_quoted(book.afters[measure.after])}"')
    told = ",".join(asked)
    return f"SUMIFS({of(PEOPLE)},{told})" if measure.people else f"COUNTIFS({told})"


def _quoted(text: str) -> str:
    """A text as a criterion of COUNTIFS: signs that stand for others mean themselves."""
    for sign in "~*?":
        text = text.replace(sign, f"~{sign}")
    return text.replace('"', '""').replace("{", "{{").replace("}", "}}")
