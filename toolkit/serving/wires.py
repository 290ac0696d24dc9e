"""What outlives a request: open websockets, and pages that are being drawn."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

GONE = 4404  # the websocket's closing code that tells the page: your kernel is no more


_FETCHED_WITHIN = 30.0


class Wire(Protocol):
    """A page's websocket."""

    def close(self, code: int) -> None: ...


class Openings:
    """The pages that are being drawn, or were, by the id of their kernel."""

    def __init__(self) -> None:
        self._drawn: dict[str, asyncio.Task[dict[str, Any]]] = {}

    def begin(self, kernel_id: str, drawing: Coroutine[Any, Any, dict[str, Any]]) -> None:
        self._drawn[kernel_id] = asyncio.ensure_future(drawing)

    def of(self, kernel_id: str) -> asyncio.Task[dict[str, Any]] | None:
        return self._drawn.get(kernel_id)

    def forget(self, kernel_id: str) -> None:
        """A page that is being drawn is drawn to its end: somebody may wait for its sentence."""
        drawing = self._drawn.get(kernel_id)
        if drawing:
            drawing.add_done_callback(lambda _: self._later(kernel_id))

    def close(self) -> None:
        for drawing in self._drawn.values():
            drawing.cancel()

    def _later(self, kernel_id: str) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(_FETCHED_WITHIN, self._drawn.pop, kernel_id, None)


class Wires:
    """The open websockets of each kernel."""

    def __init__(self) -> None:
        self._open: dict[str, set[Wire]] = {}

    def add(self, kernel_id: str, wire: Wire) -> None:
        self._open.setdefault(kernel_id, set()).add(wire)

    def remove(self, kernel_id: str, wire: Wire) -> None:
        self._open.get(kernel_id, set()).discard(wire)

    def cut(self, kernel_id: str) -> None:
        """Tell the pages of a kernel that it is gone."""
        for wire in self._open.pop(kernel_id, set()):
            wire.close(GONE)


class PatientWire(VoilaKernelWebsocketHandler):
    """A websocket that gives a page up only when it answered none of three pings.

    Jupyter gives up at the first one already where its timeout is no longer than its interval,
    and Tornado, which reads the same settings, wants it no longer."""

    last_ping: float = 0.0

    def send_ping(self) -> None:
        now, pause = asyncio.get_running_loop().time(), self.ping_interval / 1000
        silent, asleep = now - self.last_pong, now - self.last_ping
        if self.ws_connection is None or (silent > 3.5 * pause and asleep < 2 * pause):
            self.ping_callback.stop()
            self.close()
            return
        self.ping(b"")
        self.last_ping = now
