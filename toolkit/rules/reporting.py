"""What a report must hold, and what may be done with it in which state."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.plan import Number, Task
from toolkit.domain.report import Report
from toolkit.rules.attachments import base_name, file_blockers
from toolkit.rules.numbers import read_numbers

__all__ = ["base_name", "content_blockers", "file_blockers", "read_numbers"]

MOST_TEXT = 4000
MOST_WORDS = 300
MOST_REASON = 1000
MOST_LINK = 2000
MOST_NUMBER = 10**12
_OLDEST_PAPER = timedelta(days=365)
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
        *_paper(task, report, today, plan_starts),
        *_link(report),
        *_attachment(task, report),
    )


def send_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Sent can be what is open or was returned, however late."""
    key = _NOT_SENDABLE.get(obligation.state)
    return (blocker(key),) if key else ()


def withdraw_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Withdrawn can be what is sent and not yet decided."""
    return _unless(obligation.state is State.SENT, "blocker.not_withdrawable")


def decide_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Accepted or returned can be what is sent."""
    return _unless(obligation.state is State.SENT, "blocker.not_decidable")


def reopen_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Reopened can be what is accepted."""
    return _unless(obligation.state is State.ACCEPTED, "blocker.not_reopenable")


def waive_blockers(obligation: Obligation, reason: str) -> tuple[Blocker, ...]:
    """Waived, with a reason, can be what is open or was returned."""
    unfinished = obligation.state in _UNFINISHED
    return (*_unless(unfinished, "blocker.not_waivable"), *reason_blockers(reason))


def reinstate_blockers(obligation: Obligation) -> tuple[Blocker, ...]:
    """Owed again can be what was waived."""
    return _unless(obligation.state is State.WAIVED, "blocker.not_waived")


def extend_blockers(
    obligation: Obligation, to: date, reason: str, plan_ends: date
) -> tuple[Blocker, ...]:
    """Extended, with a reason, can be what is open or was returned: later, and within the plan."""
    deadline = obligation.deadline
    return (
        *_unless(obligation.state in _UNFINISHED, "blocker.not_extendable"),
        *_unless(to > deadline, "blocker.extension_not_later", "to", deadline=deadline),
        *_unless(to <= plan_ends, "blocker.extension_beyond_plan", "to", ends=plan_ends),
        *reason_blockers(reason),
    )


def reason_blockers(reason: str) -> tuple[Blocker, ...]:
    """A reason is asked for, and is no essay."""
    given = _unless(reason.strip(), "blocker.reason_missing", "reason")
    return (*given, *_too_long("reason", reason, MOST_REASON))


def _text(task: Task, report: Report) -> Iterator[Blocker]:
    if task.evidence.text and not report.text.strip():
        yield blocker("blocker.text_missing", "text")
    yield from _too_long("text", report.text, MOST_TEXT)


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


def _paper(task: Task, report: Report, today: date, plan_starts: date) -> Iterator[Blocker]:
    """A paper is whole or not there at all: number, day and issuer belong together."""
    number, day, issuer = (
        report.paper_number.strip(),
        report.paper_date,
        report.paper_issuer.strip(),
    )
    if task.evidence.paper or number or day or issuer:
        yield from _unless(number, "blocker.paper_number_missing", "paper_number")
        yield from _unless(day is not None, "blocker.paper_date_missing", "paper_date")
        yield from _unless(issuer, "blocker.paper_issuer_missing", "paper_issuer")
    yield from _too_long("paper_number", number, MOST_WORDS)
    yield from _too_long("paper_issuer", issuer, MOST_WORDS)
    if day and day > today:
        yield blocker("blocker.paper_date_in_future", "paper_date", date=day, today=today)
    if day and day < plan_starts - _OLDEST_PAPER:
        yield blocker("blocker.paper_date_too_old", "paper_date", date=day)


def _link(report: Report) -> Iterator[Blocker]:
    if report.link and not _is_web_address(report.link):
        yield blocker("blocker.link_not_http", "link")
    yield from _too_long("link", report.link, MOST_LINK)


def _is_web_address(link: str) -> bool:
    """http or https with a host, no user name before it, and nothing invisible in it."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    named = bool(parts.hostname) and parts.username is None
    return parts.scheme in ("http", "https") and named and link.isprintable() and " " not in link


def _attachment(task: Task, report: Report) -> tuple[Blocker, ...]:
    enough = not task.evidence.attachment or bool(report.file_hash or report.link)
    return _unless(enough, "blocker.attachment_missing", "file")


def _too_long(at: str, text: str, most: int) -> tuple[Blocker, ...]:
    return _unless(len(text) <= most, "blocker.too_long", at, length=len(text), most=most)


def _unless(fine: object, key: str, at: str = "", /, **values: object) -> tuple[Blocker, ...]:
    return () if fine else (blocker(key, at, **values),)
