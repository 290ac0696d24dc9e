"""Secret ballots: who votes on what and once, quorum, one count, paper by two who agree."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.balloting import ALL, closed
from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.reviewing import (
    OPENS,
    REVIEW,
    member,
    opened,
    reasons,
    secretary,
    told,
)
from toolkit.actions.reviews.ballot_views import ballots_seen, my_ballot, to_open
from toolkit.actions.reviews.ballots import arrive, cast, cast_invalid, count, open_ballot, void
from toolkit.actions.reviews.council import drop_member
from toolkit.actions.reviews.paper import enter_paper
from toolkit.actions.reviews.rounds import open_again
from toolkit.actions.reviews.scoring import declare
from toolkit.domain.ballot import Ballot, BallotState
from toolkit.domain.council import Dossier
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused

YES = {"ha": (2,), "ba": (1,), "tu": (1, 2, 3), "nam": (1,)}
"""Numbers of the dossiers that each says yes to; chu says nothing, being above all units."""


def put(desk_for: DeskFor, dossiers: Sequence[Dossier], **changes: Any) -> Ballot:
    """Open a ballot on these dossiers with everybody present."""
    asked = {"kind": "electronic", "dossiers": [each.id for each in dossiers], "present": ALL}
    return open_ballot(secretary(desk_for), review=REVIEW, **{**asked, **changes})


def vote(desk_for: DeskFor, ballot: Ballot, dossiers: Sequence[Dossier], *logins: str) -> None:
    for login in logins:
        agreed = [each.id for each in dossiers if each.number in YES.get(login, ())]
        cast(member(desk_for, login), ballot=ballot.id, agreed=agreed)


def test_a_ballot_is_counted_once_and_nobody_sees_a_number_before(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk, tu = secretary(desk_for), member(desk_for, "tu")
    ballot = put(desk_for, dossiers)
    assert [set(ballot.kept[each.id]) for each in dossiers] == [
        {"chu", "ha"},
        {"chu", "ba"},
        {"chu", "ba"},
    ]
    vote(desk_for, ballot, dossiers, "tu", "nam", "ha", "ba")
    for who in (desk, tu):
        seen = my_ballot(who, REVIEW)
        assert seen is not None
        assert seen.voted == {"tu", "nam", "ha", "ba"}
        assert (seen.ballot.valid, seen.ballot.agreed) == (0, {})
        assert [line.settled for line in seen.lines] == [None, None, None]

    cast_invalid(member(desk_for, "chu"), ballot=ballot.id)
    counted = count(desk, ballot=ballot.id, version=ballot.version)
    assert (counted.state, counted.valid, counted.invalid) == (BallotState.COUNTED, 4, 1)
    assert [counted.agreed[each.id] for each in dossiers] == [3, 2, 1]
    assert counted.voted == ("ba", "chu", "ha", "nam", "tu")
    [seen] = ballots_seen(tu, REVIEW)
    assert [
        (
            line.label.number,
            line.settled.outcome.agreed,
            line.settled.outcome.of,
            line.settled.chosen,
        )
        for line in seen.lines
        if line.settled
    ] == [(1, 3, 3, True), (2, 2, 3, True), (3, 1, 3, False)]
    for act in (
        lambda: count(desk, ballot=ballot.id, version=counted.version),
        lambda: void(desk, ballot=ballot.id, version=counted.version, reason="Vì."),
        lambda: arrive(desk, ballot=ballot.id, login="tu", version=counted.version),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert reasons(refused) == ["ballot.is.counted"]
    with pytest.raises(Conflict):
        count(desk, ballot=ballot.id, version=ballot.version)


def test_a_vote_is_given_once_by_who_is_there_and_on_what_is_theirs(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    ballot = put(desk_for, dossiers, present=["tu", "ha", "ba", "chu"])
    one, two, _ = (each.id for each in dossiers)
    vote(desk_for, ballot, dossiers, "tu")

    def refused_to(login: str, agreed: Sequence[str]) -> list[str]:
        with pytest.raises(Refused) as refused:
            cast(member(desk_for, login), ballot=ballot.id, agreed=agreed)
        return reasons(refused)

    assert refused_to("tu", []) == ["ballot.voted"]
    assert refused_to("nam", [one]) == ["ballot.not_present"]
    assert refused_to("ha", [one]) == ["ballot.not_yours_to_say"]
    assert refused_to("ha", [two, "khong-co"]) == ["ballot.not_yours_to_say"]
    for user, reason in (
        (a_user(Role.COUNCIL, login="la"), "ballot.not_yours"),
        (a_user(Role.LEADER), "ballot.not_yours"),
        (a_user(Role.MINISTRY, login="thuky"), "ballot.not_yours"),
        (a_user(Role.ANALYST), "no_right"),
        (a_user(Role.ADMIN), "no_right"),
        (coordinator("T2"), "no_right"),
    ):
        with pytest.raises(Refused) as refused:
            cast(desk_for(user, OPENS), ballot=ballot.id, agreed=[one])
        assert reasons(refused) == [reason]
    with pytest.raises(NotFound):
        cast(member(desk_for, "ha"), ballot="khong-co", agreed=[])
    with pytest.raises(Refused) as refused:
        cast_invalid(member(desk_for, "tu"), ballot=ballot.id)
    assert reasons(refused) == ["ballot.voted"]

    arrive(secretary(desk_for), ballot=ballot.id, login="nam", version=ballot.version)
    vote(desk_for, ballot, dossiers, "nam", "ha")
    with secretary(desk_for).store.reading() as q:
        assert q.voted(ballot.id) == {"tu", "nam", "ha"}


def test_without_quorum_nothing_is_counted(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk, ballot = secretary(desk_for), put(desk_for, dossiers)
    vote(desk_for, ballot, dossiers, "tu", "nam", "ha")

    with pytest.raises(Refused) as refused:
        count(desk, ballot=ballot.id, version=ballot.version)
    assert reasons(refused) == ["no_quorum"]
    assert {k: refused.value.blockers[0].values[k] for k in ("cast", "least")} == {
        "cast": 3,
        "least": 4,
    }
    cast_invalid(member(desk_for, "chu"), ballot=ballot.id)
    with pytest.raises(Refused) as refused:
        count(desk, ballot=ballot.id, version=ballot.version)
    assert reasons(refused) == ["no_quorum_for"]
    assert refused.value.blockers[0].values == {"numbers": "1"}
    vote(desk_for, ballot, dossiers, "ba")
    assert count(desk, ballot=ballot.id, version=ballot.version).valid == 4


def test_opening_a_ballot_names_every_reason_against_it(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    with pytest.raises(Refused) as refused:
        put(desk_for, [replace(dossiers[0], id="khong-co")], present=["la"])
    assert told(refused) == [
        ("ballot.round.scoring", ""),
        ("ballot.not_a_member", "present"),
        ("ballot.dossier_gone", "dossiers"),
    ]
    with pytest.raises(Refused) as refused:
        put(desk_for, dossiers, kind="giơ tay")
    assert told(refused) == [("not_in_list", "kind")]
    for user in (a_user(Role.LEADER), a_user(Role.COUNCIL, login="chu"), coordinator("T2")):
        with pytest.raises(Refused) as refused:
            open_ballot(desk_for(user, OPENS), review=REVIEW, kind="paper", dossiers=[], present=[])
        assert reasons(refused) == ["no_right"]


def test_what_was_voted_on_is_not_voted_on_again_and_seats_run_out(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk, first = secretary(desk_for), put(desk_for, dossiers[:2])
    with pytest.raises(Refused) as refused:
        put(desk_for, dossiers)
    assert reasons(refused) == ["ballot.is.open"]
    cast(member(desk_for, "ha"), ballot=first.id, agreed=[dossiers[1].id])
    for login in ("ba", "tu", "nam"):
        cast(member(desk_for, login), ballot=first.id, agreed=[dossiers[0].id])
    count(desk, ballot=first.id, version=first.version)
    assert [line.label.number for line in to_open(desk, REVIEW).lines] == [3]
    assert to_open(desk, REVIEW).seats == 1
    with pytest.raises(Refused) as refused:
        put(desk_for, dossiers)
    assert reasons(refused) == ["ballot.counted_before", "ballot.counted_before"]
    declare(member(desk_for, "ha"), dossier=dossiers[2].id, stand="recuse", reason="Bạn thân.")
    with pytest.raises(Refused) as refused:
        put(desk_for, dossiers[2:])
    assert reasons(refused) == ["ballot.too_few_vote"]


def test_a_void_ballot_throws_its_votes_away_and_is_held_again(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk, ballot = secretary(desk_for), put(desk_for, dossiers)
    vote(desk_for, ballot, dossiers, "tu")
    with pytest.raises(Refused) as refused:
        void(desk, ballot=ballot.id, version=ballot.version, reason=" ")
    assert reasons(refused) == ["reason_missing"]
    gone = void(desk, ballot=ballot.id, version=ballot.version, reason="Mất điện.")
    assert (gone.state, gone.note) == (BallotState.VOID, "Mất điện.")
    with desk.store.reading() as q:
        assert q.voted(ballot.id) == frozenset()
    with pytest.raises(Refused) as refused:
        vote(desk_for, ballot, dossiers, "nam")
    assert reasons(refused) == ["ballot.is.void"]
    assert put(desk_for, dossiers).number == 2


def test_who_comes_to_stand_aside_while_it_is_open_can_not_vote_in_it(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    ballot = put(desk_for, dossiers)
    declare(member(desk_for, "ba"), dossier=dossiers[0].id, stand="recuse", reason="Thông gia.")

    with pytest.raises(Refused) as refused:
        vote(desk_for, ballot, dossiers, "ba")

    assert reasons(refused) == ["ballot.conflict_since"]
    with pytest.raises(Refused):
        drop_member(secretary(desk_for), review=REVIEW, login="tu", reason="Vì.")
    with pytest.raises(Refused) as refused:
        open_again(secretary(desk_for), review=REVIEW, version=2, reason="Vì.")
    assert reasons(refused) == ["round_voted"]


def paper(desk_for: DeskFor, ballot: Ballot, login: str, *numbers: object) -> None:
    """What one person counted: valid, invalid, then yes to each dossier."""
    desk = secretary(desk_for) if login == "thuky" else member(desk_for, login)
    valid, invalid, *agreed = numbers
    by_id = dict(zip(ballot.dossiers, agreed, strict=False))
    enter_paper(desk, ballot=ballot.id, valid=valid, invalid=invalid, agreed=by_id)


def test_paper_is_counted_by_two_who_agree_without_seeing_each_other(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk, ballot = secretary(desk_for), put(desk_for, dossiers, kind="paper")
    with pytest.raises(Refused) as refused:
        vote(desk_for, ballot, dossiers, "tu")
    assert reasons(refused) == ["ballot.on_paper"]

    paper(desk_for, ballot, "thuky", "4", "1", "3", "2", "1")
    with pytest.raises(Refused) as refused:
        count(desk, ballot=ballot.id, version=ballot.version)
    assert reasons(refused) == ["ballot.counts_missing"]
    paper(desk_for, ballot, "tu", 4, 1, 3, 1, 1)
    seen = my_ballot(member(desk_for, "tu"), REVIEW)
    assert seen is not None
    assert seen.paper is not None
    assert [(b.key, dict(b.values)) for b in seen.paper.differ] == [
        ("blocker.ballot.differ", {"number": 2})
    ]
    with pytest.raises(Refused) as refused:
        count(desk, ballot=ballot.id, version=ballot.version)
    assert reasons(refused) == ["ballot.differ"]
    with pytest.raises(Refused) as refused:
        paper(desk_for, ballot, "nam", 4, 1, 3, 2, 1)
    assert reasons(refused) == ["ballot.two_have_counted"]

    paper(desk_for, ballot, "tu", 4, 1, 3, 2, 1)
    counted = count(desk, ballot=ballot.id, version=ballot.version)
    assert (counted.valid, counted.invalid, list(counted.agreed.values())) == (4, 1, [3, 2, 1])
    assert counted.voted == ()


def test_a_count_of_paper_that_can_not_be_is_refused_place_by_place(desk_for: DeskFor) -> None:
    ballot = put(desk_for, closed(desk_for), kind="paper")
    one, two, three = ballot.dossiers

    for numbers, wrong in (
        ((6, 0, 1, 1, 1), [("ballot.more_than_present", "valid")]),
        ((5, 0, 4, 3, 1), [("ballot.more_votes", one)]),
        ((4, 1, 1), [("ballot.count_missing", two), ("ballot.count_missing", three)]),
    ):
        with pytest.raises(Refused) as refused:
            paper(desk_for, ballot, "thuky", *numbers)
        assert told(refused) == wrong
    for valid in (-1, "bốn", 2.5):
        with pytest.raises(Refused) as refused:
            paper(desk_for, ballot, "thuky", valid, 0, 0, 0, 0)
        assert [place for _, place in told(refused)] == ["valid"]
    with pytest.raises(Refused) as refused:
        enter_paper(
            desk_for(a_user(Role.LEADER), OPENS), ballot=ballot.id, valid=4, invalid=0, agreed={}
        )
    assert reasons(refused) == ["ballot.not_a_counter"]


def test_strangers_see_no_ballot(desk_for: DeskFor) -> None:
    put(desk_for, closed(desk_for))

    for user in (a_user(Role.COUNCIL, login="la"), coordinator("T2")):
        with pytest.raises(Refused) as refused:
            ballots_seen(desk_for(user, OPENS), REVIEW)
        assert reasons(refused) == ["ballot.not_of_council"]
    assert len(ballots_seen(desk_for(a_user(Role.LEADER), OPENS), REVIEW)) == 1
