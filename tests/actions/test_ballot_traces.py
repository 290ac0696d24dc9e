"""A vote given through the actions changes two tables that share nothing, and nothing else."""

from typing import Any

from sqlalchemy import MetaData, select

from tests.balloting import ALL, closed, voting
from tests.desks import DeskFor
from tests.reviewing import LATE, member, secretary
from toolkit.actions.reviews.ballots import cast, cast_invalid, count
from toolkit.store import Store

SECRET = {"ballot_voter", "ballot_tally"}


def everything(store: Store) -> dict[str, list[Any]]:
    """Every row of every table there is."""
    with store.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in tables.tables.items()
        }


def changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def test_a_vote_leaves_no_trace_but_that_it_was_given(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk = secretary(desk_for, LATE)
    ballot = voting(desk_for, dossiers)
    one, two, three = ballot.dossiers
    before = everything(desk.store)
    for login, agreed in (("nam", [one]), ("tu", [two]), ("ha", [two, three])):
        cast(member(desk_for, login, LATE), ballot=ballot.id, agreed=agreed)
        after = everything(desk.store)
        assert changed(before, after) == SECRET
        before = after
    cast_invalid(member(desk_for, "chu", LATE), ballot=ballot.id)
    cast(member(desk_for, "ba", LATE), ballot=ballot.id, agreed=[one])

    tallies, voters = (everything(desk.store)[name] for name in ("ballot_tally", "ballot_voter"))
    assert not [row for row in tallies for login in ALL if f"'{login}'" in row]
    assert not [row for row in voters for dossier in ballot.dossiers if dossier in row]

    count(desk, ballot=ballot.id, version=ballot.version)
    assert [everything(desk.store)[name] for name in SECRET] == [[], []]
