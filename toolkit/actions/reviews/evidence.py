"""The figures that a criterion's evidence is filled with beforehand, from the plan's own data."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from toolkit.actions.reviews.held import Held
from toolkit.domain.council import Dossier
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.review import Figure, Review, Reviewed
from toolkit.domain.target import Target
from toolkit.rules.evidence import (
    Copies,
    Evidence,
    ExemplarFacts,
    UnitFacts,
    exemplar_evidence,
    unit_evidence,
    wanted_of,
    years_of,
)
from toolkit.rules.timeliness import Tally
from toolkit.store import Reading

Period = tuple[date, date]
Found = dict[str, dict[str, Evidence]]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_UNITS_OWN = (Figure.TIMELINESS, Figure.TARGETS)
"""Figures that a dossier of an exemplar takes from its unit."""
FEW = 20
"""Up to so many units are asked for by name."""
_DEEDS = (Figure.NURTURING, Figure.MEDIA)


def evidence(q: Reading, held: Held, dossiers: Collection[Dossier], *, on: date) -> Found:
    """Dossier id → code of the criterion → its figure, of the criteria that name one.

    `on` is the day on which units bear what they bear, and by which reports were expected. Once
    scoring is closed the figures stay as they were known that day. The number of statements is
    constant. An exemplar that is on record no more has no figures."""
    q, review = as_judged(q, held), held.review
    judged = [each for each in review.criteria if each.figure]
    if not judged or not dossiers:
        return {}
    of_units = unit_facts(q, held, _asked_of_units(review), on=on, units=_few(q, dossiers, on))
    own = _own_facts(q, review, dossiers, on)
    heirs, units = q.heirs(on), review.of is Reviewed.UNITS
    found: Found = {}
    for each in dossiers:
        unit = heirs.get(each.unit, each.unit)
        facts, one = of_units.get(unit, UnitFacts()), own.get(each.subject)
        if units or one:
            found[each.id] = {
                criterion.code: unit_evidence(criterion.figure, review, unit, facts)
                if one is None
                else exemplar_evidence(criterion.figure, review, one, unit, facts)
                for criterion in judged
                if criterion.figure
            }
    return found


def timeliness(
    q: Reading, held: Held, dossiers: Collection[Dossier], *, on: date
) -> dict[str, float | None]:
    """Dossier id → share (0–1) of its unit's reports that were on time; None: none expected."""
    q = as_judged(q, held)
    heirs, tallies = q.heirs(on), q.tallies_due(_due(held.review), on)
    found = {each.id: tallies.get(heirs.get(each.unit, each.unit)) for each in dossiers}
    return {dossier: tally.on_time_rate if tally else None for dossier, tally in found.items()}


def as_judged(q: Reading, held: Held) -> Reading:
    """What the judges knew: the data of the day that scoring was closed, or of now."""
    closed = held.round.closed_on
    return q.then(closed) if closed else q


def unit_facts(
    q: Reading,
    held: Held,
    figures: Collection[Figure],
    *,
    on: date,
    units: Collection[str] | None = None,
) -> dict[str, UnitFacts]:
    """Bearer → what these figures count of it, two statements a figure at most.

    `units` are the codes that they were counted for, None for all. A unit of which nothing was
    counted may be missing."""
    period = period_of(held.review, on)

    def asked(
        which: Collection[Figure], ask: Callable[[], dict[_Key, _Value]]
    ) -> dict[_Key, _Value]:
        return ask() if {*which} & {*figures} else {}

    tallies = asked([Figure.TIMELINESS], lambda: q.tallies_due(_due(held.review), on, units))
    wanted = asked([Figure.TARGETS], lambda: _wanted(q, held, on, units))
    registered = _by_unit(asked([Figure.TARGETS], lambda: q.registered_in(period, on, units)))
    done = _by_unit(asked(_DEEDS, lambda: q.done_in(period, on, units)))
    nurtured = asked([Figure.NURTURING], lambda: q.nurtured_in(period, on, units))
    copies = asked([Figure.REPLICATION], lambda: q.copied_in(period, on, units))
    taken = asked([Figure.REPLICATION], lambda: q.taken_in(period, on, units))
    found = {*tallies, *wanted, *registered, *done, *nurtured, *copies, *taken}
    return {
        unit: UnitFacts(
            tally=tallies.get(unit, Tally()),
            wanted=wanted.get(unit, {}),
            registered=registered.get(unit, {}),
            activities=done.get(unit, {}),
            nurtured=nurtured.get(unit, 0),
            copies=copies.get(unit, Copies()),
            taken=taken.get(unit, 0),
        )
        for unit in found
    }


def _few(q: Reading, dossiers: Collection[Dossier], on: date) -> tuple[str, ...] | None:
    """The codes that a few dossiers' figures were counted for; None: count all at once."""
    heirs = q.heirs(on)
    units = {heirs.get(each.unit, each.unit) for each in dossiers}
    return q.borne_by(units, on) if len(units) <= FEW else None


def period_of(review: Review, on: date) -> Period:
    """What is judged, as far as it has gone by."""
    return review.since, min(review.until, on)


def _due(review: Review) -> Period:
    """Deadlines count that lie in the period; whether they have passed is the day's to say."""
    return review.since, review.until


def _asked_of_units(review: Review) -> frozenset[Figure]:
    figures = {each.figure for each in review.criteria if each.figure}
    return frozenset(figures if review.of is Reviewed.UNITS else figures & {*_UNITS_OWN})


def _own_facts(
    q: Reading, review: Review, dossiers: Collection[Dossier], on: date
) -> dict[str, ExemplarFacts]:
    if review.of is not Reviewed.EXEMPLARS:
        return {}
    return q.exemplar_facts({each.subject for each in dossiers}, period_of(review, on), on)


def _wanted(
    q: Reading, held: Held, on: date, units: Collection[str] | None
) -> dict[str, dict[ExemplarKind, int]]:
    """Bearer → what it aims at in the years of the period.

    A successor that has said nothing for a year aims at what its forerunners said for it."""
    years, heirs = years_of(held.review.since, held.review.until), q.heirs(on)
    targets = [each for each in q.targets(codes=units) if each.year in years]
    spoken = {(each.unit, each.year) for each in targets}
    said: dict[tuple[str, int, ExemplarKind, str], Target] = {}
    for each in targets:
        unit = heirs.get(each.unit, each.unit)
        if unit == each.unit or (unit, each.year) not in spoken:
            key = unit, each.year, each.kind, each.field
            before = said[key].count if key in said else 0
            said[key] = replace(each, unit=unit, count=each.count + before)
    own: defaultdict[str, list[Target]] = defaultdict(list)
    for target in said.values():
        own[target.unit].append(target)
    return {
        unit.code: wanted_of(held.plan, unit, years, own[unit.code])
        for unit in (q.units() if units is None else q.units_called(units))
        if unit.code not in heirs
    }


def _by_unit(counts: Mapping[tuple[str, _Key], int]) -> dict[str, dict[_Key, int]]:
    found: defaultdict[str, dict[_Key, int]] = defaultdict(dict)
    for (unit, what), count in counts.items():
        found[unit][what] = count
    return found
