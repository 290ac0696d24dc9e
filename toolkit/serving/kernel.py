"""The lean kernel of one visitor: ready before the visit, told at the click whose it is."""

from toolkit.serving import lighter  # noqa: F401 -- before those whom it makes lighter

# isort: split

import importlib
import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

import ipywidgets
from ipykernel import kernelapp
from ipykernel.iostream import IOPubThread
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config


class HomeThread(IOPubThread):
    """Sends what the kernel says; it opens no port for what forked children say: there are none."""

    def __init__(self, socket: Any, **how: Any) -> None:
        super().__init__(socket, **how | {"pipe": False})  # type: ignore[no-untyped-call]  # ipykernel


vars(kernelapp)["IOPubThread"] = HomeThread  # the application offers no other way to choose it


def lean_config() -> Config:
    """No history file, no debugger, no start-up files: a page needs none of them."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.history_length = 0
    config.IPKernelApp.exec_PYTHONSTARTUP = False
    config.IPKernelApp.capture_fd_output = False
    config.IPCompleter.use_jedi = False
    return config


def live(connection: dict[str, Any], ask: BinaryIO, tell: BinaryIO) -> None:
    """Start a kernel on `connection`, say so in a line on `tell`, wait for the visitor's line on
    `ask` ({"env": …}), then serve until told to stop or until the server's end of `ask` is gone."""
    app = _app(connection)
    tell.write(json.dumps(_ready(app)).encode() + b"\n")
    tell.flush()
    line = ask.readline()
    if not line:
        _leave()
    os.environ.update(json.loads(line)["env"])
    threading.Thread(target=_watch, args=(ask, _leave), daemon=True).start()
    app.start()  # type: ignore[no-untyped-call]  # ipykernel


def _app(connection: dict[str, Any]) -> IPKernelApp:
    logging.getLogger("Comm").setLevel(logging.ERROR)  # a page that closes twice is no news
    app = IPKernelApp.instance(config=lean_config())
    app.transport, app.ip = connection["transport"], connection["ip"]
    app.session.key = connection["key"].encode()
    app.connection_file = connection["file"]
    app.parent_handle = 1  # the server's end of the channel is watched instead, see _watch
    app.initialize([])  # type: ignore[no-untyped-call]  # ipykernel
    ipywidgets.register_comm_target(app.kernel)  # at its import there was no kernel to know
    return app


def _ready(app: IPKernelApp) -> dict[str, Any]:
    names = ("shell", "iopub", "stdin", "hb", "control")
    ports = {f"{name}_port": getattr(app, f"{name}_port") for name in names}
    return {"pid": os.getpid(), "ports": ports}


def _watch(ask: BinaryIO, leave: Callable[[], None]) -> None:
    while ask.read(1):
        pass
    leave()


def _leave() -> None:
    os._exit(0)


def main() -> None:
    """A kernel started as a process of its own: its connection is the first line of its input."""
    for module in sys.argv[1:]:
        importlib.import_module(module)
    ask, tell = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but the one line may reach the server
    live(json.loads(ask.readline()), ask, tell)


if __name__ == "__main__":
    main()
