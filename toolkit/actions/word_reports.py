"""Word documents: the report sơ kết, tổng kết, and the letters that remind late units."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.actions.views.overall import summary_6
from toolkit.domain.ledger import Exported
from toolkit.domain.obligation import Status
from toolkit.domain.plan import Plan
from toolkit.domain.zone import VIETNAM
from toolkit.errors import Cancelled, NotFound
from toolkit.exchange.official.workbook import dated_name
from toolkit.exchange.word import (
    Due,
    Late,
    Reminder,
    ReportFigures,
    ReportKind,
    calendar,
    letter,
    report,
)
from toolkit.rules.permissions import Act
from toolkit.store import LateUnit, ObligationRow, Reading
from toolkit.words import Words

SOON = timedelta(days=30)
"""How far ahead a reminder looks."""
_EVERY = 1_000_000


def report_day(desk: Desk, *, kind: ReportKind) -> date:
    """The day that a report speaks of unless told: sơ kết of the end of the first phase, or today
    while that is to come; tổng kết of today."""
    with desk.store.reading() as reading:
        first = reading.plan().phases[0]
    return min(first.ends, desk.today) if kind is ReportKind.INTERIM else desk.today


def word_report(
    desk: Desk,
    *,
    kind: ReportKind,
    words: Words,
    on: date | None = None,
    template: Path | None = None,
) -> tuple[str, bytes]:
    """The report as known at the end of `on` (see `report_day`): (file name, document).

    Raises Refused, and FaultyFile where the template can't be filled."""
    require(desk, Act.SUMMARISE)
    day = min(on or report_day(desk, kind=kind), desk.today)
    figures = _figures(desk, day)
    data = report(kind, figures, words, template)
    stem = words.say(f"papers.file_{kind.name.lower()}")
    name = dated_name(stem, figures.overall).removesuffix(".xlsx") + ".docx"
    line = Exported(
        kind=f"report-{kind}",
        name=name,
        digest=sha256(data).hexdigest(),
        known_on=day,
        mark=figures.overall.fingerprint,
        plan_version=figures.overall.plan_version,
    )
    _note(desk, [line])
    return name, data


def late_units(desk: Desk) -> tuple[LateUnit, ...]:
    """The units that owe reports today, the latest first. Raises Refused."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading() as reading:
        return reading.late(desk.today, limit=_EVERY)


def reminder_letter(
    desk: Desk, *, unit: str, words: Words, template: Path | None = None
) -> tuple[str, bytes]:
    """The letter to one unit that tells what it owes today: (file name, document).

    Raises Refused, NotFound where there is no such unit, FaultyFile."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading() as reading:
        reminder = _reminder(desk, reading, unit, words)
    name, data = f"{_stem(words, unit)}.docx", letter(reminder, words, template)
    _note(desk, [_line(desk, name, data, unit)])
    return name, data


def reminder_calendar(desk: Desk, *, unit: str, words: Words) -> tuple[str, bytes]:
    """What one unit owes and will owe, as a calendar file. Raises Refused, NotFound."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading() as reading:
        reminder = _reminder(desk, reading, unit, words)
    return f"{_stem(words, unit)}.ics", calendar(reminder, words)


def reminders(
    desk: Desk,
    *,
    words: Words,
    template: Path | None = None,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[str, bytes]]:
    """Letter and calendar of every late unit, one after another: (file name, bytes).

    They are put down as handed out when the last was taken. Raises Refused, Cancelled,
    FaultyFile."""
    units = [each.unit for each in late_units(desk)]
    lines = []
    for number, unit in enumerate(units, 1):
        if cancelled():
            raise Cancelled
        with desk.store.reading() as reading:
            reminder = _reminder(desk, reading, unit, words)
        data, stem = letter(reminder, words, template), _stem(words, unit)
        lines.append(_line(desk, f"{stem}.docx", data, unit))
        yield f"{stem}.docx", data
        yield f"{stem}.ics", calendar(reminder, words)
        progress(number / len(units))
    _note(desk, lines)


def _figures(desk: Desk, day: date) -> ReportFigures:
    overall = summary_6(desk, on=day)
    standing = exemplar_figures(desk, on=day)
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        late = [
            Late(each.name, each.count, each.oldest_deadline, each.days)
            for each in reading.late(day, limit=_EVERY)
        ]
    return ReportFigures(overall, late, standing.year, standing.by_kind)


def _reminder(desk: Desk, reading: Reading, unit: str, words: Words) -> Reminder:
    plan, record, today = reading.plan(), reading.unit(unit), desk.today
    if record is None:
        raise NotFound
    owed = reading.obligations(today, codes=reading.borne_by([unit], today))
    near = (Status.NOT_DUE, Status.DUE_SOON)
    return Reminder(
        plan=plan,
        unit=record,
        made_at=desk.now().astimezone(VIETNAM),
        on=today,
        late=[_due(each, plan, words) for each in owed if each.days_late],
        soon=[
            _due(each, plan, words)
            for each in owed
            if each.status in near and each.obligation.deadline <= today + SOON
        ],
    )


def _due(row: ObligationRow, plan: Plan, words: Words) -> Due:
    one = row.obligation
    task = plan.task_by_code.get(one.task)
    return Due(
        obligation=one.id,
        task=words.named(task) if task else one.task,
        period=one.period,
        deadline=one.deadline,
        days=row.days_late,
        status=row.status,
    )


def _stem(words: Words, unit: str) -> str:
    return f"{words.say('papers.file_letter')}_{unit}"


def _line(desk: Desk, name: str, data: bytes, unit: str) -> Exported:
    digest = sha256(data).hexdigest()
    return Exported(kind="letter", name=name, digest=digest, known_on=desk.today, unit=unit)


def _note(desk: Desk, lines: list[Exported]) -> None:
    """Put down what was handed out, with the version of the plan."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        version = tx.plan_version()
        for line in lines:
            tx.exported(replace(line, plan_version=version.version if version else 1))
        tx.commit()
