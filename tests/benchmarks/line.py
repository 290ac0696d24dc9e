"""The line between browser and server: counts every byte, and can be as slow as an office's."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

_PIECE = 4096
_FIRST_WINDOW = 14_600  # ten packets of 1,460 bytes: what TCP sends before it hears back


@dataclass
class Counted:
    """Bytes that went over the line, heads and websocket frames included."""

    up: int = 0
    down: int = 0

    @property
    def both(self) -> int:
        return self.up + self.down


@dataclass
class Line:
    """All connections share `bits` a second each way; `trip` is the time there and back.

    Zero leaves the line as fast as the machine. A slow one is slow as TCP is: a connection costs
    one trip before its first byte, and begins with a small window that doubles at every trip."""

    to: int
    bits: float = 0.0
    trip: float = 0.0
    counted: Counted = field(default_factory=Counted)
    _free: dict[str, float] = field(default_factory=lambda: {"up": 0.0, "down": 0.0})

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either end closes it."""
        await asyncio.sleep(self.trip)
        try:
            there = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.close()
            return
        await asyncio.gather(
            self._pump(reader, there[1], "up"), self._pump(there[0], writer, "down")
        )

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str
    ) -> None:
        window = _Window(self.trip)
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivery = asyncio.create_task(_deliver(under_way, writer, window))
        try:
            while data := await reader.read(_PIECE):
                setattr(self.counted, way, getattr(self.counted, way) + len(data))
                await window.room(len(data))
                await under_way.put((await self._sent(len(data), way), data))
            await under_way.put((0.0, b""))
            await delivery
        except ConnectionError:
            writer.close()
        finally:
            delivery.cancel()

    async def _sent(self, size: int, way: str) -> float:
        """Wait for the line to be free and for the bytes to be sent; tells when they arrive."""
        now = asyncio.get_running_loop().time()
        if not self.bits:
            return now
        self._free[way] = max(now, self._free[way]) + size * 8 / self.bits
        await asyncio.sleep(self._free[way] - now)
        return self._free[way] + self.trip / 2


class _Window:
    """How much a connection may have under way before it hears that some has arrived."""

    def __init__(self, trip: float) -> None:
        self._trip, self._size, self._under_way = trip, _FIRST_WINDOW, 0
        self._changed = asyncio.Event()

    async def room(self, size: int) -> None:
        while self._trip and self._under_way and self._under_way + size > self._size:
            self._changed.clear()
            await self._changed.wait()
        self._under_way += size

    def arrived(self, size: int) -> None:
        asyncio.get_running_loop().call_later(self._trip / 2, self._heard, size)

    def _heard(self, size: int) -> None:
        self._under_way -= size
        self._size += size
        self._changed.set()


async def _deliver(
    under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter, window: _Window
) -> None:
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while True:
            at, data = await under_way.get()
            if not data:
                break
            await asyncio.sleep(max(0.0, at - loop.time()))
            writer.write(data)
            await writer.drain()
            window.arrived(len(data))
    writer.close()


@contextlib.asynccontextmanager
async def line(to: int, *, bits: float = 0.0, trip: float = 0.0) -> AsyncIterator[tuple[Line, int]]:
    """A line to the server at port `to`, and the port at which a browser finds it."""
    one = Line(to, bits, trip)
    carried: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(one.carry(reader, writer))
        carried.add(task)
        task.add_done_callback(carried.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield one, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in carried:
            task.cancel()
        await asyncio.gather(*carried, return_exceptions=True)
