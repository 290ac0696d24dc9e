"""The real server on data of its own, and a proxy before it that tells who asks."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from tests.serving.running import Running
from tests.source import ROOT
from tests.waiting import children
from toolkit.domain.obligation import Obligation
from toolkit.store import Reading, Store

DAY = date(2018, 10, 15)
SECRET = "only-the-proxy-knows"


@dataclass
class House(Running):
    """The server as people start it; `data` is its SQLite file."""

    @property
    def kernel_ids(self) -> list[int]:
        """Process ids of the kernels that wait or serve a page: children of the warm parent."""
        parents = children(psutil.Process(self.process.pid))
        return [child.pid for child in children(*parents)]

    @contextlib.contextmanager
    def reading(self, known_on: date | None = None) -> Iterator[Reading]:
        """What the data file says now, or said at the end of a day."""
        store = Store.open(self.data)
        with store.reading(known_on) as reading:
            yield reading
        store.close()

    def owed(self, unit: str, task: str, day: date = DAY) -> Obligation:
        """What this unit owes on a task, the latest of its periods that are due."""
        with self.reading() as reading:
            rows = reading.obligations(day, codes=[unit])
        mine = [row.obligation for row in rows if row.obligation.task == task]
        return max(mine, key=lambda one: one.deadline)

    def obligation(self, number: str) -> Obligation:
        """An obligation as it stands now."""
        with self.reading() as reading:
            found = reading.obligation(number)
        assert found
        return found

    def draft(self, login: str, number: str) -> dict[str, Any]:
        """What somebody has typed and not sent."""
        with self.reading() as reading:
            found = reading.draft(login, number)
        return found[0] if found else {}


@contextlib.contextmanager
def keeping_house(demo: Path, folder: Path, **settings: str) -> Iterator[House]:
    """`toolkit serve` on a copy of the demo data, stopped in the end with all it has started."""
    data = folder / "guong-sang.db"
    shutil.copy(demo, data)
    named = {f"TOOLKIT_{name}": value for name, value in settings.items()}
    line = ["-m", "toolkit", "serve", "--no-browser", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(
        [sys.executable, *line],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)} | named,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    port = int(process.stdout.readline().rsplit(":", 1)[1].split("/")[0])
    house = House(process, port, "/", folder, data)
    try:
        yield house
    finally:
        started = house.kernels() if process.poll() is None else []
        house.stop()
        process.stdout.close()
        for one in started:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()


class Proxy:
    """A single-sign-on proxy for one person: whatever comes through it is that person's.

    What a browser says of its identity is thrown away, as a real proxy does."""

    def __init__(self, house: Running, login: str) -> None:
        self._house = house
        self._said = f"X-Person: {login}\r\nX-Toolkit-Secret: {SECRET}\r\n".encode()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}/"
        threading.Thread(target=self._answer, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits at it
        self._door.close()

    def _answer(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(browser,), daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        """One request a connection; a websocket keeps it."""
        with contextlib.suppress(OSError), browser:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = browser.recv(65536)
                if not piece:
                    return
                head += piece
            with socket.create_connection(("127.0.0.1", self._house.port)) as server:
                server.sendall(self._introduced(head))
                asking = threading.Thread(target=carry, args=(browser, server), daemon=True)
                asking.start()
                carry(server, browser)
                browser.shutdown(socket.SHUT_RDWR)
                asking.join()

    def _introduced(self, head: bytes) -> bytes:
        first, _, rest = head.partition(b"\r\n")
        lines, _, body = rest.partition(b"\r\n\r\n")
        ours = (b"x-person:", b"x-toolkit-secret:")
        kept = [line for line in lines.split(b"\r\n") if not line.lower().startswith(ours)]
        if not any(line.lower().startswith(b"upgrade:") for line in kept):
            kept = [line for line in kept if not line.lower().startswith(b"connection:")]
            kept.append(b"Connection: close")
        return b"\r\n".join([first, self._said + b"\r\n".join(kept), b"", body])


def carry(source: socket.socket, target: socket.socket) -> None:
    """Hand on what comes until it ends."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)
