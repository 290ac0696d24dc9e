"""Everything that is known, as tidy tables in a folder."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.domain.activity import Activity
from toolkit.domain.ledger import Received
from toolkit.exchange.bulk import Format, Stamp, Table, Written, write_tables
from toolkit.exchange.bulk.books import EXPORTED, RECEIVED, USERS
from toolkit.exchange.bulk.exemplary import (
    ACTIVITIES,
    ACTIVITY_EXEMPLARS,
    EXEMPLAR_FIELDS,
    EXEMPLARS,
    FOLLOW_UPS,
    GUESTS,
    PROOFS,
    REPLICATIONS,
    STEPS,
    TARGETS,
    Part,
    fields,
    guests,
    proofs,
    steps,
)
from toolkit.exchange.bulk.progress import (
    OBLIGATIONS,
    REPORT_NUMBERS,
    REPORTS,
    TASKS,
    UNITS,
    Answer,
    Owed,
    asked,
    numbers,
)
from toolkit.rules.permissions import Act, may
from toolkit.rules.status import days_late, status
from toolkit.rules.timeliness import outcome
from toolkit.store import Reading
from toolkit.words import Words

# How often each kind of record is gone through, for the progress told.
_PASSES = {
    "unit": 1,
    "obligation": 1,
    "report": 2,
    "exemplar": 4,
    "activity": 4,
    "follow_up": 1,
    "target": 1,
    "user": 1,
}
_AT_ONCE = 500
_EVERY = 10_000_000


def export_all(
    desk: Desk,
    *,
    form: Format,
    folder: Path,
    words: Words,
    on: date | None = None,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write every table as known at the end of `on` (today where None) into the new `folder`.

    People are told only to whoever manages them. Raises Refused, FolderTaken, Cancelled and
    OSError; then nothing is left behind."""
    require(desk, Act.SUMMARISE)
    day = min(on or desk.today, desk.today)
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        version = reading.plan_version()
        return write_tables(
            [(table, table.rows(things)) for table, things in _everything(desk, reading, day)],
            folder,
            form=form,
            stamp=Stamp(
                plan=reading.plan(),
                plan_version=version.version if version else 1,
                as_known_on=day,
                made_at=desk.now(),
            ),
            count=sum(passes * reading.how_many(kind) for kind, passes in _PASSES.items()),
            words=words,
            progress=progress,
            cancelled=cancelled,
        )


def _everything(
    desk: Desk, reading: Reading, day: date
) -> Iterator[tuple[Table, Iterable[object]]]:
    """Each table with what its rows are made of, read only when it is written."""
    plan = reading.plan()
    names = {code: field.name for code, field in plan.field_by_code.items()}
    yield UNITS, reading.each("unit")
    yield TASKS, asked(plan)
    yield OBLIGATIONS, _owed(reading, day)
    yield REPORTS, _answers(reading)
    yield REPORT_NUMBERS, (one for each in _answers(reading) for one in numbers(each, plan))
    yield EXEMPLARS, reading.each("exemplar")
    yield EXEMPLAR_FIELDS, _parts(reading, "exemplar", lambda each: fields(each, names))
    yield STEPS, _parts(reading, "exemplar", steps)
    yield ACTIVITIES, reading.each("activity")
    yield ACTIVITY_EXEMPLARS, _parts(reading, "activity", _links)
    yield GUESTS, _parts(reading, "activity", guests)
    yield PROOFS, _proofs(reading)
    yield REPLICATIONS, reading.each_replication()
    yield FOLLOW_UPS, reading.each("follow_up")
    yield TARGETS, reading.each("target")
    yield RECEIVED, _received(reading)
    yield EXPORTED, reading.exports(limit=_EVERY)
    if not may(desk.user, Act.MANAGE_USERS):
        yield USERS, reading.each("user")


def _owed(reading: Reading, day: date) -> Iterator[Owed]:
    heirs, soon = reading.heirs(day), reading.due_soon_days()
    for one, at, by in reading.each("obligation"):
        yield Owed(
            obligation=one,
            bearer=heirs.get(one.unit, one.unit),
            status=status(one, day, soon),
            outcome=outcome(one, day),
            days_late=days_late(one, day),
            recorded_at=at,
            recorded_by=by,
        )


def _answers(reading: Reading) -> Iterator[Answer]:
    for (report, at, by), unit, task, period in reading.each_report():
        yield Answer(report, unit, task, period, at, by)


def _parts(reading: Reading, kind: str, parts: Callable[..., Iterable[Part]]) -> Iterator[Part]:
    for record, _, _ in reading.each(kind):
        yield from parts(record)


def _links(activity: Activity) -> Iterator[Part]:
    return (Part(activity, exemplar) for exemplar in activity.exemplars)


def _proofs(reading: Reading) -> Iterator[Part]:
    for kind in ("exemplar", "activity"):
        for record, _, _ in reading.each(kind):
            yield from proofs(record, kind)


def _received(reading: Reading) -> Iterator[Received]:
    offset = 0
    while rows := reading.received(offset=offset, limit=_AT_ONCE).rows:
        yield from rows
        offset += len(rows)
