"""Who sees the results of a round when: nobody too early, units their own, blind judges no name."""

from datetime import date

import pytest

from tests.actions.test_exemplars import told
from tests.actions.test_results import CLOSED, closed, published, ranks_of
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.reviewing import BLIND, REVIEW, member, opened, prepared, round_now, secretary
from toolkit.actions.reviews.results import results
from toolkit.actions.reviews.rounds import open_again
from toolkit.domain.activity import Award
from toolkit.domain.ballot import Decision
from toolkit.domain.user import Role
from toolkit.errors import NotFound, Refused


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Rights are asked before any database: one kind is enough."""
    return sqlite_url


def test_lot_is_the_same_for_everybody_and_every_time(desk_for: DeskFor) -> None:
    closed(desk_for)

    orders = [
        ranks_of(results(desk, REVIEW))
        for desk in (
            secretary(desk_for, CLOSED),
            member(desk_for, "nam", CLOSED),
            desk_for(a_user(Role.LEADER, login="lanhdao"), date(2018, 5, 1)),
        )
    ]

    assert orders[0] == orders[1] == orders[2]


@pytest.mark.parametrize("opened_again", [False, True])
def test_nobody_sees_results_while_scores_are_given(
    desk_for: DeskFor, *, opened_again: bool
) -> None:
    if opened_again:
        closed(desk_for)
        desk = secretary(desk_for, CLOSED)
        open_again(desk, review=REVIEW, version=round_now(desk).version, reason="Bổ sung điểm.")
    else:
        opened(desk_for)

    for desk in (
        secretary(desk_for, CLOSED),
        member(desk_for, "tu"),
        desk_for(coordinator("T2"), CLOSED),
    ):
        with pytest.raises(Refused) as refused:
            results(desk, REVIEW)
        assert told(refused)[0][0] == "results_not_closed"


def test_council_and_leader_see_the_table_once_scores_are_closed_and_units_do_not(
    desk_for: DeskFor,
) -> None:
    closed(desk_for)

    for desk in (member(desk_for, "chu", CLOSED), desk_for(a_user(Role.LEADER, login="l"), CLOSED)):
        assert len(results(desk, REVIEW).rows) == 3
    for desk in (
        desk_for(coordinator("T2"), CLOSED),
        desk_for(a_user(Role.COUNCIL, login="khac", name="Ủy viên đợt khác"), CLOSED),
    ):
        with pytest.raises(Refused) as refused:
            results(desk, REVIEW)
        assert told(refused)[0][0] == "results_not_published"


def test_unit_sees_its_own_rows_and_nothing_else_once_published(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    published(secretary(desk_for, CLOSED), dossiers[0])

    seen = results(desk_for(coordinator("T2"), CLOSED), REVIEW)

    assert ranks_of(seen) == [(1, 1)]
    assert (seen.open, seen.balance, seen.judges, seen.notes) == (False, (), (), ())
    assert seen.rows[0].chosen is True


def test_pending_decisions_are_the_secretarys_alone(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk = secretary(desk_for, CLOSED)
    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        tx.save(Decision(review=REVIEW, dossier=dossiers[0].id, chosen=True))
        tx.commit()

    chosen = {
        desk.user.login: [row.chosen for row in results(desk, REVIEW).rows]
        for desk in (desk, member(desk_for, "tu", CLOSED))
    }

    assert chosen == {"thuky": [True, None, None], "tu": [None, None, None]}


def test_blind_judges_see_no_name_no_reward_and_no_law_until_it_is_published(
    desk_for: DeskFor,
) -> None:
    closed(desk_for, BLIND)

    seen = results(member(desk_for, "tu", CLOSED), BLIND, award=Award.MINISTER_CERTIFICATE)
    open_to = results(secretary(desk_for, CLOSED), BLIND, award=Award.MINISTER_CERTIFICATE)

    assert {(row.label.name, row.label.unit) for row in seen.rows} == {("", "")}
    assert {row.eligibility for row in seen.rows} == {None}
    assert all(row.label.name and row.eligibility for row in open_to.rows)
    assert seen.balance == open_to.balance  # sums tell nobody's name


def test_an_unknown_round_is_not_found(desk_for: DeskFor) -> None:
    prepared(desk_for)

    with pytest.raises(NotFound):
        results(secretary(desk_for), "khong-co")
