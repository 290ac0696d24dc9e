"""Check that the books of files are whole: what was received is kept, and lines name lines."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from toolkit.errors import Problem
from toolkit.store.exchange_schema import received
from toolkit.store.schema import file
from toolkit.store.snapshot import Snapshot

_MOST = 100
_C = received.c


def ledger_problems(q: Snapshot) -> Iterator[Problem]:
    """Files that were received and are not kept as they came, lines that replace nothing."""
    kept = exists().where(file.c.hash == _C.digest, file.c.size == _C.size)
    lost = select(_C.name, _C.digest).where(_C.kept, ~kept)
    for name, digest in q.connection.execute(lost.order_by(_C.row_id).limit(_MOST)):
        yield Problem("check.received_not_kept", values={"name": name, "hash": digest})
    earlier = received.alias("earlier").c
    there = exists().where(earlier.id == _C.replaces, earlier.row_id < _C.row_id)
    wrong = select(_C.name).where(_C.replaces != "", ~there)
    for [name] in q.connection.execute(wrong.order_by(_C.row_id).limit(_MOST)):
        yield Problem("check.received_replaces", values={"name": name})
