"""The files of a round in its head: offered, made, handed to the browser."""

import pytest

from tests.balloting import counted
from tests.desks import DeskFor, coordinator
from tests.reviewing import LATE, REVIEW, member, secretary
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.decisions import propose_decisions
from toolkit.errors import Refused
from toolkit.pages.reviews.state import ReviewsState
from toolkit.words import Words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: the action's tests run on both."""
    return sqlite_url


def opened(desk: Desk) -> tuple[ReviewsState, list[tuple[str, str]]]:
    """The page with the round open, and the names and kinds of what it hands over."""
    state, given = ReviewsState(desk, Words()), list[tuple[str, str]]()
    state.deliver = lambda name, mime, _data: given.append((name, mime.rpartition(".")[2]))
    state.open(round=REVIEW)
    return state, given


def kinds(state: ReviewsState) -> list[str]:
    return [each["kind"] for each in state.files]


def test_each_file_that_is_offered_is_handed_over(desk_for: DeskFor) -> None:
    counted(desk_for)
    state, given = opened(secretary(desk_for, LATE))
    for kind in kinds(state):
        state.file_make(kind)

    assert kinds(state) == ["sheets", "filled", "results", "minutes"]
    assert [name.partition("_")[0] for name, _ in given] == [
        *("Phieu-cham-diem", "Phieu-cham-diem", "Ket-qua-binh-xet", "Bien-ban-binh-xet")
    ]
    assert [mime for _, mime in given] == ["sheet", "sheet", "sheet", "document"]


def test_lists_are_offered_to_the_secretary_once_something_is_proposed(desk_for: DeskFor) -> None:
    counted(desk_for)
    desk = secretary(desk_for, LATE)
    propose_decisions(desk, REVIEW)
    ours, theirs = opened(desk)[0], opened(member(desk_for, "tu", LATE))[0]

    assert kinds(ours)[-3:] == ["rewards", "list", "submission"]
    assert kinds(theirs) == ["sheets", "filled", "results", "minutes"]
    with pytest.raises(Refused):
        theirs.file_make("submission")


def test_a_unit_is_offered_nothing_and_closing_the_round_takes_all_away(desk_for: DeskFor) -> None:
    counted(desk_for)
    state, _ = opened(secretary(desk_for, LATE))
    state.open()

    assert kinds(state) == []
    assert kinds(opened(desk_for(coordinator("T2"), LATE))[0]) == []
