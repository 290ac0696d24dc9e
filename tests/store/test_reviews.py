"""What a council does, in the store: kept, found, counted, with a constant number of statements."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.store.builders import BY, NOON, kept, statements_of
from tests.store.councils import REVIEW, a_ballot, a_dossier, a_sheet, one_of_each
from toolkit.domain.ballot import Decision
from toolkit.domain.conference import Delegate, DelegateGroup, Quota
from toolkit.domain.council import BlocRound, Declaration, Member, Round, Stand
from toolkit.domain.review import Scorer
from toolkit.errors import Conflict
from toolkit.store import Reading, Store
from toolkit.store.mapping import kind_of


def test_every_record_of_a_council_comes_back_as_it_was_kept(store: Store) -> None:
    for record in one_of_each():
        [saved] = kept(store, record)

        with store.reading() as q:
            [change] = q.history(kind_of(saved).name, saved.id)
            assert saved in [each.record for each in q.each(kind_of(saved).name)]
        assert change.record == saved == replace(record, id=saved.id, version=1)


@pytest.mark.parametrize(
    "record",
    [each for each in one_of_each() if not isinstance(each, Delegate)],
    ids=lambda each: type(each).__name__,
)
def test_each_is_there_once(store: Store, record: Any) -> None:
    kept(store, record)

    with pytest.raises(Conflict):
        kept(store, record)


def test_each_is_found_by_what_it_belongs_to(store: Store) -> None:
    first, second = kept(store, a_dossier(2), a_dossier(1, withdrawn=True))
    [elsewhere] = kept(store, a_dossier(2, review="tong-ket-2020"))
    ha, lan = kept(store, *(Member(review=REVIEW, login=login) for login in ("ha", "lan")))
    [round_] = kept(store, Round(review=REVIEW))
    [declared] = kept(store, Declaration(review=REVIEW, dossier=first.id, **_abstained("ha")))
    [bloc] = kept(store, BlocRound(review=REVIEW, bloc="4"))
    [ballot] = kept(store, a_ballot(first.id))
    [left_out] = kept(store, Decision(review=REVIEW, dossier=first.id, chosen=False))
    [quota] = kept(store, Quota(conference="x", unit="A1", count=1))
    [guest] = kept(store, Delegate(conference="x", unit="", name="B", group=DelegateGroup.LEADER))

    with store.reading() as q:
        assert q.rounds() == (round_,)
        assert (q.round(REVIEW), q.round("khac")) == (round_, None)
        assert (q.members(REVIEW), q.members("khac")) == ((ha, lan), ())
        assert (q.member(REVIEW, "lan"), q.member("khac", "lan")) == (lan, None)
        assert q.dossiers(REVIEW) == (second, first)
        assert q.dossiers_of("E2") == (first, elsewhere)
        assert q.dossier(first.id) == first
        assert (q.declarations(REVIEW), q.declarations("khac")) == ((declared,), ())
        assert q.bloc_rounds(REVIEW) == (bloc,)
        assert (q.ballots(REVIEW), q.ballot(ballot.id)) == ((ballot,), ballot)
        assert (q.decisions(REVIEW), q.decision(first.id)) == ((left_out,), left_out)
        assert (q.quotas("x"), q.quotas("y")) == ((quota,), ())
        assert (q.delegates("x"), q.delegate(guest.id)) == ((guest,), guest)


def _abstained(login: str) -> dict[str, Any]:
    return {"login": login, "stand": Stand.ABSTAIN, "reason": "Cùng nhóm nghiên cứu"}


def _scored(store: Store) -> tuple[str, str, str]:
    """Three dossiers, the last withdrawn; ha has given all, lan one, and begun another."""
    dossiers = kept(store, a_dossier(1), a_dossier(2), a_dossier(3, withdrawn=True))
    one, two, gone = (each.id for each in dossiers)
    kept(store, a_sheet(one, "ha", 80.0), a_sheet(two, "ha", 60.0), a_sheet(gone, "ha", 90.0))
    kept(store, a_sheet(one, "lan", 70.0), a_sheet(two, "lan"))
    kept(store, a_sheet(one, "SAG", 99.0, scorer=Scorer.SELF))
    return one, two, gone


def test_totals_are_of_complete_sheets_of_dossiers_that_are_not_withdrawn(store: Store) -> None:
    one, two, _ = _scored(store)

    with store.reading() as q:
        assert sorted(q.score_totals(REVIEW)) == sorted(
            [(one, "ha", 80.0), (two, "ha", 60.0), (one, "lan", 70.0)]
        )
        assert q.score_totals(REVIEW, Scorer.SELF) == [(one, "SAG", 99.0)]
        assert q.score_totals("khac") == []


def test_scores_on_one_criterion_are_of_complete_sheets(store: Store) -> None:
    one, two, _ = _scored(store)

    with store.reading() as q:
        assert sorted(q.criterion_scores(REVIEW, None, "guong-2")) == sorted(
            [(one, "ha", 8.0), (two, "ha", 6.0), (one, "lan", 7.0)]
        )
        assert q.criterion_scores(REVIEW, [two], "guong-2") == [(two, "ha", 6.0)]
        assert q.criterion_scores(REVIEW, [two], "khac") == []


def test_how_many_sheets_a_judge_has_completed_and_begun(store: Store) -> None:
    _scored(store)

    with store.reading() as q:
        assert q.scored(REVIEW) == {"ha": (2, 0), "lan": (1, 1)}


def test_sheets_are_found_by_scorer_judge_and_dossier(store: Store) -> None:
    one, two, gone = _scored(store)

    with store.reading() as q:
        assert len(q.sheets(REVIEW)) == 6
        assert {each.dossier for each in q.sheets(REVIEW, judge="ha")} == {one, two, gone}
        assert [each.judge for each in q.sheets(REVIEW, dossier=two)] == ["ha", "lan"]
        found = q.sheet(two, Scorer.COUNCIL, "lan")
        assert found == q.sheets(REVIEW, scorer=Scorer.COUNCIL, judge="lan", dossier=two)[0]
        assert q.sheet(two, Scorer.MINISTRY) is None
    assert found is not None
    assert (found.total, found.scores) == (None, {"thanh_tich": 8.5})


def test_totals_are_as_they_were_known_then(store: Store) -> None:
    one, _, _ = _scored(store)
    with store.reading() as q:
        sheet = q.sheet(one, Scorer.COUNCIL, "lan")
    assert sheet is not None
    kept(store, replace(sheet, total=10.0), when=NOON.replace(month=9))

    with store.reading(NOON.date()) as q:
        assert (one, "lan", 70.0) in q.score_totals(REVIEW)
    with store.reading() as q:
        assert (one, "lan", 10.0) in q.score_totals(REVIEW)


_QUESTIONS: list[Callable[[Reading], object]] = [
    lambda q: q.dossiers(REVIEW),
    lambda q: q.sheets(REVIEW),
    lambda q: q.score_totals(REVIEW),
    lambda q: q.criterion_scores(REVIEW, None, "guong-2"),
    lambda q: q.scored(REVIEW),
    lambda q: q.decisions(REVIEW),
]


@pytest.mark.parametrize("ask", _QUESTIONS)
def test_a_question_costs_one_statement_whatever_the_size(
    store: Store, ask: Callable[[Reading], object]
) -> None:
    dossiers = kept(store, *map(a_dossier, range(1, 9)))
    kept(store, *(a_sheet(each.id, judge, 50.0) for each in dossiers for judge in "abc"))
    with store.reading() as q, statements_of(store) as statements:
        ask(q)

    assert len(statements) == 1


def test_totals_of_thousands_of_sheets_come_from_one_index_alone(sqlite_url: str) -> None:
    store = Store.open(sqlite_url, create=True)
    with store.reading() as q, statements_of(store) as statements:
        q.score_totals(REVIEW)
        asked = statements[0]
        plan = q.connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {asked}", ("council", REVIEW, REVIEW)[: asked.count("?")]
        )
        steps = [row.detail for row in plan]

    assert any("USING COVERING INDEX score_sheet_total" in step for step in steps)


def test_thousands_of_sheets_are_saved_at_once(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        saved = tx.save_many([a_sheet(f"D{n}", "ha", n / 50) for n in range(5000)])
        tx.commit()

    with store.reading() as q:
        assert len(q.score_totals(REVIEW)) == len(saved) == 5000
