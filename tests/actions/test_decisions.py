"""Decisions of a round: proposed, changed for a reason, hidden until they are published at once."""

from datetime import date
from typing import Any

import pytest

from tests.balloting import closed, counted, hand_in, vote, voting
from tests.builders import a_user
from tests.desks import DeskFor, coordinator, desk_for
from tests.reviewing import LATE, REVIEW, member, round_now, secretary
from toolkit.actions import activities
from toolkit.actions.activities import record
from toolkit.actions.desk import Desk
from toolkit.actions.lifeline import merge
from toolkit.actions.review_papers import (
    reward_list_file,
    rewards_file,
    submission_file,
)
from toolkit.actions.reviews.decisions import (
    Decisions,
    decide,
    decisions_seen,
    propose_decisions,
)
from toolkit.actions.reviews.dossiers import withdraw
from toolkit.actions.reviews.publish import publish
from toolkit.domain.activity import Award, Commendation
from toolkit.domain.ballot import DecisionState
from toolkit.domain.council import Dossier, RoundState
from toolkit.domain.exemplar import Exemplar, Step
from toolkit.domain.user import Role
from toolkit.errors import Conflict, Refused
from toolkit.words import Words

__all__ = ["desk_for"]
VI = Words()
PAPER = {"number": "12/QĐ", "on": LATE, "issuer": "Trưởng phòng"}


def proposed(desk_for: DeskFor) -> list[Dossier]:
    """The first two are proposed, the third is not."""
    _, dossiers = counted(desk_for)
    propose_decisions(secretary(desk_for, LATE), REVIEW)
    return dossiers


def seen(desk: Desk) -> Decisions:
    return decisions_seen(desk, REVIEW)


def change(desk: Desk, dossier: Dossier, **told: Any) -> None:
    row = next(one for one in seen(desk).rows if one.dossier == dossier.id)
    version = row.decision.version if row.decision else 0
    decide(desk, **{"dossier": dossier.id, "version": version, **told})


def published(desk: Desk, **changes: Any) -> None:
    told = {"version": round_now(desk).version, **PAPER, **changes}
    publish(desk, review=REVIEW, **told)


def keys(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.key for each in fault.value.blockers]


def exemplar(desk: Desk, dossier: Dossier) -> Exemplar:
    with desk.store.reading() as q:
        found = q.exemplar(dossier.subject)
    assert found
    return found


def test_what_the_ballot_chose_is_proposed(desk_for: DeskFor) -> None:
    dossiers = proposed(desk_for)
    told = seen(secretary(desk_for, LATE))

    assert [(row.dossier, row.decision and row.decision.chosen) for row in told.rows] == [
        *((dossiers[1].id, True), (dossiers[0].id, True), (dossiers[2].id, False))
    ]
    assert (told.chosen, told.seats, told.blockers) == (2, 2, ())


def test_nothing_is_proposed_before_a_count(desk_for: DeskFor) -> None:
    closed(desk_for)
    with pytest.raises(Refused) as fault:
        propose_decisions(secretary(desk_for, LATE), REVIEW)

    assert keys(fault) == ["blocker.decision.nothing_counted"]


def test_what_departs_from_the_ballot_needs_a_reason_and_enough_votes(desk_for: DeskFor) -> None:
    dossiers = proposed(desk_for)
    desk = secretary(desk_for, LATE)
    for dossier, chosen, key in (
        (dossiers[0], False, "blocker.decision.against"),
        (dossiers[2], True, "blocker.decision.not_enough"),
    ):
        with pytest.raises(Refused) as fault:
            change(desk, dossier, chosen=chosen)
        assert keys(fault) == [key]
    change(desk, dossiers[0], chosen=False, reason="Đang xem xét kỷ luật.")
    change(desk, dossiers[1], chosen=True, award="giay_khen", type="merit")
    by = {row.dossier: row.decision for row in seen(desk).rows}

    assert (out := by[dossiers[0].id])
    assert (out.chosen, out.award, out.reason) == (False, None, "Đang xem xét kỷ luật.")
    assert (kept := by[dossiers[1].id])
    assert kept.award is Award.UNIT_CERTIFICATE


def test_two_secretaries_do_not_overwrite_each_other(desk_for: DeskFor) -> None:
    dossiers = proposed(desk_for)
    desk = secretary(desk_for, LATE)
    change(desk, dossiers[1], chosen=True, award="giay_khen", type="merit")
    for version in (0, 1):
        with pytest.raises(Conflict):
            decide(desk, dossier=dossiers[1].id, chosen=True, version=version)


def test_pending_decisions_are_the_secretarys_alone(desk_for: DeskFor) -> None:
    proposed(desk_for)
    others = [
        *(member(desk_for, "tu", LATE), desk_for(a_user(Role.LEADER), LATE)),
        *(desk_for(a_user(Role.ANALYST), LATE), desk_for(coordinator("T2"), LATE)),
    ]
    for desk in others:
        for ask in (seen, *(_asks(name) for name in ("list", "book", "submission"))):
            with pytest.raises(Refused):
                ask(desk)
    for name in ("list", "book", "submission"):
        assert _asks(name)(secretary(desk_for, LATE))


def _asks(name: str) -> Any:
    made = {"list": reward_list_file, "book": rewards_file, "submission": submission_file}[name]
    return lambda desk: made(desk, review=REVIEW, words=VI)


def test_publishing_puts_reviews_and_rewards_on_the_life_lines_at_once(desk_for: DeskFor) -> None:
    dossiers = proposed(desk_for)
    desk = secretary(desk_for, LATE)
    change(desk, dossiers[1], chosen=True, award="giay_khen", type="merit")
    form = {"title": "Tập huấn", "on": date(2017, 8, 1), "means": "training"}
    one = dossiers[1].subject
    record(desk, kind="nurturing", unit="T9", form=form, exemplars=[one])
    published(desk)
    best = exemplar(desk, dossiers[1])
    with desk.store.reading() as q:
        deeds = [each for each in q.activities_of(best.id) if each.proofs]
        decisions, round_of = q.decisions(REVIEW), q.round(REVIEW)

    assert round_of
    assert (round_of.state, round_of.published_on) == (RoundState.PUBLISHED, LATE)
    assert {each.state for each in decisions} == {DecisionState.PUBLISHED}
    assert {each.number for each in decisions} == {"12/QĐ"}
    (deed,) = deeds
    assert isinstance(deed.detail, Commendation)
    assert (deed.detail.award, deed.on) == (Award.UNIT_CERTIFICATE, LATE)
    assert [each.paper_number for each in deed.proofs] == ["12/QĐ"]
    assert best.taken(Step.REWARDED)
    assert best.taken(Step.INTERIM_REVIEWED)
    assert exemplar(desk, dossiers[0]).taken(Step.REWARDED) is None
    assert len(seen(desk_for(a_user(Role.LEADER), LATE)).rows) == 3


def test_a_later_ballot_overtakes_what_was_proposed_before_it(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk = secretary(desk_for, LATE)
    vote(desk_for, dossiers[:1])
    propose_decisions(desk, REVIEW)
    ballot = voting(desk_for, dossiers[1:])
    with pytest.raises(Refused) as still_open:
        published(desk)
    hand_in(desk_for, ballot, dossiers[1:2])
    with pytest.raises(Refused) as overtaken:
        published(desk)
    propose_decisions(desk, REVIEW)
    published(desk)

    assert keys(still_open) == ["blocker.decision.ballot_open"]
    assert keys(overtaken) == ["blocker.decision.overtaken"]
    assert overtaken.value.blockers[0].values["numbers"] == "2"
    with desk.store.reading() as q:
        chosen = {each.dossier for each in q.decisions(REVIEW) if each.chosen}
    assert chosen == {each.id for each in dossiers[:2]}


def test_a_fault_in_the_middle_of_publishing_leaves_everything_as_it_was(
    desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossiers = proposed(desk_for)
    desk = secretary(desk_for, LATE)
    change(desk, dossiers[1], chosen=True, award="giay_khen", type="merit")
    before = [exemplar(desk, each) for each in dossiers]
    on_the_way: list[RoundState] = []

    def breaks(desk: Desk, **_told: Any) -> None:
        on_the_way.append(round_now(desk).state)
        raise OSError(28, "no space")

    monkeypatch.setattr(activities, "record", breaks)
    with pytest.raises(OSError, match="no space"):
        published(desk)

    assert on_the_way == [RoundState.PUBLISHED]
    assert round_now(desk).state is RoundState.SCORED
    assert [exemplar(desk, each) for each in dossiers] == before
    with desk.store.reading() as q:
        assert {each.state for each in q.decisions(REVIEW)} == {DecisionState.PENDING}
    monkeypatch.undo()
    published(desk)
    assert round_now(desk).state is RoundState.PUBLISHED


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"number": " "}, "blocker.decision.number"),
        ({"issuer": ""}, "blocker.decision.issuer"),
        ({"on": date(2017, 10, 3)}, "blocker.decision.future"),
        ({"on": date(2017, 9, 4)}, "blocker.decision.early"),
    ],
)
def test_a_paper_that_cannot_stand_publishes_nothing(
    desk_for: DeskFor, changes: dict[str, Any], key: str
) -> None:
    dossiers = proposed(desk_for)
    desk = secretary(desk_for, LATE)
    before = exemplar(desk, dossiers[1])
    with pytest.raises(Refused) as fault:
        published(desk, **changes)

    assert keys(fault) == [key]
    assert round_now(desk).state is RoundState.SCORED
    assert exemplar(desk, dossiers[1]) == before


def test_a_round_is_published_once_and_only_whole(desk_for: DeskFor) -> None:
    counted(desk_for)
    desk = secretary(desk_for, LATE)
    with pytest.raises(Refused) as fault:
        published(desk)
    assert keys(fault) == ["blocker.decision.missing"]
    propose_decisions(desk, REVIEW)
    published(desk)
    with pytest.raises(Refused):
        published(desk)
    with pytest.raises(Refused):
        propose_decisions(desk, REVIEW)


def test_a_withdrawn_dossier_is_neither_decided_on_nor_published(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    desk = secretary(desk_for, LATE)
    version = dossiers[2].version
    withdraw(desk, dossier=dossiers[2].id, version=version, reason="Đơn vị xin rút.")
    vote(desk_for, dossiers[:2])
    propose_decisions(desk, REVIEW)
    with pytest.raises(Refused) as fault:
        decide(desk, dossier=dossiers[2].id, chosen=False, reason="Đã rút.")
    published(desk)

    assert "blocker.dossier_withdrawn" in keys(fault)
    with desk.store.reading() as q:
        assert {each.dossier for each in q.decisions(REVIEW)} == {d.id for d in dossiers[:2]}


def test_two_dossiers_that_have_become_one_are_rewarded_once(desk_for: DeskFor) -> None:
    dossiers = closed(desk_for)
    vote(desk_for, dossiers)
    desk = secretary(desk_for, LATE)
    propose_decisions(desk, REVIEW)
    one, other = (exemplar(desk, dossier) for dossier in dossiers[:2])
    for dossier in dossiers[:2]:
        change(desk, dossier, chosen=True, award="giay_khen", type="merit")
    merge(desk, exemplar=one.id, version=one.version, into=other.id, into_version=other.version)
    published(desk)

    with desk.store.reading() as q:
        deeds = [each for each in q.activities_of(other.id) if each.proofs]
    assert [each.exemplars for each in deeds] == [(other.id,)]
