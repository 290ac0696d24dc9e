"""Take in somebody's list with headings of its own: look, decide, then all of it or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from toolkit.actions.activities import record
from toolkit.actions.desk import Desk
from toolkit.actions.foreign_answers import Answers, ListPreview, RowState
from toolkit.actions.foreign_rows import AwardTold, Read
from toolkit.actions.foreign_work import blank_preview, whose, work
from toolkit.actions.rights import require
from toolkit.domain.activity import ActivityKind
from toolkit.domain.changing import changed
from toolkit.domain.exemplar import Exemplar, Step, StepTaken
from toolkit.domain.ledger import FileKind, Match, Received, Verdict
from toolkit.domain.text import fold
from toolkit.errors import Problem, Refused
from toolkit.exchange.cells import Book, read_book
from toolkit.exchange.child import uncollected
from toolkit.exchange.guard import MOST_BYTES
from toolkit.rules.activity_form import MOST_EXEMPLARS
from toolkit.rules.codes import code_parts, exemplar_code
from toolkit.rules.list_columns import ListKind
from toolkit.rules.permissions import Act
from toolkit.store import Writing

_MOST_TOLD = 500
"""Problems and notes that a line of the ledger keeps; counts tell all."""
_NO_ANSWERS = Answers()


def look_list(
    desk: Desk, *, kind: str, name: str, data: bytes, answers: Answers = _NO_ANSWERS
) -> ListPreview:
    """What is understood of the list, and what must be decided; nothing is written.

    `kind` is "persons", "collectives", "models" or "initiatives". A faulty file is told in the
    preview. Raises Refused where the user may take no files."""
    _require(desk)
    book = read_book(data)
    with uncollected(), desk.store.reading() as reading:
        return work(desk, reading, blank_preview(kind, name, data), book, answers).preview


def take_list(
    desk: Desk, *, kind: str, name: str, data: bytes, answers: Answers = _NO_ANSWERS
) -> Received:
    """Take the list in as `look_list` with the same answers shows it; the line of the ledger.

    Rows that are new are put on record, all of them in one transaction; with a fault or something
    undecided in any row nothing is, and the verdict is REFUSED. The same bytes taken before are a
    DUPLICATE, and change nothing. What the user corrected is remembered."""
    line, _ = look_and_take(desk, kind=kind, name=name, data=data, answers=answers)
    return line


def look_and_take(
    desk: Desk, *, kind: str, name: str, data: bytes, answers: Answers = _NO_ANSWERS
) -> tuple[Received, ListPreview]:
    """As `take_list`, with what was understood: the file is read once."""
    _require(desk)
    book = read_book(data)
    blank = blank_preview(kind, name, data)
    try:
        with uncollected(), desk.store.one_transaction():
            return _taken(desk, blank, data, book, answers)
    except Refused as refused:
        problems = tuple(Problem(each.key, values=dict(each.values)) for each in refused.blockers)
        blank = replace(blank, problems=problems)
        return _noted(desk, replace(_line(blank, data), problems=problems), data), blank


def _require(desk: Desk) -> None:
    require(desk, Act.TAKE_FILES)
    require(desk, Act.WRITE_EXEMPLARS)


def _taken(
    desk: Desk, blank: ListPreview, data: bytes, book: Book, answers: Answers
) -> tuple[Received, ListPreview]:
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        done = work(desk, tx, blank, book, answers)
        seen = done.preview
        line = replace(
            _line(seen, data),
            problems=tuple(islice(_problems(seen), _MOST_TOLD)),
            notes=tuple(islice(notes_of(seen), _MOST_TOLD)),
        )
        if seen.verdict is Verdict.ACCEPTED:
            new = {row.line for row in seen.rows if row.state is RowState.NEW}
            read = [each for each in done.read if each.line in new]
            records = list(_coded(desk, tx, (each.exemplar for each in read)))
            saved = tx.save_many(records, action="discover")
            line = replace(line, unit=_one_unit(saved))
            _remember(desk, tx, seen.kind, answers)
        tx.commit()
    if seen.verdict is Verdict.ACCEPTED:
        _reward(desk, zip(read, saved, strict=True))
    return _noted(desk, line, data), seen


def _noted(desk: Desk, line: Received, data: bytes) -> Received:
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        line = tx.receive(line, data if len(data) <= MOST_BYTES else None)
        tx.commit()
    return line


def _one_unit(saved: Sequence[Exemplar]) -> str:
    """The code of the unit that all of them are of; "" where there are several."""
    units = {each.unit for each in saved}
    return units.pop() if len(units) == 1 else ""


def _coded(desk: Desk, tx: Writing, read: Iterable[Exemplar]) -> Iterator[Exemplar]:
    """The exemplars with codes of their own, as they are when they were found."""
    serials: dict[tuple[str, int], int] = {}
    by = desk.user.login
    for each in read:
        on = each.discovered_on
        stem = (each.unit, on.year)
        if stem not in serials:
            serials[stem] = code_parts(tx.next_code(*stem))[1]
        first = StepTaken(step=Step.DISCOVERED, on=on, by=by)
        code = exemplar_code(*stem, serials[stem])
        serials[stem] += 1
        yield changed(each, code=code, steps=(first,), last_on=on)


def _reward(desk: Desk, saved: Iterable[tuple[Read, Exemplar]]) -> None:
    """One commendation for all whom one decision of the unit rewarded alike."""
    rewarded: dict[tuple[str, AwardTold], list[str]] = defaultdict(list)
    for read, exemplar in saved:
        for award in read.awards:
            rewarded[exemplar.unit, award].append(exemplar.id)
    for (unit, award), ids in rewarded.items():
        proof = {
            "paper_number": award.number,
            "paper_date": award.on,
            "paper_issuer": award.issuer,
        }
        form = {"title": award.told, "on": award.on, "award": award.award, "type": award.type}
        for start in range(0, len(ids), MOST_EXEMPLARS):
            record(
                desk,
                kind=ActivityKind.COMMENDATION,
                unit=unit,
                form={**form, "proofs": [proof]},
                exemplars=ids[start : start + MOST_EXEMPLARS],
            )


def _remember(desk: Desk, tx: Writing, kind: ListKind, answers: Answers) -> None:
    known_as = whose(desk, kind)
    for heading, field in answers.columns.items():
        tx.remember(Match(kind=known_as, what="column", told=fold(heading), meant=field))
    for (field, told), meant in answers.values.items():
        tx.remember(Match(kind=known_as, what=field, told=fold(told), meant=meant))


def _problems(seen: ListPreview) -> Iterator[Problem]:
    yield from seen.problems
    for row in seen.rows:
        yield from row.problems


def notes_of(seen: ListPreview) -> Iterator[Problem]:
    """What was left out, and why."""
    yield from seen.notes
    for row in seen.rows:
        told = {"name": row.name, "like": row.like}
        if row.state is RowState.HERE:
            yield Problem("foreign.row_here", row.line, values=told)
        elif row.state is RowState.LEFT:
            yield Problem("foreign.row_left", row.line, values={"name": row.name})
        for note in row.notes:
            yield Problem(note.key, row.line, values=dict(note.values))


def _line(seen: ListPreview, data: bytes) -> Received:
    return Received(
        name=seen.name,
        digest=seen.digest,
        size=len(data),
        verdict=seen.verdict,
        kind=FileKind.LIST,
        counts=seen.counts,
    )
