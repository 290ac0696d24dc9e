"""A judge's score sheet as a printed sheet: each dossier's criteria, room for scores, a total."""

from array import array
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Unpack

from toolkit.exchange.official import paper
from toolkit.exchange.official.book import Book, Making, official_book
from toolkit.exchange.official.letterhead import Paper
from toolkit.exchange.official.page import columns, footer, page, quiet, roman
from toolkit.exchange.official.paper import WIDTH
from toolkit.exchange.official.sheet import (
    LongSheet,
    blank,
    cell_text,
    formula_cell,
    number_cell,
    style,
    text_cell,
)
from toolkit.exchange.official.styles import HEAD_FILL, KIND_FILL
from toolkit.exchange.official.workbook import long_sheets, pack
from toolkit.exchange.review.figures import rounded
from toolkit.exchange.review.forms import Asked, JudgeForm, ScoreForms
from toolkit.exchange.review.named import round_name
from toolkit.words import Words

_SIZE = 11.0
_SIDES = 2.6
_HEADS = ("row", "content", "most", "weight", "score", "note")
_MOST, _SCORE = "C", "E"
_MOST_BREAKS = 1000  # Excel takes 1,026; earlier pages end by themselves


class FormBook(Book[ScoreForms]):
    """The workbook of score sheets, one of its sheets a judge."""

    kind = "review-forms"


class _Widths:
    """Columns of a score sheet, in mm."""

    widths = (12.0, 108.0, 22.0, 20.0, 26.0, WIDTH - 188.0)
    last = 5


def forms_name(forms: ScoreForms, words: Words) -> str:
    """The name to offer: "Phieu-cham-diem_so-ket-2018_20181015.xlsx"."""
    return round_name(words.say("review_file.file.forms"), forms, words)


def write_forms(figures: ScoreForms, out: Path, **how: Unpack[Making]) -> None:
    """Write the score sheets to `out`, which appears whole or not at all.

    Raises Cancelled and OSError; then nothing is left behind."""
    words = how["words"]
    title = words.say("review_file.title_form")
    lines = sum(len(each.asked) for each in figures.sheets) * (len(figures.review.criteria) + 2)
    names = [
        words.say("review_file.sheet.form", number=place + 1)
        for place in range(len(figures.sheets))
    ]
    with (
        official_book(FormBook, figures, out, title=title, cells=lines * 6 + 100, **how) as book,
        long_sheets(book.workbook, *names) as sheets,
    ):
        for sheet, form in zip(sheets, figures.sheets, strict=True):
            _Written(book, sheet, form).write()
        pack(book.workbook, book.steps)


class _Written:
    def __init__(self, book: FormBook, sheet: LongSheet, form: JudgeForm) -> None:
        self._book, self._sheet, self._form = book, sheet, form
        self._say, self._figures, self._styles = book.words.say, book.figures, book.styles
        self._paper = Paper(sheet, _Widths(), book.styles, book.words)
        self._row = 0
        self._above = 0.0
        self._heights = array("d")
        self._blocks: list[int] = []

    def write(self) -> None:
        page(self._sheet)
        footer(
            self._sheet,
            self._book.words,
            table=self._say("review_file.form.footer", name=self._form.judge.name),
            fingerprint=self._figures.fingerprint,
        )
        self._sheet.set_print_scale(100)
        columns(self._sheet, _Widths.widths)
        self._titles()
        head = self._heads()
        body = self._row
        self._sheet.repeat_rows(body - 1)
        self._sheet.freeze_panes(body, 0)
        self._begin()
        for number, asked in enumerate(self._form.asked, 1):
            self._dossier(number, asked)
        self._checked(body)
        self._end(body, head)

    def _titles(self) -> None:
        say, form, figures = self._say, self._form, self._figures
        self._row, self._above = self._paper.head(figures)
        judge = say("review_file.form.judge", name=form.judge.name, post=form.judge.post)
        lines = [self._book.words.named(figures.review), judge.rstrip(", ")]
        self._row, more = self._paper.title(
            self._row, figures, say("review_file.title_form"), *lines
        )
        self._above += more
        for line in self._guidance():
            self._above += self._paper.note(self._row, line)
            self._row += 1
        self._above += self._paper.gap(self._row, 6)
        self._row += 1

    def _guidance(self) -> Iterator[str]:
        """How scores are given, and what each criterion means."""
        words, review = self._book.words, self._figures.review
        yield self._say("review_file.form.how", step=review.step)
        for place, each in enumerate(review.criteria, 1):
            if guidance := words.named(each, "guidance"):
                yield f"{place}. {words.named(each)}: {guidance}"

    def _heads(self) -> float:
        look = self._styles.head(_SIZE, bold=True)
        for column, key in enumerate(_HEADS):
            self._sheet.write_string(
                self._row, column, self._say(f"review_file.form.col.{key}"), look
            )
        self._sheet.set_row(self._row, 33)
        self._row += 1
        return 33.0

    @cached_property
    def _looks(self) -> dict[str, str]:
        plain, wrapped = self._styles.plain, {"border": 1, "text_wrap": True}
        strong = {"bold": True, "bg_color": HEAD_FILL}
        return {
            "text": style(plain(_SIZE, **wrapped)),
            "middle": style(self._styles.given(_SIZE)),
            "dossier": style(plain(_SIZE, bold=True, bg_color=KIND_FILL, **wrapped)),
            "sum": style(plain(_SIZE, **strong, **wrapped)),
            "total": style(self._styles.score(_SIZE, **strong)),
        }

    def _dossier(self, number: int, asked: Asked) -> None:
        """Its heading, a row a criterion, and the total that reckons itself."""
        looks, review, words = self._looks, self._figures.review, self._book.words
        self._blocks.append(len(review.criteria) + 2)
        heading = self._say("review_file.form.dossier", number=asked.number, name=asked.name)
        told = cell_text(" – ".join(filter(None, (heading, asked.unit))))
        at = self._row + 1
        cells = [text_cell(f"A{at}", looks["dossier"], f"{roman(number)}. {told}")]
        cells += [blank(f"{letter}{at}", looks["dossier"]) for letter in "BCDEF"]
        self._sheet.merge.append([self._row, 0, self._row, _Widths.last])
        room = sum(_Widths.widths) - 12
        self._put(cells, paper.lines(told, room, _SIZE, bold=True))
        for place, each in enumerate(review.criteria, 1):
            at = self._row + 1
            name, note = words.named(each), cell_text(asked.notes.get(each.code, ""))
            score = asked.scores.get(each.code)
            cells = [
                number_cell(f"A{at}", looks["middle"], place),
                text_cell(f"B{at}", looks["text"], cell_text(name)),
                number_cell(f"{_MOST}{at}", looks["middle"], each.most),
                number_cell(f"D{at}", looks["middle"], each.weight),
                self._score(f"{_SCORE}{at}", score),
                self._text(f"F{at}", note),
            ]
            self._put(cells, max(self._lines(1, name), self._lines(5, note)))
        self._total(asked)

    def _score(self, place: str, score: float | None) -> str:
        look = self._looks["middle"]
        return blank(place, look) if score is None else number_cell(place, look, score)

    def _text(self, place: str, text: str) -> str:
        look = self._looks["text"]
        return text_cell(place, look, text) if text else blank(place, look)

    def _total(self, asked: Asked) -> None:
        looks, figures, at = self._looks, self._figures, self._row + 1
        codes = [each.code for each in figures.review.criteria]
        first, last = f"{_SCORE}{at - len(codes)}", f"{_SCORE}{at - 1}"
        factors = ";".join(map(repr, figures.factors))
        reckoned = f"ROUND(SUMPRODUCT({first}:{last},{{{factors}}}),9)"
        formula = f'IF(COUNT({first}:{last})={len(codes)},{reckoned},"")'
        given = [asked.scores.get(code) for code in codes]
        value: float | str = ""
        if None not in given:
            pairs = zip(figures.factors, filter(_is_given, given), strict=True)
            value = rounded(sum(factor * (score or 0) for factor, score in pairs))
        note = cell_text(asked.notes.get("", ""))
        cells = [
            blank(f"A{at}", looks["sum"]),
            text_cell(f"B{at}", looks["sum"], self._say("review_file.form.total")),
            *(blank(f"{letter}{at}", looks["sum"]) for letter in (_MOST, "D")),
            formula_cell(f"{_SCORE}{at}", looks["total"], formula, value),
            self._text(f"F{at}", note),
        ]
        self._put(cells, self._lines(5, note))

    def _lines(self, column: int, text: str) -> int:
        return paper.paragraphs(text, _Widths.widths[column] - _SIDES, _SIZE)

    def _put(self, cells: list[str], lines: int) -> None:
        points = paper.height(lines, _SIZE) + 4.5
        self._sheet.write_cells(self._row + 1, "".join(cells), points)
        self._heights.append(points)
        self._row += 1
        self._book.steps.done(len(cells))

    def _checked(self, body: int) -> None:
        """Only scores of the scale, in steps, may be typed."""
        if self._row == body:
            return
        cell, step = f"{_SCORE}{body + 1}", self._figures.review.step
        steps = f"MOD(ROUND({cell}/{step},6),1)=0"
        self._sheet.data_validation(
            *(body, 4, self._row - 1, 4),
            {
                "validate": "custom",
                "value": f"=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={_MOST}{body + 1},{steps})",
                "error_title": self._say("review_file.form.wrong_title"),
                "error_message": self._say("review_file.form.wrong", step=step),
            },
        )

    def _end(self, body: int, head: float) -> None:
        """What the judge stands aside from, room to sign; every dossier stays on one page."""
        last = self._row - 1
        foot: list[float] = []
        for line in self._form.away:
            foot.append(self._paper.note(self._row + len(foot), line))
        foot += self._paper.signer(
            self._row + len(foot), self._say("review_file.form.signer"), self._form.judge.name
        )
        self._begin()
        later = paper.HEIGHT - head
        starts = paper.page_starts(self._together(foot), first=later - self._above, later=later)
        self._sheet.set_h_pagebreaks([body + start for start in starts[-_MOST_BREAKS:]])
        self._sheet.print_area(0, 0, last + len(foot), _Widths.last)
        quiet(self._sheet, last, _Widths.last)

    def _together(self, foot: list[float]) -> Iterator[list[float]]:
        at = 0
        for place, size in enumerate(self._blocks, 1):
            heights = list(self._heights[at : at + size])
            yield [*heights, *foot] if place == len(self._blocks) else heights
            at += size

    def _begin(self) -> None:
        self._sheet.rows_begin(self._row, self._row, _Widths.last)


def _is_given(score: float | None) -> bool:
    return score is not None
