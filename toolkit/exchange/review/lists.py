"""The sheets behind the tables: every score sheet, and the record that it comes from."""

from functools import partial

from toolkit.exchange.official.listed import TOP, Listed, Looks, row_of_texts
from toolkit.exchange.official.marked import mark_data, mark_sources
from toolkit.exchange.official.sheet import (
    LongSheet,
    cell_text,
    formula_cell,
    number_cell,
    style,
    text_cell,
)
from toolkit.exchange.review.book import FACTOR, FACTORS, KEYS, SCORES, ReviewBook
from toolkit.exchange.review.figures import Given, Judged

_SCORE = 22
_DATA_WIDTHS = (17, 50, 19, 60)
_SOURCE_WIDTHS = (17, 50, 68, 68, 15, 24)
_SOURCE_HEADS = ("dossier", "record", "version", "line")


def write_lists(book: ReviewBook, data: LongSheet, sources: LongSheet) -> None:
    """Fill "Dữ liệu" and "Nguồn"."""
    last = book.last_line - 1
    _data_head(book, data, last)
    first, end = SCORES, SCORES + book.figures.width + 1
    mark_data(book.workbook, data, head=TOP - 1, last=last, keys=KEYS, figures=(first, end))
    say, keys = book.words.say, _keys(book)
    heads = [*keys, *(say(f"review_file.source.{each}") for each in _SOURCE_HEADS)]
    title, note = say("review_file.source.title"), say("review_file.source.note")
    Listed(title, note, heads, _SOURCE_WIDTHS, last).head(book, sources)
    width, record = len(heads), KEYS + 1
    mark_sources(book.workbook, sources, head=TOP - 1, last=last, width=width, record=record)
    _rows(book, data, sources)


def _keys(book: ReviewBook) -> list[str]:
    return [book.words.say("review_file.col.number"), book.words.say("review_file.col.judge")]


def _data_head(book: ReviewBook, data: LongSheet, last: int) -> None:
    """Heads of the data, above them what a point of each criterion adds to a total."""
    say, figures = book.words.say, book.figures
    names = [book.words.named(each) for each in figures.review.criteria]
    heads = [
        *_keys(book),
        *(say("review_file.col.judge_number"), say("review_file.col.name")),
        *names,
        *(say("review_file.col.total"), say("review_file.col.even")),
        say("review_file.col.source"),
    ]
    widths = (*_DATA_WIDTHS, *[_SCORE] * (figures.width + 3))
    note = say("review_file.data.note", sheet=book.criteria)
    Listed(say("review_file.data.title"), note, heads, widths, last, partial(_factors, book)).head(
        book, data
    )


def _factors(book: ReviewBook, data: LongSheet) -> None:
    label, row = book.words.say("review_file.data.factor"), FACTORS - 1
    data.write_string(row, SCORES - 1, label, book.styles.plain(10, italic=True, align="right"))
    look = book.styles.score(10, italic=True)
    for place, factor in enumerate(book.figures.factors):
        cell = f"={book.criterion_cell(place, FACTOR)}"
        data.write_formula(row, SCORES + place, cell, look, factor)


def _rows(book: ReviewBook, data: LongSheet, sources: LongSheet) -> None:
    looks, score = Looks(book), style(book.styles.score(10))
    for line, (row, one) in enumerate(book.sheets, TOP + 1):
        data.write_cells(line, _sheet(book, looks, score, line, row, one))
        _, judge = book.order[one.judge]
        texts = (judge.name, one.dossier, one.record)
        cells = [
            number_cell(f"A{line}", looks.middle, row.number),
            *row_of_texts(line, "BCD", looks.text, texts),
            number_cell(f"E{line}", looks.middle, one.version),
            looks.link(f"F{line}", book.data, line, line),
        ]
        sources.write_cells(line, "".join(cells))
        book.steps.done(SCORES + book.figures.width + 3)


def _sheet(  # noqa: PLR0917 -- a row, where it stands and how it looks
    book: ReviewBook, looks: Looks, score: str, line: int, row: Judged, one: Given
) -> str:
    figures = book.figures
    number, judge = book.order[one.judge]
    cells = [
        number_cell(f"A{line}", looks.middle, row.number),
        text_cell(f"B{line}", looks.text, cell_text(judge.name)),
        number_cell(f"C{line}", looks.middle, number),
        text_cell(f"D{line}", looks.text, cell_text(row.name)),
    ]
    for letter, each in zip(book.score_letters, figures.review.criteria, strict=True):
        cells.append(number_cell(f"{letter}{line}", score, one.scores[each.code]))
    key = one.dossier, one.judge
    total, even = figures.totals[key], figures.normalised[key]
    cells.append(formula_cell(f"{book.total}{line}", score, book.total_formula(line), total))
    formula = book.even_formula(line, one.judge)
    cells.append(formula_cell(f"{book.even}{line}", score, formula, even))
    cells.append(looks.link(f"{book.beside}{line}", book.sources, line, line))
    return "".join(cells)
