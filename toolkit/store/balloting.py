"""The secret ballot: who has voted and the votes so far, kept so that nothing ties the two.

Both tables are written anew, sorted, with every vote: what lies on the disk afterwards is the same
whoever voted first, and whoever said what. No moment, number or order is kept with them, and no
history. See docs/decisions/0070."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text

from toolkit.domain.ballot import Ballot, BallotKind, BallotState
from toolkit.errors import AlreadyVoted, BallotClosed
from toolkit.store.engine import LEAVE_NO_LOG, SQLITE
from toolkit.store.review_schema import SECRET, ballot_tally, ballot_voter

_VALID, _INVALID = "valid", "invalid"
_Rows = list[dict[str, Any]]


def vote(
    connection: Connection, ballot: Ballot, login: str, agreed: Collection[str] | None
) -> None:
    """Add one vote to an open ballot. Raises BallotClosed, AlreadyVoted; ValueError for a vote on
    what is not on the ballot."""
    if ballot.state is not BallotState.OPEN or ballot.kind is not BallotKind.ELECTRONIC:
        raise BallotClosed
    if agreed is not None and not set(agreed) <= set(ballot.dossiers):
        msg = "voted for what is not on the ballot"
        raise ValueError(msg)
    voters = _rows(connection, ballot_voter)
    line = {"ballot": ballot.id, "login": login}
    if line in voters:
        raise AlreadyVoted
    others = [row for row in _rows(connection, ballot_tally) if row["ballot"] != ballot.id]
    votes = tally(connection, ballot)
    votes.update([_INVALID] if agreed is None else [_VALID, *set(agreed)])
    _write(connection, [*voters, line], [*others, *_tally_rows(ballot.id, votes)])


def tally(connection: Connection, ballot: Ballot) -> Counter[str]:
    """The votes so far: of each dossier on the ballot, and the valid and invalid ballots."""
    c = ballot_tally.c
    found = connection.execute(select(c.what, c.votes).where(c.ballot == ballot.id))
    return Counter(
        dict.fromkeys((*ballot.dossiers, _VALID, _INVALID), 0)
        | {row.what: row.votes for row in found}
    )


def counted(connection: Connection, ballot: Ballot) -> dict[str, Any]:
    """What the record of a counted ballot says: state, valid, invalid, agreed, voted."""
    votes = tally(connection, ballot)
    voted = [row["login"] for row in _of(connection, ballot_voter, ballot)]
    return {
        "state": BallotState.COUNTED,
        "valid": votes.pop(_VALID),
        "invalid": votes.pop(_INVALID),
        "agreed": {one: votes[one] for one in ballot.dossiers},
        "voted": tuple(sorted(voted)),
    }


def adds_up(connection: Connection, ballot: Ballot) -> bool:
    """Whether each who has voted has handed in one ballot, valid or not."""
    votes = tally(connection, ballot)
    valid, invalid = votes.pop(_VALID), votes.pop(_INVALID)
    voted = len(_of(connection, ballot_voter, ballot))
    return voted == valid + invalid and all(count <= valid for count in votes.values())


def holds_nothing(connection: Connection, ballot: Ballot) -> bool:
    """Whether nothing secret is kept of this ballot any more."""
    return not any(_of(connection, table, ballot) for table in SECRET)


def forget(connection: Connection, ballots: Collection[str]) -> None:
    """Take away everything of these ballots: they are counted, or void."""
    voters, tallies = (_rows(connection, table) for table in SECRET)
    if any(row["ballot"] in ballots for row in (*voters, *tallies)):
        _write(connection, _others(voters, ballots), _others(tallies, ballots))


def forget_all(connection: Connection) -> None:
    """Take away every vote that is not counted yet."""
    _write(connection, [], [])


def leave_votes_out(copy: sqlite3.Connection) -> None:
    """Take away every vote from a file that is a copy of the data."""
    copy.execute("PRAGMA secure_delete = ON")
    for table in SECRET:
        copy.execute(f"DELETE FROM {table.name}")  # noqa: S608 -- our own name


def _others(rows: _Rows, ballots: Collection[str]) -> _Rows:
    return [row for row in rows if row["ballot"] not in ballots]


def _tally_rows(ballot: str, votes: Counter[str]) -> _Rows:
    return [{"ballot": ballot, "what": what, "votes": count} for what, count in votes.items()]


def _of(connection: Connection, table: Table, ballot: Ballot) -> _Rows:
    return [row for row in _rows(connection, table) if row["ballot"] == ballot.id]


def _rows(connection: Connection, table: Table) -> _Rows:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _write(connection: Connection, voters: _Rows, tallies: _Rows) -> None:
    connection.info[LEAVE_NO_LOG] = True
    _empty(connection)
    _fill(connection, ballot_voter, sorted(voters, key=itemgetter("ballot", "login")))
    _fill(connection, ballot_tally, sorted(tallies, key=itemgetter("ballot", "what")))


def _empty(connection: Connection) -> None:
    """Leave both tables as if they had just been made, and nothing of what was in them."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        for table in SECRET:
            connection.exec_driver_sql(f"DELETE FROM {table.name}")  # noqa: S608 -- our own name
    else:
        connection.execute(text(f"TRUNCATE {', '.join(table.name for table in SECRET)}"))


def _fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    waiting = list(rows)
    if waiting:
        connection.execute(insert(table), waiting)
