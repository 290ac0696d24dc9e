"""Many at once: twenty pages opened in the same moment, a hundred visitors within a minute."""

import asyncio
import contextlib
import json
import math
import re
import time
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error
from tornado.httpclient import AsyncHTTPClient, HTTPError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.benchmarks import visits
from tests.benchmarks.bench import Bench
from tests.benchmarks.data import LARGE, SMALL
from tests.benchmarks.figures import high
from tests.benchmarks.servers import Served

AT_ONCE, VISITORS, MINUTE = 20, 100, 60.0
_IN_CHROMIUM = 10  # every tenth; a hundred browsers would be what two cores measure
_COMM = "c" * 32
AsyncHTTPClient.configure(None, max_clients=20 * AT_ONCE)  # the first one made is kept


@dataclass(frozen=True)
class Whole:
    """Seconds until the kernel's outputs were there, and until its widgets' state had arrived."""

    outputs: float
    state: float


async def at_once(bench: Bench) -> None:
    """Without browsers, whose work is done on the visitors' machines; then in one Chromium."""
    bench.figures.begin(f"{AT_ONCE} pages opened at once, until the last is whole")
    for units in (SMALL, LARGE):
        served = bench.toolkits[units]
        bursts = [await _burst(served) for _ in range(bench.rounds)]
        outputs = [max(one.outputs for one in burst) for burst in bursts]
        state = [max(one.state for one in burst) for burst in bursts]
        bench.figures.add(f"{units} units, drawn by the last kernel", outputs, "s")
        bench.figures.add(f"{units} units, widgets of the last page there", state, "s", 2.5)
    drawn = await _in_one_browser(bench, bench.toolkits[SMALL])
    bench.figures.add(f"{SMALL} units, drawn by one Chromium on the same cores", [drawn], "s")


async def _burst(served: Served) -> list[Whole]:
    pages = await asyncio.gather(*(_page(served) for _ in range(AT_ONCE)))
    await _quiet(served)
    return pages


async def _page(served: Served) -> Whole:
    """Open a page, fetch its files, ask for its widgets as its script does, and leave."""
    begin = time.monotonic()
    client = AsyncHTTPClient()
    try:
        reply = await client.fetch(served.url, request_timeout=visits.PATIENCE)
        found = re.search(r'api/kernels/([0-9a-f-]{36})"', reply.body.decode())
        kernel = found[1] if found else ""
        files = re.findall(r'(?:href|src)="/(static/[^"]+)"', reply.body.decode())
        await asyncio.gather(*(client.fetch(f"{served.url}{name}") for name in files))
        await client.fetch(f"{served.url}outputs/{kernel}", request_timeout=visits.PATIENCE)
        outputs = time.monotonic() - begin
        await asyncio.wait_for(_widgets(served, kernel), visits.PATIENCE)
    except (OSError, HTTPError, TimeoutError):
        return Whole(math.inf, math.inf)
    state = time.monotonic() - begin
    origin = {"Origin": served.url.rstrip("/")}
    farewell = HTTPRequest(f"{served.url}leave/{kernel}", "POST", origin, body="")
    await client.fetch(farewell, raise_error=False)
    return Whole(outputs, state)


async def _widgets(served: Served, kernel: str) -> None:
    address = f"ws://127.0.0.1:{served.port}/api/kernels/{kernel}/channels?session_id=bench"
    request = HTTPRequest(address, headers={"Origin": served.url.rstrip("/")})
    wire = await websocket_connect(request, max_message_size=2**24)
    with contextlib.closing(wire):
        target = {"comm_id": _COMM, "target_name": "jupyter.widget.control", "data": {}}
        await _say(wire, "comm_open", target)
        await _say(wire, "comm_msg", {"comm_id": _COMM, "data": {"method": "request_states"}})
        while heard := await wire.read_message():
            content = json.loads(heard)["content"]
            states = content.get("data", {}).get("states") if content else None
            if states and any("cards" in one["state"] for one in states.values()):
                return
    raise OSError("the wire was cut")


async def _say(wire: WebSocketClientConnection, kind: str, content: dict[str, Any]) -> None:
    header = {"msg_id": kind, "msg_type": kind, "username": "x", "session": "x", "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": {"version": "1.0.0"}}
    told = {**message, "content": content, "channel": "shell", "buffers": []}
    await wire.write_message(json.dumps(told))


async def _quiet(served: Served) -> None:
    """Wait until everybody's kernel is gone and the next ones wait."""
    for _ in range(100):
        await asyncio.sleep(0.2)
        reply = await AsyncHTTPClient().fetch(f"{served.url}healthz")
        health = json.loads(reply.body)
        if not health["pages"] and health["waiting"] >= 2:
            break
    await asyncio.sleep(1)


async def _in_one_browser(bench: Bench, served: Served) -> float:
    begin = time.monotonic()
    await asyncio.gather(*(_visit(bench, served) for _ in range(AT_ONCE)))
    return time.monotonic() - begin


async def visitors(bench: Bench) -> None:
    """Each comes with an empty cache, waits for the overview, and leaves; every tenth is a browser
    on the same cores, which has a click answered too."""
    bench.figures.begin(f"{VISITORS} visitors within a minute, every tenth in Chromium")
    for units in (SMALL, LARGE):
        served = bench.toolkits[units]
        coming = []
        for number in range(VISITORS):
            in_browser = number % _IN_CHROMIUM == 0
            visit = _visit(bench, served) if in_browser else _state(served)
            coming.append(asyncio.create_task(visit))
            await asyncio.sleep(MINUTE / VISITORS)
        taken = await asyncio.gather(*coming)
        failed = sum(math.isinf(one) for one in taken)
        bench.figures.add(f"{units} units, visits that failed", [failed], "", 0)
        seen = [one for one in taken[::_IN_CHROMIUM] if math.isfinite(one)]
        others = [one for place, one in enumerate(taken) if place % _IN_CHROMIUM]
        heard = [one for one in others if math.isfinite(one)]
        for name, well in (("usable in Chromium", seen), ("widgets there", heard)):
            bench.figures.add(f"{units} units, {name}", well, "s")
            bench.figures.add(f"{units} units, {name}, p95", [high(well)] if well else [], "s")
        await _quiet(served)


async def _state(served: Served) -> float:
    return (await _page(served)).state


async def _visit(bench: Bench, served: Served) -> float:
    async with visits.visitor(bench.browser, visits.OURS) as context:
        page = await context.new_page()
        try:
            seen = await visits.open_page(page, served.url)
            await page.goto("about:blank")
        except (Error, TimeoutError):
            return math.inf
        return seen.usable
