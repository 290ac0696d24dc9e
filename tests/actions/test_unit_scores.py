"""Units scored by themselves, their bloc's head and the Ministry: who may, who sees what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.actions.unit_rounds import (
    OPEN,
    REVIEW,
    close,
    dossiers,
    of_school,
    round_desk,
    school_desk,
    scored,
)
from tests.builders import a_user
from tests.desks import DeskFor
from toolkit.actions.desk import Desk
from toolkit.actions.reviews import unit_scores
from toolkit.actions.reviews.blocs import name_head
from toolkit.actions.reviews.dossiers import put_up, withdraw
from toolkit.actions.reviews.evidence_rows import evidence_rows
from toolkit.actions.reviews.unit_scores import UnitDossier, unit_dossier
from toolkit.domain.council import ScoreSheet
from toolkit.domain.obligation import State
from toolkit.domain.review import Scorer
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused

__all__ = ["round_desk", "school_desk"]
MERGED = date(2017, 9, 21)
SELF, CROSS, MINISTRY = Scorer.SELF, Scorer.CROSS, Scorer.MINISTRY


def give(
    desk: Desk, unit: str, scorer: Scorer, score: float | None = 8, version: int = 0
) -> ScoreSheet:
    return unit_scores.give_unit_score(
        desk,
        dossier=dossiers(desk)[unit].id,
        scorer=scorer,
        criterion="bao_cao",
        score=score,
        version=version,
    )


def why_not(desk: Desk, unit: str, scorer: Scorer, score: float | None = 8) -> list[str]:
    """The reasons why the score is refused; nothing of it is kept."""
    with pytest.raises(Refused) as refused:
        give(desk, unit, scorer, score)
    with desk.store.reading() as q:
        assert q.sheets(REVIEW, scorer=scorer, dossier=dossiers(desk)[unit].id) == ()
    return [each.key for each in refused.value.blockers]


def look(desk: Desk, unit: str) -> UnitDossier:
    return unit_dossier(desk, dossier=dossiers(desk)[unit].id)


def numbers(told: UnitDossier) -> dict[Scorer, float | None]:
    """What the user sees of each scorer that is not kept from them."""
    return {each.scorer: each.total for each in told.marks if not each.hidden}


def test_a_score_is_kept_at_once_and_the_total_comes_with_the_last(round_desk: DeskFor) -> None:
    school = of_school(round_desk, "T4")
    first = give(school, "T4", SELF, 8)
    assert (first.scores, first.total, first.judge) == ({"bao_cao": 8}, None, "T4")

    whole = unit_scores.give_unit_score(
        school,
        dossier=first.dossier,
        scorer=SELF,
        criterion="doc",
        score=15,
        version=first.version,
    )
    assert whole.total == 100 * (0.4 * 8 / 10 + 0.6 * 15 / 20)
    back = unit_scores.give_unit_score(
        school, dossier=first.dossier, scorer=SELF, criterion="doc", score=None, version=2
    )
    assert (back.scores, back.total) == ({"bao_cao": 8}, None)


def test_only_its_own_coordinator_scores_for_a_unit_itself(round_desk: DeskFor) -> None:
    assert why_not(of_school(round_desk, "T3"), "T4", SELF) == ["blocker.only_own_unit"]
    assert why_not(round_desk(), "T4", SELF) == ["blocker.only_own_unit"]
    for role in (Role.LEADER, Role.ANALYST, Role.ADMIN, Role.COUNCIL):
        assert why_not(round_desk(a_user(role)), "T4", SELF) == ["blocker.no_right"]


def test_the_head_checks_its_bloc_but_not_itself_and_no_other_bloc(round_desk: DeskFor) -> None:
    head = of_school(round_desk, "T2")

    assert give(head, "T4", CROSS).judge == "T2"
    assert why_not(head, "T2", CROSS) == ["blocker.cross_own"]
    assert why_not(head, "T5", CROSS) == ["blocker.bloc_no_head"]
    assert why_not(head, "T6", CROSS) == ["blocker.no_bloc"]
    assert why_not(of_school(round_desk, "T4"), "T3", CROSS) == ["blocker.cross_by"]
    assert give(of_school(round_desk, "T3"), "T2", CROSS).judge == "T3"


def test_who_checks_instead_is_named(round_desk: DeskFor) -> None:
    with pytest.raises(Refused) as refused:
        give(of_school(round_desk, "T2"), "T2", CROSS)

    assert refused.value.blockers[0].values == {"who": "Trường Ba"}


def test_only_the_ministry_gives_the_ministrys_scores(round_desk: DeskFor) -> None:
    assert give(round_desk(), "T4", MINISTRY).judge == ""
    assert why_not(of_school(round_desk, "T2"), "T3", MINISTRY) == ["blocker.only_ministry"]


def test_a_score_off_the_scale_or_for_no_criterion_is_refused(round_desk: DeskFor) -> None:
    school = of_school(round_desk, "T4")

    assert why_not(school, "T4", SELF, 10.5) == ["blocker.score_off_scale"]
    assert why_not(school, "T4", SELF, -1) == ["blocker.score_off_scale"]
    assert why_not(school, "T4", SELF, 7.3) == ["blocker.score_off_step"]
    assert why_not(school, "T4", SELF, float("nan")) == ["blocker.score_not_a_number"]
    assert why_not(school, "T4", Scorer.COUNCIL) == ["blocker.scorer_not_asked"]
    with pytest.raises(NotFound):
        unit_scores.give_unit_score(
            school, dossier="x", scorer=SELF, criterion="doc", score=1, version=0
        )


def test_nothing_is_scored_before_the_round_opens_or_after_it_closes(
    school_desk: DeskFor, request: pytest.FixtureRequest
) -> None:
    put_up(school_desk(), review=REVIEW, subjects=["T1", "T2", "T3", "T4", "T5", "T6"])
    assert why_not(of_school(school_desk, "T4"), "T4", SELF) == ["blocker.round_not_scoring"]
    request.getfixturevalue("round_desk")
    for unit in ("T1", "T2", "T3", "T4", "T5", "T6"):
        scored(school_desk(), unit, MINISTRY, 8, 15)
    close(school_desk())
    assert why_not(of_school(school_desk, "T3"), "T3", SELF) == ["blocker.round_not_scoring"]


def test_the_second_of_two_who_change_a_sheet_is_shown_the_first(round_desk: DeskFor) -> None:
    school = of_school(round_desk, "T4")
    first = give(school, "T4", SELF, 8)
    give(school, "T4", SELF, 9, version=first.version)

    with pytest.raises(Conflict):
        give(school, "T4", SELF, 7, version=first.version)
    with pytest.raises(Conflict):
        give(school, "T4", SELF, 7, version=0)
    with school.store.reading() as q:
        assert [each.scores for each in q.sheets(REVIEW, scorer=SELF)] == [{"bao_cao": 9}]


def test_a_unit_sees_the_others_scores_once_scoring_is_closed(round_desk: DeskFor) -> None:
    school, head = of_school(round_desk, "T4"), of_school(round_desk, "T2")
    scored(school, "T4", SELF, 8, 15)
    scored(head, "T4", CROSS, 7, 14)
    for unit in ("T1", "T2", "T3", "T4", "T5", "T6"):
        scored(round_desk(), unit, MINISTRY, 7, 13)

    assert numbers(look(school, "T4")) == {SELF: 77.0}
    assert numbers(look(head, "T4")) == {SELF: 77.0, CROSS: 70.0}
    close(round_desk())
    assert numbers(look(school, "T4")) == {SELF: 77.0, CROSS: 70.0, MINISTRY: 67.0}
    assert numbers(look(head, "T4")) == {SELF: 77.0, CROSS: 70.0, MINISTRY: 67.0}


def test_the_head_sees_how_it_was_checked_itself_only_once_scoring_is_closed(
    round_desk: DeskFor,
) -> None:
    head = of_school(round_desk, "T2")
    scored(head, "T2", SELF, 8, 15)
    scored(of_school(round_desk, "T3"), "T2", CROSS, 7, 14)

    assert numbers(look(head, "T2")) == {SELF: 77.0}
    assert numbers(look(of_school(round_desk, "T3"), "T2")) == {SELF: 77.0, CROSS: 70.0}


def test_others_units_and_the_council_see_no_scores(round_desk: DeskFor) -> None:
    for desk in (
        of_school(round_desk, "T3"),
        of_school(round_desk, "T5"),
        round_desk(a_user(Role.COUNCIL)),
    ):
        with pytest.raises(Refused) as refused:
            look(desk, "T4")
        assert [each.key for each in refused.value.blockers] == ["blocker.scores_not_yours"]
        with pytest.raises(Refused):
            evidence_rows(desk, dossier=dossiers(desk)["T4"].id, criterion="bao_cao")


def test_the_head_sees_a_units_own_scores_once_it_has_given_all(round_desk: DeskFor) -> None:
    school, head = of_school(round_desk, "T4"), of_school(round_desk, "T2")
    give(school, "T4", SELF, 8)
    begun = look(head, "T4")
    assert [(each.scorer, each.hidden, each.given) for each in begun.marks] == [
        (SELF, True, 1),
        (CROSS, False, 0),
    ]
    assert [line.scores for line in begun.lines] == [{}, {}]

    scored(school, "T4", SELF, 9, 12)
    assert [line.scores for line in look(head, "T4").lines] == [{SELF: 9}, {SELF: 12}]


def test_a_score_far_from_the_units_own_is_to_be_explained(round_desk: DeskFor) -> None:
    """A fifth of 20 points is 4: 15 and 10 are 5 apart, 8 and 7 are near."""
    school, head = of_school(round_desk, "T4"), of_school(round_desk, "T2")
    scored(school, "T4", SELF, 8, 15)
    sheet = scored(head, "T4", CROSS, 7, 10)
    assert sheet.total is None
    [_, far] = look(head, "T4").lines
    assert [(each.more, each.explained) for each in far.apart.values()] == [(-5, False)]

    told = unit_scores.give_unit_remark(
        head,
        dossier=sheet.dossier,
        scorer=CROSS,
        criterion="doc",
        remark="  Hai ngày hội đọc không có biên bản.  ",
        version=sheet.version,
    )
    assert (told.total, told.notes["doc"]) == (58.0, "Hai ngày hội đọc không có biên bản.")
    assert [each.explained for each in look(head, "T4").lines[1].apart.values()] == [True]


def test_a_unit_that_changes_its_own_score_makes_others_whole_or_not(round_desk: DeskFor) -> None:
    school, head = of_school(round_desk, "T4"), of_school(round_desk, "T2")
    own = scored(school, "T4", SELF, 8, 15)
    assert scored(head, "T4", CROSS, 7, 14).total == 70.0

    unit_scores.give_unit_score(
        school, dossier=own.dossier, scorer=SELF, criterion="doc", score=20, version=own.version
    )
    with head.store.reading() as q:
        [checked] = q.sheets(REVIEW, scorer=CROSS)
        [last, *_] = q.history("score_sheet", checked.id)
    assert checked.total is None
    assert (last.action, last.by) == ("self_changed", "dm.t4")


def test_evidence_is_there_before_anybody_scores(round_desk: DeskFor) -> None:
    """Two reports were due by the end of August, and T4 sent neither."""
    told = look(of_school(round_desk, "T4"), "T4")

    assert [(each.criterion.code, each.by_figure) for each in told.lines] == [
        ("bao_cao", 0.0),
        ("doc", None),
    ]
    figure = told.lines[0].evidence
    assert figure
    assert (figure.value, figure.of) == (0, 2)
    rows = evidence_rows(
        of_school(round_desk, "T4"), dossier=told.dossier.id, criterion="bao_cao"
    ).rows
    assert [(row.name, row.state) for row in rows] == [("1", "missing"), ("2", "missing")]


def test_once_scoring_is_closed_figures_stay_as_they_were_known_that_day(
    round_desk: DeskFor,
) -> None:
    for unit in ("T1", "T2", "T3", "T4", "T5", "T6"):
        scored(round_desk(), unit, MINISTRY, 8, 15)
    close(round_desk())
    later = round_desk(on=OPEN + timedelta(days=3))
    with later.store.writing(by="bo", at=later.now()) as tx:
        owed = next(each for each in tx.all_obligations() if each.unit == "T4")
        tx.save(replace(owed, state=State.WAIVED))
        tx.commit()

    told = look(later, "T4")
    figure = told.lines[0].evidence
    assert figure
    assert (told.on, figure.of) == (OPEN, 2)
    rows = evidence_rows(later, dossier=told.dossier.id, criterion="bao_cao").rows
    assert [row.state for row in rows] == ["missing", "missing"]


def test_after_a_merger_the_successor_scores_and_the_deputy_checks_it(round_desk: DeskFor) -> None:
    """T1 ends on 20/09 and goes on in T2, which leads the bloc: T3 checks both."""
    give(of_school(round_desk, "T1"), "T1", SELF, 8)
    heir = of_school(round_desk, "T2", MERGED)
    told = look(heir, "T1")
    assert [each.key for each in told.label.told] == ["round.told.unit_merged"]

    assert give(heir, "T1", SELF, 9, version=1).judge == "T1"
    assert why_not(heir, "T1", CROSS) == ["blocker.cross_own"]
    assert give(of_school(round_desk, "T3", MERGED), "T1", CROSS).judge == "T3"


def test_a_new_head_goes_on_with_the_sheet_of_the_one_before(round_desk: DeskFor) -> None:
    first = give(of_school(round_desk, "T2"), "T4", CROSS)
    name_head(round_desk(), review=REVIEW, bloc="K1", head="T3", deputy="T2", version=1)

    assert why_not_given(of_school(round_desk, "T2"), "T4", first.version) == ["blocker.cross_by"]
    again = give(of_school(round_desk, "T3"), "T4", CROSS, 9, version=first.version)
    assert (again.judge, again.id) == ("T3", first.id)


def why_not_given(desk: Desk, unit: str, version: int) -> list[str]:
    with pytest.raises(Refused) as refused:
        give(desk, unit, CROSS, 9, version=version)
    return [each.key for each in refused.value.blockers]


def test_a_withdrawn_dossier_takes_no_scores(round_desk: DeskFor) -> None:
    found = dossiers(round_desk())["T4"]
    withdraw(round_desk(), dossier=found.id, version=found.version, reason="Tự xin rút.")

    assert "blocker.dossier_withdrawn" in why_not(of_school(round_desk, "T4"), "T4", SELF)
