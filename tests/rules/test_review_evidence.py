"""What figures tell of a unit and of an exemplar."""

from datetime import date
from typing import Any

from tests.builders import a_kind, a_plan, a_unit
from toolkit.domain.activity import ActivityKind
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.plan import DefaultTarget
from toolkit.domain.review import Criterion, Figure, Review, Reviewed, Scorer
from toolkit.domain.target import Target
from toolkit.rules.evidence import (
    Copies,
    ExemplarFacts,
    UnitFacts,
    exemplar_evidence,
    in_step,
    unit_evidence,
    wanted_of,
    years_of,
)
from toolkit.rules.timeliness import Tally


def a_review(**changes: Any) -> Review:
    """A round of units on two criteria, x and y, of 10 points and the same weight."""
    criteria = tuple(
        Criterion(code=code, name=code, name_en=code, most=10, weight=50) for code in ("x", "y")
    )
    told = {"name": "Sơ kết", "name_en": "Mid-term", "of": Reviewed.UNITS, "phase": "1"}
    days = {"since": date(2016, 12, 8), "until": date(2018, 8, 31)}
    scoring = {"opens": date(2018, 9, 3), "closes": date(2018, 10, 5), "criteria": criteria}
    scorers = (Scorer.SELF, Scorer.CROSS, Scorer.MINISTRY)
    return Review(**{"code": "r", **told, **days, **scoring, "scorers": scorers, **changes})


def test_a_year_counts_of_which_the_greater_part_lies_in_the_period() -> None:
    """24 days of 2016 and two months of 2018 don't; eight months of 2018 and of 2020 do."""
    assert years_of(date(2016, 12, 8), date(2018, 8, 31)) == (2017, 2018)
    assert years_of(date(2018, 11, 1), date(2020, 8, 31)) == (2019, 2020)
    assert years_of(date(2018, 3, 1), date(2018, 5, 31)) == ()


def test_reports_on_time_are_a_share_of_those_expected() -> None:
    facts = UnitFacts(tally=Tally(expected=20, on_time=17, late=2, missing=1))
    told = unit_evidence(Figure.TIMELINESS, a_review(), "TCMT", facts)

    assert (told.value, told.of, told.share) == (17, 20, 0.85)
    assert told.values == {"on_time": 17, "expected": 20, "late": 2, "missing": 1}
    assert told.link == {"page": "units", "unit": "TCMT", "phase": "1"}


def test_a_surplus_of_persons_makes_up_for_no_model_that_is_missing() -> None:
    facts = UnitFacts(
        wanted={ExemplarKind.PERSON: 4, ExemplarKind.MODEL: 2},
        registered={ExemplarKind.PERSON: 9, ExemplarKind.TEAM: 1},
    )
    told = unit_evidence(Figure.TARGETS, a_review(), "A", facts)

    assert (told.value, told.of) == (4, 6)
    assert told.values == {"met": 4, "wanted": 6, "registered": 10, "years": "2017, 2018"}


def test_a_unit_that_aims_at_nothing_has_no_share() -> None:
    assert unit_evidence(Figure.TARGETS, a_review(), "A", UnitFacts()).share is None


def test_a_units_word_stands_for_its_year_and_the_plans_for_the_others() -> None:
    plan = a_plan(
        kinds=(a_kind("vu"),),
        target_defaults=(DefaultTarget(kind=ExemplarKind.PERSON, count=2),),
    )
    own = [Target(unit="A1", year=2017, kind=ExemplarKind.MODEL, count=3)]

    assert wanted_of(plan, a_unit("A1"), (2017, 2018), own) == {
        ExemplarKind.MODEL: 3,
        ExemplarKind.PERSON: 2,
    }


def test_what_was_done_and_copied_is_told_by_its_own_figure() -> None:
    facts = UnitFacts(
        activities={ActivityKind.NURTURING: 5, ActivityKind.MEDIA: 7, ActivityKind.VISIT: 1},
        nurtured=3,
        copies=Copies(count=4, takers=2, alive=1),
        taken=6,
    )
    told = {
        figure: unit_evidence(figure, a_review(), "A", facts).values
        for figure in (Figure.NURTURING, Figure.REPLICATION, Figure.MEDIA)
    }

    assert told == {
        Figure.NURTURING: {"activities": 5, "exemplars": 3},
        Figure.REPLICATION: {"copies": 4, "alive": 1, "taken": 6},
        Figure.MEDIA: {"items": 7, "visits": 1},
    }


def test_an_exemplar_tells_of_itself_and_its_unit_of_reports() -> None:
    facts = ExemplarFacts(
        code="A-2017-001",
        found_on=date(2017, 8, 20),
        activities={ActivityKind.NURTURING: 2, ActivityKind.MEDIA: 3},
        copies=Copies(count=4, takers=3, alive=2),
    )
    of_unit = UnitFacts(tally=Tally(expected=2, on_time=1, missing=1))
    told = {each: exemplar_evidence(each, a_review(), facts, "A", of_unit) for each in Figure}

    assert told[Figure.NURTURING].values == {"activities": 2, "months": 12}
    assert told[Figure.REPLICATION].values == {"copies": 4, "takers": 3, "alive": 2, "items": 3}
    assert told[Figure.MEDIA].value == 3
    assert told[Figure.TIMELINESS].share == 0.5
    assert told[Figure.MEDIA].link == {"page": "exemplar", "code": "A-2017-001"}


def test_a_share_becomes_a_score_in_the_steps_of_the_round() -> None:
    assert [in_step(share, 10, 0.5) for share in (0, 0.85, 7 / 13, 1)] == [0, 8.5, 5.5, 10]
    assert in_step(1, 7, 2) == 7
