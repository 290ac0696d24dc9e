"""The lean kernel of one visitor: ready before the visit, told at the click whose it is."""

from toolkit.serving import lighter  # noqa: F401 -- before those whom it makes lighter

# isort: split

import importlib
import json
import logging
import os
import platform
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

import comm
import ipywidgets
from comm.base_comm import BaseComm

from toolkit.serving import cell
from toolkit.serving.channels import VERSION, Channels, Message

log = logging.getLogger("toolkit.serving")

_REQUEST = "_request"


class Kernel:
    """Runs the notebook's cells and hands widgets what the page says; nothing else is offered.

    Everything is done in the main thread, one message after the other; any thread may publish."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._asked: Message = {}  # what is being done, or was done last
        self._runs = 0
        self._comms = comm.get_comm_manager()

    def serve(self) -> None:
        """Do what is asked until a shutdown is."""
        self.publish("status", {"execution_state": "starting"})
        for channel, asked in self._channels.heard():
            self._asked = asked
            self.publish("status", {"execution_state": "busy"})
            kind = asked["header"]["msg_type"]
            try:
                self._do(channel, kind, asked)
            except Exception:
                log.exception("a kernel failed at %s", kind)
            _flush()
            self.publish("status", {"execution_state": "idle"})
            if (channel, kind) == ("control", "shutdown_request"):
                return

    def publish(
        self, kind: str, content: dict[str, Any], metadata: Any = None, buffers: Any = None
    ) -> None:
        """Tell the page, as a part of the answer to what it said last; any thread may."""
        parent = self._asked.get("header", {})
        self._channels.publish(kind, content, parent, metadata, buffers or ())

    def _do(self, channel: str, kind: str, asked: Message) -> None:
        if kind == "kernel_info_request":
            self._answer(channel, asked, _about())
        elif channel == "shell" and kind == "execute_request":
            self._answer(channel, asked, self._run(asked["content"]))
        elif channel == "shell" and kind in ("comm_open", "comm_msg", "comm_close"):
            getattr(self._comms, kind)(None, asked["sender"], asked)
        elif channel == "shell" and kind == "comm_info_request":
            self._answer(channel, asked, self._widgets(asked["content"].get("target_name")))
        elif channel == "control" and kind == "shutdown_request":
            self._answer(channel, asked, {"status": "ok", "restart": False})
        elif kind.endswith(_REQUEST):
            self._answer(channel, asked, {"status": "error", "ename": "Refused", "evalue": kind})

    def _answer(self, channel: str, asked: Message, content: dict[str, Any]) -> None:
        kind = asked["header"]["msg_type"].removesuffix(_REQUEST) + "_reply"
        self._channels.answer(channel, asked, kind, content)

    def _run(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._runs += 1
        count = {"execution_count": self._runs}
        self.publish("execute_input", {"code": asked["code"], **count})
        try:
            value = cell.run(asked["code"], self._names)
            if value is not None:
                data, metadata = cell.shown(value)
                self.publish("execute_result", {"data": data, "metadata": metadata, **count})
        except BaseException as error:  # noqa: BLE001 -- a cell that wants to exit is told too
            failure = cell.failure(error)
            self.publish("error", failure)
            return {"status": "error", **count, **failure}
        return {"status": "ok", **count, "user_expressions": {}, "payload": []}

    def _widgets(self, target: str | None) -> dict[str, Any]:
        comms = {
            name: {"target_name": one.target_name}
            for name, one in self._comms.comms.items()
            if target in (None, one.target_name)
        }
        return {"status": "ok", "comms": comms}


class PageComm(BaseComm):
    """What a widget speaks through."""

    kernel: Kernel

    def publish_msg(
        self,
        msg_type: str,
        data: Any = None,
        metadata: Any = None,
        buffers: Any = None,
        **keys: Any,
    ) -> None:
        content = {"data": data or {}, "comm_id": self.comm_id, **keys}
        self.kernel.publish(msg_type, content, metadata, buffers)

    def handle_msg(self, msg: Message) -> None:
        """Hand a message to the widget; there is no IPython to be told before and after."""
        if self._msg_callback:
            self._msg_callback(msg)


def live(connection: dict[str, Any], ask: BinaryIO, tell: BinaryIO) -> None:
    """Start a kernel on `connection`, say so in a line on `tell`, wait for the visitor's line on
    `ask` ({"env": …}), then serve until told to stop or until the server's end of `ask` is gone."""
    logging.getLogger("Comm").setLevel(logging.ERROR)  # a page that closes twice is no news
    channels = Channels(connection)
    PageComm.kernel = kernel = Kernel(channels)
    comm.create_comm = PageComm
    ipywidgets.register_comm_target()
    tell.write(json.dumps({"pid": os.getpid(), "ports": channels.ports}).encode() + b"\n")
    tell.flush()
    line = ask.readline()
    if not line:
        _leave()
    os.environ.update(json.loads(line)["env"])
    threading.Thread(target=_watch, args=(ask, _leave), daemon=True).start()
    kernel.serve()
    channels.close()


def _about() -> dict[str, Any]:
    return {
        "status": "ok",
        "protocol_version": VERSION,
        "implementation": "guong-sang",
        "implementation_version": VERSION,
        "language_info": {"name": "python", "version": platform.python_version()},
        "banner": "",
        "help_links": [],
    }


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def _watch(ask: BinaryIO, leave: Callable[[], None]) -> None:
    while ask.read(1):
        pass
    leave()


def _leave() -> None:
    os._exit(0)


def main() -> None:
    """A kernel started as a process of its own: its connection is the first line of its input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to handle
    for module in sys.argv[1:]:
        importlib.import_module(module)
    ask, tell = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but the one line may reach the server
    live(json.loads(ask.readline()), ask, tell)


if __name__ == "__main__":
    main()
