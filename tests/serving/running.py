"""A running server and the clients that visit it, well-meaning or not."""

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import websocket

from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


@dataclass
class Reply:
    """An answer over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Running:
    """A server in a process of its own; `path` is its base URL's path."""

    process: subprocess.Popen[str]
    port: int
    path: str
    folder: Path
    data: Path
    pages: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    @property
    def routes(self) -> list[str]:
        found: list[str] = json.loads((self.folder / "routes.json").read_text("utf-8"))
        return found

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> Reply:
        """Send the path exactly as it is written: no client tidies it up."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(line):
            line.putrequest(method, path, skip_host=bool(headers and "Host" in headers))
            for name, value in (headers or {}).items():
                line.putheader(name, value)
            if body is not None:
                line.putheader("Content-Length", str(len(body)))
            line.endheaders(body.encode() if body is not None else None)
            reply = line.getresponse()
            return Reply(reply.status, dict(reply.getheaders()), reply.read())

    def open_page(self, query: str = "", headers: Mapping[str, str] | None = None) -> "Visit":
        """Open the page as a browser does; what it draws is read from its kernel."""
        reply = self.ask(f"{self.path}{query}", headers=headers)
        assert reply.status == 200, reply.text
        visit = Visit(self, reply.text, dict(headers or {}))
        visit.outputs = self.ask(visit.place("outputs"), headers=headers).text
        return visit

    def health(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask(f"{self.path}healthz").body)
        return found

    def kernels(self) -> list[psutil.Process]:
        """All processes that the server has started, the warm parent among them."""
        found: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return found

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()  # its kernels follow by themselves
            raise


@dataclass
class Visit:
    """A page that was opened, and the wire to its kernel."""

    server: Running
    html: str
    headers: dict[str, str]
    outputs: str = ""

    def place(self, what: str) -> str:
        """The path of something of this page."""
        return f"{self.server.path}{what}/{self.kernel_id}"

    @property
    def kernel_id(self) -> str:
        found = re.search(r'api/kernels/([0-9a-f-]{36})"', self.html)
        assert found
        return found[1]

    def wire(self, headers: Mapping[str, str] | None = None) -> websocket.WebSocket:
        """The websocket; raises WebSocketBadStatusException where it is refused."""
        address = f"ws://127.0.0.1:{self.server.port}{self.server.path}api/kernels/"
        said = self.headers if headers is None else headers
        return websocket.create_connection(
            f"{address}{self.kernel_id}/channels?session_id=trial",
            timeout=PATIENCE,
            header=[f"{name}: {value}" for name, value in said.items()],
            origin=f"http://127.0.0.1:{self.server.port}",
        )

    def widget(self) -> dict[str, Any]:
        """What the page's widget shows: its state, asked for as the page does."""
        wire = self.wire()
        with contextlib.closing(wire):
            control = {"comm_id": "c" * 32, "target_name": "jupyter.widget.control", "data": {}}
            say(wire, "comm_open", control, metadata={"version": "1.0.0"})
            asking = {"comm_id": "c" * 32, "data": {"method": "request_states"}}
            say(wire, "comm_msg", asking)
            while True:
                heard = json.loads(wire.recv())
                states = (
                    heard["content"].get("data", {}).get("states") if heard["content"] else None
                )
                if states:
                    return next(one["state"] for one in states.values() if "who" in one["state"])

    def leave(self, **headers: str) -> Reply:
        origin = {"Origin": f"http://127.0.0.1:{self.server.port}"} | self.headers | headers
        return self.server.ask(self.place("leave"), "POST", origin, body="")


def say(
    wire: websocket.WebSocket,
    kind: str,
    content: Any,
    channel: str = "shell",
    metadata: Mapping[str, str] | None = None,
) -> str:
    """Send a kernel message by hand; its id is returned."""
    number = os.urandom(8).hex()
    header = {"msg_id": number, "msg_type": kind, "username": "x", "session": "x", "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": metadata or {}}
    message["content"] = content
    wire.send(json.dumps({**message, "channel": channel, "buffers": []}))
    return number


@contextlib.contextmanager
def running(
    folder: Path, notebook: Path = HERE / "trial.ipynb", **settings: str
) -> Iterator[Running]:
    """A server with settings of its own, stopped in the end with all it has started."""
    data = folder / "data.txt"
    path = settings.get("BASE_URL", "/")
    own = {
        "TOOLKIT_PORT": "0",
        "TOOLKIT_DATA": str(data),
        "TRIAL_ROUTES": str(folder / "routes.json"),
        "TRIAL_UNCONNECTED": settings.pop("UNCONNECTED", "60"),
        "TMPDIR": str(folder),
    }
    named = {f"TOOLKIT_{name}": value for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, str(HERE / "trial_server.py"), str(notebook)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **own, **named},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    port = int(process.stdout.readline().rsplit(":", 1)[1].split("/")[0])
    server = Running(process, port, path, folder, data)
    started = server.kernels()
    try:
        yield server
    finally:
        started += server.kernels() if process.poll() is None else []
        server.stop()
        process.stdout.close()
        for one in started:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
