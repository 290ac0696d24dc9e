"""Runs the notebook's cells in a visitor's kernel and gathers what they show."""

import asyncio
import logging
import queue
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat

log = logging.getLogger("toolkit.serving")

START_SECONDS = 30.0
CELL_SECONDS = 120.0
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_SHOWN = ("display_data", "execute_result")


class CellFailed(Exception):
    """A cell raised, showed nothing in time, or its kernel ended."""


def read_cells(path: Path) -> list[str]:
    """The source of the notebook's code cells, in order."""
    notebook = nbformat.read(path, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


async def run_cells(manager: Any, cells: Sequence[str]) -> list[dict[str, Any]]:
    """What the cells show, as nbformat outputs. Raises CellFailed."""
    client = manager.client()
    client.start_channels(stdin=False, hb=False, control=False)
    try:
        await _subscribed(client, manager)
        outputs = [output for cell in cells for output in await _run(client, manager, cell)]
    finally:
        client.stop_channels()
    if not outputs:
        raise CellFailed("the notebook shows nothing")
    return outputs


async def _subscribed(client: Any, manager: Any) -> None:
    """Wait until the kernel says that it hears us (iopub_welcome, or any other word)."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        client.kernel_info()
        try:
            await client.get_iopub_msg(timeout=1)
        except queue.Empty:
            await _check(manager, deadline)
        else:
            return


async def _run(client: Any, manager: Any, code: str) -> list[dict[str, Any]]:
    message = client.execute(code, store_history=False, allow_stdin=False)
    deadline = time.monotonic() + CELL_SECONDS
    shown: list[dict[str, Any]] = []
    while True:
        try:
            reply = await client.get_iopub_msg(timeout=1)
        except queue.Empty:
            await _check(manager, deadline)
            continue
        if reply["parent_header"].get("msg_id") != message:
            continue
        kind, content = reply["msg_type"], reply["content"]
        if kind == "error":
            frames = _COLOURS.sub("", "\n".join(content["traceback"][:-1]))
            log.error("the notebook failed with %s\n%s", content["ename"], frames)
            raise CellFailed(content["ename"])
        if kind in _SHOWN:
            parts = {name: content[name] for name in ("data", "metadata")}
            shown.append({"output_type": "display_data", "trusted": True, **parts})
        if kind == "status" and content["execution_state"] == "idle":
            return shown


async def _check(manager: Any, deadline: float) -> None:
    if not await manager.is_alive():
        raise CellFailed("the kernel ended")
    if time.monotonic() > deadline:
        raise CellFailed("the kernel does not answer")
    await asyncio.sleep(0)
