"""Check that reviews are whole: what hangs on dossiers, totals, counts of ballots, decisions."""

from collections.abc import Callable, Iterator

from sqlalchemy import Table, exists, func, or_, select

from toolkit.domain.ballot import Ballot, BallotKind, BallotState, DecisionState
from toolkit.errors import Problem
from toolkit.store import balloting
from toolkit.store import review_schema as schema
from toolkit.store.review_mapping import BALLOT
from toolkit.store.snapshot import Snapshot

_MOST = 100
_OF_DOSSIERS = (schema.declaration, schema.score_sheet, schema.decision)


def review_problems(q: Snapshot) -> Iterator[Problem]:
    """Everything that is wrong with rounds of review, their ballots and decisions."""
    for table in _OF_DOSSIERS:
        yield from _of_nothing(q, table)
    yield from _numbers(q)
    yield from _totals(q)
    yield from _decisions(q)
    yield from _ballots(q)


def _of_nothing(q: Snapshot, table: Table) -> Iterator[Problem]:
    of_one = exists().where(schema.dossier.c.id == table.c.dossier, q.is_known(schema.dossier))
    lost = select(table.c.id).where(q.is_known(table), ~of_one).order_by(table.c.id)
    for [record] in q.connection.execute(lost.limit(_MOST)):
        yield Problem("check.of_no_dossier", values={"kind": table.name, "id": record})


def _numbers(q: Snapshot) -> Iterator[Problem]:
    """Each dossier of a round has a number of its own: judges know it by that."""
    c = schema.dossier.c
    twice = select(c.review, c.number).where(q.is_known(schema.dossier))
    twice = twice.group_by(c.review, c.number).having(func.count() > 1).limit(_MOST)
    for review, number in q.connection.execute(twice.order_by(c.review, c.number)):
        yield Problem("check.dossier_number", values={"review": review, "number": number})


def _totals(q: Snapshot) -> Iterator[Problem]:
    c = schema.score_sheet.c
    off = select(c.review, c.id).where(
        q.is_known(schema.score_sheet), or_(c.total < 0, c.total > 100)
    )
    for review, record in q.connection.execute(off.order_by(c.row_id).limit(_MOST)):
        yield Problem("check.score_total", values={"review": review, "id": record})


def _decisions(q: Snapshot) -> Iterator[Problem]:
    """What is published has its paper."""
    c = schema.decision.c
    published = c.state == DecisionState.PUBLISHED.value
    bare = select(c.review, c.id).where(
        q.is_known(schema.decision), published, or_(c.number == "", c.day.is_(None))
    )
    for review, record in q.connection.execute(bare.order_by(c.row_id).limit(_MOST)):
        yield Problem("check.decision", values={"review": review, "id": record})


def _ballots(q: Snapshot) -> Iterator[Problem]:
    """Counts add up, and votes are kept of open ballots alone. No vote is told."""
    known = map(BALLOT.from_row, q.connection.execute(q.known(schema.ballot)))
    for ballot in sorted(known, key=lambda each: (each.review, each.number)):
        if not _SOUND[ballot.state](q, ballot):
            values = {"review": ballot.review, "number": ballot.number}
            yield Problem("check.ballot", values=values)


def _open(q: Snapshot, ballot: Ballot) -> bool:
    return balloting.adds_up(q.connection, ballot)


def _counted(q: Snapshot, ballot: Ballot) -> bool:
    cast = len(ballot.voted) if ballot.kind is BallotKind.ELECTRONIC else None
    return (
        balloting.holds_nothing(q.connection, ballot)
        and cast in (None, ballot.valid + ballot.invalid)
        and all(0 <= votes <= ballot.valid for votes in ballot.agreed.values())
    )


def _void(q: Snapshot, ballot: Ballot) -> bool:
    return balloting.holds_nothing(q.connection, ballot)


_SOUND: dict[BallotState, Callable[[Snapshot, Ballot], bool]] = {
    BallotState.OPEN: _open,
    BallotState.COUNTED: _counted,
    BallotState.VOID: _void,
}
