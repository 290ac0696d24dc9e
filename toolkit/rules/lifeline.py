"""The life-line: which step may follow which, what each needs, and what is missing next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import (
    Exemplar,
    ExemplarKind,
    Registration,
    Standing,
    Step,
    StepTaken,
    rank,
)
from toolkit.domain.plan import Plan
from toolkit.rules.checks import unless
from toolkit.rules.reporting import reason_blockers

# Kế hoạch 08/KH-BTNMT names the activities in this order; whoever was nurtured may be reviewed and
# rewarded though nobody has copied them yet, and only whom the final review found goes further.
NEEDS = {
    Step.SELECTED: Step.DISCOVERED,
    Step.REGISTERED: Step.SELECTED,
    Step.NURTURED: Step.REGISTERED,
    Step.REPLICATED: Step.NURTURED,
    Step.INTERIM_REVIEWED: Step.NURTURED,
    Step.REWARDED: Step.NURTURED,
    Step.FINAL_REVIEWED: Step.NURTURED,
    Step.NOMINATED: Step.FINAL_REVIEWED,
    Step.HONOURED: Step.NOMINATED,
}
_TOO_LATE_AFTER = {Step.INTERIM_REVIEWED: Step.FINAL_REVIEWED}
_SENDABLE = (Registration.DRAFT, Registration.RETURNED)
_ASKED: dict[ExemplarKind, tuple[str, ...]] = {
    ExemplarKind.PERSON: ("birth_year", "sex", "workplace"),
    ExemplarKind.TEAM: ("head", "size"),
    ExemplarKind.MODEL: ("novelty", "place", "figures"),
    ExemplarKind.HOUSEHOLD: ("size", "place"),
}
_FORM_FIELD = {"birth_year": "birth"}


@dataclass(frozen=True, slots=True)
class Next:
    """The next official step, and why it can't be taken yet; empty when it can."""

    step: Step
    blockers: tuple[Blocker, ...]


def step_blockers(
    exemplar: Exemplar, step: Step, on: date, *, today: date, plan: Plan
) -> tuple[Blocker, ...]:
    """Why the exemplar can't take the step on that day. Registering is for `submit_blockers`."""
    return (
        *followed_blockers(exemplar),
        *_order_blockers(exemplar, step),
        *_day_blockers(exemplar, step, on, today, plan),
    )


def followed_blockers(exemplar: Exemplar) -> tuple[Blocker, ...]:
    """Nothing more is done for one that is followed no longer, or lives on in another."""
    if exemplar.standing is Standing.FOLLOWED:
        return ()
    return (blocker(f"blocker.standing.{exemplar.standing.value}"),)


def submit_blockers(exemplar: Exemplar, plan: Plan) -> tuple[Blocker, ...]:
    """Why the registration can't be sent to the Ministry."""
    return (
        *followed_blockers(exemplar),
        *unless(
            exemplar.registration in _SENDABLE,
            f"blocker.registration.{exemplar.registration.value}",
        ),
        *_needs(exemplar, Step.REGISTERED),
        *incomplete(exemplar, plan),
    )


def incomplete(exemplar: Exemplar, plan: Plan) -> Iterator[Blocker]:
    """What a registration must tell and does not yet, each beside its field of the form."""
    if not exemplar.comprehensive and not exemplar.fields and plan.fields:
        yield blocker("blocker.lacks.scope", "fields")
    for name in ("summary", *_ASKED[exemplar.kind]):
        if getattr(exemplar, name) in ("", None):
            yield blocker(f"blocker.lacks.{name}", _FORM_FIELD.get(name, name))


def decide_blockers(exemplar: Exemplar) -> tuple[Blocker, ...]:
    """Approved or returned can be what waits for it."""
    waits = exemplar.registration is Registration.WAITING
    return (*followed_blockers(exemplar), *unless(waits, "blocker.registration_not_waiting"))


def withdraw_blockers(exemplar: Exemplar) -> tuple[Blocker, ...]:
    """Withdrawn can be what waits for a decision."""
    waits = exemplar.registration is Registration.WAITING
    return unless(waits, "blocker.registration_not_waiting")


def edit_blockers(exemplar: Exemplar) -> tuple[Blocker, ...]:
    """What waits for a decision stays as it was sent; what was merged lives on in the other."""
    still = exemplar.registration is not Registration.WAITING
    return (
        *unless(exemplar.standing is not Standing.MERGED, "blocker.standing.merged"),
        *unless(still, "blocker.edit_waiting"),
    )


def stop_blockers(exemplar: Exemplar, reason: str) -> tuple[Blocker, ...]:
    """Following ends with a reason, and not while a decision is pending."""
    still = exemplar.registration is not Registration.WAITING
    return (
        *followed_blockers(exemplar),
        *unless(still, "blocker.stop_waiting"),
        *reason_blockers(reason),
    )


def resume_blockers(exemplar: Exemplar) -> tuple[Blocker, ...]:
    """Followed again can be what was stopped."""
    return unless(exemplar.standing is Standing.STOPPED, "blocker.not_stopped")


def merge_blockers(one: Exemplar, into: Exemplar) -> tuple[Blocker, ...]:
    """Two records of the same person, team or model become one; nothing pending may be lost."""
    merged = Standing.MERGED in (one.standing, into.standing)
    waiting = Registration.WAITING in (one.registration, into.registration)
    return (
        *unless(one.id != into.id, "blocker.merge_itself"),
        *unless(one.kind is into.kind, "blocker.merge_kinds"),
        *unless(not merged, "blocker.standing.merged"),
        *unless(not waiting, "blocker.merge_waiting"),
    )


def next_steps(exemplar: Exemplar) -> tuple[Step, ...]:
    """The steps that may come next, in their order."""
    if followed_blockers(exemplar):
        return ()
    return tuple(step for step in NEEDS if not _order_blockers(exemplar, step))


def what_next(exemplar: Exemplar, plan: Plan, today: date) -> Next | None:
    """The official next step and what it lacks; None at the end of the way.

    The interim review belongs to the phases before the last."""
    ahead = [step for step in next_steps(exemplar) if rank(step) > rank(exemplar.step)]
    if today >= plan.phases[-1].starts and len(plan.phases) > 1:
        ahead = [step for step in ahead if step is not Step.INTERIM_REVIEWED]
    if not ahead:
        return None
    step = ahead[0]
    return Next(step, submit_blockers(exemplar, plan) if step is Step.REGISTERED else ())


def with_step(exemplar: Exemplar, taken: StepTaken) -> Exemplar:
    """The exemplar after the step; its steps stay in the official order."""
    steps = sorted((*exemplar.steps, taken), key=lambda each: rank(each.step))
    return touched(replace(exemplar, steps=tuple(steps)), taken.on)


def touched(exemplar: Exemplar, on: date) -> Exemplar:
    """The exemplar after something was done for it on that day."""
    return replace(exemplar, last_on=max(on, exemplar.last_on or on))


def step_by_deed(exemplar: Exemplar, step: Step, on: date, by: str) -> Exemplar:
    """The exemplar after a deed that is a step where it may be one now: nurturing, copying, reward.

    A step recorded before the one it follows (approval takes its time) counts from that one's day.
    """
    if step not in next_steps(exemplar):
        return touched(exemplar, on)
    needed = exemplar.taken(NEEDS[step])
    day = max(on, needed.on) if needed else on
    return touched(with_step(exemplar, StepTaken(step=step, on=day, by=by)), on)


def impossible(exemplar: Exemplar) -> Iterator[str]:
    """What no order of actions may lead to, named for who must look at it; empty for sound ones."""
    taken = {each.step: each.on for each in exemplar.steps}
    if len(taken) != len(exemplar.steps) or Step.DISCOVERED not in taken:
        yield "steps"
    for step, needed in NEEDS.items():
        if step in taken and taken[step] < taken.get(needed, date.max):
            yield step.value
    approved = exemplar.registration is Registration.APPROVED
    if approved is not (Step.REGISTERED in taken):
        yield "registration"
    if (exemplar.standing is Standing.MERGED) is not bool(exemplar.merged_into):
        yield "merged_into"


def _order_blockers(exemplar: Exemplar, step: Step) -> tuple[Blocker, ...]:
    before = exemplar.taken(step)
    if before:
        return (blocker(f"blocker.taken.{step.value}", on=before.on),)
    last = _TOO_LATE_AFTER.get(step)
    if last and exemplar.taken(last):
        return (blocker(f"blocker.too_late.{step.value}"),)
    return _needs(exemplar, step)


def _needs(exemplar: Exemplar, step: Step) -> tuple[Blocker, ...]:
    needed = NEEDS.get(step, Step.DISCOVERED)
    return unless(exemplar.taken(needed), f"blocker.needs.{needed.value}")


def _day_blockers(
    exemplar: Exemplar, step: Step, on: date, today: date, plan: Plan
) -> Iterator[Blocker]:
    yield from day_blockers(exemplar.discovered_on, on, "on", today, plan)
    needed = exemplar.taken(NEEDS.get(step, Step.DISCOVERED))
    if needed and exemplar.discovered_on <= on < needed.on:
        yield blocker("blocker.before_step", "on", on=on, step_on=needed.on)


def day_blockers(
    discovered_on: date, on: date, field: str, today: date, plan: Plan
) -> Iterator[Blocker]:
    """What is done for an exemplar is done after it was found, within the plan, and is past."""
    if on < discovered_on:
        yield blocker("blocker.before_discovery", field, on=on, discovered_on=discovered_on)
    yield from plan_day_blockers(on, field, today, plan)


def plan_day_blockers(on: date, field: str, today: date, plan: Plan) -> Iterator[Blocker]:
    if on > today:
        yield blocker("blocker.day_in_future", field, on=on, today=today)
    elif on > plan.ends:
        yield blocker("blocker.after_plan", field, on=on, ends=plan.ends)
