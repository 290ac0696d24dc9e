"""What follows from records and helps to find them: the words of exemplars, links of activities.

It has no history of its own, and can be made anew from the records at any time."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select

from toolkit.domain.activity import Activity
from toolkit.domain.ballot import Ballot, BallotState
from toolkit.domain.exemplar import Exemplar
from toolkit.store.balloting import forget
from toolkit.store.exemplar_schema import activity, activity_link, exemplar, exemplar_word
from toolkit.store.kind import Values
from toolkit.store.many import insert_many

_AT_ONCE = 5000


def follow(
    connection: Connection, saved: Sequence[Any], rows: Sequence[Values], before: Row[Any] | None
) -> None:
    """Keep in step with records just saved as these rows.

    `before` is the row of the version before, if there was one."""
    first = saved[0]
    if isinstance(first, Exemplar):
        _follow_exemplars(connection, rows, before)
    elif isinstance(first, Activity):
        _insert(connection, activity_link, (row for each in saved for row in _links(each)))
    elif isinstance(first, Ballot):
        forget(connection, [each.id for each in saved if each.state is not BallotState.OPEN])


def make_anew(connection: Connection) -> None:
    """All words from the current exemplars; links of versions that are gone go too."""
    connection.execute(delete(exemplar_word))
    c = exemplar.c
    rows = connection.execute(select(c.id, c.search).where(c.recorded_to.is_(None))).all()
    _insert(
        connection, exemplar_word, (row for each in rows for row in _words(each.id, each.search))
    )
    same = (
        activity.c.id == activity_link.c.activity,
        activity.c.version == activity_link.c.version,
    )
    connection.execute(delete(activity_link).where(~exists().where(*same)))


def _follow_exemplars(
    connection: Connection, saved: Sequence[Values], before: Row[Any] | None
) -> None:
    found = [(each["id"], each["search"]) for each in saved]
    if before is not None:
        if before.search == found[0][1]:
            return
        connection.execute(delete(exemplar_word).where(exemplar_word.c.exemplar == before.id))
    # In the table's own order: thousands are written side by side, and not all over it.
    rows = sorted((row for each in found for row in _words(*each)), key=itemgetter("word"))
    _insert(connection, exemplar_word, rows)


def _words(record: str, search: str) -> Iterable[dict[str, Any]]:
    return (
        {"word": word, "exemplar": record, "search": search}
        for word in dict.fromkeys(search.split())
    )


def _links(each: Activity) -> Iterable[dict[str, Any]]:
    targets = dict.fromkeys((*each.exemplars, *each.units))
    return ({"target": target, "activity": each.id, "version": each.version} for target in targets)


def _insert(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    waiting = list(rows)
    for start in range(0, len(waiting), _AT_ONCE):
        insert_many(connection, table, waiting[start : start + _AT_ONCE])
