"""Open a file that was sent: whose workbook it is, of which period, and whether it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.rights import bearer_of, require_over
from toolkit.actions.unit_records import days_of
from toolkit.domain.ledger import FileKind, Received, Verdict
from toolkit.domain.workbook import TEMPLATE_VERSION
from toolkit.errors import Problem, Refused
from toolkit.exchange.child import ChildFailed, in_child
from toolkit.exchange.guard import MEGABYTE, MOST_BYTES
from toolkit.exchange.workbook.choices import Choices, choices_of
from toolkit.exchange.workbook.found import Found, found_in
from toolkit.rules.permissions import Act
from toolkit.store import Reading
from toolkit.words import Words

RAW = "toolkit.exchange.workbook.raw:raw"
Ask = Callable[[bytes], Any]
"""What the child process makes of a file's bytes. Raises ChildFailed."""


def ask_a_child(data: bytes) -> Any:
    """Ask a process that handles this file only."""
    return in_child(RAW, data)


@dataclass(frozen=True)
class File:
    """A file as it was sent, and what could be read of it."""

    name: str
    data: bytes
    found: Found | None
    problems: tuple[Problem, ...]

    @cached_property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass
class Lists:
    """The choices of drop-downs, made once a run for each language that a workbook is in."""

    by_language: dict[str, Choices] = field(default_factory=dict)

    def of(self, q: Reading, language: str) -> Choices:
        if language not in self.by_language:
            self.by_language[language] = choices_of(q.plan(), q.units(), Words(language))
        return self.by_language[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is known of a file before its rows are compared: `unit` bears today what the unit named
    in it, `told_unit`, had; `found` is what it holds, where that counts."""

    verdict: Verdict
    unit: str = ""
    told_unit: str = ""
    period: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    found: Found | None = None
    last: Received | None = None


def opened(name: str, data: bytes, ask: Ask) -> File:
    """Read the file in a child process; whatever happens there, the file has its line."""
    if len(data) > MOST_BYTES:
        return File(name, data, None, (too_big(data),))
    try:
        answer = ask(data)
    except ChildFailed as failure:
        return File(name, data, None, (Problem(failure.key),))
    return answered(name, data, answer)


def answered(name: str, data: bytes, answer: Mapping[str, Any] | ChildFailed) -> File:
    """The file with what the child process said of it."""
    if len(data) > MOST_BYTES:
        return File(name, data, None, (too_big(data),))
    if isinstance(answer, ChildFailed):
        return File(name, data, None, (Problem(answer.key),))
    found, problems = found_in(answer)
    return File(name, data, found, problems)


def too_big(data: bytes) -> Problem:
    size = round(len(data) / MEGABYTE, 1)
    return Problem("table_file.too_big", values={"size": size, "most": MOST_BYTES // MEGABYTE})


def judged(desk: Desk, q: Reading, file: File) -> Judged:
    """Whether the file counts, and whose it is; never raises for a bad file."""
    taken = _taken_before(q, file)
    if taken:
        where = Judged(verdict=Verdict.DUPLICATE, unit=taken.unit, period=taken.period)
        return replace(where, told_unit=taken.unit)
    if file.found is None:
        return Judged(verdict=Verdict.REFUSED, problems=file.problems)
    told = file.found.stamps.get("unit", "")
    unit = bearer_of(q, told, desk.today)
    if not told or q.unit(unit) is None:
        problem = Problem("intake.unknown_unit", values={"unit": told})
        return Judged(verdict=Verdict.UNKNOWN_UNIT, problems=(problem,))
    period = file.found.stamps.get("period", "")
    where = Judged(verdict=Verdict.ACCEPTED, unit=unit, told_unit=told, period=period)
    version = _other_version(q, file.found)
    if version:
        return replace(where, verdict=Verdict.WRONG_VERSION, problems=(version,))
    try:
        require_over(desk, q, Act.TAKE_FILES, unit=unit)
    except Refused:
        problem = Problem("intake.another_unit", values={"unit": told})
        return replace(where, verdict=Verdict.REFUSED, problems=(problem,))
    last = q.last_accepted(unit, period)
    return replace(where, notes=_notes(q, file.found), found=file.found, last=last)


def _taken_before(q: Reading, file: File) -> Received | None:
    """The line of the same bytes that were accepted before."""
    lines = q.received(digest=file.digest).rows
    accepted = (each for each in lines if each.verdict is Verdict.ACCEPTED)
    return next((each for each in accepted if each.kind is FileKind.WORKBOOK), None)


def _other_version(q: Reading, found: Found) -> Problem | None:
    """Why the workbook can't be read into the plan in use, if it can't."""
    plan = q.plan()
    version = found.whole("template_version")
    if version != TEMPLATE_VERSION:
        versions = {"version": str(version), "known": str(TEMPLATE_VERSION)}
        return Problem("intake.other_template", values=versions)
    if found.stamps.get("plan") != plan.code:
        plans = {"plan": found.stamps.get("plan", ""), "known": plan.code}
        return Problem("intake.other_plan", values=plans)
    period = found.stamps.get("period", "")
    try:
        days_of(plan, period)
    except Refused:
        return Problem("intake.other_period", values={"period": period})
    return None


def _notes(q: Reading, found: Found) -> tuple[Problem, ...]:
    version = q.plan_version()
    is_older = version is not None and found.whole("plan_version") < version.version
    return (*found.notes, *((Problem("intake.note_newer_plan"),) if is_older else ()))
