"""What the workbook of a round's results is made with: where scores, criteria and judges stand."""

from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from toolkit.exchange.official.book import Book
from toolkit.exchange.official.listed import TOP
from toolkit.exchange.review.figures import Given, Judge, Judged, ReviewFigures
from toolkit.exchange.review.printed import FIRST_UNSIGNED, NONE, Live

KEYS = 2  # columns that name a row of data
NUMBER, JUDGE = "A", "C"  # columns of data
SCORES = 4  # index of the first column of scores
FACTORS = TOP - 1  # the line of data that tells what a point adds to a total, from 1
MOST, WEIGHT, FACTOR = "C", "D", "E"  # columns of the sheet of criteria
COUNT, MEAN, SPREAD = "D", "E", "F"  # columns of the sheet of judges


class ReviewBook(Book[ReviewFigures]):
    """It knows where each score sheet stands among the data, and the formulas that follow."""

    kind = "review-results"

    @cached_property
    def criteria(self) -> str:
        """The name of the sheet of criteria."""
        return self.words.say("review_file.sheet.criteria")

    @cached_property
    def judges(self) -> str:
        """The name of the sheet of judges."""
        return self.words.say("review_file.sheet.judges")

    @cached_property
    def sheets(self) -> tuple[tuple[Judged, Given], ...]:
        """Complete score sheets as they stand among the data: by rank, then by judge."""
        by_dossier = self.figures.by_dossier
        return tuple((row, one) for row in self.figures.rows for one in by_dossier.get(row.id, ()))

    @cached_property
    def lines(self) -> dict[tuple[str, str], int]:
        """(dossier, judge) → line of data, from 1."""
        return {(one.dossier, one.judge): TOP + 1 + at for at, (_, one) in enumerate(self.sheets)}

    @cached_property
    def order(self) -> dict[str, tuple[int, Judge]]:
        """Login → number from 1, and the judge."""
        return {each.login: (place, each) for place, each in enumerate(self.figures.judges, 1)}

    @property
    def last_line(self) -> int:
        """The last line of data, from 1; the heads' where there is none."""
        return TOP + len(self.sheets)

    @cached_property
    def score_letters(self) -> tuple[str, ...]:
        return tuple(xl_col_to_name(SCORES + place) for place in range(self.figures.width))

    @cached_property
    def total(self) -> str:
        """The column of totals among the data."""
        return str(xl_col_to_name(SCORES + self.figures.width))

    @cached_property
    def even(self) -> str:
        """The column of normalised totals among the data."""
        return str(xl_col_to_name(SCORES + self.figures.width + 1))

    @cached_property
    def beside(self) -> str:
        """The column of links to the sources."""
        return str(xl_col_to_name(SCORES + self.figures.width + 2))

    def all_of(self, letter: str) -> str:
        """A whole column of data."""
        return f"'{self.data}'!${letter}${TOP + 1}:${letter}${max(self.last_line, TOP + 1)}"

    def of(self, dossier: str, letter: str) -> str:
        """A dossier's rows of data in a column."""
        sheets = self.figures.by_dossier[dossier]
        first = self.lines[dossier, sheets[0].judge]
        return f"'{self.data}'!{letter}{first}:{letter}{first + len(sheets) - 1}"

    def reached(self, dossier: str) -> tuple[Live, Live, Live] | None:
        """Mean, median and normalised mean as formulas; None for what nobody has scored."""
        values = self.figures.reached.get(dossier)
        if values is None:
            return None
        raw, even = self.of(dossier, self.total), self.of(dossier, self.even)
        mean, middle, normalised = values
        return (
            Live(f"ROUND(AVERAGE({raw}),9)", mean),
            Live(f"ROUND(MEDIAN({raw}),9)", middle),
            Live(f"ROUND(AVERAGE({even}),9)", normalised),
        )

    def judge_cell(self, login: str, letter: str) -> str:
        """A judge's cell on the sheet of judges; of all together for the empty login."""
        place = self.order[login][0] - 1 if login else len(self.order)
        return f"'{self.judges}'!${letter}${FIRST_UNSIGNED + place}"

    def criterion_cell(self, place: int, letter: str) -> str:
        return f"'{self.criteria}'!${letter}${FIRST_UNSIGNED + place}"

    def total_formula(self, line: int) -> str:
        first, last = self.score_letters[0], self.score_letters[-1]
        factors = f"{first}${FACTORS}:{last}${FACTORS}"
        return f"ROUND(SUMPRODUCT({factors},{first}{line}:{last}{line}),9)"

    def even_formula(self, line: int, login: str) -> str:
        """The total moved and stretched to the mean and spread of all."""
        mean, spread = self.judge_cell(login, MEAN), self.judge_cell(login, SPREAD)
        centre, width = self.judge_cell("", MEAN), self.judge_cell("", SPREAD)
        moved = f"{centre}+({self.total}{line}-{mean})/{spread}*{width}"
        return f"ROUND(IF({spread}=0,{centre},{moved}),9)"

    def interval(self, row: Judged) -> str:
        """ "3–5", or "3" where every judge left out leaves the rank as it is."""
        if row.best is None or row.worst is None:
            return NONE
        return str(row.best) if row.best == row.worst else f"{row.best}–{row.worst}"
