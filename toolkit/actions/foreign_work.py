"""Everything that is understood of somebody's list, with what was said of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.actions.desk import Desk
from toolkit.actions.foreign_answers import Answers, ListPreview, RowState
from toolkit.actions.foreign_cells import Understood, understood
from toolkit.actions.foreign_reading import (
    Around,
    answer_problems,
    columns_seen,
    meanings,
    questions,
    values_seen,
)
from toolkit.actions.foreign_rows import Read, is_left, read_row
from toolkit.actions.foreign_sorting import sorted_rows
from toolkit.actions.rights import visible_codes
from toolkit.domain.ledger import FileKind, Verdict
from toolkit.domain.user import Role
from toolkit.errors import Problem
from toolkit.exchange.cells import Book
from toolkit.exchange.foreign import ForeignList, find_list
from toolkit.exchange.foreign.days import swapped_days
from toolkit.rules.list_columns import TOLD_ONLY, ListKind, match_columns
from toolkit.store import Reading
from toolkit.words import Words

_DATA_WORDS = Words("vi")
"""What is written into records is Vietnamese, whoever reads the page in English."""
_DAYS = ("birth", "birth_male", "birth_female", "found_on", "paper_date")


@dataclass(frozen=True, slots=True)
class Work:
    """The preview, and what it was made of: rows as read, in their order."""

    preview: ListPreview
    read: tuple[Read, ...] = ()


def work(
    desk: Desk,
    reading: Reading,
    blank: ListPreview,
    book: Book,
    answers: Answers,
) -> Work:
    """What is understood of the book, upon a preview that only names it."""
    blank = replace(blank, notes=book.notes, problems=book.problems)
    if book.problems:
        return Work(blank)
    lines = reading.received(digest=blank.digest, verdict=Verdict.ACCEPTED).rows
    if any(line.kind is FileKind.LIST for line in lines):
        return Work(replace(blank, verdict=Verdict.DUPLICATE))
    around = _around(desk, reading, blank.kind)
    its, problems = find_list(book.tables, blank.kind, around.headings)
    if its is None:
        return Work(replace(blank, problems=problems))
    return _held(around, blank, its, reading, answers)


def blank_preview(kind: str, name: str, data: bytes) -> ListPreview:
    """A preview that only names the file."""
    digest = hashlib.sha256(data).hexdigest()
    return ListPreview(kind=ListKind(kind), name=name, digest=digest, verdict=Verdict.REFUSED)


def whose(desk: Desk, kind: ListKind) -> str:
    """Under which kind corrections are kept: a unit's are its own, the Ministry's everybody's."""
    own = f"@{desk.user.unit}" if desk.user.role is Role.UNIT else ""
    return f"{kind}{own}"


def _around(desk: Desk, reading: Reading, kind: ListKind) -> Around:
    remembered = reading.matches(kind.value) | reading.matches(whose(desk, kind))
    return Around(
        plan=reading.plan(),
        units=reading.units(),
        today=desk.today,
        remembered=remembered,
        codes=visible_codes(desk, reading),
        home=desk.user.unit if desk.user.role is Role.UNIT else "",
    )


def _held(
    around: Around, blank: ListPreview, its: ForeignList, reading: Reading, answers: Answers
) -> Work:
    """The list held against what is around it, row by row."""
    headings = [column.heading for column in its.columns]
    matched = match_columns(headings, blank.kind, around.headings, answers.columns)
    places = {
        found.field: column.place
        for column, found in zip(its.columns, matched, strict=True)
        if found.field and found.field not in TOLD_ONLY
    }
    values = values_seen(its, places, answers, around)
    by = understood(
        blank.kind,
        its,
        places,
        meanings=meanings(values),
        answers=answers,
        plan=around.plan,
        today=around.today,
        units=around.codes,
        names={unit.code: unit.name for unit in around.units},
        say=_DATA_WORDS.say,
    )
    read = tuple(read_row(by, body) for body in its.rows)
    left = {body.row.line for body in its.rows if is_left(by, body)}
    rows = sorted_rows(reading, read, left, answers)
    new = {row.line for row in rows if row.state is RowState.NEW}
    seen = replace(
        blank,
        sheet=its.sheet,
        head_line=its.head_line,
        columns=columns_seen(its, matched),
        values=values,
        questions=questions(by, read, rows, around),
        rows=rows,
        left=its.left,
        others=its.others,
        legacy=its.converted,
        problems=(
            *answer_problems(answers, blank.kind, around),
            *_list_problems(by, doubtful=[each.heading for each in matched if not each.is_sure]),
        ),
        awards=sum(len(each.awards) for each in read if each.line in new),
    )
    return Work(replace(seen, verdict=_verdict(seen)), read)


def _list_problems(by: Understood, *, doubtful: list[str]) -> Iterator[Problem]:
    """What is wrong with the list as a whole."""
    line = by.its.head_line
    if "name" not in by.places:
        yield Problem("foreign.no_name", line)
    if not by.its.rows:
        yield Problem("foreign.no_rows", line)
    for heading in doubtful:
        yield Problem("foreign.column_doubtful", line, heading, values={"column": heading})
    for name in _DAYS:
        place = by.places.get(name, -1)
        pair = swapped_days([body.row for body in by.its.rows], place)
        if pair:
            told = {"column": by.headings[place], "real": pair[0], "typed": pair[1]}
            yield Problem("foreign.dates_mixed", line, by.headings[place], values=told)


def _verdict(seen: ListPreview) -> Verdict:
    blocking = {RowState.FAULTY, RowState.LIKELY}
    is_held = bool(seen.problems) or any(row.state in blocking for row in seen.rows)
    return Verdict.REFUSED if is_held else Verdict.ACCEPTED
