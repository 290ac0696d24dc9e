"""The very rows that a figure of the evidence counts: reports, exemplars, activities, copies."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.evidence import as_judged, evidence, period_of
from toolkit.actions.reviews.held import Held, held, hides, looks_on, seat
from toolkit.actions.reviews.naming import labels
from toolkit.actions.reviews.unit_round import seen_by, unit_round
from toolkit.actions.rights import require
from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.blocker import blocker
from toolkit.domain.council import Dossier
from toolkit.domain.plan import Task
from toolkit.domain.review import Figure, Reviewed
from toolkit.errors import NotFound, Refused
from toolkit.rules.evidence import Evidence
from toolkit.rules.permissions import Act
from toolkit.rules.timeliness import Outcome, outcome
from toolkit.store import Reading, ReplicationRow

MOST = 200
_EXPECTED = (Outcome.ON_TIME, Outcome.LATE, Outcome.MISSING)
_KINDS = {
    Figure.NURTURING: (ActivityKind.NURTURING,),
    Figure.MEDIA: (ActivityKind.MEDIA, ActivityKind.VISIT),
}


class Sort(StrEnum):
    """What a row is: a report's duty, an exemplar, an activity, a copy of one's own exemplar that
    another unit made, one that the unit itself made of another's."""

    REPORT = "report"
    EXEMPLAR = "exemplar"
    ACTIVITY = "activity"
    COPY = "copy"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One row. `state` is an outcome of a report, a kind of activity, or what became of a copy
    (alive, ended, unknown; taken).

    `task` and `period` are a report's; `by` is the unit that took a copy over, or that it was taken
    from; `link` holds the parameters of the address that shows it."""

    sort: Sort
    on: date
    name: str
    state: str = ""
    task: Task | None = None
    period: str = ""
    by: str = ""
    link: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRows:
    """A figure with its rows, the first of them where they are very many, and names of units."""

    evidence: Evidence
    rows: tuple[EvidenceRow, ...]
    total: int


def evidence_rows(desk: Desk, *, dossier: str, criterion: str) -> EvidenceRows:
    """What the figure of one criterion counts for one dossier, the oldest first.

    Raises NotFound, and Refused for who may not see the dossier, or not whose it is."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        found = q.dossier(dossier)
        if found is None:
            raise NotFound
        of = held(q, found.review)
        _require_seen(q, desk, of, found)
        on = of.round.closed_on or desk.today
        figure = evidence(q, of, [found], on=on).get(dossier, {}).get(criterion)
        if figure is None:
            raise NotFound
        subject = labels(q, desk, of, [found])[dossier].subject
        rows = tuple(
            _rows(as_judged(q, of), of, replace(found, subject=subject), figure.figure, on)
        )
        return EvidenceRows(evidence=figure, rows=rows[:MOST], total=len(rows))


def _require_seen(q: Reading, desk: Desk, of: Held, dossier: Dossier) -> None:
    if of.review.of is Reviewed.UNITS:
        seen = bool(seen_by(desk, unit_round(q, desk, of.review.code), dossier))
    else:
        seen = not hides(desk, of) and (looks_on(desk) or seat(q, desk, of) is not None)
    if not seen:
        raise Refused([blocker("blocker.scores_not_yours")])


def _rows(
    q: Reading, of: Held, dossier: Dossier, figure: Figure, on: date
) -> Iterator[EvidenceRow]:
    unit = q.heirs(on).get(dossier.unit, dossier.unit)
    codes = q.borne_by([unit], on)
    units = of.review.of is Reviewed.UNITS
    if figure is Figure.TIMELINESS:
        return _reports(q, of, codes, unit, on)
    if figure is Figure.TARGETS:
        return _registered(q, of, codes, on)
    if figure is Figure.REPLICATION:
        return (
            _copies_by_units(q, of, codes, on) if units else _copies_of(q, of, dossier.subject, on)
        )
    done = (
        q.activities_by(codes, _KINDS[figure], period_of(of.review, on))
        if units
        else _of_exemplar(q, of, dossier.subject, _KINDS[figure], on)
    )
    return _activities(q, done)


def _reports(
    q: Reading, of: Held, codes: Collection[str], unit: str, on: date
) -> Iterator[EvidenceRow]:
    for row in q.obligations(on, codes=codes):
        owed = row.obligation
        became = outcome(owed, on)
        if of.review.since <= owed.deadline <= of.review.until and became in _EXPECTED:
            yield EvidenceRow(
                sort=Sort.REPORT,
                on=owed.deadline,
                name=owed.task,
                state=became.value,
                task=of.plan.task_by_code.get(owed.task),
                period=owed.period,
                link={"page": "units", "unit": unit, "task": owed.task},
            )


def _registered(q: Reading, of: Held, codes: Collection[str], on: date) -> Iterator[EvidenceRow]:
    for code, name, day in q.registered_rows(codes, period_of(of.review, on)):
        link = {"page": "exemplar", "code": code}
        yield EvidenceRow(sort=Sort.EXEMPLAR, on=day, name=f"{name} ({code})", link=link)


def _copies_by_units(
    q: Reading, of: Held, codes: Collection[str], on: date
) -> Iterator[EvidenceRow]:
    """Copies of what is the unit's, then those that it made of others'."""
    found = _in_period(q.replications(codes=codes), of, on)
    yield from (_copy(row) for row in found if row.origin in codes)
    for row in found:
        if row.taker in codes:
            yield replace(_copy(row), sort=Sort.TAKEN, state="taken", by=row.origin)


def _copies_of(q: Reading, of: Held, exemplar: str, on: date) -> Iterator[EvidenceRow]:
    units = [one.unit for one in q.exemplars([exemplar]).values()]
    found = _in_period(q.replications(codes=units), of, on)
    return (_copy(row) for row in found if row.exemplar == exemplar)


def _in_period(rows: Iterable[ReplicationRow], of: Held, on: date) -> list[ReplicationRow]:
    first, last = period_of(of.review, on)
    return sorted(
        (row for row in rows if first <= row.on <= last), key=lambda row: (row.on, row.code)
    )


def _copy(row: ReplicationRow) -> EvidenceRow:
    return EvidenceRow(
        sort=Sort.COPY,
        on=row.on,
        name=f"{row.name} ({row.code})",
        state={True: "alive", False: "ended", None: "unknown"}[row.alive],
        by=row.taker,
        link={"page": "exemplar", "code": row.code},
    )


def _of_exemplar(
    q: Reading, of: Held, exemplar: str, kinds: Collection[ActivityKind], on: date
) -> tuple[Activity, ...]:
    first, last = period_of(of.review, on)
    done = q.activities_of(exemplar)
    return tuple(each for each in reversed(done) if each.kind in kinds and first <= each.on <= last)


def _activities(q: Reading, done: Collection[Activity]) -> Iterator[EvidenceRow]:
    hung = q.exemplars({one for each in done for one in each.exemplars})
    for each in done:
        first = next((hung[one].code for one in each.exemplars if one in hung), "")
        listed = {"page": "activities", "unit": each.unit, "kind": each.kind.value}
        link = {"page": "exemplar", "code": first} if first else listed
        yield EvidenceRow(
            sort=Sort.ACTIVITY,
            on=each.on,
            name=each.title,
            state=each.kind.value,
            link=link,
        )
