"""The life-line: what may follow what, what is missing, and that nothing forbidden is reached."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.exemplars import FOUND, a_person, a_plan_of_two_phases, a_step, an_exemplar, stepped
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration, Standing, Step, StepTaken
from toolkit.rules import lifeline
from toolkit.rules.lifeline import NEEDS, impossible
from toolkit.rules.merging import merged
from toolkit.rules.taking_back import (
    removal_blockers,
    take_back_blockers,
    without_deed,
    without_last_step,
)

PLAN = a_plan_of_two_phases()
TODAY = date(2018, 6, 1)


def reasons(exemplar: Exemplar, step: Step, on: date = date(2017, 6, 1)) -> list[str]:
    found = lifeline.step_blockers(exemplar, step, on, today=TODAY, plan=PLAN)
    return [each.key.removeprefix("blocker.") for each in found]


def test_a_step_waits_for_the_one_that_comes_before_it() -> None:
    person = a_person()
    selected = replace(person, **stepped(person, Step.SELECTED))
    registered = replace(person, **stepped(person, Step.SELECTED, Step.REGISTERED))

    assert reasons(person, Step.SELECTED) == []
    assert reasons(person, Step.NURTURED) == ["needs.registered"]
    assert reasons(selected, Step.SELECTED) == ["taken.selected"]
    assert reasons(registered, Step.REPLICATED) == ["needs.nurtured"]
    assert reasons(registered, Step.HONOURED) == ["needs.nominated"]


def test_after_the_final_review_there_is_no_interim_review() -> None:
    person = a_person()
    taken = (Step.SELECTED, Step.REGISTERED, Step.NURTURED, Step.FINAL_REVIEWED)

    final = replace(person, **stepped(person, *taken))

    assert reasons(final, Step.INTERIM_REVIEWED) == ["too_late.interim_reviewed"]
    assert lifeline.next_steps(final) == (Step.REPLICATED, Step.REWARDED, Step.NOMINATED)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (FOUND - timedelta(days=1), "before_discovery"),
        (FOUND, None),
        (TODAY, None),
        (TODAY + timedelta(days=1), "day_in_future"),
    ],
)
def test_a_step_is_taken_after_the_discovery_and_is_past(on: date, reason: str | None) -> None:
    assert reasons(a_person(), Step.SELECTED, on) == ([reason] if reason else [])


def test_a_step_is_not_taken_before_the_day_of_the_one_it_follows() -> None:
    person = a_person()
    selected = replace(person, **stepped(person, Step.SELECTED, on=date(2017, 9, 1)))
    registered = replace(
        selected,
        steps=(*selected.steps, a_step(Step.REGISTERED, date(2017, 10, 1))),
        registration=Registration.APPROVED,
    )

    assert reasons(registered, Step.NURTURED, date(2017, 9, 30)) == ["before_step"]
    assert reasons(registered, Step.NURTURED, date(2017, 10, 1)) == []


def test_nothing_is_done_after_the_plans_end() -> None:
    late = date(2021, 1, 2)
    found = lifeline.step_blockers(a_person(), Step.SELECTED, late, today=late, plan=PLAN)

    assert [each.key for each in found] == ["blocker.after_plan"]


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        (ExemplarKind.PERSON, ["fields", "summary", "birth", "sex", "workplace"]),
        (ExemplarKind.TEAM, ["fields", "summary", "head", "size"]),
        (ExemplarKind.MODEL, ["fields", "summary", "novelty", "place", "figures"]),
        (ExemplarKind.HOUSEHOLD, ["fields", "summary", "size", "place"]),
    ],
)
def test_a_registration_tells_by_field_what_it_lacks(
    kind: ExemplarKind, lacking: list[str]
) -> None:
    bare = an_exemplar(kind)

    found = lifeline.submit_blockers(bare, PLAN)

    assert [each.field for each in found] == ["", *lacking]
    assert found[0].key == "blocker.needs.selected"


@pytest.mark.parametrize("state", list(Registration))
def test_only_what_waits_is_decided_and_only_what_does_not_is_sent_and_edited(
    state: Registration,
) -> None:
    person = a_person()
    person = replace(person, **{**stepped(person, Step.SELECTED), "registration": state})
    waits = state is Registration.WAITING

    sendable = state in (Registration.DRAFT, Registration.RETURNED)
    assert (lifeline.decide_blockers(person) == ()) is waits
    assert (lifeline.withdraw_blockers(person) == ()) is waits
    assert (lifeline.edit_blockers(person) == ()) is not waits
    assert (lifeline.submit_blockers(person, PLAN) == ()) is sendable


def test_the_next_official_step_says_what_it_lacks() -> None:
    person = a_person(summary="")
    selected = replace(person, **stepped(person, Step.SELECTED))

    following = lifeline.what_next(selected, PLAN, TODAY)

    assert following is not None
    assert following.step is Step.REGISTERED
    assert [each.key for each in following.blockers] == ["blocker.lacks.summary"]


def test_in_the_last_phase_nobody_waits_for_an_interim_review() -> None:
    person = a_person()
    taken = (Step.SELECTED, Step.REGISTERED, Step.NURTURED, Step.REPLICATED)
    copied = replace(person, **stepped(person, *taken))
    days = [date(2018, 6, 1), date(2019, 6, 1)]

    following = [lifeline.what_next(copied, PLAN, day) for day in days]

    assert [each.step if each else None for each in following] == [
        Step.INTERIM_REVIEWED,
        Step.REWARDED,
    ]


def test_an_activity_before_the_approval_counts_from_its_day() -> None:
    person = a_person()
    registered = replace(
        person, **stepped(person, Step.SELECTED, Step.REGISTERED, on=date(2017, 8, 1))
    )

    nurtured = lifeline.step_by_deed(registered, Step.NURTURED, date(2017, 5, 1), "ha")

    assert nurtured.taken(Step.NURTURED) == StepTaken(
        step=Step.NURTURED, on=date(2017, 8, 1), by="ha"
    )


GONE = [f"no {step}" for step in (Step.NURTURED, Step.REPLICATED, Step.REWARDED)]
SAID = ("submit", "withdraw", "return", "approve", "stop", "resume", "back")
DEEDS = some.lists(
    some.tuples(
        some.sampled_from(
            [*Step, *GONE, "submit", "withdraw", "return", "approve", "stop", "resume", "back"]
        ),
        some.integers(0, 500),
    ),
    max_size=25,
)


def lived(person: Exemplar, deeds: list[tuple[str, int]]) -> Exemplar:
    """The person after each deed that the rules let through, done as the actions do it."""
    for deed, days in deeds:
        on = FOUND + timedelta(days=days)
        person = _after(person, deed, on)
    return person


def _after(person: Exemplar, deed: str, on: date) -> Exemplar:
    if deed in STATES:
        blockers, change = STATES[deed]
        return person if blockers(person) else change(person, on)
    if deed.startswith("no "):
        step = Step(deed.removeprefix("no "))
        stays = removal_blockers(person, step)
        return person if stays else without_deed(person, step, ())
    step = Step(deed)
    if step in (Step.NURTURED, Step.REPLICATED, Step.REWARDED):
        gone = lifeline.followed_blockers(person)
        return person if gone else lifeline.step_by_deed(person, step, on, "ha")
    blocked = lifeline.step_blockers(person, step, on, today=date(2018, 12, 31), plan=PLAN)
    typed = not blocked and step is not Step.REGISTERED
    return lifeline.with_step(person, a_step(step, on)) if typed else person


def _approved(person: Exemplar, on: date) -> Exemplar:
    day = max(on, *(each.on for each in person.steps))
    taken = lifeline.with_step(person, a_step(Step.REGISTERED, day))
    return replace(taken, registration=Registration.APPROVED)


def _to(state: Registration | Standing) -> Callable[[Exemplar, date], Exemplar]:
    name = "registration" if isinstance(state, Registration) else "standing"
    return lambda person, _on: replace(person, **{name: state})  # type: ignore[arg-type]  # mypy can't check a spread


STATES: dict[str, tuple[Callable[[Exemplar], object], Callable[[Exemplar, date], Exemplar]]] = {
    "submit": (lambda person: lifeline.submit_blockers(person, PLAN), _to(Registration.WAITING)),
    "withdraw": (lifeline.withdraw_blockers, _to(Registration.DRAFT)),
    "return": (lifeline.decide_blockers, _to(Registration.RETURNED)),
    "approve": (lifeline.decide_blockers, _approved),
    "stop": (lambda person: lifeline.stop_blockers(person, "vì"), _to(Standing.STOPPED)),
    "resume": (lifeline.resume_blockers, _to(Standing.FOLLOWED)),
    "back": (
        lambda person: take_back_blockers(person, (), "vì"),
        lambda person, _on: without_last_step(person, ()),
    ),
}


@given(DEEDS)
def test_whatever_is_tried_the_life_line_never_reaches_a_forbidden_state(
    deeds: list[tuple[str, int]],
) -> None:
    person = lived(a_person(id="1"), deeds)

    assert list(impossible(person)) == []
    assert all(person.taken(NEEDS[each.step]) for each in person.steps if each.step in NEEDS)


@given(DEEDS, DEEDS)
def test_merging_loses_no_step_and_reaches_no_forbidden_state(
    deeds: list[tuple[str, int]], others: list[tuple[str, int]]
) -> None:
    one, into = lived(a_person(id="1"), deeds), lived(a_person(id="2", code="B-2017-1"), others)
    if lifeline.merge_blockers(one, into):
        return

    ended, together = merged(one, into)

    assert [list(impossible(each)) for each in (ended, together)] == [[], []]
    assert {each.step for each in together.steps} == {
        each.step for each in (*one.steps, *into.steps)
    }
    assert together.other_codes == (one.code,)


def test_the_last_step_is_taken_back_and_an_approval_waits_again() -> None:
    person = a_person()
    approved = replace(person, **stepped(person, Step.SELECTED, Step.REGISTERED))

    waits = without_last_step(approved, ())

    assert (waits.step, waits.registration) == (Step.SELECTED, Registration.WAITING)
    assert [each.key for each in take_back_blockers(waits, (), "vì")] == ["blocker.edit_waiting"]
    assert [each.key for each in take_back_blockers(person, (), "")] == [
        "blocker.nothing_taken",
        "blocker.reason_missing",
    ]


def test_every_step_but_the_first_follows_another() -> None:
    assert set(NEEDS) == set(Step) - {Step.DISCOVERED}
