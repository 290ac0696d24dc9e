"""The part "Nhận tệp": files are sent, compared with what is there, decided upon, taken."""

from collections.abc import Iterable
from typing import Any

from traitlets import Dict, List, Unicode

from toolkit.actions.intake import Preview, Received, Side, Verdict, annotated, look_many, take
from toolkit.domain.blocker import blocker
from toolkit.errors import NotFound, Refused, ToolkitError
from toolkit.exchange.packed import files_in
from toolkit.pages.exchange.lines import ORDER, lines_shown, problems_shown, speaker
from toolkit.pages.exchange.queue import (
    MOST_BYTES,
    MOST_FILES,
    MOST_TOGETHER,
    Queue,
    Waiting,
    file_chip,
)
from toolkit.pages.exchange.served import ServedState
from toolkit.pages.longwork import Job
from toolkit.pages.mimes import MIMES
from toolkit.pages.parts.files import MEBIBYTE, Upload

_GOOD = frozenset({Verdict.ACCEPTED, Verdict.SUPERSEDED})
_Taken = list[tuple[Waiting, Received | str]]


class IntakeState(ServedState):
    """`queue` lists the files; `sheet` is the one that is open, `lines` what it would change."""

    queue: List[Any] = List().tag(shown=True)
    sending = Dict().tag(shown=True)
    sheet = Dict().tag(shown=True)
    lines: List[Any] = List().tag(shown=True)
    problems: List[Any] = List().tag(shown=True)
    line_state = Unicode().tag(shown=True)

    def __init__(self, *args: Any) -> None:
        self._queue = Queue()
        self._upload = Upload(most=MOST_BYTES)
        super().__init__(*args)

    def begin_file(self, name: str, size: int) -> None:
        """A file is about to come. Raises Refused where it is too big or one too many."""
        self.sending = {}
        self._require_room(1, size)
        self._upload.begin(name, size)
        self.sending = {"name": name, "share": 0}

    def add_piece(self, at: int, piece: bytes) -> bool:
        """The next piece; True when the file has arrived and waits to be read."""
        if not self._upload.name:
            return False
        whole = self._upload.add(at, piece)
        self.sending = {} if whole else {"name": self._upload.name, "share": self._upload.share}
        return whole

    def _require_room(self, files: int, size: int) -> None:
        waiting = len(self._queue.files) + files
        if waiting > MOST_FILES or self._queue.size + size > MOST_TOGETHER:
            values = {"most": MOST_FILES, "size": MOST_TOGETHER // MEBIBYTE}
            raise Refused([blocker("blocker.too_many_waiting", "file", **values)])

    def look_job(self) -> Job[list[Waiting]]:
        """The work of reading the file that has arrived; a zip gives several.

        What a zip holds that can't be read stands in the list too, with the reason."""
        name, data = self._upload.name, self._upload.data
        self._upload.clear()
        found, problems = files_in(name, data)
        told = self.words.problems(problems)
        if not found:
            raise Refused([blocker("blocker.not_unpacked", why=told[0])])
        self._require_room(len(found) + len(told), sum(len(each) for _, each in found))
        waiting = [self._queue.add(*each) for each in found]
        for problem, text in zip(problems, told, strict=True):
            self._queue.leave_out(str(problem.values.get("name", name)), text)
        return self._reading(waiting)

    def read_rest_job(self) -> Job[list[Waiting]]:
        """The work of reading those files that were not read when it was stopped."""
        return self._reading(self._queue.unread)

    def _reading(self, files: list[Waiting]) -> Job[list[Waiting]]:
        desk = self.desk
        for one in files:
            one.reading = True
        self._show_queue()

        def read(progress: Any, cancelled: Any) -> list[Waiting]:
            previews = look_many(desk, [(one.name, one.data) for one in files])
            try:
                for number, (one, preview) in enumerate(
                    zip(files, previews, strict=False), start=1
                ):
                    one.preview = preview
                    progress(number / len(files))
                    if cancelled():
                        break
            finally:
                self.stop_reading(files)
            return files

        return read

    def looked(self, seen: list[Waiting]) -> None:
        """Show what reading gave; a single file opens at once."""
        self._show_queue()
        if len(self._queue.files) == 1 and seen and seen[0].preview:
            self.open_file(seen[0].id)

    def look_stopped(self, _seen: list[Waiting]) -> None:
        """Say how many files were not read."""
        self._show_queue()
        text = self.words.say("exchange.take.reading_stopped", count=len(self._queue.unread))
        self.tell(text, "info")

    def stop_reading(self, files: Iterable[Waiting] = ()) -> None:
        """These files, or all that wait, are being read no more."""
        for one in tuple(files) or tuple(self._queue.files.values()):
            one.reading = False
        self._show_queue()

    def open_file(self, id_: str) -> None:
        """Show what a file would change. Raises NotFound."""
        self.line_state = ""
        self._show(self._one(id_))

    def close_file(self) -> None:
        self.sheet, self.lines, self.problems = {}, [], []

    def filter_lines(self, state: str) -> None:
        self.line_state = state
        self._show(self._one(self.sheet.get("id", "")))

    def drop_file(self, id_: str) -> None:
        """Forget a file that was sent; nothing was written of it."""
        self._queue.drop(id_)
        if self.sheet.get("id") == id_:
            self.close_file()
        self._show_queue()

    def drop_done(self) -> None:
        """Forget the files that have their line in the ledger."""
        for one in self._queue.done:
            self._queue.drop(one.id)
        self._show_queue()

    def decide(self, line: str, field: str, side: Side) -> None:
        """Which of two changes of one field is to stand."""
        one = self._one(self.sheet.get("id", ""))
        if (line, field) in one.conflicts:
            one.choices[line, field] = side
        self._show(one)
        self._show_queue()

    def decide_all(self, side: Side) -> None:
        """The same side in every conflict of the open file."""
        one = self._one(self.sheet.get("id", ""))
        one.choices = dict.fromkeys(one.conflicts, side)
        self._show(one)
        self._show_queue()

    def take_job(self, id_: str) -> Job[_Taken]:
        """The work of taking one file. Raises Refused while conflicts are undecided."""
        one = self._one(id_)
        if not one.ready:
            count = one.undecided
            raise Refused(
                [blocker("blocker.undecided", count=count)]
                if count
                else [blocker("blocker.not_takeable")]
            )
        return self._taking([one])

    def take_all_job(self) -> Job[_Taken]:
        """The work of taking every file that nothing stands against."""
        return self._taking(self._queue.ready)

    def _taking(self, files: list[Waiting]) -> Job[_Taken]:
        def work(progress: Any, cancelled: Any) -> _Taken:
            done: _Taken = []
            try:
                for number, one in enumerate(files, start=1):
                    if cancelled():
                        break
                    done.append((one, self._take(one)))
                    progress(number / len(files))
            finally:
                self._show_queue()
            return done

        return work

    def _take(self, one: Waiting) -> Received | str:
        try:
            got = take(self.desk, name=one.name, data=one.data, choices=one.choices)
        except ToolkitError as error:
            one.fault = self.words.error(error)
            return one.fault
        one.taken_as(got)
        return got

    def took(self, done: _Taken) -> None:
        """Tell what became of the files."""
        self._after_taking()
        self._tell_taken(done)

    def take_stopped(self, done: _Taken) -> None:
        """Tell how many files were taken before it was stopped, and how many wait."""
        self._after_taking()
        values = {"count": len(_good(done)), "left": len(self._queue.ready)}
        self.tell(self.words.say("exchange.take.taking_stopped", **values), "info")

    def _after_taking(self) -> None:
        self.close_file()
        self._show_queue()
        self.wrote()

    def _tell_taken(self, done: _Taken) -> None:
        good = _good(done)
        if len(done) == 1:
            key = "taken_told" if good else "refused_told"
            kind = "success" if good else "warning"
            self.tell(self.words.say(f"exchange.take.{key}", name=done[0][0].name), kind)
        else:
            self.tell(self.words.say("exchange.take.taken_many", count=len(good), of=len(done)))

    def refuse_job(self, id_: str) -> Job[tuple[Waiting, Received, str, bytes]]:
        """The work of refusing a faulty file: a line in the ledger, and the annotated copy."""
        one, desk, words = self._one(id_), self.desk, self.words

        def work(_progress: Any, _cancelled: Any) -> tuple[Waiting, Received, str, bytes]:
            name, data = annotated(desk, name=one.name, data=one.data, words=words)
            received = take(desk, name=one.name, data=one.data, choices={})
            one.taken_as(received)
            return one, received, name, data

        return work

    def refused(self, done: tuple[Waiting, Received, str, bytes]) -> None:
        one, received, name, data = done
        self.deliver(name, MIMES["xlsx"], data)
        self.took([(one, received)])

    def _one(self, id_: str) -> Waiting:
        if id_ not in self._queue.files:
            raise NotFound()
        return self._queue.files[id_]

    def _show_queue(self) -> None:
        self.queue = self._queue.shown(self.words, self.served)

    def _show(self, one: Waiting) -> None:
        seen = one.preview
        if seen is None:
            raise NotFound()
        rows, total = lines_shown(one, self.line_state, speaker(self.desk, self.words))
        self.lines = rows
        self.problems = problems_shown(seen.problems, self.words)
        self.sheet = {
            "id": one.id,
            "name": one.name,
            "facts": " · ".join(
                filter(None, (self.unit_named(seen.unit), self._period(seen.period)))
            ),
            "chip": file_chip(one, self.words),
            "ready": one.ready,
            "faulty": bool(seen.problems),
            "undecided": one.undecided,
            "notes": self.words.problems(seen.notes[:100]),
            "told": self._told(one, seen),
            "cut": self.words.say("exchange.sheet.cut", shown=len(rows), count=total)
            if len(rows) < total
            else "",
            "tabs": [
                {
                    "state": state,
                    "text": self.words.say(f"exchange.line_state.{state}"),
                    "count": number,
                }
                for state in ORDER
                if (number := seen.counts.get(state, 0))
            ],
        }

    def _period(self, code: str) -> str:
        return self.words.period(code) if code else ""

    def _told(self, one: Waiting, seen: Preview) -> str:
        if seen.verdict is Verdict.DUPLICATE:
            return self.words.say("exchange.sheet.again")
        count = one.undecided
        return self.words.say("exchange.sheet.undecided", count=count) if count else ""


def _good(done: _Taken) -> list[Waiting]:
    return [one for one, got in done if not isinstance(got, str) and got.verdict in _GOOD]
