"""Previews of the summaries that go by kind of unit: a few of their figures, kind after kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.domain.exemplar import ExemplarKind, Step
from toolkit.domain.plan import Label
from toolkit.rules import awards, deeds, honours
from toolkit.rules.overall import OverallFigures, Part
from toolkit.words import Words

_DEEDS = {
    "nurturing": deeds.Measure(deeds.Counted.NURTURING),
    "nurtured": deeds.Measure(deeds.Counted.NURTURED),
    "replication": deeds.Measure(deeds.Counted.REPLICATION),
    "copied": deeds.Measure(deeds.Counted.COPIED),
    "media": deeds.Measure(deeds.Counted.MEDIA),
    "visit": deeds.Measure(deeds.Counted.VISIT),
    "movement": deeds.Measure(deeds.Counted.MOVEMENT),
}
_AWARDS = {
    "person": awards.Measure(receiver=awards.Receiver.PERSON),
    "collective": awards.Measure(receiver=awards.Receiver.COLLECTIVE),
    "enterprise": awards.Measure(receiver=awards.Receiver.ENTERPRISE),
    "merit": awards.Measure(awards.Cause.MERIT),
    "special": awards.Measure(awards.Cause.SPECIAL),
}
_OVERALL = (Step.DISCOVERED, Step.REGISTERED, Step.NURTURED, Step.REPLICATED)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a preview: its name, how many units it holds, its numbers; None is a dash."""

    name: str
    units: int
    numbers: Sequence[float | None]


def lines_of(view: str, figures: Any, words: Words) -> tuple[list[str], list[Line]]:
    """Keys of the columns of numbers, and a line for each kind of unit and for all."""
    if view == "overall":
        return _overall(figures, words)
    keys, numbers = _COUNTED[view]
    groups = [(group.label, len(group.units), list(group.facts)) for group in figures.groups]
    whole = [fact for _, _, facts in groups for fact in facts]
    lines = [Line(_name(label, words), units, numbers(facts)) for label, units, facts in groups]
    total = sum(units for _, units, _ in groups)
    return [*keys], [*lines, Line(words.say("reports.total"), total, numbers(whole))]


def _picked(values: Sequence[int], all_of: Sequence[Any], wanted: Mapping[str, Any]) -> list[int]:
    return [values[all_of.index(each)] for each in wanted.values()]


def _deeds(facts: Iterable[Any]) -> list[int]:
    return _picked(deeds.counted(facts), deeds.MEASURES, _DEEDS)


def _awards(facts: Iterable[Any]) -> list[int]:
    return _picked(awards.counted(facts), awards.MEASURES, _AWARDS)


def _honours(facts: Iterable[Any]) -> list[int]:
    return list(honours.counted(facts))


_COUNTED: Mapping[str, tuple[Sequence[str], Callable[[Iterable[Any]], list[int]]]] = {
    "deeds": (tuple(_DEEDS), _deeds),
    "awards": (tuple(_AWARDS), _awards),
    "honours": ((*(kind.value for kind in ExemplarKind), "honoured"), _honours),
}


def _overall(figures: OverallFigures, words: Words) -> tuple[list[str], list[Line]]:
    keys = ["expected", "rate", *(step.value for step in _OVERALL), "activities", "awards"]
    lines = [
        Line(_name(kind.label, words), len(kind.units), _numbers(figures, kind.counts))
        for kind in figures.kinds
    ]
    units = sum(len(kind.units) for kind in figures.kinds)
    total = Line(words.say("reports.total"), units, _numbers(figures, figures.total))
    return keys, [*lines, total]


def _numbers(figures: OverallFigures, counts: tuple[int, ...]) -> list[float | None]:
    sums: dict[tuple[str, str], int] = {}
    for column, count in zip(figures.columns, counts, strict=True):
        for key in ((column.part.value, str(column.code)), (column.part.value, "")):
            sums[key] = sums.get(key, 0) + count
    reports = Part.REPORTS.value
    expected = sums.get((reports, "expected"), 0)
    actual = sums.get((reports, "on_time"), 0) + sums.get((reports, "late"), 0)
    return [
        expected,
        actual / expected if expected else None,
        *(sums.get((Part.STEPS.value, step.value), 0) for step in _OVERALL),
        sums.get((Part.ACTIVITIES.value, ""), 0),
        sums.get((Part.AWARDS.value, ""), 0),
    ]


def _name(label: Label, words: Words) -> str:
    return words.named(label) or words.say("summary.other_kind")
