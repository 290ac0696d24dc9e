"""The visitors' kernels: each has an owner, their number is capped, the abandoned are ended."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from jupyter_client.ioloop import AsyncIOLoopKernelManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import PeriodicCallback
from traitlets import Bool, Float, Instance, Integer

from toolkit.serving.provisioner import NAME
from toolkit.serving.warm import Nursery

log = logging.getLogger("toolkit.serving")


class PageLeft(Exception):
    """The visitor went away while the kernel was starting."""


class PageKernelManager(AsyncIOLoopKernelManager):
    """One kernel; a dead one stays dead, since a fresh one would know nothing of the page."""

    autorestart = Bool(False)
    shutdown_wait_time = Float(2.0)


class PageKernels(AsyncMappingKernelManager):
    """All kernels of this server."""

    nursery = Instance(Nursery)
    most = Integer(200)
    unconnected_seconds = Float(60.0)
    idle_seconds = Float(1800.0)
    cull_seconds = Float(15.0)
    kernel_manager_class = "toolkit.serving.manager.PageKernelManager"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._owners: dict[str, str] = {}
        self._left: dict[str, float] = {}  # when the last page of a kernel went away
        self._was_connected: set[str] = set()
        self._burials: set[asyncio.Future[None]] = set()
        self._culler = PeriodicCallback(self.cull, self.cull_seconds * 1000)
        self.on_gone: Callable[[str], None] = log.debug

    def owner(self, kernel_id: str) -> str | None:
        return self._owners.get(kernel_id)

    @property
    def pages(self) -> int:
        return len(self._owners)

    @property
    def full(self) -> bool:
        return len(self._owners) >= self.most

    def reserve(self, kernel_id: str, owner: str) -> None:
        """A page was opened by `owner`: from now on it counts, and its kernel is to come."""
        self._owners[kernel_id] = owner

    async def start_page(self, kernel_id: str, env: dict[str, str]) -> Any:
        """Start the kernel that was reserved; its manager is returned. Raises PageLeft."""
        if not self._culler.is_running():
            self._culler.start()
        await self.start_kernel(kernel_id=kernel_id, kernel_name=NAME, env=env)
        manager = self.get_kernel(kernel_id)
        if kernel_id not in self._owners:
            await self.shutdown_kernel(kernel_id, now=True)
            raise PageLeft
        manager.provisioner.kernel.gone.add_done_callback(lambda _: self._gone(kernel_id))
        return manager

    def drawn(self, kernel_id: str) -> None:
        """The page is whole: from now on it is expected to connect."""
        if kernel_id in self._owners:
            self._left[kernel_id] = time.monotonic()

    async def end(self, kernel_id: str, *, now: bool = False) -> None:
        """Shut a kernel down; one that is already gone is nothing to complain about."""
        if kernel_id not in self._owners:
            return
        self._forget(kernel_id)
        self.on_gone(kernel_id)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=now)

    def notify_connect(self, kernel_id: str) -> None:
        super().notify_connect(kernel_id)
        self._left.pop(kernel_id, None)
        self._was_connected.add(kernel_id)

    def notify_disconnect(self, kernel_id: str) -> None:
        super().notify_disconnect(kernel_id)
        if kernel_id in self._owners and not self._kernel_connections.get(kernel_id):
            self._left[kernel_id] = time.monotonic()

    async def cull(self) -> None:
        """End the kernels whose page has been away too long; a connected page keeps its own."""
        now = time.monotonic()
        left = self._left.items()
        late = [kernel_id for kernel_id, since in left if self._late(kernel_id, now - since)]
        for kernel_id in late:
            log.info("a page did not come back: ending its kernel")
            await self.end(kernel_id)

    def release(self) -> None:
        """Look after no page any more: the server is about to end."""
        self._culler.stop()
        self._owners.clear()

    def _late(self, kernel_id: str, away: float) -> bool:
        came = kernel_id in self._was_connected
        return away > (self.idle_seconds if came else self.unconnected_seconds)

    def _gone(self, kernel_id: str) -> None:
        if kernel_id in self._owners:
            log.warning("a kernel ended by itself")
        burial = asyncio.ensure_future(self.end(kernel_id, now=True))
        self._burials.add(burial)
        burial.add_done_callback(self._burials.discard)

    def _forget(self, kernel_id: str) -> None:
        self._owners.pop(kernel_id, None)
        self._left.pop(kernel_id, None)
        self._was_connected.discard(kernel_id)
