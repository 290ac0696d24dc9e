"""The demo's rounds of review: complete in 2018, in the middle in 2020, the same every time."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.sitting import sitting
from toolkit.app import Toolkit, open_toolkit
from toolkit.demo import PERSONAS, move_day, people
from toolkit.demo.reviews import ReviewWorld
from toolkit.demo.unit_reviews import UnitReviewWorld
from toolkit.domain.activity import ActivityKind
from toolkit.domain.council import RoundState
from toolkit.domain.exemplar import Step
from toolkit.domain.review import Scorer
from toolkit.rules.ballot import counted, outcome
from toolkit.store import ActivityFilter, Reading
from toolkit.store.backup import check

REVIEW, OF_UNITS, FINAL = "so-ket-2018", "so-ket-2018-don-vi", "tong-ket-2020"
OF_UNITS_2020 = "tong-ket-2020-don-vi"


@pytest.fixture
def demo(demo_data: Path, tmp_path: Path) -> Iterator[Toolkit]:
    """A copy of the demo at its default day."""
    copy = tmp_path / "demo.db"
    copy.write_bytes(demo_data.read_bytes())
    with open_toolkit(str(copy)) as toolkit:
        yield toolkit


def codes(q: Reading, review: str = REVIEW) -> dict[str, str]:
    """Dossier's id → what people call it: ids differ from run to run."""
    dossiers = q.dossiers(review)
    found = q.exemplars([each.subject for each in dossiers])
    return {each.id: found[each.subject].code for each in dossiers}


def judged(demo: Toolkit) -> tuple[object, ...]:
    """All that the first round came to."""
    with demo.desk.store.reading() as q:
        called = codes(q)
        totals = {(called[one], judge): total for one, judge, total in q.score_totals(REVIEW)}
        [ballot] = q.ballots(REVIEW)
        agreed = {called[one]: votes for one, votes in ballot.agreed.items()}
        units = {each.bloc: each.proposed for each in q.bloc_rounds(OF_UNITS)}
        decided = {(called[each.dossier], each.chosen, each.number) for each in q.decisions(REVIEW)}
    return totals, agreed, ballot.voted, units, decided


def test_nine_people_judge_and_two_of_them_stand_aside(demo: Toolkit) -> None:
    with demo.desk.store.reading() as q:
        seated = sitting(q, demo.desk, held(q, REVIEW))
        out = Counter(login for each in seated.dossiers for login in seated.kept_away(each))
        totals = q.score_totals(REVIEW)

    assert len(seated.members) == 9
    assert out == {"hd.minh": 3, people.STANDS_ASIDE.login: 1}
    assert len(totals) == 9 * len(seated.dossiers) - 4


def test_the_last_seat_is_a_close_race(demo: Toolkit) -> None:
    with demo.desk.store.reading() as q:
        round_of = held(q, REVIEW)
        ranking, [ballot] = ranked(q, round_of), q.ballots(REVIEW)
    seats = round_of.review.seats or 0
    last, next_ = ranking.order[seats - 1 : seats + 1]
    whole = ranking.standings
    found = outcome(counted(ballot), threshold=ballot.threshold, seats=seats)

    assert whole[last.dossier].mean - whole[next_.dossier].mean < 0.5
    assert ranking.firmness[last.dossier].worst > seats
    assert [each.agreed for each in found[seats - 1 : seats + 1]] == [5, 4]
    assert (ballot.valid, ballot.invalid) == (8, 1)


def test_the_chosen_are_commended_on_their_life_lines_on_12_october_2018(demo: Toolkit) -> None:
    with demo.desk.store.reading() as q:
        rounds = [held(q, code).round for code in (REVIEW, OF_UNITS)]
        subject = {each.id: each.subject for each in q.dossiers(REVIEW)}
        chosen = {subject[each.dossier] for each in q.decisions(REVIEW) if each.chosen}
        exemplars = q.exemplars(chosen).values()
        asked = ActivityFilter(kinds=(ActivityKind.COMMENDATION,), since=date(2018, 10, 12))
        given = next(each for each in q.activities(asked).rows if each.unit == "BTNMT")

    assert {each.state for each in rounds} == {RoundState.PUBLISHED}
    assert {each.published_on for each in rounds} == {date(2018, 10, 12)}
    assert set(given.exemplars) == chosen
    assert len(chosen) == 40
    assert all(
        each.taken(Step.REWARDED) and each.taken(Step.INTERIM_REVIEWED) for each in exemplars
    )


def test_units_are_scored_three_times_and_every_bloc_proposes(demo: Toolkit) -> None:
    with demo.desk.store.reading() as q:
        dossiers, blocs = q.dossiers(OF_UNITS), q.bloc_rounds(OF_UNITS)
        whole = [len(q.score_totals(OF_UNITS, each)) for each in (Scorer.SELF, Scorer.CROSS)]
        whole.append(len(q.score_totals(OF_UNITS, Scorer.MINISTRY)))

    assert whole == [len(dossiers)] * 3
    assert len(dossiers) > 130
    assert all(each.sent_on and each.proposed for each in blocs)


def test_going_back_and_on_again_leads_to_the_same_results(demo: Toolkit) -> None:
    before = judged(demo)
    today = demo.desk.today
    move_day(demo.desk, to=date(2018, 9, 18))
    with demo.desk.store.reading() as q:
        assert held(q, REVIEW).round.state is RoundState.SCORING
        assert q.ballots(REVIEW) == ()
    move_day(demo.desk, to=today)

    assert judged(demo) == before


def test_the_final_review_stands_in_the_middle_of_scoring_on_28_september_2020(
    demo: Toolkit,
) -> None:
    """Its script alone is played: two years of the demo take a minute."""
    store, day = demo.desk.store, date(2020, 9, 28)
    with store.reading() as q:
        plan, units = q.plan(), q.units()
    worlds = (ReviewWorld(store, plan), UnitReviewWorld(store, plan, units))
    turns = [(it.at, world, it) for world in worlds for it in world.script()]
    with store.one_transaction():
        for at, world, turn in sorted(turns, key=lambda each: each[0]):
            if date(2020, 1, 1) < at.date() <= day:
                world.play(turn)

    with store.reading() as q:
        dossiers = q.dossiers(FINAL)
        given = [done for done, _ in q.scored(FINAL).values()]
        rounds = [held(q, code).round.state for code in (FINAL, OF_UNITS_2020)]
        of_units = len(q.dossiers(OF_UNITS_2020))
        crossed = len(q.score_totals(OF_UNITS_2020, Scorer.CROSS))
        assert q.score_totals(OF_UNITS_2020, Scorer.MINISTRY) == []
    assert rounds == [RoundState.SCORING] * 2
    assert sum(each >= len(dossiers) - 3 for each in given) == 3
    assert len(given) == 8
    assert 0 < crossed < of_units


def test_demo_data_are_whole_and_the_top_bar_offers_a_member(demo: Toolkit) -> None:
    assert check(demo.desk.store) == ()
    with demo.desk.store.reading() as q:
        assert all(q.user(login) for login in PERSONAS)
        assert any(q.member(REVIEW, login) for login in PERSONAS)
