"""Answers to browsers: the page, its files, its farewell, and every refusal."""

import asyncio
import ipaddress
import json
import logging
import re
import socket
from http import HTTPStatus
from types import TracebackType
from typing import Any
from urllib.parse import urlparse
from uuid import uuid4

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from toolkit.serving import query
from toolkit.serving.identity import LOCAL
from toolkit.serving.page import Frame
from toolkit.serving.run import run_cells
from toolkit.serving.wires import PatientWire

log = logging.getLogger("toolkit.serving")

KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_VERSION = r"(?:(?P<version>[0-9a-f]{12})/)?"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_YEAR = 31536000
_RUBBISH = 1007


class Guarded(JupyterHandler):
    """What all answers share: our headers, our hosts, our words for what went wrong."""

    @property
    def content_security_policy(self) -> str:
        return POLICY

    @property
    def frame(self) -> Frame:
        frame: Frame = self.settings["frame"]
        return frame

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def check_host(self) -> bool:
        """Answer to names that are ours only, so that no other site can stand in for us."""
        host = (urlparse(f"//{self.request.host}").hostname or "").lower()
        return host in self.settings["hosts"] or _is_address(host)

    def check_xsrf_cookie(self) -> None:
        """No cookie is read anywhere; what changes something checks its Origin instead."""

    def get_login_url(self) -> str:
        raise HTTPError(HTTPStatus.FORBIDDEN)

    @property
    def language(self) -> str:
        return "en" if query.value(self.request.query_arguments, "lang") == "en" else "vi"

    def log_exception(self, *what: Any) -> None:
        note_failure(self.request.path, *what)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            self.set_header("Retry-After", "15")
        self.finish(self.frame.message(status_code, self.language))


def note_failure(
    path: str, kind: type[BaseException], failure: BaseException, trace: TracebackType
) -> None:
    """Log a failure without the query or the person, who are nobody's business afterwards."""
    if isinstance(failure, HTTPError):
        log.info("%d %s", failure.status_code, path)
    elif isinstance(failure, StreamClosedError):
        log.info("left before the answer: %s", path)
    else:
        log.error("failed: %s", path, exc_info=(kind, failure, trace))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def own_names(host: str, allowed: str) -> frozenset[str]:
    """Names that this server answers to: local ones, its host's, and those of the settings."""
    names = {"localhost", host.lower(), socket.gethostname().lower()}
    return frozenset(names | {name.strip().lower() for name in allowed.split(",") if name.strip()})


class Page(Guarded):
    """The one page: its frame goes out at once, while a kernel draws what belongs into it."""

    async def get(self) -> None:
        arguments = self.request.query_arguments
        if query.faults(arguments):
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        if self.kernel_manager.full:
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        kernel_id = str(uuid4())
        self.kernel_manager.reserve(kernel_id, self.current_user.username)
        self.settings["openings"].begin(kernel_id, self._draw(kernel_id))
        self.set_header("Content-Security-Policy", self.content_security_policy)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        theme = query.value(arguments, "theme")
        await self.finish(self.frame.page(kernel_id, self.language, theme))

    async def _draw(self, kernel_id: str) -> dict[str, Any]:
        """What belongs into the frame; where the kernel fails, a sentence with a code."""
        kernels = self.kernel_manager
        try:
            kernel = await kernels.start_page(kernel_id, self._environment())
            drawn = await run_cells(kernel, self.settings["cells"])
        except Exception:
            code = uuid4().hex[:8]
            there = kernels.owner(kernel_id) is not None
            log.log(
                logging.ERROR if there else logging.INFO, "page %s failed", code, exc_info=there
            )
            await kernels.end(kernel_id)
            return self.frame.failure(code, self.language)
        kernels.drawn(kernel_id)
        return drawn

    def _environment(self) -> dict[str, str]:
        login = self.identity_provider.login(self)
        return {
            "TOOLKIT_USER": login or LOCAL,
            "TOOLKIT_QUERY": self.request.query,
            "TOOLKIT_SERVED": "1",
        }


class Outputs(Guarded):
    """What a page's kernel has drawn, as soon as it has."""

    async def get(self, kernel_id: str) -> None:
        owner = self.kernel_manager.owner(kernel_id)
        opening = self.settings["openings"].of(kernel_id)
        if opening is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        if owner not in (None, self.current_user.username):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.set_header("Cache-Control", "no-store")
        await self.finish(await asyncio.shield(opening))


class Public(Guarded):
    """What anybody may fetch who knows our name."""

    def prepare(self) -> None:
        if not self.check_host():
            raise HTTPError(HTTPStatus.FORBIDDEN)


class File(Public):
    """A public file; under an address with its version it may be kept for a year."""

    async def get(self, version: str, area: str, name: str) -> None:
        asset = self.frame.assets.find(area, name)
        if asset is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        current = version == self.frame.assets.version
        keep = f"public, max-age={_YEAR}, immutable" if current else "no-cache"
        self.set_header("Cache-Control", keep)
        self.set_header("Etag", asset.etag)
        self.set_header("Content-Type", asset.type)
        self.set_header("Vary", "Accept-Encoding")
        if self.check_etag_header():
            self.set_status(HTTPStatus.NOT_MODIFIED)
            return
        if asset.squeezed and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.write(asset.body)
        else:
            self.write(asset.plain)

    head = get


class Icon(Public):
    """The icon that browsers ask for by themselves."""

    def get(self) -> None:
        self.redirect(f"{self.frame.static('serving')}icon.svg")


class Health(Public):
    """Tells a supervisor that the server lives, and how many pages are open."""

    def get(self) -> None:
        kernels = self.kernel_manager
        self.set_header("Cache-Control", "no-store")
        self.finish({"ok": True, "pages": kernels.pages, "waiting": kernels.nursery.waiting})


class Leave(Guarded):
    """The farewell of a page: its kernel ends. Only the page itself may say it."""

    async def post(self, kernel_id: str) -> None:
        origin = urlparse(self.request.headers.get("Origin", "")).netloc
        site = self.request.headers.get("Sec-Fetch-Site", "same-origin")
        if origin.lower() != self.request.host.lower() or site != "same-origin":
            raise HTTPError(HTTPStatus.FORBIDDEN)
        owner = self.kernel_manager.owner(kernel_id)
        if owner is not None and owner != self.current_user.username:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.set_status(HTTPStatus.NO_CONTENT)
        await self.kernel_manager.end(kernel_id)


class Kernel(Guarded, KernelHandler):
    """Tells a page that its kernel is there; it can be neither listed nor ended here."""

    async def get(self, kernel_id: str) -> None:
        owner = self.kernel_manager.owner(kernel_id)
        if owner is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        if owner != self.current_user.username:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"id": kernel_id, "name": "python3", "execution_state": "idle"}))

    async def delete(self, kernel_id: str) -> None:  # noqa: ARG002 -- named by the route
        raise HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)


class Channels(PatientWire):
    """The wire between a page and its kernel."""

    def check_host(self) -> bool:
        return Guarded.check_host(self)

    def log_exception(self, *what: Any) -> None:
        note_failure(self.request.path, *what)

    async def pre_get(self) -> None:
        if self.kernel_manager.owner(self.kernel_id) is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        await super().pre_get()

    def write_error(self, *_: Any, **__: Any) -> None:
        self.clear_header("Server")
        self.finish()

    async def open(self, kernel_id: str) -> None:
        self.set_nodelay(True)
        self.settings["wires"].add(kernel_id, self)
        await super().open(kernel_id)

    def on_message(self, ws_message: str | bytes) -> None:
        """Hand a message on; who sends what is none is no page of ours, and is let go."""
        try:
            super().on_message(ws_message)
        except Exception:  # noqa: BLE001 -- a stranger's rubbish takes many forms
            log.warning("a page sent what is no message")
            self.close(_RUBBISH)

    def on_close(self) -> None:
        self.settings["wires"].remove(getattr(self, "kernel_id", ""), self)
        if getattr(self, "connection", None) is not None:
            super().on_close()


class Nothing(Public):
    """Every other address."""

    def prepare(self) -> None:
        raise HTTPError(HTTPStatus.NOT_FOUND)


def routes(base_url: str) -> list[tuple[str, type[JupyterHandler]]]:
    """Every address that is answered, each with its handler."""
    base = re.escape(base_url.rstrip("/"))
    return [
        (rf"{base}/", Page),
        (rf"{base}/static/{_VERSION}(?P<area>[a-z]+)/(?P<name>[\w@./-]{{1,200}})", File),
        (rf"{base}/favicon\.ico", Icon),
        (rf"{base}/healthz", Health),
        (rf"{base}/outputs/{KERNEL}", Outputs),
        (rf"{base}/leave/{KERNEL}", Leave),
        (rf"{base}/api/kernels/{KERNEL}", Kernel),
        (rf"{base}/api/kernels/{KERNEL}/channels", Channels),
        (r".*", Nothing),
    ]
