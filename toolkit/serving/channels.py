"""A page's kernel and the server: signed messages on four sockets, in Jupyter's own protocol."""

import hashlib
import hmac
import json
import logging
import selectors
import uuid
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import Any

import zmq
from jupyter_client.jsonutil import json_default

log = logging.getLogger("toolkit.serving")

VERSION = "5.3"
Message = dict[str, Any]
_PARTS = ("header", "parent_header", "metadata", "content")
_KINDS = {"control": zmq.ROUTER, "shell": zmq.ROUTER, "stdin": zmq.ROUTER, "iopub": zmq.XPUB}
_PLACES = {"shell": 1, "iopub": 2, "stdin": 3, "control": 4, "hb": 5}
_DELIMITER = b"<IDS|MSG>"
_SUBSCRIBED = b"\x01"
_LINGER_MILLISECONDS = 1000


class Forged(Exception):
    """A message that the server has not signed, or that is none."""


class Channels:
    """The kernel's end. The main thread hears and answers; any thread may publish.

    There is no heartbeat: whether a kernel lives is seen from its process."""

    def __init__(self, connection: Mapping[str, Any]) -> None:
        self._key, self._session = connection["key"].encode(), uuid.uuid4().hex
        self._context = zmq.Context()
        self._sockets = {name: self._socket(kind) for name, kind in _KINDS.items()}
        self.ports = {f"{name}_port": self._bind(name, connection) for name in _PLACES}
        self._outgoing: deque[Sequence[Any]] = deque()
        self._publishing = Lock()
        self._selector = selectors.DefaultSelector()
        for socket in self._sockets.values():
            self._selector.register(int(socket.get(zmq.FD)), selectors.EVENT_READ)

    def heard(self) -> Iterator[tuple[str, Message]]:
        """Every message that comes, with its channel; waits for the next, without end."""
        while True:
            name = next((name for name in ("control", "shell", "stdin") if self._has(name)), None)
            if name is None:
                self._publish()
                self._selector.select()
                continue
            try:
                yield name, self._read(self._sockets[name].recv_multipart())
            except Forged:
                log.warning("a message that the server has not signed was let go")

    def answer(self, name: str, asked: Message, kind: str, content: Mapping[str, Any]) -> None:
        """Answer a message on its channel; by the main thread alone."""
        parts = self._written(kind, content, asked["header"], {}, ())
        self._sockets[name].send_multipart([*asked["sender"], *parts])

    def publish(
        self,
        kind: str,
        content: Mapping[str, Any],
        parent: Mapping[str, Any],
        metadata: Mapping[str, Any] | None = None,
        buffers: Sequence[Any] = (),
    ) -> None:
        """Tell all who listen. Any thread may, and so may a destructor while another tells."""
        parts = self._written(kind, content, parent, metadata or {}, buffers)
        self._outgoing.append([kind.encode(), *parts])
        self._publish()

    def close(self) -> None:
        """Send what is still to be sent, for a second at most; no thread publishes any more."""
        self._publishing.acquire()
        self._context.destroy(linger=_LINGER_MILLISECONDS)

    def _publish(self) -> None:
        """Whoever holds the lock sends for all, and looks again once the lock is given back."""
        while self._publishing.acquire(blocking=False):
            try:
                self._welcome()
                while self._outgoing:
                    self._sockets["iopub"].send_multipart(self._outgoing.popleft())
            finally:
                self._publishing.release()
            if not self._outgoing:
                return

    def _welcome(self) -> None:
        """Say to each new listener at once that it is heard: it need not ask until it is."""
        socket = self._sockets["iopub"]
        while self._has("iopub"):
            said = socket.recv()
            if said[:1] == _SUBSCRIBED:
                content = {"subscription": said[1:].decode("utf-8", "replace")}
                self._outgoing.appendleft([said[1:], *self._written("iopub_welcome", content)])

    def _has(self, name: str) -> bool:
        return bool(int(self._sockets[name].get(zmq.EVENTS)) & zmq.POLLIN)

    def _socket(self, kind: int) -> "zmq.Socket[bytes]":
        socket = self._context.socket(kind)
        if kind == zmq.ROUTER:  # a page that comes back has the name that it had before
            socket.set(zmq.ROUTER_HANDOVER, 1)
        else:
            socket.set(zmq.XPUB_VERBOSE, 1)
        return socket

    def _bind(self, name: str, connection: Mapping[str, Any]) -> int:
        socket = self._sockets.get(name)
        if socket is None:
            return _PLACES[name]
        if connection["transport"] == "ipc":
            socket.bind(f"ipc://{connection['ip']}-{_PLACES[name]}")
            return _PLACES[name]
        socket.bind(f"tcp://{connection['ip']}:*")
        return int(bytes(socket.get(zmq.LAST_ENDPOINT)).rstrip(b"\0").rpartition(b":")[2])

    def _read(self, frames: list[bytes]) -> Message:
        """Raises Forged."""
        if _DELIMITER not in frames:
            raise Forged
        place = frames.index(_DELIMITER)
        signature, *parts = frames[place + 1 : place + 6]
        if len(parts) < len(_PARTS) or not hmac.compare_digest(signature, self._sign(parts)):
            raise Forged
        message: Message = dict(zip(_PARTS, map(json.loads, parts), strict=True))
        buffers = [memoryview(frame) for frame in frames[place + 6 :]]
        return {**message, "buffers": buffers, "sender": frames[:place]}

    def _written(
        self,
        kind: str,
        content: Mapping[str, Any],
        parent: Mapping[str, Any] | None = None,
        metadata: Mapping[str, Any] | None = None,
        buffers: Sequence[Any] = (),
    ) -> list[Any]:
        four = (self._header(kind), parent or {}, metadata or {}, content)
        parts = [_packed(one) for one in four]
        return [_DELIMITER, self._sign(parts), *parts, *buffers]

    def _header(self, kind: str) -> Message:
        return {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": "kernel",
            "session": self._session,
            "version": VERSION,
        }

    def _sign(self, parts: Sequence[bytes]) -> bytes:
        return hmac.digest(self._key, b"".join(parts), hashlib.sha256).hex().encode()


def _packed(value: Any) -> bytes:
    text = json.dumps(value, default=json_default, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogateescape")
