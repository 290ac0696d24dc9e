"""The life-line of one exemplar: everything that happened, who follows it, what may come next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.rights import may_see, require, visible_codes
from toolkit.domain.activity import Activity, ActivityKind, FollowUp
from toolkit.domain.exemplar import Exemplar, Registration, Standing, Step
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.errors import NotFound
from toolkit.rules import lifeline
from toolkit.rules.activity_form import STEP_OF, recordable
from toolkit.rules.lifeline import Next
from toolkit.rules.permissions import Act, may
from toolkit.rules.taking_back import JUDGED, take_back_blockers
from toolkit.store import Change, Reading

_TAKEN = {
    Step.SELECTED: "select",
    Step.INTERIM_REVIEWED: "review_interim",
    Step.FINAL_REVIEWED: "review_final",
    Step.NOMINATED: "nominate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeLine:
    """One exemplar with all that hangs on it, activities and history newest first.

    `asked` is the code that was asked for: another one than the exemplar's where that record lives
    on in this one. `acts` name what the user may do to it, `kinds` which activities may hang on it
    now; `units` and `people` give names by code and by login. `answerable` holds the ids of
    follow-ups that the user may answer, `mendable` those of activities that they may change.
    `as_known` tells that `on` is a past day: then nothing may be done."""

    plan: Plan
    on: date
    as_known: bool
    asked: str
    exemplar: Exemplar
    unit: Unit
    activities: tuple[Activity, ...]
    follow_ups: tuple[FollowUp, ...]
    merged: tuple[Exemplar, ...]
    next: Next | None
    acts: frozenset[str]
    kinds: tuple[ActivityKind, ...]
    answerable: frozenset[str]
    mendable: frozenset[str]
    history: tuple[Change, ...]
    units: Mapping[str, str]
    people: Mapping[str, str]


def life_line(desk: Desk, *, code: str, on: date | None = None) -> LifeLine:
    """The life-line of the exemplar with this code, or of that in which it lives on.

    As known now, or at the end of a past day `on`. Raises NotFound."""
    require(desk, Act.SEE_EXEMPLARS)
    past = on if on is not None and on < desk.today else None
    with desk.store.reading(as_known_on=past) as reading:
        one = reading.exemplar_called(code)
        if one is None or not may_see(desk, reading, one):
            raise NotFound()
        plan, unit = reading.plan(), reading.unit(one.unit)
        done, asked = reading.activities_of(one.id), reading.follow_ups_of(one.id)
        history = reading.history("exemplar", one.id)
        mine = _written_units(desk, reading, past)
        logins = {*(step.by for step in one.steps), *(step.by for step in history)}
        codes = {one.unit, *(unit for each in done for unit in each.units)}
        return LifeLine(
            plan=plan,
            on=past or desk.today,
            as_known=past is not None,
            asked=code,
            exemplar=one,
            unit=unit or Unit(code=one.unit, name=one.unit, kind=""),
            activities=done,
            follow_ups=asked,
            merged=reading.merged_into(one.id),
            next=lifeline.what_next(one, plan, past or desk.today),
            acts=frozenset() if past else frozenset(_acts(desk, one, done, over=mine(one.unit))),
            kinds=_kinds(desk, one) if not past else (),
            answerable=frozenset(each.id for each in asked if mine(each.unit)),
            mendable=frozenset(each.id for each in done if mine(each.unit)),
            history=history,
            units={each.code: each.name for each in reading.units_called(codes)},
            people=reading.user_names(logins),
        )


def _written_units(desk: Desk, reading: Reading, past: date | None) -> Callable[[str], bool]:
    """Whether the user may write for a unit, now."""
    if past or may(desk.user, Act.WRITE_EXEMPLARS):
        return lambda _: False
    codes = visible_codes(desk, reading)
    return lambda code: codes is None or code in codes


def _kinds(desk: Desk, one: Exemplar) -> tuple[ActivityKind, ...]:
    if may(desk.user, Act.WRITE_EXEMPLARS):
        return ()
    return recordable(one)


def _acts(desk: Desk, one: Exemplar, done: Iterable[Activity], *, over: bool) -> set[str]:
    """What the user may do about the exemplar now; the actions ask again."""
    judges = not may(desk.user, Act.JUDGE_EXEMPLARS)
    steps = lifeline.next_steps(one)
    found: set[str] = set()
    if over:
        found |= {name for step, name in _TAKEN.items() if step in steps}
        found |= {name for name, is_so in _offered(one).items() if is_so}
        deeds = {STEP_OF[each.kind] for each in done if each.kind in STEP_OF}
        if judges or one.step not in JUDGED:
            found |= {"take_back"} if not take_back_blockers(one, deeds, "-") else set()
    if judges:
        found |= {"approve", "send_back"} if not lifeline.decide_blockers(one) else set()
        found |= {"honour"} if Step.HONOURED in steps else set()
    return found


def _offered(one: Exemplar) -> dict[str, bool]:
    """`submit` is offered though something is missing yet: the page tells what."""
    waits = one.registration is Registration.WAITING
    return {
        "edit": not lifeline.edit_blockers(one),
        "submit": Step.REGISTERED in lifeline.next_steps(one) and not waits,
        "recall": not lifeline.withdraw_blockers(one),
        "stop": not lifeline.stop_blockers(one, "-"),
        "resume": not lifeline.resume_blockers(one),
        "merge": one.standing is not Standing.MERGED and not waits,
    }
