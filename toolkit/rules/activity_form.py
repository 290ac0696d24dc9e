"""An activity as somebody typed it, and everything that is wrong with that."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from toolkit.domain.activity import (
    Activity,
    ActivityKind,
    Award,
    AwardType,
    Commendation,
    Detail,
    Issue,
    Means,
    MediaItem,
    Medium,
    Movement,
    Nurturing,
    Replication,
    Severity,
    Visit,
)
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import Exemplar, Step
from toolkit.domain.plan import Plan
from toolkit.rules.checks import MOST_LINK, MOST_WORDS, link_blockers, unless
from toolkit.rules.exemplar_form import MOST_TEXT
from toolkit.rules.fields import Fields
from toolkit.rules.lifeline import followed_blockers, plan_day_blockers
from toolkit.rules.numbers import read_figure

MOST_EXEMPLARS = 500
MOST_GUEST_UNITS = 200
STEP_OF = MappingProxyType(
    {
        ActivityKind.NURTURING: Step.NURTURED,
        ActivityKind.REPLICATION: Step.REPLICATED,
        ActivityKind.COMMENDATION: Step.REWARDED,
    }
)
"""The step of the life-line that the first activity of a kind is."""
_NEEDS = {ActivityKind.NURTURING: Step.REGISTERED, ActivityKind.REPLICATION: Step.NURTURED}
_HANG_ON_ONE = (ActivityKind.REPLICATION, ActivityKind.VISIT)
_BLANK = Movement()
"""What a new activity's detail was before: nothing that a reader of another kind believes."""
_HANG_ON_NONE = (ActivityKind.MOVEMENT, ActivityKind.ISSUE)


def read_activity(
    kind: ActivityKind,
    form: Mapping[str, object],
    before: Activity | None,
    *,
    unit: str,
    plan: Plan,
    today: date,
) -> tuple[Activity, tuple[Blocker, ...]]:
    """What the form makes of the activity, and why it can't be saved, each beside its field.

    Fields: title, on, until, place, people, result, and those of the kind's detail (a visit's
    `guests` as {unit code: number}). A field that is missing keeps its value."""
    fields = Fields(form)
    known = before or Activity(unit=unit, on=today, title="", detail=_BLANK)
    on = fields.day("on", before.on if before else None, required="blocker.lacks.day")
    read = Activity(
        unit=known.unit,
        on=on or known.on,
        title=fields.line("title", known.title, MOST_WORDS, required="blocker.lacks.title"),
        until=fields.day("until", known.until),
        place=fields.line("place", known.place, MOST_WORDS),
        people=fields.line("people", known.people, MOST_WORDS),
        result=fields.text("result", known.result, MOST_TEXT),
        detail=_DETAILS[kind](fields, known.detail),
        exemplars=known.exemplars,
        proofs=known.proofs,
        id=known.id,
        version=known.version,
    )
    if "on" not in {fault.field for fault in fields.blockers}:
        fields.blockers += plan_day_blockers(read.on, "on", today, plan)
    if read.until and read.until < read.on:
        fields.note("blocker.until_before_on", "until", on=read.on)
    return read, tuple(fields.blockers)


def hanging_blockers(
    activity: Activity, exemplars: Iterable[Exemplar], units: Iterable[str]
) -> Iterator[Blocker]:
    """Why the activity can't hang on these exemplars; `units` are the codes that there are."""
    exemplars = tuple(exemplars)
    yield from _count(activity.kind, len(exemplars))
    for each in exemplars:
        for reason in _on_one(activity, each):
            yield Blocker(reason.key, {**reason.values, "code": each.code}, "exemplars")
    yield from _units(activity, exemplars, set(units))


def recordable(exemplar: Exemplar) -> tuple[ActivityKind, ...]:
    """The kinds of activity that may hang on the exemplar as it stands."""
    if followed_blockers(exemplar):
        return ()
    return tuple(
        kind for kind in ActivityKind if kind not in _NEEDS or exemplar.taken(_NEEDS[kind])
    )


def _count(kind: ActivityKind, count: int) -> Iterator[Blocker]:
    if count == 0 and kind not in _HANG_ON_NONE:
        yield blocker("blocker.lacks.exemplars", "exemplars")
    if count > 1 and kind in _HANG_ON_ONE:
        yield blocker("blocker.one_exemplar", "exemplars")
    yield from unless(
        count <= MOST_EXEMPLARS, "blocker.too_many_exemplars", "exemplars", most=MOST_EXEMPLARS
    )


def _on_one(activity: Activity, exemplar: Exemplar) -> Iterator[Blocker]:
    if followed_blockers(exemplar):
        yield blocker("blocker.exemplar_not_followed")
        return
    needed = _NEEDS.get(activity.kind)
    if needed and not exemplar.taken(needed):
        yield blocker(f"blocker.exemplar_needs.{needed.value}")
    if activity.on < exemplar.discovered_on:
        yield blocker("blocker.exemplar_discovered_later", on=exemplar.discovered_on)


def _units(
    activity: Activity, exemplars: tuple[Exemplar, ...], known: set[str]
) -> Iterator[Blocker]:
    detail = activity.detail
    if isinstance(detail, Replication):
        if detail.taker and detail.taker not in known:
            yield blocker("blocker.not_in_list", "taker")
        if detail.taker in {each.unit for each in exemplars}:
            yield blocker("blocker.taker_is_origin", "taker")
    if isinstance(detail, Visit) and not set(detail.guests) <= known:
        yield blocker("blocker.not_in_list", "guests")


def _nurturing(fields: Fields, before: Detail) -> Detail:
    known = before if isinstance(before, Nurturing) else None
    means = fields.choice(
        "means", Means, known.means if known else None, required="blocker.lacks.means"
    )
    return Nurturing(means=means or Means.TRAINING)


def _replication(fields: Fields, before: Detail) -> Detail:
    known = before if isinstance(before, Replication) else Replication(taker="")
    return Replication(
        taker=fields.line("taker", known.taker, MOST_WORDS, required="blocker.lacks.taker"),
        adapted=fields.text("adapted", known.adapted, MOST_TEXT),
        figures=fields.text("figures", known.figures, MOST_TEXT),
    )


def _media(fields: Fields, before: Detail) -> Detail:
    known = before if isinstance(before, MediaItem) else None
    medium = fields.choice(
        "medium", Medium, known.medium if known else None, required="blocker.lacks.medium"
    )
    outlet = known.outlet if known else ""
    link = fields.line("link", known.link if known else "", MOST_LINK)
    fields.blockers += link_blockers(link)
    return MediaItem(
        outlet=fields.line("outlet", outlet, MOST_WORDS, required="blocker.lacks.outlet"),
        medium=medium or Medium.NEWSPAPER,
        link=link,
    )


def _visit(fields: Fields, before: Detail) -> Detail:
    known = before if isinstance(before, Visit) else Visit()
    return Visit(
        guests=_guests(fields, known.guests),
        lessons=fields.text("lessons", known.lessons, MOST_TEXT),
    )


def _guests(fields: Fields, before: Mapping[str, int]) -> Mapping[str, int]:
    typed = fields.raw("guests", before)
    if not isinstance(typed, Mapping) or len(typed) > MOST_GUEST_UNITS:
        fields.note("blocker.value_unreadable", "guests")
        return before
    guests: dict[str, int] = {}
    for unit, number in typed.items():
        count, faults = read_figure(number, "guests", whole=True)
        fields.blockers += faults
        if count:
            guests[str(unit)] = int(count)
    if not guests and not any(fault.field == "guests" for fault in fields.blockers):
        fields.note("blocker.lacks.guests", "guests")
    return MappingProxyType(guests)


def _movement(fields: Fields, before: Detail) -> Detail:
    known = before if isinstance(before, Movement) else Movement()
    return Movement(
        scope=fields.line("scope", known.scope, MOST_WORDS),
        aim=fields.text("aim", known.aim, MOST_TEXT, required="blocker.lacks.aim"),
        closing=fields.text("closing", known.closing, MOST_TEXT),
    )


def _commendation(fields: Fields, before: Detail) -> Detail:
    known = before if isinstance(before, Commendation) else None
    award = fields.choice(
        "award", Award, known.award if known else None, required="blocker.lacks.award"
    )
    kind = fields.choice(
        "type", AwardType, known.type if known else None, required="blocker.lacks.award_type"
    )
    reason = fields.text("reason", known.reason if known else "", MOST_TEXT)
    return Commendation(award=award or Award.PRAISE, type=kind or AwardType.MERIT, reason=reason)


def _issue(fields: Fields, before: Detail) -> Detail:
    known = before if isinstance(before, Issue) else None
    severity = fields.choice(
        "severity", Severity, known.severity if known else None, required="blocker.lacks.severity"
    )
    adjusted_on = fields.day("adjusted_on", known.adjusted_on if known else None)
    adjustment = fields.text("adjustment", known.adjustment if known else "", MOST_TEXT)
    if adjusted_on and not adjustment:
        fields.note("blocker.lacks.adjustment", "adjustment")
    return Issue(
        severity=severity or Severity.MEDIUM, adjustment=adjustment, adjusted_on=adjusted_on
    )


_DETAILS: dict[ActivityKind, Callable[[Fields, Detail], Detail]] = {
    ActivityKind.NURTURING: _nurturing,
    ActivityKind.REPLICATION: _replication,
    ActivityKind.MEDIA: _media,
    ActivityKind.VISIT: _visit,
    ActivityKind.MOVEMENT: _movement,
    ActivityKind.COMMENDATION: _commendation,
    ActivityKind.ISSUE: _issue,
}
