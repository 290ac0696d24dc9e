"""Look at a file that was sent, or take it: one transaction, all of it or nothing."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.actions.intake.applying import Applying
from toolkit.actions.intake.comparing import compared
from toolkit.actions.intake.opening import (
    RAW,
    Ask,
    File,
    Judged,
    Lists,
    answered,
    ask_a_child,
    judged,
    opened,
)
from toolkit.actions.rights import require
from toolkit.domain.ledger import Received, Verdict
from toolkit.errors import Problem
from toolkit.exchange.child import Children
from toolkit.exchange.guard import MOST_BYTES
from toolkit.exchange.workbook.found import Found
from toolkit.exchange.workbook.show import Shown
from toolkit.rules.permissions import Act
from toolkit.rules.three_way import Choices, Compared, LineState
from toolkit.store import Writing
from toolkit.words import Words

_OURS: Choices = MappingProxyType({})
Sent = tuple[str, bytes]
"""A file's name and bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What taking the file would do; `problems` are all faults, its rows' among them, and `notes`
    what it would leave as it is, and why."""

    name: str
    digest: str
    verdict: Verdict
    unit: str = ""
    period: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    lines: tuple[Compared, ...] = ()
    counts: Mapping[LineState, int] = field(default_factory=lambda: MappingProxyType({}))


def look(desk: Desk, *, name: str, data: bytes, choices: Choices = _OURS) -> Preview:
    """What the file would change; nothing is written. A bad file has its verdict and problems.

    Raises Refused for those who may not take files."""
    require(desk, Act.TAKE_FILES)
    return Intake(desk, ask_a_child).looked(opened(name, data, ask_a_child), choices)


def look_many(desk: Desk, files: Iterable[Sent]) -> Iterator[Preview]:
    """`look` at many: they are read ahead by processes that are used again."""
    require(desk, Act.TAKE_FILES)
    with Children(RAW) as pool:
        intake = Intake(desk, pool.ask)
        for file in _read_ahead(pool, files):
            yield intake.looked(file, _OURS)


def take(desk: Desk, *, name: str, data: bytes, choices: Choices = _OURS) -> Received:
    """Take the file and write down what became of it; where both sides changed a field, what is
    here stays unless the file's side was chosen, and is noted.

    Raises Refused for those who may not take files; Conflict where somebody changed the same
    records at the same time: then nothing was written, not even in the ledger."""
    require(desk, Act.TAKE_FILES)
    return Intake(desk, ask_a_child).taken(opened(name, data, ask_a_child), choices)


def take_many(desk: Desk, files: Iterable[Sent]) -> Iterator[Received]:
    """`take` many, each for itself: they are read ahead by processes that are used again."""
    require(desk, Act.TAKE_FILES)
    with Children(RAW) as pool:
        intake = Intake(desk, pool.ask)
        for file in _read_ahead(pool, files):
            yield intake.taken(file, _OURS)


def _read_ahead(pool: Children, files: Iterable[Sent]) -> Iterator[File]:
    waiting: deque[Sent] = deque()

    def contents() -> Iterator[bytes]:
        for name, data in files:
            waiting.append((name, data))
            yield data if len(data) <= MOST_BYTES else b""

    for answer in pool.each(contents()):
        yield answered(*waiting.popleft(), answer)


class Intake:
    """Files taken one after another at one desk."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        self.desk, self.ask = desk, ask
        self.lists = Lists()

    def looked(self, file: File, choices: Choices) -> Preview:
        before = self._before(file)
        with self.desk.store.one_transaction(), self._part():
            return self._written(file, before, choices)[0]

    def taken(self, file: File, choices: Choices) -> Received:
        before = self._before(file)
        with self.desk.store.one_transaction():
            with self._part() as part:
                preview, last = self._written(file, before, choices)
                if preview.verdict is Verdict.ACCEPTED:
                    part.commit()
            return self._noted(file, preview, replaces=last)

    def _part(self) -> AbstractContextManager[Writing]:
        """A part of the transaction: what is written inside counts if it is committed."""
        return self.desk.store.writing(by=self.desk.user.login, at=self.desk.now())

    def _before(self, file: File) -> Found | None:
        """The unit's own earlier file that this one takes the place of: saved earlier, of the same
        edition. What only that one changed here, the unit may mend."""
        if file.found is None:
            return None
        stamps = file.found.stamps
        with self.desk.store.reading() as q:
            last = q.last_accepted(stamps.get("unit", ""), stamps.get("period", ""))
            data = q.received_file(last.digest) if last and last.kept else None
        if last is None or data is None or last.digest == file.digest:
            return None
        earlier = opened(last.name, data, self.ask).found
        return earlier if earlier and _is_newer(file.found, earlier) else None

    def _written(self, file: File, before: Found | None, choices: Choices) -> tuple[Preview, str]:
        """What became of the file, all that it says being written; and the line it replaces."""
        with self.desk.store.reading() as q:
            told = judged(self.desk, q, file)
            if told.verdict is not Verdict.ACCEPTED or told.found is None:
                return _preview(file, told), ""
            lists = self.lists.of(q, told.found.stamps.get("language", ""))
            shown = Shown.of(told.found, q.plan(), lists, Words())
            comparison = compared(self.desk, q, told, before, shown)
        writing = Applying(self.desk, told.unit, comparison, choices, shown)
        lines = writing.run()
        problems = tuple(problem for line in lines for problem in line.problems)
        told = replace(
            told,
            verdict=Verdict.REFUSED if problems else Verdict.ACCEPTED,
            problems=problems,
            notes=(*comparison.notes, *writing.notes),
        )
        replaces = told.last.id if told.last and not problems else ""
        return _preview(file, told, lines), replaces

    def _noted(self, file: File, preview: Preview, *, replaces: str) -> Received:
        """The file's line in the ledger, its bytes kept."""
        line = Received(
            name=file.name,
            digest=file.digest,
            size=len(file.data),
            verdict=preview.verdict,
            unit=preview.unit,
            period=preview.period,
            counts={state.value: count for state, count in preview.counts.items()},
            problems=preview.problems,
            notes=preview.notes,
            replaces=replaces,
        )
        keep = file.data if len(file.data) <= MOST_BYTES else None
        with self._part() as tx:
            line = tx.receive(line, keep)
            tx.commit()
        return line


def _is_newer(one: Found, other: Found) -> bool:
    same = one.made_at is not None and one.made_at == other.made_at
    return same and bool(one.modified and other.modified and one.modified > other.modified)


def _preview(file: File, told: Judged, lines: tuple[Compared, ...] = ()) -> Preview:
    counts = Counter(line.state for line in lines)
    return Preview(
        name=file.name,
        digest=file.digest,
        verdict=told.verdict,
        unit=told.unit,
        period=told.period,
        problems=told.problems,
        notes=told.notes,
        lines=lines,
        counts={state: counts[state] for state in LineState if counts[state]},
    )
