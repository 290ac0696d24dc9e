"""Kernels that wait: forked from a warm parent, or started by themselves."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from textwrap import dedent
from typing import Any

import psutil
import pytest

from tests.serving.running import ROOT
from tests.waiting import PATIENCE, eventually
from toolkit.serving.warm import Fork, Nursery, Spawn, Start

Trial = Callable[[Nursery, Any], Coroutine[Any, Any, None]]


def with_nursery(
    trial: Trial, folder: Path, kind: type[Fork | Spawn] = Fork, size: int = 0
) -> None:
    """Run a trial with a nursery that is closed afterwards."""

    async def whole() -> None:
        start = kind(["ipywidgets"])
        nursery = Nursery(start, folder, size=size, pause=0.0)
        try:
            await asyncio.wait_for(trial(nursery, start), 4 * PATIENCE)
        finally:
            await nursery.close()

    asyncio.run(whole())


async def until(true: Callable[[], bool]) -> None:
    assert await asyncio.to_thread(eventually, true)


@pytest.mark.parametrize("kind", [Fork, Spawn])
def test_kernel_is_alive_until_killed_and_then_known_to_be_gone(
    tmp_path: Path, kind: type[Fork | Spawn]
) -> None:
    async def trial(nursery: Nursery, _: Start) -> None:
        kernel = await nursery.take()
        kernel.begin({"TOOLKIT_USER": "lan"})
        before = kernel.alive
        kernel.signal(9)
        await asyncio.wait_for(kernel.gone, PATIENCE)
        assert (before, kernel.alive) == (True, False)
        kernel.signal(9)

    with_nursery(trial, tmp_path, kind)


def test_forked_kernel_talks_over_sockets_in_the_servers_own_folder(tmp_path: Path) -> None:
    async def trial(nursery: Nursery, _: Start) -> None:
        kernel = await nursery.take()
        assert kernel.connection["transport"] == "ipc"
        assert kernel.connection["ip"].startswith(str(tmp_path))
        assert psutil.Process(kernel.pid).net_connections("inet") == []

    with_nursery(trial, tmp_path)


def test_nursery_keeps_its_number_and_gives_out_none_that_died(tmp_path: Path) -> None:
    async def trial(nursery: Nursery, _: Start) -> None:
        nursery.fill()
        await until(lambda: nursery.waiting == 2)
        dead, living = nursery._waiting
        dead.signal(9)
        await asyncio.wait_for(dead.gone, PATIENCE)
        taken = await nursery.take()
        assert taken is living
        await until(lambda: nursery.waiting == 2)

    with_nursery(trial, tmp_path, size=2)


def test_parent_that_died_is_started_anew_and_its_children_live_on(tmp_path: Path) -> None:
    async def trial(nursery: Nursery, fork: Fork) -> None:
        first = await nursery.take()
        before = fork.pid
        psutil.Process(before).kill()
        kernels = await asyncio.gather(*(nursery.take() for _ in range(3)))
        assert [kernel.alive for kernel in (first, *kernels)] == [True] * 4
        await until(lambda: fork.pid not in {None, before})

    with_nursery(trial, tmp_path)


def test_kernel_starts_by_itself_where_the_parent_never_comes_up(tmp_path: Path) -> None:
    async def trial(nursery: Nursery, fork: Fork) -> None:
        fork._modules = ["tests.serving.starts_a_thread"]
        kernel = await nursery.take()
        assert kernel.alive
        assert psutil.Process(kernel.pid).cmdline()[2] == "toolkit.serving.kernel"

    with_nursery(trial, tmp_path)


def test_waiting_kernel_ends_when_the_server_lets_go_of_it(tmp_path: Path) -> None:
    async def trial(nursery: Nursery, _: Start) -> None:
        kernel = await nursery.take()
        kernel.end()
        await asyncio.wait_for(kernel.gone, PATIENCE)

    with_nursery(trial, tmp_path)


def test_parent_refuses_to_fork_beside_a_thread() -> None:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "toolkit.serving.forkserver", str(theirs.fileno())]
    with ours, theirs:
        done = subprocess.run(
            [*command, "tests.serving.starts_a_thread"],
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert "a warm parent may not have threads" in done.stderr


@pytest.mark.parametrize("pages", ["PAGES", "itertools.chain(PAGES[:2], map(int, 'x'))"])
def test_rehearsal_leaves_no_widget_to_the_visitors_even_when_it_fails(
    demo_data: Path, pages: str
) -> None:
    code = f"""
        import contextlib, itertools
        from ipywidgets.widgets.widget import _instances
        from toolkit.serving import rehearsal
        from toolkit.serving.rehearsal import PAGES
        rehearsal.PAGES, before = {pages}, set(_instances)
        with contextlib.suppress(ValueError):
            rehearsal.rehearse()
            print("all")
        print(len(set(_instances) - before))
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(code)],
        cwd=ROOT,
        env=os.environ | {"TOOLKIT_DATA": str(demo_data)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == (["all", "0"] if pages == "PAGES" else ["0"])


def test_pages_warm_up_without_threads_and_without_pandas() -> None:
    code = (
        "import sys; from toolkit.serving.forkserver import warm_up;"
        "from toolkit.serving.warm import WARM_MODULES; warm_up(WARM_MODULES);"
        "print(sorted({'pandas', 'openpyxl', 'voila', 'debugpy', 'toolkit.pages.shell.view'}"
        " & {name for name, module in sys.modules.items() if module}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "['toolkit.pages.shell.view']"
    assert "could not warm up" not in done.stderr
