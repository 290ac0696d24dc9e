"""The results of a round: ranks with the ladder and the lot, earlier rewards, few statements."""

from dataclasses import replace
from datetime import date

import pytest

from tests.desks import DeskFor
from tests.reviewing import (
    OF_UNITS,
    REVIEW,
    member,
    opened,
    prepared,
    round_now,
    score,
    secretary,
)
from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.results import Results, results
from toolkit.actions.reviews.rounds import close_scoring
from toolkit.domain.activity import Activity, Award, AwardType, Commendation
from toolkit.domain.ballot import Decision, DecisionState
from toolkit.domain.council import Dossier, RoundState, ScoreSheet
from toolkit.domain.proof import Proof
from toolkit.domain.review import Scorer
from toolkit.rules.eligibility import Verdict
from toolkit.rules.scoring import Standing

CLOSED = date(2017, 9, 30)
SELECTS = 11
UNITS = ((1, "T2"), (2, "T9"), (3, "PGD"))


def closed(desk_for: DeskFor, review: str = REVIEW) -> list[Dossier]:
    """Three dossiers scored by tu and nam, the first by them alone, and closed with a reason."""
    dossiers = opened(desk_for, review=review)
    for login, rows in {
        "tu": [(9, 18), (6, 12), (8, 16)],
        "nam": [(7, 14), (8, 16), (6, 12)],
    }.items():
        for dossier, scores in zip(dossiers, rows, strict=True):
            score(member(desk_for, login), dossier, *scores)
    _close(desk_for, review)
    return dossiers


def _close(desk_for: DeskFor, review: str = REVIEW) -> None:
    desk = secretary(desk_for, CLOSED)
    version = round_now(desk, review).version
    close_scoring(desk, review=review, version=version, reason="Thành viên đi công tác dài ngày.")


def published(desk: Desk, chosen: Dossier) -> None:
    """As publishing leaves it: one decided, the round public."""
    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        decided = Decision(
            review=REVIEW,
            dossier=chosen.id,
            chosen=True,
            award=Award.MINISTER_CERTIFICATE,
            state=DecisionState.PUBLISHED,
            number="77/QĐ-BTNMT",
            on=CLOSED,
        )
        tx.save(decided)
        held = round_now(desk)
        tx.save(replace(held, state=RoundState.PUBLISHED, published_on=CLOSED))
        tx.commit()


def ranks_of(seen: Results) -> list[tuple[int | None, int]]:
    return [(row.rank, row.dossier.number) for row in seen.rows]


def test_dossiers_rank_by_the_mean_of_their_judges_totals(desk_for: DeskFor) -> None:
    closed(desk_for)

    seen = results(secretary(desk_for, CLOSED), REVIEW)

    # 90 and 70, 60 and 80, 80 and 60: the last two are equal in mean and median, a lot decides.
    assert [row.standing.mean for row in seen.rows if row.standing] == pytest.approx([80, 70, 70])
    assert ranks_of(seen)[0] == (1, 1)
    assert [(row.rank, row.rung, row.drawn, row.beside) for row in seen.rows[1:]] == [
        (2, "lot", True, seen.rows[1].beside),
        (3, "lot", True, seen.rows[1].beside),
    ]
    assert [each.key for each in seen.notes] == [
        "results.note.drawn",
        "results.note.women_first",
        "results.note.loose",
    ]
    assert [row.within for row in seen.rows] == [True, True, False]


def test_a_dossier_without_a_score_stands_last_without_a_rank(desk_for: DeskFor) -> None:
    dossiers = opened(desk_for)
    desk = secretary(desk_for, CLOSED)
    score(member(desk_for, "tu"), dossiers[1], 8, 16)
    score(member(desk_for, "tu"), dossiers[2], 9)
    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        tx.save(replace(round_now(desk), state=RoundState.SCORED, closed_on=CLOSED))
        tx.commit()

    seen = results(desk, REVIEW)

    assert ranks_of(seen) == [(1, 2), (None, 1), (None, 3)]
    assert dict(seen.notes[0].values) == {"numbers": "1, 3"}


def test_earlier_rewards_count_for_the_law_and_are_told_as_repeats(desk_for: DeskFor) -> None:
    first, *_ = closed(desk_for)
    _reward(desk_for, first, Award.MINISTER_CERTIFICATE, date(2017, 3, 1))

    row = results(secretary(desk_for, CLOSED), REVIEW, award=Award.MINISTER_CERTIFICATE).rows[0]

    assert row.eligibility is not None
    assert row.eligibility.verdict is Verdict.UNTOLD
    assert [each.award for each in row.earlier] == [Award.MINISTER_CERTIFICATE]
    assert row.eligibility.repeats == row.earlier


def test_the_rounds_own_decision_is_no_earlier_reward(desk_for: DeskFor) -> None:
    first, *_ = closed(desk_for)
    _reward(desk_for, first, Award.MINISTER_CERTIFICATE, CLOSED, number="77/QĐ-BTNMT")
    published(secretary(desk_for, CLOSED), first)

    row = results(secretary(desk_for, CLOSED), REVIEW).rows[0]

    assert row.eligibility is not None
    assert (row.eligibility.award, row.earlier) == (Award.MINISTER_CERTIFICATE, ())


@pytest.mark.parametrize("size", [2, 8])
def test_results_cost_the_same_few_statements_whatever_the_number_of_dossiers(
    desk_for: DeskFor, size: int
) -> None:
    for dossier in opened(desk_for, ["T9"] * size):
        score(member(desk_for, "tu"), dossier, 8, 16)
    _close(desk_for)
    desk = secretary(desk_for, CLOSED)

    with statements_of(desk.store) as said:
        results(desk, REVIEW)

    assert sum(one.startswith("SELECT") for one in said) == SELECTS


def _reward(
    desk_for: DeskFor, dossier: Dossier, award: Award, on: date, number: str = "11/QĐ-BTNMT"
) -> None:
    desk = secretary(desk_for, CLOSED)
    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        paper = Proof(paper_number=number, paper_date=on, paper_issuer="Bộ")
        detail = Commendation(award=award, type=AwardType.MERIT)
        reward = Activity(unit=dossier.unit, on=on, title="Khen", detail=detail, proofs=(paper,))
        tx.save(replace(reward, exemplars=(dossier.subject,)))
        tx.commit()


def test_round_of_units_is_ranked_by_its_last_scorer(desk_for: DeskFor) -> None:
    desk = secretary(desk_for, CLOSED)
    prepared(desk_for)
    dossiers = [Dossier(review=OF_UNITS, subject=unit, unit=unit, number=n) for n, unit in UNITS]
    with desk.store.writing(by="thuky", at=desk.now()) as tx:
        saved = tx.save_many(dossiers, action="put_up")
        sheets = [
            ScoreSheet(review=OF_UNITS, dossier=each.id, scorer=scorer, judge=judge, total=total)
            for each, own, given in zip(saved, (95.0, 80.0, 90.0), (60.0, 75.0, 60.0), strict=True)
            for scorer, judge, total in (
                (Scorer.SELF, each.unit, own),
                (Scorer.MINISTRY, "", given),
            )
        ]
        tx.save_many(sheets, action="score")
        tx.save(replace(round_now(desk, OF_UNITS), state=RoundState.SCORED, closed_on=CLOSED))
        tx.commit()

    seen = results(desk, OF_UNITS)

    first, *others = seen.rows
    assert (first.rank, first.label.name, first.standing) == (
        1,
        "Trường Một mới",
        Standing(mean=75, median=75, normalised=75, judges=1),
    )
    assert {row.dossier.subject for row in others} == {"T2", "PGD"}
    # Equal about the edge of two seats, but of one scorer nobody can be left out.
    assert [each.key for each in seen.notes] == ["results.note.drawn"]
    assert (seen.judges, [row.eligibility for row in seen.rows]) == ((), [None] * 3)
