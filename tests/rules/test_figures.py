"""The figures of summary 1: each count equals the tally of its obligations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import a_unit, an_obligation
from tests.exchange.summary_cases import FIVE_UNITS, MADE, ON, TWO_PHASES, facts, lived
from toolkit.domain.obligation import State
from toolkit.rules.figures import Fact, SummaryFigures, summary_figures
from toolkit.rules.succession import bearers
from toolkit.rules.timeliness import Outcome, Tally, outcome, tally

OBLIGATIONS = lived(TWO_PHASES, FIVE_UNITS)
FACTS = facts(OBLIGATIONS, FIVE_UNITS)
KIND = {unit.code: unit.kind for unit in FIVE_UNITS}
BEARER = bearers(FIVE_UNITS, ON)


def _figures(rows: list[Fact], **changes: object) -> SummaryFigures:
    given = {"as_known_on": ON, "made_at": MADE, **changes}
    return summary_figures(TWO_PHASES, FIVE_UNITS, rows, **given)  # type: ignore[arg-type]  # a test's own words


def test_grand_total_is_the_tally_of_all_obligations() -> None:
    total = _figures(FACTS).tally()
    assert total == tally(OBLIGATIONS, ON)
    assert min(total.on_time, total.late, total.missing) > 0


@pytest.mark.parametrize("kind", ["vu", "so"])
@pytest.mark.parametrize("phase", ["", "1", "2"])
def test_sub_total_of_a_kind_is_the_tally_of_what_its_units_bear(kind: str, phase: str) -> None:
    theirs = [
        each
        for each in OBLIGATIONS
        if KIND[BEARER[each.unit]] == kind and phase in ("", each.phase)
    ]
    found = next(each for each in _figures(FACTS).kinds if each.kind.code == kind)
    assert found.tally(phase) == tally(theirs, ON)


@pytest.mark.parametrize("task", [task.code for task in TWO_PHASES.tasks])
def test_column_of_a_task_is_the_tally_of_its_obligations(task: str) -> None:
    theirs = [each for each in OBLIGATIONS if each.task == task]
    assert _figures(FACTS).tally(task=task) == tally(theirs, ON)


def test_unit_that_was_renamed_counts_under_its_successor() -> None:
    found = {unit.unit.code: unit for unit in _figures(FACTS).units}
    theirs = [each for each in OBLIGATIONS if each.unit in ("V1", "V2")]
    assert list(found) == ["V2", "S1", "S2"]
    assert sum(found["V2"].tallies(), Tally()) == tally(theirs, ON)


def test_unit_that_takes_part_is_shown_though_it_owes_nothing() -> None:
    units = [unit.unit.code for unit in _figures([]).units]
    assert units == ["V2", "S1", "S2"]
    assert _figures([]).tally() == Tally()


def test_what_plan_and_list_no_longer_know_comes_last_and_still_counts() -> None:
    lost = replace(FACTS[0], unit="CŨ", phase="0", task="0.1", outcome=Outcome.LATE)
    found = _figures([*FACTS, lost])
    assert [phase.code for phase in found.phases] == ["1", "2", "0"]
    assert [task.code for task in found.phases[-1].tasks] == ["0.1"]
    assert [unit.unit.code for unit in found.kinds[-1].units] == ["CŨ"]
    assert found.tally() == _figures(FACTS).tally() + Tally(expected=1, late=1)


def test_facts_of_a_task_stand_by_deadline() -> None:
    unit = next(unit for unit in _figures(FACTS[::-1]).units if unit.unit.code == "S1")
    task = next(task for task in unit.tasks if task.column.code == "1.2")
    deadlines = [fact.deadline for fact in task.facts]
    assert deadlines == sorted(deadlines)
    assert len(deadlines) == 4


def test_fingerprint_is_that_of_the_figures_whoever_makes_them_and_when() -> None:
    first = _figures(FACTS)
    again = _figures(FACTS[::-1], made_at=MADE + timedelta(days=900))
    assert again.fingerprint == first.fingerprint


@pytest.mark.parametrize(
    "changes",
    [
        {"as_known_on": ON + timedelta(days=1)},
        {"plan_version": 2},
    ],
)
def test_fingerprint_changes_with_day_and_plan(changes: dict[str, object]) -> None:
    assert _figures(FACTS, **changes).fingerprint != _figures(FACTS).fingerprint


def test_fingerprint_changes_with_a_single_sending() -> None:
    sent = replace(FACTS[0], first_sent_on=date(2017, 3, 1))
    assert _figures([sent, *FACTS[1:]]).fingerprint != _figures(FACTS).fingerprint


DUE = date(2017, 3, 31)


@pytest.mark.parametrize(
    ("state", "sent", "today", "becomes"),
    [
        (State.OPEN, None, DUE, Outcome.NOT_EXPECTED),
        (State.OPEN, None, DUE + timedelta(days=1), Outcome.MISSING),
        (State.RETURNED, DUE, DUE + timedelta(days=1), Outcome.MISSING),
        (State.SENT, DUE, DUE + timedelta(days=1), Outcome.ON_TIME),
        (State.ACCEPTED, DUE, DUE, Outcome.NOT_EXPECTED),
        (State.ACCEPTED, DUE + timedelta(days=1), DUE + timedelta(days=2), Outcome.LATE),
        (State.WAIVED, None, DUE - timedelta(days=1), Outcome.WAIVED),
        (State.WAIVED, None, DUE + timedelta(days=1), Outcome.WAIVED),
    ],
)
def test_outcome_follows_from_state_first_sending_and_day(
    state: State, sent: date | None, today: date, becomes: Outcome
) -> None:
    obligation = an_obligation(state=state, first_sent_on=sent, due=DUE)
    assert outcome(obligation, today) is becomes


def test_extension_moves_the_day_that_counts() -> None:
    longer = DUE + timedelta(days=10)
    obligation = an_obligation(state=State.SENT, due=DUE, extended_to=longer, first_sent_on=longer)
    assert outcome(obligation, DUE + timedelta(days=1)) is Outcome.NOT_EXPECTED
    assert outcome(obligation, longer + timedelta(days=1)) is Outcome.ON_TIME


def test_ended_unit_without_successor_keeps_its_row_while_it_owes() -> None:
    ended = a_unit("V9", valid_to=date(2018, 1, 1))
    units = (*FIVE_UNITS, ended)
    rows = facts(lived(TWO_PHASES, units), units)
    found = summary_figures(TWO_PHASES, units, rows, as_known_on=ON, made_at=MADE)
    assert [unit.unit.code for unit in found.kinds[0].units] == ["V2", "V9"]
