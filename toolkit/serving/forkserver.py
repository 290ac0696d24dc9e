"""The warm parent: it has imported everything, and forks a kernel for each socket it is handed."""

import gc
import importlib
import json
import logging
import os
import random
import signal
import socket
import sys
import threading
from collections.abc import Sequence

from toolkit.serving.packing import pack

log = logging.getLogger("toolkit.serving")

_KERNEL = "toolkit.serving.kernel"


def main() -> None:
    """`python -m toolkit.serving.forkserver FD MODULE…`: serve until the server's end closes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    os.dup2(2, 1)  # the server's output is the one line that says where the dashboards are
    warm_up(sys.argv[2:])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the children
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to handle
    while True:
        data, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            return
        if os.fork() == 0:
            control.close()
            _child(handles[0])
        os.close(handles[0])


def warm_up(modules: Sequence[str]) -> None:
    """Import all that a page needs, then put it out of the garbage collector's sight.

    A module that can't be imported is left to the page, which tells what is wrong with it."""
    for module in (_KERNEL, *modules):
        try:
            importlib.import_module(module)
        except Exception:
            log.exception("could not warm up %s", module)
    try:
        from toolkit.serving.rehearsal import rehearse  # noqa: PLC0415 -- it may fail, and may not stop us

        rehearse()
    except Exception:
        log.exception("the rehearsal failed")
    if threading.active_count() > 1:
        names = [thread.name for thread in threading.enumerate()]
        raise RuntimeError(f"a warm parent may not have threads: {names}")
    gc.collect()
    gc.freeze()
    pack()


def _child(handle: int) -> None:
    from toolkit.serving.kernel import live  # noqa: PLC0415 -- imported by the parent already

    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        random.seed()
        channel = socket.socket(fileno=handle)
        ask, tell = channel.makefile("rb"), channel.makefile("wb")
        live(json.loads(ask.readline()), ask, tell)
    except BaseException:
        log.exception("a kernel ended badly")
    finally:
        os._exit(1)


if __name__ == "__main__":
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
    main()
