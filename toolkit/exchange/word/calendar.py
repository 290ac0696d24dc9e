"""Deadlines as a calendar file (iCalendar, RFC 5545) that any diary takes in."""

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta

from toolkit.exchange.word.letter import Due, Reminder
from toolkit.words import Words

_LONGEST = 75  # octets of a line; longer ones go on in the next, after a blank


def calendar(reminder: Reminder, words: Words) -> bytes:
    """One whole-day event for each report owed, with a reminder a week ahead.

    What is late already stands on the day of the letter."""
    owed = (*reminder.late, *reminder.soon)
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guong Sang//VI", "CALSCALE:GREGORIAN"),
        *(line for each in owed for line in _event(each, reminder, words)),
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(due: Due, reminder: Reminder, words: Words) -> Iterator[str]:
    made, day = reminder.made_at.astimezone(UTC), max(due.deadline, reminder.on)
    title = words.say(
        "papers.event_late" if due.days else "papers.event",
        task=due.task,
        period=words.period(due.period),
        on=due.deadline,
    )
    yield from (
        "BEGIN:VEVENT",
        f"UID:{due.obligation}@guong-sang",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
    )
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(title)}"
    yield f"DESCRIPTION:{_escaped(words.named(reminder.plan, 'title'))}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P7D", f"DESCRIPTION:{_escaped(title)}")
    yield from ("END:VALARM", "END:VEVENT")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterable[bytes]:
    """The line in parts of at most 75 octets, no letter cut in two."""
    part = b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > _LONGEST:
            yield part
            part = b" "
        part += octets
    yield part
