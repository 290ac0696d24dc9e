"""What each further open session costs in memory, against a bare ipykernel."""

import asyncio
import subprocess
import time
from contextlib import AsyncExitStack, ExitStack

import psutil
from jupyter_client.manager import KernelManager

from tests.benchmarks import visits
from tests.benchmarks.bench import Bench
from tests.benchmarks.data import LARGE, SMALL
from tests.benchmarks.servers import Served, shared_memory

_FURTHER = 5


async def memory(bench: Bench) -> None:
    """PSS of server, warm parent and kernels: how much it grows by each session after the first."""
    bench.figures.begin("memory of each further open session (PSS)")
    alone, next_one = await asyncio.to_thread(_bare)
    bare = bench.figures.add("bare ipykernel, alone", [alone], "MiB")
    bench.figures.add("bare ipykernel, each further", [next_one], "MiB")
    for units in (SMALL, LARGE):
        served = bench.toolkits[units]
        first, further = await _sessions(bench, served)
        bench.figures.add(f"toolkit, {units} units, first session and server", [first], "MiB")
        each = bench.figures.add(f"toolkit, {units} units", [further], "MiB", 33)
        bench.figures.ratio(f"toolkit ÷ bare ipykernel alone, {units} units", each, bare, 0.6)


async def _sessions(bench: Bench, served: Served) -> tuple[float, float]:
    async with AsyncExitStack() as stack:
        for count in range(1 + _FURTHER):
            visitor = await stack.enter_async_context(visits.visitor(bench.browser, visits.OURS))
            page = await visitor.new_page()
            await visits.open_page(page, served.url)
            await asyncio.sleep(3)
            if not count:
                first = shared_memory(served.family())
        return first, (shared_memory(served.family()) - first) / _FURTHER


def _bare() -> tuple[float, float]:
    """A bare kernel by itself, and what each after it adds."""
    with ExitStack() as stack:
        kernels = [_kernel(stack)]
        time.sleep(2)
        first = shared_memory(kernels)
        kernels += [_kernel(stack) for _ in range(_FURTHER)]
        time.sleep(2)
        return first, (shared_memory(kernels) - first) / _FURTHER


def _kernel(stack: ExitStack) -> psutil.Process:
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(stderr=subprocess.DEVNULL)
    stack.callback(manager.shutdown_kernel, now=True)
    client = manager.blocking_client()
    stack.callback(client.stop_channels)
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return psutil.Process(manager.provisioner.pid)
