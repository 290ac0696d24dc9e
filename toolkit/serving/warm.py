"""Kernels that wait for their visitors: forked from a warm parent, or started as processes."""

import asyncio
import contextlib
import json
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

log = logging.getLogger("toolkit.serving")

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
START_TIMEOUT = 60.0
WARM_MODULES = ("ipyvuetify", "toolkit.app", "toolkit.pages.shell")
SECRETS = ("TOOLKIT_IDENTITY_SECRET",)
_CRASHES = 3
_LAST_SECONDS = 3.0
_ROOT = str(Path(__file__).resolve().parents[2])


def _environment() -> dict[str, str]:
    """What every kernel inherits: this process's environment, without the proxy's secret."""
    inherited = {name: value for name, value in os.environ.items() if name not in SECRETS}
    path = os.pathsep.join([_ROOT, *filter(None, [inherited.get("PYTHONPATH")])])
    return {"MALLOC_ARENA_MAX": "2", **inherited, "PYTHONPATH": path}


class Start(Protocol):
    """A way to start a kernel that waits."""

    async def new(self, connection: Mapping[str, Any]) -> "Waiting": ...

    def close(self) -> None: ...


class Waiting:
    """A kernel process that is ready and waits to hear whose it is; `gone` is done when it ends."""

    def __init__(self, connection: Mapping[str, Any], pid: int, tell: Any) -> None:
        self.connection, self.pid = dict(connection), pid
        self._tell = tell
        self.gone: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @property
    def alive(self) -> bool:
        return not self.gone.done()

    def begin(self, env: Mapping[str, str]) -> None:
        """Tell the kernel its visitor: from now on it runs."""
        self._tell.write(json.dumps({"env": dict(env)}).encode() + b"\n")
        flush = getattr(self._tell, "flush", None)
        if flush:
            flush()

    def signal(self, number: int) -> None:
        """Signal the kernel and all that it has started; one that is gone is left in peace."""
        if not self.alive:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg") and os.getpgid(self.pid) == self.pid:
                os.killpg(self.pid, number)
            else:
                os.kill(self.pid, number)

    def end(self) -> None:
        """Let go of a kernel that was never used: it ends by itself."""
        self._tell.close()

    def ended(self) -> None:
        with contextlib.suppress(OSError):
            self._tell.close()
        if not self.gone.done():
            self.gone.set_result(0)


class Fork:
    """Forks kernels from a warm parent process, which is started anew should it die."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = list(modules)
        self._otherwise = Spawn(modules)
        self._control: socket.socket | None = None
        self._parent: subprocess.Popen[bytes] | None = None
        self._crashes = 0
        self._watchers: set[asyncio.Task[None]] = set()

    @property
    def pid(self) -> int | None:
        return self._parent.pid if self._parent and self._parent.poll() is None else None

    def start(self) -> socket.socket:
        """Start the parent; it imports what it must before it answers."""
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "toolkit.serving.forkserver", str(theirs.fileno())]
        self._parent = subprocess.Popen(
            [*command, *self._modules],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=_environment(),
        )
        theirs.close()
        self._control = ours
        asyncio.get_running_loop().add_reader(ours, self._parent_died)
        return ours

    def close(self) -> None:
        """End the parent; its children notice by themselves that the server is gone."""
        if self._control:
            with contextlib.suppress(RuntimeError):
                asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        if self._parent:
            self._parent.terminate()
            self._parent.wait()
            self._parent = None

    async def new(self, connection: Mapping[str, Any]) -> Waiting:
        for _ in range(_CRASHES):  # a parent that died a moment ago is started anew
            try:
                return await self._new(connection)
            except (ConnectionError, EOFError):
                await asyncio.sleep(0.01)  # until its death is noticed
        log.error("the warm parent does not fork; starting a kernel of its own")
        return await self._otherwise.new(connection)

    async def _new(self, connection: Mapping[str, Any]) -> Waiting:
        control = self._control or self.start()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(control, [b"k"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        reader, writer = await asyncio.open_connection(sock=ours)
        writer.write(json.dumps(dict(connection)).encode() + b"\n")
        line = b""
        try:
            line = await asyncio.wait_for(reader.readline(), START_TIMEOUT)
        finally:
            if not line:
                writer.close()
        if not line:
            raise EOFError("a forked kernel ended before it was ready")
        self._crashes = 0
        return self._waiting(json.loads(line), connection, reader, writer)

    def _waiting(
        self,
        ready: dict[str, Any],
        connection: Mapping[str, Any],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> Waiting:
        kernel = Waiting({**connection, **ready["ports"]}, ready["pid"], writer)
        watcher = asyncio.create_task(_watch(reader, writer, kernel))
        self._watchers.add(watcher)
        watcher.add_done_callback(self._watchers.discard)
        return kernel

    def _parent_died(self) -> None:
        self.close()
        self._crashes += 1
        if self._crashes > _CRASHES:
            log.error("the warm parent keeps dying; it is tried again at the next visit")
            return
        log.warning("the warm parent died; starting another")
        self.start()


async def _watch(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, kernel: Waiting
) -> None:
    with contextlib.suppress(OSError):
        while await reader.read(1024):
            pass
    writer.close()
    kernel.ended()


class Spawn:
    """Starts kernels as processes of their own, where there is no fork."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = list(modules)

    def close(self) -> None:
        """Nothing is held; waiting kernels end when their input closes."""

    def _process(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "toolkit.serving.kernel", *self._modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            start_new_session=CAN_FORK,
        )

    async def new(self, connection: Mapping[str, Any]) -> Waiting:
        process = self._process()
        ask, tell = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        ask.write(json.dumps(dict(connection)).encode() + b"\n")
        ask.flush()
        with tell:
            line = await asyncio.wait_for(asyncio.to_thread(tell.readline), START_TIMEOUT)
        ready = json.loads(line)
        kernel = Waiting({**connection, **ready["ports"]}, process.pid, ask)
        loop = asyncio.get_running_loop()
        threading.Thread(target=_wait, args=(process, kernel, loop), daemon=True).start()
        return kernel


def _wait(
    process: subprocess.Popen[bytes], kernel: Waiting, loop: asyncio.AbstractEventLoop
) -> None:
    process.wait()
    with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
        loop.call_soon_threadsafe(kernel.ended)


class Nursery:
    """Keeps `size` kernels waiting, and hands them out one by one."""

    def __init__(self, start: Start, folder: Path, *, size: int, pause: float = 1.0) -> None:
        self._start, self._folder, self._size, self._pause = start, folder, size, pause
        self._waiting: list[Waiting] = []
        self._taken: set[Waiting] = set()
        self._filling: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def waiting(self) -> int:
        return sum(kernel.alive for kernel in self._waiting)

    async def take(self) -> Waiting:
        """A kernel that waits, or a new one where none does."""
        kernel = self._pop() or await self._start.new(self._connection())
        self._taken.add(kernel)
        kernel.gone.add_done_callback(lambda _: self._taken.discard(kernel))
        self.fill(after=self._pause)
        return kernel

    def fill(self, *, after: float = 0.0) -> None:
        """See to it that enough kernels wait; `after` a pause, to leave the page the processor."""
        if self._filling is None or self._filling.done():
            self._filling = asyncio.create_task(self._fill(after))

    async def close(self) -> None:
        """End every kernel, taken or waiting; one that is slow ends when its server is gone."""
        self._closed = True
        if self._filling:
            self._filling.cancel()
        kernels = [*self._waiting, *self._taken]
        for kernel in kernels:
            kernel.signal(signal.SIGTERM)
            kernel.end()
        if kernels:
            await asyncio.wait([kernel.gone for kernel in kernels], timeout=_LAST_SECONDS)
        self._start.close()

    def _pop(self) -> Waiting | None:
        while self._waiting:
            kernel = self._waiting.pop(0)
            if kernel.alive:
                return kernel
        return None

    async def _fill(self, after: float) -> None:
        await asyncio.sleep(after)
        while not self._closed and self.waiting < self._size:
            try:
                self._waiting.append(await self._start.new(self._connection()))
            except (RuntimeError, OSError, ValueError, TimeoutError):
                log.exception("no kernel could be made ready")
                return

    def _connection(self) -> dict[str, Any]:
        name = secrets.token_hex(4)
        return {
            "transport": "ipc" if CAN_FORK else "tcp",
            "ip": str(self._folder / name) if CAN_FORK else "127.0.0.1",
            "key": secrets.token_hex(16),
            "file": str(self._folder / f"{name}.json"),
        }
