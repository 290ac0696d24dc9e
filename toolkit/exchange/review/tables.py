"""The printed tables of a round's results: ranking, judges' totals, criteria, judges."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from toolkit.domain.review import Reviewed
from toolkit.exchange.official.paper import WIDTH
from toolkit.exchange.review.book import COUNT, JUDGE, MEAN, MOST, SPREAD, WEIGHT, ReviewBook
from toolkit.exchange.review.figures import Judge, Judged, ranks
from toolkit.exchange.review.printed import FIRST_UNSIGNED, NONE, Cell, Col, Live, Look, Table

MOST_JUDGES = 16
"""So many judges' totals fit on one page."""
_MEAN, _EVEN = "F", "H"  # columns of the ranking
_FIXED = 12.0, 12.0, 52.0, 16.0
_WIDEST = 16.0


def first_row(book: ReviewBook) -> int:
    """The first row of the ranking, from 1: the paper's head, title, plan, its number, the day,
    the unit of measure and three lines of heads stand above it."""
    return 13 + len(_titles(book)) + bool(book.figures.plan.paper)


def _titles(book: ReviewBook) -> list[str]:
    return [book.words.named(book.figures.review), *provisional(book)]


def provisional(book: ReviewBook) -> list[str]:
    """What marks results that may still change."""
    return [book.words.say("review_file.provisional")] if book.figures.provisional else []


def ranking_table(book: ReviewBook) -> Table:
    """Biểu 1: rank, means raw and normalised, and how firm the rank is."""
    say, figures = book.words.say, book.figures
    told = [figures.reached[row.id] for row in figures.rows if row.id in figures.reached]
    raw, even = ranks([each[0] for each in told]), ranks([each[2] for each in told])
    places = iter(zip(raw, even, strict=True))
    first = first_row(book)
    rows = [
        _ranked(book, row, line, (first, first + len(figures.rows) - 1), places)
        for line, row in enumerate(figures.rows, first)
    ]
    of_units = figures.review.of is Reviewed.UNITS
    points, ranked = say("review_file.block.points"), say("review_file.block.ranks")
    return Table(
        sheet=say("summary.sheet.main", number="1"),
        title=say("review_file.title"),
        lines=_titles(book),
        cols=(
            Col(say("review_file.col.rank"), 12, Look.MIDDLE),
            Col(say("review_file.col.number"), 12, Look.MIDDLE),
            Col(say("review_file.col.name"), 42),
            Col(say(f"review_file.col.{'before' if of_units else 'unit'}"), 53),
            Col(say("review_file.col.judges"), 13, Look.MIDDLE),
            Col(say("review_file.col.mean"), 17, Look.SCORE, points),
            Col(say("review_file.col.median"), 15, Look.SCORE, points),
            Col(say("review_file.col.even"), 17, Look.SCORE, points),
            Col(say("review_file.col.raw_rank"), 13, Look.MIDDLE, ranked),
            Col(say("review_file.col.even_rank"), 13, Look.MIDDLE, ranked),
            Col(say("review_file.col.interval"), 17, Look.MIDDLE, ranked),
            Col(say("review_file.col.note"), WIDTH - 224),
        ),
        rows=rows,
        note=" ".join([say("review_file.note.ranking"), *_begun(book), *figures.notes]),
        signed=True,
        measured_in=say("review_file.measured_in"),
    )


def _begun(book: ReviewBook) -> list[str]:
    count = book.figures.begun
    return [book.words.say("review_file.note.begun", count=count)] if count else []


def _ranked(
    book: ReviewBook,
    row: Judged,
    line: int,
    span: tuple[int, int],
    places: Iterator[tuple[int, int]],
) -> list[Cell]:
    reached, sheets = book.reached(row.id), book.figures.by_dossier.get(row.id, ())
    head: list[Cell] = [NONE if row.rank is None else row.rank, row.number, row.name, row.unit]
    if reached is None:
        return [*head, 0, *[NONE] * 6, row.note]
    raw, even = next(places)
    first, last = span
    return [
        *head,
        Live(f"COUNT({book.of(row.id, book.total)})", len(sheets)),
        *reached,
        Live(f"RANK({_MEAN}{line},{_MEAN}${first}:{_MEAN}${last})", raw),
        Live(f"RANK({_EVEN}{line},{_EVEN}${first}:{_EVEN}${last})", even),
        book.interval(row),
        row.note,
    ]


def judges_tables(book: ReviewBook, *, even: bool) -> Iterator[Table]:
    """Biểu 2 (raw) or 3 (normalised): every judge's total of every dossier, 16 judges a sheet."""
    judges = book.figures.judges
    parts = max(-(-len(judges) // MOST_JUDGES), 1)
    each = -(-len(judges) // parts)
    for part in range(parts):
        letter = ascii_lowercase[part] if parts > 1 else ""
        yield _judges_table(book, judges[part * each : (part + 1) * each], letter, even=even)


def _judges_table(book: ReviewBook, judges: Sequence[Judge], letter: str, *, even: bool) -> Table:
    say, number = book.words.say, f"{3 if even else 2}{letter}"
    width = min((WIDTH - sum(_FIXED)) / max(len(judges), 1), _WIDEST)
    name = WIDTH - sum(_FIXED[:2]) - _FIXED[3] - width * len(judges)
    under = say(f"review_file.block.{'even' if even else 'raw'}")
    sheet = say("summary.sheet.main", number=number)
    return Table(
        sheet=sheet,
        title=say(f"review_file.title_{'even' if even else 'raw'}", number=number),
        lines=[*_titles(book), say("summary.as_known_on", on=book.figures.as_known_on)],
        cols=(
            Col(say("review_file.col.rank"), _FIXED[0], Look.MIDDLE),
            Col(say("review_file.col.number"), _FIXED[1], Look.MIDDLE),
            Col(say("review_file.col.name"), name),
            *(Col(judge.name, width, Look.SCORE, under, upright=True) for judge in judges),
            Col(say(f"review_file.col.{'even' if even else 'mean'}"), _FIXED[3], Look.SCORE),
        ),
        rows=[*_totals(book, judges, even=even), *(() if even else _feet(book, judges))],
        note=say("review_file.note.judges"),
        sums=0 if even else 2,
        measured_in=say("review_file.measured_in"),
        size=9.5,
    )


def _totals(book: ReviewBook, judges: Sequence[Judge], *, even: bool) -> Iterator[list[Cell]]:
    figures, letter = book.figures, book.even if even else book.total
    values = figures.normalised if even else figures.totals
    ranking = book.words.say("summary.sheet.main", number="1")
    column, place = (_EVEN, 2) if even else (_MEAN, 0)
    for line, row in enumerate(figures.rows, first_row(book)):
        cells: list[Cell] = [NONE if row.rank is None else row.rank, row.number, row.name]
        for judge in judges:
            at = book.lines.get((row.id, judge.login))
            away = book.words.say("review_file.away") if judge.login in row.away else NONE
            cells.append(
                Live(f"'{book.data}'!{letter}{at}", values[row.id, judge.login]) if at else away
            )
        reached = figures.reached.get(row.id)
        cells.append(Live(f"'{ranking}'!{column}{line}", reached[place]) if reached else NONE)
        yield cells


def _feet(book: ReviewBook, judges: Sequence[Judge]) -> Iterator[list[Cell]]:
    """Each judge's mean and spread, and those of all totals together."""
    figures = book.figures
    for key, letter, place in (("mean", MEAN, 0), ("spread", SPREAD, 1)):
        values = [figures.of_judge[judge.login] for judge in judges]
        shown = [(each.mean, each.spread)[place] for each in (*values, figures.whole)]
        cells = [book.judge_cell(login, letter) for login in (*(j.login for j in judges), "")]
        label = book.words.say(f"review_file.foot.{key}")
        yield ["", "", label, *map(Live, cells, shown)]


def criteria_table(book: ReviewBook) -> Table:
    """The criteria: highest score, weight, and what a point adds to a total of 100."""
    say, review = book.words.say, book.figures.review
    first, last = FIRST_UNSIGNED, FIRST_UNSIGNED + len(review.criteria) - 1
    weights = f"{WEIGHT}${first}:{WEIGHT}${last}"
    rows: list[list[Cell]] = [
        [
            place,
            book.words.named(each),
            each.most,
            each.weight,
            Live(f"ROUND(100*{WEIGHT}{line}/SUM({weights})/{MOST}{line},9)", factor),
            book.words.named(each, "guidance"),
        ]
        for place, (line, each, factor) in enumerate(
            zip(range(first, last + 1), review.criteria, book.figures.factors, strict=True), 1
        )
    ]
    whole = sum(each.weight for each in review.criteria)
    rows.append(["", say("summary.total"), "", Live(f"SUM({weights})", whole), "", ""])
    return Table(
        sheet=book.criteria,
        title=say("review_file.title_criteria"),
        lines=[book.words.named(review)],
        cols=(
            Col(say("summary.row_number"), 12, Look.MIDDLE),
            Col(say("review_file.col.content"), 82),
            Col(say("review_file.col.most"), 20, Look.MIDDLE),
            Col(say("review_file.col.weight"), 20, Look.MIDDLE),
            Col(say("review_file.col.factor"), 20, Look.SCORE),
            Col(say("review_file.col.guidance"), WIDTH - 154),
        ),
        rows=rows,
        note=say("review_file.note.criteria"),
        sums=1,
    )


def judges_table(book: ReviewBook) -> Table:
    """Who judged: how many dossiers, and how strict, from the data."""
    say, figures = book.words.say, book.figures
    who, totals = book.all_of(JUDGE), book.all_of(book.total)
    rows: list[list[Cell]] = []
    for line, (place, judge) in enumerate(book.order.values(), FIRST_UNSIGNED):
        own = figures.of_judge[judge.login]
        mean = f"ROUND(SUMIF({who},A{line},{totals})/{COUNT}{line},9)"
        squares = f"SUMPRODUCT(({who}=A{line})*({totals}-{MEAN}{line})^2)"
        spread = f"ROUND(SQRT({squares}/{COUNT}{line}),9)"
        rows.append(
            [
                *(place, judge.name, judge.post),
                Live(f"COUNTIF({who},A{line})", own.count),
                Live(f"IF({COUNT}{line}=0,0,{mean})", own.mean),
                Live(f"IF({COUNT}{line}=0,0,{spread})", own.spread),
            ]
        )
    whole, some = figures.whole, f"COUNT({totals})"
    rows.append(
        [
            *("", say("review_file.all_sheets"), ""),
            Live(some, whole.count),
            Live(f"IF({some}=0,0,ROUND(AVERAGE({totals}),9))", whole.mean),
            Live(f"IF({some}=0,0,ROUND(STDEVP({totals}),9))", whole.spread),
        ]
    )
    return Table(
        sheet=book.judges,
        title=say("review_file.title_judges"),
        lines=[book.words.named(figures.review)],
        cols=(
            Col(say("summary.row_number"), 12, Look.MIDDLE),
            Col(say("review_file.col.judge"), WIDTH - 166),
            Col(say("review_file.col.post"), 70),
            Col(say("review_file.col.sheets"), 28, Look.MIDDLE),
            Col(say("review_file.col.mean"), 28, Look.SCORE),
            Col(say("review_file.col.spread"), 28, Look.SCORE),
        ),
        rows=rows,
        note=say("review_file.note.judges_table"),
        sums=1,
    )
