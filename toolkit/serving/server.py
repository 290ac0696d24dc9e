"""The server of the dashboards: Voilà with its doors closed and its kernels warm."""

from toolkit.serving import lighter  # noqa: F401 -- before those whom it makes lighter

# isort: split

import asyncio
import logging
import shutil
import signal
import tempfile
import threading
import webbrowser
from pathlib import Path
from typing import Any

import tornado.ioloop
import tornado.web
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from traitlets import Instance
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from toolkit.resources import notebook
from toolkit.serving.assets import Assets
from toolkit.serving.handlers import Nothing, own_names, routes
from toolkit.serving.identity import KernelOwner, ToolkitIdentity
from toolkit.serving.manager import PageKernels
from toolkit.serving.page import Frame
from toolkit.serving.provisioner import OneKernelSpec, register
from toolkit.serving.run import read_cells
from toolkit.serving.warm import CAN_FORK, WARM_MODULES, Fork, Nursery, Spawn
from toolkit.serving.wires import Openings, Wires
from toolkit.settings import Settings

log = logging.getLogger("toolkit.serving")

NOTEBOOK = "dashboard.ipynb"
WAITING = 2
_PING_MILLISECONDS = 30_000
_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 -- named only to print a better address
_MESSAGES = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]


class PageConnection(ZMQChannelsWebsocketConnection):
    """Forwards only what widgets say; a page can neither run code nor ask about it."""


class GuongSangServer(Voila):
    """Serves one notebook as one page, and nothing else."""

    settings = Instance(Settings)
    notebook_file = Instance(Path)

    def initialize(self, *_: object) -> None:
        """Set up from `settings` alone: no command line and no configuration file is read."""
        self._init_asyncio_patch()
        self.log_level = logging.WARNING
        self.voila_configuration = VoilaConfiguration(
            parent=self,
            allow_theme_override="NO",
            allow_template_override="NO",
            show_tracebacks=False,
            file_allowlist=[],
            extension_allowlist=[],
        )
        self.ip, self.port = self.settings.host, self.settings.port
        self.base_url = self.server_url = f"/{self.settings.base_url.strip('/')}/".replace(
            "//", "/"
        )

    def start(self) -> None:
        """Serve until SIGTERM or Ctrl+C. Raises OSError where the port is taken."""
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        sockets = bind_sockets(self.port, self.ip)
        self.port = sockets[0].getsockname()[1]
        folder = Path(tempfile.mkdtemp(prefix="gs-"))
        done = asyncio.Event()
        self._on_signals(done)
        try:
            self.app = tornado.web.Application(**self.init_settings(folder))
            self.app.add_handlers(".*$", self.init_handlers())
            server = HTTPServer(self.app, xheaders=False)
            server.add_sockets(sockets)
            preparing = asyncio.create_task(asyncio.to_thread(self.frame.assets.prepare))
            self.announce()
            if self.open_browser:
                self.launch_browser()
            await done.wait()
            server.stop()
            await preparing
        finally:
            await self._close()
            await _remove(folder)

    def _on_signals(self, done: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(done.set))

    async def _close(self) -> None:
        if hasattr(self, "kernel_manager"):
            self.openings.close()
            self.kernel_manager.release()
            await self.nursery.close()
            self.kernel_manager.context.destroy(linger=0)

    def init_settings(self, folder: Path) -> dict[str, Any]:
        register()
        self.frame = Frame(Assets(), self.base_url)
        start = Fork(WARM_MODULES) if CAN_FORK else Spawn(WARM_MODULES)
        self.nursery = Nursery(start, folder, size=WAITING)
        self.nursery.fill()
        self.wires, self.openings = Wires(), Openings()
        self.kernel_manager = PageKernels(
            parent=self,
            connection_dir=str(folder),
            kernel_spec_manager=OneKernelSpec(parent=self),
            allowed_message_types=_MESSAGES,
            allow_tracebacks=False,
            nursery=self.nursery,
            most=self.settings.most_kernels,
            idle_seconds=float(self.settings.idle_seconds),
        )
        self.kernel_manager.on_gone = self._forget
        self.identity_provider = ToolkitIdentity(parent=self, token="")
        self.identity_provider.settings = self.settings
        self.authorizer = KernelOwner(parent=self, identity_provider=self.identity_provider)
        return {
            "base_url": self.base_url,
            "default_handler_class": Nothing,
            "compress_response": True,
            "log_function": _log_request,
            "kernel_manager": self.kernel_manager,
            "identity_provider": self.identity_provider,
            "authorizer": self.authorizer,
            "kernel_websocket_connection_class": PageConnection,
            "websocket_compression_options": {},
            "ws_ping_interval": _PING_MILLISECONDS,
            "ws_ping_timeout": _PING_MILLISECONDS,
            "websocket_max_message_size": 16 * 1024 * 1024,
            "cookie_secret": self.cookie_secret,
            "hosts": own_names(self.settings.host, self.settings.allowed_hosts),
            "frame": self.frame,
            "cells": read_cells(self.notebook_file),
            "wires": self.wires,
            "openings": self.openings,
        }

    def _forget(self, kernel_id: str) -> None:
        self.wires.cut(kernel_id)
        self.openings.forget(kernel_id)

    def init_handlers(self) -> list[Any]:
        return routes(self.base_url)

    @property
    def connection_url(self) -> str:
        host = self.ip if self.ip not in _EVERYWHERE else "localhost"
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.base_url}"

    def announce(self) -> None:
        """Say where the dashboards are: the one line that people and scripts look for."""
        print(self.connection_url, flush=True)  # noqa: T201 -- see above

    def launch_browser(self) -> None:
        url = self.connection_url
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def serve(settings: Settings, *, open_browser: bool = True, file: Path | None = None) -> int:
    """Serve the dashboards until stopped; the exit status is returned.

    `file` is another notebook than the dashboards', for trials. Raises OSError where the port
    is taken."""
    server = GuongSangServer(
        settings=settings, notebook_file=file or notebook(NOTEBOOK), open_browser=open_browser
    )
    server.initialize()
    server.start()
    return 0


def _log_request(handler: tornado.web.RequestHandler) -> None:
    """Log what was asked without who asked or what for: neither login nor query is kept."""
    status = handler.get_status()
    level = logging.WARNING if status >= 500 else logging.DEBUG
    request = handler.request
    log.log(
        level,
        "%d %s %s %.0f ms",
        status,
        request.method,
        request.path,
        1000 * request.request_time(),
    )


async def _remove(folder: Path) -> None:
    """Remove the sockets' folder; a kernel that is just starting may put one more into it."""
    for _ in range(20):
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            return
        except OSError:
            await asyncio.sleep(0.05)
