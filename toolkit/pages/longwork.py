"""Long work: done in a thread, tells how far it is and how long it will take, can be cancelled."""

import time
from collections import deque
from collections.abc import Callable
from math import inf
from threading import Event, Lock, Thread
from typing import Any, TypeVar

from toolkit.errors import ToolkitError
from toolkit.pages.state import Speaking
from toolkit.words import Words

T = TypeVar("T")
Progress = Callable[[float], None]
Job = Callable[[Progress, Callable[[], bool]], T]
IDLE: dict[str, Any] = {"running": False, "share": 0, "left": ""}
_End = Callable[[Any], None]
_Asked = tuple[Job[Any], _End, _End | None]
_BEGUN = {**IDLE, "running": True}


class Work:
    """One job at a time for a page; `show` receives {running, share 0–100, left} to put in a trait.

    `failed` speaks an error that is no ToolkitError (the view's `unexpected`)."""

    def __init__(
        self,
        state: Speaking,
        show: Callable[[dict[str, Any]], None],
        failed: Callable[[BaseException, Speaking], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._state, self._show, self._failed, self._clock = state, show, failed, clock
        self._cancel = Event()
        self._thread: Thread | None = None
        self._shown_at = 0.0
        self._turn = Lock()
        self._line: deque[_Asked] = deque()
        self._busy = False

    @property
    def running(self) -> bool:
        return self._busy

    def start(
        self, job: Job[T], done: Callable[[T], None], stopped: Callable[[T], None] | None = None
    ) -> None:
        """Do `job(progress, cancelled)` in a thread, then `done(result)`; if cancelled, `stopped`,
        where what was done until then counts.

        While one is being done, nothing happens."""
        if not self.running:
            self.add(job, done, stopped)

    def add(
        self, job: Job[T], done: Callable[[T], None], stopped: Callable[[T], None] | None = None
    ) -> None:
        """The same, but after what is being done, however much waits already."""
        with self._turn:
            self._line.append((job, done, stopped))
            if self._busy:
                return
            self._busy = True
        self._show(_BEGUN)
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop what is being done, and forget what waits."""
        with self._turn:
            self._line.clear()
        self._cancel.set()

    def wait(self, seconds: float | None = None) -> None:
        """Until the job has ended (tests and commands wait; pages don't)."""
        if self._thread:
            self._thread.join(seconds)

    def _run(self) -> None:
        while (one := self._next()) is not None:
            self._do(*one)
        self._show(IDLE)
        if self.running:  # somebody began anew just now
            self._show(_BEGUN)

    def _next(self) -> _Asked | None:
        with self._turn:
            self._busy = bool(self._line)
            self._cancel.clear()
            return self._line.popleft() if self._line else None

    def _do(self, job: Job[T], done: Callable[[T], None], stopped: _End | None) -> None:
        began = self._clock()
        self._shown_at = -inf  # how far it is after its first part is told at once
        try:
            result = job(lambda share: self._progress(share, began), self._cancel.is_set)
            if not self._cancel.is_set():
                done(result)
            elif stopped:
                stopped(result)
            else:
                self._state.tell(self._state.words.say("shell.cancelled"), "info")
        except ToolkitError as error:
            self._state.tell(self._state.words.error(error), "error")
        except Exception as error:  # noqa: BLE001 -- a thread must not die unheard
            self._state.tell(self._failed(error, self._state), "error")

    def _progress(self, share: float, began: float) -> None:
        now = self._clock()
        if now - self._shown_at < 0.2 and share < 1:
            return
        self._shown_at = now
        left = (now - began) * (1 - share) / share if share > 0 else None
        told = time_left(self._state.words, left)
        self._show({"running": True, "share": round(share * 100), "left": told})


def time_left(words: Words, seconds: float | None) -> str:
    """What is left, "còn khoảng 12 giây"; empty while nothing can be said."""
    if seconds is None:
        return ""
    if seconds < 90:
        return words.say("shell.left_seconds", count=max(1, round(seconds)))
    return words.say("shell.left_minutes", count=round(seconds / 60))
