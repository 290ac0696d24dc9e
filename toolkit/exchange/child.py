"""Work on bytes that nobody vouches for, in processes of their own with little memory and time."""

import gc
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

from toolkit.errors import ToolkitError
from toolkit.exchange.worker import LENGTH

SECONDS = 60
MEGABYTES = 1024
MOST_ANSWER = 200 * 1024 * 1024
FILES_A_PROCESS = 200
MOST_WORKERS = 4
_START = "from toolkit.exchange.worker import main; main()"


class ChildFailed(ToolkitError):
    """The process was stopped at its limits or fell over the file; nothing came of it."""

    key = "table_file.child_failed"


def in_child(
    function: str, data: bytes, *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Any:
    """What `module:function` makes of the bytes, as JSON can carry it; raises ChildFailed.

    The child may use `megabytes` of memory and `seconds` of processor and of wall time."""
    with Children(function, files=1, seconds=seconds, megabytes=megabytes) as child:
        return child.ask(data)


class Children:
    """Processes that handle many files one after another, for when starting one a file is dear.

    Each takes `files` files at most and is then replaced. One that dies over a file takes no other
    file with it: a process that had handled others before is no proof against the file, so the
    file is tried once more in a fresh one, and only then told as ChildFailed."""

    def __init__(
        self,
        function: str,
        *,
        workers: int | None = None,
        files: int = FILES_A_PROCESS,
        seconds: int = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self.workers = workers or min(os.cpu_count() or 1, MOST_WORKERS)
        self._files, self._seconds = files, seconds
        self._arguments = [function, str(seconds), str(megabytes)]
        self._idle: list[_Child] = []
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that wait for a file."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def ask(self, data: bytes) -> Any:
        """What the function makes of the bytes; raises ChildFailed. Any thread may ask."""
        child = self._take()
        try:
            return self._answer(child, data)
        except _Died as death:
            if child.handled == 0 or death.is_late:
                raise ChildFailed from death
        try:
            return self._answer(_Child(self._arguments), data)
        except _Died as death:
            raise ChildFailed from death

    def each(self, files: Iterable[bytes]) -> Generator[Any, None, None]:
        """The answers in the files' order, a ChildFailed in place of one that did not come.

        As many at once as there are workers; no more than twice as many files are held."""
        waiting: deque[Future[Any]] = deque()
        with ThreadPoolExecutor(self.workers) as threads:
            try:
                for data in files:
                    waiting.append(threads.submit(self._ask_quietly, data))
                    if len(waiting) >= 2 * self.workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for one in waiting:
                    one.cancel()

    def _ask_quietly(self, data: bytes) -> Any:
        try:
            return self.ask(data)
        except ChildFailed as failure:
            return failure

    def _take(self) -> "_Child":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _Child(self._arguments)

    def _answer(self, child: "_Child", data: bytes) -> Any:
        answer = child.answer(data, self._seconds)
        if child.handled >= self._files:
            child.end()
        else:
            with self._lock:
                self._idle.append(child)
        with uncollected():
            return json.loads(answer)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nobody look for circles among millions of new cells: there are none, and it is slow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Died(Exception):
    """No answer came; `is_late` if the process was stopped by the clock."""

    def __init__(self, *, is_late: bool) -> None:
        self.is_late = is_late
        super().__init__()


class _Child:
    """One process and its pipes."""

    def __init__(self, arguments: list[str]) -> None:
        self.handled = 0
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    def answer(self, data: bytes, seconds: int) -> bytes:
        clock = Timer(seconds, self._process.kill)
        clock.start()
        try:
            answer = self._asked(data)
        except (OSError, EOFError) as error:
            self.end()
            raise _Died(is_late=clock.finished.is_set()) from error
        finally:
            clock.cancel()
        self.handled += 1
        return answer

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()

    def _asked(self, data: bytes) -> bytes:
        source, target = self._process.stdout, self._process.stdin
        if source is None or target is None:
            raise EOFError
        target.write(len(data).to_bytes(LENGTH, "big"))
        target.write(data)
        target.flush()
        length = int.from_bytes(_whole(source.read(LENGTH), LENGTH), "big")
        if length > MOST_ANSWER:
            raise EOFError
        return _whole(source.read(length), length)


def _whole(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise EOFError
    return data


def _environment() -> dict[str, str]:
    """Nothing of ours but where the code lies; one thread, for threads reserve memory."""
    root = str(Path(__file__).resolve().parents[2])
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", **one_thread, **kept}
