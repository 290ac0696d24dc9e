"""What goes on beside the requests: open websockets, and work that outlives its request."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

GONE = 4404  # the websocket's closing code that tells the page: your kernel is no more


class Wire(Protocol):
    """A page's websocket."""

    def close(self, code: int) -> None: ...


class Tasks:
    """Holds on to what runs beside the requests until it is done."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)


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
