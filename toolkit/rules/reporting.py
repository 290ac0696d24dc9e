"""What a report must hold, and what may be done with it in which state."""

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.plan import Number, Task
from toolkit.domain.report import Report
from toolkit.rules.attachments import base_name, file_blockers
from toolkit.rules.checks import link_blockers, paper_blockers, too_long, unless
from toolkit.rules.numbers import read_numbers

__all__ = ["base_name", "content_blockers", "file_blockers", "read_numbers"]

MOST_TEXT = 4000
MOST_REASON = 1000
MOST_NUMBER = 10**12
OLDEST_PAPER = timedelta(days=365)
_UNFINISHED = (State.OPEN, State.RETURNED)
_NOT_SENDABLE = {
    State.SENT: "blocker.already_sent",
    State.ACCEPTED: "blocker.already_accepted",
    State.WAIVED: "blocker.already_waived",
}


def content_blockers(
    task: Task, report: Report, *, today: date, plan_starts: date
) -> tuple[Blocker, ...]:
    """Why the report can't be sent as it stands; each beside its field.

    Fields: text, number.<code>, paper_number, paper_date, paper_issuer, link, file."""
    return (
        *_text(task, report),
        *_numbers(task, report),
        *paper_blockers(
            report,
            required=task.evidence.paper,
            today=today,
            oldest=plan_starts - OLDEST_PAPER,
        ),
        *link_blockers(report.link),
        *_attachment(task, report),
    )


def send_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Sent can be what is open or was returned, however late."""
    key = _NOT_SENDABLE.get(obligation.state)
    return (blocker(key),) if key else ()


def withdraw_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Withdrawn can be what is sent and not yet decided."""
    return unless(obligation.state is State.SENT, "blocker.not_withdrawable")


def decide_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Accepted or returned can be what is sent."""
    return unless(obligation.state is State.SENT, "blocker.not_decidable")


def reopen_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Reopened can be what is accepted."""
    return unless(obligation.state is State.ACCEPTED, "blocker.not_reopenable")


def waive_blockers(obligation: Obligation, reason: str) -> tuple[Blocker, ...]:
    """Waived, with a reason, can be what is open or was returned."""
    unfinished = obligation.state in _UNFINISHED
    return (*unless(unfinished, "blocker.not_waivable"), *reason_blockers(reason))


def reinstate_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Owed again can be what was waived."""
    return unless(obligation.state is State.WAIVED, "blocker.not_waived")


def extend_blockers(
    obligation: Obligation, to: date, reason: str, plan_ends: date
) -> tuple[Blocker, ...]:
    """Extended, with a reason, can be what is open or was returned: later, and within the plan."""
    deadline = obligation.deadline
    return (
        *unless(obligation.state in _UNFINISHED, "blocker.not_extendable"),
        *unless(to > deadline, "blocker.extension_not_later", "to", deadline=deadline),
        *unless(to <= plan_ends, "blocker.extension_beyond_plan", "to", ends=plan_ends),
        *reason_blockers(reason),
    )


def reason_blockers(reason: str) -> tuple[Blocker, ...]:
    """A reason is asked for, and is no essay."""
    given = unless(reason.strip(), "blocker.reason_missing", "reason")
    return (*given, *too_long("reason", reason, MOST_REASON))


def _text(task: Task, report: Report) -> Iterator[Blocker]:
    if task.evidence.text and not report.text.strip():
        yield blocker("blocker.text_missing", "text")
    yield from too_long("text", report.text, MOST_TEXT)


def _numbers(task: Task, report: Report) -> Iterator[Blocker]:
    for number in task.numbers:
        yield from _number(number, report.numbers.get(number.code))
    for code in sorted(set(report.numbers) - {number.code for number in task.numbers}):
        yield blocker("blocker.number_unknown", f"number.{code}", code=code)


def _number(number: Number, value: float | None) -> Iterator[Blocker]:
    at, most = f"number.{number.code}", number.most or MOST_NUMBER
    if value is None:
        if number.required:
            yield blocker("blocker.number_missing", at, name=number.name)
    elif not abs(value) < float("inf"):
        shown = str(value)
        yield blocker("blocker.number_not_a_number", at, name=number.name, value=shown)
    elif value < 0:
        yield blocker("blocker.number_negative", at, name=number.name)
    elif number.whole and value != int(value):
        yield blocker("blocker.number_not_whole", at, name=number.name)
    elif value > most:
        yield blocker("blocker.number_too_big", at, name=number.name, most=most)


def _attachment(task: Task, report: Report) -> tuple[Blocker, ...]:
    enough = not task.evidence.attachment or bool(report.file_hash or report.link)
    return unless(enough, "blocker.attachment_missing", "file")
