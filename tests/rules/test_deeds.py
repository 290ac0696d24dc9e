"""How summary 3 counts: at which unit, in which phase, and each exemplar once."""

from tests.exchange.deed_cases import DEEDS, figures
from toolkit.domain.activity import Means
from toolkit.rules.deeds import MEASURES, After, Counted, Measure, counted


def _of(unit: str, measure: Measure, phase: str = "") -> int:
    facts = next(each.facts for each in figures().units if each.unit.code == unit)
    return counted(facts, phase)[MEASURES.index(measure)]


def test_activity_counts_at_the_unit_that_bears_what_was_recorded() -> None:
    assert _of("V1", Measure(Counted.NURTURING)) == 2
    assert [fact.made_for for fact in figures().facts if fact.record == "A1"] == ["V0"]


def test_exemplar_counts_once_in_the_plan_and_once_in_each_phase_at_its_own_unit() -> None:
    nurtured = Measure(Counted.NURTURED)
    assert [_of("V1", nurtured, phase) for phase in ("", "1", "2")] == [1, 1, 1]
    assert [_of("01", nurtured, phase) for phase in ("", "1", "2")] == [1, 1, 0]


def test_copies_count_at_the_taker_and_replications_at_who_recorded_them() -> None:
    assert [_of(unit, Measure(Counted.TAKEN)) for unit in ("V1", "01", "1", "S9")] == [1, 0, 1, 1]
    assert _of("01", Measure(Counted.REPLICATION)) == 3
    assert _of("01", Measure(Counted.COPIED)) == 1


def test_last_look_tells_what_became_of_a_replication() -> None:
    found = {
        after: _of("01", Measure(Counted.REPLICATION, after=after.value))
        for after in (After.ALIVE, After.ENDED, After.UNANSWERED, After.NOT_DUE)
        if Measure(Counted.REPLICATION, after=after.value) in MEASURES
    }
    assert found == {After.ALIVE: 1, After.ENDED: 0, After.UNANSWERED: 1}


def test_guests_are_added_up_and_movements_are_closed_by_their_last_day() -> None:
    assert _of("01", Measure(Counted.VISIT, people=True)) == 17
    assert _of("V1", Measure(Counted.MOVEMENT)) == 2
    assert _of("V1", Measure(Counted.MOVEMENT, after=After.CLOSED.value)) == 1


def test_forms_add_up_to_their_kind() -> None:
    means = [_of("V1", Measure(Counted.NURTURING, form=each.value)) for each in Means]
    assert means == [1, 0, 1, 0]


def test_equal_deeds_have_equal_fingerprints_in_any_order() -> None:
    assert figures().fingerprint == figures(reversed(DEEDS)).fingerprint
    assert figures().fingerprint != figures(DEEDS[1:]).fingerprint
