"""Taking back: the last step of a life-line, and what an activity made that is removed."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import Exemplar, Registration, Step
from toolkit.rules.checks import unless
from toolkit.rules.lifeline import NEEDS, followed_blockers
from toolkit.rules.reporting import reason_blockers

JUDGED = (Step.REGISTERED, Step.HONOURED)
"""Steps that the Ministry takes, and takes back."""


def take_back_blockers(
    exemplar: Exemplar, deeds: Collection[Step], reason: str
) -> tuple[Blocker, ...]:
    """Why the last step can't be taken back; `deeds` are steps that activities stand behind."""
    waits = exemplar.registration is Registration.WAITING
    return (
        *followed_blockers(exemplar),
        *unless(not waits, "blocker.edit_waiting"),
        *unless(exemplar.step is not Step.DISCOVERED, "blocker.nothing_taken"),
        *unless(exemplar.step not in deeds, "blocker.step_has_deed"),
        *reason_blockers(reason),
    )


def without_last_step(exemplar: Exemplar, heard: Iterable[date]) -> Exemplar:
    """The exemplar before its last step; whose approval is taken back waits for it again."""
    found = _without(exemplar, exemplar.step, heard)
    if exemplar.step is Step.REGISTERED:
        return replace(found, registration=Registration.WAITING)
    return found


def removal_blockers(exemplar: Exemplar, step: Step | None) -> tuple[Blocker, ...]:
    """Why what made this step can't be removed: a later step stands on it."""
    if step is None or not any(exemplar.taken(each) for each in NEEDS if NEEDS[each] is step):
        return ()
    return (blocker("blocker.step_needed", code=exemplar.code),)


def without_deed(exemplar: Exemplar, step: Step | None, heard: Iterable[date]) -> Exemplar:
    """The exemplar without the activity that made the step; `heard` are days of all the others."""
    return _without(exemplar, step, heard)


def _without(exemplar: Exemplar, step: Step | None, heard: Iterable[date]) -> Exemplar:
    steps = tuple(each for each in exemplar.steps if each.step is not step)
    days = (exemplar.discovered_on, *(each.on for each in steps), *heard)
    return replace(exemplar, steps=steps, last_on=max(days))
