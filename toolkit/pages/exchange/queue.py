"""Files that were sent and wait to be taken: what was read of each, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from toolkit.actions.intake import Compared, LineState, Preview, Received, Side, Verdict
from toolkit.pages.address import address
from toolkit.words import Words

MOST_FILES = 300
MOST_BYTES = 50 * 1024 * 1024
MOST_TOGETHER = 250 * 1024 * 1024
_TONES = {
    Verdict.ACCEPTED: ("accepted", "mdi-check"),
    Verdict.REFUSED: ("overdue", "mdi-alert"),
    Verdict.SUPERSEDED: ("sent", "mdi-send"),
    Verdict.DUPLICATE: ("not_due", "mdi-minus"),
    Verdict.WRONG_VERSION: ("returned", "mdi-undo-variant"),
    Verdict.UNKNOWN_UNIT: ("due_soon", "mdi-help-circle-outline"),
}
LINE_TONES = {
    LineState.NEW: ("accepted", "mdi-plus"),
    LineState.CHANGED: ("sent", "mdi-pencil-outline"),
    LineState.UNCHANGED: ("not_due", "mdi-minus"),
    LineState.CONFLICT: ("returned", "mdi-call-split"),
    LineState.FAULTY: ("overdue", "mdi-alert"),
    LineState.REMOVED: ("due_soon", "mdi-help-circle-outline"),
}
_READY = frozenset({Verdict.ACCEPTED, Verdict.SUPERSEDED})


def verdict_chip(verdict: Verdict, words: Words) -> dict[str, str]:
    """What `<gs-chip>` shows of a line of the ledger."""
    tone, icon = _TONES[verdict]
    return {"tone": tone, "icon": icon, "text": words.say(f"verdict.{verdict}")}


@dataclass
class Waiting:
    """One file: its bytes, what reading it gave, and which side was chosen where both changed."""

    id: str
    name: str
    data: bytes
    preview: Preview | None = None
    taken: Received | None = None
    fault: str = ""
    reading: bool = False
    choices: dict[tuple[str, str], Side] = field(default_factory=dict)

    @property
    def conflicts(self) -> list[tuple[str, str]]:
        """Every (line, field) in which both sides changed the same."""
        lines = self.preview.lines if self.preview else ()
        return [
            (line.key, change.field)
            for line in lines
            if line.state is LineState.CONFLICT
            for change in line.changes
            if change.both
        ]

    @property
    def undecided(self) -> int:
        return sum(1 for each in self.conflicts if each not in self.choices)

    @property
    def ready(self) -> bool:
        """Whether it may be taken as it stands."""
        return self.taken is None and self.readable and not self.undecided

    @property
    def readable(self) -> bool:
        return self.preview is not None and self.preview.verdict in _READY

    def taken_as(self, line: Received) -> None:
        """What became of it stands in the ledger, where its bytes are kept too."""
        self.taken, self.data, self.fault = line, b"", ""

    def line(self, key: str) -> Compared | None:
        lines = self.preview.lines if self.preview else ()
        return next((each for each in lines if each.key == key), None)


class Queue:
    """The files by id, in the order in which they came."""

    def __init__(self) -> None:
        self._ids = count(1)
        self.files: dict[str, Waiting] = {}

    def add(self, name: str, data: bytes) -> Waiting:
        one = Waiting(f"f{next(self._ids)}", name, data)
        self.files[one.id] = one
        return one

    def leave_out(self, name: str, why: str) -> None:
        """A file that is not there to be read, and why."""
        self.add(name, b"").fault = why

    def drop(self, id_: str) -> None:
        self.files.pop(id_, None)

    @property
    def size(self) -> int:
        """Bytes that wait, all together."""
        return sum(len(each.data) for each in self._all)

    @property
    def ready(self) -> list[Waiting]:
        return [each for each in self._all if each.ready]

    @property
    def unread(self) -> list[Waiting]:
        """Those that nobody has read, nor found a fault with."""
        return [each for each in self._all if each.preview is None and not each.fault]

    @property
    def done(self) -> list[Waiting]:
        return [each for each in self._all if each.taken is not None]

    @property
    def _all(self) -> list[Waiting]:
        """As they are now: the thread that reads goes on while others come and go."""
        return list(self.files.values())

    def shown(self, words: Words, names: Mapping[str, str]) -> list[dict[str, Any]]:
        """One dict a file, as the page lists them."""
        return [_row(each, words, names) for each in self._all]


def _row(one: Waiting, words: Words, names: Mapping[str, str]) -> dict[str, Any]:
    seen = one.preview
    return {
        "id": one.id,
        "name": one.name,
        "unit": names.get(seen.unit, seen.unit) if seen else "",
        "chip": file_chip(one, words),
        "counts": counted(seen, words) if seen and seen.lines else "",
        "told": one.fault or _first_problem(seen, words),
        "ready": one.ready,
        "open": bool(seen and (seen.lines or seen.problems)),
        "faulty": bool(seen and seen.problems) and one.taken is None,
        "unread": seen is None and not one.fault and not one.reading,
        "done": one.taken is not None,
        "href": address("exchange", view="ledger", line=one.taken.id) if one.taken else "",
    }


def _first_problem(seen: Preview | None, words: Words) -> str:
    if seen and seen.verdict is Verdict.DUPLICATE:
        return words.say("exchange.sheet.again")
    told = words.problems(seen.problems[:1]) if seen else []
    return told[0] if told else ""


def file_chip(one: Waiting, words: Words) -> dict[str, str]:
    """Where the file stands: being read, ready, in conflict, or what became of it."""
    if one.taken is not None:
        return verdict_chip(one.taken.verdict, words)
    if one.preview is None and one.fault:
        return {**verdict_chip(Verdict.REFUSED, words), "text": words.say("exchange.take.faulty")}
    if one.preview is None:
        text = words.say(f"exchange.take.{'reading' if one.reading else 'unread'}")
        return {"tone": "not_due", "icon": "mdi-clock-outline", "text": text}
    if not one.readable:
        return _fault_chip(one.preview, words)
    if one.undecided:
        return {
            "tone": "returned",
            "icon": "mdi-call-split",
            "text": words.say("exchange.take.clash"),
        }
    return {"tone": "sent", "icon": "mdi-check", "text": words.say("exchange.take.ready")}


def _fault_chip(seen: Preview, words: Words) -> dict[str, str]:
    """Faulty is not refused yet: that is said of lines of the ledger."""
    chip = verdict_chip(seen.verdict, words)
    is_faulty = seen.verdict is Verdict.REFUSED
    return {**chip, "text": words.say("exchange.take.faulty")} if is_faulty else chip


def counted(seen: Preview, words: Words) -> str:
    """What the file holds, in one line: "3 mới · 12 thay đổi"."""
    told = [
        f"{number} {words.say(f'exchange.line_state.{state}').lower()}"
        for state in LineState
        if (number := seen.counts.get(state, 0)) and state is not LineState.UNCHANGED
    ]
    return " · ".join(told) or words.say("exchange.take.nothing_new")
