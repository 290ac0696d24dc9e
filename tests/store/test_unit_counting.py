"""Steps, activities and awards added up by unit, as the funnel and the lists tell them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.exemplars import a_nurturing, an_exemplar, stepped
from tests.store.builders import a_plan, a_unit, kept
from toolkit.domain.activity import Activity, Award, AwardType, Commendation
from toolkit.domain.exemplar import Standing, Step
from toolkit.rules.funnel import FunnelFact, added
from toolkit.store import Store

TODAY = date(2018, 6, 1)


def _commended(*exemplars: str, **changes: Any) -> Activity:
    award = Commendation(award=Award.MINISTER_CERTIFICATE, type=AwardType.MERIT)
    return replace(a_nurturing(detail=award, exemplars=exemplars), unit="BO", **changes)


def test_steps_of_a_unit_are_those_of_the_funnel(planned: Store) -> None:
    found = an_exemplar()
    kept(planned, replace(found, **stepped(found, Step.SELECTED, Step.REGISTERED)))
    kept(planned, an_exemplar(code="A1-2017-002"), an_exemplar(code="B2-2017-001", unit="B2"))
    kept(planned, an_exemplar(code="A1-2017-003", standing=Standing.MERGED, merged_into="x"))

    with planned.reading() as q:
        counted = q.counted_by_unit(TODAY)
        facts = [FunnelFact(*row) for row in q.funnel(TODAY, by_unit=True)]

    assert counted.steps == {
        unit: added(each for each in facts if each.unit == unit) for unit in ("A1", "B2")
    }
    assert counted.steps["A1"][:4] == (2, 1, 1, 0)


def test_an_award_counts_for_each_exemplar_at_its_own_unit(planned: Store) -> None:
    one, other = kept(planned, an_exemplar(), an_exemplar(code="B2-2017-001", unit="B2"))
    kept(planned, _commended(one.id, other.id), _commended(one.id), _commended())
    kept(planned, _commended(one.id, on=date(2019, 1, 1)))

    with planned.reading() as q:
        counted = q.counted_by_unit(TODAY)

    assert counted.awards == {
        ("A1", "bang_khen_bo"): 2,
        ("B2", "bang_khen_bo"): 1,
    }
    assert counted.activities == {}


def test_what_a_unit_did_before_it_was_renamed_counts_for_its_successor(planned: Store) -> None:
    kept(planned, a_unit("A1", valid_to=date(2018, 1, 1), successor="A2"), a_unit("A2"))
    [found] = kept(planned, an_exemplar())
    kept(planned, a_nurturing(), a_nurturing(unit="A2"), _commended(found.id))

    with planned.reading() as q:
        counted = q.counted_by_unit(TODAY)

    assert list(counted.steps) == ["A2"]
    assert counted.activities == {("A2", "nurturing"): 2}
    assert counted.awards == {("A2", "bang_khen_bo"): 1}


@pytest.fixture
def planned(store: Store) -> Store:
    kept(store, a_plan(phases=("1", "2")))
    return store
