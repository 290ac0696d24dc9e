"""A page's own kernel: what it does for the server, what it refuses, how little it is."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client.asynchronous import AsyncKernelClient

from tests.serving.running import Running
from tests.waiting import PATIENCE, eventually
from toolkit.serving.warm import Fork, Nursery, Spawn, Waiting

KINDS = [Fork, Spawn]
Kind = type[Fork | Spawn]
Trial = Callable[[AsyncKernelClient, Waiting], Awaitable[None]]


def with_kernel(trial: Trial, folder: Path, kind: Kind = Fork) -> None:
    """Run a trial with a kernel that has heard its visitor, and with a client that it hears."""

    async def whole() -> None:
        nursery = Nursery(kind(["ipywidgets"]), folder, size=0)
        try:
            kernel = await nursery.take()
            kernel.begin({"TOOLKIT_USER": "lan"})
            async with connected(kernel) as client:
                await asyncio.wait_for(trial(client, kernel), PATIENCE)
        finally:
            await nursery.close()

    asyncio.run(whole())


@asynccontextmanager
async def connected(kernel: Waiting) -> AsyncIterator[AsyncKernelClient]:
    client = AsyncKernelClient()
    client.load_connection_info({**kernel.connection, "signature_scheme": "hmac-sha256"})
    client.start_channels(stdin=False, hb=False)
    try:
        await client.get_iopub_msg(timeout=PATIENCE)  # whatever it is: from now on we hear
        yield client
    finally:
        client.stop_channels()


async def heard(client: AsyncKernelClient, asked: str) -> list[dict[str, Any]]:
    """All that is said about a question, until the kernel is idle again."""
    about: list[dict[str, Any]] = []
    while not about or about[-1]["content"].get("execution_state") != "idle":
        message = await client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") == asked:
            about.append(message)
    return about


async def ran(client: AsyncKernelClient, code: str) -> dict[str, Any]:
    """What a cell made the kernel say, by kind: the last message of each."""
    said = await heard(client, client.execute(code))
    return {message["msg_type"]: message["content"] for message in said}


async def answer(client: AsyncKernelClient, kind: str, channel: str = "shell") -> dict[str, Any]:
    """The reply to a request with no content."""
    through = client.shell_channel if channel == "shell" else client.control_channel
    through.send(client.session.msg(kind, {}))
    reply: dict[str, Any] = await through.get_msg(timeout=PATIENCE)
    return reply


@pytest.mark.parametrize("kind", KINDS)
def test_last_line_of_a_cell_is_shown_and_its_names_are_kept(tmp_path: Path, kind: Kind) -> None:
    async def trial(client: AsyncKernelClient, _: Waiting) -> None:
        first = await ran(client, "import os\nwho = os.environ['TOOLKIT_USER']")
        second = await ran(client, "who")
        assert "execute_result" not in first
        assert second["execute_result"]["data"] == {"text/plain": "'lan'"}

    with_kernel(trial, tmp_path, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_widget_is_opened_in_answer_to_the_cell_and_can_be_spoken_to(
    tmp_path: Path, kind: Kind
) -> None:
    cell = """
import ipywidgets
class Doubled(ipywidgets.IntText):
    pass
one = Doubled(3)
one.on_msg(lambda _, content, buffers: one.send({"twice": content["n"] * 2}, [bytes(buffers[0])]))
one"""

    async def trial(client: AsyncKernelClient, _: Waiting) -> None:
        said = await ran(client, cell)
        view = said["execute_result"]["data"]["application/vnd.jupyter.widget-view+json"]
        opened = said["comm_open"]
        assert (opened["comm_id"], opened["data"]["state"]["value"]) == (view["model_id"], 3)

        told = {"comm_id": view["model_id"], "data": {"method": "custom", "content": {"n": 21}}}
        asked = client.session.msg("comm_msg", told)
        client.session.send(client.shell_channel.socket, asked, buffers=[b"whole"])
        (reply,) = [
            message
            for message in await heard(client, asked["header"]["msg_id"])
            if message["msg_type"] == "comm_msg"
        ]
        assert reply["content"]["data"] == {"method": "custom", "content": {"twice": 42}}
        assert [bytes(buffer) for buffer in reply["buffers"]] == [b"whole"]

    with_kernel(trial, tmp_path, kind)


def test_what_threads_say_at_once_arrives_whole_and_in_each_ones_order(tmp_path: Path) -> None:
    cell = """
import comm, threading
line = comm.create_comm(target_name="trial")
def count(thread):
    for number in range(80):
        line.send({"thread": thread, "number": number, "weight": "x" * 5000}, buffers=[b"a", b"b"])
threads = [threading.Thread(target=count, args=(number,)) for number in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()"""

    async def trial(client: AsyncKernelClient, _: Waiting) -> None:
        said = await heard(client, client.execute(cell))
        told = [one["content"]["data"] for one in said if one["msg_type"] == "comm_msg"]
        for thread in range(6):
            numbers = [one["number"] for one in told if one["thread"] == thread]
            assert numbers == list(range(80))

    with_kernel(trial, tmp_path)


def test_thread_is_heard_while_the_main_thread_is_busy(tmp_path: Path) -> None:
    cell = """
import comm, threading
line, heard = comm.create_comm(target_name="trial"), threading.Event()
threading.Thread(target=lambda: (line.send({"from": "thread"}), heard.set())).start()
heard.wait()
import pathlib, time
while not pathlib.Path(__PLACE__).exists(): time.sleep(0.01)"""

    async def trial(client: AsyncKernelClient, _: Waiting) -> None:
        place = tmp_path / "go-on"
        asked = client.execute(cell.replace("__PLACE__", repr(str(place))))
        while True:
            message = await client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "comm_msg":
                break
            assert message["content"].get("execution_state") != "idle"
        place.touch()
        await heard(client, asked)

    with_kernel(trial, tmp_path)


def test_cell_that_fails_is_told_and_the_kernel_goes_on(tmp_path: Path) -> None:
    cells = {
        "1/0": "ZeroDivisionError",
        "raise SystemExit": "SystemExit",
        "raise KeyboardInterrupt": "KeyboardInterrupt",
        "1 +": "SyntaxError",
    }

    async def trial(client: AsyncKernelClient, _: Waiting) -> None:
        errors = [(await ran(client, cell))["error"] for cell in cells]
        assert [error["ename"] for error in errors] == list(cells.values())
        assert [error["traceback"][-1].splitlines()[-1].split(":")[0] for error in errors] == [
            *cells.values()
        ]
        assert (await ran(client, "6 * 7"))["execute_result"]["data"] == {"text/plain": "42"}

    with_kernel(trial, tmp_path)


def test_callback_that_fails_ends_nothing(tmp_path: Path) -> None:
    cell = """
import ipywidgets
one = ipywidgets.IntText()
one.comm.on_msg(lambda message: 1/0)
one"""

    async def trial(client: AsyncKernelClient, _: Waiting) -> None:
        opened = (await ran(client, cell))["comm_open"]
        asked = client.session.msg("comm_msg", {"comm_id": opened["comm_id"], "data": {}})
        client.shell_channel.send(asked)
        await heard(client, asked["header"]["msg_id"])
        assert (await ran(client, "6 * 7"))["execute_result"]["data"] == {"text/plain": "42"}

    with_kernel(trial, tmp_path)


def test_what_no_page_needs_is_refused_at_once(tmp_path: Path) -> None:
    asked = [
        *(("shell", kind) for kind in ("complete", "inspect", "history", "is_complete")),
        ("shell", "shutdown"),
        *(("control", kind) for kind in ("execute", "debug", "create_subshell", "interrupt")),
    ]

    async def trial(client: AsyncKernelClient, kernel: Waiting) -> None:
        for channel, kind in asked:
            reply = await answer(client, f"{kind}_request", channel)
            assert reply["msg_type"] == f"{kind}_reply"
            assert (reply["content"]["status"], reply["content"]["ename"]) == ("error", "Refused")
            info = await answer(client, "kernel_info_request", channel)
            assert info["content"]["status"] == "ok"
        assert kernel.alive

    with_kernel(trial, tmp_path)


def test_whoever_begins_to_listen_is_told_at_once(tmp_path: Path) -> None:
    async def trial(_: AsyncKernelClient, kernel: Waiting) -> None:
        second = AsyncKernelClient()
        second.load_connection_info({**kernel.connection, "signature_scheme": "hmac-sha256"})
        second.start_channels(shell=False, stdin=False, hb=False, control=False)
        message = await second.get_iopub_msg(timeout=PATIENCE)
        second.stop_channels()
        assert message["msg_type"] == "iopub_welcome"

    with_kernel(trial, tmp_path)


def test_message_that_the_server_has_not_signed_is_not_done(tmp_path: Path) -> None:
    async def trial(client: AsyncKernelClient, _: Waiting) -> None:
        trace = tmp_path / "trace"
        right, client.session.key = client.session.key, b"guessed"
        client.execute(f"open({str(trace)!r}, 'w').write('broken in')")
        client.shell_channel.socket.send_multipart([b"rubbish"])
        client.shell_channel.socket.send_multipart([b"<IDS|MSG>", b"", b"{}"])
        client.session.key = right
        assert (await ran(client, "6 * 7"))["execute_result"]["data"] == {"text/plain": "42"}
        assert not trace.exists()

    with_kernel(trial, tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_kernel_ends_when_it_is_told_to(tmp_path: Path, kind: Kind) -> None:
    async def trial(client: AsyncKernelClient, kernel: Waiting) -> None:
        reply = await answer(client, "shutdown_request", "control")
        assert reply["content"]["status"] == "ok"
        await asyncio.wait_for(asyncio.shield(kernel.gone), PATIENCE)

    with_kernel(trial, tmp_path, kind)


def test_kernel_without_ipython_has_four_threads(tmp_path: Path) -> None:
    """The main one, the one that watches for the server's end, and ZeroMQ's two."""

    async def trial(client: AsyncKernelClient, kernel: Waiting) -> None:
        said = await ran(
            client, "import sys, IPython; IPython.get_ipython(), 'ipykernel' in sys.modules"
        )
        assert said["execute_result"]["data"] == {"text/plain": "(None, False)"}
        assert psutil.Process(kernel.pid).num_threads() == 4

    with_kernel(trial, tmp_path)


def test_waiting_kernel_has_little_memory_of_its_own(server: Running) -> None:
    """Of what it shares with the warm parent it has written to a few MiB; with IPython it was 19.

    One careless line in a parent or a child (a class that is changed, a connection that is closed
    late) costs every open page a MiB, and nobody would see it."""
    assert eventually(lambda: server.health()["waiting"] == 2)
    parents = psutil.Process(server.process.pid).children()
    waiting = [child for parent in parents for child in parent.children()]
    own = [child.memory_full_info().uss / 2**20 for child in waiting]

    assert max(own) < 8
