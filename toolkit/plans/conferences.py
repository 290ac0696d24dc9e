"""Whether what a plan says of its conferences makes sense: day, seats, sections."""

from collections.abc import Iterator

from toolkit.domain.conference import Conference, DelegateGroup
from toolkit.domain.exemplar import ExemplarKind
from toolkit.plans.lines import Path
from toolkit.plans.parts import Fault, Parts
from toolkit.plans.references import unknown

_SEATS, _PER_UNIT = (1, 5000), (0, 100)


def conference_faults(parts: Parts) -> Iterator[Fault]:
    """Every fault in the conferences."""
    rounds = parts.codes("reviews")
    for place, one in parts.conferences.items():
        path: Path = ("conferences", place)
        yield from unknown((*path, "review"), "plan_file.review_unknown", one.review, rounds)
        yield from _day((*path, "on"), parts, one)
        yield from _within((*path, "seats"), one.seats, _SEATS)
        yield from _within((*path, "per_unit"), one.per_unit, _PER_UNIT)
        yield from _sections(path, one)


def _day(path: Path, parts: Parts, one: Conference) -> Iterator[Fault]:
    """It is held within the plan, and after the period that its round judges."""
    whole = parts.phases and len(parts.phases) == len(parts.codes("phases"))
    starts = min((phase.starts for phase in parts.phases.values()), default=one.on)
    ends = max((phase.ends for phase in parts.phases.values()), default=one.on)
    if whole and not starts <= one.on <= ends:
        values = {"date": one.on, "starts": starts, "ends": ends}
        yield Fault(path, "plan_file.out_of_plan", values)
    judged = next((each for each in parts.reviews.values() if each.code == one.review), None)
    if judged and one.on <= judged.until:
        values = {"date": one.on, "until": judged.until}
        yield Fault(path, "plan_file.conference_early", values)


def _within(path: Path, value: int, bounds: tuple[int, int]) -> Iterator[Fault]:
    least, most = bounds
    if not least <= value <= most:
        yield Fault(path, "plan_file.out_of_range", {"least": least, "most": most})


def _sections(path: Path, one: Conference) -> Iterator[Fault]:
    if not one.sections:
        yield Fault((*path, "sections"), "plan_file.list_empty", {"name": "conferences.sections"})
        return
    for nth, section in enumerate(one.sections):
        at: Path = (*path, "sections", nth)
        if not section.groups:
            values = {"name": "conferences.sections.groups"}
            yield Fault((*at, "groups"), "plan_file.list_empty", values)
        for name in ("groups", "kinds"):
            found = [each.value for each in getattr(section, name)]
            for place, value in enumerate(found):
                if value in found[:place]:
                    yield Fault((*at, name, place), "plan_file.value_doubled", {"value": value})
    for group in DelegateGroup:
        if not _has_place(one, group):
            values = {"value": group.value}
            yield Fault((*path, "sections"), "plan_file.group_without_section", values)


def _has_place(one: Conference, group: DelegateGroup) -> bool:
    """Whether everybody of the group stands in some section of the list."""
    theirs = [section for section in one.sections if group in section.groups]
    if group is not DelegateGroup.EXEMPLAR or any(not section.kinds for section in theirs):
        return bool(theirs)
    return {kind for section in theirs for kind in section.kinds} == set(ExemplarKind)
