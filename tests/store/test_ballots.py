"""The secret ballot in the store: each votes once, the count is taken once, then it is closed."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.builders import BY, NOON, a_unit, day, kept
from tests.store.councils import REVIEW, a_ballot, a_dossier, a_sheet, one_of_each
from toolkit.domain.ballot import Ballot, BallotKind, BallotState, Decision, DecisionState
from toolkit.errors import AlreadyVoted, BallotClosed, Conflict, NotFound
from toolkit.store import Store
from toolkit.store.backup import backup, check, restore

VOTERS = ("ha", "lan", "minh", "tam")


def cast(store: Store, ballot: Ballot, login: str, agreed: Collection[str] | None) -> None:
    with store.writing(by=login, at=NOON) as tx:
        tx.vote(ballot.id, login, agreed)
        tx.commit()


def counted(store: Store, ballot: Ballot) -> Ballot:
    with store.writing(by=BY, at=NOON + timedelta(hours=1)) as tx:
        done = tx.count_ballot(replace(ballot, counted_on=day("2018-09-21")))
        tx.commit()
    return done


@pytest.fixture
def opened(store: Store) -> Ballot:
    """An open ballot on three dossiers, D, E and F."""
    [ballot] = kept(store, a_ballot("D", "E", "F", voters=VOTERS))
    return ballot


def test_votes_are_counted_into_the_record_once(store: Store, opened: Ballot) -> None:
    cast(store, opened, "lan", {"D", "E"})
    cast(store, opened, "ha", {"D"})
    cast(store, opened, "tam", None)
    cast(store, opened, "minh", [])

    done = counted(store, opened)

    assert (done.state, done.valid, done.invalid) == (BallotState.COUNTED, 3, 1)
    assert (done.agreed, done.voted) == ({"D": 2, "E": 1, "F": 0}, VOTERS)
    with store.reading() as q:
        assert q.ballot(opened.id) == done
        assert q.voted(opened.id) == {*VOTERS}
    assert check(store) == ()
    with pytest.raises(BallotClosed):
        counted(store, done)
    with pytest.raises(Conflict):
        counted(store, opened)
    with pytest.raises(BallotClosed):
        cast(store, opened, "lan", {"F"})
    with store.reading() as q:
        assert q.ballot(opened.id) == done


def test_who_has_voted_is_known_before_the_count(store: Store, opened: Ballot) -> None:
    cast(store, opened, "lan", {"D"})

    with store.reading() as q:
        assert q.voted(opened.id) == {"lan"}
        assert q.ballot(opened.id) == opened
        assert q.voted("khac") == frozenset()


def test_nobody_votes_twice(store: Store, opened: Ballot) -> None:
    cast(store, opened, "lan", {"D"})

    with pytest.raises(AlreadyVoted):
        cast(store, opened, "lan", {"E"})

    assert counted(store, opened).agreed == {"D": 1, "E": 0, "F": 0}


def test_a_vote_on_what_is_not_on_the_ballot_is_not_taken(store: Store, opened: Ballot) -> None:
    with pytest.raises(ValueError, match="not on the ballot"):
        cast(store, opened, "lan", {"D", "khac"})
    with pytest.raises(NotFound):
        cast(store, replace(opened, id="khac"), "lan", {"D"})

    with store.reading() as q:
        assert q.voted(opened.id) == frozenset()


def test_votes_of_a_void_ballot_are_gone(store: Store, opened: Ballot) -> None:
    cast(store, opened, "lan", {"D"})
    with store.writing(by=BY, at=NOON) as tx:
        void = tx.void_ballot(opened, reason="Máy chiếu hỏng")
        tx.commit()

    with store.reading() as q:
        assert q.voted(opened.id) == frozenset()
        assert (void.state, void.agreed, void.valid) == (BallotState.VOID, {}, 0)
    assert check(store) == ()
    with pytest.raises(BallotClosed):
        cast(store, opened, "ha", {"D"})


def test_paper_ballots_take_no_votes_on_screen(store: Store) -> None:
    [paper] = kept(store, a_ballot("D", kind=BallotKind.PAPER))

    with pytest.raises(BallotClosed):
        cast(store, paper, "lan", {"D"})
    with pytest.raises(BallotClosed):
        counted(store, paper)


def test_two_open_ballots_are_kept_apart(store: Store, opened: Ballot) -> None:
    [other] = kept(store, a_ballot("D", number=2, voters=VOTERS))
    cast(store, opened, "lan", {"D"})
    cast(store, other, "lan", None)
    cast(store, other, "ha", {"D"})

    assert counted(store, opened).voted == ("lan",)
    with store.reading() as q:
        assert q.voted(other.id) == {"ha", "lan"}
    assert counted(store, other).agreed == {"D": 1}


def test_a_vote_that_is_not_committed_is_no_vote(store: Store, opened: Ballot) -> None:
    cast(store, opened, "ha", {"D"})
    with store.writing(by="lan", at=NOON) as tx:
        tx.vote(opened.id, "lan", {"E"})

    with store.reading() as q:
        assert q.voted(opened.id) == {"ha"}


def test_votes_within_one_long_transaction_leave_no_log_either(sqlite_url: str) -> None:
    store = Store.open(sqlite_url, create=True)
    [ballot] = kept(store, a_ballot("D"))
    with store.one_transaction():
        cast(store, ballot, "ha", {"D"})
        cast(store, ballot, "lan", {"D"})

    log = Path(f"{store.where}-wal")
    assert log.stat().st_size == 0
    assert counted(store, ballot).agreed == {"D": 2}


def test_of_many_who_vote_at_once_no_vote_is_lost(store: Store) -> None:
    voters = tuple(f"m{number:02d}" for number in range(24))
    [ballot] = kept(store, a_ballot("D", "E", voters=voters))

    with ThreadPoolExecutor(8) as hall:
        votes = [{"D"} if number % 3 else {"D", "E"} for number in range(len(voters))]
        done = [hall.submit(cast, store, ballot, *each) for each in zip(voters, votes, strict=True)]
        for each in done:
            each.result()

    assert counted(store, ballot).agreed == {"D": 24, "E": 8}


def test_rewinding_takes_votes_back_with_the_count(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        tx.put_setting("demo", "1")
        tx.commit()
    [ballot] = kept(store, a_ballot("D"))
    cast(store, ballot, "lan", {"D"})
    counted(store, ballot)

    store.rewind(NOON + timedelta(minutes=1))

    with store.reading() as q:
        assert (q.ballot(ballot.id), q.voted(ballot.id)) == (ballot, frozenset())
    assert check(store) == ()


def test_a_ballot_s_past_knows_no_votes(store: Store, opened: Ballot) -> None:
    cast(store, opened, "lan", {"D"})
    counted(store, opened)

    with store.at(NOON + timedelta(minutes=1)).reading() as q:
        assert (q.ballot(opened.id), q.voted(opened.id)) == (opened, frozenset())


def test_a_backup_leaves_open_votes_out_and_says_so(
    store: Store, opened: Ballot, tmp_path: Path, database_url: str
) -> None:
    [other] = kept(store, a_ballot("D", number=2))
    cast(store, other, "lan", {"D"})
    done = counted(store, other)
    cast(store, opened, "lan", {"D"})

    assert backup(store, tmp_path / "b.sqlite") == 1

    restore(tmp_path / "b.sqlite", database_url, replace=True)
    with store.reading() as q:
        assert q.voted(opened.id) == frozenset()
        assert q.voted(other.id) == {"lan"}
        assert q.ballots(REVIEW) == (opened, done)
    assert check(store) == ()
    cast(store, opened, "lan", {"E"})
    assert counted(store, opened).agreed == {"D": 0, "E": 1, "F": 0}
    assert backup(store, tmp_path / "c.sqlite") == 0


def test_backups_bring_back_every_record_of_a_council(
    store: Store, tmp_path: Path, database_url: str
) -> None:
    saved = [kept(store, record)[0] for record in one_of_each()]
    backup(store, tmp_path / "b.sqlite")
    kept(store, a_unit("later"))

    restore(tmp_path / "b.sqlite", database_url, replace=True)

    with store.reading() as q:
        kinds = ("review_round", "council_member", "dossier", "declaration", "score_sheet")
        more = ("bloc_round", "ballot", "paper_count", "decision", "quota", "delegate")
        found = [each.record for kind in (*kinds, *more) for each in q.each(kind)]
    assert len(found) == len(saved)
    assert all(each in found for each in saved)
    kept(store, a_dossier(9))


def test_each_fault_of_a_review_is_told(store: Store) -> None:
    [one, _] = kept(store, a_dossier(1), a_dossier(1, subject="E2"))
    kept(store, a_sheet("nothing", "ha", 20.0), a_sheet(one.id, "ha", 120.0))
    decision = Decision(review=REVIEW, dossier=one.id, chosen=False, on=day("2018-10-01"))
    kept(store, replace(decision, state=DecisionState.PUBLISHED))
    kept(store, a_ballot("D", state=BallotState.COUNTED, valid=1, agreed={"D": 2}, voted=("ha",)))

    assert [problem.key for problem in check(store)] == [
        *("check.of_no_dossier", "check.dossier_number", "check.score_total"),
        *("check.decision", "check.ballot"),
    ]
